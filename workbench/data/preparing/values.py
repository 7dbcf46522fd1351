"""Steps that change values: implicit weights, levels, one scale."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings
from workbench.errors import ConfigurationError

_TINY = 1e-12


class ImplicitWeights(StepConfig):
    """What an interaction counts when only that it happened matters."""

    weights: Literal["ones", "linear", "log"] = Field(
        "ones",
        title="Weight",
        description="1 for every interaction, or a confidence that grows with the value (Hu, Koren and Volinsky 2008).",
        json_schema_extra={
            "choices": {"ones": "1", "linear": "1 + alpha · value", "log": "1 + alpha · ln(1 + value/eps)"}
        },
    )
    alpha: float = Field(
        40.0, gt=0.0, le=1e6, title="Alpha", description="How fast confidence grows; not used for weights of 1."
    )
    epsilon: float = Field(
        1.0,
        gt=0.0,
        le=1e9,
        title="Epsilon",
        description="The value from which on growth slows down; only for the logarithm.",
        json_schema_extra={"advanced": True},
    )


class Bins(StepConfig):
    """How values become levels 1, 2, 3 …"""

    by: Literal["width", "count"] = Field(
        "width",
        title="Levels of equal",
        description="Equal steps between the smallest and the largest value, or about equally many interactions each.",
        json_schema_extra={"choices": {"width": "Width", "count": "Number of interactions"}},
    )
    levels: int = Field(5, ge=2, le=1_000, title="Levels", description="How many levels; equal values share one.")


class Normalise(StepConfig):
    """What scale values are brought to."""

    to: Literal["unit", "standard", "person-mean", "person-standard"] = Field(
        "unit",
        title="Scale",
        description="By all values, or by each person's own, which takes out that some rate high and others low.",
        json_schema_extra={
            "choices": {
                "unit": "0 to 1",
                "standard": "Mean 0, deviation 1",
                "person-mean": "Each person's mean becomes 0",
                "person-standard": "Each person's mean 0, deviation 1",
            }
        },
    )


def implicit_weights(dataset: Dataset, config: ImplicitWeights, around: Surroundings) -> StepResult:
    """Replace values by weights: 1, 1 + αr, or 1 + α ln(1 + r/ε) (Hu, Koren and Volinsky, ICDM 2008, section 4)."""
    value = dataset.interactions.value
    if config.weights == "ones":
        return _with_values(dataset, np.ones(len(value), np.float32), "Every interaction counts 1.")
    if len(value) and float(value.min()) < 0:
        raise ConfigurationError(
            f"{dataset.name} has negative values, which are no measure of confidence.",
            hint="Put a value threshold before this step, or choose a weight of 1.",
        )
    if config.weights == "linear":
        made = 1.0 + config.alpha * value.astype(np.float64)
        said = f"An interaction counts 1 + {config.alpha:g} · value."
    else:
        made = 1.0 + config.alpha * np.log1p(value.astype(np.float64) / config.epsilon)
        said = f"An interaction counts 1 + {config.alpha:g} · ln(1 + value / {config.epsilon:g})."
    return _with_values(dataset, made.astype(np.float32), said)


def bins(dataset: Dataset, config: Bins, around: Surroundings) -> StepResult:
    """Replace values by the number of their level, 1 … `levels`; a level holds its lower edge, the last one both."""
    value = dataset.interactions.value
    if len(value) == 0:
        return _with_values(dataset, value, "There are no values to bin.")
    if config.by == "width":
        inner = np.linspace(float(value.min()), float(value.max()), config.levels + 1)[1:-1]
    else:
        around.progress.check()
        inner = np.quantile(value, np.arange(1, config.levels) / config.levels)
    around.progress.check()
    # Values of the last edge belong to the last level; all-equal values to the first.
    level = np.searchsorted(np.unique(inner), value.astype(np.float64), side="right") + 1
    if float(value.min()) == float(value.max()):
        level[:] = 1
    used = len(np.flatnonzero(np.bincount(level)))
    edges = ", ".join(f"{edge:g}" for edge in np.unique(inner)[:9])
    said = (
        f"Values became levels 1 to {config.levels}, cut at {edges}{' …' if len(inner) > 9 else ''}; {used} are used."
    )
    return _with_values(dataset, level.astype(np.float32), said)


def normalise(dataset: Dataset, config: Normalise, around: Surroundings) -> StepResult:
    """Bring values to one scale, in float64; people or datasets of one value get 0 (deviation 0 divides nothing)."""
    parts = dataset.interactions
    value = parts.value.astype(np.float64)
    if len(value) == 0:
        return _with_values(dataset, parts.value, "There are no values to bring to a scale.")
    if config.to == "unit":
        low, high = float(value.min()), float(value.max())
        made = (value - low) / (high - low) if high > low else np.zeros(len(value))
        return _with_values(dataset, made.astype(np.float32), f"Values {low:g} to {high:g} became 0 to 1.")
    if config.to == "standard":
        mean, deviation = float(value.mean()), float(value.std())
        made = (value - mean) / (deviation if deviation > _TINY else 1.0)
        said = f"The mean {mean:g} became 0 and the deviation {deviation:g} became 1."
        return _with_values(dataset, made.astype(np.float32), said)
    lengths = np.diff(parts.offsets)
    some = lengths > 0
    starts = parts.offsets[:-1][some]
    lengths = lengths[some]
    made = value - np.repeat(np.add.reduceat(value, starts) / lengths, lengths)
    said = "Each person's mean became 0."
    if config.to == "person-standard":
        around.progress.check()
        deviation_each = np.sqrt(np.add.reduceat(made * made, starts) / lengths)
        made /= np.repeat(np.where(deviation_each > _TINY, deviation_each, 1.0), lengths)
        said = "Each person's mean became 0 and deviation 1."
    return _with_values(dataset, made.astype(np.float32), said)


def _with_values(dataset: Dataset, value: Float32, description: str) -> StepResult:
    made = replace(dataset.interactions, value=value)
    return StepResult(replace(dataset, interactions=made), description)
