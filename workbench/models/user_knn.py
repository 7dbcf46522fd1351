"""User-based nearest neighbours: what people with a like history met (Herlocker et al., SIGIR 1999)."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.models.people import PeopleRecommender
from workbench.models.recommender import ModelConfig


class UserKNNConfig(ModelConfig):
    """How alike people are, and how many of them count."""

    neighbours: int = Field(
        100,
        ge=1,
        le=10_000,
        title="Neighbours",
        description="Most similar people whose histories are summed.",
        json_schema_extra={"tune": {"low": 10, "high": 1000, "log": True}},
    )
    weighting: Literal["equal", "rare"] = Field(
        "rare",
        title="Shared items",
        description="Let every shared item count alike, or one that few people met count more (inverse frequency).",
        json_schema_extra={"tune": True, "choices": {"equal": "Count alike", "rare": "Rare ones count more"}},
    )
    length_power: float = Field(
        0.5,
        ge=0.0,
        le=1.0,
        title="Length normalisation",
        description="Power of the length of a person's history that the similarity is divided by; 0.5 is the cosine.",
        json_schema_extra={"tune": {"low": 0, "high": 1}, "advanced": True},
    )


class UserKNN(PeopleRecommender):
    """Scores an item by the summed similarity of the people who met it, whatever the order of their histories."""

    name: ClassVar[str] = "UserKNN"
    title: ClassVar[str] = "User neighbours (kNN)"
    family: ClassVar[str] = "neighbours"
    summary: ClassVar[str] = "Recommends what the people met whose history is most like this one."
    Config: ClassVar[type[ModelConfig]] = UserKNNConfig

    config: UserKNNConfig

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        people = self._people
        per_person = (np.maximum(people.lengths, 1) ** -self.config.length_power).astype(np.float32)
        weight = np.ones(len(histories.item), np.float32)
        if self.config.weighting == "rare":
            weight = people.inverse_frequency[histories.item]
        return people.score(histories, weight, per_person, self.config.neighbours, candidates)
