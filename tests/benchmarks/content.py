"""Measure what content is worth: warm and cold items, each modality left out, and a move to other data.

Run by hand:

    python tests/benchmarks/content.py sample|ml-1m|office-products [--split leave-last-out|cold-items]
        [--rows name …] [--set key=value …] [--seeds 1 …] [--text wordllama|minilm|tfidf] [--keep FOLDER]
        [--generator SEED] [--every N]
    python tests/benchmarks/content.py transfer

Each line is one fit, judged once on the test part of the split; weights are chosen on validation. `recall@10` and
`ndcg@10` come with half widths of 95 % intervals over people, and with the paired difference to the first row of the
same run (mean, bootstrap interval, p of the permutation test), so that each figure is compared with what the same
people got from the other model. `--generator` makes another sample, `--every 2` keeps every second person. `--keep` is
for machines that others use too: content that is encoded and fits that are judged are kept there, so that what was
stopped goes on, and rows can be fitted one command at a time.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
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
from workbench.data.sample.story import make_story
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
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


def sample_of(arguments: argparse.Namespace, folder: Path) -> Dataset:
    """The sample of a seed, whose posters are only drawn where they are not encoded yet."""
    if all(kept_vectors(arguments, modality, choice).exists() for modality, choice in choices_of(arguments).items()):
        return make_story(arguments.generator, Progress()).dataset({})
    return sample(folder, arguments.generator)


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
    if n == 1:
        return dataset
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


def choices_of(arguments: argparse.Namespace) -> dict[str, str]:
    """The encoder of each modality."""
    return {"text": arguments.text, **ENCODERS}


def kept_vectors(arguments: argparse.Namespace, modality: str, choice: str) -> Path:
    """Where vectors are kept; a path that does not exist where nothing is."""
    folder = arguments.keep or Path("nowhere")
    return folder / f"{arguments.data}-{arguments.generator}-{modality}-{choice}.npz"


def encoded(dataset: Dataset, arguments: argparse.Namespace, choices: dict[str, str]) -> dict[str, ContentVectors]:
    """Return the content of all modalities that the dataset has."""
    found = {}
    for modality, choice in choices.items():
        file = kept_vectors(arguments, modality, choice)
        if file.exists():
            stored = np.load(file)
            found[modality] = ContentVectors(stored["vectors"], stored["present"], f"{choice}, kept", file.stem)
            continue
        with raw_content(dataset, modality, Progress()) as raw:  # type: ignore[arg-type]
            if not any(raw.hashes):
                continue
            encoder = make_encoder(modality, choice)  # type: ignore[arg-type]
            began = time.perf_counter()
            made = encode(
                raw, encoder, device=torch.device("cpu"), known={}, keep=lambda part: None, progress=Progress()
            )
            print(f"  {encoder.title}: {int(made.present.sum()):,} in {time.perf_counter() - began:.1f} s", flush=True)
            if arguments.keep is not None:
                np.savez(file, vectors=made.vectors, present=made.present)
            found[modality] = ContentVectors(made.vectors, made.present, encoder.title, encoder.fingerprint(raw))
    return found


def judged(
    row: str, split: Split, seed: int, arguments: argparse.Namespace, settings: dict[str, Any]
) -> tuple[str, np.ndarray]:
    """Fit and judge one row, or read what was kept of it: its line, and float64 [n_people] ndcg@10."""
    kind, config = ROWS[row]
    made = model_class(kind)
    known = {key: value for key, value in settings.items() if key in made.Config.model_fields}
    recipe = [arguments.data, arguments.generator, arguments.every, split.strategy, seed, row, known, arguments.text]
    name = hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()[:20]
    file = (arguments.keep or Path("nowhere")) / f"fit-{name}.npz"
    if file.exists():
        stored = np.load(file)
        return str(stored["line"]), stored["values"]
    model: Recommender = made(made.Config(**{**known, **config}))
    began = time.perf_counter()
    report = model.fit(split, validation=split.validation, seed=seed, progress=Progress())
    evaluation, cases = judge(model, split.test, split, progress=Progress())
    figures = " ".join(
        f"{m} {evaluation.metrics[m]:.4f} ± {evaluation.intervals.get(m, 0.0):.4f}" for m in ("recall@10", "ndcg@10")
    )
    shares = {k: v for k, v in report.details.items() if k.startswith(("share", "weight"))}
    line = (
        f"{figures} · epoch {report.best_epoch} of {report.epochs}, {time.perf_counter() - began:.0f} s {shares or ''}"
    )
    values = cases.values[:, cases.names.index("ndcg@10")]
    if arguments.keep is not None:
        np.savez(file, line=line, values=values)
    return line, values


def against(first: np.ndarray, values: np.ndarray) -> str:
    """Return how one model differs from another over the same people."""
    (found,) = compare_paired(first, [values])
    return f" ndcg@10 {found.mean:+.4f} [{found.low:+.4f}, {found.high:+.4f}], p = {found.p_permutation:.4f}"


def compare(arguments: argparse.Namespace, settings: dict[str, Any]) -> None:
    """Fit and judge the wanted rows on one dataset."""
    with tempfile.TemporaryDirectory() as name:
        dataset = (
            sample_of(arguments, Path(name)) if arguments.data == "sample" else DATASETS[arguments.data](Path(name))
        )
        dataset = every(dataset, arguments.every)
        dataset = replace(dataset, content=encoded(dataset, arguments, choices_of(arguments)))
    split = make_split(dataset, arguments.split, {}, seed=0)
    print(f"{arguments.data}: {len(dataset.interactions):,} rows, {len(dataset.users):,} people, "
          f"{len(dataset.items):,} items; {split.description}", flush=True)  # fmt: skip
    for modality, content in dataset.content.items():
        print(f"  {modality}: {content.encoder}, {int(content.present.sum()):,} items", flush=True)
    for seed in arguments.seeds:
        first: np.ndarray | None = None
        for row in arguments.rows:
            line, values = judged(row, split, seed, arguments, settings)
            difference = "" if first is None else against(first, values)
            first = values if first is None else first
            print(f"seed {seed} {row:18s} {line}{difference}", flush=True)


def transfer(arguments: argparse.Namespace, settings: dict[str, Any]) -> None:
    """Train FeatureSASRec on MovieLens 1M and judge it on MovieTweetings, of which it has seen nothing but texts."""
    from workbench.models.attention.feature_sasrec import FeatureSASRec, FeatureSASRecConfig
    from workbench.models.popularity import Popularity

    source = every(read_dataset(real_data("ml-1m"), progress=Progress()).dataset, arguments.every)
    target = read_dataset(real_data("movietweetings-100k"), progress=Progress()).dataset
    choice, there_too = {"text": arguments.text}, argparse.Namespace(**{**vars(arguments), "data": "transfer-target"})
    source = replace(source, content=encoded(source, arguments, choice))
    target = replace(target, content=encoded(target, there_too, choice))
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
        "zero-shot": model.moved_to(target, there.train),
        "Random": model_class("Random")(),
        "untrained, moved": untrained.moved_to(target, there.train),
        "ContentSimilarity": similar,
        "Popularity (trained there)": popular,
    }
    moved["Random"].fit(there, validation=None, seed=1, progress=Progress())
    first: np.ndarray | None = None
    for name, one in moved.items():
        found, cases = judge(one, there.test, there, progress=Progress())
        values = cases.values[:, cases.names.index("ndcg@10")]
        difference = "" if first is None else against(first, values)
        first = values if first is None else first
        line = " ".join(
            f"{m} {found.metrics[m]:.4f} ± {found.intervals.get(m, 0.0):.4f}" for m in ("recall@10", "ndcg@10")
        )
        print(f"{name:28s} {line}{difference}", flush=True)


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
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--generator", type=int, default=7, help="seed of the sample")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.keep is not None:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    configure_threads(arguments.threads)
    settings = {pair.split("=", 1)[0]: json.loads(pair.split("=", 1)[1]) for pair in arguments.set}
    (transfer if arguments.data == "transfer" else compare)(arguments, settings)


if __name__ == "__main__":
    main()
