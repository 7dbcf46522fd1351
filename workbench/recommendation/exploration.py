"""A session in which a bandit re-ranks by what a person says: its orders, what it knew, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories, Int32, Int64
from workbench.recommendation import linucb, thompson
from workbench.recommendation.linear_reward import Belief, Float64
from workbench.recommendation.rerank import relevance
from workbench.recommendation.similarity import history_vectors

Algorithm = Literal["LinUCB", "Thompson"]
PLAIN = ("bias", "score", "popularity", "likeness")
DIRECTIONS = 6  # of the items' vectors, so that a taste can be learned that the model's score does not hold


@dataclass(frozen=True)
class Policy:
    """How a session explores.

    Attributes:
        algorithm: `LinUCB` or `Thompson`.
        exploration: how much uncertainty counts (`α`, or `v`); 0 for none.
        seed: of all draws of the session.
    """

    algorithm: Algorithm = "LinUCB"
    exploration: float = 0.5
    seed: int = 0


@dataclass(frozen=True)
class Step:
    """One answer.

    Attributes:
        items: ids of the candidates.
        features: float64 [n, d] of the candidates.
        answered: which candidate was judged.
        reward: 0 … 1.
    """

    items: tuple[str, ...]
    features: Float64
    answered: int
    reward: float


@dataclass(frozen=True)
class Replay:
    """A session gone through again, step by step.

    Attributes:
        orders: for each step, the candidates' places in the order they were shown.
        estimates, uncertainties: float64 [n_steps], of the judged candidate before its answer.
        rewards: float64 [n_steps].
        regret: float64 [n_steps], cumulated: how much better the best candidate of each step was than the one shown
            first, by what is known at the end of the session. It is an estimate: nobody knows the answers to what was
            not shown.
        belief: what is known at the end.
    """

    orders: tuple[Int64, ...]
    estimates: Float64
    uncertainties: Float64
    rewards: Float64
    regret: Float64
    belief: Belief


def prior() -> Belief:
    """Return the belief before any answer: the reward is the model's score, 0 … 1, and nothing else."""
    expected = np.zeros(len(PLAIN) + DIRECTIONS)
    expected[PLAIN.index("score")] = 1.0
    return Belief.before(expected)


def features(
    items: Int32, scores: Float32, history: Histories, popularity: npt.NDArray[Any], vectors: Float32 | None
) -> Float64:
    """Return float64 [n, d]: what the reward may depend on, for each candidate.

    A constant, the score (0 … 1 in the pool), the popularity (0 … 1 in the pool, by its logarithm), the cosine to the
    mean of the history's items, and the leading directions of the items' vectors (0 where there are none).

    Args:
        items: int32 [n], the pool.
        scores: float32 [n].
        history: exactly one.
        popularity: float [n_items], share of people who met each item.
        vectors: float32 [n_items, width], of length 1, or None.
    """
    made = np.zeros((len(items), len(PLAIN) + DIRECTIONS))
    made[:, 0] = 1.0
    made[:, 1] = relevance(scores)
    made[:, 2] = relevance(np.log(np.maximum(np.asarray(popularity)[items], 1e-9)))
    if vectors is not None and len(items):
        own = vectors[items]
        made[:, 3] = own @ history_vectors(history, vectors)[0]
        leading = leading_directions(vectors)
        made[:, len(PLAIN) : len(PLAIN) + leading.shape[1]] = own @ leading
    return made


def leading_directions(vectors: Float32) -> Float32:
    """Return float32 [width, ≤ DIRECTIONS], the principal axes of the items' vectors, signs fixed."""
    centred = vectors - vectors.mean(axis=0)
    values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, np.argsort(-values, kind="stable")][:, :DIRECTIONS]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return (axes * np.where(signs == 0, 1.0, signs)).astype(np.float32)


def values(policy: Policy, belief: Belief, x: npt.NDArray[Any], step: int) -> Float64:
    """Return float64 [n], by which candidates are shown, the greatest first."""
    if policy.algorithm == "Thompson":
        return thompson.values(belief, x, policy.exploration, (policy.seed, step))
    return linucb.values(belief, x, policy.exploration)


def order(policy: Policy, belief: Belief, x: npt.NDArray[Any], step: int) -> Int64:
    """Return int64 [n], the candidates' places as they are shown; equal values keep the pool's order."""
    return np.argsort(-values(policy, belief, x, step), kind="stable").astype(np.int64)


def belief_after(steps: Sequence[Step]) -> Belief:
    """Return what is known after some answers."""
    known = prior()
    for step in steps:
        known = known.after(step.features[step.answered], step.reward)
    return known


def replay(policy: Policy, steps: Sequence[Step]) -> Replay:
    """Go through a session again: the same policy and answers give the same orders."""
    known, orders = prior(), []
    estimates, uncertainties = [], []
    for number, step in enumerate(steps):
        orders.append(order(policy, known, step.features, number))
        answered = step.features[step.answered][None]
        estimates.append(float(known.estimates(answered)[0]))
        uncertainties.append(float(known.uncertainties(answered)[0]))
        known = known.after(answered[0], step.reward)
    lost = []
    for step, shown in zip(steps, orders, strict=True):
        expected = known.estimates(step.features)
        lost.append(float(expected.max() - expected[shown[0]]))
    return Replay(
        orders=tuple(orders),
        estimates=np.array(estimates),
        uncertainties=np.array(uncertainties),
        rewards=np.array([step.reward for step in steps]),
        regret=np.cumsum(np.array(lost)) if lost else np.zeros(0),
        belief=known,
    )
