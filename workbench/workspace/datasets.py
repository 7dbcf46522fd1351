"""Use-cases around datasets: import, list, look inside, delete."""

from __future__ import annotations

import threading
import zipfile
from collections import OrderedDict
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import DatasetFileRecord, DatasetRecord, RunFileRecord, RunRecord
from workbench.data.dataset import Dataset
from workbench.errors import ArtifactDamagedError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace.shape import dataset_shape
from workbench.workspace.views import DatasetShape, DatasetSummary, HistoryRow, ItemRow, UserRow

if TYPE_CHECKING:
    from workbench.data.reading import ImportPreview
    from workbench.data.table_guess import TableGuess

# Inside a class with a method `list`, the type needs another name.
Listing = list

_KEPT_IN_MEMORY = 2
_MEDIA_SUFFIX = ".zip"


class DatasetUseCases:
    """What can be done with datasets. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.RLock()
        self._loaded: OrderedDict[int, Dataset] = OrderedDict()
        self._archives: dict[str, zipfile.ZipFile] = {}

    # ---- storing

    def preview(self, path: Path, guess: TableGuess | None = None) -> ImportPreview:
        """Read the head of a file or folder and say how it would be understood."""
        from workbench.data.reading import preview

        return preview(path, guess)

    def import_file(
        self, path: Path, *, name: str | None = None, guess: TableGuess | None = None, progress: Progress
    ) -> DatasetSummary:
        """Read a dataset and store it; nothing is stored where anything fails.

        Raises:
            DataFormatError: it cannot be read as a dataset.
        """
        from workbench.data.reading import read_dataset

        progress.span(0.0, 0.7)
        result = read_dataset(path, name=name, guess=guess, progress=progress)
        return self._store(result.dataset, list(result.notes), progress)

    def create_sample(self, *, progress: Progress, seed: int = 7) -> DatasetSummary:
        """Generate the built-in sample, or return it where it is stored already."""
        from workbench.data.sample import generate

        with self._catalog.artifacts.staging() as folder:
            progress.span(0.0, 0.85)
            dataset = generate(folder, seed=seed, progress=progress)
            for known in self.list():
                if known.fingerprint == dataset.fingerprint:
                    return known
            return self._store(dataset, ["Every film, person and interaction is invented."], progress)

    def _store(self, dataset: Dataset, notes: Listing[str], progress: Progress) -> DatasetSummary:
        from workbench.data.storage import write_dataset

        progress.span(0.7, 1.0)
        progress.report(0.1, "storing")
        with self._catalog.artifacts.staging() as folder:
            files = write_dataset(dataset, folder)
            files += [Path(archive) for archive in dataset.media.values()]
            progress.report(0.5)
            with self._catalog.artifacts.storing(files) as stored:
                # Past this point the import happens as one transaction; before it, cancelling leaves nothing.
                progress.check()
                parts, table = dataset.interactions, dataset.item_table
                timed = parts.time is not None and len(parts) > 0
                record = DatasetRecord(
                    name=self._free_name(dataset.name),
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
                    files=[
                        DatasetFileRecord(name=name, sha256=artifact.sha256, n_bytes=artifact.n_bytes)
                        for name, artifact in stored.items()
                    ],
                )
                with self._catalog.writing() as session:
                    session.add(record)
        progress.report(1.0, "stored")
        return _summary(record)

    def _free_name(self, wanted: str) -> str:
        """Return `wanted`, numbered where a dataset has that name already."""
        taken = {summary.name for summary in self.list()}
        name, n = wanted, 1
        while name in taken:
            n += 1
            name = f"{wanted} ({n})"
        return name

    def rename(self, dataset_id: int, name: str) -> DatasetSummary:
        """Give a dataset another name."""
        with self._catalog.writing() as session:
            record = session.get(DatasetRecord, dataset_id)
            if record is None:
                raise _unknown(str(dataset_id))
            record.name = name.strip() or record.name
        return _summary(record)

    def delete(self, dataset_id: int) -> None:
        """Delete a dataset with all runs that were trained on it."""
        with self._catalog.writing() as session:
            record = session.get(DatasetRecord, dataset_id)
            if record is None:
                raise _unknown(str(dataset_id))
            hashes = {file.sha256 for file in record.files}
            runs = select(RunRecord.id).where(RunRecord.dataset_id == dataset_id)
            hashes |= set(session.scalars(select(RunFileRecord.sha256).where(RunFileRecord.run_id.in_(runs))))
            session.delete(record)
        with self._lock:
            self._loaded.pop(dataset_id, None)
            self._close_archives()
        self._catalog.collect(hashes)

    # ---- reading

    def list(self) -> Listing[DatasetSummary]:
        """Return all datasets, newest first."""
        with self._catalog.reading() as session:
            return [_summary(r) for r in session.scalars(select(DatasetRecord).order_by(DatasetRecord.id.desc()))]

    def get(self, dataset_id: int) -> DatasetSummary:
        """Return one dataset. Raises `NotFoundError`."""
        with self._catalog.reading() as session:
            record = session.get(DatasetRecord, dataset_id)
            if record is None:
                raise _unknown(str(dataset_id))
            return _summary(record)

    def find(self, name_or_id: str) -> DatasetSummary:
        """Return the dataset of this name (case ignored) or number. Raises `NotFoundError`."""
        known = self.list()
        for summary in known:
            if name_or_id.casefold() == summary.name.casefold() or name_or_id == str(summary.id):
                return summary
        wanted = _key(name_or_id)
        exact = [s for s in known if _key(s.name) == wanted]
        near = exact or [s for s in known if wanted and wanted in _key(s.name)]
        if len(near) == 1:
            return near[0]
        raise _unknown(name_or_id, [s.name for s in known])

    def load(self, dataset_id: int) -> Dataset:
        """Return a dataset in memory; the last two stay there.

        Raises:
            ArtifactDamagedError: its files are missing or changed.
        """
        from workbench.data.storage import read_dataset_files

        with self._lock:
            if dataset_id in self._loaded:
                self._loaded.move_to_end(dataset_id)
                return self._loaded[dataset_id]
            with self._catalog.reading() as session:
                record = session.scalar(
                    select(DatasetRecord)
                    .where(DatasetRecord.id == dataset_id)
                    .options(selectinload(DatasetRecord.files))
                )
            if record is None:
                raise _unknown(str(dataset_id))
            what = f"the dataset “{record.name}”"
            paths = {f.name: self._catalog.artifacts.path(f.sha256, f.n_bytes, what) for f in record.files}
            media = {
                name.removesuffix(_MEDIA_SUFFIX): str(p) for name, p in paths.items() if name.endswith(_MEDIA_SUFFIX)
            }
            tables = {name: p for name, p in paths.items() if not name.endswith(_MEDIA_SUFFIX)}
            try:
                dataset = read_dataset_files(
                    tables, name=record.name, source=record.source, invented=record.invented, media=media
                )
            except (OSError, ValueError, KeyError) as error:
                raise ArtifactDamagedError(f"The files of {what} cannot be read.", hint="Import it again.") from error
            self._loaded[dataset_id] = dataset
            while len(self._loaded) > _KEPT_IN_MEMORY:
                self._loaded.popitem(last=False)
            return dataset

    def shape(self, dataset_id: int) -> DatasetShape:
        """Return the curves of a dataset's page."""
        return dataset_shape(self.load(dataset_id))

    def find_users(self, dataset_id: int, text: str, limit: int = 50) -> Listing[UserRow]:
        """Return users whose id contains `text`; without text those with most interactions."""
        dataset = self.load(dataset_id)
        lengths = np.diff(dataset.interactions.offsets)
        if text.strip():
            codes = dataset.users.search(text.strip(), limit)
        else:
            codes = np.argsort(-lengths, kind="stable")[:limit]
        ids = dataset.users.take(codes)
        return [
            UserRow(code, user_id, int(lengths[code]), _attributes(dataset, code))
            for code, user_id in zip(codes.tolist(), ids, strict=True)
        ]

    def find_items(self, dataset_id: int, text: str, limit: int = 50) -> Listing[ItemRow]:
        """Return items whose title or id contains `text`, the most frequent first."""
        import pyarrow.compute as pc

        dataset = self.load(dataset_id)
        counts = dataset.interactions.item_counts
        wanted = text.strip()
        hits = np.asarray(pc.match_substring(dataset.items.arrow, wanted, ignore_case=True))
        if dataset.item_table.has("title"):
            titles = dataset.item_table.columns["title"].combine_chunks()
            found = pc.fill_null(pc.match_substring(titles, wanted, ignore_case=True), False)
            hits = hits | np.asarray(found)
        codes = np.flatnonzero(hits)
        codes = codes[np.argsort(-counts[codes], kind="stable")][:limit]
        return [ItemRow(c, dataset.items[c], dataset.title(c), int(counts[c])) for c in codes.tolist()]

    def history(self, dataset_id: int, user_id: str) -> Listing[HistoryRow]:
        """Return a user's interactions, oldest first. Raises `NotFoundError`."""
        dataset = self.load(dataset_id)
        history = dataset.interactions.histories(np.array([self.user_code(dataset, user_id)]))
        valued = self.get(dataset_id).has_values
        times = [None] * len(history.item) if history.time is None else history.time.tolist()
        return [
            HistoryRow(
                item=item,
                item_id=dataset.items[item],
                title=dataset.title(item),
                categories=tuple(dataset.item_table.cell("categories", item) or ()),
                value=value if valued else None,
                time=time,
            )
            for item, value, time in zip(history.item.tolist(), history.value.tolist(), times, strict=True)
        ]

    @staticmethod
    def user_code(dataset: Dataset, user_id: str) -> int:
        """Return the code of an external user id. Raises `NotFoundError`."""
        code = dataset.users.code(user_id)
        if code is None:
            raise NotFoundError(
                f"There is no user “{user_id}” in “{dataset.name}”.",
                hint="Search for a part of the id to see which there are.",
            )
        return code

    def image(self, dataset_id: int, item: int) -> bytes | None:
        """Return the encoded picture (PNG or JPEG) of an item, or None where it has none."""
        dataset = self.load(dataset_id)
        entry = dataset.item_table.cell("image", item)
        if not entry or "image" not in dataset.media:
            return None
        path = dataset.media["image"]
        with self._lock:
            if path not in self._archives:
                self._archives[path] = zipfile.ZipFile(path)
            try:
                return self._archives[path].read(entry)
            except KeyError:
                return None

    def close(self) -> None:
        """Close the media archives."""
        with self._lock:
            self._close_archives()
            self._loaded.clear()

    def _close_archives(self) -> None:
        for archive in self._archives.values():
            archive.close()
        self._archives.clear()


def _summary(record: DatasetRecord) -> DatasetSummary:
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
    )


def _attributes(dataset: Dataset, user: int) -> str:
    if dataset.user_table is None:
        return ""
    values = [dataset.user_table[name][user].as_py() for name in dataset.user_table.column_names]
    return " · ".join(str(value) for value in values if value not in (None, ""))


def _key(name: str) -> str:
    """Return a name as people type it in a hurry: `ml-100k` and “MovieLens 100K” are one."""
    return "".join(c for c in name.casefold() if c.isalnum()).replace("movielens", "ml")


def _unknown(name: str, known: list[str] | None = None) -> NotFoundError:
    hint = f"There are: {', '.join(known)}." if known else "Import one first."
    return NotFoundError(f"There is no dataset “{name}”.", hint=hint)
