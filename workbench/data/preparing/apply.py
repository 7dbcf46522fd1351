"""The kinds of steps there are, and how a recipe of them is applied."""

from __future__ import annotations

import time
from collections.abc import Sequence

from pydantic import ValidationError

from workbench.data.dataset import Dataset
from workbench.data.preparing import attributes, duplicates, k_core, pseudonyms, rows, sessions, values
from workbench.data.preparing.recipe import RecipeStep, StepEffect
from workbench.data.preparing.step import StepConfig, StepKind, Surroundings
from workbench.errors import ConfigurationError

_KINDS = (
    StepKind(
        name="time-range",
        title="Time range",
        summary="Keeps what happened in a span of time.",
        Config=rows.TimeRange,
        apply=rows.time_range,
    ),
    StepKind(
        name="value-threshold",
        title="Value threshold",
        summary="Keeps interactions with a value in a range: ratings of 4 and more, for example.",
        Config=rows.ValueThreshold,
        apply=rows.value_threshold,
    ),
    StepKind(
        name="implicit-weights",
        title="Implicit weights",
        summary="Replaces values by weights, for models that learn from what people did rather than how they rated it.",
        Config=values.ImplicitWeights,
        apply=values.implicit_weights,
    ),
    StepKind(
        name="duplicates",
        title="Duplicates",
        summary="Leaves one row where a person met an item several times.",
        Config=duplicates.Duplicates,
        apply=duplicates.duplicates,
    ),
    StepKind(
        name="k-core",
        title="K-core",
        summary="Takes out people and items with few interactions, again and again until everybody left has enough.",
        Config=k_core.KCore,
        apply=k_core.k_core,
    ),
    StepKind(
        name="attribute",
        title="By attribute",
        summary="Keeps people or items by what is known of them.",
        Config=attributes.ByAttribute,
        apply=attributes.by_attribute,
    ),
    StepKind(
        name="sample-users",
        title="Sample of people",
        summary="Keeps some people, drawn at random, with all they did: to try things out faster.",
        Config=rows.SampleUsers,
        apply=rows.sample_users,
    ),
    StepKind(
        name="sessions",
        title="Sessions",
        summary="Cuts histories where nothing happened for a while; every session becomes a history of its own.",
        Config=sessions.Sessions,
        apply=sessions.sessions,
    ),
    StepKind(
        name="bins",
        title="Levels of values",
        summary="Replaces values by a few levels: listening counts become 1 to 5, for example.",
        Config=values.Bins,
        apply=values.bins,
    ),
    StepKind(
        name="normalise",
        title="Normalise values",
        summary="Brings values to one scale, over all or for each person.",
        Config=values.Normalise,
        apply=values.normalise,
    ),
    StepKind(
        name="pseudonyms",
        title="Pseudonyms",
        summary="Replaces ids by keyed hashes, so that a dataset can be passed on without saying who is in it.",
        Config=pseudonyms.Pseudonyms,
        apply=pseudonyms.pseudonyms,
    ),
)


def kinds() -> tuple[StepKind, ...]:
    """Return all kinds of steps, in the order in which recipes mostly use them."""
    return _KINDS


def kind_of(step: RecipeStep) -> StepKind:
    """Return what a step is an instance of. Raises `ConfigurationError` where its name is unknown."""
    for kind in _KINDS:
        if kind.name == step.step:
            return kind
    known = ", ".join(kind.name for kind in _KINDS)
    raise ConfigurationError(f"There is no step “{step.step}”.", hint=f"There are: {known}.")


def config_of(step: RecipeStep) -> StepConfig:
    """Return a step's checked configuration. Raises `ConfigurationError` where it is out of bounds."""
    kind = kind_of(step)
    try:
        return kind.Config.model_validate(step.parameters)
    except ValidationError as error:
        first = error.errors()[0]
        message = str(first["msg"]).removeprefix("Value error, ")
        name = ".".join(str(part) for part in first["loc"])
        what = f"“{kind.title}” cannot take {name} = {first.get('input')!r}: {message}." if name else ""
        fields = ", ".join(kind.Config.model_fields)
        raise ConfigurationError(what or f"“{kind.title}”: {message}.", hint=f"Its settings: {fields}.") from error


def complete(recipe: Sequence[RecipeStep]) -> tuple[RecipeStep, ...]:
    """Return a recipe with every default written out, so that it means the same in a later version.

    Raises:
        ConfigurationError: a step is unknown or out of bounds.
    """
    return tuple(RecipeStep(step.step, config_of(step).model_dump(mode="json")) for step in recipe)


def apply_recipe(
    dataset: Dataset, recipe: Sequence[RecipeStep], around: Surroundings
) -> tuple[Dataset, tuple[StepEffect, ...]]:
    """Apply steps one after the other.

    Args:
        dataset: stays as it is.
        recipe: the steps; all are checked before the first begins.
        around: progress, cancellation and the key of pseudonyms.

    Returns:
        The dataset that came out, and what each step did. A step that leaves nothing is the last one applied.

    Raises:
        ConfigurationError: a step is out of bounds, or does not suit the dataset; it names the step.
    """
    chosen = [(kind_of(step), config_of(step)) for step in recipe]
    effects = []
    for place, (kind, config) in enumerate(chosen):
        around.progress.report(place / len(chosen), f"step {place + 1} of {len(chosen)}: {kind.title}")
        began = time.perf_counter()
        try:
            result = kind.apply(dataset, config, around)
        except ConfigurationError as error:
            where = f"step {place + 1}, {kind.title}"
            raise ConfigurationError(error.what, where=where, hint=error.hint) from error
        before, after = dataset.interactions, result.dataset.interactions
        effects.append(
            StepEffect(
                step=kind.name,
                title=kind.title,
                description=result.description,
                rows_before=len(before),
                rows_after=len(after),
                users_before=before.n_users,
                users_after=after.n_users,
                items_before=before.n_items,
                items_after=after.n_items,
                seconds=time.perf_counter() - began,
            )
        )
        dataset = result.dataset
        if len(after) == 0:
            break
    around.progress.report(1.0)
    return dataset, tuple(effects)
