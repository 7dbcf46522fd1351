"""A verdict on a model as plain JSON and back, so that it can be kept; what is not a number becomes null there."""

from __future__ import annotations

import math
from dataclasses import asdict, fields
from typing import Any

import numpy as np

from workbench.explanation.attributions import METHODS
from workbench.explanation.faithfulness import MEASURES
from workbench.explanation.verdict import Figure, ModelVerdict, Verdict

_FIGURES = ("score", "than_random", "than_recency", "kept", "moved", "untrained")


def as_record(found: ModelVerdict) -> dict[str, Any]:
    """Return all figures of a verdict as dictionaries, lists, texts and numbers; null stands for NaN."""
    made: dict[str, Any] = {
        "verdict": asdict(found.verdict),
        "n_people": found.n_people,
        "table": {
            method: {measure: _as_list(figure) for measure, figure in row.items()}
            for method, row in found.table.items()
        },
        "scores": found.scores,
        "removed": found.removed.tolist(),
        "curves": {method: [curve.tolist() for curve in both] for method, both in found.curves.items()},
    }
    made |= {name: _as_list(getattr(found, name)) for name in _FIGURES}
    plain: dict[str, Any] = _plain(made)
    return plain


def from_record(record: dict[str, Any]) -> ModelVerdict | None:
    """Return the verdict that `as_record` wrote; None where it names methods or measures that are not known here."""
    try:
        verdict = {field.name: record["verdict"][field.name] for field in fields(Verdict)}
        verdict |= {name: _number(verdict[name]) for name in ("score", "than_random", "than_recency")}
        verdict["doubts"] = tuple(verdict["doubts"])
        made = ModelVerdict(
            verdict=Verdict(**verdict),
            n_people=record["n_people"],
            table={
                method: {measure: _figure(row[measure]) for measure in MEASURES}
                for method, row in record["table"].items()
            },
            scores={method: _number(score) for method, score in record["scores"].items()},
            removed=np.array(record["removed"], np.float64),
            curves={
                method: (np.array(deletion, np.float64), np.array(insertion, np.float64))
                for method, (deletion, insertion) in record["curves"].items()
            },
            **{name: _figure(record[name]) for name in _FIGURES},
        )
    except (KeyError, TypeError, ValueError):
        return None
    return made if set(made.table) <= set(METHODS) else None


def _as_list(figure: Figure) -> list[float]:
    return [figure.mean, figure.low, figure.high]


def _figure(values: list[float | None]) -> Figure:
    mean, low, high = values
    return Figure(_number(mean), _number(low), _number(high))


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _plain(value: Any) -> Any:
    """The same without NaN, which JSON does not know."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
