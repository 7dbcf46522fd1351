"""Steps that keep some of the rows: a span of time, a range of values, a sample of the people."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from pydantic import Field, field_validator, model_validator

from workbench.data.dataset import Dataset
from workbench.data.preparing.selection import keep_rows
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings
from workbench.errors import ConfigurationError


class TimeRange(StepConfig):
    """From when until when."""

    start: str = Field(
        "", title="From", description="First moment to keep, UTC: 2020-01-31 or 2020-01-31 13:45; empty for no limit."
    )
    end: str = Field(
        "", title="Before", description="Moment from which on nothing is kept, in the same form; empty for no limit."
    )

    @field_validator("start", "end")
    @classmethod
    def _is_a_date(cls, text: str) -> str:
        moment(text)
        return text.strip()

    @model_validator(mode="after")
    def _in_order(self) -> TimeRange:
        start, end = moment(self.start), moment(self.end)
        if start is None and end is None:
            raise ValueError("give a first moment, a last one, or both")
        if start is not None and end is not None and start >= end:
            raise ValueError("the range ends before it begins")
        return self


class ValueThreshold(StepConfig):
    """Which values to keep."""

    minimum: float = Field(4.0, title="At least", description="Interactions with a smaller value are left out.")
    maximum: float = Field(
        1e9,
        title="At most",
        description="Interactions with a larger value are left out.",
        json_schema_extra={"advanced": True},
    )

    @model_validator(mode="after")
    def _in_order(self) -> ValueThreshold:
        if not self.minimum <= self.maximum:
            raise ValueError("no value is at least the minimum and at most the maximum")
        return self


class SampleUsers(StepConfig):
    """How many people to draw."""

    share: float = Field(0.1, gt=0.0, le=1.0, title="Share of people", description="Drawn at random, 0 to 1.")
    count: int = Field(
        0, ge=0, le=2**31 - 1, title="Number of people", description="Instead of the share; 0 to use the share."
    )
    seed: int = Field(
        42, ge=0, le=2**31 - 1, title="Seed", description="The same seed draws the same people from the same dataset."
    )


def time_range(dataset: Dataset, config: TimeRange, around: Surroundings) -> StepResult:
    """Keep interactions with `start ≤ time < end`."""
    time = dataset.interactions.time
    if time is None:
        raise ConfigurationError(f"{dataset.name} has no times to choose from.", hint="Leave this step out.")
    start, end = moment(config.start), moment(config.end)
    mask = np.ones(len(time), bool)
    if start is not None:
        mask &= time >= start
    if end is not None:
        mask &= time < end
    said = " ".join(
        part for part in (config.start and f"from {config.start}", config.end and f"before {config.end}") if part
    )
    return StepResult(keep_rows(dataset, mask, around.progress), f"Interactions {said} (UTC) were kept.")


def value_threshold(dataset: Dataset, config: ValueThreshold, around: Surroundings) -> StepResult:
    """Keep interactions with `minimum ≤ value ≤ maximum`."""
    value = dataset.interactions.value
    # Compared in float32 like the values: 0.1 as float64 is smaller than 0.1 as float32.
    mask = (value >= np.float32(config.minimum)) & (value <= np.float32(config.maximum))
    upper = f" and at most {config.maximum:g}" if config.maximum < 1e9 else ""
    return StepResult(
        keep_rows(dataset, mask, around.progress),
        f"Interactions with a value of at least {config.minimum:g}{upper} were kept.",
    )


def sample_users(dataset: Dataset, config: SampleUsers, around: Surroundings) -> StepResult:
    """Keep a uniform sample of the people with all their interactions, without replacement."""
    parts = dataset.interactions
    count = config.count or max(1, round(parts.n_users * config.share))
    count = min(count, parts.n_users)
    chosen = np.zeros(parts.n_users, bool)
    chosen[np.random.default_rng(config.seed).choice(parts.n_users, count, replace=False)] = True
    return StepResult(
        keep_rows(dataset, chosen[parts.user], around.progress),
        f"{count:,} of {parts.n_users:,} people, drawn with seed {config.seed}, were kept with all they did.",
    )


def moment(text: str) -> int | None:
    """Return seconds since 1970 (UTC where no zone is given) of an ISO 8601 text, None where it is empty.

    Raises:
        ValueError: it is no date.
    """
    trimmed = text.strip().replace("/", "-")
    if not trimmed:
        return None
    try:
        read = datetime.fromisoformat(trimmed)
    except ValueError:
        raise ValueError(f"“{text}” is no date; write 2020-01-31 or 2020-01-31 13:45") from None
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
