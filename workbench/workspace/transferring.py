"""Use-cases that take a trained model to other data without training."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import ConfigurationError
from workbench.evaluation.protocol import Evaluation
from workbench.jobs import Progress
from workbench.workspace.content import ContentUseCases
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.runs import RunUseCases

if TYPE_CHECKING:
    from collections.abc import Mapping


class TransferUseCases:
    """Models on data that they were not trained on. Methods may be called from any thread."""

    def __init__(self, datasets: DatasetUseCases, runs: RunUseCases, content: ContentUseCases) -> None:
        self._datasets = datasets
        self._runs = runs
        self._content = content

    def zero_shot(
        self,
        run_id: int,
        dataset_id: int,
        split: str = "leave-last-out",
        split_parameters: Mapping[str, float | int | str] | None = None,
        *,
        seed: int = 42,
        progress: Progress,
    ) -> Evaluation:
        """Measure a trained model on the test part of another dataset, of which it sees texts and histories only.

        The other dataset is encoded with the encoder that the run learned from, where it is not yet.

        Args:
            run_id: a finished run of a model that can be moved, FeatureSASRec for example.
            dataset_id: the other dataset.
            split, split_parameters, seed: how that one is split; its training part tells popularity only.
            progress: reported to.

        Raises:
            ConfigurationError: the model cannot be moved, or the encoder it learned from has gone or changed.
        """
        from workbench.data.split_strategies import make_split
        from workbench.evaluation.evaluate import evaluate
        from workbench.models.recommender import MovesToOtherData

        details = self._runs.get(run_id)
        model = self._runs.model(run_id)
        if not isinstance(model, MovesToOtherData):
            raise ConfigurationError(
                f"{model.title} cannot be moved to other data.", hint="Choose a run of FeatureSASRec."
            )
        progress.span(0.0, 0.7)
        content = {}
        for modality, learned in details.content.items():
            encoding = self._content.like(dataset_id, modality, learned["fingerprint"], progress=progress)
            content[modality] = self._content.vectors(encoding.id)
        progress.span(0.7, 1.0)
        dataset = replace(self._datasets.load(dataset_id, verified=True), content=content)
        made = make_split(dataset, split, dict(split_parameters or {}), seed=seed)
        return evaluate(model.moved_to(dataset, made.train), made.test, made, progress=progress)
