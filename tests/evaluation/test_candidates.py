"""Sampled candidates: the targets and so many others, drawn as promised, the same whatever the chunks, and marked."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import circles

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.evaluation import case_measures
from workbench.evaluation.candidates import CandidateRules, sampled_candidates
from workbench.evaluation.evaluate import evaluate
from workbench.jobs import Progress
from workbench.models.popularity import Popularity


def draw(rules: CandidateRules, n: int, met: np.ndarray, first: int = 0) -> np.ndarray:
    """Everybody has seen item 0, and item 1 is everybody's target."""
    histories = Histories(np.zeros(n, np.int32), np.ones(n, np.float32), None, np.arange(n + 1, dtype=np.int64))
    targets = np.arange(n, dtype=np.int64) * len(met) + 1
    return sampled_candidates(rules, first, histories, targets, met)


def test_a_sample_holds_the_target_and_as_many_others_and_nothing_seen() -> None:
    mask = draw(CandidateRules(5, "uniform"), 200, np.ones(30, np.int64))
    assert (mask.sum(axis=1) == 6).all()
    assert mask[:, 1].all()
    assert not mask[:, 0].any()


def test_uniform_draws_are_uniform_and_popular_ones_follow_popularity() -> None:
    met = np.array([9, 9, *range(10)], np.int64)
    even = draw(CandidateRules(1, "uniform"), 20_000, met)[:, 2:].mean(axis=0)
    np.testing.assert_allclose(even, 0.1, atol=0.01)
    popular = draw(CandidateRules(1, "popularity"), 20_000, met)[:, 2:].mean(axis=0)
    np.testing.assert_allclose(popular, met[2:] / met[2:].sum(), atol=0.01)


def test_a_sample_does_not_depend_on_chunks_but_on_the_seed() -> None:
    rules, met = CandidateRules(4, "popularity", seed=3), np.arange(1, 31)
    whole = draw(rules, 50, met)
    assert np.array_equal(whole[20:], draw(rules, 30, met, first=20))
    assert not np.array_equal(whole, draw(CandidateRules(4, "popularity", seed=4), 50, met))


def test_more_candidates_than_there_are_is_the_full_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    split = circles()
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    full = evaluate(model, split.test, split, progress=Progress())
    every = evaluate(model, split.test, split, rules=CandidateRules(1_000, "uniform"), progress=Progress())
    assert every.metrics == full.metrics
    assert every.protocol.sampled
    assert not full.protocol.sampled
    few = CandidateRules(3, "uniform", seed=1)
    some = evaluate(model, split.test, split, rules=few, progress=Progress())
    assert some.metrics["recall@5"] == 1.0, "four candidates fit into five places"
    assert some.protocol.candidates == "the targets and 3 items sampled uniformly (seed 1) of 13"
    assert "candidates" in some.protocol.differs(full.protocol)
    monkeypatch.setattr(case_measures, "MOST_CASES_PER_CHUNK", 7)
    assert evaluate(model, split.test, split, rules=few, progress=Progress()).metrics == some.metrics
    with pytest.raises(ConfigurationError):
        evaluate(model, split.test, split, rules=CandidateRules(-1), progress=Progress())


def test_kept_seen_items_may_be_recommended_again() -> None:
    split = circles()
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    kept = evaluate(model, split.test, split, rules=CandidateRules(keep_seen=True), progress=Progress())
    assert kept.protocol.seen_items == "kept"
    assert kept.metrics["repeat_rate@10"] > 0.2
    assert kept.metrics["unexpectedness@5"] == 0.0, "the most popular items are all that it shows"
    assert "repeat_rate@10" not in evaluate(model, split.test, split, progress=Progress()).metrics
