"""Seeing a dataset through the workspace: tables, one user, one item, quality, attributes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from small_csv import write_small_csv

from workbench.errors import NotFoundError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RecipeStep


def test_users_and_items_are_seen_page_by_page(workspace: Workspace, small: DatasetSummary) -> None:
    page = workspace.profile.users(small.id, sort="id", descending=False, limit=3)
    assert page.cells["id"] == ["u000", "u001", "u002"]
    assert page.cells["interactions"] == [12, 12, 12]
    page = workspace.profile.items(small.id, search="I1", sort="interactions", limit=2)
    assert (page.matching, page.total, len(page.codes)) == (10, 30, 2)
    seen = workspace.profile.user(small.id, page_user := "u005")
    assert (seen.id, seen.n_interactions) == (page_user, 12)
    assert workspace.profile.item(small.id, "i07").n_users > 0
    assert workspace.profile.sparsity(small.id).density.shape == (40, 30)
    assert workspace.profile.quality(small.id).longest_history == 12
    assert workspace.profile.features(small.id, progress=Progress()).attributes == ()
    for ask, name in ((workspace.profile.user, "u999"), (workspace.profile.item, "i999")):
        with pytest.raises(NotFoundError, match=name):
            ask(small.id, name)


def test_each_dataset_has_a_table_of_its_own_and_the_deleted_none(workspace: Workspace, small: DatasetSummary) -> None:
    half = workspace.preparing.prepare(small.id, [RecipeStep("sample-users", {"count": 20})], progress=Progress())
    assert workspace.profile.users(small.id).total == 40
    assert workspace.profile.users(half.id).total == 20
    workspace.datasets.delete(half.id)
    workspace.datasets.empty_bin()
    with pytest.raises(NotFoundError):
        workspace.profile.users(half.id)


def test_orders_are_made_ahead_and_closing_waits_for_nothing(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        small = workspace.datasets.import_file(write_small_csv(tmp_path / "small.csv"), progress=Progress())
        for dataset_id in [small.id] * 3:
            workspace.profile.users(dataset_id)
            workspace.profile.items(dataset_id)
    assert not [thread for thread in threading.enumerate() if thread.name == "orders"]
