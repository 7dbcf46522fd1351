"""Encodings in the catalog: rows that say what made them, and artifacts with the vectors."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import EncodingRecord, now
from workbench.data.content import ContentVectors
from workbench.errors import ArtifactDamagedError, NotFoundError
from workbench.workspace.content_views import EncodingSummary

if TYPE_CHECKING:
    import numpy.typing as npt

    from workbench.encoders.encode import Encoded

FILE = "vectors.safetensors"
_KEPT_IN_MEMORY = 3
_MOST_SKIPPED = 1_000
_MOST_OTHERS = 8


class EncodingStore:
    """Where vectors lie. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.RLock()
        self._loaded: OrderedDict[str, dict[str, npt.NDArray[Any]]] = OrderedDict()

    def put(self, encoded: Encoded, *, complete: bool, **described: Any) -> EncodingSummary:
        """Store vectors in the place of what the same encoder made of the same modality of the same dataset.

        Args:
            encoded: the vectors, all or a part.
            complete: whether these are all.
            **described: the columns of `EncodingRecord` that say what they are.
        """
        from safetensors.numpy import save_file

        before: set[str] = set()
        with self._catalog.artifacts.staging() as folder:
            file = folder / FILE
            arrays = {
                "vectors": np.ascontiguousarray(encoded.vectors),
                "present": encoded.present.astype(np.uint8),
                "hashes": np.ascontiguousarray(encoded.hashes),
            }
            save_file(arrays, file)
            with self._catalog.artifacts.storing([file]) as stored:
                with self._catalog.writing() as session:
                    key = ("dataset_id", "modality", "encoder_fingerprint")
                    record = session.scalar(select(EncodingRecord).filter_by(**{name: described[name] for name in key}))
                    if record is None:
                        record = EncodingRecord(**described)
                        session.add(record)
                    else:
                        before.add(record.sha256)
                        for name, value in described.items():
                            setattr(record, name, value)
                    record.width = encoded.vectors.shape[1]
                    record.n_encoded = int(encoded.present.sum())
                    record.n_skipped = len(encoded.skipped)
                    record.skipped = [list(one) for one in encoded.skipped[:_MOST_SKIPPED]]
                    record.complete, record.created = complete, now()
                    record.sha256, record.n_bytes = stored[FILE].sha256, stored[FILE].n_bytes
                self._catalog.collect(before - {record.sha256})
        return summary_of(record)

    def find(self, dataset_id: int, modality: str, fingerprint: str) -> EncodingSummary | None:
        """Return the finished encoding of one modality by one encoder, or None."""
        query = select(EncodingRecord).filter_by(
            dataset_id=dataset_id, modality=modality, encoder_fingerprint=fingerprint, complete=True
        )
        with self._catalog.reading() as session:
            record = session.scalar(query)
        return None if record is None else summary_of(record)

    def of_dataset(self, dataset_id: int, modality: str | None = None) -> list[EncodingSummary]:
        """Return a dataset's encodings, the newest first."""
        query = select(EncodingRecord).filter_by(dataset_id=dataset_id)
        if modality is not None:
            query = query.filter_by(modality=modality)
        query = query.order_by(EncodingRecord.created.desc(), EncodingRecord.id.desc())
        with self._catalog.reading() as session:
            return [summary_of(record) for record in session.scalars(query)]

    def choice(self, fingerprint: str) -> str | None:
        """Return how the encoder of a fingerprint was chosen, or None where nothing was encoded by it."""
        query = select(EncodingRecord.encoder).filter_by(encoder_fingerprint=fingerprint)
        with self._catalog.reading() as session:
            return session.scalar(query.order_by(EncodingRecord.id.desc()))

    def known(self, fingerprint: str) -> dict[bytes, npt.NDArray[np.float32]]:
        """Return what an encoder has made of any dataset's content, also where it was interrupted.

        Returns:
            Vectors float32 [width] by the SHA-256 of the content.
        """
        query = select(EncodingRecord).filter_by(encoder_fingerprint=fingerprint).order_by(EncodingRecord.id.desc())
        with self._catalog.reading() as session:
            records = list(session.scalars(query.limit(_MOST_OTHERS)))
        made: dict[bytes, npt.NDArray[np.float32]] = {}
        for record in records:
            try:
                arrays = self._arrays(record)
            except ArtifactDamagedError:
                continue  # what is damaged is encoded again
            for item in np.flatnonzero(arrays["present"]).tolist():
                made.setdefault(arrays["hashes"][item].tobytes(), arrays["vectors"][item])
        return made

    def get(self, encoding_id: int) -> EncodingSummary:
        """Return one encoding. Raises `NotFoundError`."""
        return summary_of(self._record(encoding_id))

    def vectors(self, encoding_id: int) -> ContentVectors:
        """Return an encoding's vectors; the last three files stay in memory.

        Raises:
            NotFoundError: there is no such encoding.
            ArtifactDamagedError: its file is missing or was changed.
        """
        record = self._record(encoding_id)
        arrays = self._arrays(record)
        return ContentVectors(
            vectors=arrays["vectors"],
            present=arrays["present"].astype(np.bool_),
            encoder=record.encoder_title,
            fingerprint=record.encoder_fingerprint,
        )

    def skipped(self, encoding_id: int) -> list[tuple[int, str]]:
        """Return item code and reason of what could not be encoded; the first thousand."""
        return [(int(item), str(reason)) for item, reason in self._record(encoding_id).skipped]

    def delete(self, encoding_id: int) -> None:
        """Delete an encoding. Raises `NotFoundError`."""
        with self._catalog.writing() as session:
            record = session.get(EncodingRecord, encoding_id)
            if record is None:
                raise _unknown(encoding_id)
            digest = record.sha256
            session.delete(record)
        self._catalog.collect({digest})

    def _record(self, encoding_id: int) -> EncodingRecord:
        with self._catalog.reading() as session:
            record = session.get(EncodingRecord, encoding_id)
        if record is None:
            raise _unknown(encoding_id)
        return record

    def _arrays(self, record: EncodingRecord) -> dict[str, npt.NDArray[Any]]:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        with self._lock:
            if record.sha256 not in self._loaded:
                what = f"the vectors of {record.encoder_title}"
                path: Path = self._catalog.artifacts.path(record.sha256, record.n_bytes, what)
                try:
                    self._loaded[record.sha256] = load_file(path)
                except (OSError, SafetensorError, ValueError) as error:
                    raise ArtifactDamagedError(
                        f"The file of {what} cannot be read.", where=str(path), hint="Encode the dataset again."
                    ) from error
            self._loaded.move_to_end(record.sha256)
            while len(self._loaded) > _KEPT_IN_MEMORY:
                self._loaded.popitem(last=False)
            return self._loaded[record.sha256]


def summary_of(record: EncodingRecord) -> EncodingSummary:
    """Return a row of the catalog as plain data."""
    return EncodingSummary(
        id=record.id,
        dataset_id=record.dataset_id,
        modality=record.modality,
        encoder=record.encoder,
        title=record.encoder_title,
        fingerprint=record.encoder_fingerprint,
        width=record.width,
        n_encoded=record.n_encoded,
        n_skipped=record.n_skipped,
        complete=record.complete,
        seconds=record.seconds,
        device=record.device,
        created=record.created.replace(tzinfo=UTC),
        n_bytes=record.n_bytes,
    )


def _unknown(encoding_id: int) -> NotFoundError:
    return NotFoundError(f"There is no encoding {encoding_id}.", hint="`workbench content` shows which a dataset has.")
