"""One row for each person and item that met more than once."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Int64
from workbench.data.preparing.selection import keep_rows
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings

_SAID = {
    "first": "the first row stays",
    "last": "the last row stays",
    "sum": "the last row stays, with the sum of the values",
    "max": "the row with the largest value stays, the first of equals",
}


class Duplicates(StepConfig):
    """What remains of several meetings."""

    keep: Literal["first", "last", "sum", "max"] = Field(
        "last",
        title="Keep",
        description="What remains where a person met an item several times.",
        json_schema_extra={
            "choices": {
                "first": "The first row",
                "last": "The last row",
                "sum": "The last row, with the sum of values",
                "max": "The row with the largest value",
            }
        },
    )


def duplicates(dataset: Dataset, config: Duplicates, around: Surroundings) -> StepResult:
    """Merge the rows of each (user, item) pair; see `Duplicates`."""
    parts = dataset.interactions
    order, starts = parts.pairs()
    around.progress.check()
    ends = np.concatenate((starts[1:], [len(order)]))
    value = parts.value
    if config.keep == "first":
        chosen = order[starts]
    elif config.keep == "last":
        chosen = order[ends - 1]
    elif config.keep == "sum":
        chosen = order[ends - 1]
        if len(order):
            value = value.copy()
            # Summed in float64: many small weights would lose their last bits in float32.
            value[chosen] = np.add.reduceat(parts.value[order].astype(np.float64), starts).astype(np.float32)
    else:
        chosen = _largest(parts.value[order], order, starts, ends)
    around.progress.check()
    mask = np.zeros(len(parts), bool)
    mask[chosen] = True
    merged = len(parts) - len(chosen)
    kept = keep_rows(replace(dataset, interactions=replace(parts, value=value)), mask, around.progress)
    return StepResult(
        kept if merged else dataset,
        f"Where a person met an item again {_SAID[config.keep]}; {merged:,} rows were merged into others.",
    )


def _largest(values: Float32, order: Int64, starts: Int64, ends: Int64) -> Int64:
    if len(order) == 0:
        return order
    largest = np.repeat(np.maximum.reduceat(values, starts), ends - starts)
    # The position of each row that has its pair's largest value; the first of them is the smallest.
    places = np.arange(len(order))
    places[values != largest] = len(order)
    chosen: Int64 = order[np.minimum.reduceat(places, starts)]
    return chosen
