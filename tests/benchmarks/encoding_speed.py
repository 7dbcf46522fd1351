"""Measure how fast content is encoded, beside the same networks run bare, and how fast it is found again.

Run by hand:

    python tests/benchmarks/encoding_speed.py [--titles 10000] [--posters 1000] [--clips 200] [--threads 2]
        [--only text image audio] [--text minilm]

`bare` is a loop over ready inputs (token ids sorted by length, pixels, samples) in the same batches, with nothing
around it: no reading, decoding, hashing or storing. `job` is everything from the stored dataset to vectors in the
catalog, the loading of the weights left out of both (it is measured alone and taken off). `again` is asking for the
same encoding a second time. CPU seconds stand beside the rates, since those of a machine that others use say little.
Titles are put together from words, posters and clips are drawn and played by the built-in
sample, as many as are needed. One modality at a time (`--only`) is a step that can be repeated alone.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch

from workbench.data.content import Modality
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.sample.posters import draw_poster, encode_png
from workbench.data.sample.sounds import encode_wav, play_clip
from workbench.data.sample.story import make_story
from workbench.data.sample.words import GENRES
from workbench.encoders.choice import make_encoder
from workbench.encoders.contract import LoadedEncoder, Prepared
from workbench.encoders.raw_content import raw_content
from workbench.jobs import Progress
from workbench.training.device import configure_threads


def titles(n: int) -> Dataset:
    """Return a dataset of `n` items with titles of 3 to 12 words."""
    draw = np.random.default_rng(0)
    words = ["the", "of", "night", "house", "river", "last", "silent", "winter", "road", "king"] + [
        str(g) for g in GENRES
    ]
    made = [" ".join(draw.choice(words, draw.integers(3, 13))) + f" {number}" for number in range(n)]
    parts = Interactions.from_columns(
        np.zeros(n, np.int32), np.arange(n, dtype=np.int32), None, None, n_users=1, n_items=n
    )
    return Dataset(
        "titles", parts, Vocabulary(["u"]), Vocabulary([str(i) for i in range(n)]), ItemTable(pa.table({"title": made}))
    )


def drawn(modality: str, n: int, folder: Path) -> Dataset:
    """Return the built-in sample with the posters or clips of its first `n` films."""
    story = make_story(7, Progress())
    archive, entries = folder / f"{modality}.zip", []
    with zipfile.ZipFile(archive, "w") as made:
        for film, name in list(zip(story.films, story.names, strict=True))[:n]:
            entries.append(f"{name}.{'png' if modality == 'image' else 'wav'}")
            poster = modality == "image"
            made.writestr(
                entries[-1], encode_png(draw_poster(film, name, 7)) if poster else encode_wav(play_clip(film, name, 7))
            )
    column = pa.array([*entries, *[None] * (len(story.films) - len(entries))], pa.string())
    return replace(story.dataset({modality: str(archive)}), item_table=ItemTable(pa.table({modality: column})))


def batches_of(loaded: LoadedEncoder, ready: list[Prepared]) -> list[list[Any]]:
    """Return prepared contents in the job's own batches."""
    made: list[list[Any]] = []
    for start in range(0, len(ready), loaded.window):
        window = sorted(ready[start : start + loaded.window], key=lambda one: one.length)
        batch: list[Prepared] = []
        for one in window:
            if batch and (len(batch) + 1) * one.length > loaded.budget:
                made.append([other.content for other in batch])
                batch = []
            batch.append(one)
        made.append([other.content for other in batch])
    return made


def now() -> tuple[float, float]:
    """The clock, and the CPU seconds of this process, all threads."""
    return time.perf_counter(), time.process_time()


def since(began: tuple[float, float]) -> tuple[float, float]:
    """Seconds and CPU seconds since then."""
    return time.perf_counter() - began[0], time.process_time() - began[1]


def measure(dataset: Dataset, modality: Modality, choice: str) -> None:
    """Print one line: bare, job and their ratio; then the second time through the catalog."""
    from workbench.workspace import Workspace
    from workbench.workspace.dataset_store import Origin

    encoder = make_encoder(modality, choice)
    with raw_content(dataset, modality, Progress()) as content:
        began = now()
        loaded = encoder.load(content, torch.device("cpu"), Progress())
        loading = since(began)
        items = [item for item, digest in enumerate(content.hashes) if digest is not None]
        ready = [one for one in loaded.prepare(content.read(items), lambda: None) if isinstance(one, Prepared)]
        batches = batches_of(loaded, ready)
        loaded.encode(batches[0])
        began = now()
        for batch in batches:
            loaded.encode(batch)
        bare = since(began)
    n = len(ready)
    print(f"{encoder.title:22s} {n:6,} · bare {n / bare[0]:9,.0f}/s, {bare[1]:.1f} CPU s", end="", flush=True)
    with tempfile.TemporaryDirectory() as name, Workspace.open(Path(name)) as workspace:
        stored = workspace.datasets._store.add(dataset, [], Progress(), origin=Origin())
        began = now()
        workspace.content.encode(stored.id, modality, choice, progress=Progress())
        whole = since(began)
        job = whole[0] - loading[0], whole[1] - loading[1]
        began = now()
        workspace.content.encode(stored.id, modality, choice, progress=Progress())
        second = since(began)[0]
    print(
        f" · job {n / job[0]:9,.0f}/s, {job[1]:.1f} CPU s · {bare[0] / job[0]:.3f} of the bare rate, by CPU "
        f"{bare[1] / job[1]:.3f} · again {second:.2f} s",
        flush=True,
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=int, default=10_000)
    parser.add_argument("--posters", type=int, default=1_000)
    parser.add_argument("--clips", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--text", nargs="+", default=["wordllama", "minilm"])
    parser.add_argument("--only", nargs="+", default=["text", "image", "audio"])
    arguments = parser.parse_args()
    configure_threads(arguments.threads)
    if "text" in arguments.only:
        for choice in arguments.text:
            measure(titles(arguments.titles), "text", choice)
    for modality, n, choice in (
        ("image", arguments.posters, "efficientnet-lite0"),
        ("audio", arguments.clips, "log-mel"),
    ):
        if modality in arguments.only:
            with tempfile.TemporaryDirectory() as name:
                measure(drawn(modality, n, Path(name)), modality, choice)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
