"""Exported files: read back by our own reader and by others, whole or not there at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from random_dataset import Row, dataset_of, random_dataset, rows_of

from workbench.data.dataset import Dataset
from workbench.data.export import Format, export_dataset
from workbench.data.interactions import Vocabulary
from workbench.data.reading import preview, read_dataset
from workbench.errors import Cancelled, ConfigurationError, WorkbenchError
from workbench.jobs import Progress


def awkward() -> Dataset:
    """Ids and titles with everything that a table of text can trip over, but tabulators and line breaks in ids."""
    names = ["007", 'say "hi"', "a,b;c", "üñí", "0.5", "x y"]
    rows = [Row(f"user {n % 4}", names[n % 6], [0.1, 2.5, 5.0][n % 3], 1_600_000_000 + n) for n in range(24)]
    order = sorted(names)
    items = {
        "title": [f'The "{name}", part 1\t(2000)' for name in order],
        "categories": pa.array([["Sci-Fi", "War"], [], ["War"], ["Film Noir"], None, ["A|B"]], pa.list_(pa.string())),
        "year": pa.array([1999, None, 2001, 2002, 2003, 2004], pa.int32()),
        "price": pa.array([0.1, 1e-7, None, 12.0, 3.25, 7.0]),
    }
    return dataset_of(rows, items, {"town": ["São Paulo", None, "Oslo", "x"], "age": pa.array([1, 2, 3, None])})


def plain(dataset: Dataset) -> list[Row]:
    return rows_of(dataset)


def by_time(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (r.user, r.time, r.item))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_file_of_interactions_is_read_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    dataset = awkward()
    result = export_dataset(dataset, tmp_path / f"out.{suffix}", suffix, progress=Progress())  # type: ignore[arg-type]
    assert result.files == (tmp_path / f"out.{suffix}",)
    assert result.n_bytes == (tmp_path / f"out.{suffix}").stat().st_size
    again = read_dataset(tmp_path / f"out.{suffix}", progress=Progress()).dataset
    assert by_time(plain(again)) == by_time(plain(dataset))
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"out.{suffix}"]


def test_atomic_files_are_read_back_with_their_attributes(tmp_path: Path) -> None:
    dataset = awkward()
    result = export_dataset(dataset, tmp_path / "films", "recbole", progress=Progress())
    assert [f.name for f in result.files] == ["films.inter", "films.item", "films.user"]
    again = read_dataset(tmp_path / "films", progress=Progress()).dataset
    assert by_time(plain(again)) == by_time(plain(dataset))
    for code in range(len(dataset.items)):
        there = again.items.code(dataset.items[code])
        assert there is not None
        assert again.title(there) == dataset.title(code).replace("\t", " ")
        assert again.item_table.cell("year", there) == dataset.item_table.cell("year", code)
        price = dataset.item_table.cell("price", code)
        assert again.item_table.cell("price", there) == (None if price is None else pytest.approx(price, rel=1e-6))
        wanted = [c.replace(" ", "_") for c in dataset.item_table.cell("categories", code) or []]
        assert list(again.item_table.cell("categories", there) or []) == wanted
    assert again.user_table is not None
    assert sorted(again.user_table["town"].to_pylist()) == ["", "Oslo", "São Paulo", "x"]
    assert result.notes == ("1 of the categories has a space inside, which was written as “_”.",)


@pytest.mark.parametrize("form", ["csv", "parquet", "recbole"])
@pytest.mark.parametrize("times", [True, False])
def test_every_format_keeps_every_row(tmp_path: Path, form: str, times: bool) -> None:
    dataset = random_dataset(4, times=times)
    export_dataset(dataset, tmp_path / "out", form, progress=Progress())  # type: ignore[arg-type]
    where = tmp_path / "out" / (f"interactions.{form}" if form != "recbole" else "out.inter")
    again = read_dataset(where, progress=Progress()).dataset
    assert sorted(plain(again), key=str) == sorted(plain(dataset), key=str)
    # Each person's order is kept, times or not.
    for user in dataset.users.arrow.to_pylist():
        mine = [r for r in plain(dataset) if r.user == user]
        assert [r for r in plain(again) if r.user == user] == mine


def test_values_that_say_nothing_are_not_written(tmp_path: Path) -> None:
    dataset = dataset_of([Row("a", "x", 1.0, None), Row("b", "x", 1.0, None)])
    export_dataset(dataset, tmp_path / "o.csv", "csv", progress=Progress())
    assert (tmp_path / "o.csv").read_text().replace('"', "") == "user_id,item_id\na,x\nb,x\n"


def test_tables_of_items_and_users_lie_beside_the_interactions(tmp_path: Path) -> None:
    dataset = awkward()
    result = export_dataset(dataset, tmp_path / "c", "csv", progress=Progress())
    assert [f.name for f in result.files] == ["interactions.csv", "items.csv", "users.csv"]
    with (tmp_path / "c" / "items.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["item_id"] for r in rows] == dataset.items.arrow.to_pylist()
    assert [r["title"] for r in rows] == dataset.item_table.columns["title"].to_pylist()
    assert [r["categories"] for r in rows] == ["Sci-Fi|War", "", "War", "Film Noir", "", "A/B"]
    assert "written as “/”" in result.notes[0]
    export_dataset(dataset, tmp_path / "p", "parquet", progress=Progress())
    items = pq.read_table(tmp_path / "p" / "items.parquet")
    assert items.drop_columns("item_id").equals(dataset.item_table.columns)


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ConfigurationError, match="not empty"):
        export_dataset(awkward(), tmp_path / "out", "recbole", progress=Progress())
    assert [p.name for p in tmp_path.rglob("*")] == ["out", "mine.txt"]


@pytest.mark.parametrize("form", ["csv", "parquet", "recbole"])
def test_a_cancelled_export_leaves_nothing(tmp_path: Path, form: str) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        export_dataset(awkward(), tmp_path / "out", form, progress=progress)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_atomic_files_cannot_hold_is_named(tmp_path: Path) -> None:
    dataset = dataset_of([Row("a\tb", "x", 1.0, 1), Row("c", "x", 1.0, 2)])
    with pytest.raises(WorkbenchError, match=r"a\\tb"):
        export_dataset(dataset, tmp_path / "out", "recbole", progress=Progress())
    assert list(tmp_path.iterdir()) == []
    export_dataset(dataset, tmp_path / "out.csv", "csv", progress=Progress())
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["user_id"] for row in csv.DictReader(file)] == ["a\tb", "c"]


def test_a_place_that_cannot_be_written_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkbenchError, match="cannot be written"):
        export_dataset(awkward(), tmp_path / "file" / "out.csv", "csv", progress=Progress())


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_exported_folder_comes_back_with_everything_that_it_holds(tmp_path: Path, form: Format) -> None:
    dataset = awkward()
    export_dataset(dataset, tmp_path / "out", form, progress=Progress())
    assert preview(tmp_path / "out").layout_title == "Exported dataset"
    back = read_dataset(tmp_path / "out", progress=Progress()).dataset
    assert back.name == "out"
    assert by_time(plain(back)) == by_time(plain(dataset))

    def told(ids: Vocabulary, table: pa.Table | None) -> dict[str, dict[str, object]]:
        assert table is not None
        return dict(zip(ids.arrow.to_pylist(), table.to_pylist(), strict=True))

    assert told(back.users, back.user_table) == told(dataset.users, dataset.user_table)
    items = told(dataset.items, dataset.item_table.columns)
    if form == "csv":  # texts alone: what the notes of the export say was changed, and an empty list for none
        for about in items.values():
            about["categories"] = [str(c).replace("|", "/") for c in about["categories"] or ()]  # type: ignore[attr-defined]
    assert told(back.items, back.item_table.columns) == items


def test_an_exported_file_of_interactions_alone_is_a_table_like_any_other(tmp_path: Path) -> None:
    export_dataset(awkward(), tmp_path / "interactions.csv", "csv", progress=Progress())
    assert preview(tmp_path / "interactions.csv").guess is not None
