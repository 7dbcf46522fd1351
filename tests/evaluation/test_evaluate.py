"""Judging a model: full ranking, seen items out, protocol stated, intervals that hold what they promise."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from random_dataset import random_dataset
from small_world import circles

from workbench.data.interactions import Histories
from workbench.data.split_strategies import make_split
from workbench.errors import Cancelled, ConfigurationError
from workbench.evaluation.evaluate import evaluate, headline
from workbench.evaluation.export import write_comparison
from workbench.evaluation.intervals import bootstrap_half_widths
from workbench.jobs import Progress
from workbench.models.popularity import Popularity


class Oracle(Popularity):
    """Knows what comes next in the circles' world, if it is asked as the contract says."""

    def score(self, histories: Histories, candidates: object = None) -> np.ndarray:
        from small_world import N_ITEMS, next_in_circle

        scores = np.zeros((len(histories), N_ITEMS), np.float32)
        for row in range(len(histories)):
            newest = int(histories.item[histories.offsets[row + 1] - 1])
            scores[row, next_in_circle(newest)] = 1.0
        return scores


def test_a_model_that_knows_the_future_gets_everything_right() -> None:
    split = circles()
    found = evaluate(Oracle(), split.test, split, cutoffs=(1, 10), progress=Progress())
    for name in ("recall@1", "ndcg@1", "mrr@10", "map@10", "hit_rate@10"):
        assert found.metrics[name] == 1.0, name
    assert found.metrics["precision@10"] == pytest.approx(0.1)
    assert found.intervals["recall@1"] == 0.0


class LovesThePast(Oracle):
    """Prefers what was seen to what comes next."""

    def score(self, histories: Histories, candidates: object = None) -> np.ndarray:
        scores = super().score(histories)
        scores[histories.rows, histories.item] = 5.0
        return scores


def test_seen_items_take_no_place_in_a_list() -> None:
    split = circles()
    found = evaluate(LovesThePast(), split.test, split, cutoffs=(1,), progress=Progress())
    assert found.metrics["recall@1"] == 1.0
    assert found.protocol.seen_items == "filtered"


def test_the_protocol_says_by_which_rules() -> None:
    split = circles()
    card = evaluate(Oracle(), split.test, split, progress=Progress()).protocol
    assert card.candidates == "full ranking over 13 items"
    assert card.users == len(split.test)
    assert card.cutoffs == (5, 10, 20)
    assert card.dataset_fingerprint == split.dataset.fingerprint
    assert card.leaks
    assert card.tie_rule
    assert card.differs(replace(card, users=1, seen_items="kept")) == ["seen_items", "users"]
    assert card.differs(card) == []


def test_wrong_cutoffs_and_empty_parts_are_refused() -> None:
    split = circles()
    with pytest.raises(ConfigurationError):
        evaluate(Oracle(), split.test, split, cutoffs=(0, 5), progress=Progress())
    with pytest.raises(ConfigurationError):
        evaluate(Oracle(), split.test.take(np.zeros(0, np.int64)), split, progress=Progress())


def test_measuring_stops_when_cancelled() -> None:
    split, progress = circles(), Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        evaluate(Oracle(), split.test, split, progress=progress)


def test_intervals_hold_the_true_mean_about_95_times_in_100() -> None:
    random = np.random.default_rng(1)
    hits = 0
    for trial in range(120):
        values = (random.random((200, 1)) < 0.3).astype(np.float64)
        width = bootstrap_half_widths(values, seed=trial)[0]
        hits += abs(values.mean() - 0.3) <= width
    assert 105 <= hits <= 120
    assert np.isnan(bootstrap_half_widths(np.zeros((1, 2)))).all(), "one case tells nothing of the spread"


def test_an_interval_is_the_same_every_time_and_shrinks_with_the_root_of_the_cases() -> None:
    values = np.random.default_rng(2).random((3_200, 1))
    wide, narrow = bootstrap_half_widths(values[:200])[0], bootstrap_half_widths(values)[0]
    assert bootstrap_half_widths(values[:200])[0] == wide
    assert 3.0 < wide / narrow < 5.3


def test_a_list_of_runs_shows_ndcg_first() -> None:
    split = circles()
    assert headline(evaluate(Oracle(), split.test, split, progress=Progress())) == "ndcg@10"
    assert headline(evaluate(Oracle(), split.test, split, cutoffs=(3,), progress=Progress())) == "recall@3"


def test_every_exported_figure_stands_beside_its_protocol(tmp_path: Path) -> None:
    split = circles()
    found = evaluate(Oracle(), split.test, split, cutoffs=(2, 10), progress=Progress())
    write_comparison([("Oracle", "circles", found)], tmp_path / "table.csv", warnings=["Take care."])
    with (tmp_path / "table.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    figures = [row for row in rows if row["metric"]]
    assert {row["metric"] for row in figures} == set(found.metrics)
    assert all(row["candidates"] == "full ranking over 13 items" and row["users"] == "48" for row in figures)
    assert rows[-1]["run"] == "# Take care."
    for name in ("chart.png", "chart.svg"):
        write_comparison([("Oracle", "circles", found)], tmp_path / name)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (tmp_path / "chart.svg").read_bytes()
    with pytest.raises(ConfigurationError):
        write_comparison([("Oracle", "circles", found)], tmp_path / "chart.xyz")
    with pytest.raises(ConfigurationError):
        write_comparison([], tmp_path / "chart.png")


class RatesAll(Popularity):
    """Says that everything is rated 3."""

    def predict(self, histories: Histories, candidates: object = None) -> np.ndarray:
        return np.full((len(histories), self._n_items), 3.0, np.float32)

    _n_items = 12


def test_predicted_ratings_are_held_against_those_that_were_held_out() -> None:
    dataset = random_dataset(2, n_rows=400, n_users=20)
    split = make_split(dataset, "ratio")
    model = RatesAll()
    model.fit(split, validation=None, seed=0, progress=Progress())
    model._n_items = len(dataset.items)
    found = evaluate(model, split.test, split, progress=Progress())
    errors = dataset.interactions.value[split.test_rows] - 3.0
    assert found.metrics["rmse"] == pytest.approx(np.sqrt(np.mean(errors**2)), abs=1e-6)
    assert found.metrics["mae"] == pytest.approx(np.mean(np.abs(errors)), abs=1e-6)
    assert 0.0 < found.intervals["rmse"] < 0.5
    plain = Popularity()
    plain.fit(split, validation=None, seed=0, progress=Progress())
    assert "rmse" not in evaluate(plain, split.test, split, progress=Progress()).metrics
