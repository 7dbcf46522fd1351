"""The contract of every recommender, and the small protocols by which a model says what else it can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, runtime_checkable

import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress

if TYPE_CHECKING:
    from workbench.training.checkpoints import CheckpointStore


class ModelConfig(BaseModel):
    """A model's configuration: one frozen object from which the form, the options and the tuning space are made.

    Every field is declared with `Field(default, title=…, description=…, ge=…, le=…)`; a closed choice is a `Literal`.
    `json_schema_extra` may hold `{"advanced": True}` (folded away in the form), `{"choices": {value: label}}`,
    `{"automatic": value}` (chosen by the data where it has that value) and `{"tune": …}`: where a search for settings
    looks, `{"low": 1e-4, "high": 1e-2, "log": True}`, a list of choices, or True for everything the field allows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class FitReport:
    """What happened during a fit.

    Attributes:
        seconds: wall time of the fit, pauses excluded.
        epochs: passes over the training part; 0 for models that count only.
        best_epoch: the epoch whose weights were kept; 0 for models that count only.
        stopped: `finished`, or `early` when validation stopped improving.
        parameters: number of learned numbers.
        throughput: user sequences per second while training; 0 where that says nothing.
        device: where it ran, `cpu · 1 thread · float32` for example.
        details: anything else worth a line, JSON-ready.
    """

    seconds: float
    epochs: int = 0
    best_epoch: int = 0
    stopped: str = "finished"
    parameters: int = 0
    throughput: float = 0.0
    device: str = "cpu"
    details: dict[str, Any] = field(default_factory=dict)


class Recommender(ABC):
    """A model that scores every item for a history.

    There is no user id anywhere: a known user, a new person and an edited history are one case.

    Class attributes:
        name: registered name, `SASRec`.
        title: what the window calls it, `SASRec (self-attention)`.
        family: `attention`, `neighbours`, `rules`, …: how lists of models are grouped.
        summary: one sentence on what it does, with its source.
        limits: in sentences, what it is not made for, where it may therefore do worse than Popularity; usually empty.
        Config: the model's configuration class.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    family: ClassVar[str]
    summary: ClassVar[str]
    limits: ClassVar[str] = ""
    Config: ClassVar[type[ModelConfig]]

    def __init__(self, config: ModelConfig | None = None) -> None:
        self.config = config if config is not None else self.Config()

    @abstractmethod
    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Learn from `split.train`.

        Args:
            split: only its training part may be read.
            validation: cases for early stopping, or None to train to the end. The test part is never shown to `fit`.
            seed: everything random in the fit follows from it.
            progress: checked at least every 100 ms.

        Raises:
            ConfigurationError: the configuration does not suit this dataset.
            Cancelled: the person cancelled; the model is then unusable.
        """

    @abstractmethod
    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Score items for each history; higher is better, comparable within one history only.

        Args:
            histories: an empty history is allowed and gets the model's answer for a new person.
            candidates: int32 [n_candidates] item codes, or None for the whole catalogue.

        Returns:
            float32 [n_histories, n_items], or [n_histories, n_candidates]; finite.
        """

    @abstractmethod
    def save(self, folder: Path) -> None:
        """Write the fitted state into an existing empty folder: `weights.safetensors` and `model.json`; no pickle."""

    @classmethod
    @abstractmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote. Raises `ArtifactDamagedError` where the files cannot be read."""


@dataclass(frozen=True)
class AttentionWeights:
    """Attention captured from the very modules that score one history.

    Attributes:
        weights: float32 [n_layers, n_heads, n_positions, n_positions]; row = query, column = key.
        item: int32 [n_positions], the item at each position, oldest first.
        position: int64 [n_positions], each position's index in the history that was asked about (a model reads only
            the most recent items of a long one).
        rows_sum_to_one: whether each row is a distribution over keys.
        layers: what each layer is called, where they are more than numbers: `text` or `across`.
    """

    weights: Float32
    item: npt.NDArray[Any]
    position: npt.NDArray[Any]
    rows_sum_to_one: bool = True
    layers: tuple[str, ...] = ()


@runtime_checkable
class ShowsAttention(Protocol):
    """A model whose attention can be read."""

    def attention(self, histories: Histories) -> AttentionWeights:
        """Return the weights that the model uses when it scores this single history (`len(histories) == 1`)."""
        ...


@dataclass(frozen=True)
class AttentionLayer:
    """One layer of attention, exactly as it was used when one history was scored.

    Attributes:
        kind: `self` where every place of the history asks; otherwise what a network calls a last look over the history:
            `interest` (a head is an interest, every place asks), `memory` (a head is a kernel, the newest place asks),
            `candidate` (items ask), `across` (a head and modality each, every place asks), `content` (the same, for
            the contents of items as they are).
        weights: float32 [n_heads, n_queries, n_places], oldest place first. A place that a model adds behind the
            history (a mask to fill in) is among the places.
        sizes: float32 of the same shape, how large what a key offers that query is (Kobayashi et al., EMNLP 2020).
        candidates: int32 [n_queries], the items that ask; None where places do.
    """

    kind: str
    weights: Float32
    sizes: Float32
    candidates: npt.NDArray[Any] | None = None


@runtime_checkable
class ReplaysAttention(Protocol):
    """A model that can be scored from a record of its attention, whole or changed."""

    def attention_layers(
        self, history: Histories, item: int, rivals: npt.NDArray[Any]
    ) -> tuple[tuple[AttentionLayer, ...], tuple[Float32, ...]]:
        """Return all attention that scores an item for a single history, in the order in which it is used.

        Args:
            history: exactly one, not empty.
            item: code of the item.
            rivals: int32 [m], the items that it is compared with; its lead is its score less the mean of theirs.

        Returns:
            The layers, and for each the derivative of the lead by its weights, float32 of their shape.
        """
        ...

    def score_from(
        self, history: Histories, layers: Sequence[AttentionLayer], candidates: npt.NDArray[Any] | None = None
    ) -> Float32:
        """Score as `score` does, with these weights in the place of the model's own; float32 [1, n]."""
        ...

    def without_head(self, layer: int, head: int) -> Recommender:
        """Return a model like this one in which a head (of `attention_layers`, from 0) says nothing."""
        ...


@runtime_checkable
class ShowsGradients(Protocol):
    """A model whose scores can be differentiated by how far each interaction is there."""

    def presence_gradients(
        self, history: Histories, presence: Float32, item: int, rivals: npt.NDArray[Any]
    ) -> tuple[Float32, Float32]:
        """Return the lead of an item, and its derivative by the presence of each interaction.

        Args:
            history: exactly one, not empty.
            presence: float32 [m, n_read], for the latest n_read interactions, those that the model reads: 1 is the
                interaction itself, 0 one with the average item in its place.
            item: code of the item.
            rivals: int32 [k], the lead is the item's score less the mean of theirs.

        Returns:
            float32 [m] and float32 [m, n_read].
        """
        ...


@runtime_checkable
class CanBeUntrained(Protocol):
    """A model that can show what it would say had it learned nothing."""

    def untrained(self, seed: int) -> Recommender:
        """Return a model of the same configuration and facts with its weights as before the first step."""
        ...


@runtime_checkable
class ReadsRecent(Protocol):
    """A model that reads only the latest interactions of a history: the others could as well not be there."""

    @property
    def reads_at_most(self) -> int:
        """How many interactions it reads."""
        ...


@runtime_checkable
class ScoresRemovals(Protocol):
    """A model that scores histories without one interaction together, at less cost than one after another."""

    def score_without(
        self, history: Histories, places: npt.NDArray[Any], candidates: npt.NDArray[Any], check: Callable[[], None]
    ) -> Float32 | None:
        """Score as `score` does, to rounding, the history without each of some interactions.

        Args:
            history: exactly one, of two interactions or more.
            places: int64 [m], ascending, which one is missing each time; only such as the model reads.
            candidates: int32 [n], item codes.
            check: called at least every 50 ms of work; what it raises ends the work.

        Returns:
            float32 [m, n]; None where it has no such way as it is configured.
        """
        ...


@runtime_checkable
class KnowsTargetTime(Protocol):
    """A model that may be told when the item to be predicted is met: its figures have a protocol of their own."""

    @property
    def knows_target_time(self) -> bool:
        """Whether this one is told."""
        ...


@runtime_checkable
class FindsSimilar(Protocol):
    """A model with vectors of items to compare."""

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, width]; cosine between rows is similarity."""
        ...


@dataclass(frozen=True)
class ModalityShares:
    """What share each modality has in items.

    Attributes:
        names: `id`, `text`, `image`, `audio`, or `id`, `categories`, `text`, as many as the model reads.
        share: float32 [n_items, n_modalities]; rows sum to one, 0 where an item has no such content.
    """

    names: tuple[str, ...]
    share: Float32


@runtime_checkable
class SharesModalities(Protocol):
    """A model that mixes ids and content of items, and can say how."""

    def shares(self, items: npt.NDArray[Any] | None = None) -> ModalityShares:
        """Return the shares of `items` int32 [n], or of all items."""
        ...


@runtime_checkable
class SharesFeatures(Protocol):
    """A model that adds what is known of items to their vectors, and can say how much that is."""

    def feature_shares(self, items: npt.NDArray[Any]) -> ModalityShares | None:
        """Return each part's length as a share of all parts' lengths, for `items` int32 [n]; None without features."""
        ...


@runtime_checkable
class UsesContent(Protocol):
    """A model that reads the content of items: `Dataset.content`, which is put there before its fit."""

    def modalities(self) -> tuple[str, ...]:
        """Return which of `text`, `image` and `audio` it reads as it is configured, where the dataset has them."""
        ...


@dataclass(frozen=True)
class RelationWeights:
    """How much each attribute counts in some items.

    Attributes:
        offsets: int64 [n_items + 1]; the n-th item asked about has the entries `offsets[n]:offsets[n + 1]`.
        relation: int64 [n], which attribute, an index into `relation_names`.
        value: int64 [n], which value of it, an index into `value_names`.
        weight: float32 [n]; the entries of an item sum to one.
        relation_names, value_names: what they are called.
    """

    offsets: npt.NDArray[Any]
    relation: npt.NDArray[Any]
    value: npt.NDArray[Any]
    weight: Float32
    relation_names: tuple[str, ...]
    value_names: tuple[str, ...]


@runtime_checkable
class WeighsRelations(Protocol):
    """A model that weighs what items' attributes say, item by item."""

    def relation_weights(self, items: npt.NDArray[Any]) -> RelationWeights:
        """Return the weights of `items` int [n]; an item without attributes has no entries."""
        ...


@runtime_checkable
class PredictsRatings(Protocol):
    """A model of explicit values: it says what value somebody would give, on the scale of the data."""

    def predict(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return float32 [n_histories, n_items] or [n_histories, n_candidates], expected values within the scale."""
        ...


@runtime_checkable
class MovesToOtherData(Protocol):
    """A model that knows items by their content alone, so that it can be used on other data without training."""

    def moved_to(self, dataset: Dataset, train: Interactions) -> Recommender:
        """Return this model for the items of another dataset; see `FeatureSASRec.moved_to`."""
        ...


@runtime_checkable
class EstimatesCost(Protocol):
    """A model that can say before the start what a fit will cost."""

    def estimate(self, split: Split) -> CostEstimate:
        """Return parameters, memory and time for this split, without training."""
        ...


@runtime_checkable
class KeepsCheckpoints(Protocol):
    """A model whose fit can be stopped and go on later, in another process too."""

    def keep_checkpoints(self, checkpoints: CheckpointStore) -> None:
        """Let the next `fit` save its state there, and go on from the state that is there."""
        ...


@runtime_checkable
class RefitsItself(Protocol):
    """A model of other models, which are fitted again while its own choices stay."""

    def refit(self, split: Split, *, seed: int, progress: Progress) -> float:
        """Fit the parts again on `split`, a training part that holds what was validated on too; return the seconds.

        Raises:
            ConfigurationError: a part is a stored run, which is not trained again.
        """
        ...


@runtime_checkable
class TakesRuns(Protocol):
    """A model that can be made of models that were trained before."""

    def wanted_runs(self) -> tuple[int, ...]:
        """Return the numbers of the runs that its settings name."""
        ...

    def take_runs(self, models: Mapping[int, Recommender]) -> None:
        """Receive the models of `wanted_runs` before `fit`; they learned from the same training part."""
        ...


@dataclass(frozen=True)
class CostEstimate:
    """What a fit will cost.

    Attributes:
        parameters: number of learned numbers.
        memory_bytes: peak memory that the fit adds.
        seconds: expected wall time on this machine until the last epoch, or None where it is not known.
    """

    parameters: int
    memory_bytes: int
    seconds: float | None
