"""What the use-cases return: plain frozen data that a table, a chart or a JSON printer can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.data.preparing.recipe import RecipeStep as RecipeStep
from workbench.data.preparing.recipe import StepEffect as StepEffect
from workbench.tuning.study import StudyRecord as StudyRecord
from workbench.tuning.study import Trial as Trial
from workbench.workspace.board import Board as Board
from workbench.workspace.board import BoardRun as BoardRun
from workbench.workspace.board import Curves as Curves

if TYPE_CHECKING:
    # The window imports this file before its first paint: what only annotations name is not imported for it.
    import numpy as np
    import numpy.typing as npt

    from workbench.evaluation.protocol import Evaluation
    from workbench.evaluation.repeats import RepeatedFigure
    from workbench.evaluation.significance import PairedDifference
    from workbench.evaluation.slices import Slice
    from workbench.explanation.attention import AttentionRecord
    from workbench.recommendation.top_list import RecommendedItem


@dataclass(frozen=True)
class WorkspaceInfo:
    """The workspace itself, for the status bar and `workbench doctor`."""

    folder: Path
    read_only: bool
    bytes_on_disk: int
    schema_version: str
    notices: tuple[str, ...] = ()  # what opening found and mended: interrupted runs, a migration, a backup


# ---- data


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


# ---- training


@dataclass(frozen=True)
class ModelType:
    """A registered model that can be trained."""

    name: str
    title: str
    family: str
    summary: str
    config: type[Any]  # the pydantic configuration class; its fields make the form
    shows_attention: bool
    resumable: bool = False  # its training can be paused across a restart
    modalities: tuple[str, ...] = ()  # which of "text", "image", "audio" it reads, as it is configured by default


@dataclass(frozen=True)
class SplitType:
    """A way of splitting."""

    name: str
    title: str
    summary: str
    config: type[Any]  # pydantic class of its parameters
    leaks: str
    folds: str = ""  # what its folds are, in a sentence


@dataclass(frozen=True)
class TrainRequest:
    """Everything that determines a run."""

    dataset_id: int
    model: str
    config: dict[str, Any] = field(default_factory=dict)
    split: str = "leave-last-out"
    split_parameters: dict[str, Any] = field(default_factory=dict)
    seed: int = 42
    # Fingerprints of encoders by modality; for those left out the newest encoding, or one that is made first.
    content: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, Any] = field(default_factory=dict)  # fields of `CandidateRules`; empty is the full ranking
    experiment_id: int | None = None  # of which experiment it is a repeat
    set_up: int = 0  # which of the experiment's set-ups it repeats, from 0
    study: dict[str, Any] | None = None  # the search that found its settings, and what it spent


@dataclass(frozen=True)
class TuneRequest:
    """A search for settings: everything that names the study, and how long to search in this sitting.

    Attributes:
        seconds, trials: the budget; whichever is spent first, None for no limit of its kind.
        storage: SQLAlchemy URL of a storage shared with other machines; None for the workspace's catalog.
    """

    dataset_id: int
    model: str
    split: str = "leave-last-out"
    split_parameters: dict[str, Any] = field(default_factory=dict)
    seed: int = 42
    seconds: float | None = None
    trials: int | None = None
    storage: str | None = None


@dataclass(frozen=True)
class RunSummary:
    """One row of the tables of runs.

    `state` is one of `running`, `paused`, `done`, `cancelled`, `failed`, `interrupted` (the process ended before the
    run did).
    """

    id: int
    dataset_id: int
    dataset_name: str
    model: str
    model_title: str
    state: str
    message: str  # why it failed, or empty
    seed: int
    created: datetime
    seconds: float | None
    test: Evaluation | None
    shows_attention: bool = False
    forgotten_users: int = 0  # how often somebody it was trained on asked to be forgotten since
    resumable: bool = False  # it has not ended, and there is a checkpoint to go on from
    experiment_id: int | None = None  # of which experiment it is a repeat
    set_up: int = 0  # which of the experiment's set-ups it repeats, from 0
    study: dict[str, Any] | None = None  # the search that found its settings, and what it spent

    @property
    def label(self) -> str:
        """`SASRec · run 13`, how menus name it."""
        return f"{self.model} · run {self.id}"


@dataclass(frozen=True)
class RunDetails:
    """Everything needed to repeat a run, and what came out."""

    summary: RunSummary
    config: dict[str, Any]
    split: str
    split_parameters: dict[str, Any]
    versions: dict[str, str]
    device: str
    dataset_fingerprint: str
    report: dict[str, Any]  # FitReport as plain data; empty until done
    validation: Evaluation | None
    points: dict[str, list[tuple[float, float]]]  # series → (step, value)
    candidates: dict[str, Any] = field(default_factory=dict)  # fields of `CandidateRules`; empty is the full ranking
    content: dict[str, dict[str, str]] = field(default_factory=dict)  # modality → {"encoder", "fingerprint"}
    study: dict[str, Any] | None = None  # the search that found its settings: name, storage, trial, value


@dataclass(frozen=True)
class Estimate:
    """What a fit will cost, shown before the start."""

    parameters: int
    memory_bytes: int
    seconds: float | None


@dataclass(frozen=True)
class Comparison:
    """Runs side by side.

    Attributes:
        runs: the finished runs in the order asked for.
        metric_names: all metrics that any of them has, in display order.
        warnings: sentences; not empty where the runs' protocols or datasets differ.
        cautions: sentences on results that are surprisingly good: look for a leak before you believe them.
    """

    runs: tuple[RunSummary, ...]
    metric_names: tuple[str, ...]
    warnings: tuple[str, ...]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differences:
    """How runs differ from a baseline in one metric, person by person.

    Attributes:
        metric: at a cut-off, `ndcg@10`.
        baseline: the run that the others are compared with.
        runs: the others.
        found: one difference for each of them.
    """

    metric: str
    baseline: RunSummary
    runs: tuple[RunSummary, ...]
    found: tuple[PairedDifference, ...]


@dataclass(frozen=True)
class SlicedMetric:
    """A metric in groups of cases, for runs of one protocol.

    Attributes:
        metric: at a cut-off, `ndcg@10`.
        grouping: `history`, `popularity`, `category`, `cold`, `time`, or `user:` and the name of an attribute.
        title: what the groups are made by, in words.
        titles: what each group is called.
        runs: the runs, in the order asked for.
        slices: for each run, one slice a group.
    """

    metric: str
    grouping: str
    title: str
    titles: tuple[str, ...]
    runs: tuple[RunSummary, ...]
    slices: tuple[tuple[Slice, ...], ...]


@dataclass(frozen=True)
class UserDifferences:
    """Everybody for whom two runs have a value of a metric, those first whom the first run serves better.

    Attributes:
        metric: at a cut-off, `ndcg@10`.
        first, second: the runs.
        users: int32 [n], user codes, by descending difference; equal differences by code.
        user_ids: their ids.
        history_lengths: int64 [n], how many interactions the models were shown.
        first_values, second_values: float64 [n].
        differences: float64 [n], first minus second.
    """

    metric: str
    first: RunSummary
    second: RunSummary
    users: npt.NDArray[np.int32]
    user_ids: tuple[str, ...]
    history_lengths: npt.NDArray[np.int64]
    first_values: npt.NDArray[np.float64]
    second_values: npt.NDArray[np.float64]
    differences: npt.NDArray[np.float64]


@dataclass(frozen=True)
class RepeatedModel:
    """The runs of one set-up in an experiment, and what they say together.

    Attributes:
        model: its name.
        config: the settings of its first repeat; what is chosen automatically may differ in the others.
        runs: the finished repeats.
        figures: each metric's mean, deviation and interval over the runs, in display order.
    """

    model: str
    config: dict[str, Any]
    runs: tuple[RunSummary, ...]
    figures: dict[str, RepeatedFigure]


@dataclass(frozen=True)
class Experiment:
    """Repeats of one set-up or several, over seeds or folds.

    Attributes:
        kind: `seeds` or `folds`.
        planned: the seeds, or the numbers of the folds.
        runs: every run of it, in the order of training, unfinished ones too.
        models: what the finished ones say together, one entry a set-up.
        sampled: whether only sampled candidates were ranked: mark these figures.
    """

    id: int
    dataset_id: int
    dataset_name: str
    kind: str
    planned: tuple[int, ...]
    created: datetime
    runs: tuple[RunSummary, ...]
    models: tuple[RepeatedModel, ...]
    sampled: bool

    @property
    def label(self) -> str:
        """`experiment 3`, how tables name it."""
        return f"experiment {self.id}"


# ---- looking


@dataclass(frozen=True)
class RecommendationView:
    """A top list for one history."""

    run_id: int
    user_id: str | None
    n_items: int
    items: tuple[RecommendedItem, ...]
    milliseconds: float  # scoring and ranking


@dataclass(frozen=True)
class AttentionView:
    """Attention over one history and where it comes from."""

    run_id: int
    run_label: str
    user_id: str | None
    record: AttentionRecord
    target: RecommendedItem | None = None
