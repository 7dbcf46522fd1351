"""Lists for people: nothing seen, ranked as in evaluation, written whole or not at all."""

from __future__ import annotations

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.data.splits import Split
from workbench.errors import Cancelled, ConfigurationError, WorkbenchError
from workbench.jobs import Progress
from workbench.models.popularity import Popularity
from workbench.models.rules import parse_rules
from workbench.recommendation.export import write_lists
from workbench.recommendation.filters import Filters
from workbench.recommendation.popularity import share_of_users
from workbench.recommendation.shaping import Shaper, Shaping
from workbench.recommendation.top_list import recommend


def fitted() -> tuple[Popularity, Split]:
    split = circles()
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    return model, split


def plain(split: Split, k: int = 10) -> Shaper:
    return Shaper(split.dataset, Shaping(k=k), None)


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
    write_lists(model, split.dataset, users, tmp_path / "lists.csv", plain(split, 3), progress=Progress())
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
        write_lists(model, split.dataset, np.array([0], np.int32), path, plain(split), progress=progress)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["lists.csv"]
    nowhere = tmp_path / "no" / "lists.csv"
    with pytest.raises(WorkbenchError, match="cannot be written"):
        write_lists(model, split.dataset, np.array([0], np.int32), nowhere, plain(split), progress=Progress())


def test_all_kinds_of_file_hold_the_same_lists_with_wishes_applied(tmp_path: Path) -> None:
    model, split = fitted()
    wishes = Shaping(k=4, filters=Filters(seen="all"), rules=parse_rules('pin when item.title is "Item 9"'))
    shaper = Shaper(split.dataset, wishes, None)
    users = np.array([3, 17], np.int32)
    for suffix in ("csv", "parquet", "json"):
        write_lists(model, split.dataset, users, tmp_path / f"lists.{suffix}", shaper, progress=Progress())
    with (tmp_path / "lists.csv").open(encoding="utf-8-sig") as file:
        rows = [(r["user"], int(r["rank"]), r["item"], r["title"], float(r["score"])) for r in csv.DictReader(file)]
    assert [row[2] for row in rows if row[1] == 1] == ["i9", "i9"]
    table = pq.read_table(tmp_path / "lists.parquet")
    assert [tuple(r.values())[:4] for r in table.to_pylist()] == [row[:4] for row in rows]
    assert b"pin" in table.schema.metadata[b"wishes"]
    told = json.loads((tmp_path / "lists.json").read_text(encoding="utf-8"))
    assert told["wishes"]["k"] == 4
    assert [(u["user"], i["rank"], i["item"]) for u in told["users"] for i in u["items"]] == [row[:3] for row in rows]
    alone = shaper.shape(model.score(split.dataset.interactions.histories(users))[0], Histories.single([]))
    assert len(alone.items) == 4
    with pytest.raises(ConfigurationError, match="not written as"):
        write_lists(model, split.dataset, users, tmp_path / "lists.xls", shaper, progress=Progress())
