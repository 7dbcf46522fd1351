"""Datasets inside archives and compressed files, read in place; traps are refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import layouts
import pyarrow as pa
import pytest

from workbench.data.reading import preview, read_dataset
from workbench.data.recognise import recognise
from workbench.errors import DataFormatError
from workbench.jobs import Progress

TEXT = "user,item,rating,time\n" + "".join(f"u{n % 7},i{n % 5},3,17000000{n:02}\n" for n in range(40))


def zstandard(data: bytes) -> bytes:
    packed = pa.BufferOutputStream()
    with pa.CompressedOutputStream(packed, "zstd") as stream:
        stream.write(data)
    return packed.getvalue().to_pybytes()


def packed_folder(folder, path, mode):
    with tarfile.open(path, mode) as archive:
        archive.add(folder, arcname="data/inside")
    return path


def read(path):
    return read_dataset(path, progress=Progress()).dataset


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".zst", zstandard), (".bz2", bz2.compress), (".xz", lzma.compress)],
)
def test_a_compressed_table_is_the_table(tmp_path, suffix, pack):
    plain = layouts.table(tmp_path / "t.csv", TEXT)
    path = tmp_path / f"t.csv{suffix}"
    path.write_bytes(pack(TEXT.encode()))
    dataset = read(path)
    assert dataset.fingerprint == read(plain).fingerprint
    assert dataset.name == "t"
    renamed = tmp_path / "noname"
    renamed.write_bytes(pack(TEXT.encode()))
    assert read(renamed).fingerprint == dataset.fingerprint
    path.write_bytes(pack(TEXT.encode())[:-5])
    with pytest.raises(DataFormatError, match="damaged or cut off"):
        read(path)


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tar.xz", "w:xz"), ("a.tgz", "w:gz")]
)
@pytest.mark.parametrize(
    "make", [layouts.movielens_100k, layouts.movielens_1m, layouts.recbole, layouts.movietweetings]
)
def test_a_folder_in_a_tar_archive_is_the_folder(tmp_path, make, name, mode):
    folder = make(tmp_path / "inside")
    path = packed_folder(folder, tmp_path / name, mode)
    assert recognise(path).name == recognise(folder).name
    assert read(path).fingerprint == read(folder).fingerprint
    assert preview(path).rows == preview(folder).rows


def test_a_zip_of_one_table_and_a_gzipped_table_in_a_zip(tmp_path):
    plain = layouts.table(tmp_path / "t.csv", TEXT)
    for name, data in (("deep/er/t.csv", TEXT.encode()), ("t.csv.gz", gzip.compress(TEXT.encode()))):
        path = tmp_path / "t.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.md", "about")
            archive.writestr("__MACOSX/._t.csv", b"\0junk")
            archive.writestr(name, data)
        assert read(path).fingerprint == read(plain).fingerprint


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    with zipfile.ZipFile(inner / "t.zip", "w") as archive:
        archive.writestr("../../escaped.csv", TEXT)
    with tarfile.open(inner / "t.tar", "w") as archive:
        for name, kind in (("/tmp/escaped.csv", tarfile.REGTYPE), ("link.csv", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(TEXT) if kind == tarfile.REGTYPE else 0, "/etc/passwd"
            archive.addfile(info, io.BytesIO(TEXT.encode()))
    for name in ("t.zip", "t.tar"):
        assert len(read(inner / name).interactions) == 40
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["inner", "t.tar", "t.zip"]


@pytest.mark.parametrize("kind", ["zip", "gz", "zst", "tar.gz"])
def test_a_zip_bomb_is_refused_in_one_sentence(tmp_path, kind, monkeypatch):
    from workbench.data.readers import compression

    monkeypatch.setattr(compression, "_ALWAYS_ALLOWED", 5_000_000)
    path = tmp_path / f"bomb.csv.{kind}"
    block = b"user,item\n" + b"a,b\n" * 250_000

    def pieces():
        yield b"user,item\n"
        for _ in range(7):
            yield block[10:]

    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("t.csv", "w") as entry:
            for piece in pieces():
                entry.write(piece)
    elif kind == "gz":
        with gzip.open(path, "wb", 9) as packed:
            for piece in pieces():
                packed.write(piece)
    elif kind == "zst":
        with path.open("wb") as raw, pa.CompressedOutputStream(raw, "zstd") as packed:
            for piece in pieces():
                packed.write(piece)
    else:
        with tarfile.open(path, "w:gz") as archive:
            info = tarfile.TarInfo("t.csv")
            info.size = 7_000_010
            archive.addfile(info, io.BytesIO(b"user,item\n" + block[10:] * 7))
    with pytest.raises(DataFormatError, match="it may be a zip bomb"):
        read(path)


def test_an_encrypted_archive_is_refused(tmp_path):
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("t.csv", TEXT)
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(DataFormatError, match="encrypted"):
        read(path)


def test_a_folder_with_several_tables_asks_for_one(tmp_path):
    for name in ("a.csv", "b.csv"):
        layouts.table(tmp_path / "many" / name, TEXT)
    with pytest.raises(DataFormatError, match="holds several tables"):
        read(tmp_path / "many")
    (tmp_path / "many" / "b.csv").unlink()
    assert len(read(tmp_path / "many").interactions) == 40
