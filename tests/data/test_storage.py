"""What is written comes back, to the last bit of the fingerprint."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.ipc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.fingerprint import column_digest
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.storage import read_dataset_files, write_dataset
from workbench.errors import ArtifactDamagedError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    users = draw(st.lists(TEXT, unique=True, max_size=5))
    items = draw(st.lists(TEXT, unique=True, max_size=5))
    rows = draw(st.integers(0, 20)) if users and items else 0

    def codes(n: int) -> np.ndarray:
        return np.array(draw(st.lists(st.integers(0, max(n - 1, 0)), min_size=rows, max_size=rows)), dtype=np.int32)

    value = draw(st.lists(st.floats(-9, 9, width=32), min_size=rows, max_size=rows))
    time = draw(st.none() | st.lists(st.integers(-(2**40), 2**40), min_size=rows, max_size=rows))
    n = len(items)
    columns = {
        "title": pa.array(draw(st.lists(st.none() | TEXT, min_size=n, max_size=n)), pa.string()),
        "id": pa.array(draw(st.lists(st.none() | st.integers(0, 9), min_size=n, max_size=n)), pa.int32()),
        "categories": pa.array(
            draw(st.lists(st.none() | st.lists(TEXT, max_size=3), min_size=n, max_size=n)), pa.list_(pa.string())
        ),
        "good": pa.array(draw(st.lists(st.none() | st.booleans(), min_size=n, max_size=n)), pa.bool_()),
    }
    kept = draw(st.lists(st.sampled_from(sorted(columns)), unique=True))
    user_table = pa.table({"age": pa.array(range(len(users)), pa.int32())}) if draw(st.booleans()) else None
    return Dataset(
        name="Drawn",
        interactions=Interactions.from_columns(
            codes(len(users)),
            codes(n),
            np.array(value, np.float32),
            None if time is None else np.array(time, np.int64),
            n_users=len(users),
            n_items=n,
        ),
        users=Vocabulary(users),
        items=Vocabulary(items),
        item_table=ItemTable(pa.table(columns).select(kept)),
        user_table=user_table,
    )


def stored(dataset: Dataset, folder: Path) -> Dataset:
    files = {path.name: path for path in write_dataset(dataset, folder)}
    return read_dataset_files(files, name=dataset.name, source="there", invented=True, media={"image": "x.zip"})


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_a_dataset_comes_back_with_the_same_fingerprint(dataset):
    with tempfile.TemporaryDirectory() as folder:
        back = stored(dataset, Path(folder))
    assert back.fingerprint == dataset.fingerprint
    assert back.users.arrow.equals(dataset.users.arrow)
    assert len(back.item_table) == len(dataset.items)
    np.testing.assert_array_equal(back.interactions.offsets, dataset.interactions.offsets)
    np.testing.assert_array_equal(back.interactions.value, dataset.interactions.value)
    for array in (back.interactions.user, back.interactions.item):
        assert array.dtype == np.int32
    assert (back.source, back.invented, back.media) == ("there", True, {"image": "x.zip"})


def small() -> Dataset:
    return Dataset(
        "Small",
        Interactions.from_columns(np.array([0, 1]), np.array([1, 0]), None, None, n_users=2, n_items=2),
        Vocabulary(["007", "8"]),
        Vocabulary(["a", "b"]),
        ItemTable(pa.table({"title": ["A", None]})),
    )


@pytest.mark.parametrize(
    "changed",
    [
        replace(small(), users=Vocabulary(["07", "08"])),
        replace(small(), items=Vocabulary(["ab", ""])),
        replace(small(), item_table=ItemTable(pa.table({"title": ["A", ""]}))),
        replace(small(), item_table=ItemTable(pa.table({"text": ["A", None]}))),
        replace(small(), user_table=pa.table({"age": [1, 2]})),
    ],
)
def test_any_change_changes_the_fingerprint(changed):
    assert changed.fingerprint != small().fingerprint


def test_a_name_does_not_count_towards_the_fingerprint():
    assert replace(small(), name="Other", source="x").fingerprint == small().fingerprint


@given(st.lists(st.none() | TEXT, min_size=1, max_size=12), st.data())
def test_the_digest_does_not_depend_on_how_a_column_is_stored(values, data):
    plain = pa.array(values, pa.string())
    cut = data.draw(st.integers(0, len(values)))
    padded = pa.array(["before", *values, "after"], pa.string()).slice(1, len(values))
    for same in (
        pa.chunked_array([plain.slice(0, cut), plain.slice(cut)], pa.string()),
        padded,
        plain.cast(pa.large_string()),
        plain.dictionary_encode(),
    ):
        assert column_digest(same) == column_digest(plain)


def test_bytes_beneath_a_null_do_not_count():
    hidden = pa.array(["a", "hidden", "b"])
    masked = pa.Array.from_buffers(
        pa.string(), 3, [pa.py_buffer(b"\x05"), hidden.buffers()[1], hidden.buffers()[2]], null_count=1
    )
    assert masked.to_pylist() == ["a", None, "b"]
    assert column_digest(masked) == column_digest(pa.array(["a", None, "b"]))


def rewritten(path: Path, columns: dict[str, np.ndarray], **about: str) -> None:
    """Write an Arrow file as another version of the program would."""
    batch = pa.record_batch({name: pa.array(array) for name, array in columns.items()})
    batch = batch.replace_schema_metadata(about)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)


def test_a_dataset_stored_with_the_users_codes_still_opens(tmp_path):
    dataset = small()
    files = {path.name: path for path in write_dataset(dataset, tmp_path)}
    parts = dataset.interactions
    columns = {"user": parts.user, "item": parts.item, "value": parts.value}
    rewritten(files["interactions.arrow"], columns, n_users="2", n_items="2")
    rewritten(files["histories.arrow"], {"begin": parts.offsets}, n_users="2", n_items="2")
    back = read_dataset_files(files, name="", source="", invented=False, media={})
    assert back.fingerprint == dataset.fingerprint
    assert back.interactions.user.tolist() == [0, 1]


def test_users_codes_are_not_stored(tmp_path):
    files = {path.name: path for path in write_dataset(small(), tmp_path)}
    with pa.memory_map(str(files["interactions.arrow"])) as mapped:
        assert pa.ipc.open_file(mapped).schema.names == ["item", "value"]


def test_a_layout_of_a_newer_version_is_told(tmp_path):
    files = {path.name: path for path in write_dataset(small(), tmp_path)}
    rewritten(files["histories.arrow"], {"begin": np.array([0, 1, 2])}, layout="99", n_users="2", n_items="2")
    with pytest.raises(ArtifactDamagedError, match=r"histories\.arrow was written by a newer version"):
        read_dataset_files(files, name="", source="", invented=False, media={})


def test_a_missing_file_is_named(tmp_path):
    files = {path.name: path for path in write_dataset(small(), tmp_path)}
    files["items.parquet"].unlink()
    with pytest.raises(ArtifactDamagedError, match=r"lost its file items\.parquet"):
        read_dataset_files(files, name="", source="", invented=False, media={})


def test_a_cut_file_is_told_in_one_sentence(tmp_path):
    files = {path.name: path for path in write_dataset(small(), tmp_path)}
    path = files["interactions.arrow"]
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ArtifactDamagedError, match=r"interactions\.arrow cannot be read"):
        read_dataset_files(files, name="", source="", invented=False, media={})


def test_files_of_two_datasets_do_not_mix(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = {path.name: path for path in write_dataset(small(), tmp_path / "one")}
    tiny = replace(small(), items=Vocabulary(["a"]), item_table=ItemTable(pa.table({"title": ["A"]})))
    two = {path.name: path for path in write_dataset(tiny, tmp_path / "two")}
    with pytest.raises(ArtifactDamagedError, match="that the other files do not have"):
        read_dataset_files(one | {"items.parquet": two["items.parquet"]}, name="", source="", invented=False, media={})
