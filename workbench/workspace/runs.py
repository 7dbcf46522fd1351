"""Use-cases around runs: train, go on with what was interrupted, judge again."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from workbench import __version__
from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunRecord
from workbench.errors import ConfigurationError
from workbench.evaluation.protocol import Evaluation
from workbench.jobs import Progress
from workbench.workspace.carrying_out import carry_out
from workbench.workspace.checkpoints import RunCheckpoints
from workbench.workspace.content import ContentUseCases
from workbench.workspace.datasets import DatasetUseCases, Listing
from workbench.workspace.stored_parts import check_stored_parts, give_stored_parts
from workbench.workspace.stored_runs import RESUMABLE, StoredRuns, request_of
from workbench.workspace.views import (
    Estimate,
    ModelType,
    RunSummary,
    SplitType,
    TrainRequest,
)

if TYPE_CHECKING:
    from workbench.data.splits import Split
    from workbench.evaluation.candidates import CandidateRules
    from workbench.models.recommender import ModelConfig, Recommender

_LIBRARIES = ("torch", "numpy", "scipy", "lightning-fabric", "pyarrow")


class RunUseCases(StoredRuns):
    """What can be done with runs. Methods may be called from any thread."""

    def __init__(
        self,
        catalog: Catalog,
        datasets: DatasetUseCases,
        content: ContentUseCases,
        *,
        threads: Callable[[], int | None],
        checkpoint_minutes: Callable[[], int],
    ) -> None:
        super().__init__(catalog, datasets)
        self._content = content
        self._threads = threads
        self._checkpoint_minutes = checkpoint_minutes

    # ---- what can be trained

    def model_types(self) -> Listing[ModelType]:
        """Return the registered models. The first call imports them, torch included."""
        from workbench.models.recommender import KeepsCheckpoints, ShowsAttention, UsesContent
        from workbench.models.registry import model_classes

        return [
            ModelType(
                name=name,
                title=made.title,
                family=made.family,
                summary=made.summary,
                config=made.Config,
                shows_attention=issubclass(made, ShowsAttention),
                resumable=issubclass(made, KeepsCheckpoints),
                modalities=made().modalities() if issubclass(made, UsesContent) else (),
            )
            for name, made in model_classes().items()
        ]

    def split_types(self) -> Listing[SplitType]:
        """Return the ways of splitting."""
        from workbench.data.split_strategies import strategies

        return [SplitType(s.name, s.title, s.summary, s.Config, s.leaks, s.folds) for s in strategies()]

    def check(self, request: TrainRequest) -> None:
        """Raise `ConfigurationError` where a model cannot take these settings, `NotFoundError` where there is none."""
        check_stored_parts(self, self._new_model(request), request)

    def estimate(self, request: TrainRequest) -> Estimate:
        """Return what a fit will cost, without training; counts are 0 for models that cannot say."""
        from workbench.models.recommender import EstimatesCost

        model = self._new_model(request)
        if not isinstance(model, EstimatesCost):
            return Estimate(0, 0, None)
        cost = model.estimate(self._split_for(model, request, None))
        return Estimate(cost.parameters, cost.memory_bytes, cost.seconds)

    # ---- training

    def train(self, request: TrainRequest, *, progress: Progress, study: dict[str, Any] | None = None) -> RunSummary:
        """Fit a model, judge it on validation and then once on test, and store it with its recipe.

        The run is in the catalog as `running` from the start, and as `paused` while it waits. It ends as `done`, or as
        `cancelled` or `failed` with no model stored. One that is suspended stays `paused`; where the process dies, the
        next opening marks it `interrupted`. Both can be resumed from their last checkpoint.

        Args:
            request: everything that determines the run.
            progress: of the fit and the judging.
            study: which search found the settings, as `RunRecord` keeps it.

        Raises:
            ConfigurationError: the request is out of bounds; nothing was stored.
            Cancelled: the person cancelled; `Suspended` where the run is now paused.
        """
        from workbench.models.recommender import ShowsAttention

        model = self._new_model(request)
        give_stored_parts(self, model, request)
        dataset = self._datasets.load(request.dataset_id, verified=True)
        split = self._split_for(model, request, progress)
        record = RunRecord(
            dataset_id=request.dataset_id,
            dataset_fingerprint=dataset.fingerprint,
            model=model.name,
            model_title=model.title,
            config=model.config.model_dump(mode="json"),
            split=request.split,
            split_parameters=dict(split.parameters),
            seed=request.seed,
            versions=_versions(),
            state="running",
            shows_attention=isinstance(model, ShowsAttention),
            experiment_id=request.experiment_id,
            set_up=request.set_up,
            candidates=dict(request.candidates),
            refit=request.refit,
            content={
                modality: {"encoder": vectors.encoder, "fingerprint": vectors.fingerprint}
                for modality, vectors in split.dataset.content.items()
            },
            study=study,
        )
        with self._catalog.writing() as session:
            session.add(record)
        return self._carry_out(record.id, model, split, progress)

    def resume(self, run_id: int, *, progress: Progress) -> RunSummary:
        """Go on with a run that was paused, interrupted, or failed after a checkpoint; it ends as `train` says.

        Where the run has no checkpoint yet, it begins anew.

        Raises:
            NotFoundError: there is no such run.
            ConfigurationError: the run has ended, or its model cannot be resumed.
            Cancelled: the person cancelled.
        """
        model, split = self._to_resume(run_id, progress)
        with self._catalog.writing() as session:
            record = session.get_one(RunRecord, run_id)
            record.state, record.message = "running", ""
        return self._carry_out(run_id, model, split, progress)

    def assist(self, work: TrainRequest | int, *, progress: Progress) -> None:
        """Take part in the fit of a process that trains or resumes (a run's number); store nothing.

        Models that are not trained by steps need no help, and nothing is done for them.
        """
        from workbench.models.recommender import KeepsCheckpoints
        from workbench.training.device import configure_threads

        configure_threads(self._threads())
        if isinstance(work, TrainRequest):
            model, seed = self._new_model(work), work.seed
            split = self._split_for(model, work, progress)
        else:
            model, split = self._to_resume(work, progress)
            seed = self.get(work).summary.seed
            if isinstance(model, KeepsCheckpoints):
                model.keep_checkpoints(self._checkpoints(work))
        if isinstance(model, KeepsCheckpoints):
            model.fit(split, validation=split.validation, seed=seed, progress=progress)

    @staticmethod
    def use_processes(devices: int, nodes: int) -> bool:
        """Let all fits of this process run on several; return whether this process only assists another one."""
        from workbench.training.device import configure_processes, is_helper

        configure_processes(devices, nodes)
        return is_helper()

    def _to_resume(self, run_id: int, progress: Progress) -> tuple[Recommender, Split]:
        from workbench.models.recommender import KeepsCheckpoints

        details = self.get(run_id)
        request = request_of(details)
        model = self._new_model(request)
        state = details.summary.state
        # A helper looks while the process that it helps has set the run going.
        if state not in RESUMABLE and not (state == "running" and self._catalog.read_only):
            raise ConfigurationError(
                f"Run {run_id} cannot be resumed: it is {state}.", hint="Choose a paused or interrupted run."
            )
        if not isinstance(model, KeepsCheckpoints):
            raise ConfigurationError(f"A {model.name} cannot be resumed.", hint="Train it again: it takes seconds.")
        return model, self._split_for(model, request, progress)

    def _checkpoints(self, run_id: int) -> RunCheckpoints:
        return RunCheckpoints(self._catalog, run_id, every_seconds=60.0 * self._checkpoint_minutes())

    def _carry_out(self, run_id: int, model: Recommender, split: Split, progress: Progress) -> RunSummary:
        from workbench.training.device import configure_threads

        configure_threads(self._threads())
        model = carry_out(self._catalog, self._checkpoints(run_id), run_id, model, split, progress)
        self.keep_in_memory(run_id, model)
        return self.get(run_id).summary

    def _new_model(self, request: TrainRequest) -> Recommender:
        from pydantic import ValidationError

        from workbench.models.registry import model_class

        made = model_class(request.model)
        try:
            config: ModelConfig = made.Config.model_validate(request.config)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"]) or "configuration"
            fields = ", ".join(made.Config.model_fields)
            raise ConfigurationError(
                f"{made.name} cannot take {name} = {first.get('input')!r}: {first['msg']}.",
                hint=f"Its settings: {fields}.",
            ) from error
        return made(config)

    def _split_for(self, model: Recommender, request: TrainRequest, progress: Progress | None) -> Split:
        """Return the split, with the vectors of content that the model reads; only known ones without a progress."""
        from workbench.models.recommender import UsesContent

        split = self.split_of(request)
        modalities = model.modalities() if isinstance(model, UsesContent) else ()
        if not modalities:
            return split
        found = self._content.for_training(request.dataset_id, modalities, request.content, progress=progress)
        return replace(split, dataset=replace(split.dataset, content=found))

    def split_of(self, request: TrainRequest) -> Split:
        """Return the split that a request asks for, without vectors of content."""
        from workbench.data.split_strategies import make_split

        dataset = self._datasets.load(request.dataset_id)
        return make_split(dataset, request.split, dict(request.split_parameters), seed=request.seed)

    def prepared(self, request: TrainRequest, *, progress: Progress) -> tuple[Recommender, Split]:
        """Return what a fit of a request needs: the model, and the split with the vectors of content that it reads."""
        self._datasets.load(request.dataset_id, verified=True)
        model = self._new_model(request)
        give_stored_parts(self, model, request)
        return model, self._split_for(model, request, progress)

    def split(self, run_id: int) -> Split:
        """Return the split that a run was trained and judged on, made again; see `Split.joined` for one fitted again.

        Raises:
            NotFoundError: there is no such run.
        """
        request = request_of(self.get(run_id))
        split = self.split_of(request)
        return split.joined() if request.refit else split

    # ---- judging

    def evaluate(
        self,
        run_id: int,
        *,
        cutoffs: Sequence[int] = (5, 10, 20),
        rules: CandidateRules | None = None,
        progress: Progress,
    ) -> Evaluation:
        """Measure a stored model on the test part of the split it was trained on; nothing is stored.

        Args:
            run_id: a finished run.
            cutoffs: lengths of the list.
            rules: which items are ranked; None ranks the whole catalogue without what was seen.
            progress: reported to.
        """
        from workbench.evaluation.candidates import FULL
        from workbench.evaluation.evaluate import evaluate

        model, split = self.model(run_id), self.split(run_id)
        return evaluate(model, split.test, split, cutoffs=cutoffs, rules=rules or FULL, progress=progress)


def _versions() -> dict[str, Any]:
    found = {name: version(name) for name in _LIBRARIES}
    return {"workbench": __version__, "python": platform.python_version(), "platform": platform.platform(), **found}
