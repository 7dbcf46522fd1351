"""Damaged files of every form end in a dataset or in one clear sentence, and no row is lost without being counted."""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import tarfile
import time
import zipfile
from pathlib import Path

import json_layouts
import layouts
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
import text_layouts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_table_forms import database, workbook

from workbench.data.reading import check_dataset, preview
from workbench.errors import WorkbenchError
from workbench.jobs import Progress

TABLE = "user,item,rating,time\n" + "".join(f"u{n % 9},i{n % 7},{n % 5 + 1},{1_700_000_000 + n}\n" for n in range(60))
DATES = "user;item;date\n" + "".join(f"a{n};b;{n % 28 + 1}.5.2024\n" for n in range(60))
MATRIX = "who," + ",".join(f"f{n}" for n in range(12)) + "\n" + "".join(
    f"u{u}," + ",".join("" if (u + n) % 3 else str(n % 5) for n in range(12)) + "\n" for u in range(9)
)  # fmt: skip


def _table(folder: Path, name: str = "t.csv", text: str = TABLE, encoding: str = "utf-8") -> Path:
    return layouts.table(folder / name, text, encoding).parent


def _arrow(folder: Path, kind: str) -> Path:
    folder.mkdir()
    table = pa.table({"user": ["a", "b", "a"] * 9, "item": [1, 2, 3] * 9, "rating": [1.5, 2.0, 3.0] * 9})
    if kind == "parquet":
        pq.write_table(table, folder / "t.parquet")
    else:
        pyarrow.feather.write_feather(table, str(folder / "t.feather"))
    return folder


def _file(folder: Path, make, name: str) -> Path:
    folder.mkdir()
    make(folder / name)
    return folder


def _packed(folder: Path, name: str) -> Path:
    folder.mkdir()
    if name.endswith(".zip"):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("data/../../t.csv", TABLE)
            archive.writestr("README", "about")
    elif name.endswith(".tar.gz"):
        with tarfile.open(folder / name, "w:gz") as archive:
            info = tarfile.TarInfo("../../t.csv")
            info.size = len(TABLE)
            archive.addfile(info, io.BytesIO(TABLE.encode()))
    elif name.endswith(".zst"):
        with pa.CompressedOutputStream((folder / name).open("wb"), "zstd") as stream:
            stream.write(TABLE.encode())
    else:
        (folder / name).write_bytes(gzip.compress(TABLE.encode()))
    return folder


MAKERS = {
    "csv": _table,
    "quoted": lambda f: _table(f, "q.csv", TABLE.replace("u", '"u').replace(",i", '",i')),
    "utf16": lambda f: _table(f, "t.tsv", TABLE.replace(",", "\t"), "utf-16"),
    "gb18030": lambda f: _table(f, "t.csv", TABLE.replace("u1", "用户"), "gb18030"),
    "dates": lambda f: _table(
        f, "t.csv", "user;item;date\n" + "".join(f"a{n};b;{n % 28 + 1}.5.2024\n" for n in range(60))
    ),
    "matrix": lambda f: _table(f, "m.csv", MATRIX),
    "sequences": lambda f: layouts.sequences(f / "s.txt").parent,
    "gz": lambda f: _packed(f, "t.csv.gz"),
    "zst": lambda f: _packed(f, "t.csv.zst"),
    "zip": lambda f: _packed(f, "t.zip"),
    "tar.gz": lambda f: _packed(f, "t.tar.gz"),
    "parquet": lambda f: _arrow(f, "parquet"),
    "feather": lambda f: _arrow(f, "feather"),
    "xlsx": lambda f: _file(f, workbook, "t.xlsx"),
    "sqlite": lambda f: _file(f, database, "t.db"),
    "ml-100k": layouts.movielens_100k,
    "ml-1m": lambda f: layouts.movielens_1m(f, zipped=False),
    "ml-latest": lambda f: layouts.movielens_latest(f / "ml.zip").parent,
    "recbole": lambda f: text_layouts.knowledge_graph(layouts.recbole(f)),
    "netflix": text_layouts.netflix_combined,
    "book-crossing": text_layouts.book_crossing,
    "lastfm": text_layouts.lastfm_360k,
    "hetrec": text_layouts.hetrec_lastfm,
    "mind": text_layouts.mind,
    "jester": text_layouts.jester,
    "histories": text_layouts.histories,
    "amazon-2014": json_layouts.amazon_2014,
    "amazon-2023": json_layouts.amazon_2023,
    "yelp": json_layouts.yelp,
    "steam": lambda f: json_layouts.steam_opinions(f / "australian_user_reviews.json").parent,
    "otto": lambda f: json_layouts.otto(f / "train.jsonl").parent,
    "spotify": json_layouts.spotify,
}
_INSERTED = [
    b"\t",
    b"\n",
    b"::",
    b",",
    b'"',
    b"\0",
    b"\xff\xfe",
    b"|",
    b"{",
    b"[",
    b"]}",
    b"\\",
    b"\r",
    b"\xe9",
    b"-1",
    b"nan",
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to four damages: cut, flipped, inserted, removed, repeated, a huge field, an open quote."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made) + 1)
        how = chance.randrange(9)
        if how == 0:
            del made[place:]
        elif how == 1 and made:
            for _ in range(chance.randint(1, 20)):
                made[chance.randrange(len(made))] = chance.randrange(256)
        elif how == 2:
            made[place:place] = chance.choice(_INSERTED) * chance.randint(1, 5)
        elif how == 3:
            del made[place : place + chance.randint(1, 40)]
        elif how == 4:
            made[place:place] = made[place : place + 200]
        elif how == 5:
            made[place:place] = b"x" * 60_000
        elif how == 6:
            made[place:place] = b'"'
        elif how == 7:
            made[place:place] = "é用户🙂".encode(chance.choice(["utf-8", "utf-16-le", "gb18030"]))
        else:
            made[place:place] = b"\0" * chance.randint(1, 64)
    return bytes(made)


def sentence(error: WorkbenchError) -> str:
    """What a person reads of an error, which must be short, whole sentences on one line."""
    said = str(error)
    assert error.what.endswith("."), said
    assert "\n" not in said
    assert "Traceback" not in said
    assert len(said) < 700, said
    return said


def outcome(path: Path) -> str:
    """Preview, check and build: `read`, or the sentence of the one error; every count must add up."""
    try:
        preview(path)
        checked = check_dataset(path, progress=Progress())
        report = checked.report()
        assert report.rows_read == report.rows_kept + sum(finding.dropped for finding in report.findings)
        dataset = checked.dataset(progress=Progress())
        assert len(dataset.interactions) == report.rows_kept
        assert len(dataset.item_table) == len(dataset.items)
    except WorkbenchError as error:
        return sentence(error)
    return "read"


@pytest.mark.parametrize("kind", list(MAKERS))
def test_ten_damaged_files_of_each_form(tmp_path, kind):
    chance = random.Random(f"fuzz {kind}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    folder = MAKERS[kind](tmp_path / "made")
    assert outcome(folder) == "read"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for _ in range(10):
        victim = chance.choice(files)
        whole = victim.read_bytes()
        victim.write_bytes(damaged(whole, chance))
        began = time.monotonic()
        outcome(chance.choice([folder, victim]))
        assert time.monotonic() - began < 20, f"{kind} hangs"
        victim.write_bytes(whole)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000  # KiB


FIELD = st.text(
    st.characters(codec="utf-8", exclude_characters='"', exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")).filter(
        lambda c: c != ","
    ),
    max_size=6,
)
LINE = st.one_of(
    st.lists(FIELD, min_size=1, max_size=5).map(",".join),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)).map(lambda row: f"u{row[0]},i{row[1]},{row[2]}"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINE, max_size=6))  # more would be no table any more, which is refused
def test_every_line_of_a_table_is_kept_or_counted(tmp_path, lines):
    good = [f"u{n},i{n},{n % 5}" for n in range(len(lines) + 60)]
    path = tmp_path / "t.csv"
    written = [line for pair in zip(good, lines, strict=False) for line in pair] + good[len(lines) :]
    path.write_text("user,item,rating\n" + "".join(f"{line}\n" for line in written), encoding="utf-8", newline="")
    report = check_dataset(path, progress=Progress()).report()
    assert report.rows_read == sum(bool(line.strip()) for line in written)
    assert report.rows_kept >= len(good)


NAME = st.sampled_from(["user", "item", "rating", "x"])
VALUE = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    objects=st.lists(st.dictionaries(st.sampled_from(["user", "item", "rating", "x"]), VALUE, max_size=4), max_size=8)
)
def test_every_line_of_json_is_kept_or_counted(tmp_path, objects):
    good = [{"user": f"u{n}", "item": n, "rating": 1.5} for n in range(60)]
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(found) + "\n" for found in (*good, *objects)))
    report = check_dataset(path, progress=Progress()).report()
    assert report.rows_read == len(good) + len(objects)
    assert report.rows_kept >= len(good)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence_or_a_dataset(tmp_path, data):
    path = tmp_path / "t"
    path.write_bytes(data)
    assert outcome(path)
