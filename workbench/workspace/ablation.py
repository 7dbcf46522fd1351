"""Use-cases that take a model of several modalities apart: train it again without each, and test what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunRecord
from workbench.errors import ConfigurationError
from workbench.jobs import Progress, ShareOfProgress
from workbench.workspace.ablation_views import TESTED, Ablation, AblationPart, AblationPlan
from workbench.workspace.comparing import ComparisonUseCases
from workbench.workspace.runs import RunUseCases
from workbench.workspace.stored_runs import request_of
from workbench.workspace.views import RunDetails, RunSummary, TrainRequest

COLD_SPLIT = "cold-items"
_SHARE = "share of "


@dataclass(frozen=True)
class _Planned:
    """A variant on one split: what to train, and the run that did so already."""

    request: TrainRequest
    left_out: tuple[str, ...]
    cold: bool
    done: int | None


class AblationUseCases:
    """What can be learned by leaving modalities out. Methods may be called from any thread.

    A variant is a run like any other, found again by its recipe: the run's dataset, seed, encodings and settings, with
    modalities switched off. So an ablation that was cancelled goes on where it was, and nothing is trained twice.
    """

    def __init__(self, catalog: Catalog, runs: RunUseCases, comparisons: ComparisonUseCases) -> None:
        self._catalog = catalog
        self._runs = runs
        self._comparisons = comparisons

    def plan(self, run_id: int, *, cold: bool = True) -> AblationPlan:
        """Return what an ablation of a run would train.

        Args:
            run_id: a finished run of a model that reads modalities which can be switched off.
            cold: whether items that were never met are looked at too, by a split of their own.

        Raises:
            NotFoundError: there is no such run.
            ConfigurationError: it is not finished, or there is nothing to leave out.
        """
        details = self._runs.get(run_id)
        return self._plan_of(details, self._planned(details, cold=cold))

    def ablate(self, run_id: int, *, cold: bool = True, progress: Progress) -> Ablation:
        """Train the variants that are not there yet, and return what they say; see `plan`.

        Raises:
            Cancelled: the person cancelled; the variants that were finished stay.
        """
        details = self._runs.get(run_id)
        todo = [one for one in self._planned(details, cold=cold) if one.done is None]
        for place, one in enumerate(todo):
            says = f"{_named(one.left_out)}{' on new items' if one.cold else ''} ({place + 1} of {len(todo)})"
            share = 0.98 / len(todo)
            progress.report(place * share, says)
            self._runs.train(one.request, progress=ShareOfProgress(progress, place * share, share, says))
        progress.report(0.98, "testing")
        return self.result(run_id, cold=cold, progress=progress)

    def result(self, run_id: int, *, cold: bool = True, progress: Progress | None = None) -> Ablation:
        """Return what the variants that are trained so far say; see `plan`."""
        details = self._runs.get(run_id)
        planned = self._planned(details, cold=cold)
        known = {run.id: run for run in self._runs.list(details.summary.dataset_id)}
        parts = tuple(
            self._part(of_part, known, progress)
            for is_cold in (False, True)
            if (of_part := [one for one in planned if one.cold == is_cold])
        )
        told: dict[str, Any] = details.report.get("details", {})
        shares = {name.removeprefix(_SHARE): float(value) for name, value in told.items() if name.startswith(_SHARE)}
        return Ablation(self._plan_of(details, planned), parts, shares)

    def _part(
        self, planned: Sequence[_Planned], known: dict[int, RunSummary], progress: Progress | None
    ) -> AblationPart:
        whole, *runs = (None if one.done is None else known[one.done] for one in planned)
        there = [run for run in runs if run is not None]
        differences: dict[str, tuple[Any, ...]] = {}
        if whole is not None and there:
            for metric in TESTED:
                found = self._comparisons.differences([whole.id, *(r.id for r in there)], metric, progress=progress)
                by_run = {run.id: one for run, one in zip(found.runs, found.found, strict=True)}
                differences[metric] = tuple(None if run is None else by_run[run.id] for run in runs)
        first = planned[0]
        return AblationPart(first.request.split, first.cold, whole, tuple(runs), differences)

    @staticmethod
    def _plan_of(details: RunDetails, planned: Sequence[_Planned]) -> AblationPlan:
        missing, took = sum(one.done is None for one in planned), details.summary.seconds
        variants = tuple(one.left_out for one in planned if one.left_out and one.cold == planned[0].cold)
        return AblationPlan(details.summary, variants, missing, None if took is None else missing * took)

    def _planned(self, details: RunDetails, *, cold: bool) -> list[_Planned]:
        """Return the whole model and its variants on the run's own split, then on new items; the run's own is first."""
        run = details.summary
        if run.state != "done":
            raise ConfigurationError(
                f"Run {run.id} cannot be taken apart: it is {run.state}.", hint="Choose a finished run."
            )
        own = replace(request_of(details), config=_whole_config(run.model, details.config))
        wanted = [(own, left_out) for left_out in ((), *self._variants(details))]
        if len(wanted) == 1:
            raise ConfigurationError(
                f"There is no modality that {run.label} could do without.",
                hint="Choose a run of MultimodalAttention that learned from texts, pictures or sounds.",
            )
        if cold and details.split != COLD_SPLIT:
            on_cold = replace(own, split=COLD_SPLIT, split_parameters=self._defaults(COLD_SPLIT))
            wanted += [(on_cold, left_out) for _, left_out in wanted]
        with self._catalog.reading() as session:
            records = session.scalars(
                select(RunRecord).where(
                    RunRecord.dataset_id == run.dataset_id, RunRecord.model == run.model, RunRecord.state == "done"
                )
            ).all()
        made = []
        for request, left_out in wanted:
            variant = _without(request, left_out)
            done = next((one.id for one in records if _is_of(one, variant)), None)
            # The run itself stands for the whole on its own split, whatever other run repeats it.
            is_itself = not left_out and request is own
            made.append(_Planned(variant, left_out, variant.split == COLD_SPLIT, run.id if is_itself else done))
        return made

    def _variants(self, details: RunDetails) -> list[tuple[str, ...]]:
        """Return what can be left out: each modality that can be switched off, and all where ids remain."""
        from workbench.models.recommender import SharesModalities
        from workbench.models.registry import model_class

        made = model_class(details.summary.model)
        switches = [name for name in details.content if isinstance(details.config.get(name), bool)]
        found: list[tuple[str, ...]] = [(name,) for name in switches]
        if issubclass(made, SharesModalities):
            everything = tuple(switches)
            return found if everything in found or not everything else [*found, everything]
        return found if len(switches) > 1 else []

    def _defaults(self, split: str) -> dict[str, Any]:
        (kind,) = (one for one in self._runs.split_types() if one.name == split)
        parameters: dict[str, Any] = kind.config().model_dump(mode="json")
        return parameters


def _without(request: TrainRequest, left_out: Sequence[str]) -> TrainRequest:
    """Return the request with modalities switched off, their encodings not asked for."""
    return replace(
        request,
        config={**request.config, **dict.fromkeys(left_out, False)},
        content={name: made for name, made in request.content.items() if name not in left_out},
    )


def _is_of(record: RunRecord, request: TrainRequest) -> bool:
    return (
        _whole_config(record.model, record.config) == request.config
        and record.split == request.split
        and record.split_parameters == request.split_parameters
        and record.seed == request.seed
        and record.candidates == request.candidates
        and {name: made["fingerprint"] for name, made in record.content.items()} == request.content
    )


def _whole_config(model: str, config: dict[str, Any]) -> dict[str, Any]:
    """Return settings with those that the model has got since at their defaults."""
    from workbench.models.registry import model_class

    defaults: dict[str, Any] = model_class(model).Config().model_dump(mode="json")
    return {**defaults, **config}


def _named(left_out: Sequence[str]) -> str:
    return f"without {', '.join(left_out)}" if left_out else "with everything"
