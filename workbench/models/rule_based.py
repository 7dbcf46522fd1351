"""Recommend by a person's own ordered rules over what is popular."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.item_graph import relative_popularity
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.models.rules import BoundRules, parse_rules
from workbench.training.stopwatch import Stopwatch


class RuleBasedConfig(ModelConfig):
    """The rules."""

    rules: str = Field(
        "",
        title="Rules",
        description="One a line, applied in order over popularity: boost 0.3 when item.categories contains Comedy and "
        "user.age at most 25. Actions: boost, demote, pin, exclude. Attributes of item, user, and context (history "
        "length, hour, weekday, month); is, is not, contains, at least, at most.",
        json_schema_extra={"lines": 5},
    )

    @field_validator("rules")
    @classmethod
    def _can_be_read(cls, text: str) -> str:
        try:
            parse_rules(text)
        except ConfigurationError as error:
            raise ValueError(str(error)) from None
        return text


class RuleBased(Recommender):
    """Popularity, rearranged by rules; without any rule it is popularity."""

    name: ClassVar[str] = "RuleBased"
    title: ClassVar[str] = "Rules"
    family: ClassVar[str] = "rules"
    summary: ClassVar[str] = "Recommends what is popular, rearranged by rules that you write yourself."
    Config: ClassVar[type[ModelConfig]] = RuleBasedConfig

    config: RuleBasedConfig
    _popularity: Float32  # [n_items], 0 … 1
    _rules: BoundRules

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Count, and look the rules up in the dataset; see `Recommender.fit`. There is nothing random in it.

        Raises:
            ConfigurationError: a rule names an attribute that the dataset does not have.
        """
        watch = Stopwatch(progress)
        progress.report(0.0, "counting")
        self._popularity = relative_popularity(split.train.item_counts)
        self._rules = BoundRules.to(parse_rules(self.config.rules), split.dataset)
        progress.report(1.0, "counted")
        return FitReport(seconds=watch.seconds, parameters=len(self._popularity))

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`; rules about people need `histories.users`."""
        scores = np.broadcast_to(self._popularity, (len(histories), len(self._popularity)))
        ruled = self._rules.apply(scores, histories).scores
        return ruled if candidates is None else ruled[:, candidates]

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"popularity": self._popularity, "items": self._rules.items, "users": self._rules.users}
        write_model(folder, self, arrays, n_items=len(self._popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        rules = parse_rules(model.config.rules)
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        model._rules = BoundRules(
            rules,
            check_shape(folder, stored.arrays, "items", np.bool_, (len(rules), stored.n_items)),
            check_shape(folder, stored.arrays, "users", np.bool_, (len(rules), None)),
        )
        return model
