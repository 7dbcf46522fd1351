"""What all sequence models can be told.

The types carry title, bounds and help, so that a model with another default says just `heads: Heads = 2`. A setting
that says `"automatic": value` in its extras is chosen by the data's shape (`defaults.py`) where it has that value; a
fit puts what was chosen into the model's configuration, so that it is stored with the run.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from workbench.models.attention.defaults import suited
from workbench.models.data_shape import DataShape, ShapedConfig
from workbench.training.losses import LossName
from workbench.training.negatives import SamplingName

_ADVANCED = {"advanced": True}

Loss = Annotated[
    Literal["auto", LossName],
    Field(
        title="Loss",
        description="Compare the next item with all items, or with a random sample: faster for large catalogues.",
        json_schema_extra={
            "automatic": "auto",
            "choices": {
                "auto": "Automatic",
                "softmax": "Softmax over all items",
                "sampled": "Sampled softmax",
                "gbce": "gBCE (calibrated)",
                "bpr": "BPR",
                "bce": "Binary cross-entropy",
            },
        },
    ),
]
Width = Annotated[
    int,
    Field(
        ge=8,
        le=2_048,
        title="Width",
        description="Numbers that describe an item. A multiple of the heads.",
        json_schema_extra={"tune": {"low": 32, "high": 128, "step": 32}},
    ),
]
Layers = Annotated[
    int,
    Field(
        ge=0,
        le=32,
        title="Layers",
        description="Attention layers on top of each other. 0: by the data's shape.",
        json_schema_extra={"tune": {"low": 1, "high": 3}, "automatic": 0},
    ),
]
Heads = Annotated[
    int,
    Field(
        ge=1,
        le=16,
        title="Heads",
        description="Independent attention patterns a layer.",
        json_schema_extra={"tune": [1, 2, 4]},
    ),
]
HistoryLength = Annotated[
    int,
    Field(
        ge=0,
        le=2_000,
        title="History length",
        description="Most recent interactions that the model reads. 0: by the data's shape.",
        json_schema_extra={"tune": {"low": 20, "high": 200, "log": True}, "automatic": 0},
    ),
]
LearningRate = Annotated[
    float,
    Field(
        gt=0.0,
        le=0.1,
        title="Learning rate",
        description="Size of a training step after the warm-up.",
        json_schema_extra={"tune": {"low": 0.0003, "high": 0.01, "log": True}},
    ),
]
Schedule = Annotated[
    Literal["cosine", "constant"],
    Field(
        title="Schedule",
        description="Let the learning rate fall to zero by the last epoch, or keep it.",
        json_schema_extra={"choices": {"cosine": "Cosine", "constant": "Constant"}},
    ),
]
Patience = Annotated[
    int,
    Field(
        ge=-1,
        le=1_000,
        title="Stop early",
        description="Stop after so many epochs without a gain in validation; 0 never. Below 0: by the data's shape.",
        json_schema_extra={"automatic": -1},
    ),
]
EarliestStop = Annotated[
    int,
    Field(
        ge=-1,
        le=1_000,
        title="Earliest stop",
        description="Epochs before which nothing stops early: validation may stand still a while, then rise. "
        "Below 0: by the data's shape.",
        json_schema_extra={"advanced": True, "automatic": -1},
    ),
]
Epochs = Annotated[
    int,
    Field(
        ge=0,
        le=1_000,
        title="Epochs",
        description="Most passes over the training data. 0: by the data's shape.",
        json_schema_extra={"automatic": 0},
    ),
]
DropoutShare = Annotated[
    float,
    Field(
        ge=-1.0,
        le=0.9,
        title="Dropout",
        description="Share of numbers dropped in training, against learning by heart. Below 0: by the data's shape.",
        json_schema_extra={"tune": {"low": 0, "high": 0.6}, "automatic": -1.0},
    ),
]
BatchSize = Annotated[
    int,
    Field(
        ge=0,
        le=4_096,
        title="Batch size",
        description="Histories a training step. 0: by the data's shape.",
        json_schema_extra={"advanced": True, "automatic": 0},
    ),
]
Negatives = Annotated[
    int,
    Field(
        ge=0,
        le=65_536,
        title="Negatives",
        description="Sampled items a step, for all losses but the softmax over all items. 0: by the data's shape.",
        json_schema_extra={"advanced": True, "automatic": 0},
    ),
]
Sampling = Annotated[
    SamplingName,
    Field(
        title="Sampling",
        description="How negatives are drawn. The sampled softmax is corrected for it; gBCE expects uniform ones.",
        json_schema_extra={
            "advanced": True,
            "choices": {
                "uniform": "Every item alike",
                "popularity": "By popularity",
                "mixed": "Half alike, half from the batch",
            },
        },
    ),
]
Calibration = Annotated[
    float,
    Field(
        ge=0.0,
        le=1.0,
        title="Calibration",
        description="How far gBCE corrects for the negatives that were not drawn: 0 not at all, 1 fully.",
        json_schema_extra=_ADVANCED,
    ),
]
Expansion = Annotated[
    int,
    Field(
        ge=1,
        le=8,
        title="Feed-forward expansion",
        description="Inner width of the feed-forward layers, as a multiple of the width.",
        json_schema_extra=_ADVANCED,
    ),
]
WeightDecay = Annotated[
    float,
    Field(
        ge=0.0,
        le=10.0,
        title="Weight decay",
        description="Pull of the matrices towards zero at each step, times the learning rate.",
        json_schema_extra={"advanced": True, "tune": {"low": 0.001, "high": 3, "log": True}},
    ),
]
WarmupSteps = Annotated[
    int,
    Field(
        ge=0,
        le=100_000,
        title="Warm-up steps",
        description="Training steps in which the learning rate rises from zero.",
        json_schema_extra=_ADVANCED,
    ),
]
ClipNorm = Annotated[
    float,
    Field(
        ge=0.0,
        le=1_000.0,
        title="Gradient clipping",
        description="Largest norm of a step's gradient; 0 leaves gradients as they are.",
        json_schema_extra=_ADVANCED,
    ),
]
Parts = Annotated[
    int,
    Field(
        ge=1,
        le=256,
        title="Parts of a step",
        description="Compute a step in so many parts one after the other: more need less memory, and learn the same.",
        json_schema_extra=_ADVANCED,
    ),
]
Recompute = Annotated[
    bool,
    Field(
        title="Recompute activations",
        description="Keep only the inputs of each layer and compute the rest again: less memory, a third more time.",
        json_schema_extra=_ADVANCED,
    ),
]
Average = Annotated[
    float,
    Field(
        ge=0.0,
        le=0.9999,
        title="Averaged weights",
        description="Keep a moving average of the weights with this decay, 0.999 for example; 0 keeps the weights.",
        json_schema_extra=_ADVANCED,
    ),
]
Device = Annotated[
    Literal["auto", "cpu", "cuda", "mps"],
    Field(
        title="Device",
        description="Where to train.",
        json_schema_extra={
            "advanced": True,
            "choices": {"auto": "Auto", "cpu": "CPU", "cuda": "NVIDIA GPU", "mps": "Apple GPU"},
        },
    ),
]


class SequenceConfig(ShapedConfig):
    """How a sequence model is built and trained."""

    loss: Loss = "auto"
    width: Width = 64
    layers: Layers = 0
    heads: Heads = 1
    history_length: HistoryLength = 0
    learning_rate: LearningRate = 2e-3
    schedule: Schedule = "cosine"
    patience: Patience = -1
    earliest_stop: EarliestStop = -1
    epochs: Epochs = 0
    dropout: DropoutShare = -1.0
    batch_size: BatchSize = 0
    negatives: Negatives = 0
    sampling: Sampling = "mixed"
    calibration: Calibration = 0.75
    expansion: Expansion = 4
    weight_decay: WeightDecay = 0.01
    warmup_steps: WarmupSteps = 50
    clip_norm: ClipNorm = 1.0
    parts: Parts = 1
    recompute: Recompute = False
    average: Average = 0.0
    device: Device = "auto"

    @model_validator(mode="after")
    def _heads_share_the_width(self) -> Self:
        if self.width % self.heads:
            raise ValueError(f"width {self.width} is not a multiple of heads {self.heads}")
        return self

    def suited(self, shape: DataShape) -> dict[str, Any]:
        """Return what is chosen for each automatic setting; a model that needs other values overrides it."""
        return suited(shape)
