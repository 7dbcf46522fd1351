from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from films_csv import write_films

from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.ablation_views import TESTED
from workbench.workspace.views import DatasetSummary, TrainRequest

QUICK = {"width": 8, "epochs": 2, "history_length": 4}


@pytest.fixture
def films(workspace: Workspace, tmp_path: Path) -> DatasetSummary:
    table, *more = write_films(tmp_path)
    companions = [workspace.datasets.companion(path, "user", "item") for path in more]
    checked = workspace.datasets.check(table, progress=Progress())
    return workspace.datasets.store(checked, name="Films", companions=companions, progress=Progress())


@pytest.fixture
def whole(workspace: Workspace, films: DatasetSummary) -> int:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    request = TrainRequest(films.id, "MultimodalAttention", QUICK)
    return workspace.runs.train(request, progress=Progress()).id


def test_each_modality_is_left_out_once_and_then_all_of_them(workspace: Workspace, whole: int) -> None:
    plan = workspace.ablations.plan(whole)
    assert plan.variants == (("text",), ("image",), ("text", "image"))
    assert plan.missing == 3 + 4  # on new items the whole model has to be trained too
    assert workspace.ablations.plan(whole, cold=False).missing == 3

    found = workspace.ablations.ablate(whole, progress=Progress())
    assert found.plan.missing == 0
    assert [part.cold for part in found.parts] == [False, True]
    for part in found.parts:
        configs = [workspace.runs.get(run.id).config for run in part.runs if run is not None]
        assert [(c["text"], c["image"]) for c in configs] == [(False, True), (True, False), (False, False)]
    assert found.parts[0].whole is not None
    assert found.parts[0].whole.id == whole
    assert sum(found.shares.values()) == pytest.approx(1.0, abs=1e-3)

    # The changes are the paired tests of these very runs.
    part = found.parts[0]
    runs = [run for run in part.runs if run is not None]
    assert set(part.differences) == set(TESTED)
    for metric in TESTED:
        base = workspace.comparisons.cases(whole).column(metric)
        for run, change in zip(runs, part.differences[metric], strict=True):
            assert change is not None
            own = workspace.comparisons.cases(run.id).column(metric)
            assert change.mean == pytest.approx(float(np.mean(own - base)))
            assert change.low <= change.mean <= change.high
        corrected = [one.p_corrected for one in part.differences[metric] if one is not None]
        plain = [one.p_permutation for one in part.differences[metric] if one is not None]
        assert min(corrected) == pytest.approx(min(1.0, 3 * min(plain)))


def test_what_was_cancelled_goes_on_where_it_was(workspace: Workspace, whole: int) -> None:
    class Stopped(Progress):
        """Cancels in the second training."""

        def report(self, fraction: float | None = None, message: str | None = None, speed: str | None = None) -> None:
            if message is not None and "2 of 3" in message:
                self.cancel()
            super().report(fraction, message, speed)

    with pytest.raises(Cancelled):
        workspace.ablations.ablate(whole, cold=False, progress=Stopped())
    assert workspace.ablations.plan(whole, cold=False).missing == 2
    (part,) = workspace.ablations.result(whole, cold=False).parts
    assert [run is not None for run in part.runs] == [True, False, False]
    assert [one is not None for one in part.differences["ndcg@10"]] == [True, False, False]

    before = len(workspace.runs.list())
    workspace.ablations.ablate(whole, cold=False, progress=Progress())
    assert len(workspace.runs.list()) == before + 2


def test_a_run_on_new_items_is_taken_apart_on_those_alone(workspace: Workspace, films: DatasetSummary) -> None:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    request = TrainRequest(films.id, "MultimodalAttention", QUICK | {"image": False}, split="cold-items")
    run = workspace.runs.train(request, progress=Progress())
    found = workspace.ablations.ablate(run.id, progress=Progress())
    assert found.plan.variants == (("text",),)
    assert [part.cold for part in found.parts] == [True]


def test_what_has_nothing_to_leave_out_says_so(workspace: Workspace, films: DatasetSummary) -> None:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    for model, config in (("Popularity", {}), ("FeatureSASRec", QUICK), ("ContentSimilarity", {"image": False})):
        run = workspace.runs.train(TrainRequest(films.id, model, config), progress=Progress())
        with pytest.raises(ConfigurationError, match="could do without"):
            workspace.ablations.plan(run.id)


def test_content_similarity_is_compared_without_each_but_never_without_all(
    workspace: Workspace, films: DatasetSummary
) -> None:
    workspace.content.encode(films.id, "text", "tfidf", progress=Progress())
    run = workspace.runs.train(TrainRequest(films.id, "ContentSimilarity"), progress=Progress())
    assert workspace.ablations.plan(run.id).variants == (("text",), ("image",))
