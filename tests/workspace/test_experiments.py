"""Experiments: set-ups repeated over seeds or folds are stored as one and seen as one."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, TrainRequest


def train_all(workspace: Workspace, requests: list[TrainRequest]) -> None:
    for request in workspace.experiments.begin(requests):
        workspace.runs.train(request, progress=Progress())


def test_set_ups_repeated_over_seeds_are_one_experiment(workspace: Workspace, small: DatasetSummary) -> None:
    set_ups = [TrainRequest(small.id, "Random"), TrainRequest(small.id, "Popularity")]
    train_all(workspace, workspace.experiments.over_seeds(set_ups, [3, 5, 8]))
    (found,) = workspace.experiments.list()
    assert (found.kind, found.planned, len(found.runs)) == ("seeds", (3, 5, 8), 6)
    assert [model.model for model in found.models] == ["Random", "Popularity"]
    chance, popular = found.models
    assert [run.seed for run in chance.runs] == [3, 5, 8]
    values = [run.test.metrics["ndcg@10"] for run in chance.runs if run.test is not None]
    assert chance.figures["ndcg@10"].mean == pytest.approx(np.mean(values))
    assert chance.figures["ndcg@10"].deviation > 0.0
    assert popular.figures["ndcg@10"].deviation == 0.0, "counting depends on no seed"
    assert not found.sampled
    workspace.runs.delete(chance.runs[0].id)
    assert workspace.experiments.get(found.id).models[0].figures["ndcg@10"].n == 2


def test_folds_judge_everybody_once(workspace: Workspace, small: DatasetSummary) -> None:
    train_all(workspace, workspace.experiments.over_folds([TrainRequest(small.id, "ItemTransition")], 4))
    (found,) = workspace.experiments.list(small.id)
    assert (found.kind, found.planned) == ("folds", (1, 2, 3, 4))
    tests = [run.test for run in found.models[0].runs]
    assert sum(test.protocol.users for test in tests if test is not None) == 40
    assert workspace.runs.split(found.runs[1].id).parameters == {"fold": 2, "folds": 4}
    again = workspace.runs.evaluate(found.runs[1].id, progress=Progress())
    assert tests[1] is not None
    assert again.metrics == tests[1].metrics


def test_sampled_candidates_of_a_run_are_stored_with_it(workspace: Workspace, small: DatasetSummary) -> None:
    request = TrainRequest(small.id, "Popularity", candidates={"sampled": 5, "by": "uniform", "seed": 2})
    train_all(workspace, workspace.experiments.over_seeds([request], [1, 2]))
    (found,) = workspace.experiments.list()
    assert found.sampled
    assert found.runs[0].test is not None
    assert found.runs[0].test.protocol.candidates.startswith("the targets and 5 items sampled uniformly")


def test_stored_runs_are_repeated_as_they_were(workspace: Workspace, small: DatasetSummary) -> None:
    first = workspace.runs.train(TrainRequest(small.id, "ItemKNN", {"neighbours": 7}), progress=Progress())
    other = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    repeats = workspace.experiments.repeat([first.id, other.id], folds=2)
    assert [(r.model, r.split_parameters["fold"], r.set_up) for r in repeats] == [
        ("ItemKNN", 1, 0), ("Popularity", 1, 1), ("ItemKNN", 2, 0), ("Popularity", 2, 1),
    ]  # fmt: skip
    assert repeats[0].config["neighbours"] == 7
    for repeat in repeats:
        workspace.runs.train(repeat, progress=Progress())
    board = workspace.comparisons.board(small.id)
    number, fold = board.runs[0].experiment_id, board.runs[0].id
    assert number is not None
    assert board.experiments == {number: "folds"}
    assert {run.experiment_id for run in board.runs} == {None, number}
    with pytest.raises(ConfigurationError, match="is a fold of its split already"):
        workspace.experiments.repeat([fold], folds=2)
    again = workspace.experiments.repeat([fold], seeds=[1, 2])
    assert [(r.seed, r.split_parameters["fold"]) for r in again] == [(1, 2), (2, 2)]


def test_experiments_that_make_no_sense_are_refused(workspace: Workspace, small: DatasetSummary) -> None:
    request = TrainRequest(small.id, "Popularity")
    for seeds in ([1], [1, 1]):
        with pytest.raises(ConfigurationError):
            workspace.experiments.over_seeds([request], seeds)
    folds = workspace.experiments.over_folds([TrainRequest(small.id, "Popularity", split="held-out-users")], 50)
    with pytest.raises(ConfigurationError, match="too few for 50 folds"):
        workspace.experiments.begin(folds)
    with pytest.raises(ConfigurationError, match="one dataset"):
        workspace.experiments.begin([])
    assert workspace.experiments.list() == []
    with pytest.raises(NotFoundError):
        workspace.experiments.get(7)


def test_satisfaction_is_counted_from_what_people_said_of_a_run(workspace: Workspace, small: DatasetSummary) -> None:
    workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    run = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    assert workspace.comparisons.satisfaction(run.id).judged == 0
    shown = workspace.insight.recommend(run.id, "u001", k=3)
    for place, kind in ((0, "up"), (2, "down")):
        workspace.feedback.say(small.id, shown, shown.items[place].item, kind, user_id="u001", session="one")
    assert "liked" not in workspace.comparisons.board(small.id).runs[1].test.metrics
    (beside,) = workspace.comparisons.compare([run.id]).runs
    for judged in (workspace.comparisons.board(small.id).runs[0].test, beside.test):
        assert judged is not None
        assert judged.metrics["liked"] == pytest.approx(1.0 / 1.5)
        assert 0.1 < judged.intervals["liked"] < 1.0
    found = workspace.comparisons.satisfaction(run.id)
    assert (found.judged, found.liked) == (2, 1)
    assert found.value == pytest.approx(1.0 / 1.5), "the first place weighs 1, the third one half"
    with pytest.raises(NotFoundError):
        workspace.comparisons.satisfaction(run.id + 1)
