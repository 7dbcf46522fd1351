"""The stored datasets: their rows in the catalog, their bytes beside it, and the last ones in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import DatasetFileRecord, DatasetRecord, EncodingRecord, RunFileRecord, RunRecord, now
from workbench.data.dataset import Dataset
from workbench.data.preparing.recipe import RecipeStep
from workbench.errors import ArtifactDamagedError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace.views import BinnedDataset, DatasetSummary

_KEPT_IN_MEMORY = 2
_MEDIA_SUFFIX = ".zip"


@dataclass(frozen=True)
class Origin:
    """Where a dataset that is being stored comes from.

    Attributes:
        source_path, source_hash: the file it was imported from, and the SHA-256 (hex) of its content.
        parent_id: the stored dataset it was made from; its media are shared, not copied.
        recipe: the steps that made it from the parent.
        newer_than: any version of the dataset that it is a newer version of.
    """

    source_path: str | None = None
    source_hash: str | None = None
    parent_id: int | None = None
    recipe: Sequence[RecipeStep] | None = None
    newer_than: int | None = None


class DatasetStore:
    """What every use-case around datasets stands on. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.RLock()
        self._loaded: OrderedDict[int, tuple[DatasetRecord, list[DatasetFileRecord], Dataset]] = OrderedDict()
        self._forget: list[Callable[[int], None]] = []

    def when_gone(self, forget: Callable[[int], None]) -> None:
        """Call `forget` with the id of each dataset that was deleted for good, so that caches let go of it."""
        self._forget.append(forget)

    # ---- storing

    def add(
        self,
        dataset: Dataset,
        notes: list[str],
        progress: Progress,
        *,
        origin: Origin,
        also: Callable[[Session], None] | None = None,
    ) -> DatasetSummary:
        """Write a dataset's files, then its rows in one transaction: all of it is there, or nothing.

        Args:
            dataset: its name gets a number where another dataset has it; versions of one dataset share theirs.
            notes: what a person should know of it, in sentences.
            progress: checked before the transaction.
            origin: where it comes from.
            also: what else belongs to the same transaction.

        Raises:
            NotFoundError: the parent was deleted meanwhile.
            Cancelled: the person cancelled before the transaction.
        """
        from workbench.data.storage import write_dataset

        progress.report(0.1, "storing")
        # The content's fingerprint and the files' hashes are each a pass over all bytes: taken side by side.
        with self._catalog.artifacts.staging() as folder, ThreadPoolExecutor(1, "describing") as pool:
            describing = pool.submit(_describe, dataset, notes, origin)
            files = write_dataset(dataset, folder)
            if origin.parent_id is None:
                files += [Path(archive) for archive in dataset.media.values()]
            progress.report(0.5)
            with self._catalog.artifacts.storing(files, progress.check) as stored:
                record = describing.result()
                # Past this point it happens as one transaction; before it, cancelling leaves nothing.
                progress.check()
                record.files = [
                    DatasetFileRecord(name=name, sha256=artifact.sha256, n_bytes=artifact.n_bytes)
                    for name, artifact in stored.items()
                ]
                with self._catalog.writing() as session:
                    if origin.parent_id is not None:
                        record.files += _media_of(session, origin.parent_id)
                    if origin.newer_than is not None:
                        record.version_of, record.version = _next_version(session, origin.newer_than)
                    record.name = _free_name(session, dataset.name, record.version_of)
                    session.add(record)
                    if also is not None:
                        also(session)
        progress.report(1.0, "stored")
        return summary_of(record)

    def rename(self, dataset_id: int, name: str) -> DatasetSummary:
        """Give a dataset another name."""
        with self._catalog.writing() as session:
            record = _get(session, dataset_id)
            record.name = name.strip() or record.name
        return summary_of(record)

    # ---- the bin

    def to_bin(self, dataset_id: int) -> None:
        """Put a dataset, and with it its runs, out of sight; nothing is lost until the bin is emptied."""
        with self._catalog.writing() as session:
            _get(session, dataset_id).binned_at = now()

    def restore(self, dataset_id: int) -> DatasetSummary:
        """Take a dataset out of the bin; it gets a number where its name was taken meanwhile."""
        with self._catalog.writing() as session:
            record = _get(session, dataset_id)
            if record.binned_at is not None:
                record.name = _free_name(session, record.name, record.version_of or record.id)
                record.binned_at = None
        return summary_of(record)

    def binned(self) -> list[BinnedDataset]:
        """Return what lies in the bin, the latest first."""
        query = (
            select(DatasetRecord)
            .where(DatasetRecord.binned_at.is_not(None))
            .order_by(DatasetRecord.binned_at.desc(), DatasetRecord.id.desc())
        )
        found = []
        with self._catalog.reading() as session:
            for record in session.scalars(query.options(selectinload(DatasetRecord.files))):
                runs = session.scalars(select(RunRecord.id).where(RunRecord.dataset_id == record.id)).all()
                sizes = session.scalars(select(RunFileRecord.n_bytes).where(RunFileRecord.run_id.in_(runs))).all()
                encoded = select(EncodingRecord.n_bytes).where(EncodingRecord.dataset_id == record.id)
                n_bytes = sum(file.n_bytes for file in record.files) + sum(sizes) + sum(session.scalars(encoded))
                found.append(BinnedDataset(summary_of(record), len(runs), n_bytes))
        return found

    def empty_bin(self, dataset_ids: Sequence[int] | None = None) -> int:
        """Delete what lies in the bin, with its runs, for good; only these where some are named. Return how many."""
        query = select(DatasetRecord).where(DatasetRecord.binned_at.is_not(None))
        if dataset_ids is not None:
            query = query.where(DatasetRecord.id.in_(dataset_ids))
        hashes: set[str] = set()
        with self._catalog.writing() as session:
            records = list(session.scalars(query.options(selectinload(DatasetRecord.files))))
            for record in records:
                hashes |= {file.sha256 for file in record.files}
                runs = select(RunRecord.id).where(RunRecord.dataset_id == record.id)
                hashes |= set(session.scalars(select(RunFileRecord.sha256).where(RunFileRecord.run_id.in_(runs))))
                encoded = EncodingRecord.dataset_id == record.id
                hashes |= set(session.scalars(select(EncodingRecord.sha256).where(encoded)))
            gone = [record.id for record in records]
            _keep_versions_together(session, gone)
            for record in records:
                session.delete(record)
        with self._lock:
            for dataset_id in gone:
                self._loaded.pop(dataset_id, None)
        for dataset_id in gone:
            for forget in self._forget:
                forget(dataset_id)
        self._catalog.collect(hashes)
        return len(gone)

    # ---- reading

    def in_sight(self) -> list[DatasetSummary]:
        """Return all datasets that are not in the bin, newest first."""
        return self._summaries(DatasetRecord.binned_at.is_(None))

    def children(self, dataset_id: int) -> list[DatasetSummary]:
        """Return the datasets that were made from this one, newest first, those in the bin included."""
        return self._summaries(DatasetRecord.parent_id == dataset_id)

    def versions(self, dataset_id: int) -> list[DatasetSummary]:
        """Return all versions of a dataset, the newest first, those in the bin included."""
        with self._catalog.reading() as session:
            record = _get(session, dataset_id)
        first = record.version_of or record.id
        family = (DatasetRecord.id == first) | (DatasetRecord.version_of == first)
        return sorted(self._summaries(family), key=lambda made: -made.version)

    def get(self, dataset_id: int) -> DatasetSummary:
        """Return one dataset, though it may lie in the bin. Raises `NotFoundError`."""
        with self._catalog.reading() as session:
            return summary_of(_get(session, dataset_id))

    def load(self, dataset_id: int, *, verified: bool = False) -> Dataset:
        """Return a dataset in memory; the last two stay there.

        Args:
            dataset_id: its number.
            verified: wait until all its bytes were compared with their hashes, as for whatever is stored in turn.
                Otherwise large files are compared meanwhile, and a later call tells of damage.

        Raises:
            NotFoundError: there is none with this number.
            ArtifactDamagedError: its files are missing or changed.
        """
        from workbench.data.storage import read_dataset_files

        with self._lock:
            found = self._loaded.get(dataset_id)
            if found is None:
                with self._catalog.reading() as session:
                    record = _get(session, dataset_id)
                    files = list(record.files)
            else:
                record, files, dataset = found
            what = f"the dataset “{record.name}”"
            # Asked each time: a file may have turned out damaged since.
            paths = self._paths(dataset_id, files, what, verified)
            if found is None:
                media = {
                    name.removesuffix(_MEDIA_SUFFIX): str(path)
                    for name, path in paths.items()
                    if name.endswith(_MEDIA_SUFFIX)
                }
                tables = {name: path for name, path in paths.items() if not name.endswith(_MEDIA_SUFFIX)}
                try:
                    dataset = read_dataset_files(
                        tables, name=record.name, source=record.source, invented=record.invented, media=media
                    )
                except (OSError, ValueError, KeyError) as error:
                    raise ArtifactDamagedError(
                        f"The files of {what} cannot be read.", hint="Import it again."
                    ) from error
                self._loaded[dataset_id] = record, files, dataset
            self._loaded.move_to_end(dataset_id)
            while len(self._loaded) > _KEPT_IN_MEMORY:
                self._loaded.popitem(last=False)
            return dataset

    def _paths(self, dataset_id: int, files: Sequence[DatasetFileRecord], what: str, verified: bool) -> dict[str, Path]:
        store = self._catalog.artifacts
        try:
            return {f.name: store.path(f.sha256, f.n_bytes, what, only_looked_at=not verified) for f in files}
        except ArtifactDamagedError:
            self._loaded.pop(dataset_id, None)
            raise

    def close(self) -> None:
        """Let go of the datasets in memory."""
        with self._lock:
            self._loaded.clear()

    def _summaries(self, condition: ColumnElement[bool]) -> list[DatasetSummary]:
        query = select(DatasetRecord).where(condition).order_by(DatasetRecord.id.desc())
        with self._catalog.reading() as session:
            return [summary_of(record) for record in session.scalars(query)]


def summary_of(record: DatasetRecord) -> DatasetSummary:
    """Return a row of the catalog as plain data."""
    return DatasetSummary(
        id=record.id,
        name=record.name,
        source=record.source,
        invented=record.invented,
        fingerprint=record.fingerprint,
        n_rows=record.n_rows,
        n_users=record.n_users,
        n_items=record.n_items,
        first_time=record.first_time,
        last_time=record.last_time,
        has_values=record.has_values,
        has_titles=record.has_titles,
        media=tuple(record.media),
        created=record.created.replace(tzinfo=UTC),
        notes=tuple(record.notes),
        source_path=record.source_path,
        source_hash=record.source_hash,
        parent_id=record.parent_id,
        recipe=None if record.recipe is None else tuple(RecipeStep(s["step"], s["parameters"]) for s in record.recipe),
        version_of=record.version_of,
        version=record.version,
        binned_at=None if record.binned_at is None else record.binned_at.replace(tzinfo=UTC),
    )


def unknown_dataset(name: str, known: Sequence[str] = ()) -> NotFoundError:
    """Return the error for a name or number that no dataset has."""
    hint = f"There are: {', '.join(known)}." if known else "Import one first."
    return NotFoundError(f"There is no dataset “{name}”.", hint=hint)


def _describe(dataset: Dataset, notes: list[str], origin: Origin) -> DatasetRecord:
    parts, table = dataset.interactions, dataset.item_table
    timed = parts.time is not None and len(parts) > 0
    recipe: list[Any] | None = None
    if origin.recipe is not None:
        recipe = [{"step": step.step, "parameters": dict(step.parameters)} for step in origin.recipe]
    return DatasetRecord(
        name=dataset.name,
        source=dataset.source,
        invented=dataset.invented,
        fingerprint=dataset.fingerprint,
        n_rows=len(parts),
        n_users=len(dataset.users),
        n_items=len(dataset.items),
        first_time=int(parts.time.min()) if timed and parts.time is not None else None,
        last_time=int(parts.time.max()) if timed and parts.time is not None else None,
        has_values=bool(len(parts)) and bool(np.any(parts.value != parts.value[0])),
        has_titles=table.has("title"),
        media=[*(["text"] if table.has("text") else []), *sorted(dataset.media)],
        notes=notes,
        source_path=origin.source_path,
        source_hash=origin.source_hash,
        parent_id=origin.parent_id,
        recipe=recipe,
    )


def _get(session: Session, dataset_id: int) -> DatasetRecord:
    record = session.get(DatasetRecord, dataset_id)
    if record is None:
        raise unknown_dataset(str(dataset_id))
    return record


def _free_name(session: Session, wanted: str, first: int | None) -> str:
    """Return `wanted`, numbered where a dataset in sight has that name, other versions of `first` aside."""
    seen = select(DatasetRecord.name).where(DatasetRecord.binned_at.is_(None))
    if first is not None:
        other = DatasetRecord.version_of.is_(None) | (DatasetRecord.version_of != first)
        seen = seen.where(DatasetRecord.id != first, other)
    taken = set(session.scalars(seen))
    name, n = wanted, 1
    while name in taken:
        n += 1
        name = f"{wanted} ({n})"
    return name


def _media_of(session: Session, parent_id: int) -> list[DatasetFileRecord]:
    """Return new rows for the parent's archives of media: the bytes are shared, since they are stored by content."""
    return [
        DatasetFileRecord(name=file.name, sha256=file.sha256, n_bytes=file.n_bytes)
        for file in _get(session, parent_id).files
        if file.name.endswith(_MEDIA_SUFFIX)
    ]


def _next_version(session: Session, dataset_id: int) -> tuple[int, int]:
    """Return the first version's id and the number of the next one."""
    record = _get(session, dataset_id)
    first = record.version_of or record.id
    query = select(DatasetRecord.version).where((DatasetRecord.id == first) | (DatasetRecord.version_of == first))
    return first, max(session.scalars(query)) + 1


def _keep_versions_together(session: Session, gone: Sequence[int]) -> None:
    """Where a first version goes, let its oldest remaining version stand for it."""
    for first in gone:
        query = select(DatasetRecord).where(DatasetRecord.version_of == first, DatasetRecord.id.not_in(gone))
        remaining = list(session.scalars(query.order_by(DatasetRecord.version)))
        for record in remaining:
            record.version_of = None if record is remaining[0] else remaining[0].id
    session.flush()
