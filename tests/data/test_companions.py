from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from real_data import real_data

from workbench.data.companion_files import Companion, recognise_companion
from workbench.data.companions import attach
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.errors import ConfigurationError, DataFormatError
from workbench.jobs import Progress


def dataset(**columns: list[object]) -> Dataset:
    """Two people and three items: `007`, `b` and `c`."""
    import numpy as np

    codes = np.array([0, 1, 2, 0], np.int32)
    made = Interactions.from_columns(np.array([0, 0, 1, 1], np.int32), codes, None, None, n_users=2, n_items=3)
    table = pa.table(columns) if columns else pa.table({"id": ["", "", ""]}).select([])
    return Dataset("D", made, Vocabulary(["u1", "u2"]), Vocabulary(["007", "b", "c"]), ItemTable(table))


def joined(companion: Companion, folder: Path, to: Dataset | None = None) -> tuple[Dataset, list[str]]:
    return attach(to or dataset(), [companion], folder, Progress())


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_items_is_known_by_the_name_that_the_interactions_give_their_items(tmp_path: Path) -> None:
    file = write(tmp_path / "films.csv", "title,Movie_ID,genres\nHeat,007,Crime|Drama\n")
    found = recognise_companion(file, "userId", "movieId")
    assert (found.kind, found.key, found.may_be) == ("items", "Movie_ID", ("items", "users"))
    assert found.says == "By Movie_ID: title, genres."


def test_a_table_of_users_is_known_by_its_ids(tmp_path: Path) -> None:
    assert recognise_companion(write(tmp_path / "a.csv", "uid,age\nu1,3\n"), "uid", "iid").kind == "users"
    assert recognise_companion(write(tmp_path / "b.csv", "customer,age\nu1,3\n"), "uid", "iid").kind == "users"


def test_attributes_of_items_come_in_the_order_of_the_items_with_leading_zeros_kept(tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", "item,title,genres,year,price\nb,Bee,,1999,2.5\n007,Bond,Spy|Fun,1962,\nz,Z,,,\n")
    made, said = joined(recognise_companion(file, "user", "item"), tmp_path)
    table = made.item_table
    assert [table.title(n, "?") for n in range(3)] == ["Bond", "Bee", "?"]
    assert [table.cell("categories", n) for n in range(3)] == [["Spy", "Fun"], [], None]
    assert [table.cell("year", n) for n in range(3)] == [1962, 1999, None]
    assert [table.cell("price", n) for n in range(3)] == [None, 2.5, None]
    assert said == ["f.csv tells about 2 of 3 items."]


def test_a_companion_overrules_what_is_known_and_leaves_what_it_does_not_know(tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", "item,title\nb,New\nc,\n")
    made, _ = joined(recognise_companion(file, "u", "item"), tmp_path, dataset(title=["A", "Old", "C"]))
    assert [made.title(n) for n in range(3)] == ["A", "New", "C"]


def test_attributes_of_users_are_joined_to_the_users(tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", "user,age\nu2,31\n")
    made, _ = joined(recognise_companion(file, "user", "item"), tmp_path)
    assert made.user_table is not None
    assert made.user_table["age"].to_pylist() == [None, 31.0]


def test_the_roles_of_a_companions_columns_are_told_by_their_names_and_corrected(tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", "num,code,title,label,secret\n1,007,Spies,Bond,x\n2,b,Insects,Bee,y\n")
    found = recognise_companion(file, "user", "item")
    assert found.roles == {
        "num": "id", "code": "attribute", "title": "title", "label": "attribute", "secret": "attribute",
    }  # fmt: skip
    assert found.rows[0] == ("1", "007", "Spies", "Bond", "x")
    for column, role in (("code", "id"), ("label", "title"), ("title", "categories"), ("secret", "ignore")):
        found = found.with_role(column, role)  # type: ignore[arg-type]
    assert found.says == "By code: num, title, label."
    made, _ = joined(found, tmp_path)
    assert [made.title(n) for n in range(3)] == ["Bond", "Bee", "c"]
    assert made.item_table.columns["categories"].to_pylist() == [["Spies"], ["Insects"], None]
    assert made.item_table.columns["num"].to_pylist() == [1.0, 2.0, None]
    assert not made.item_table.has("secret")


def test_a_companion_keeps_a_column_of_ids_and_has_no_role_that_its_kind_has_not(tmp_path: Path) -> None:
    found = recognise_companion(write(tmp_path / "f.csv", "user,age\nu2,31\n"), "user", "item")
    with pytest.raises(ConfigurationError, match="needs a column of ids"):
        found.with_role("user", "ignore")
    with pytest.raises(ConfigurationError, match="“title” is no role"):
        found.with_role("age", "title")
    with pytest.raises(ConfigurationError, match="has no column “sex”"):
        found.with_role("sex", "attribute")
    made, _ = joined(found.with_role("age", "ignore"), tmp_path)
    assert made.user_table is not None
    assert made.user_table.column_names == []


def test_a_table_in_parquet_keeps_its_types(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"item": ["007", "c"], "tags": [["x", "y"], []], "n": [1, 2], "name": ["A", "B"]}),
        tmp_path / "f.parquet",
    )
    made, _ = joined(recognise_companion(tmp_path / "f.parquet", "user", "item"), tmp_path)
    assert made.item_table.cell("categories", 0) == ["x", "y"]
    assert (made.item_table.cell("n", 2), made.item_table.title(2, "?")) == (2.0, "B")


def test_a_table_that_speaks_of_other_items_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "f.csv", "item,title\nx,X\n")
    with pytest.raises(DataFormatError, match="speaks of none of the 3 items"):
        joined(recognise_companion(file, "user", "item"), tmp_path)


@pytest.mark.parametrize("container", ["folder", "zip", "tar.gz"])
def test_pictures_named_by_item_go_into_one_archive(tmp_path: Path, container: str) -> None:
    entries = {
        "posters/007.PNG": b"one",
        "posters/c.jpg": b"two",
        "posters/zz.jpg": b"nobody's",
        "posters/notes.txt": b"",
    }
    if container == "folder":
        path = tmp_path / "pictures"
        for name, content in entries.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
    elif container == "zip":
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
    else:
        path = tmp_path / "p.tar.gz"
        with tarfile.open(path, "w:gz") as tar:
            for name, content in entries.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
    found = recognise_companion(path)
    assert (found.kind, found.says) == ("image", "3 pictures, named by item.")
    made, said = joined(found, tmp_path)
    assert made.item_table.columns["image"].to_pylist() == ["0.png", None, "2.jpg"]
    with zipfile.ZipFile(made.media["image"]) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"0.png": b"one", "2.jpg": b"two"}
    assert said == [
        f"2 of 3 items have pictures in {path.name}.",
        "1 of its pictures are named by no item and were left out.",
    ]


def test_an_entry_whose_name_leads_out_of_the_archive_stays_inside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("../../007.png", b"one")
    made, _ = joined(recognise_companion(tmp_path / "p.zip"), tmp_path)
    with zipfile.ZipFile(made.media["image"]) as packed:
        assert packed.namelist() == ["0.png"]


def test_a_folder_of_sounds_is_told_from_pictures_and_may_be_taken_for_either(tmp_path: Path) -> None:
    for name in ("b.wav", "c.mp3", "b.png"):
        (tmp_path / name).write_bytes(b"x")
    found = recognise_companion(tmp_path)
    assert (found.kind, set(found.may_be)) == ("audio", {"audio", "image"})
    made, _ = joined(found.taken_for("image"), tmp_path)
    assert made.item_table.columns["image"].to_pylist() == [None, "1.png", None]


@pytest.mark.parametrize(
    ("content", "sentence"), [("", "no table"), ("%PDF-1.4 \0\1", "a PDF"), ("one\ncolumn\n", "no table")]
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(DataFormatError, match=sentence):
        attach(dataset(), [recognise_companion(write(tmp_path / "f.txt", content))], tmp_path, Progress())


def test_json_lines_tell_about_items_by_their_product_number(tmp_path: Path) -> None:
    lines = (
        '{"parent_asin": "b", "title": "Brush", "categories": ["Beauty", "Hair"]}\n{"parent_asin": "z", "title": "Z"}\n'
    )
    found = recognise_companion(write(tmp_path / "meta.jsonl", lines), "user_id", "parent_asin")
    made, _ = joined(found, tmp_path)
    assert (made.title(1), made.item_table.cell("categories", 1)) == ("Brush", ["Beauty", "Hair"])


def test_an_object_of_items_by_their_ids_tells_about_them(tmp_path: Path) -> None:
    file = write(
        tmp_path / "meta.json", '{"007": {"title": "Heat", "genres": ["Crime", "Drama"]}, "b": {"title": "B"}}'
    )
    found = recognise_companion(file, "user", "item")
    assert (found.kind, found.key) == ("items", "id")
    made, said = joined(found, tmp_path)
    assert made.item_table.columns["title"].to_pylist() == ["Heat", "B", None]
    assert made.item_table.columns["categories"].to_pylist()[0] == ["Crime", "Drama"]
    assert "meta.json tells about 2 of 3 items." in said


def test_real_posters_of_movielens_are_known_as_pictures() -> None:
    found = recognise_companion(real_data("posters-ml-1m") / "posters_top850.tar")
    assert found.says == "850 pictures, named by item."
