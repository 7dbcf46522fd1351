"""A dataset as files for other programs: CSV, Parquet, and RecBole's atomic files; written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from workbench.data.dataset import Dataset
from workbench.errors import ConfigurationError, WorkbenchError
from workbench.jobs import Progress

Format = Literal["csv", "parquet", "recbole"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "recbole")
_ROWS_AT_ONCE = 500_000
_LIST_SEPARATOR = "|"
_NO_FILES = ("image", "audio")


@dataclass(frozen=True)
class ExportResult:
    """What was written.

    Attributes:
        files: the files, interactions first.
        n_bytes: their size together.
        notes: what the format could not hold as it is, in sentences; empty where nothing was changed.
    """

    files: tuple[Path, ...]
    n_bytes: int
    notes: tuple[str, ...]


def export_dataset(dataset: Dataset, path: Path, form: Format, *, progress: Progress) -> ExportResult:
    """Write a dataset.

    `csv` and `parquet`: a path that ends so gets the interactions alone, `user_id`, `item_id`, `rating` (unless all
    are 1) and `timestamp` (seconds since 1970, where there are times). Any other path becomes a folder of
    `interactions`, `items` and `users` with every attribute; lists are joined by `|` in CSV. `recbole`: always a
    folder, of the atomic files `NAME.inter`, `NAME.item` and `NAME.user`
    (recbole.io/docs/user_guide/data/atomic_files.html). Pictures and sounds are not exported.

    Args:
        dataset: what to write.
        path: a file, which is replaced, or a folder that is new or empty.
        form: the format.
        progress: reported every 500,000 rows.

    Raises:
        ConfigurationError: the folder is not empty.
        WorkbenchError: a file cannot be written, or an id cannot be held by the format.
        Cancelled: the person cancelled; nothing is left behind.
    """
    single = form != "recbole" and path.suffix.lower() == f".{form}"
    if not single and path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ConfigurationError("The folder is not empty.", where=str(path), hint="Choose a new one.")
    if single and path.is_dir():
        raise ConfigurationError("There is a folder of this name.", where=str(path), hint="Choose another name.")
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.absolute().parent))
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        notes: list[str] = []
        if form == "recbole":
            names = _write_recbole(dataset, staging, path.name, notes, progress)
        else:
            names = _write_tables(dataset, staging, form, notes, progress, alone=single)
        n_bytes = sum((staging / name).stat().st_size for name in names)
        progress.check()
        if single:
            (staging / names[0]).replace(path)
            files: tuple[Path, ...] = (path,)
        else:
            if path.exists():
                path.rmdir()
            staging.chmod(0o755)
            staging.replace(path)
            files = tuple(path / name for name in names)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    progress.report(1.0, f"{len(dataset.interactions):,} rows")
    return ExportResult(files, n_bytes, tuple(notes))


def _write_tables(
    dataset: Dataset, folder: Path, form: Format, notes: list[str], progress: Progress, *, alone: bool
) -> list[str]:
    names = [f"interactions.{form}"]
    _write(folder / names[0], form, _interactions(dataset, progress))
    if not alone:
        for name, ids, table in (
            ("items", dataset.items, dataset.item_table.columns),
            ("users", dataset.users, dataset.user_table),
        ):
            if table is None:
                continue
            # Items and users without any attribute are told by the interactions already.
            columns = {k: table[k] for k in table.column_names if k not in _NO_FILES}
            if not columns:
                continue
            id_name = f"{name[:-1]}_id"
            made = pa.table({id_name: ids.arrow, **{_free(k, id_name): column for k, column in columns.items()}})
            if form == "csv":
                made = _flat(made, _LIST_SEPARATOR, notes)
            _write(folder / f"{name}.{form}", form, iter([made]))
            names.append(f"{name}.{form}")
    return names


def _interactions(dataset: Dataset, progress: Progress) -> Iterator[Any]:
    """Yield the interactions with their ids, 500,000 at a time."""
    parts = dataset.interactions
    valued = _valued(dataset)
    for start in range(0, max(1, len(parts)), _ROWS_AT_ONCE):
        progress.report(0.95 * start / max(1, len(parts)), f"{start:,} / {len(parts):,} rows")
        rows = slice(start, start + _ROWS_AT_ONCE)
        columns: dict[str, Any] = {
            "user_id": dataset.users.arrow.take(pa.array(parts.user[rows])),
            "item_id": dataset.items.arrow.take(pa.array(parts.item[rows])),
        }
        if valued:
            columns["rating"] = pa.array(parts.value[rows])
        if parts.time is not None:
            columns["timestamp"] = pa.array(parts.time[rows])
        yield pa.table(columns)


def _write(path: Path, form: Format, tables: Iterator[Any]) -> None:
    writer: Any = None
    try:
        for table in tables:
            if writer is None and form == "csv":
                writer = pacsv.CSVWriter(path, table.schema, write_options=pacsv.WriteOptions(quoting_style="needed"))
            elif writer is None:
                writer = pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


# ---- RecBole


def _write_recbole(dataset: Dataset, folder: Path, name: str, notes: list[str], progress: Progress) -> list[str]:
    for noun, ids in (("user", dataset.users), ("item", dataset.items)):
        spoilt = np.asarray(pc.match_substring_regex(ids.arrow, "[\t\r\n]"))
        if spoilt.any():
            raise WorkbenchError(
                f"The {noun} id {ids[int(spoilt.argmax())]!r} has a tabulator or a line break, which atomic files "
                "cannot hold.",
                hint="Export as CSV or Parquet, or prepare the dataset with pseudonyms first.",
            )
    header = ["user_id:token", "item_id:token"]
    header += ["rating:float"] if _valued(dataset) else []
    header += ["timestamp:float"] if dataset.interactions.time is not None else []
    names = [f"{name}.inter"]
    with (folder / names[0]).open("wb") as file:
        file.write(("\t".join(header) + "\n").encode())
        for table in _interactions(dataset, progress):
            file.write(_lines(table, clean=False))
    for suffix, id_name, ids, attributes in (
        ("item", "item_id", dataset.items, dataset.item_table.columns),
        ("user", "user_id", dataset.users, dataset.user_table),
    ):
        if attributes is None:
            continue
        kept = {k: attributes[k] for k in attributes.column_names if k not in _NO_FILES}
        if not kept:
            continue
        kinds = [_atomic_kind(k, column.type) for k, column in kept.items()]
        table = pa.table({id_name: ids.arrow, **{_free(k, id_name): column for k, column in kept.items()}})
        titles = [_column_name(k) + ":" + kind for k, kind in zip(table.column_names, ["token", *kinds], strict=True)]
        with (folder / f"{name}.{suffix}").open("wb") as file:
            file.write(("\t".join(titles) + "\n").encode())
            file.write(_lines(_flat(table, " ", notes), clean=True))
        names.append(f"{name}.{suffix}")
    return names


def _atomic_kind(name: str, kind: Any) -> str:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or name == "text":
        return "token_seq"
    return "float" if pa.types.is_integer(kind) or pa.types.is_floating(kind) else "token"


def _column_name(name: str) -> str:
    # The header is cut at colons and tabulators.
    return " ".join(name.replace(":", " ").split())


def _lines(table: Any, *, clean: bool) -> memoryview:
    """Return tab-separated lines as bytes, unquoted: atomic files know no quotes; `clean` takes breaks out of texts."""
    texts = [pc.fill_null(column.cast(pa.string()), "") for column in table.itercolumns()]
    if clean:
        texts = [pc.replace_substring_regex(text, "[\t\r\n]+", " ") for text in texts]
    first, *others = [text.combine_chunks() for text in texts]
    joined = pc.binary_join_element_wise(first, *others, "\t") if others else first
    ended = pc.binary_join_element_wise(joined, "", "\n").cast(pa.large_string())
    _, offset_buffer, data = ended.buffers()
    if len(ended) == 0 or data is None:
        return memoryview(b"")
    offsets = np.frombuffer(offset_buffer, dtype=np.int64)[ended.offset : ended.offset + len(ended) + 1]
    return memoryview(data)[int(offsets[0]) : int(offsets[-1])]


# ---- both


def _flat(table: Any, separator: str, notes: list[str]) -> Any:
    """Join lists to texts; what contains the separator itself gets another sign there, and a note."""
    for place, name in enumerate(table.column_names):
        kind = table[name].type
        if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
            continue
        column = table[name].combine_chunks()
        entries = column.flatten().cast(pa.string())
        spoilt = int(pc.sum(pc.match_substring(pc.unique(entries), separator)).as_py() or 0)
        if spoilt:
            sign = "_" if separator == " " else "/"
            shown = "a space" if separator == " " else f"“{separator}”"
            verb = "has" if spoilt == 1 else "have"
            notes.append(f"{spoilt:,} of the {name} {verb} {shown} inside, which was written as “{sign}”.")
            entries = pc.replace_substring(entries, separator, sign)
        lengths = np.asarray(pc.fill_null(pc.list_value_length(column), 0))
        offsets = pa.array(np.concatenate(([0], np.cumsum(lengths))).astype(np.int32))
        joined = pc.binary_join(pa.ListArray.from_arrays(offsets, entries), separator)
        table = table.set_column(place, name, joined)
    return table


def _valued(dataset: Dataset) -> bool:
    value = dataset.interactions.value
    return len(value) > 0 and bool(np.any(value != 1.0))


def _free(name: str, taken: str) -> str:
    return f"{name} (attribute)" if name == taken else name


def _unwritable(path: Path, error: OSError) -> WorkbenchError:
    return WorkbenchError(
        f"The files cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
    )
