"""What can be trained, what determines a run, and what the use-cases say of runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The window imports this file before its first paint: what only annotations name is not imported for it.
    from workbench.evaluation.protocol import Evaluation


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
    refit: bool = False  # fit again on training and validation part together once validation has selected


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
    refit: bool = False  # whether it was fitted again on training and validation part together


@dataclass(frozen=True)
class Estimate:
    """What a fit will cost, shown before the start."""

    parameters: int
    memory_bytes: int
    seconds: float | None
