"""The ways of dividing a dataset into what models learn from and what they are judged on.

Each strategy says in words what it leaks, because no figure means anything without it. All work on whole arrays and
are decided by the dataset, the parameters and the seed alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from workbench.data import split_rows
from workbench.data.dataset import Dataset
from workbench.data.folds import Fold, fold_of
from workbench.data.split_rows import SplitRows
from workbench.data.splits import Split
from workbench.errors import ConfigurationError

DEFAULT_STRATEGY = "leave-last-out"


@dataclass(frozen=True)
class SplitStrategy:
    """One way of splitting, for lists and forms.

    Attributes:
        name: the registered name.
        title: what people read in a list.
        summary: one sentence on what it does and when to choose it.
        Config: frozen pydantic model of its parameters; every field has a title, bounds and a description.
        leaks: what of the future or of the held-out part training sees or does not see.
        folds: what its folds are, in one sentence.
        divide: computes the row sets from a dataset, a `Config`, a seed and, of several folds, one.
    """

    name: str
    title: str
    summary: str
    Config: type[BaseModel]
    leaks: str
    folds: str
    divide: Callable[[Dataset, Any, int, Fold | None], SplitRows]


_STRATEGIES = (
    SplitStrategy(
        "leave-last-out",
        "Leave the last out",
        "Holds each person's last interaction out for the test and the one before for validation: "
        "the usual protocol of sequential recommendation.",
        split_rows.LeaveLastOut,
        "Training never sees a person's own future, but it sees what other people did after that person's test "
        "interaction, so trends of the future leak in.",
        "Each fold judges another group of the people; everything of the others is trained on.",
        split_rows.leave_last_out,
    ),
    SplitStrategy(
        "global-time",
        "One moment for all",
        "Trains on everything before one moment and judges on everything after it, as a model in use would be.",
        split_rows.GlobalTime,
        "Nothing of the future leaks: no interaction in training is later than any that is judged.",
        "Each fold judges another window of the test, and what came before it is trained on, as time goes on.",
        split_rows.global_time,
    ),
    SplitStrategy(
        "ratio",
        "A share of each person",
        "Holds the latest share of each person's interactions out, so that people are judged on several things.",
        split_rows.Ratio,
        "Training never sees a person's own future, but it sees what other people did after that person's held-out "
        "interactions, so trends of the future leak in.",
        "Each fold judges another group of the people; everything of the others is trained on.",
        split_rows.ratio,
    ),
    SplitStrategy(
        "held-out-users",
        "People never seen",
        "Trains on some people and judges on others, whose earlier interactions are shown and later ones asked for.",
        split_rows.HeldOutUsers,
        "Nothing of the judged people is in training, but training sees what other people did later than the "
        "interactions that are judged, so trends of the future leak in.",
        "Each fold holds another group of the people out, so that everybody is judged once, whatever the test share.",
        split_rows.held_out_users,
    ),
    SplitStrategy(
        "cold-items",
        "Items never seen",
        "Takes every interaction of some items out of training and asks for them: only what knows the content of "
        "items can find them.",
        split_rows.ColdItems,
        "No interaction of the judged items is in training; a history may hold things that happened after the judged "
        "interaction, so this measures knowledge of content and not foresight.",
        "Each fold takes other items out, so that every item is judged once, whatever the test share.",
        split_rows.cold_items,
    ),
)


def strategies() -> list[SplitStrategy]:
    """Return the ways of splitting, the usual one first."""
    return list(_STRATEGIES)


def make_split(
    dataset: Dataset,
    strategy: str = DEFAULT_STRATEGY,
    parameters: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> Split:
    """Divide a dataset.

    Args:
        dataset: what to divide.
        strategy: a registered name, see `strategies`.
        parameters: fields of the strategy's `Config`; those left out keep their defaults. `fold` (from 1) and `folds`
            judge one fold only; what its folds are each strategy says.
        seed: decides which people or items are drawn, in strategies that draw; the others ignore it.

    Raises:
        ConfigurationError: there is no such strategy or parameter, a parameter is out of its bounds, the strategy
            needs times and the dataset has none, or the dataset is too small for it.
    """
    chosen = next((s for s in _STRATEGIES if s.name == strategy), None)
    if chosen is None:
        known = ", ".join(s.name for s in _STRATEGIES)
        raise ConfigurationError(f"There is no way of splitting called “{strategy}”.", hint=f"Choose one of: {known}.")
    own, fold = fold_of(parameters or {})
    try:
        config = chosen.Config(**own)
    except ValidationError as error:
        raise _wrong_parameter(chosen, error) from error
    rows = chosen.divide(dataset, config, seed, fold)
    for part, held in (("train on", rows.train), ("validate on", rows.validation), ("test on", rows.test)):
        if len(held) == 0:
            raise ConfigurationError(
                f"Splitting {dataset.name} by “{chosen.title}” leaves nothing to {part}.",
                hint="Choose other shares, another way of splitting, or a larger dataset."
                if fold is None
                else "Choose fewer folds, other shares, or a larger dataset.",
            )
    return Split(
        dataset=dataset,
        strategy=chosen.name,
        parameters={**config.model_dump(mode="json"), **(fold.parameters if fold else {})},
        description=rows.description,
        leaks=chosen.leaks,
        train_rows=rows.train,
        validation_rows=rows.validation,
        test_rows=rows.test,
        validation_history_rows=rows.validation_history,
        test_history_rows=rows.test_history,
    )


def _wrong_parameter(strategy: SplitStrategy, error: ValidationError) -> ConfigurationError:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        known = ", ".join(strategy.Config.model_fields) or "none"
        return ConfigurationError(
            f"The split “{strategy.name}” has no parameter “{name}”.", hint=f"Its parameters: {known}."
        )
    reason = str(first["msg"])
    return ConfigurationError(
        f"The parameter “{name}” of the split “{strategy.name}” is wrong: {reason[:1].lower()}{reason[1:]}.",
        where=f"given: {first.get('input')!r}",
    )
