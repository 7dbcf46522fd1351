"""Forgetting a person: a new version without them, every model that saw them marked, every trace listed."""

from __future__ import annotations

import sqlite3

import pyarrow.parquet as pq
import pytest

from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RecipeStep, RunSummary, TrainRequest


def train(workspace: Workspace, dataset: DatasetSummary) -> RunSummary:
    return workspace.runs.train(TrainRequest(dataset.id, "Popularity"), progress=Progress())


def prepare(workspace: Workspace, parent: DatasetSummary, *steps: RecipeStep) -> DatasetSummary:
    return workspace.preparing.prepare(parent.id, steps, progress=Progress())


def test_a_forgotten_person_is_in_the_old_version_only(workspace: Workspace, small: DatasetSummary) -> None:
    done = workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    assert done.rows_removed == 12
    assert (done.dataset.version, done.dataset.version_of, done.dataset.parent_id) == (2, small.id, small.id)
    assert (done.dataset.n_rows, done.dataset.n_users) == (468, 39)
    assert workspace.datasets.find_users(done.dataset.id, "u007") == []
    assert workspace.datasets.find("Small") == done.dataset
    before, after = workspace.datasets.load(small.id), workspace.datasets.load(done.dataset.id)
    for user in ("u006", "u008"):
        old = workspace.datasets.history(small.id, user)
        assert [row.item_id for row in workspace.datasets.history(done.dataset.id, user)] == [r.item_id for r in old]
    assert set(after.users.arrow.to_pylist()) == set(before.users.arrow.to_pylist()) - {"u007"}
    assert [d.id for d in done.still_in] == [small.id]


def test_every_model_trained_with_them_is_marked_and_others_are_not(
    workspace: Workspace, small: DatasetSummary
) -> None:
    child = prepare(workspace, small, RecipeStep("value-threshold", {"minimum": 2}))
    without = prepare(workspace, small, RecipeStep("attribute", {"of": "users", "column": "id", "value": "u001;u002"}))
    first, second, third = train(workspace, small), train(workspace, child), train(workspace, without)
    done = workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    assert {run.id for run in done.runs} == {first.id, second.id}
    marked = {run.id: run.forgotten_users for run in workspace.runs.list()}
    assert marked == {first.id: 1, second.id: 1, third.id: 0}
    assert {d.id for d in done.still_in} == {small.id, child.id}
    assert any(first.label in sentence for sentence in done.sentences)
    later = train(workspace, done.dataset)
    assert later.forgotten_users == 0
    again = workspace.lineage.forget_user(done.dataset.id, "u008", progress=Progress())
    assert {run.id: run.forgotten_users for run in again.runs} == {first.id: 2, second.id: 2, later.id: 1}


def test_a_person_is_followed_through_pseudonyms_whose_key_stayed(workspace: Workspace, small: DatasetSummary) -> None:
    hashed = prepare(workspace, small, RecipeStep("pseudonyms", {}))
    lost = prepare(workspace, small, RecipeStep("pseudonyms", {"key": "thrown-away"}))
    run = train(workspace, hashed)
    done = workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    assert {d.id for d in done.still_in} == {small.id, hashed.id}
    assert [d.id for d in done.unsure] == [lost.id]
    assert [r.id for r in done.runs] == [run.id]


def test_a_pseudonym_leads_back_to_the_person(workspace: Workspace, small: DatasetSummary) -> None:
    hashed = prepare(workspace, small, RecipeStep("pseudonyms", {}))
    code = workspace.datasets.load(small.id).users.code("u007")
    assert code is not None
    name = workspace.datasets.load(hashed.id).users[code]
    run = train(workspace, small)
    done = workspace.lineage.forget_user(hashed.id, name, progress=Progress())
    assert {d.id for d in done.still_in} == {hashed.id, small.id}
    assert [r.id for r in done.runs] == [run.id]
    assert workspace.datasets.get(done.dataset.id).version_of == hashed.id


def test_one_session_stands_for_all_of_a_person(workspace: Workspace, small: DatasetSummary) -> None:
    cut = prepare(workspace, small, RecipeStep("sessions", {"gap_minutes": 0.001}))
    assert cut.n_users == small.n_rows
    done = workspace.lineage.forget_user(cut.id, "u007/3", progress=Progress())
    assert done.rows_removed == 12
    assert {d.id for d in done.still_in} == {cut.id, small.id}
    done = workspace.lineage.forget_user(cut.id, "u008", progress=Progress())  # the person themselves
    assert done.rows_removed == 12


def test_the_name_of_a_forgotten_person_is_stored_nowhere_new(workspace: Workspace, small: DatasetSummary) -> None:
    workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    with sqlite3.connect(workspace.folder / "catalog.sqlite") as connection:
        assert not any("u007" in line for line in connection.iterdump())


def test_forgetting_twice_from_the_same_version_is_refused(workspace: Workspace, small: DatasetSummary) -> None:
    run = train(workspace, small)
    workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    with pytest.raises(ConfigurationError, match="already"):
        workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    with pytest.raises(NotFoundError, match="u777"):
        workspace.lineage.forget_user(small.id, "u777", progress=Progress())
    assert workspace.runs.get(run.id).summary.forgotten_users == 1


def test_the_last_person_cannot_be_forgotten(workspace: Workspace, small: DatasetSummary) -> None:
    alone = prepare(workspace, small, RecipeStep("attribute", {"of": "users", "column": "id", "value": "u007"}))
    with pytest.raises(ConfigurationError, match="Nobody else"):
        workspace.lineage.forget_user(alone.id, "u007", progress=Progress())


def test_binned_and_emptied_nothing_of_the_person_is_left(workspace: Workspace, small: DatasetSummary) -> None:
    done = workspace.lineage.forget_user(small.id, "u007", progress=Progress())
    for dataset in done.still_in:
        workspace.datasets.delete(dataset.id)
    workspace.datasets.empty_bin()
    stored = list((workspace.folder / "artifacts").glob("??/*"))
    tables = [file for file in stored if file.read_bytes().startswith(b"PAR1")]
    assert (len(stored), len(tables)) == (4, 2)  # the new version's interactions and histories, users and items
    assert all("u007" not in str(pq.read_table(file).to_pylist()) for file in tables)
    assert all(b"u007" not in file.read_bytes() for file in stored)
    assert workspace.datasets.get(done.dataset.id).version_of is None
    assert workspace.check() == []
