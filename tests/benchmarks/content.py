"""Measure what content is worth: warm and cold items, each modality left out, and a move to other data.

Run by hand:

    python tests/benchmarks/content.py sample|ml-1m|office-products [--split leave-last-out|cold-items]
        [--rows name …] [--set key=value …] [--seeds 1 …] [--text wordllama|minilm|tfidf] [--vectors FOLDER]
        [--generator SEED] [--every N]
    python tests/benchmarks/content.py transfer

Each line is one fit, judged once on the test part of the split; weights are chosen on validation. `recall@10` and
`ndcg@10` come with half widths of 95 % intervals over people, and with the paired difference to the first row of the
same run (mean, bootstrap interval, p of the permutation test), so that each figure is compared with what the same
people got from the other model. `--vectors` keeps encoded content for the next run, `--generator` makes another
sample, and `--every 2` keeps every second person.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from real_data import real_data

from workbench.data.content import ContentVectors
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.reading import read_dataset
from workbench.data.sample.generation import generate
from workbench.data.split_strategies import make_split
from workbench.encoders.choice import make_encoder
from workbench.encoders.encode import encode
from workbench.encoders.raw_content import raw_content
from workbench.evaluation.evaluate import judge
from workbench.evaluation.significance import compare_paired
from workbench.jobs import Progress
from workbench.models.recommender import Recommender
from workbench.models.registry import model_class
from workbench.training.device import configure_threads

ENCODERS = {"image": "efficientnet-lite0", "audio": "log-mel"}
OFF: dict[str, Any] = {"text": False, "image": False, "audio": False}
ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "id": ("MultimodalAttention", OFF),
    "all": ("MultimodalAttention", {}),
    "without text": ("MultimodalAttention", {"text": False}),
    "without image": ("MultimodalAttention", {"image": False}),
    "without audio": ("MultimodalAttention", {"audio": False}),
    "text": ("MultimodalAttention", OFF | {"text": True}),
    "SASRec": ("SASRec", {}),
    "FeatureSASRec": ("FeatureSASRec", {}),
    "ContentSimilarity": ("ContentSimilarity", {}),
    "Popularity": ("Popularity", {}),
    "Random": ("Random", {}),
}


def sample(folder: Path, seed: int = 7) -> Dataset:
    """The built-in sample with its posters and clips; another seed makes other films and people by the same rules."""
    return generate(folder, seed=seed, progress=Progress())


def ml_1m(folder: Path) -> Dataset:
    """MovieLens 1M with titles, genres and the 850 posters."""
    dataset = read_dataset(real_data("ml-1m"), progress=Progress()).dataset
    archive = folder / "image.zip"
    with tarfile.open(real_data("posters-ml-1m") / "posters_top850.tar") as tar, zipfile.ZipFile(archive, "w") as made:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                made.writestr(Path(member.name).name, file.read())
    names = set(zipfile.ZipFile(archive).namelist())
    entries = [f"{one}.jpg" if f"{one}.jpg" in names else None for one in dataset.items.arrow.to_pylist()]
    columns = dataset.item_table.columns.append_column("image", pa.array(entries, pa.string()))
    return replace(dataset, item_table=ItemTable(columns), media={"image": str(archive)})


def office(folder: Path) -> Dataset:
    """Amazon office products: the longest history of each person, with the items' texts."""
    source = real_data("office-products")
    with gzip.open(source / "Office_Products.item.json.gz", "rt", encoding="utf-8") as file:
        about = json.load(file)
    import csv

    longest: dict[str, list[int]] = {}
    for name in ("valid", "test"):
        with gzip.open(source / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                history = [*ast.literal_eval(row["history_item_id"]), int(row["item_id"])]
                if len(history) > len(longest.get(row["user_id"], [])):
                    longest[row["user_id"]] = history
    people, ids = sorted(longest), sorted(about, key=int)
    place = {int(one): code for code, one in enumerate(ids)}
    user = np.repeat(np.arange(len(people)), [len(longest[p]) for p in people])
    item = np.array([place[i] for p in people for i in longest[p]])
    parts = Interactions.from_columns(user, item, None, None, n_users=len(people), n_items=len(ids))
    columns = {key: [str(about[i].get(key) or "") for i in ids] for key in ("title", "brand", "categories")}
    columns["text"] = [str(about[i].get("description") or "") for i in ids]
    columns["categories_of"] = columns.pop("categories")
    return Dataset("Office", parts, Vocabulary(people), Vocabulary(ids), ItemTable(pa.table(columns)))


DATASETS: dict[str, Callable[[Path], Dataset]] = {"sample": sample, "ml-1m": ml_1m, "office-products": office}


def every(dataset: Dataset, n: int) -> Dataset:
    """Return the dataset with every n-th person only; all items stay."""
    rows = dataset.interactions
    kept = rows.user % n == 0
    people = dataset.users.take(np.arange(0, len(dataset.users), n))
    parts = Interactions.from_columns(
        rows.user[kept] // n,
        rows.item[kept],
        None if rows.value is None else rows.value[kept],
        None if rows.time is None else rows.time[kept],
        n_users=len(people),
        n_items=rows.n_items,
    )
    return replace(dataset, interactions=parts, users=Vocabulary(people), user_table=None)


def encoded(dataset: Dataset, choices: dict[str, str], kept: Path | None) -> dict[str, ContentVectors]:
    """Return the content of all modalities that the dataset has."""
    found = {}
    for modality, choice in choices.items():
        with raw_content(dataset, modality, Progress()) as raw:  # type: ignore[arg-type]
            if not any(raw.hashes):
                continue
            encoder = make_encoder(modality, choice)  # type: ignore[arg-type]
            fingerprint = encoder.fingerprint(raw)
            file = None if kept is None else kept / f"{fingerprint[:16]}-{raw.content_hash[:16]}.npz"
            if file is not None and file.exists():
                stored = np.load(file)
                vectors, present = stored["vectors"], stored["present"]
            else:
                began = time.perf_counter()
                made = encode(
                    raw, encoder, device=torch.device("cpu"), known={}, keep=lambda part: None, progress=Progress()
                )
                vectors, present = made.vectors, made.present
                print(f"  {encoder.title}: {int(present.sum()):,} in {time.perf_counter() - began:.1f} s", flush=True)
                if file is not None:
                    np.savez(file, vectors=vectors, present=present)
            found[modality] = ContentVectors(vectors, present, encoder.title, fingerprint)
    return found


def against(first: np.ndarray, values: np.ndarray) -> str:
    """Return how one model differs from another over the same people."""
    (found,) = compare_paired(first, [values])
    return f" ndcg@10 {found.mean:+.4f} [{found.low:+.4f}, {found.high:+.4f}], p = {found.p_permutation:.4f}"


def compare(arguments: argparse.Namespace, settings: dict[str, Any]) -> None:
    """Fit and judge the wanted rows on one dataset."""
    with tempfile.TemporaryDirectory() as name:
        dataset = DATASETS[arguments.data](Path(name))
        if arguments.generator is not None:
            dataset = sample(Path(name), arguments.generator)
        if arguments.every > 1:
            dataset = every(dataset, arguments.every)
        dataset = replace(dataset, content=encoded(dataset, {"text": arguments.text, **ENCODERS}, arguments.vectors))
    split = make_split(dataset, arguments.split, {}, seed=0)
    print(f"{arguments.data}: {len(dataset.interactions):,} rows, {len(dataset.users):,} people, "
          f"{len(dataset.items):,} items; {split.description}", flush=True)  # fmt: skip
    for modality, content in dataset.content.items():
        print(f"  {modality}: {content.encoder}, {int(content.present.sum()):,} items", flush=True)
    for seed in arguments.seeds:
        first: np.ndarray | None = None
        for row in arguments.rows:
            kind, config = ROWS[row]
            made = model_class(kind)
            known = {key: value for key, value in settings.items() if key in made.Config.model_fields}
            model: Recommender = made(made.Config(**{**known, **config}))
            began = time.perf_counter()
            report = model.fit(split, validation=split.validation, seed=seed, progress=Progress())
            evaluation, cases = judge(model, split.test, split, progress=Progress())
            values = cases.values[:, cases.names.index("ndcg@10")]
            line = " ".join(
                f"{m} {evaluation.metrics[m]:.4f} ± {evaluation.intervals.get(m, 0.0):.4f}"
                for m in ("recall@10", "ndcg@10")
            )
            difference = "" if first is None else against(first, values)
            first = values if first is None else first
            shares = {k: v for k, v in report.details.items() if k.startswith(("share", "weight"))}
            print(f"seed {seed} {row:18s} {line}{difference} · epoch {report.best_epoch} of {report.epochs}, "
                  f"{time.perf_counter() - began:.0f} s {shares or ''}", flush=True)  # fmt: skip


def transfer(arguments: argparse.Namespace, settings: dict[str, Any]) -> None:
    """Train FeatureSASRec on MovieLens 1M and judge it on MovieTweetings, of which it has seen nothing but texts."""
    from workbench.models.attention.feature_sasrec import FeatureSASRec, FeatureSASRecConfig
    from workbench.models.popularity import Popularity

    source = read_dataset(real_data("ml-1m"), progress=Progress()).dataset
    target = read_dataset(real_data("movietweetings-100k"), progress=Progress()).dataset
    choice = {"text": arguments.text}
    source = replace(source, content=encoded(source, choice, arguments.vectors))
    target = replace(target, content=encoded(target, choice, arguments.vectors))
    there = make_split(target, "leave-last-out", {}, seed=0)
    learned = make_split(source, "leave-last-out", {}, seed=0)
    model = FeatureSASRec(FeatureSASRecConfig(**settings))
    report = model.fit(learned, validation=learned.validation, seed=arguments.seeds[0], progress=Progress())
    print(f"trained on {source.name}: epoch {report.best_epoch} of {report.epochs}, {report.seconds:.0f} s", flush=True)
    popular, similar = Popularity(), model_class("ContentSimilarity")()
    untrained = FeatureSASRec(FeatureSASRecConfig(**(settings | {"epochs": 1, "learning_rate": 1e-9})))
    for other, part in ((popular, there), (similar, there), (untrained, learned)):
        other.fit(part, validation=None, seed=1, progress=Progress())
    moved = {
        "Random": model_class("Random")(),
        "untrained, moved": untrained.moved_to(target, there.train),
        "ContentSimilarity": similar,
        "zero-shot": model.moved_to(target, there.train),
        "Popularity (trained there)": popular,
    }
    moved["Random"].fit(there, validation=None, seed=1, progress=Progress())
    for name, one in moved.items():
        found = judge(one, there.test, there, progress=Progress())[0]
        line = " ".join(
            f"{m} {found.metrics[m]:.4f} ± {found.intervals.get(m, 0.0):.4f}" for m in ("recall@10", "ndcg@10")
        )
        print(f"{name:28s} {line}", flush=True)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", choices=[*DATASETS, "transfer"])
    parser.add_argument("--split", default="leave-last-out")
    parser.add_argument("--rows", nargs="+", default=list(ROWS), choices=list(ROWS))
    parser.add_argument("--set", nargs="*", default=[], metavar="key=value")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--text", default="wordllama")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--generator", type=int, help="seed of another sample")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    configure_threads(arguments.threads)
    settings = {pair.split("=", 1)[0]: json.loads(pair.split("=", 1)[1]) for pair in arguments.set}
    (transfer if arguments.data == "transfer" else compare)(arguments, settings)


if __name__ == "__main__":
    main()
