"""Repeated runs seen as one, what training gives away, and results that are too good."""

from __future__ import annotations

import csv
import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from random_dataset import Row, dataset_of
from small_world import circles

from workbench.data.split_strategies import make_split
from workbench.errors import ConfigurationError
from workbench.evaluation.budgets import unequal_budgets
from workbench.evaluation.evaluate import evaluate
from workbench.evaluation.export import write_comparison, write_experiment
from workbench.evaluation.leaks import leak_findings, people_with_twins
from workbench.evaluation.protocol import Evaluation
from workbench.evaluation.repeats import repeated_figure
from workbench.evaluation.surprises import cautions
from workbench.jobs import Progress
from workbench.models.popularity import Popularity


def test_repeats_over_seeds_have_the_t_interval() -> None:
    values = [0.11, 0.13, 0.12, 0.16]
    found = repeated_figure(values, folds=False)
    low, high = stats.t.interval(0.95, 3, np.mean(values), stats.sem(values))
    assert (found.mean, found.n) == (pytest.approx(0.13), 4)
    assert found.deviation == pytest.approx(np.std(values, ddof=1))
    assert found.mean - found.half_width == pytest.approx(low)
    assert found.mean + found.half_width == pytest.approx(high)
    assert math.isnan(repeated_figure([0.2], folds=False).half_width)


def test_folds_share_their_training_data_and_get_a_wider_interval() -> None:
    values = [0.11, 0.13, 0.12, 0.16, 0.12]
    seeds, folds = repeated_figure(values, folds=False), repeated_figure(values, folds=True)
    assert folds.half_width / seeds.half_width == pytest.approx(math.sqrt((1 / 5 + 1 / 4) / (1 / 5)))


def test_people_of_exactly_the_same_items_are_found() -> None:
    rows = [Row(user, item, 1.0, place) for user, items in {
        "a": "pqrs", "b": "srqpp", "c": "pqr", "d": "pqrt", "e": "xy", "f": "xy"}.items()
        for place, item in enumerate(items)]  # fmt: skip
    dataset = dataset_of(rows)
    twins = people_with_twins(dataset.interactions)
    assert [dataset.users[code] for code in twins] == ["a", "b"], "two items are too few to tell"
    found = leak_findings(make_split(dataset), Progress())
    assert any(sentence.startswith("2 of 4 people in the test have met exactly the items") for sentence in found)


def test_leaks_that_were_planted_stand_on_the_protocol_card_with_their_counts() -> None:
    rows = [Row(f"u{user}", f"i{item}", 1.0, 10 * user + item) for user in range(5) for item in range(user, user + 4)]
    rows.append(Row("u0", "i3", 1.0, 1))  # the test interaction of u0 is met in training, too
    split = make_split(dataset_of(rows))
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    card = evaluate(model, split.test, split, progress=Progress()).protocol
    said = " ".join(card.leak_findings)
    assert "1 of 5 test interactions (20.0%) repeat a meeting that training has seen" in said
    assert "training interactions" in said
    assert card.differs(replace(card, leak_findings=())) == []


def result(value: float, **changes: object) -> Evaluation:
    split = circles()
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    measured = evaluate(model, split.test, split, progress=Progress())
    return Evaluation(replace(measured.protocol, **changes), {"ndcg@10": value})  # type: ignore[arg-type]


def test_a_result_that_is_too_good_raises_a_caution() -> None:
    usual = [("A · run 1", "A", result(0.05)), ("B · run 2", "B", result(0.06))]
    good, high = ("C · run 3", "C", result(0.2)), ("D · run 4", "D", result(0.9))
    assert cautions(usual, [*usual, good]) == []
    (sentence,) = cautions([good], [*usual, good])
    assert "3.3 times that of B" in sentence
    assert cautions([good], usual[:1]) == [], "one other model says little"
    elsewhere = [(label, model, result(0.05, users=3)) for label, model, _ in usual]
    assert cautions([good], elsewhere) == [], "other protocols say nothing"
    (sentence,) = cautions([high], [high])
    assert "rarely real" in sentence
    assert cautions([("D", "D", result(0.9, sampled=True))], []) == []


def test_every_export_carries_the_protocol(tmp_path: Path) -> None:
    measured = result(0.1, leak_findings=("Training sees all.",))
    write_comparison([("Run", "circles", measured)], tmp_path / "runs.json", warnings=["Careful."])
    read = json.loads((tmp_path / "runs.json").read_text(encoding="utf-8"))
    assert read["runs"][0]["protocol"]["candidates"] == measured.protocol.candidates
    assert read["runs"][0]["protocol"]["leak_findings"] == ["Training sees all."]
    assert read["warnings"] == ["Careful."]
    figures = {"ndcg@10": repeated_figure([0.1, 0.2], folds=False), "auc": repeated_figure([0.7], folds=False)}
    entries = [("Popularity", "circles", figures, measured.protocol)]
    write_experiment(entries, tmp_path / "repeats.csv", repeats="seeds 1, 2")
    with (tmp_path / "repeats.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["metric"], row["mean"], row["n"]) for row in rows] == [
        ("ndcg@10", "0.150000", "2"),
        ("auc", "0.700000", "1"),
    ]
    assert all(row["leak_findings"] == "Training sees all." and row["sampled"] == "False" for row in rows)
    write_experiment(entries, tmp_path / "repeats.json", repeats="seeds 1, 2")
    read = json.loads((tmp_path / "repeats.json").read_text(encoding="utf-8"))
    assert read["models"][0]["figures"]["auc"]["half_width"] is None
    with pytest.raises(ConfigurationError):
        write_experiment(entries, tmp_path / "repeats.png", repeats="seeds 1, 2")
    with pytest.raises(ConfigurationError):
        write_experiment([], tmp_path / "repeats.csv", repeats="seeds 1, 2")


def test_a_tuned_model_beside_untuned_ones_is_told() -> None:
    def study(trials: int, seconds: float) -> dict[str, object]:
        return {"name": "s", "trials": trials, "seconds": seconds}

    assert unequal_budgets([("A", None), ("B", None)]) == ""
    assert unequal_budgets([("A", study(30, 60)), ("B", study(30, 4000))]) == "", "the same number of trials is fair"
    assert unequal_budgets([("A", study(300, 60)), ("B", study(3, 61))]) == "", "the same time is fair"
    assert unequal_budgets([("A", {"name": "of before"}), ("B", study(3, 61))]) == "", "nothing is known of the first"
    said = unequal_budgets([("A", study(300, 60)), ("B", study(3, 5))])
    assert said == "A was tuned with 300 trials in 60 s, B with 3 in 5 s: their budgets were not the same."
    said = unequal_budgets([("A", study(30, 60)), ("B", None), ("C", None)])
    assert said.startswith("A was tuned (30 trials), B, C not: tune each with the same budget")
