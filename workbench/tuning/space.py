"""Where a search for settings looks: a space made from a model's configuration class, as its form and options are.

A field says `{"tune": …}` in its extras: bounds (`low`, `high`, `step`, `log`), a list of choices, or True for all
that the field allows. A configuration that marks no field at all, of somebody else's package for example, is searched
over the fields that it does not call advanced: numbers between their two bounds, closed choices and switches.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from workbench.models.recommender import ModelConfig

# Bounds so many times apart are searched by their orders of magnitude where the field says nothing.
WIDE = 100.0
Value = bool | int | float | str


@dataclass(frozen=True)
class Dimension:
    """One setting that is searched.

    Attributes:
        name: of the configuration's field.
        title: what the window calls it.
        kind: `whole`, `real` or `choice`.
        low, high: bounds, both included; 0 for choices.
        log: whether orders of magnitude count alike.
        step: between whole numbers.
        choices: the values of a choice.
    """

    name: str
    title: str
    kind: Literal["whole", "real", "choice"]
    low: float = 0.0
    high: float = 0.0
    log: bool = False
    step: int = 1
    choices: tuple[Value, ...] = ()

    def holds(self, value: Any) -> bool:
        """Return whether the search could propose this value."""
        if self.kind == "choice":
            return value in self.choices
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            return False
        return self.kind == "real" or (value - self.low) % self.step == 0


def space_of(config: type[ModelConfig]) -> tuple[Dimension, ...]:
    """Return what is searched of a configuration, in its order; empty where there is nothing to choose."""
    marked = {name: field for name, field in config.model_fields.items() if "tune" in _extra(field)}
    if marked:
        made = [_marked(name, field) for name, field in marked.items()]
    else:
        plain = {n: f for n, f in config.model_fields.items() if not _extra(f).get("advanced")}
        made = [dimension for name, field in plain.items() if (dimension := _guessed(name, field)) is not None]
    return tuple(made)


def _marked(name: str, field: FieldInfo) -> Dimension:
    said, title = _extra(field)["tune"], field.title or name
    if isinstance(said, dict):
        least, most = _bounds(field, inside=False)
        low, high = max(float(said["low"]), least), min(float(said["high"]), most)
        whole = _plain_type(field.annotation) is int
        log = bool(said.get("log", False))
        return Dimension(name, title, "whole" if whole else "real", low, high, log, int(said.get("step", 1)))
    if isinstance(said, list | tuple):
        return Dimension(name, title, "choice", choices=tuple(said))
    guessed = _guessed(name, field)
    if guessed is None:
        raise ValueError(f"The field {name} of {field.annotation} needs bounds to be tuned between.")
    return guessed


def _guessed(name: str, field: FieldInfo) -> Dimension | None:
    kind, title = _plain_type(field.annotation), field.title or name
    automatic = _extra(field).get("automatic")
    if get_origin(kind) is Literal:
        choices = tuple(value for value in get_args(kind) if value != automatic)
        return Dimension(name, title, "choice", choices=choices) if len(choices) > 1 else None
    if kind is bool:
        return Dimension(name, title, "choice", choices=(False, True))
    if kind not in (int, float):
        return None
    low, high = _bounds(field, inside=True)
    if automatic is not None and low == automatic:
        low += 1 if kind is int else 0  # the value that leaves the choice to the data is no value to search
    if not (float("-inf") < low < high < float("inf")):
        return None
    return Dimension(name, title, "whole" if kind is int else "real", low, high, low > 0 and high / low >= WIDE)


def _bounds(field: FieldInfo, *, inside: bool) -> tuple[float, float]:
    """Return what the field allows; with `inside`, values that open bounds leave out are left out."""
    low, high = float("-inf"), float("inf")
    for rule in field.metadata:
        for bound in ("ge", "gt"):
            if getattr(rule, bound, None) is not None:
                low = max(low, getattr(rule, bound))
        for bound in ("le", "lt"):
            if getattr(rule, bound, None) is not None:
                high = min(high, getattr(rule, bound))
    if not inside:
        return low, high
    # An open bound is no value: whole numbers begin one further, real ones a thousandth of the span.
    whole = _plain_type(field.annotation) is int
    gap = 1.0 if whole else 1e-3 * (high - low)
    low_open = any(getattr(rule, "gt", None) == low for rule in field.metadata)
    high_open = any(getattr(rule, "lt", None) == high for rule in field.metadata)
    low, high = low + gap * low_open, high - gap * high_open
    return low, high


def _plain_type(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return rest[0] if len(rest) == 1 else None
    return annotation


def _extra(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}
