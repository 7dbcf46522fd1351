"""Session neighbours: what people met whose history shares the latest items of this one.

V-SkNN of Ludewig & Jannach, Evaluation of Session-based Recommendation Algorithms, User Modeling and User-Adapted
Interaction 28, 2018, section 3.2.3: the latest items of the history count most, rare shared items count more.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.models.people import PeopleRecommender
from workbench.models.recommender import ModelConfig


class SessionKNNConfig(ModelConfig):
    """Which items of a history count, and how many people."""

    neighbours: int = Field(
        200,
        ge=1,
        le=10_000,
        title="Neighbours",
        description="Most similar people whose histories are summed.",
        json_schema_extra={"tune": {"low": 20, "high": 2000, "log": True}},
    )
    recent: int = Field(
        20,
        ge=1,
        le=1_000,
        title="Recent items",
        description="Only so many latest items of a history are compared.",
        json_schema_extra={"tune": {"low": 1, "high": 50, "log": True}},
    )
    recent_decay: float = Field(
        0.7,
        gt=0.0,
        le=1.0,
        title="Age decay",
        description="Weight of each item further back.",
        json_schema_extra={"tune": {"low": 0.3, "high": 1}},
    )
    length_power: float = Field(
        0.5,
        ge=0.0,
        le=1.0,
        title="Length normalisation",
        description="Power of the length of a person's history that the similarity is divided by.",
        json_schema_extra={"tune": {"low": 0, "high": 1}, "advanced": True},
    )


class SessionKNN(PeopleRecommender):
    """Scores an item by the people who met it, each by how many of the history's latest items they met too."""

    name: ClassVar[str] = "SessionKNN"
    title: ClassVar[str] = "Session neighbours (V-SkNN)"
    family: ClassVar[str] = "neighbours"
    summary: ClassVar[str] = "Recommends what people met who share the latest items of the history."
    Config: ClassVar[type[ModelConfig]] = SessionKNNConfig

    config: SessionKNNConfig

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        people, latest = self._people, histories.latest(self.config.recent)
        age = np.repeat(latest.offsets[1:], latest.lengths) - 1 - np.arange(len(latest.item))
        weight = np.float32(self.config.recent_decay) ** age.astype(np.float32)
        per_person = (np.maximum(people.lengths, 1) ** -self.config.length_power).astype(np.float32)
        weight *= people.inverse_frequency[latest.item]
        return people.score(latest, weight, per_person, self.config.neighbours, candidates)
