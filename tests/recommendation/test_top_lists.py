"""Lists for people: nothing seen, ranked as in evaluation, written whole or not at all."""

from __future__ import annotations

import csv
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.errors import Cancelled, ConfigurationError, WorkbenchError
from workbench.jobs import Progress
from workbench.models.popularity import Popularity
from workbench.recommendation.export import write_csv
from workbench.recommendation.popularity import share_of_users
from workbench.recommendation.top_list import recommend


def fitted() -> tuple[Popularity, Split]:
    split = circles()
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    return model, split


def test_seen_items_are_never_recommended_and_scores_never_rise() -> None:
    model, split = fitted()
    history = split.dataset.interactions.histories(np.array([5]))
    found = recommend(model, history, split.dataset, k=N_ITEMS)
    assert {item.item for item in found} == set(range(N_ITEMS)) - set(history.item.tolist())
    assert [item.rank for item in found] == list(range(1, len(found) + 1))
    assert all(a.score >= b.score for a, b in pairwise(found))
    assert all(item.title == split.dataset.title(item.item) for item in found)


def test_a_new_person_gets_a_list_too() -> None:
    model, split = fitted()
    assert len(recommend(model, Histories.single([]), split.dataset, k=4)) == 4


def test_lists_that_cannot_be_made_are_refused() -> None:
    model, split = fitted()
    with pytest.raises(ConfigurationError):
        recommend(model, Histories.single([1]), split.dataset, k=0)
    with pytest.raises(ConfigurationError):
        recommend(model, split.dataset.interactions.histories(), split.dataset)


def test_popularity_counts_people_and_not_meetings() -> None:
    _, split = fitted()
    parts = split.dataset.interactions
    shares = share_of_users(parts)
    for item in range(N_ITEMS):
        assert shares[item] == pytest.approx(len(set(parts.user[parts.item == item].tolist())) / 48)


def test_the_file_holds_what_single_lists_say(tmp_path: Path) -> None:
    model, split = fitted()
    users = np.array([3, 17], np.int32)
    write_csv(model, split.dataset, users, tmp_path / "lists.csv", k=3, progress=Progress())
    with (tmp_path / "lists.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for user in users.tolist():
        alone = recommend(model, split.dataset.interactions.histories(np.array([user])), split.dataset, k=3)
        mine = [row for row in rows if row["user"] == f"u{user}"]
        assert [(row["item"], int(row["rank"])) for row in mine] == [(item.item_id, item.rank) for item in alone]


def test_a_cancelled_or_failing_export_leaves_the_old_file(tmp_path: Path) -> None:
    model, split = fitted()
    path = tmp_path / "lists.csv"
    path.write_text("old", encoding="utf-8")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_csv(model, split.dataset, np.array([0], np.int32), path, progress=progress)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["lists.csv"]
    with pytest.raises(WorkbenchError, match="cannot be written"):
        write_csv(model, split.dataset, np.array([0], np.int32), tmp_path / "no" / "lists.csv", progress=Progress())
