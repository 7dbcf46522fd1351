"""Recipes through the workspace: previewed, stored with their parent, replayed; splits looked at."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from small_csv import write_small_csv

from workbench.errors import Cancelled, ConfigurationError, ReadOnlyError
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.preparing import KEY_FILE
from workbench.workspace.views import DatasetSummary, RecipeStep

RECIPE = [
    RecipeStep("value-threshold", {"minimum": 3}),
    RecipeStep("k-core", {"users": 4, "items": 4}),
    RecipeStep("pseudonyms", {}),
]


def test_a_preview_says_what_each_step_does_and_stores_nothing(workspace: Workspace, small: DatasetSummary) -> None:
    seen = workspace.preparing.preview_recipe(small.id, RECIPE, progress=Progress())
    assert [effect.step for effect in seen.effects] == ["value-threshold", "k-core", "pseudonyms"]
    assert seen.effects[0].rows_before == small.n_rows
    for before, after in zip(seen.effects, seen.effects[1:], strict=False):
        assert (before.rows_after, before.users_after) == (after.rows_before, after.users_before)
    assert seen.n_rows == seen.effects[-1].rows_after
    assert workspace.datasets.list() == [small]
    assert not (workspace.folder / KEY_FILE).exists()


def test_a_prepared_dataset_knows_its_recipe_and_parent(workspace: Workspace, small: DatasetSummary) -> None:
    seen = workspace.preparing.preview_recipe(small.id, RECIPE, progress=Progress())
    made = workspace.preparing.prepare(small.id, RECIPE, name="Core", progress=Progress())
    assert (made.name, made.n_rows, made.n_users, made.n_items) == ("Core", seen.n_rows, seen.n_users, seen.n_items)
    assert made.parent_id == small.id
    assert made.recipe is not None
    assert made.recipe[1].parameters == {"users": 4, "items": 4, "iterate": True, "distinct": False}
    assert len(made.notes) == 3
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder) as again:
        assert again.datasets.get(made.id) == made
        assert again.datasets.load(made.id).fingerprint == made.fingerprint
        assert again.check() == []


def test_a_replayed_recipe_gives_the_same_fingerprint(workspace: Workspace, small: DatasetSummary) -> None:
    recipe = [RecipeStep("sample-users", {"share": 0.7, "seed": 3}), *RECIPE, RecipeStep("normalise", {})]
    first = workspace.preparing.prepare(small.id, recipe, progress=Progress())
    assert first.recipe is not None
    again = workspace.preparing.prepare(small.id, first.recipe, progress=Progress())
    assert again.fingerprint == first.fingerprint
    assert again.recipe == first.recipe
    assert again.name != first.name


def test_a_recipe_is_replayed_on_a_newer_version(workspace: Workspace, small: DatasetSummary, tmp_path: Path) -> None:
    first = workspace.preparing.prepare(small.id, RECIPE, name="Core", progress=Progress())
    path = write_small_csv(tmp_path / "more.csv", n_users=60)
    larger = workspace.datasets.import_file(path, progress=Progress())
    assert first.recipe is not None
    second = workspace.preparing.prepare(larger.id, first.recipe, newer_than=first.id, progress=Progress())
    assert (second.name, second.version, second.version_of) == ("Core", 2, first.id)
    assert second.label == "Core · version 2"
    assert [d.id for d in workspace.datasets.versions(first.id)] == [second.id, first.id]
    assert workspace.datasets.find("Core") == second


def test_a_first_version_that_goes_leaves_its_versions_together(workspace: Workspace, small: DatasetSummary) -> None:
    first = workspace.preparing.prepare(small.id, RECIPE, progress=Progress())
    second = workspace.preparing.prepare(small.id, RECIPE, newer_than=first.id, progress=Progress())
    third = workspace.preparing.prepare(small.id, RECIPE, newer_than=second.id, progress=Progress())
    workspace.datasets.delete(first.id)
    workspace.datasets.empty_bin()
    assert [d.id for d in workspace.datasets.versions(third.id)] == [third.id, second.id]
    assert workspace.datasets.get(second.id).version_of is None


def test_a_recipe_that_leaves_nothing_is_refused(workspace: Workspace, small: DatasetSummary) -> None:
    recipe = [RecipeStep("value-threshold", {"minimum": 99}), RecipeStep("normalise", {})]
    seen = workspace.preparing.preview_recipe(small.id, recipe, progress=Progress())
    assert [effect.rows_after for effect in seen.effects] == [0]
    with pytest.raises(ConfigurationError, match=r"after step 1, Value threshold"):
        workspace.preparing.prepare(small.id, recipe, progress=Progress())
    with pytest.raises(ConfigurationError, match="no step"):
        workspace.preparing.prepare(small.id, [], progress=Progress())
    assert workspace.datasets.list() == [small]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (RecipeStep("k-kore", {}), "k-core"),
        (RecipeStep("k-core", {"users": -3}), "users"),
        (RecipeStep("k-core", {"user": 3}), "user"),
        (RecipeStep("time-range", {"start": "yesterday"}), "no date"),
        (RecipeStep("attribute", {"column": "colour", "value": "red"}), "There are: id"),
    ],
)
def test_a_wrong_step_is_named(workspace: Workspace, small: DatasetSummary, step: RecipeStep, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        workspace.preparing.prepare(small.id, [step], progress=Progress())


def test_a_cancelled_recipe_stores_nothing(workspace: Workspace, small: DatasetSummary) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        workspace.preparing.prepare(small.id, RECIPE, progress=progress)
    assert workspace.datasets.list() == [small]


def test_the_key_of_pseudonyms_is_the_persons_alone(workspace: Workspace, small: DatasetSummary) -> None:
    made = workspace.preparing.prepare(small.id, RECIPE, progress=Progress())
    path = workspace.folder / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert len(bytes.fromhex(path.read_text())) == 32
    assert not any(user.id.startswith("u0") for user in workspace.datasets.find_users(made.id, ""))
    path.write_text("not a key")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        workspace.preparing.prepare(small.id, RECIPE, progress=Progress())


def test_a_key_that_is_thrown_away_is_not_stored(workspace: Workspace, small: DatasetSummary) -> None:
    recipe = [RecipeStep("pseudonyms", {"key": "thrown-away"})]
    first = workspace.preparing.prepare(small.id, recipe, progress=Progress())
    second = workspace.preparing.prepare(small.id, recipe, progress=Progress())
    assert not (workspace.folder / KEY_FILE).exists()
    assert first.fingerprint != second.fingerprint


def test_a_read_only_workspace_previews_and_stores_nothing(workspace: Workspace, small: DatasetSummary) -> None:
    with Workspace.open(workspace.folder, read_only=True) as other:
        assert other.preparing.preview_recipe(small.id, RECIPE, progress=Progress()).n_rows > 0
        with pytest.raises(ReadOnlyError):
            other.preparing.prepare(small.id, RECIPE, progress=Progress())


def test_every_step_makes_a_form(workspace: Workspace) -> None:
    for kind in workspace.preparing.step_types():
        for name, field in kind.config.model_fields.items():
            assert field.title, (kind.name, name)
            assert field.description, (kind.name, name)
            assert not field.is_required(), (kind.name, name)


def test_a_split_is_counted_before_training(workspace: Workspace, small: DatasetSummary) -> None:
    seen = workspace.preparing.split_picture(small.id, "leave-last-out", progress=Progress())
    assert [(part.part, part.rows, part.users) for part in seen.parts] == [
        ("train", 400, 40),
        ("validation", 40, 40),
        ("test", 40, 40),
    ]
    assert sum(int(counts.sum()) for counts in seen.time_counts.values()) == small.n_rows


def test_recipes_from_two_threads_both_arrive(workspace: Workspace, small: DatasetSummary) -> None:
    def work(seed: int) -> None:
        recipe = [RecipeStep("sample-users", {"share": 0.5, "seed": seed})]
        workspace.preparing.prepare(small.id, recipe, name="Sample", progress=Progress())

    threads = [threading.Thread(target=work, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {d.name for d in workspace.datasets.list()} == {"Small", "Sample", "Sample (2)"}
