"""A model that is fitted again once validation has selected it, and hybrids of runs that were stored before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from workbench.data.splits import FITTED_AGAIN
from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.models.hybrids.weighted_hybrid import WeightedHybrid
from workbench.workspace import Workspace
from workbench.workspace.stored_runs import request_of
from workbench.workspace.views import DatasetSummary, RunSummary, TrainRequest

TINY_SASREC = {"epochs": 3, "width": 16, "layers": 1}
HYBRID = "WeightedHybrid"


def _train(
    workspace: Workspace, dataset: DatasetSummary, model: str, config: dict[str, object], **more: Any
) -> RunSummary:
    return workspace.runs.train(TrainRequest(dataset.id, model, config, **more), progress=Progress())


def test_a_model_fitted_again_knows_what_it_was_validated_on(workspace: Workspace, small: DatasetSummary) -> None:
    once = _train(workspace, small, "EASE", {})
    again = _train(workspace, small, "EASE", {}, refit=True)
    split = workspace.runs.split(once.id)
    joined = workspace.runs.split(again.id)
    assert len(joined.train) == len(split.train) + len(split.validation)
    assert not np.isin(joined.test_rows, joined.train_rows).any()
    # Its weights are those of a fit on both parts together.
    alone = workspace.runs.model(once.id).score(split.test.histories)
    together = workspace.runs.model(again.id).score(split.test.histories)
    assert np.abs(alone - together).max() > 1e-3
    same = type(workspace.runs.model(again.id))(workspace.runs.model(again.id).config)
    same.fit(joined, validation=None, seed=again.seed, progress=Progress())
    np.testing.assert_array_equal(same.score(split.test.histories), together)


def test_its_card_says_so_and_its_validation_figures_are_of_the_model_that_was_selected(
    workspace: Workspace, small: DatasetSummary
) -> None:
    once, again = (_train(workspace, small, "EASE", {}, refit=refit) for refit in (False, True))
    before, after = workspace.runs.get(once.id), workspace.runs.get(again.id)
    assert after.validation is not None
    assert before.validation is not None
    assert after.validation.metrics == before.validation.metrics
    assert again.test is not None
    assert once.test is not None
    assert FITTED_AGAIN in again.test.protocol.split
    assert FITTED_AGAIN not in once.test.protocol.split
    assert FITTED_AGAIN not in after.validation.protocol.split
    assert again.test.protocol.differs(once.test.protocol) == ["split"]
    assert workspace.comparisons.compare([once.id, again.id]).warnings
    assert request_of(after).refit


def test_epochs_are_those_that_validation_chose(workspace: Workspace, small: DatasetSummary) -> None:
    run = workspace.runs.get(_train(workspace, small, "SASRec", TINY_SASREC, refit=True).id)
    assert run.config["epochs"] == run.report["best_epoch"]
    assert 1 <= run.report["best_epoch"] <= 3
    assert run.report["details"]["validation ndcg@10"] == max(value for _, value in run.points["ndcg@10"])
    assert [step for step, _ in run.points["ndcg@10"]] == [1, 2, 3]  # of the fit that was watched


def test_a_hybrid_keeps_its_weights_and_fits_its_parts_again(workspace: Workspace, small: DatasetSummary) -> None:
    parts = {"parts": "ItemTransition\nEASE"}
    once, again = (workspace.runs.model(_train(workspace, small, HYBRID, parts, refit=r).id) for r in (False, True))
    assert isinstance(once, WeightedHybrid)
    assert isinstance(again, WeightedHybrid)
    np.testing.assert_array_equal(once._weights, again._weights)
    histories = workspace.runs.split(1).test.histories
    for before, after in zip(once._parts.models, again._parts.models, strict=True):
        assert np.abs(before.score(histories) - after.score(histories)).max() > 1e-3


def test_a_hybrid_takes_stored_runs_as_they_are(workspace: Workspace, small: DatasetSummary) -> None:
    stored = _train(workspace, small, "SASRec", TINY_SASREC)
    run = _train(workspace, small, HYBRID, {"parts": f"#{stored.id}, EASE"})
    split = workspace.runs.split(run.id)
    made, part = workspace.runs.model(run.id), workspace.runs.model(stored.id)
    assert isinstance(made, WeightedHybrid)
    assert made._parts.names == ("SASRec", "EASE")
    np.testing.assert_array_equal(made._parts.models[0].score(split.test.histories), part.score(split.test.histories))
    # It holds its parts: without the run it answers as before.
    before, folder = made.score(split.test.histories), workspace.folder
    workspace.runs.delete(stored.id)
    workspace.close()
    with Workspace.open(folder) as again:
        np.testing.assert_array_equal(again.runs.model(run.id).score(split.test.histories), before)


def test_runs_that_do_not_fit_are_refused(workspace: Workspace, small: DatasetSummary) -> None:
    stored = _train(workspace, small, "EASE", {})
    refit = _train(workspace, small, "EASE", {}, refit=True)
    other = _train(workspace, small, "EASE", {}, split="ratio")
    hybrid = _train(workspace, small, HYBRID, {"parts": "EASE, ItemTransition"})
    for number, sentence in (
        (refit.id, "fitted again with its validation part"),
        (other.id, "another split"),
        (hybrid.id, "hybrids are not made of hybrids"),
    ):
        request = TrainRequest(small.id, HYBRID, {"parts": f"#{number}, ItemTransition"})
        with pytest.raises(ConfigurationError, match=sentence):
            workspace.runs.check(request)
        with pytest.raises(ConfigurationError, match=sentence):
            workspace.runs.train(request, progress=Progress())
    fitting = TrainRequest(small.id, HYBRID, {"parts": f"#{stored.id}, ItemTransition"})
    workspace.runs.check(fitting)
    with pytest.raises(ConfigurationError, match="taken as they are"):
        workspace.runs.check(replace(fitting, refit=True))
    with pytest.raises(NotFoundError):
        workspace.runs.check(replace(fitting, config={"parts": "#99, ItemTransition"}))


@pytest.mark.parametrize("model", ["Stacking", "NeuralHybrid"])
def test_what_learns_from_held_back_interactions_takes_no_runs(
    workspace: Workspace, small: DatasetSummary, model: str
) -> None:
    with pytest.raises(ConfigurationError, match="held back from them"):
        workspace.runs.check(TrainRequest(small.id, model, {"parts": "#1, ItemTransition"}))
