"""What the use-cases around datasets return: plain frozen data for a card, a table or a chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.data.preparing.recipe import RecipeStep, StepEffect

if TYPE_CHECKING:
    # The window imports this file before its first paint: what only annotations name is not imported for it.
    import numpy as np
    import numpy.typing as npt

    from workbench.workspace.run_views import RunSummary


@dataclass(frozen=True)
class DatasetSummary:
    """One card of the Data panel."""

    id: int
    name: str
    source: str
    invented: bool
    fingerprint: str
    n_rows: int
    n_users: int
    n_items: int
    first_time: int | None  # seconds since 1970
    last_time: int | None
    has_values: bool
    has_titles: bool
    media: tuple[str, ...]  # of "text", "image", "audio"
    created: datetime
    notes: tuple[str, ...] = ()  # what the import dropped or mended, in sentences
    source_path: str | None = None  # the file or folder it was imported from
    source_hash: str | None = None  # SHA-256 (hex) of that file's content at the time
    parent_id: int | None = None  # the dataset it was prepared from
    recipe: tuple[RecipeStep, ...] | None = None  # the steps that made it from its parent
    version_of: int | None = None  # id of the first version; None for the first version itself
    version: int = 1
    binned_at: datetime | None = None  # when it was put into the bin; None while it is in use

    @property
    def label(self) -> str:
        """`MovieLens 100K · version 2`; versions of one dataset share its name."""
        return self.name if self.version == 1 else f"{self.name} · version {self.version}"

    @property
    def density(self) -> float:
        """Share of the user × item matrix that is filled, 0 … 1."""
        return self.n_rows / max(1, self.n_users * self.n_items)


@dataclass(frozen=True)
class BinnedDataset:
    """A dataset in the bin: what goes with it when the bin is emptied."""

    dataset: DatasetSummary
    n_runs: int
    n_bytes: int  # of its files and its models; what others share with it stays


@dataclass(frozen=True)
class StepType:
    """A kind of step that a recipe can have."""

    name: str
    title: str
    summary: str
    config: type[Any]  # the pydantic configuration class; its fields make the form


@dataclass(frozen=True)
class RecipePreview:
    """What a recipe would do to a dataset, and how it looks in the end; nothing was stored."""

    effects: tuple[StepEffect, ...]  # one a step; fewer where a step leaves nothing
    n_rows: int
    n_users: int
    n_items: int
    first_time: int | None
    last_time: int | None


@dataclass(frozen=True)
class Dependents:
    """What depends on a dataset: it goes with it (runs), or it came from it and stays (children)."""

    runs: tuple[RunSummary, ...]
    children: tuple[DatasetSummary, ...]  # prepared from it or from what was prepared from it


@dataclass(frozen=True)
class ForgetResult:
    """What forgetting one person did.

    Attributes:
        dataset: the new version, without them.
        rows_removed: how many interactions of theirs there were.
        runs: every run that was trained on a version or descendant with them, now marked (`forgotten_users`).
        still_in: stored datasets that still hold the person, the old version first: bin them, then empty the bin.
        unsure: datasets whose ids were replaced under a key that was thrown away; nobody can tell who is in them.
        sentences: the same in words.
    """

    dataset: DatasetSummary
    rows_removed: int
    runs: tuple[RunSummary, ...]
    still_in: tuple[DatasetSummary, ...]
    unsure: tuple[DatasetSummary, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class DatasetShape:
    """The curves of a dataset's page.

    Attributes:
        month_starts / month_counts: interactions over time; empty where the dataset has no times.
        popularity: int64, interactions an item, descending: the long tail.
        history_edges / history_counts: histogram of the histories' lengths (edges: one more than counts).
        value_levels / value_counts: the distinct values (at most 20 levels) and their counts.
        categories: (name, interactions) of the most frequent item categories, descending.
        top_items: (title, interactions) of the most frequent items.
    """

    month_starts: npt.NDArray[np.int64]
    month_counts: npt.NDArray[np.int64]
    popularity: npt.NDArray[np.int64]
    history_edges: npt.NDArray[np.float64]
    history_counts: npt.NDArray[np.int64]
    value_levels: npt.NDArray[np.float64]
    value_counts: npt.NDArray[np.int64]
    categories: tuple[tuple[str, int], ...]
    top_items: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class UserRow:
    """A user in a search result."""

    code: int
    id: str
    n_interactions: int
    attributes: str  # "24 · M · technician", or empty


@dataclass(frozen=True)
class ItemRow:
    """An item in a search result."""

    code: int
    id: str
    title: str
    n_interactions: int


@dataclass(frozen=True)
class HistoryRow:
    """One interaction of a user's history, as the Recommend panel shows it."""

    item: int  # code
    item_id: str
    title: str
    categories: tuple[str, ...]
    value: float | None  # None where the dataset has no values
    time: int | None  # seconds since 1970
