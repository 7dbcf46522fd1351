"""Reasons as use-cases: what was looked at, the verdicts, the sentence under a list, and files of it all."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import torch
from sqlalchemy import select

from workbench.catalog.tables import VerdictRecord
from workbench.errors import ConfigurationError
from workbench.explanation.attributions import METHODS
from workbench.explanation.judging import SETTINGS
from workbench.explanation.maps import at_places, difference, largest
from workbench.explanation.removal import leave_one_out
from workbench.explanation.verdict import ModelVerdict
from workbench.explanation.verdict_record import as_record
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, TrainRequest


def verdict_equal(one: ModelVerdict, other: ModelVerdict) -> bool:
    arrays = zip(
        [one.removed, *sum(one.curves.values(), ())], [other.removed, *sum(other.curves.values(), ())], strict=True
    )
    return one.verdict == other.verdict and all(np.array_equal(a, b) for a, b in arrays)


TINY = {"epochs": 2, "width": 16, "layers": 2, "heads": 2}


def trained(workspace: Workspace, small: DatasetSummary, model: str = "SASRec") -> int:
    config = TINY if model != "ItemTransition" else {}
    request = TrainRequest(dataset_id=small.id, model=model, config=config)
    return workspace.runs.train(request, progress=Progress()).id


def test_what_a_model_looked_at_holds_every_head_and_every_way(workspace: Workspace, small: DatasetSummary) -> None:
    run = trained(workspace, small)
    view = workspace.explaining.look(run, "u007")
    n = len(view.titles)
    assert [(one.layer, one.head) for one in view.maps] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert all(one.weights.shape == (n, n) for one in view.maps)
    assert view.target == view.listed[0]
    assert set(view.attributions) == {"attention", "rollout", "flow", "value-norm", "gradient-attention"}
    hidden = workspace.explaining.look(run, "u007", item=view.target.item, hidden=[view.positions[1]])
    assert len(hidden.titles) == n - 1
    assert hidden.positions == tuple(p for p in view.positions if p != view.positions[1])
    assert not np.allclose(hidden.maps[0].weights[-1, -1], view.maps[0].weights[-1, -1], atol=1e-9)
    with pytest.raises(ConfigurationError):
        workspace.explaining.look(run, "u007", hidden=range(n))


def test_candidates_that_look_for_themselves_are_shown_each(workspace: Workspace, small: DatasetSummary) -> None:
    view = workspace.explaining.look(trained(workspace, small, "TargetAttention"), "u007")
    assert view.candidates is not None
    assert view.candidates.shape == (len(view.listed), len(view.titles))
    np.testing.assert_allclose(view.candidates.sum(axis=1), 1.0, atol=1e-4)


def test_each_candidate_looks_by_the_interest_that_its_score_comes_from(
    workspace: Workspace, small: DatasetSummary
) -> None:
    run = trained(workspace, small, "MultiInterest")
    view = workspace.explaining.look(run, "u007")
    assert view.candidates is not None
    interests = [one.weights[-1] for one in view.maps if one.kind == "interest"]
    model = workspace.runs.model(run)
    history = workspace.datasets.load(small.id).interactions.histories(np.array([7]))
    with torch.inference_mode():
        vectors = model.network.read_interests(model._batch(history))[0].numpy()  # type: ignore[attr-defined]
    used = (vectors @ model.item_vectors()[[one.item for one in view.listed]].T).argmax(axis=0)  # type: ignore[attr-defined]
    for row, interest in zip(view.candidates, used.tolist(), strict=True):
        np.testing.assert_allclose(row, interests[interest], atol=1e-5)


def test_the_sentence_comes_from_the_most_faithful_method_and_says_which(
    workspace: Workspace, small: DatasetSummary
) -> None:
    run = trained(workspace, small)
    dataset = workspace.datasets.load(small.id)
    history = dataset.interactions.histories(np.array([3]))
    before = workspace.explaining.reasons(run, history, [1, 2])
    assert (before.method, before.measured) == ("leave-one-out", False)
    assert len(before.places) == 2
    for named, worth in zip(before.places, before.worth, strict=True):
        assert all(worth[place] > 0 and worth[place] >= 0.4 * worth.max() for place in named)
        assert not named or named[0] == worth.argmax()
    worth = leave_one_out(workspace.runs.model(run), history, [1, 2], n_items=len(dataset.items))
    np.testing.assert_allclose(before.worth, worth, atol=1e-5)
    found = workspace.judging.faithfulness(run, people=12, progress=Progress())
    allowed = [name for name in found.table if name not in ("random", "recency")]
    if found.verdict.level == "unfaithful":
        allowed = [name for name in allowed if not METHODS[name].attention]
    drops = {name: found.table[name]["drop"].mean for name in allowed}
    after = workspace.explaining.reasons(run, history, [1, 2])
    assert after.measured
    assert after.method == max(drops, key=lambda name: drops[name]) == found.verdict.best
    assert {"random", "recency"} < set(found.table)
    assert workspace.judging.verdict(run) is found


def test_a_model_without_attention_is_explained_by_removal(workspace: Workspace, small: DatasetSummary) -> None:
    run = trained(workspace, small, "ItemTransition")
    found = workspace.explaining.explain(run, "u007", progress=Progress())
    assert list(found.explained.measures) == ["leave-one-out", "recency", "random"]
    assert found.verdict.sentence == "This model has no attention; use leave-one-out."
    assert workspace.judging.faithfulness(run, people=10, progress=Progress()).verdict.level == "unknown"


def test_a_verdict_is_known_at_the_next_start_with_its_method_and_gone_with_its_run(
    workspace: Workspace, small: DatasetSummary
) -> None:
    run = trained(workspace, small)
    assert workspace.judging.verdict(run) is None
    found = workspace.judging.faithfulness(run, people=12, progress=Progress())
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder) as again:
        known = again.judging.verdict(run)
        assert known is not None
        assert as_record(known) == as_record(found)
        assert verdict_equal(known, found)
        assert again.judging.method(run) == found.verdict.best
        with again._catalog.reading() as session:
            record = session.scalars(select(VerdictRecord)).one()
            assert (record.run_id, record.people, record.seed, record.settings) == (run, 12, 11, SETTINGS)
        again.runs.delete(run)
        assert again.judging.verdict(run) is None
        with again._catalog.reading() as session:
            assert session.scalars(select(VerdictRecord)).all() == []
        newer = trained(again, small)
        assert newer == run  # the number is used again, and the verdict on the run before is not its own
        assert again.judging.verdict(newer) is None


def test_what_was_measured_in_another_way_is_no_verdict(workspace: Workspace, small: DatasetSummary) -> None:
    run = trained(workspace, small, "ItemTransition")
    workspace.judging.faithfulness(run, people=10, progress=Progress())
    workspace.judging.faithfulness(run, people=11, progress=Progress())  # takes the place of the one before
    with workspace._catalog.writing() as session:
        record = session.scalars(select(VerdictRecord)).one()
        assert record.people == 11
        record.settings = record.settings | {"version": 0}
        record.created = record.created + timedelta(seconds=1)
    assert workspace.judging.verdict(run) is None
    assert workspace.judging.method(run) == "leave-one-out"


def test_a_workspace_to_look_at_judges_for_itself(workspace: Workspace, small: DatasetSummary) -> None:
    run = trained(workspace, small, "ItemTransition")
    with Workspace.open(workspace.folder, read_only=True) as looking:
        found = looking.judging.faithfulness(run, people=10, progress=Progress())
        assert looking.judging.verdict(run) is found
    assert workspace.judging.verdict(run) is None


def test_changes_of_the_history_are_told_with_titles(workspace: Workspace, small: DatasetSummary) -> None:
    run = trained(workspace, small)
    item = workspace.insight.recommend(run, "u007", k=10).items[9].item
    out = workspace.explaining.drop_out(run, "u007", item, progress=Progress())
    assert out.rank_before == 10
    assert not out.found or (out.rank_after > 10 and len(out.removed) == len(out.positions) > 0)
    other = workspace.insight.recommend(run, "u007", k=11).items[10].item
    back = workspace.explaining.bring_in(run, "u007", other, progress=Progress())
    assert not back.found or back.rank_after <= 10


def test_heads_are_described_and_switched_off(workspace: Workspace, small: DatasetSummary) -> None:
    run = trained(workspace, small)
    assert len(workspace.judging.heads(run, people=10, progress=Progress())) == 4
    worth = workspace.judging.switch_off(run, 1, 0, cases=20, progress=Progress())
    assert worth.low <= worth.change <= worth.high
    assert 0.0 <= worth.with_it <= 1.0


def test_every_view_is_written_in_every_format(workspace: Workspace, small: DatasetSummary, tmp_path: Path) -> None:
    view = workspace.explaining.look(trained(workspace, small), "u007")
    for kind in ("map", "arcs", "bars"):
        for suffix in ("png", "svg", "pdf", "csv", "npz", "json"):
            path = tmp_path / f"{kind}.{suffix}"
            workspace.explaining.export(view, kind, view.maps[0].weights, "A head", path)
            assert path.stat().st_size > 100
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")
    record = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert [entry["title"] for entry in record["history"]] == list(view.titles)
    np.testing.assert_allclose(record["layers"][0]["weights"], view.layers[0].weights, atol=1e-6)
    with np.load(tmp_path / "map.npz") as arrays:
        np.testing.assert_array_equal(arrays["weights"], view.maps[0].weights)
        np.testing.assert_array_equal(arrays["layers/1/sizes"], view.layers[1].sizes)
    with pytest.raises(ConfigurationError):
        workspace.explaining.export(view, "map", view.maps[0].weights, "A head", tmp_path / "map.bmp")


def test_the_largest_weights_hold_the_mass_and_differences_meet_at_the_newest() -> None:
    row = np.array([[0.5, 0.1, 0.3, 0.1]], np.float32)
    np.testing.assert_allclose(largest(row, 0.8), [[0.5, 0, 0.3, 0]])
    np.testing.assert_allclose(largest(row, 0.4), [[0.5, 0, 0, 0]])
    assert largest(row, 1.0) is row
    np.testing.assert_array_equal(at_places(np.float32([1, 2, 3]), [4, 5, 7], [5, 6, 7]), [2, 0, 3])
    square = at_places(np.arange(4, dtype=np.float32).reshape(2, 2), [4, 7], [3, 4, 7])
    np.testing.assert_array_equal(square, [[0, 0, 0], [0, 0, 1], [0, 2, 3]])
    assert not at_places(np.ones((2, 2), np.float32), [0, 1], [5]).any()
    one, other = np.ones((3, 3), np.float32), np.full((2, 2), 0.25, np.float32)
    np.testing.assert_allclose(difference(one, other), [[0, 0, 0], [0, 0.75, 0.75], [0, 0.75, 0.75]])
