"""Explanations are measured, and models whose reasons are known are judged rightly."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from known_reasons import N_ITEMS, SAYS, KnownReasons, a_history, blurred, honest, unrelated, upside_down

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.evaluation.intervals import bootstrap_intervals
from workbench.explanation.attributions import METHODS
from workbench.explanation.faithfulness import Explained, explain, rank_correlation
from workbench.explanation.randomisation import Randomised, first_recommendation, permuted
from workbench.explanation.verdict import ModelVerdict, judge_model, judge_one
from workbench.models.recommender import AttentionLayer

PEOPLE = 24


def one(model: KnownReasons, seed: int) -> Explained:
    history = a_history(seed)
    return explain(model, history, first_recommendation(model, history), n_items=N_ITEMS)


@cache
def judged(attends: object) -> ModelVerdict:
    model = KnownReasons(attends)  # type: ignore[arg-type]
    return judge_model([one(model, seed) for seed in range(PEOPLE)], [], bootstrap_intervals)


def test_methods_are_ranked_by_how_much_of_the_known_reasons_they_show() -> None:
    drops = [judged(attends).table["attention"]["drop"].mean for attends in (honest, blurred, unrelated, upside_down)]
    assert drops == sorted(drops, reverse=True)
    assert drops[0] > drops[1] + 0.02 > drops[2] + 0.04 > drops[3] + 0.06
    table = judged(honest).table
    assert table["leave-one-out"]["drop"].mean > table["random"]["drop"].high
    assert table["leave-one-out"]["correlation"].mean == pytest.approx(1.0)
    assert table["attention"]["correlation"].mean > 0.85
    assert table["attention"]["comprehensiveness"].mean > table["random"]["comprehensiveness"].high
    assert table["attention"]["sufficiency"].mean < table["random"]["sufficiency"].low
    assert table["attention"]["insertion"].mean > table["random"]["insertion"].high


def test_honest_attention_is_called_faithful() -> None:
    found = judged(honest)
    assert found.verdict.level == "faithful"
    assert found.verdict.score > 0.95
    assert found.verdict.than_random > 1.3
    assert found.than_random.low <= found.verdict.than_random <= found.than_random.high
    assert found.verdict.sentence.startswith(f"Faithful {found.verdict.score:.2f}: removing items in the order of")


@pytest.mark.parametrize("attends", [unrelated, upside_down])
def test_a_model_built_to_have_unfaithful_attention_is_called_unfaithful(attends: object) -> None:
    found = judged(attends)
    assert found.verdict.level == "unfaithful"
    assert found.verdict.best == "leave-one-out"
    assert found.verdict.sentence.startswith("Attention is no explanation here; use leave-one-out")


def test_attention_that_the_lists_do_not_depend_on_is_not_what_reasons_are_taken_from() -> None:
    model = KnownReasons(honest)
    explained = [one(model, seed) for seed in range(PEOPLE)]
    found = judge_model(explained, [Randomised(0.0, 1.0, 0.0)] * PEOPLE, bootstrap_intervals)
    assert (found.verdict.level, found.verdict.doubts) == ("unfaithful", ("permuted",))
    assert METHODS[found.verdict.method].attention
    assert not METHODS[found.verdict.best].attention
    assert found.verdict.sentence.startswith("Attention is no explanation here; use leave-one-out")


def test_single_recommendations_are_judged_too() -> None:
    levels = [judge_one(one(KnownReasons(honest), seed)).level for seed in range(10)]
    assert levels.count("faithful") >= 9
    assert {judge_one(one(KnownReasons(upside_down), seed)).level for seed in range(10)} == {"unfaithful"}


def test_curves_are_the_leads_of_what_is_left() -> None:
    model, history = KnownReasons(honest), a_history(1)
    item = first_recommendation(model, history)
    found = explain(model, history, item, n_items=N_ITEMS)

    def lead(places: list[int]) -> float:
        scores = SAYS[history.item[places]].sum(axis=0) if places else np.zeros(N_ITEMS)
        return float(scores[item] - scores.mean())

    order = np.argsort(-SAYS[history.item, item], kind="stable").tolist()
    whole = lead(list(range(14)))
    assert found.lead == pytest.approx(whole, rel=1e-5)
    assert found.removed[[0, -1]].tolist() == [0.0, 1.0]
    for step, share in enumerate(found.removed):
        gone = round(share * 14)
        left = sorted(set(range(14)) - set(order[:gone]))
        assert found.measures["attention"].deletion[step] == pytest.approx(lead(left) / whole, abs=1e-5)
        assert found.measures["attention"].insertion[step] == pytest.approx(
            lead(sorted(order[:gone])) / whole, abs=1e-5
        )
    falls = [lead(list(range(14))) - lead(sorted(set(range(14)) - set(order[:k]))) for k in (1, 1, 2, 3, 7)]
    assert found.measures["attention"].comprehensiveness == pytest.approx(np.mean(falls) / whole, abs=1e-5)


def test_the_controls_are_always_shown() -> None:
    model, history = KnownReasons(honest), a_history(2)
    found = explain(model, history, 3, n_items=N_ITEMS, methods=["attention"])
    assert list(found.measures) == ["leave-one-out", "attention", "recency", "random"]


def test_two_interactions_are_too_few_for_a_verdict_and_one_for_an_order() -> None:
    model = KnownReasons(honest)
    assert judge_one(explain(model, a_history(1, 2), 3, n_items=N_ITEMS)).level == "unknown"
    with pytest.raises(ConfigurationError):
        explain(model, a_history(1, 1), 3, n_items=N_ITEMS)
    with pytest.raises(ConfigurationError):
        explain(model, Histories.single([]), 3, n_items=N_ITEMS)


def test_rank_correlation_of_equal_orders_is_one_and_nothing_is_said_of_constants() -> None:
    assert rank_correlation([1, 2, 3], [10, 20, 900]) == pytest.approx(1.0)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert np.isnan(rank_correlation([1, 1, 1], [3, 2, 1]))


def test_permuting_moves_weights_among_what_a_row_may_see_only() -> None:
    random = np.random.default_rng(0)
    weights = np.tril(random.random((2, 6, 6)) + 0.1).astype(np.float32)
    made = permuted(AttentionLayer("self", weights, weights), random)
    assert not np.triu(made, 1).any()
    np.testing.assert_allclose(np.sort(made, axis=-1), np.sort(weights, axis=-1))
    assert (made != weights).any()
    last = np.array([[[0.0, 0.0, 0.2, 0.8]]], np.float32)  # a memory that reaches back two places
    assert not permuted(AttentionLayer("memory", last, last), random)[..., :2].any()
