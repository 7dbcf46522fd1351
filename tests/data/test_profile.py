"""What is seen of users, items and the whole, counted again by loops over plain rows."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from random_dataset import Row, dataset_of, random_dataset, rows_of

from workbench.data.dataset import Dataset
from workbench.data.profile import item_page, sparsity, time_counts, user_timeline, value_counts
from workbench.data.profile_quality import gini, quality
from workbench.data.profile_tables import EntityTable, TablePage
from workbench.errors import ConfigurationError


def attributed(seed: int = 0) -> Dataset:
    rows = rows_of(random_dataset(seed, n_rows=150))
    n_items, n_users = len({r.item for r in rows}), len({r.user for r in rows})
    draw = np.random.default_rng(seed)
    items = {
        "categories": pa.array([["War", "Drama"][: n % 3] for n in range(n_items)], pa.list_(pa.string())),
        "year": pa.array([None if n == 3 else 1990 + n % 4 for n in range(n_items)], pa.int32()),
        "price": pa.array([float("nan") if n == 2 else draw.random() for n in range(n_items)]),
        "image": pa.array([f"{n}.png" for n in range(n_items)]),
    }
    return dataset_of(rows, items, {"town": [("Oslo", "bonn", None)[n % 3] for n in range(n_users)]})


def everything(table: EntityTable, **asked: object) -> TablePage:
    return table.page(limit=10_000, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("of", ["users", "items"])
@pytest.mark.parametrize("seed", range(3))
def test_the_table_counts_what_a_loop_counts(of: str, seed: int) -> None:
    dataset = attributed(seed)
    page = everything(EntityTable(dataset, of), sort="id", descending=False)  # type: ignore[arg-type]
    rows = rows_of(dataset)
    own, other = (0, 1) if of == "users" else (1, 0)
    for place, name in enumerate(page.cells["id"]):
        mine = [r for r in rows if r[own] == name]
        assert page.cells["interactions"][place] == len(mine)
        assert page.cells["distinct"][place] == len({r[other] for r in mine})
        assert page.cells["mean_value"][place] == pytest.approx(sum(r.value for r in mine) / len(mine))
        assert page.cells["first_time"][place] == min(r.time for r in mine)
        assert page.cells["last_time"][place] == max(r.time for r in mine)


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("of", ["users", "items"])
def test_every_column_sorts_with_the_unknown_last(of: str, descending: bool) -> None:
    table = EntityTable(attributed(), of)  # type: ignore[arg-type]
    for column in table.columns:
        page = everything(table, sort=column.name, descending=descending)
        assert sorted(page.codes.tolist()) == list(range(page.total))
        cells = [", ".join(c) if isinstance(c, tuple) else c for c in page.cells[column.name]]
        cells = [None if isinstance(c, float) and math.isnan(c) else c for c in cells]
        known = [c.lower() if isinstance(c, str) else c for c in cells if c is not None]
        assert known == sorted(known, reverse=descending)
        assert all(c is None for c in cells[len(known) :])


def test_equal_cells_keep_code_order_in_both_directions() -> None:
    table = EntityTable(attributed(), "items")
    for descending in (True, False):
        page = everything(table, sort="year", descending=descending)
        for year in (1990, 1991):
            codes = [c for c, y in zip(page.codes.tolist(), page.cells["year"], strict=True) if y == year]
            assert codes == sorted(codes)


def test_pages_join_to_the_whole_table() -> None:
    table = EntityTable(attributed(), "users")
    whole = everything(table)
    parts = [table.page(offset=offset, limit=4) for offset in range(0, whole.total, 4)]
    assert [n for part in parts for n in part.cells["id"]] == whole.cells["id"]
    assert table.page(offset=10_000).cells["id"] == []


def test_a_search_looks_into_ids_titles_and_attributes() -> None:
    dataset = attributed()
    items, users = EntityTable(dataset, "items"), EntityTable(dataset, "users")
    for search in ("TITLE I1", "drama", "i2", " war "):
        page = everything(items, search=search)
        wanted = {
            code
            for code in range(len(dataset.items))
            if search.strip().lower()
            in "\n".join(
                [
                    dataset.items[code],
                    dataset.title(code),
                    ", ".join(dataset.item_table.cell("categories", code)),
                ]
            ).lower()
        }
        assert set(page.codes.tolist()) == wanted
        assert (page.matching, page.total) == (len(wanted), len(dataset.items))
    assert set(everything(users, search="BONN").cells["town"]) == {"bonn"}
    assert everything(users, search="nowhere").matching == 0
    page = users.page(search="bonn", sort="interactions", limit=2)
    assert page.cells["interactions"] == sorted(everything(users, search="bonn").cells["interactions"])[::-1][:2]


def test_pictures_are_no_column_and_an_unknown_column_is_named() -> None:
    table = EntityTable(attributed(), "items")
    assert [c.name for c in table.columns] == [
        "id", "title", "interactions", "distinct", "mean_value", "first_time", "last_time",
        "categories", "year", "price",
    ]  # fmt: skip
    assert [c.kind for c in table.columns][-3:] == ["list", "count", "number"]
    with pytest.raises(ConfigurationError, match="interactions"):
        table.page(sort="colour")


# ---- one user, one item


@pytest.mark.parametrize("seed", range(3))
def test_a_timeline_holds_what_the_user_did(seed: int) -> None:
    dataset = attributed(seed)
    rows = rows_of(dataset)
    for code in range(len(dataset.users)):
        mine = [r for r in rows if r.user == dataset.users[code]]
        seen = user_timeline(dataset, code)
        assert (seen.n_interactions, seen.n_items) == (len(mine), len({r.item for r in mine}))
        assert int(seen.over_time.counts.sum()) == len(mine)
        assert dict(zip(seen.values.levels, seen.values.counts, strict=True)) == Counter(r.value for r in mine)
        met = Counter(
            category
            for r in mine
            for category in dataset.item_table.cell("categories", int(dataset.items.code(r.item) or 0))
        )
        assert dict(seen.categories) == met
        assert seen.attributes.get("town") == (("Oslo", "bonn", None)[code % 3])


@pytest.mark.parametrize("seed", range(3))
def test_an_items_page_counts_who_met_it_and_what_they_met_too(seed: int) -> None:
    dataset = attributed(seed)
    rows = rows_of(dataset)
    users_of = {i: {r.user for r in rows if r.item == i} for i in dataset.items.arrow.to_pylist()}
    for code in range(len(dataset.items)):
        name = dataset.items[code]
        page = item_page(dataset, code)
        mine = [r for r in rows if r.item == name]
        assert (page.n_interactions, page.n_users) == (len(mine), len(users_of[name]))
        assert page.mean_value == pytest.approx(sum(r.value for r in mine) / len(mine))
        assert page.popularity_rank == 1 + sum(count > len(mine) for count in Counter(r.item for r in rows).values())
        wanted = {other: len(users_of[name] & users_of[other]) for other in users_of if other != name}
        assert {c.item_id: c.users for c in page.companions} == {o: n for o, n in wanted.items() if n}
        assert [c.users for c in page.companions] == sorted((c.users for c in page.companions), reverse=True)
        for companion in page.companions:
            share = companion.users / len(users_of[name])
            assert companion.share == pytest.approx(share)
            expected = len(users_of[companion.item_id]) / len(dataset.users)
            assert companion.lift == pytest.approx(share / expected)
        assert "image" not in page.attributes


def test_moments_and_values_are_counted_whatever_they_are() -> None:
    assert time_counts(None).counts.tolist() == []
    one = time_counts(np.array([7, 7], np.int64))
    assert (one.edges.tolist(), one.counts.tolist()) == ([7, 8], [2])
    draw = np.random.default_rng(0)
    times = draw.integers(0, 10**9, 500)
    many = time_counts(times)
    assert len(many.counts) <= 48
    assert many.counts.tolist() == np.histogram(times, many.edges)[0].tolist()
    assert value_counts(draw.random(1000).astype(np.float32)).counts.sum() == 1000
    assert value_counts(np.array([2, 1, 2], np.float32)).counts.tolist() == [1, 2]


# ---- the matrix


@pytest.mark.parametrize("cells", [4, 7, 256])
def test_each_cell_of_the_picture_is_the_share_that_met(cells: int) -> None:
    dataset = random_dataset(3)
    seen = sparsity(dataset, cells)
    rows = rows_of(dataset)
    active, popular = Counter(r.user for r in rows), Counter(r.item for r in rows)
    users = sorted(dataset.users.arrow.to_pylist(), key=lambda u: -active[u])
    items = sorted(dataset.items.arrow.to_pylist(), key=lambda i: -popular[i])
    pairs = {(r.user, r.item) for r in rows}
    assert seen.density.shape == (min(cells, len(users)), min(cells, len(items)))
    for y in range(seen.density.shape[0]):
        for x in range(seen.density.shape[1]):
            some = users[seen.user_edges[y] : seen.user_edges[y + 1]]
            others = items[seen.item_edges[x] : seen.item_edges[x + 1]]
            met = sum((u, i) in pairs for u in some for i in others)
            assert seen.density[y, x] == pytest.approx(met / (len(some) * len(others)))


# ---- quality


@pytest.mark.parametrize("seed", range(4))
def test_quality_counts_what_a_loop_counts(seed: int) -> None:
    dataset = attributed(seed)
    rows = rows_of(dataset)
    seen = quality(dataset, now=2_000_000_000)
    pairs = Counter((r.user, r.item) for r in rows)
    lengths, counts = Counter(r.user for r in rows), Counter(r.item for r in rows)
    assert seen.density == pytest.approx(len(pairs) / (len(lengths) * len(counts)))
    assert seen.repeated_rows == len(rows) - len(pairs)
    assert seen.identical_rows == len(rows) - len(set(rows))
    assert seen.single_users == sum(n == 1 for n in lengths.values())
    assert seen.single_items == sum(n == 1 for n in counts.values())
    assert seen.longest_history == max(lengths.values())
    assert seen.median_history == np.median(list(lengths.values()))
    assert seen.same_second_rows == sum(a[0] == b[0] and a.time == b.time for a, b in pairwise(rows))
    assert seen.moments == len({r.time for r in rows})
    missing = {(m.of, m.name): m.missing for m in seen.missing}
    assert missing["items", "year"] == missing["items", "price"] == 1
    assert missing["items", "categories"] == sum(n % 3 == 0 for n in range(len(counts)))
    assert missing["users", "town"] == sum(n % 3 == 2 for n in range(len(lengths)))


def test_inequality_is_ginis() -> None:
    counts = np.array([1, 4, 0, 9, 2])
    brute = sum(abs(int(a) - int(b)) for a in counts for b in counts) / (2 * len(counts) * int(counts.sum()))
    assert gini(counts) == pytest.approx(brute)
    assert gini(np.array([3, 3, 3])) == pytest.approx(0)
    assert gini(np.zeros(3, np.int64)) == 0


def test_what_stands_out_is_said() -> None:
    crowd = [Row(f"u{n}", f"i{n % 30}", 1, 1_600_000_000 + n) for n in range(100)]
    one = [Row("u0", f"i{n}", 1, 1_600_000_000) for n in range(30)]
    said = " ".join(quality(dataset_of([*crowd, *one]), now=1_700_000_000).remarks)
    assert "One person has 24% of all interactions" in said
    assert "single interaction" in said
    assert "same second" in said
    assert "in the future" in " ".join(quality(dataset_of(crowd), now=1_600_000_050).remarks)
    assert "All times are equal" in " ".join(quality(dataset_of([r._replace(time=7) for r in crowd])).remarks)
    assert "before 1990" in " ".join(quality(dataset_of([r._replace(time=7) for r in crowd])).remarks)
    assert "There are no times" in quality(random_dataset(times=False)).remarks[0]
    repeated = dataset_of([*crowd, crowd[0]])
    assert "1 rows repeat another one in every column." in quality(repeated, now=1_700_000_000).remarks
