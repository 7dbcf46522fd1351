"""How TransitionSASRec is built and trained, and what is chosen by the data's shape."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.defaults import durations
from workbench.models.data_shape import DataShape
from workbench.models.item_transition import SourcePower, TargetPower


class TransitionSASRecConfig(SequenceConfig):
    """How TransitionSASRec is built and trained."""

    loss: Annotated[
        Literal["auto", "softmax", "sampled"],
        Field(
            title="Loss",
            description="Compare the next item with all items, or with a random sample: faster for large catalogues.",
            json_schema_extra={
                "automatic": "auto",
                "choices": {"auto": "Automatic", "softmax": "Softmax over all items", "sampled": "Sampled softmax"},
            },
        ),
    ] = "auto"
    learning: Literal["auto", "together", "apart"] = Field(
        "auto",
        title="Learning",
        description="Learn network and memory as one sum, or let the network learn as if there were no memory, and the "
        "memory beside it: better where histories are long.",
        json_schema_extra={
            "automatic": "auto",
            "choices": {"auto": "Automatic", "together": "As one sum", "apart": "Network and memory apart"},
        },
    )
    blocks: Literal["auto", "plain", "gated"] = Field(
        "auto",
        title="Blocks",
        description="The layers of SASRec, or those of eSASRec, whose branches pass gates.",
        json_schema_extra={
            "automatic": "auto",
            "advanced": True,
            "choices": {"auto": "Automatic", "plain": "Plain", "gated": "Gated"},
        },
    )
    learning_rate: float = Field(
        0.0,
        ge=0.0,
        le=0.1,
        title="Learning rate",
        description="Size of a training step after the warm-up. 0: by the data's shape.",
        json_schema_extra={"tune": {"low": 0.0003, "high": 0.01, "log": True}, "automatic": 0.0},
    )
    weight_decay: float = Field(
        -1.0,
        ge=-1.0,
        le=10.0,
        title="Weight decay",
        description="Pull of the matrices towards zero at each step, times the learning rate. Below 0: by the data's "
        "shape.",
        json_schema_extra={"advanced": True, "tune": {"low": 0.001, "high": 3, "log": True}, "automatic": -1.0},
    )
    reach: int = Field(
        32,
        ge=1,
        le=500,
        title="Reach of the memory",
        description="Most recent interactions whose transitions are looked up.",
        json_schema_extra={"tune": {"low": 4, "high": 64, "log": True}, "advanced": True},
    )
    most_neighbours: int = Field(
        2_000,
        ge=10,
        le=100_000,
        title="Remembered neighbours",
        description="Most items remembered as having stood near an item.",
        json_schema_extra={"advanced": True},
    )
    source_power: SourcePower = 0.7
    target_power: TargetPower = 0.25

    def suited(self, shape: DataShape) -> dict[str, Any]:
        """See `SequenceConfig.suited`; the memory knows most from the start, so that few epochs are enough.

        Long histories are where attention adds most. Learned as one sum with the memory, the network sees only what
        the memory leaves unsaid, and stays behind what it learns alone: on MovieLens 1M, validation ndcg@10 rose no
        further than 0.171, where eSASRec alone reached 0.171 too, and the two beside each other 0.184. On MovieLens
        100K and Amazon Beauty, where a network alone learns little, one sum is better (0.137 against 0.134, and 0.073
        against 0.065).
        """
        chosen = super().suited(shape)
        if shape.long:
            return chosen | {"learning": "apart", "blocks": "gated", "learning_rate": 2e-3, "weight_decay": 0.01}
        chosen |= {"learning": "together", "blocks": "plain", "learning_rate": 1e-3, "weight_decay": 1.0}
        return chosen | durations(shape, chosen["batch_size"], epochs=5 if shape.short else 12, steps=600)
