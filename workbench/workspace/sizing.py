"""Use-cases that say before a training how large a model may be here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import TrainRequest

if TYPE_CHECKING:
    from workbench.models.attention.sizes import ModelSize


class SizingUseCases:
    """What can be known of sizes without training. Methods may be called from any thread."""

    def __init__(self, runs: RunUseCases) -> None:
        self._runs = runs

    def sizes(
        self,
        request: TrainRequest,
        *,
        targets: Sequence[int] | None = None,
        seconds: float = 60.0,
        progress: Progress,
    ) -> list[ModelSize]:
        """Return sizes of an attention model on a dataset: parameters, memory, and time of a step.

        Args:
            request: dataset, split and settings; width, layers and heads are those of the sizes.
            targets: numbers of parameters; None from 1 to 500 million.
            seconds: what measuring may take; beyond it sizes are computed.
            progress: reported to.

        Raises:
            ConfigurationError: the model has no sizes of this kind.
        """
        from workbench.models.attention.sequence_model import SequenceModel
        from workbench.models.attention.sizes import TARGETS, size_table

        model, split = self._runs.prepared(request, progress=progress)
        if not isinstance(model, SequenceModel):
            raise ConfigurationError(f"{model.name} is not made of layers of attention.", hint="Choose SASRec or HSTU.")
        return size_table(
            type(model), model.config, split, targets=targets or TARGETS, seconds=seconds, progress=progress
        )
