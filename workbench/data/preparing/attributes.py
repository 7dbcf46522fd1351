"""Keep the people or the items of which something is known."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field, field_validator, model_validator

from workbench.data.dataset import Dataset
from workbench.data.preparing.selection import Mask, keep_rows
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings
from workbench.errors import ConfigurationError


class ByAttribute(StepConfig):
    """Which people or items to keep."""

    of: Literal["items", "users"] = Field(
        "items",
        title="Choose among",
        description="Whose attribute decides.",
        json_schema_extra={"choices": {"items": "Items", "users": "People"}},
    )
    column: str = Field(
        "", title="Attribute", description="Name of the column: categories, year, gender …; id for ids."
    )
    rule: Literal["one-of", "none-of", "contains", "at-least", "at-most", "known", "unknown"] = Field(
        "one-of",
        title="Keep where it",
        description="For lists, such as categories, it is enough that one entry fits.",
        json_schema_extra={
            "choices": {
                "one-of": "is one of",
                "none-of": "is none of",
                "contains": "contains",
                "at-least": "is at least",
                "at-most": "is at most",
                "known": "is known",
                "unknown": "is not known",
            }
        },
    )
    value: str = Field(
        "",
        title="Value",
        description="What to compare with; several values are separated by semicolons; capitals make no difference.",
    )

    @field_validator("column")
    @classmethod
    def _trimmed(cls, text: str) -> str:
        return text.strip()

    @model_validator(mode="after")
    def _complete(self) -> ByAttribute:
        if not self.column:
            raise ValueError("name the attribute that decides")
        if self.rule not in ("known", "unknown") and not self.value.strip():
            raise ValueError("say what to compare with")
        if self.rule in ("at-least", "at-most"):
            try:
                float(self.value)
            except ValueError:
                raise ValueError(f"“{self.value}” is not a number") from None
        return self


def by_attribute(dataset: Dataset, config: ByAttribute, around: Surroundings) -> StepResult:
    """Keep the interactions of the people or items that fit; see `ByAttribute`."""
    parts = dataset.interactions
    of_items = config.of == "items"
    ids = dataset.items if of_items else dataset.users
    table = dataset.item_table.columns if of_items else dataset.user_table
    names = [] if table is None else list(table.column_names)
    if table is not None and config.column in names:
        column = table[config.column].combine_chunks()
    elif config.column == "id":
        column = ids.arrow
    else:
        noun = "Items" if of_items else "People"
        raise ConfigurationError(
            f"{noun} have no attribute “{config.column}”.", hint=f"There are: {', '.join(['id', *names])}."
        )
    around.progress.check()
    fits = _fits(column, config)
    around.progress.check()
    mask = fits[parts.item] if of_items else fits[parts.user]
    extra: Any = ByAttribute.model_fields["rule"].json_schema_extra
    said: dict[str, str] = extra["choices"]
    value = "" if config.rule in ("known", "unknown") else f" {config.value.strip()}"
    noun = "Items" if of_items else "People"
    return StepResult(
        keep_rows(dataset, mask, around.progress),
        f"{noun} of which {config.column} {said[config.rule]}{value} were kept: {int(fits.sum()):,} of {len(ids):,}.",
    )


def _fits(column: Any, config: ByAttribute) -> Mask:
    """Return bool [n]: whether each entity fits; what is not known fits only the rule `unknown`, and `none-of`."""
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        entries = column.flatten()
        owners = np.asarray(pc.list_parent_indices(column))
        positive = config.model_copy(update={"rule": "one-of"}) if config.rule == "none-of" else config
        found = np.zeros(len(column), bool)
        if config.rule in ("known", "unknown"):
            found[owners[_known(entries)]] = True
            return found if config.rule == "known" else ~found
        found[owners[_fits(entries, positive)]] = True
        return ~found if config.rule == "none-of" else found
    if config.rule in ("known", "unknown"):
        known = _known(column)
        return known if config.rule == "known" else ~known
    if config.rule in ("at-least", "at-most"):
        numbers = _numbers(column, config.column)
        bound = float(config.value)
        with np.errstate(invalid="ignore"):
            return numbers >= bound if config.rule == "at-least" else numbers <= bound
    texts = pc.utf8_lower(pc.utf8_trim_whitespace(column.cast(pa.string())))
    wanted = [part.strip().lower() for part in config.value.split(";") if part.strip()]
    if config.rule == "contains":
        result = np.zeros(len(texts), bool)
        for part in wanted:
            result |= np.asarray(pc.fill_null(pc.match_substring(texts, part), False))
        return result
    inside = np.asarray(pc.is_in(texts, value_set=pa.array(wanted, pa.string())))
    return ~inside if config.rule == "none-of" else inside


def _known(column: Any) -> Mask:
    known = np.asarray(column.is_valid())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        known = known & (np.asarray(pc.fill_null(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0)) > 0)
    return known


def _numbers(column: Any, name: str) -> npt.NDArray[np.float64]:
    """Return float64 [n]; NaN where nothing is known."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        trimmed = pc.utf8_trim_whitespace(column)
        column = pc.if_else(pc.equal(trimmed, ""), None, trimmed)
    try:
        return np.asarray(column.cast(pa.float64()).fill_null(float("nan")))
    except pa.ArrowException:
        raise ConfigurationError(
            f"The attribute “{name}” is not made of numbers.", hint="Compare it by “is one of” or “contains”."
        ) from None
