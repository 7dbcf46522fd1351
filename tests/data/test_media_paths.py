"""Pictures and sounds that tables name by their paths, packed into the dataset, and never from outside its folder."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary

ROWS = "user,item,poster\nu1,a,art/a.png\nu2,b,art/B.JPG\nu1,c,art/gone.png\nu2,d,\nu1,b,art/B.JPG\n"
FILES = {"art/a.png": b"picture of a", "art/B.JPG": b"picture of b"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "workspace") as opened:
        yield opened


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def zipped(folder: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return folder / "all.zip"


def tarred(folder: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(folder / "all.tar.gz", "w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return folder / "all.tar.gz"


def pictures(workspace: Workspace, stored: DatasetSummary) -> dict[str, bytes | None]:
    items = workspace.datasets.load(stored.id).items
    return {items[code]: workspace.datasets.image(stored.id, code) for code in range(len(items))}


@pytest.mark.parametrize("form", [put, zipped, tarred])
def test_pictures_named_by_path_are_stored_with_the_dataset_and_missing_ones_are_listed(
    workspace: Workspace, tmp_path: Path, form: Callable[[Path, dict[str, bytes]], Path]
) -> None:
    (tmp_path / "mine").mkdir()
    made = form(tmp_path / "mine", {"data/rows.csv": ROWS.encode(), **{f"data/{n}": c for n, c in FILES.items()}})
    checked = workspace.datasets.check(made, progress=Progress())
    said = [
        "2 of 3 pictures that rows.csv names are there.",
        "1 of the pictures that it names were not found: art/gone.png.",
    ]
    assert [note for note in checked.report().notes if "pictures" in note] == said
    stored = workspace.datasets.store(checked, progress=Progress())
    assert stored.media == ("image",)
    assert pictures(workspace, stored) == {"a": b"picture of a", "b": b"picture of b", "c": None, "d": None}
    assert [note for note in stored.notes if "pictures" in note] == said


def test_paths_of_a_table_that_is_opened_alone_begin_at_its_folder(workspace: Workspace, tmp_path: Path) -> None:
    folder = put(tmp_path / "mine", {"rows.csv": ROWS.encode(), **FILES})
    stored = workspace.datasets.import_file(folder / "rows.csv", progress=Progress())
    assert pictures(workspace, stored)["a"] == b"picture of a"


def test_no_path_leads_out_of_the_folder_whatever_way_it_takes(workspace: Workspace, tmp_path: Path) -> None:
    secret = put(tmp_path, {"secret.png": b"secret"}) / "secret.png"
    folder = put(tmp_path / "mine", {"art/in.png": b"inside"})
    (folder / "art" / "link.png").symlink_to(secret)
    (folder / "away").symlink_to(tmp_path)
    cells = ["../secret.png", str(secret), "art/link.png", "away/secret.png", "art/../../secret.png", "art/in.png"]
    rows = "".join(f"u{n % 2},i{n},{cell}\n" for n, cell in enumerate(cells))
    (folder / "rows.csv").write_text("user,item,image\n" + rows)
    stored = workspace.datasets.import_file(folder / "rows.csv", progress=Progress())
    found = pictures(workspace, stored)
    assert {content for content in found.values() if content} == {b"inside"}
    assert "5 of the pictures that it names lie outside its folder and are left out: ../secret.png" in str(stored.notes)


def test_no_path_leads_out_of_an_archive(workspace: Workspace, tmp_path: Path) -> None:
    rows = b"user,item,image\nu1,a,../../up.png\nu2,b,/etc/x.png\nu1,c,in.png\n"
    path = zipped(tmp_path, {"d/rows.csv": rows, "../up.png": b"up", "d/in.png": b"inside"})
    stored = workspace.datasets.import_file(path, progress=Progress())
    assert {content for content in pictures(workspace, stored).values() if content} == {b"inside"}


def test_addresses_are_not_fetched_and_other_files_are_not_packed(workspace: Workspace, tmp_path: Path) -> None:
    folder = put(tmp_path / "mine", {"keys.txt": b"private", "a.png": b"inside"})
    (folder / "rows.csv").write_text("user,item,image\nu1,a,http://x.example/a.png\nu2,b,keys.txt\nu1,c,a.png\n")
    stored = workspace.datasets.import_file(folder / "rows.csv", progress=Progress())
    assert set(pictures(workspace, stored).values()) == {None, b"inside"}
    assert any("addresses on the net" in note and "http://x.example/a.png" in note for note in stored.notes)
    assert any("no ending of such a file: keys.txt" in note for note in stored.notes)


def test_a_table_of_items_names_sounds_and_the_later_companion_has_the_last_word(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = put(tmp_path / "mine", {"rows.csv": ROWS.encode(), **FILES, "snd/a.wav": b"sound of a"})
    (folder / "items.csv").write_text("item,audio_path\na,snd/a.wav\nb,snd/none.wav\n")
    posters = put(tmp_path / "posters", {"b.png": b"another picture of b"})
    checked = workspace.datasets.check(folder / "rows.csv", progress=Progress())
    companions = [workspace.datasets.companion(path, "user", "item") for path in (folder / "items.csv", posters)]
    stored = workspace.datasets.store(checked, companions=companions, progress=Progress())
    assert stored.media == ("audio", "image")
    assert pictures(workspace, stored)["a"] == b"picture of a"
    assert pictures(workspace, stored)["b"] == b"another picture of b"
    dataset = workspace.datasets.load(stored.id)
    with zipfile.ZipFile(dataset.media["audio"]) as archive:
        assert archive.read(dataset.item_table.cell("audio", 0)) == b"sound of a"
    assert "1 of 2 sounds that items.csv names are there." in stored.notes


def test_a_column_whose_files_are_all_missing_leaves_a_dataset_without_pictures(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = put(tmp_path / "mine", {"rows.csv": ROWS.encode()})
    stored = workspace.datasets.import_file(folder / "rows.csv", progress=Progress())
    assert stored.media == ()
    assert "0 of 3 pictures that rows.csv names are there." in stored.notes
