"""Use-cases around datasets: import, list, look inside, delete."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.catalog.catalog import Catalog
from workbench.data.dataset import Dataset
from workbench.errors import NotFoundError
from workbench.jobs import Progress
from workbench.workspace.corrections import Corrections, OpenedFile, open_corrected
from workbench.workspace.dataset_store import DatasetStore, Origin, unknown_dataset
from workbench.workspace.shape import dataset_shape
from workbench.workspace.views import BinnedDataset, DatasetShape, DatasetSummary, HistoryRow, ItemRow, UserRow

if TYPE_CHECKING:
    from workbench.data.checked_import import CheckedImport
    from workbench.data.companion_files import Companion
    from workbench.data.export import ExportResult, Format
    from workbench.data.import_report import Decisions
    from workbench.data.reading import ImportPreview
    from workbench.data.table_guess import TableGuess

# Inside a class with a method `list`, the type needs another name.
Listing = list


class DatasetUseCases:
    """What can be done with datasets. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, store: DatasetStore) -> None:
        self._catalog = catalog
        self._store = store
        self._lock = threading.RLock()
        self._archives: dict[str, zipfile.ZipFile] = {}
        self._corrections = Corrections(catalog.folder, read_only=catalog.read_only)

    # ---- storing

    def preview(
        self,
        path: Path,
        guess: TableGuess | None = None,
        *,
        as_table: bool = False,
        layout: str = "",
        delimiter: str = "",
    ) -> ImportPreview:
        """Read the head of a file or folder and say how it would be understood; see `data.reading.preview`."""
        from workbench.data.reading import preview

        return preview(path, guess, as_table=as_table, layout=layout, delimiter=delimiter)

    def reopen(self, path: Path) -> OpenedFile:
        """Look at a file as a person corrected the guess about it before, or else like `preview`."""
        return open_corrected(path, self._corrections)

    def correct(self, path: Path, guess: TableGuess | None, *, as_table: bool = False) -> ImportPreview:
        """Look at a file under a corrected guess, which `reopen` then remembers; without one it is forgotten."""
        found = self.preview(path, guess, as_table=as_table)
        self._corrections.remember(path, None if guess is None and not as_table else found.guess)
        return found

    def forget_corrections(self) -> None:
        """Forget how files were corrected, and with it which files were opened."""
        self._corrections.forget_all()

    def earlier_import(self, path: Path) -> DatasetSummary | None:
        """Return the newest version of the dataset that was imported from this path; None where none was.

        Its `source_hash` differs from that of a new check where the file has changed since.
        """
        wanted = str(path.resolve())
        found = (summary for summary in self.list() if summary.source_path == wanted and summary.parent_id is None)
        return max(found, key=lambda summary: (summary.version, summary.id), default=None)

    def companion(self, path: Path, user: str = "", item: str = "") -> Companion:
        """Look at a file or folder that may tell more about the items or users of an import.

        Args:
            path: a table with an id in each row, or a folder or archive of pictures or sounds named by item id.
            user, item: what the columns of users and items are called among the interactions.

        Raises:
            DataFormatError: it is neither.
        """
        from workbench.data.companion_files import recognise_companion

        return recognise_companion(path, user, item)

    def check(
        self, path: Path, guess: TableGuess | None = None, *, layout: str = "", progress: Progress
    ) -> CheckedImport:
        """Read a file or folder whole and hold it in memory, for a report of what would be stored; store nothing.

        The result's `report(decisions)` says what was found and what will be done, again for each change of mind.

        Raises:
            DataFormatError: nothing in it can be read, or most of its rows cannot.
        """
        from workbench.data.reading import check_dataset

        return check_dataset(path, guess=guess, layout=layout, progress=progress)

    def store(
        self,
        checked: CheckedImport,
        decisions: Decisions | None = None,
        *,
        name: str | None = None,
        replaces: int | None = None,
        companions: Sequence[Companion] = (),
        progress: Progress,
    ) -> DatasetSummary:
        """Store what was checked, as it was decided; nothing is stored where anything fails.

        Args:
            checked: from `check`.
            decisions: what is to be done about kinds of findings; our proposal for those left out.
            name: what to call the dataset.
            replaces: a dataset, in any version, of which this becomes the newest version; the others stay. It is
                returned as it is where the content is still the same.
            companions: files that tell more about items or users, from `companion`.
            progress: told how far it is.

        Raises:
            ConfigurationError: a decision is none of the choices.
            DataFormatError: no row remains, or a companion cannot be read or belongs to other data.
            NotFoundError: there is no dataset `replaces`.
        """
        return self._keep(checked, decisions or {}, name, replaces, progress, companions, begins=0.0)

    def _keep(
        self,
        checked: CheckedImport,
        decisions: Decisions,
        name: str | None,
        replaces: int | None,
        progress: Progress,
        companions: Sequence[Companion] = (),
        *,
        begins: float,
    ) -> DatasetSummary:
        """Store what was checked; `begins` is the part of the work that is done already."""
        newest = None if replaces is None else self._store.versions(replaces)[0]
        middle = (1.0 + begins) / 2
        progress.span(begins, middle)
        dataset = checked.dataset(decisions, name=name or (newest.name if newest else None), progress=progress)
        with self._catalog.artifacts.staging() as folder:
            told = checked.report(decisions).told
            if companions or checked.media:
                from workbench.data.companions import attach

                begins, middle = middle, (1.0 + middle) / 2
                progress.span(begins, middle)
                dataset, said = attach(dataset, companions, folder, progress, named=checked.media)
                told += said
            if newest is not None and newest.fingerprint == dataset.fingerprint and newest.binned_at is None:
                return newest
            path = None if checked.path is None else str(checked.path.resolve())
            origin = Origin(path, checked.source_hash, newer_than=replaces)
            progress.span(middle, 1.0)
            return self._store.add(dataset, told, progress, origin=origin)

    def import_file(
        self,
        path: Path,
        *,
        name: str | None = None,
        guess: TableGuess | None = None,
        decisions: Decisions | None = None,
        bad_rows: Literal["stop", "drop"] = "stop",
        replaces: int | None = None,
        progress: Progress,
    ) -> DatasetSummary:
        """Check a file or folder and store it in one go; nothing is stored where anything fails.

        Args:
            path, name, guess, decisions, replaces: see `check` and `store`.
            bad_rows: whether rows that cannot be read, and about which nothing is decided, are left out or stop the
                import.
            progress: told how far it is.

        Raises:
            DataFormatError: it cannot be read as a dataset, or a row of it cannot and that is to stop the import.
        """
        progress.span(0.0, 0.7)
        checked = self.check(path, guess, progress=progress)
        if bad_rows == "stop" and (refusal := checked.refusal(decisions or {})) is not None:
            raise refusal
        return self._keep(checked, decisions or {}, name, replaces, progress, begins=0.7)

    def create_sample(self, *, progress: Progress, seed: int = 7) -> DatasetSummary:
        """Generate the built-in sample, or return it where it is stored already."""
        from workbench.data.sample import generate

        with self._catalog.artifacts.staging() as folder:
            progress.span(0.0, 0.85)
            dataset = generate(folder, seed=seed, progress=progress)
            for known in self.list():
                if known.fingerprint == dataset.fingerprint:
                    return known
            progress.span(0.85, 1.0)
            notes = ["Every film, person and interaction is invented."]
            return self._store.add(dataset, notes, progress, origin=Origin())

    def rename(self, dataset_id: int, name: str) -> DatasetSummary:
        """Give a dataset another name."""
        return self._store.rename(dataset_id, name)

    # ---- the bin

    def delete(self, dataset_id: int) -> None:
        """Put a dataset with its runs into the bin; `restore` brings them back until the bin is emptied."""
        self._store.to_bin(dataset_id)

    def restore(self, dataset_id: int) -> DatasetSummary:
        """Take a dataset with its runs out of the bin; it gets a number where its name was taken meanwhile."""
        return self._store.restore(dataset_id)

    def binned(self) -> Listing[BinnedDataset]:
        """Return what lies in the bin, the latest first."""
        return self._store.binned()

    def empty_bin(self, dataset_ids: Sequence[int] | None = None) -> int:
        """Delete what lies in the bin (only these, where some are named) with its runs for good; return how many."""
        with self._lock:
            self._close_archives()
        return self._store.empty_bin(dataset_ids)

    def export(self, dataset_id: int, path: Path, form: Format, *, progress: Progress) -> ExportResult:
        """Write a dataset as `csv`, `parquet` or `recbole`; see `export_dataset`.

        Raises:
            ConfigurationError: the folder is not empty.
            WorkbenchError: it cannot be written there, or not in this format.
        """
        from workbench.data.export import export_dataset

        return export_dataset(self._store.load(dataset_id, verified=True), path, form, progress=progress)

    # ---- reading

    def list(self) -> Listing[DatasetSummary]:
        """Return all datasets, newest first, those in the bin left out."""
        return self._store.in_sight()

    def versions(self, dataset_id: int) -> Listing[DatasetSummary]:
        """Return all versions of a dataset, the newest first; `binned_at` says which lie in the bin."""
        return self._store.versions(dataset_id)

    def get(self, dataset_id: int) -> DatasetSummary:
        """Return one dataset, though it may lie in the bin. Raises `NotFoundError`."""
        return self._store.get(dataset_id)

    def find(self, name_or_id: str) -> DatasetSummary:
        """Return the dataset of this name (case ignored) or number. Raises `NotFoundError`."""
        known = self.list()
        for summary in known:
            if name_or_id.casefold() == summary.name.casefold() or name_or_id == str(summary.id):
                return summary
        wanted = _key(name_or_id)
        exact = [s for s in known if _key(s.name) == wanted]
        near = exact or [s for s in known if wanted and wanted in _key(s.name)]
        if len(near) == 1:
            return near[0]
        raise unknown_dataset(name_or_id, [s.name for s in known])

    def load(self, dataset_id: int, *, verified: bool = False) -> Dataset:
        """Return a dataset in memory; the last two stay there.

        Args:
            dataset_id: its number.
            verified: wait until all its bytes were compared with their hashes; otherwise large files are meanwhile.

        Raises:
            ArtifactDamagedError: its files are missing or changed.
        """
        return self._store.load(dataset_id, verified=verified)

    def shape(self, dataset_id: int) -> DatasetShape:
        """Return the curves of a dataset's page."""
        return dataset_shape(self.load(dataset_id))

    def find_users(self, dataset_id: int, text: str, limit: int = 50) -> Listing[UserRow]:
        """Return users with `text` in the id or an attribute; without text those with most interactions."""
        from workbench.data.finding import find_users

        dataset = self.load(dataset_id)
        return user_rows(dataset, find_users(dataset, text, limit).tolist())

    def find_items(self, dataset_id: int, text: str, limit: int = 50) -> Listing[ItemRow]:
        """Return items whose title or id contains `text`, the most frequent first."""
        import pyarrow.compute as pc

        dataset = self.load(dataset_id)
        counts = dataset.interactions.item_counts
        wanted = text.strip()
        hits = np.asarray(pc.match_substring(dataset.items.arrow, wanted, ignore_case=True))
        if dataset.item_table.has("title"):
            titles = dataset.item_table.columns["title"].combine_chunks()
            found = pc.fill_null(pc.match_substring(titles, wanted, ignore_case=True), False)
            hits = hits | np.asarray(found)
        codes = np.flatnonzero(hits)
        codes = codes[np.argsort(-counts[codes], kind="stable")][:limit]
        return [ItemRow(c, dataset.items[c], dataset.title(c), int(counts[c])) for c in codes.tolist()]

    def history(self, dataset_id: int, user_id: str) -> Listing[HistoryRow]:
        """Return a user's interactions, oldest first. Raises `NotFoundError`."""
        dataset = self.load(dataset_id)
        history = dataset.interactions.histories(np.array([self.user_code(dataset, user_id)]))
        valued = self.get(dataset_id).has_values
        times = [None] * len(history.item) if history.time is None else history.time.tolist()
        return [
            HistoryRow(
                item=item,
                item_id=dataset.items[item],
                title=dataset.title(item),
                categories=tuple(dataset.item_table.cell("categories", item) or ()),
                value=value if valued else None,
                time=time,
            )
            for item, value, time in zip(history.item.tolist(), history.value.tolist(), times, strict=True)
        ]

    @staticmethod
    def user_code(dataset: Dataset, user_id: str) -> int:
        """Return the code of an external user id. Raises `NotFoundError`."""
        code = dataset.users.code(user_id)
        if code is None:
            raise NotFoundError(
                f"There is no user “{user_id}” in “{dataset.name}”.",
                hint="Search for a part of the id to see which there are.",
            )
        return code

    def image(self, dataset_id: int, item: int) -> bytes | None:
        """Return the encoded picture (PNG or JPEG) of an item, or None where it has none."""
        dataset = self.load(dataset_id)
        entry = dataset.item_table.cell("image", item)
        if not entry or "image" not in dataset.media:
            return None
        path = dataset.media["image"]
        with self._lock:
            if path not in self._archives:
                self._archives[path] = zipfile.ZipFile(path)
            try:
                return self._archives[path].read(entry)
            except KeyError:
                return None

    def close(self) -> None:
        """Close the media archives."""
        with self._lock:
            self._close_archives()
        self._store.close()

    def _close_archives(self) -> None:
        for archive in self._archives.values():
            archive.close()
        self._archives.clear()


def user_rows(dataset: Dataset, codes: Sequence[int]) -> Listing[UserRow]:
    """Return what search results say of some users."""
    lengths = np.diff(dataset.interactions.offsets)
    return [UserRow(code, dataset.users[code], int(lengths[code]), _attributes(dataset, code)) for code in codes]


def _attributes(dataset: Dataset, user: int) -> str:
    if dataset.user_table is None:
        return ""
    values = [dataset.user_table[name][user].as_py() for name in dataset.user_table.column_names]
    return " · ".join(str(value) for value in values if value not in (None, ""))


def _key(name: str) -> str:
    """Return a name as people type it in a hurry: `ml-100k` and “MovieLens 100K” are one."""
    return "".join(c for c in name.casefold() if c.isalnum()).replace("movielens", "ml")
