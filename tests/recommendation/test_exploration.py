"""Bandits: the belief against plain algebra, replay to the same orders, and learning in a world with a known taste."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from workbench.data.interactions import Histories
from workbench.recommendation import linucb, thompson
from workbench.recommendation.exploration import (
    DIRECTIONS,
    PLAIN,
    Policy,
    Step,
    belief_after,
    features,
    order,
    prior,
    replay,
)
from workbench.recommendation.feedback import Judgement, weigh
from workbench.recommendation.linear_reward import Belief

D = len(PLAIN) + DIRECTIONS


def test_the_belief_is_ridge_regression_of_the_answers() -> None:
    draw = np.random.default_rng(0)
    x, r, expected = draw.normal(size=(30, 3)), draw.random(30), np.array([1.0, 0.0, -1.0])
    known = Belief.before(expected)
    for one, reward in zip(x, r, strict=True):
        known = known.after(one, reward)
    gram = np.eye(3) + x.T @ x
    assert known.mean == pytest.approx(np.linalg.solve(gram, expected + x.T @ r))
    wanted = draw.normal(size=(4, 3))
    assert known.uncertainties(wanted) == pytest.approx([np.sqrt(v @ np.linalg.inv(gram) @ v) for v in wanted])


def test_linucb_adds_the_uncertainty_and_thompson_draws_around_the_mean() -> None:
    known = Belief.before([0.5, 0.0]).after([1.0, 0.0], 1.0)
    x = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert linucb.values(known, x, 2.0) == pytest.approx(known.estimates(x) + 2.0 * known.uncertainties(x))
    drawn = np.array([thompson.values(known, x, 1.0, (3, step)) for step in range(4_000)])
    assert drawn.mean(axis=0) == pytest.approx(known.estimates(x), abs=0.05)
    assert drawn.std(axis=0) == pytest.approx(known.uncertainties(x), rel=0.06)
    assert thompson.values(known, x, 0.0, (3, 0)) == pytest.approx(known.estimates(x))


def test_before_any_answer_and_without_exploration_the_model_s_order_stays() -> None:
    draw = np.random.default_rng(1)
    items, scores = np.arange(12, dtype=np.int32), np.sort(draw.normal(size=12))[::-1].astype(np.float32)
    x = features(items, scores, Histories.single([0]), draw.random(12), None)
    assert order(Policy(exploration=0.0), prior(), x, 0).tolist() == list(range(12))
    assert x[:, 1].max() == 1.0


def session(policy: Policy, taste: np.ndarray, n: int, seed: int = 5) -> tuple[list[Step], float, list[Any]]:
    """Show lists of ten of a hundred items; the person answers to the first by a taste that the score knows little of.

    Returns the steps, the true regret, and the orders shown.
    """
    draw = np.random.default_rng(seed)
    catalogue = draw.normal(size=(100, D)) / np.sqrt(D)
    steps: list[Step] = []
    lost, orders = 0.0, []
    for number in range(n):
        pool = draw.choice(100, 10, replace=False)
        x = catalogue[pool]
        shown = order(policy, belief_after(steps), x, number)
        orders.append(shown)
        value = x @ taste
        lost += float(value.max() - value[shown[0]])
        reward = float(value[shown[0]] + 0.05 * draw.normal())
        steps.append(Step(tuple(f"i{i}" for i in pool), x, int(shown[0]), reward))
    return steps, lost, orders


@pytest.mark.parametrize("policy", [Policy("LinUCB", 0.5, 7), Policy("Thompson", 0.3, 7)])
def test_a_session_is_replayed_from_its_answers_to_the_same_orders(policy: Policy) -> None:
    steps, _, orders = session(policy, np.linspace(-1, 1, D), 25)
    again = replay(policy, steps)
    assert all(np.array_equal(a, b) for a, b in zip(orders, again.orders, strict=True))
    assert len(again.regret) == 25
    assert (np.diff(again.regret) >= -1e-12).all()
    assert again.uncertainties[-1] < again.uncertainties[0]


def test_another_seed_draws_other_orders() -> None:
    x = np.random.default_rng(0).normal(size=(30, D))
    one, two = (order(Policy("Thompson", 1.0, seed), prior(), x, 0).tolist() for seed in (1, 2))
    assert one != two


@pytest.mark.parametrize("policy", [Policy("LinUCB", 0.3, 1), Policy("Thompson", 0.15, 1)])
def test_what_a_person_likes_is_learned_so_that_less_is_lost_later(policy: Policy) -> None:
    taste = np.random.default_rng(9).normal(size=D)
    _, first, _ = session(policy, taste, 60)
    _, both, _ = session(policy, taste, 240)
    assert both - first < 3 * first * 0.4  # 180 later steps lose far less each than the first 60
    blind = 0.0
    draw = np.random.default_rng(5)
    catalogue = draw.normal(size=(100, D)) / np.sqrt(D)
    for _ in range(240):
        value = catalogue[draw.choice(100, 10, replace=False)] @ taste
        blind += float(value.max() - value.mean())
    assert both < 0.4 * blind


def test_regret_is_what_the_last_belief_says_was_lost() -> None:
    x = np.eye(D)[:3]
    steps = [Step(("a", "b", "c"), x, 0, 0.0), Step(("a", "b", "c"), x, 2, 1.0)]
    made = replay(Policy(exploration=0.0), steps)
    expected = made.belief.estimates(x)
    lost = [expected.max() - expected[shown[0]] for shown in made.orders]
    assert made.regret == pytest.approx(np.cumsum(lost))


def test_judged_items_leave_and_what_is_like_them_is_pulled() -> None:
    scores = np.array([3.0, 2.0, 1.0, 0.0], np.float32)
    vectors = np.array([[1, 0], [1, 0], [0, 1], [0.6, 0.8]], np.float32)
    spread = float(scores.std())
    down = weigh(scores, [Judgement(0, "down")], vectors)
    assert np.isneginf(down[0])
    assert down[1:] == pytest.approx([2.0 - 0.5 * spread, 1.0, -0.5 * spread * 0.6])
    more = weigh(scores, [Judgement(2, "more")], vectors)
    assert more == pytest.approx([3.0, 2.0, 1.0, 0.8 * spread])
    assert np.isneginf(weigh(scores, [Judgement(1, "not-now")], vectors)[1])
    assert weigh(scores, [Judgement(1, "up")], vectors) == pytest.approx(scores)
    assert scores[0] == 3.0
