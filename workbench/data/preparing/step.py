"""The contract of a step: a frozen configuration, and a function from a dataset to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from workbench.data.dataset import Dataset
from workbench.jobs import Progress


class StepConfig(BaseModel):
    """A step's configuration; fields are declared as in the models' configurations, and make the form."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Surroundings:
    """What a step may use besides the dataset and its configuration.

    Attributes:
        progress: checked at least every 100 ms of work.
        workspace_key: returns the key of pseudonyms that stays in the workspace, making it at its first use.
    """

    progress: Progress
    workspace_key: Callable[[], bytes]


@dataclass(frozen=True)
class StepResult:
    """The dataset that came out, and one sentence on what was done."""

    dataset: Dataset
    description: str


@dataclass(frozen=True)
class StepKind:
    """One kind of step, for lists and forms.

    Attributes:
        name: the registered name.
        title: what people read in a list.
        summary: one sentence on what it does and when to use it.
        Config: its configuration class.
        apply: makes the new dataset; the old one stays as it is.
    """

    name: str
    title: str
    summary: str
    Config: type[StepConfig]
    apply: Callable[[Dataset, Any, Surroundings], StepResult]
