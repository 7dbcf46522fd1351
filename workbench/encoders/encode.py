"""Encoding as a job: what is known is taken over, the rest goes through the network in batches of equal lengths."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt
import torch

from workbench.encoders.contract import Encoder, Float32, LoadedEncoder, Prepared, Unreadable
from workbench.encoders.raw_content import RawContent
from workbench.errors import Cancelled
from workbench.jobs import Progress

KEEP_EVERY_SECONDS = 20.0


@dataclass(frozen=True)
class Encoded:
    """Vectors of one modality, finished or so far.

    Attributes:
        vectors: float32 [n_items, width]; zeros where an item has none.
        present: bool [n_items], which items have a vector.
        hashes: uint8 [n_items, 32], SHA-256 of the content of those that have one, zeros elsewhere.
        skipped: item code and reason of those whose content could not be encoded.
        n_new: how many vectors were computed rather than taken over.
    """

    vectors: Float32
    present: npt.NDArray[np.bool_]
    hashes: npt.NDArray[np.uint8]
    skipped: tuple[tuple[int, str], ...]
    n_new: int


def encode(
    content: RawContent,
    encoder: Encoder,
    *,
    device: torch.device,
    known: Mapping[bytes, Float32],
    keep: Callable[[Encoded], None],
    progress: Progress,
) -> Encoded:
    """Return the vectors of all items.

    Args:
        content: of the items.
        encoder: makes the vectors.
        device: where to compute.
        known: vectors of this very encoder by the SHA-256 of the content; items with equal content are encoded once.
        keep: called every 20 seconds with what there is so far, and before the job waits or ends for now.
        progress: reported to after each batch.

    Raises:
        ConfigurationError: the encoder cannot be used.
        Cancelled: the person cancelled.
    """
    job = _Job(content, known)
    todo = job.todo()
    if not todo:
        return job.encoded()
    progress.report(0.0, f"loading {encoder.title}")
    loaded = encoder.load(content, device, progress)
    keeper = _Keeper(lambda: keep(job.encoded()))
    progress.keep(keeper)
    began, done, kept_at = time.monotonic(), 0, time.monotonic()
    try:
        for windowed, batch in _batches(content, loaded, todo, job.skip, progress):
            job.put(windowed, loaded.encode(batch))
            done += len(windowed)
            n_seen = done + job.n_skipped
            speed = f"{done / (time.monotonic() - began):,.0f} items/s"
            progress.report(n_seen / len(todo), f"{encoder.title} · {n_seen:,} / {len(todo):,}", speed)
            if time.monotonic() - kept_at > KEEP_EVERY_SECONDS:
                keep(job.encoded())
                kept_at = time.monotonic()
    finally:
        progress.keep(None)
    return job.encoded()


class _Keeper:
    """Saves what there is when the job has to wait."""

    def __init__(self, save: Callable[[], None]) -> None:
        self._save = save

    def before_waiting(self) -> None:
        self._save()

    def after_waiting(self) -> None:
        return None


class _Job:
    """What is known of each different content, while it grows."""

    def __init__(self, content: RawContent, known: Mapping[bytes, Float32]) -> None:
        self._content = content
        self._vectors: dict[bytes, Float32] = {}
        self._reasons: dict[bytes, str] = {}
        self._n_new = 0
        for digest in content.hashes:
            if digest is not None and digest in known:
                self._vectors[digest] = known[digest]

    @property
    def n_skipped(self) -> int:
        return len(self._reasons)

    def todo(self) -> list[int]:
        """One item for each content without a vector."""
        first: dict[bytes, int] = {}
        for item, digest in enumerate(self._content.hashes):
            if digest is not None and digest not in self._vectors:
                first.setdefault(digest, item)
        return list(first.values())

    def put(self, items: list[int], vectors: Float32) -> None:
        for item, vector in zip(items, vectors, strict=True):
            if np.isfinite(vector).all():
                self._vectors[self._digest(item)] = np.asarray(vector, np.float32)
                self._n_new += 1
            else:
                self.skip(item, "the encoder gave numbers that are none")

    def skip(self, item: int, reason: str) -> None:
        self._reasons[self._digest(item)] = reason

    def encoded(self) -> Encoded:
        hashes = self._content.hashes
        width = len(next(iter(self._vectors.values()))) if self._vectors else 0
        found = [item for item, digest in enumerate(hashes) if digest is not None and digest in self._vectors]
        vectors = np.zeros((len(hashes), width), np.float32)
        digests = np.zeros((len(hashes), 32), np.uint8)
        present = np.zeros(len(hashes), np.bool_)
        present[found] = True
        if found:
            vectors[found] = np.stack([self._vectors[self._digest(item)] for item in found])
            digests[found] = np.frombuffer(b"".join(self._digest(i) for i in found), np.uint8).reshape(-1, 32)
        skipped = dict(self._content.unreadable)
        for item, digest in enumerate(hashes):
            if digest is not None and digest in self._reasons:
                skipped[item] = self._reasons[digest]
        return Encoded(vectors, present, digests, tuple(sorted(skipped.items())), self._n_new)

    def _digest(self, item: int) -> bytes:
        digest = self._content.hashes[item]
        assert digest is not None
        return digest


def _batches(
    content: RawContent,
    loaded: LoadedEncoder,
    todo: list[int],
    skip: Callable[[int, str], None],
    progress: Progress,
) -> Iterator[tuple[list[int], list[object]]]:
    """Yield items and their prepared contents, batch by batch; the next window is prepared beside the network."""
    stop = Event()

    def check() -> None:
        if stop.is_set():
            raise Cancelled

    def prepare(window: list[int]) -> list[Prepared | Unreadable]:
        return loaded.prepare(content.read(window), check)

    windows = [todo[start : start + loaded.window] for start in range(0, len(todo), loaded.window)]
    pool = ThreadPoolExecutor(1, "preparing")
    try:
        ahead = pool.submit(prepare, windows[0])
        for number, window in enumerate(windows):
            ready = _result(ahead, progress)
            if number + 1 < len(windows):
                ahead = pool.submit(prepare, windows[number + 1])
            fit: list[tuple[int, Prepared]] = []
            for item, one in zip(window, ready, strict=True):
                if isinstance(one, Unreadable):
                    skip(item, str(one))
                else:
                    fit.append((item, one))
            fit.sort(key=lambda pair: pair[1].length)
            start = 0
            while start < len(fit):
                stop_at = start + 1
                # Sorted by length: the last of a batch is its longest.
                while stop_at < len(fit) and (stop_at + 1 - start) * fit[stop_at][1].length <= loaded.budget:
                    stop_at += 1
                part = fit[start:stop_at]
                yield [item for item, _ in part], [one.content for _, one in part]
                start = stop_at
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _result(ahead: Future[list[Prepared | Unreadable]], progress: Progress) -> list[Prepared | Unreadable]:
    while not wait([ahead], timeout=0.05).done:
        progress.check()
    return ahead.result()
