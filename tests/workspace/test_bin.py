"""Deleting puts a dataset with its runs into a bin; everything comes back until the bin is emptied."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from workbench.catalog.catalog import Catalog
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.errors import NotFoundError, ReadOnlyError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.dataset_store import DatasetStore, Origin
from workbench.workspace.views import DatasetSummary, RecipeStep, TrainRequest

HALF = [RecipeStep("sample-users", {"share": 0.5})]


def artifacts(workspace: Workspace) -> int:
    return len(list((workspace.folder / "artifacts").glob("??/*")))


def test_a_deleted_dataset_leaves_lists_with_its_runs_and_comes_back_whole(
    workspace: Workspace, small: DatasetSummary
) -> None:
    run = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    before = artifacts(workspace)
    workspace.datasets.delete(small.id)
    assert workspace.datasets.list() == []
    assert workspace.runs.list() == []
    with pytest.raises(NotFoundError):
        workspace.datasets.find("Small")
    (binned,) = workspace.datasets.binned()
    assert (binned.dataset.id, binned.n_runs) == (small.id, 1)
    assert binned.n_bytes > 0
    assert artifacts(workspace) == before
    assert workspace.datasets.restore(small.id) == small
    assert [r.id for r in workspace.runs.list()] == [run.id]
    assert workspace.insight.recommend(run.id, "u001").items
    assert workspace.datasets.binned() == []


def test_emptying_the_bin_takes_runs_and_bytes_for_good(workspace: Workspace, small: DatasetSummary) -> None:
    workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    workspace.datasets.delete(small.id)
    assert workspace.datasets.empty_bin() == 1
    assert artifacts(workspace) == 0
    assert workspace.check() == []
    with pytest.raises(NotFoundError):
        workspace.datasets.load(small.id)
    with pytest.raises(NotFoundError):
        workspace.datasets.restore(small.id)
    assert workspace.datasets.empty_bin() == 0


def test_only_what_lies_in_the_bin_is_emptied(workspace: Workspace, small: DatasetSummary) -> None:
    other = workspace.preparing.prepare(small.id, HALF, progress=Progress())
    third = workspace.preparing.prepare(small.id, HALF, progress=Progress())
    workspace.datasets.delete(other.id)
    assert workspace.datasets.empty_bin([small.id, third.id]) == 0
    assert workspace.datasets.empty_bin([other.id]) == 1
    assert {d.id for d in workspace.datasets.list()} == {small.id, third.id}
    # The third has the very bytes of the second, which therefore stayed.
    assert workspace.datasets.load(third.id).fingerprint == other.fingerprint


def test_a_name_that_was_taken_meanwhile_gets_a_number(workspace: Workspace, small: DatasetSummary) -> None:
    workspace.datasets.delete(small.id)
    other = workspace.preparing.prepare(small.id, HALF, name="Small", progress=Progress())
    assert other.name == "Small"
    assert workspace.datasets.restore(small.id).name == "Small (2)"


def test_children_outlive_their_parent(workspace: Workspace, small: DatasetSummary) -> None:
    child = workspace.preparing.prepare(small.id, HALF, progress=Progress())
    workspace.datasets.delete(small.id)
    workspace.datasets.empty_bin()
    alone = workspace.datasets.get(child.id)
    assert alone.parent_id is None
    assert alone.recipe == child.recipe
    assert workspace.datasets.load(child.id).fingerprint == child.fingerprint


def test_what_depends_on_a_dataset_is_listed(workspace: Workspace, small: DatasetSummary) -> None:
    child = workspace.preparing.prepare(small.id, HALF, progress=Progress())
    grandchild = workspace.preparing.prepare(child.id, HALF, progress=Progress())
    run = workspace.runs.train(TrainRequest(small.id, "Popularity"), progress=Progress())
    workspace.runs.train(TrainRequest(child.id, "Popularity"), progress=Progress())
    found = workspace.lineage.dependents(small.id)
    assert [r.id for r in found.runs] == [run.id]
    assert {d.id for d in found.children} == {child.id, grandchild.id}
    assert workspace.lineage.dependents(grandchild.id).children == ()
    with pytest.raises(NotFoundError):
        workspace.lineage.dependents(99)


def test_a_read_only_workspace_keeps_its_bin(workspace: Workspace, small: DatasetSummary) -> None:
    with Workspace.open(workspace.folder, read_only=True) as other:
        for change in (other.datasets.delete, other.datasets.restore):
            with pytest.raises(ReadOnlyError):
                change(small.id)
        with pytest.raises(ReadOnlyError):
            other.datasets.empty_bin()


def test_media_of_a_parent_are_shared_by_its_children(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    store = DatasetStore(catalog)
    archive = tmp_path / "image.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.png", b"picture")
    table = ItemTable(pa.table({"image": ["a.png", None]}))
    parts = Interactions.from_columns(np.arange(2), np.arange(2), None, None, n_users=2, n_items=2)
    made = Dataset("With media", parts, Vocabulary("xy"), Vocabulary("ab"), table, media={"image": str(archive)})
    parent = store.add(made, [], Progress(), origin=Origin())
    child = store.add(store.load(parent.id), [], Progress(), origin=Origin(parent_id=parent.id))
    assert child.media == ("image",)
    assert (
        len(list((tmp_path / "artifacts").glob("??/*"))) == 5
    )  # interactions, histories, users, items and one archive
    store.to_bin(parent.id)
    store.empty_bin()
    with zipfile.ZipFile(store.load(child.id).media["image"]) as file:
        assert file.read("a.png") == b"picture"
    assert catalog.check() == []
    catalog.close()
