"""Use-cases around seeing a dataset: tables of users and items, one of them closely, quality, what is filled."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Literal

from workbench.errors import NotFoundError
from workbench.jobs import Progress
from workbench.workspace.dataset_store import DatasetStore

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
    from workbench.data.features import FeatureReport
    from workbench.data.profile import ItemPage, SparsityPicture, UserTimeline
    from workbench.data.profile_quality import QualityReport
    from workbench.data.profile_tables import EntityTable, TablePage

_TABLES_KEPT = 4


class ProfileUseCases:
    """What can be seen of a dataset. Methods may be called from any thread."""

    def __init__(self, store: DatasetStore) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._tables: OrderedDict[tuple[int, str], EntityTable] = OrderedDict()
        self._warming: list[threading.Thread] = []
        self._closed = threading.Event()
        store.when_gone(self._let_go)

    def close(self) -> None:
        """Stop making orders ahead, and let go of the tables."""
        self._closed.set()
        for thread in self._warming:
            thread.join()
        with self._lock:
            self._tables.clear()

    def users(
        self,
        dataset_id: int,
        *,
        search: str = "",
        sort: str = "interactions",
        descending: bool = True,
        offset: int = 0,
        limit: int = 100,
    ) -> TablePage:
        """Return some rows of the table of users, column by column; see `EntityTable.page`."""
        table = self._table(dataset_id, "users")
        return table.page(search=search, sort=sort, descending=descending, offset=offset, limit=limit)

    def items(
        self,
        dataset_id: int,
        *,
        search: str = "",
        sort: str = "interactions",
        descending: bool = True,
        offset: int = 0,
        limit: int = 100,
    ) -> TablePage:
        """Return some rows of the table of items, column by column; see `EntityTable.page`."""
        table = self._table(dataset_id, "items")
        return table.page(search=search, sort=sort, descending=descending, offset=offset, limit=limit)

    def user(self, dataset_id: int, user_id: str) -> UserTimeline:
        """Return what one user did over time; `datasets.history` has the interactions. Raises `NotFoundError`."""
        from workbench.data.profile import user_timeline

        dataset = self._store.load(dataset_id)
        return user_timeline(dataset, _code(dataset, "user", user_id))

    def item(self, dataset_id: int, item_id: str) -> ItemPage:
        """Return one item's page: over time, values, who met it, and what they met too. Raises `NotFoundError`."""
        from workbench.data.profile import item_page

        dataset = self._store.load(dataset_id)
        return item_page(dataset, _code(dataset, "item", item_id))

    def sparsity(self, dataset_id: int) -> SparsityPicture:
        """Return a picture of the user × item matrix, at most 256 × 256 cells."""
        from workbench.data.profile import sparsity

        return sparsity(self._store.load(dataset_id))

    def quality(self, dataset_id: int) -> QualityReport:
        """Return the numbers of a dataset's quality, and what stands out in sentences."""
        from workbench.data.profile_quality import quality

        return quality(self._store.load(dataset_id))

    def features(self, dataset_id: int, *, progress: Progress) -> FeatureReport:
        """Rank the attributes of items and users by what they tell about the interactions; seconds of work."""
        from workbench.data.features import feature_report

        return feature_report(self._store.load(dataset_id), progress=progress)

    def _table(self, dataset_id: int, of: Literal["users", "items"]) -> EntityTable:
        from workbench.data.profile_tables import EntityTable

        key = (dataset_id, of)
        with self._lock:
            if key not in self._tables:
                self._tables[key] = table = EntityTable(self._store.load(dataset_id), of)
                warming = threading.Thread(target=table.warm, args=(self._closed.is_set,), name="orders", daemon=True)
                warming.start()
                self._warming = [thread for thread in self._warming if thread.is_alive()] + [warming]
                while len(self._tables) > _TABLES_KEPT:
                    self._tables.popitem(last=False)
            self._tables.move_to_end(key)
            return self._tables[key]

    def _let_go(self, dataset_id: int) -> None:
        with self._lock:
            for key in [key for key in self._tables if key[0] == dataset_id]:
                del self._tables[key]


def _code(dataset: Dataset, noun: Literal["user", "item"], external_id: str) -> int:
    code = (dataset.users if noun == "user" else dataset.items).code(external_id)
    if code is None:
        raise NotFoundError(
            f"There is no {noun} “{external_id}” in “{dataset.name}”.",
            hint="Search for a part of the id to see which there are.",
        )
    return code
