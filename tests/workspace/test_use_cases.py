"""The use-cases, from an imported table to recommendations, attention and files."""

from __future__ import annotations

import csv
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_csv import write_small_csv

from workbench.errors import (
    ArtifactDamagedError,
    Cancelled,
    ConfigurationError,
    DataFormatError,
    NotFoundError,
    ReadOnlyError,
)
from workbench.jobs import Progress
from workbench.recommendation.shaping import Shaping
from workbench.settings import FILE, Settings, load_settings, save_settings
from workbench.workspace import Workspace
from workbench.workspace.stored_runs import request_of
from workbench.workspace.views import DatasetSummary, RunSummary, TrainRequest

TINY_SASREC = {"epochs": 2, "width": 16, "layers": 1}


def train(workspace: Workspace, dataset: DatasetSummary, model: str, **config: object) -> RunSummary:
    return workspace.runs.train(TrainRequest(dataset.id, model, dict(config)), progress=Progress())


# ---- datasets


def test_an_imported_table_is_listed_and_comes_back(workspace: Workspace, small: DatasetSummary) -> None:
    assert (small.name, small.n_rows, small.n_users, small.n_items) == ("Small", 480, 40, 30)
    assert workspace.datasets.list() == [small]
    assert workspace.datasets.find("small") == workspace.datasets.find(str(small.id)) == small
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder) as again:
        assert again.datasets.load(small.id).fingerprint == small.fingerprint
        assert again.check() == []


def test_a_failed_import_stores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(DataFormatError):
        workspace.datasets.import_file(tmp_path / "empty.csv", progress=Progress())
    assert workspace.datasets.list() == []
    assert workspace.info().bytes_on_disk < 300_000


def test_a_cancelled_import_stores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write_small_csv(tmp_path / "small.csv")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        workspace.datasets.import_file(path, progress=progress)
    assert workspace.datasets.list() == []


def test_importing_twice_keeps_both_under_different_names(
    workspace: Workspace, small: DatasetSummary, tmp_path: Path
) -> None:
    again = workspace.datasets.import_file(tmp_path / "small.csv", name="Small", progress=Progress())
    assert again.name == "Small (2)"
    assert again.fingerprint == small.fingerprint


def test_users_items_and_histories_are_found(workspace: Workspace, small: DatasetSummary) -> None:
    assert [u.id for u in workspace.datasets.find_users(small.id, "u007")] == ["u007"]
    assert len(workspace.datasets.find_users(small.id, "", 5)) == 5
    assert {i.id for i in workspace.datasets.find_items(small.id, "i0")} == {f"i0{d}" for d in range(10)}
    history = workspace.datasets.history(small.id, "u007")
    assert len(history) == 12
    assert [row.time for row in history] == sorted(row.time or 0 for row in history)
    assert all(row.value in (1, 2, 3, 4, 5) for row in history)
    with pytest.raises(NotFoundError, match="u999"):
        workspace.datasets.history(small.id, "u999")


def test_the_curves_count_every_interaction(workspace: Workspace, small: DatasetSummary) -> None:
    shape = workspace.datasets.shape(small.id)
    assert shape.popularity.sum() == shape.month_counts.sum() == shape.value_counts.sum() == 480
    assert shape.history_counts.sum() == 40
    assert len(shape.history_edges) == len(shape.history_counts) + 1


def test_an_unknown_dataset_is_named_with_those_there_are(workspace: Workspace, small: DatasetSummary) -> None:
    with pytest.raises(NotFoundError, match="Small"):
        workspace.datasets.find("nothing like it")


def test_a_damaged_dataset_says_so(workspace: Workspace, small: DatasetSummary) -> None:
    for file in (workspace.folder / "artifacts").glob("??/*"):
        file.write_bytes(b"")
    with pytest.raises(ArtifactDamagedError, match="Small"):
        workspace.datasets.load(small.id)
    assert workspace.check()


def test_the_sample_is_stored_once(workspace: Workspace) -> None:
    sample = workspace.datasets.create_sample(progress=Progress())
    assert sample.invented
    assert sample.media == ("text", "audio", "image")
    assert workspace.datasets.create_sample(progress=Progress()) == sample
    assert len(workspace.datasets.list()) == 1
    picture = workspace.datasets.image(sample.id, 0)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")


# ---- runs


@pytest.mark.parametrize(
    ("model", "config"), [("Popularity", {}), ("ItemKNN", {}), ("ItemTransition", {}), ("SASRec", TINY_SASREC)]
)
def test_repeating_a_run_gives_the_same_metrics(
    workspace: Workspace, small: DatasetSummary, model: str, config: dict[str, object]
) -> None:
    first = train(workspace, small, model, **config)
    again = workspace.runs.train(request_of(workspace.runs.get(first.id)), progress=Progress())
    assert first.test is not None
    assert again.test is not None
    assert first.state == "done"
    assert again.test.metrics == first.test.metrics


def test_a_run_stores_all_that_repeats_it(workspace: Workspace, small: DatasetSummary) -> None:
    run = train(workspace, small, "SASRec", **TINY_SASREC)
    details = workspace.runs.get(run.id)
    assert details.config["width"] == 16
    assert "dropout" in details.config  # defaults are stored too: a later version may change them
    assert details.dataset_fingerprint == small.fingerprint
    assert {"torch", "numpy", "python", "workbench"} <= set(details.versions)
    assert details.device
    assert details.validation is not None
    assert details.points["loss"]
    assert details.summary.shows_attention
    assert details.summary.test is not None
    assert details.summary.test.protocol.users == 40


def test_a_stored_model_measures_the_same_after_reopening(workspace: Workspace, small: DatasetSummary) -> None:
    run = train(workspace, small, "SASRec", **TINY_SASREC)
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder) as again:
        assert run.test is not None
        assert again.runs.evaluate(run.id, progress=Progress()).metrics == run.test.metrics


def test_a_setting_out_of_bounds_stores_no_run(workspace: Workspace, small: DatasetSummary) -> None:
    with pytest.raises(ConfigurationError, match="width"):
        train(workspace, small, "SASRec", width=-3)
    with pytest.raises(ConfigurationError, match="wdith"):
        train(workspace, small, "SASRec", wdith=3)
    with pytest.raises(NotFoundError, match="SASReck"):
        train(workspace, small, "SASReck")
    assert workspace.runs.list() == []


def test_a_cancelled_run_says_so_and_keeps_no_model(workspace: Workspace, small: DatasetSummary) -> None:
    progress = Progress()
    progress.listen(None)
    timer = threading.Timer(0.3, progress.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        workspace.runs.train(TrainRequest(small.id, "SASRec", {"epochs": 500, "patience": 0}), progress=progress)
    timer.join()
    (run,) = workspace.runs.list()
    assert run.state == "cancelled"
    with pytest.raises(ConfigurationError, match="cancelled"):
        workspace.insight.recommend(run.id, "u001")


def test_runs_of_one_protocol_compare_without_warning_and_others_warn(
    workspace: Workspace, small: DatasetSummary
) -> None:
    first, second = train(workspace, small, "Popularity"), train(workspace, small, "ItemTransition")
    assert workspace.comparisons.compare([first.id, second.id]).warnings == ()
    other = workspace.runs.train(TrainRequest(small.id, "Popularity", split="ratio"), progress=Progress())
    (warning,) = workspace.comparisons.compare([first.id, other.id]).warnings
    assert "split" in warning


def test_deleting_a_run_deletes_its_model(workspace: Workspace, small: DatasetSummary) -> None:
    before = {f.name for f in (workspace.folder / "artifacts").glob("??/*")}
    run = train(workspace, small, "Popularity")
    workspace.runs.delete(run.id)
    assert {f.name for f in (workspace.folder / "artifacts").glob("??/*")} == before
    assert workspace.runs.list() == []


# ---- insight


def test_recommendations_leave_out_what_was_seen(workspace: Workspace, small: DatasetSummary) -> None:
    run = train(workspace, small, "ItemTransition")
    view = workspace.insight.recommend(run.id, "u003", k=5)
    seen = {row.item for row in workspace.datasets.history(small.id, "u003")}
    assert [item.rank for item in view.items] == [1, 2, 3, 4, 5]
    assert not seen & {item.item for item in view.items}
    assert view.n_items == 30


def test_an_edited_history_equals_a_stored_one_with_the_same_items(workspace: Workspace, small: DatasetSummary) -> None:
    run = train(workspace, small, "SASRec", **TINY_SASREC)
    rows = workspace.datasets.history(small.id, "u003")
    stored = workspace.insight.recommend(run.id, "u003")
    edited = workspace.insight.recommend_for(
        run.id, [r.item for r in rows], values=[r.value or 0 for r in rows], times=[r.time or 0 for r in rows]
    )
    assert edited.items == stored.items


def test_attention_is_seen_for_models_that_show_it(workspace: Workspace, small: DatasetSummary, tmp_path: Path) -> None:
    run = train(workspace, small, "SASRec", **TINY_SASREC)
    view = workspace.insight.attention(run.id, "u003")
    n = len(view.record.titles)
    assert view.record.weights.shape[2:] == (n, n)
    assert view.record.weights.sum(-1) == pytest.approx(1.0, abs=1e-5)
    for name in ("map.png", "map.svg", "map.csv"):
        workspace.insight.export_attention(view, tmp_path / name, layer=0, head=0)
        assert (tmp_path / name).stat().st_size > 500
    with pytest.raises(ConfigurationError, match="no attention"):
        workspace.insight.attention(train(workspace, small, "Popularity").id, "u003")


def test_lists_of_all_users_are_written(workspace: Workspace, small: DatasetSummary, tmp_path: Path) -> None:
    run = train(workspace, small, "Popularity")
    assert workspace.recommending.export(run.id, tmp_path / "lists.csv", Shaping(k=3), progress=Progress()) == 40
    with (tmp_path / "lists.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 120
    assert set(rows[0]) == {"user", "rank", "item", "title", "score"}


def test_a_read_only_workspace_shows_everything_and_changes_nothing(
    workspace: Workspace, small: DatasetSummary
) -> None:
    run = train(workspace, small, "Popularity")
    with Workspace.open(workspace.folder, read_only=True) as other:
        assert other.insight.recommend(run.id, "u001").items
        with pytest.raises(ReadOnlyError):
            other.datasets.delete(small.id)
        with pytest.raises(ReadOnlyError):
            train(other, small, "Popularity")


# ---- settings


def test_settings_come_back(workspace: Workspace) -> None:
    wanted = replace(Settings(), theme="dark", threads=2).with_recent("/a").with_recent("/b").with_recent("/a")
    workspace.save_settings(wanted)
    assert load_settings(workspace.folder) == wanted
    assert wanted.recent == ("/a", "/b")


def test_damaged_settings_give_defaults_and_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{ half", encoding="utf-8")
    assert load_settings(tmp_path) == Settings()
    assert (tmp_path / f"{FILE}.damaged").read_text(encoding="utf-8") == "{ half"


def test_one_bad_setting_does_not_cost_the_others(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(theme="dark"))
    text = (tmp_path / FILE).read_text(encoding="utf-8").replace('"system"', '"klingon"')
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert load_settings(tmp_path) == Settings(theme="dark")
    with pytest.raises(ConfigurationError, match="theme"):
        Settings(theme="pink")


def test_runs_are_compared_person_by_person(workspace: Workspace, small: DatasetSummary) -> None:
    popular = train(workspace, small, "Popularity")
    chains = train(workspace, small, "ItemTransition")
    found = workspace.comparisons.differences([popular.id, chains.id], "recall@5")
    assert (found.metric, found.baseline.id, [run.id for run in found.runs]) == ("recall@5", popular.id, [chains.id])
    (difference,) = found.found
    assert popular.test is not None
    assert chains.test is not None
    assert difference.mean == pytest.approx(
        chains.test.metrics["recall@5"] - popular.test.metrics["recall@5"], abs=1e-6
    )
    assert difference.people == 40
    assert difference.p_corrected < 0.01, "items follow each other here"
    with pytest.raises(NotFoundError, match="each person"):
        workspace.comparisons.differences([popular.id, chains.id], "coverage@5")
    with pytest.raises(ConfigurationError, match="two finished runs"):
        workspace.comparisons.differences([popular.id])
    other = workspace.runs.train(TrainRequest(small.id, "Popularity", split="ratio"), progress=Progress())
    with pytest.raises(ConfigurationError, match="different rules"):
        workspace.comparisons.differences([popular.id, other.id])
    assert workspace.check() == []


def test_a_metric_is_shown_in_groups_and_groups_add_up_to_it(workspace: Workspace, small: DatasetSummary) -> None:
    popular = train(workspace, small, "Popularity")
    chains = train(workspace, small, "ItemTransition")
    found = workspace.comparisons.slices([popular.id, chains.id], "recall@5")
    assert {sliced.grouping for sliced in found} >= {"popularity", "time"}
    for sliced in found:
        for run, groups in zip(sliced.runs, sliced.slices, strict=True):
            assert run.test is not None
            assert len(groups) == len(sliced.titles)
            assert sum(group.n for group in groups) == 40
            total = sum(group.n * group.mean for group in groups) / 40
            assert total == pytest.approx(run.test.metrics["recall@5"], abs=1e-6)
    (only,) = workspace.comparisons.slices([chains.id], by="time")
    assert only.metric == "ndcg@10"
    with pytest.raises(NotFoundError, match="by “moon”"):
        workspace.comparisons.slices([chains.id], by="moon")


def test_the_people_whom_one_run_serves_better_can_be_opened(workspace: Workspace, small: DatasetSummary) -> None:
    popular = train(workspace, small, "Popularity")
    chains = train(workspace, small, "ItemTransition")
    found = workspace.comparisons.users(chains.id, popular.id, "ndcg@10")
    assert len(found.user_ids) == 40
    assert (np.diff(found.differences) <= 0).all()
    assert np.array_equal(found.differences, found.first_values - found.second_values)
    (paired,) = workspace.comparisons.differences([popular.id, chains.id], "ndcg@10").found
    assert found.differences.mean() == pytest.approx(paired.mean)
    assert int((found.differences > 0).sum()) == paired.wins
    history = workspace.datasets.history(small.id, found.user_ids[0])
    assert found.history_lengths[0] == len(history) - 1, "all but the test interaction"
