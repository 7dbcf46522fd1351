"""Attention as people look at it: the items of the very history, the model's own weights, and files of it."""

from __future__ import annotations

import csv
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import circles

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError, WorkbenchError
from workbench.explanation.attention import AttentionRecord, capture
from workbench.explanation.figures import write_attention
from workbench.jobs import Progress
from workbench.models.attention.sasrec import SASRec, SASRecConfig
from workbench.models.popularity import Popularity


@cache
def model() -> SASRec:
    made = SASRec(SASRecConfig(epochs=2, width=16, heads=2, layers=2, history_length=4))
    made.fit(circles(), validation=None, seed=0, progress=Progress())
    return made


def record() -> AttentionRecord:
    return capture(model(), Histories.single([0, 1, 2, 3, 4, 5]), circles().dataset)


def test_positions_titles_and_items_are_those_of_the_history_that_was_asked_about() -> None:
    seen = record()
    assert seen.weights.shape == (2, 2, 4, 4)
    assert seen.items == (2, 3, 4, 5), "the model reads the four latest"
    assert seen.positions == (2, 3, 4, 5)
    assert seen.titles == ("Item 2", "Item 3", "Item 4", "Item 5")


def test_rows_are_distributions_over_the_past() -> None:
    seen = record()
    assert seen.rows_sum_to_one
    np.testing.assert_allclose(seen.weights.sum(axis=-1), 1.0, atol=1e-5)
    assert not np.triu(seen.weights, 1).any()
    np.testing.assert_allclose(seen.last_row(), seen.weights[-1, :, -1].mean(axis=0), atol=1e-7)


def test_what_has_no_attention_says_so() -> None:
    counts = Popularity()
    counts.fit(circles(), validation=None, seed=0, progress=Progress())
    dataset = circles().dataset
    with pytest.raises(ConfigurationError, match="no attention"):
        capture(counts, Histories.single([1]), dataset)
    with pytest.raises(ConfigurationError, match="empty history"):
        capture(model(), Histories.single([]), dataset)
    with pytest.raises(ConfigurationError, match="one history"):
        capture(model(), circles().dataset.interactions.histories(), dataset)


def test_the_table_holds_every_weight_with_its_titles(tmp_path: Path) -> None:
    seen = record()
    write_attention(seen, tmp_path / "map.csv", layer=1, head=None)
    with (tmp_path / "map.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 10, "four queries see one, two, three and four keys"
    mean = seen.weights[1].mean(axis=0)
    for row in rows:
        query, key = int(row["query_position"]) - 2, int(row["key_position"]) - 2
        assert float(row["weight"]) == pytest.approx(float(mean[query, key]), abs=1e-6)
        assert (row["query_title"], row["key_title"]) == (seen.titles[query], seen.titles[key])


def test_pictures_are_written_and_wrong_wishes_refused(tmp_path: Path) -> None:
    seen = record()
    write_attention(seen, tmp_path / "map.png", layer=0, head=1, caption="A caption")
    write_attention(seen, tmp_path / "map.svg", layer=0, head=1)
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (tmp_path / "map.svg").read_bytes()
    for layer, head, name in ((2, 0, "map.png"), (0, 2, "map.png"), (0, 0, "map.bmp")):
        with pytest.raises(ConfigurationError):
            write_attention(seen, tmp_path / name, layer=layer, head=head)
    with pytest.raises(WorkbenchError, match="cannot be written"):
        write_attention(seen, tmp_path / "no" / "map.png", layer=0, head=0)
