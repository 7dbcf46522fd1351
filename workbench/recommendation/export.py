"""Lists of many users as a file (CSV, Parquet or JSON), written whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Int32
from workbench.errors import ConfigurationError, WorkbenchError
from workbench.jobs import Progress
from workbench.models.ranking import histories_per_chunk, rank_all
from workbench.models.recommender import Recommender
from workbench.recommendation.shaping import Shaper

HEADER = ("user", "rank", "item", "title", "score")
SUFFIXES = (".csv", ".parquet", ".json")
_USERS_PER_CHUNK = 128


@dataclass(frozen=True)
class _Chunk:
    """Some users' lists: ids, items int32 [n, k] padded with −1, and scores float32 [n, k]."""

    users: list[str]
    items: Int32
    scores: Float32


def write_lists(
    model: Recommender, dataset: Dataset, users: Int32, path: Path, shaper: Shaper, *, progress: Progress
) -> None:
    """Write the list of each user, given all of the user's interactions, under the wishes of `shaper`.

    Without any wish it is the ranking of evaluation. CSV is UTF-8 with a byte-order mark, so that spreadsheets show
    every script; Parquet has the same columns; JSON one object a user beside the wishes. The file appears under its
    name once it is complete.

    Args:
        model: fitted on this dataset.
        dataset: where ids and titles come from.
        users: int32 [n], user codes.
        path: the file, `.csv`, `.parquet` or `.json`; one that is there is replaced.
        shaper: length, filters and re-ranking.
        progress: reported after every chunk of users.

    Raises:
        ConfigurationError: another kind of file.
        WorkbenchError: the file cannot be written.
        Cancelled: the person cancelled; nothing is left behind.
    """
    makers: dict[str, type[_Csv | _Parquet | _Json]] = {".csv": _Csv, ".parquet": _Parquet, ".json": _Json}
    suffix = path.suffix.lower()
    if suffix not in makers:
        raise ConfigurationError(
            f"Lists are not written as “{path.suffix or path.name}”.", hint=f"Name a file with {', '.join(SUFFIXES)}."
        )
    temporary = path.with_name(path.name + ".part")
    try:
        with makers[suffix](temporary, model, dataset, shaper) as writer:
            done = 0
            for chunk in _lists(model, dataset, users, shaper, progress):
                writer.write(_rows(dataset, chunk))
                done += len(chunk.users)
                progress.report(done / max(1, len(users)), f"{done:,} / {len(users):,} users")
        temporary.replace(path)
    except OSError as error:
        raise WorkbenchError(
            f"The file cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    progress.report(1.0, f"{len(users):,} users")


def _lists(model: Recommender, dataset: Dataset, users: Int32, shaper: Shaper, progress: Progress) -> Iterator[_Chunk]:
    k = min(shaper.shaping.k, len(dataset.items))
    step = _USERS_PER_CHUNK if shaper.is_plain else min(_USERS_PER_CHUNK, histories_per_chunk(len(dataset.items)))
    for start in range(0, len(users), step):
        progress.check()
        codes = users[start : start + step]
        histories = dataset.interactions.histories(codes)
        if shaper.is_plain:
            items, scores = rank_all(model, histories, k)
        else:
            items = np.full((len(codes), k), -1, np.int32)
            scores = np.full((len(codes), k), -np.inf, np.float32)
            whole = model.score(histories)
            for row in range(len(codes)):
                progress.check()
                made = shaper.shape(whole[row], histories.chunk(row, row + 1))
                items[row, : len(made.items)], scores[row, : len(made.items)] = made.items, made.scores
        yield _Chunk(dataset.users.take(codes), items, scores)


def _rows(dataset: Dataset, chunk: _Chunk) -> list[tuple[str, int, str, str, float]]:
    return [
        (user, rank, dataset.items[item], dataset.title(item), float(f"{score:.6g}"))
        for user, row, row_scores in zip(chunk.users, chunk.items.tolist(), chunk.scores.tolist(), strict=True)
        for rank, (item, score) in enumerate(zip(row, row_scores, strict=True), start=1)
        if item >= 0
    ]


class _Csv:
    def __init__(self, path: Path, model: Recommender, dataset: Dataset, shaper: Shaper) -> None:
        self._path = path

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(HEADER)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def write(self, rows: list[tuple[str, int, str, str, float]]) -> None:
        self._writer.writerows((user, rank, item, title, f"{score:.6g}") for user, rank, item, title, score in rows)


class _Parquet:
    def __init__(self, path: Path, model: Recommender, dataset: Dataset, shaper: Shaper) -> None:
        import pyarrow as pa

        self._path = path
        kinds = (pa.string(), pa.int32(), pa.string(), pa.string(), pa.float32())
        about = {"model": model.name, "dataset": dataset.name, "wishes": json.dumps(asdict(shaper.shaping))}
        self._schema = pa.schema(list(zip(HEADER, kinds, strict=True)), metadata=about)

    def __enter__(self) -> Self:
        import pyarrow.parquet as pq

        self._writer = pq.ParquetWriter(self._path, self._schema)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._writer.close()

    def write(self, rows: list[tuple[str, int, str, str, float]]) -> None:
        import pyarrow as pa

        columns: list[Any] = list(zip(*rows, strict=True)) if rows else [[] for _ in HEADER]
        arrays = [pa.array(column, kind) for column, kind in zip(columns, self._schema.types, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))


class _Json:
    def __init__(self, path: Path, model: Recommender, dataset: Dataset, shaper: Shaper) -> None:
        self._path = path
        self._head = {"model": model.name, "dataset": dataset.name, "wishes": asdict(shaper.shaping)}
        self._first = True

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8")
        self._file.write(json.dumps(self._head, ensure_ascii=False)[:-1] + ', "users": [')
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.write("\n]}\n")
        self._file.close()

    def write(self, rows: list[tuple[str, int, str, str, float]]) -> None:
        lists: dict[str, list[dict[str, Any]]] = {}
        for user, *rest in rows:
            lists.setdefault(user, []).append(dict(zip(HEADER[1:], rest, strict=True)))
        for user, listed in lists.items():
            entry = json.dumps({"user": user, "items": listed}, ensure_ascii=False)
            self._file.write(("\n" if self._first else ",\n") + entry)
            self._first = False
