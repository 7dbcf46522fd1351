"""Parquet and Feather files as frames; fields of structures are columns of their own, by dotted path."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from workbench.data.readers.attribute_columns import as_cells
from workbench.data.readers.frames import ColumnBlock, one_array, shown_cells
from workbench.data.readers.source import Source
from workbench.data.readers.unreadable import Unit
from workbench.errors import DataFormatError
from workbench.jobs import Progress

PARQUET_MARK = b"PAR1"
FEATHER_MARK = b"ARROW1"
_BATCH = 250_000
_DEEPEST = 5
_BROKEN = (pa.ArrowException, OSError, ValueError, KeyError)


class ArrowFiles:
    """Parquet or Feather files with the same columns, read one after another.

    Args:
        sources: the files; those in archives or compressed are held in memory while they are read.
    """

    unit: Unit = "row"

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self._schema = self._schema_of(sources[0])

    @property
    def label(self) -> str:
        """How errors call it."""
        return self.sources[0].label

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.sources[0].path)

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self._schema.names)

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""
        batch = next(self._batches(self.sources[0], None, limit), None)
        if batch is None:
            return []
        cells = [as_cells(one_array(column)).slice(0, limit).to_pylist() for column in _flat(batch).columns]
        return [[_plain(cell) for cell in row] for row in zip(*cells, strict=True)]

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows, telling the progress."""
        done = 1
        for number, source in enumerate(self.sources):
            names = list(self._schema_of(source).names) if number else self.columns
            lacking = next((name for name in wanted if name not in names), None)
            if lacking is not None:
                raise DataFormatError(
                    f"{source.label} has no column “{lacking}”, which {self.label} has.",
                    where=str(source.path),
                    hint="Move it away to import without it.",
                )
            total = max(self._rows(source), 1)
            before = done
            for batch in self._batches(source, wanted, _BATCH):
                flat = _flat(batch)
                columns = {name: one_array(flat[name]) for name in wanted}
                yield ColumnBlock(columns, done, shown_cells(columns))
                done += batch.num_rows
                fraction = (number + (done - before) / total) / len(self.sources)
                progress.report(fraction, f"reading {source.name}")

    def _schema_of(self, source: Source) -> pa.Schema:
        file = self._opened(source)
        try:
            schema = file.schema_arrow if isinstance(file, pq.ParquetFile) else file.schema
            return _flat(schema.empty_table()).schema
        except _BROKEN as error:
            raise _unreadable(source) from error
        finally:
            _close(file)

    def _rows(self, source: Source) -> int:
        file = self._opened(source)
        try:
            return int(file.metadata.num_rows) if isinstance(file, pq.ParquetFile) else 0
        finally:
            _close(file)

    def _opened(self, source: Source) -> Any:
        """Open a file: a `ParquetFile` or an Arrow file reader."""
        mark = source.head(6)
        try:
            held: Any = source.path if source.is_plain_file else io.BytesIO(source.everything())
            if mark[:4] == PARQUET_MARK:
                return pq.ParquetFile(held)
            return pa.ipc.open_file(pa.memory_map(str(held)) if source.is_plain_file else held)
        except _BROKEN as error:
            kind = "Parquet" if mark[:4] == PARQUET_MARK else "Feather"
            raise DataFormatError(
                f"{source.label} is damaged or cut off: it is no whole {kind} file.",
                where=str(source.path),
                hint="Download or copy it again.",
            ) from error

    def _batches(self, source: Source, wanted: Sequence[str] | None, size: int) -> Iterator[pa.RecordBatch]:
        file = self._opened(source)
        try:
            if isinstance(file, pq.ParquetFile):
                tops = None if wanted is None else list(dict.fromkeys(_top(file.schema_arrow, w) for w in wanted))
                yield from file.iter_batches(batch_size=size, columns=tops)
            else:
                for number in range(file.num_record_batches):
                    whole = file.get_batch(number)
                    whole.validate(full=True)
                    yield from (whole.slice(at, size) for at in range(0, whole.num_rows, size))
        except _BROKEN as error:
            raise _unreadable(source) from error
        finally:
            _close(file)


def _top(schema: pa.Schema, name: str) -> str:
    """Return the column of the file in which a flattened column lies."""
    return name if name in schema.names else next((t for t in schema.names if name.startswith(f"{t}.")), name)


def _flat(data: Any) -> pa.Table:
    table = data if isinstance(data, pa.Table) else pa.Table.from_batches([data])
    for _ in range(_DEEPEST):
        if not any(pa.types.is_struct(column.type) for column in table.columns):
            break
        table = table.flatten()
    return table


def _close(file: Any) -> None:
    if isinstance(file, pq.ParquetFile):
        file.close()


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    return " | ".join(str(c) for c in cell if c is not None) if isinstance(cell, list) else str(cell)


def _unreadable(source: Source) -> DataFormatError:
    return DataFormatError(
        f"{source.label} is damaged: its columns cannot be read.",
        where=str(source.path),
        hint="Download or copy it again.",
    )
