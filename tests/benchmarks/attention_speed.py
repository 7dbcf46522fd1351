"""Measure how fast attention models train and rank, beside RecTools' SASRec on the same machine in the same run.

Run by hand, with nothing else running:

    python tests/benchmarks/attention_speed.py --peer PYTHON [--parts train reach rank latency large] [--data DIR]

PYTHON is the interpreter of an environment that has `rectools[torch]`; without it our figures stand alone. Everything
runs on two CPU threads in float32 at width 64, 2 layers, 2 heads, length 50 and batch 128, with the peer's
feed-forward part (as wide as the model).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch

from workbench.data.interactions import Histories, Interactions
from workbench.data.reading import read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.errors import Cancelled
from workbench.evaluation.evaluate import evaluate
from workbench.jobs import Progress
from workbench.models.attention.sasrec import SASRec, SASRecConfig
from workbench.models.ranking import ndcg_at, rank_all
from workbench.models.registry import model_class
from workbench.training.batches import SequenceBatches
from workbench.training.device import configure_threads

THREADS = 2
LIKE_THE_PEER = SASRecConfig(
    loss="softmax",
    width=64,
    layers=2,
    heads=2,
    history_length=50,
    batch_size=128,
    dropout=0.2,
    learning_rate=1e-3,
    expansion=1,
    patience=0,
    negatives=256,
    device="cpu",
)
FILES = {"MovieLens 100K": "recbole-ml-100k/ml-100k.inter", "Beauty": "s3rec-beauty/Beauty.txt"}
# The peer takes minutes for an epoch of Beauty: it gets every fourth user, nearly all items, and so do we beside it.
EVERY = {"MovieLens 100K": 1, "Beauty": 4}
PEER_EPOCHS = {"MovieLens 100K": 40, "Beauty": 1}


def load(path: Path) -> Split:
    return make_split(read_dataset(path, progress=Progress()).dataset, "leave-last-out")


def thinned(path: Path, every: int, folder: Path) -> Path:
    """Write every `every`-th line of a sequence file."""
    if every == 1:
        return path
    lines = path.read_text(encoding="utf-8").splitlines()[::every]
    made = folder / path.name
    made.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def run_peer(python: str, script: Path, path: Path, epochs: int) -> dict[str, Any]:
    environment = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "PYTHONWARNINGS": "ignore"}
    words = [python, str(script), str(path), "sasrec", str(epochs)]
    ended = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return found


def fitted(split: Any, config: SASRecConfig, **changes: Any) -> tuple[SASRec, Any]:
    model = SASRec(config.model_copy(update=changes))
    return model, model.fit(split, validation=None, seed=1, progress=Progress())


def against(peer: dict[str, Any] | None, key: str, ours: float, *, higher: bool = True) -> str:
    if peer is None:
        return ""
    theirs = float(peer[key])
    return f"   peer {theirs:,.2f}   ratio {ours / theirs if higher else theirs / ours:,.1f}×"


def train(name: str, split: Split, peer: dict[str, Any] | None) -> SASRec:
    """Sequences a second, with the same loss and with shared negatives."""
    epochs = max(1, 12_000 // SequenceBatches(split.train, 50, 128).n_rows)
    kept = None
    for loss, changes in (
        ("softmax", {}),
        ("sampled, 256 negatives", {"loss": "sampled"}),
        ("sampled, 512 negatives", {"loss": "sampled", "negatives": 512}),
        ("softmax, feed-forward ×4", {"expansion": 4}),
    ):
        model, report = fitted(split, LIKE_THE_PEER, epochs=epochs, **changes)
        kept = kept or model
        cost = model.cost(split.train)
        expected = cost.estimate(report.parameters, 0).seconds or 0.0
        print(
            f"{name:<15} training, {loss:<25} {report.throughput:>8,.0f} sequences/s"
            f"{against(peer, 'seq_s', report.throughput)}   estimated {expected:.1f} s, took {report.seconds:.1f} s",
            flush=True,
        )
    assert kept is not None
    return kept


def rank(name: str, split: Split, model: SASRec, peer: dict[str, Any] | None) -> None:
    """All users' top 10, with metrics, from histories in memory."""
    evaluate(model, split.test.take(np.arange(100)), split, cutoffs=(10,), progress=Progress())  # warm
    began = time.perf_counter()
    measured = evaluate(model, split.test, split, cutoffs=(10,), progress=Progress())
    seconds = time.perf_counter() - began
    print(
        f"{name:<15} ranking {len(split.test):,} users with metrics {seconds:.2f} s"
        f"{against(peer, 'rec_s', seconds, higher=False)}   (ndcg@10 {measured.metrics['ndcg@10']:.4f})",
        flush=True,
    )


def reach(name: str, split: Split, peer: dict[str, Any] | None) -> None:
    """Wall time until the weights that validation would keep rank the test part as well as the peer's do."""
    goal = float(peer["ndcg10"]) if peer is not None else 0.0785
    for made in ("SASRec", "TransitionSASRec"):
        model = model_class(made)()
        reached: list[tuple[float, float, float]] = []
        looked = [0.0]
        began = time.perf_counter()

        class Watch(Progress):
            def point(self, series: str, step: float, value: float) -> None:
                super().point(series, step, value)
                if series == "ndcg@10":
                    at = time.perf_counter()
                    test = ndcg_at(model, split.test, 10)  # noqa: B023
                    reached.append((at - began - looked[0], value, test))  # noqa: B023
                    looked[0] += time.perf_counter() - at  # noqa: B023
                    best = max(reached, key=lambda r: r[1])  # noqa: B023
                    if best[2] >= goal:
                        self.cancel()

        with suppress(Cancelled):  # it got there
            model.fit(split, validation=split.validation, seed=1, progress=Watch())
        seconds, _, test = max(reached, key=lambda r: r[1])
        theirs = f"peer {peer['fit_s']} s, ratio {peer['fit_s'] / seconds:,.1f}×" if peer is not None else ""
        verdict = "reached" if test >= goal else "NOT reached"
        print(f"{name:<15} {made}: test ndcg@10 {goal:.4f} {verdict} ({test:.4f}) after {seconds:.1f} s   {theirs}")


def generated(n_items: int, n_interactions: int, length: int = 20, seed: int = 0) -> Interactions:
    """People with `length` interactions each, items of Zipf-like popularity that follow one another."""
    random = np.random.default_rng(seed)
    n_users = n_interactions // length
    start = (n_items * random.random(n_users) ** 3).astype(np.int64)
    steps = random.integers(0, 50, (n_users, length)).cumsum(axis=1)
    item = ((start[:, None] + steps) % n_items).astype(np.int32).reshape(-1)
    user = np.repeat(np.arange(n_users, dtype=np.int32), length)
    return Interactions.from_columns(user, item, None, None, n_users=n_users, n_items=n_items)


def latency() -> None:
    """One user's top 10: median and 99th percentile over 300 calls."""
    for n_items in (12_000, 1_000_000):
        data = generated(n_items, 20_000)
        model, _ = fitted(SimpleNamespace(train=data), LIKE_THE_PEER, epochs=1, loss="sampled")
        random, taken = np.random.default_rng(0), []
        for _ in range(320):
            history = Histories.single(random.integers(0, n_items, 50))
            began = time.perf_counter()
            rank_all(model, history, 10)
            taken.append(1e3 * (time.perf_counter() - began))
        p50, p99 = np.percentile(taken[20:], (50, 99))
        print(f"one user, {n_items:>9,} items: median {p50:.2f} ms, p99 {p99:.2f} ms", flush=True)


def large(n_interactions: int) -> None:
    """One epoch at a million items in this process, with its peak memory."""
    data = generated(1_000_000, n_interactions)
    _, report = fitted(SimpleNamespace(train=data), LIKE_THE_PEER, epochs=1, loss="sampled")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"1,000,000 items, {n_interactions:>10,} interactions: epoch {report.seconds:.1f} s, "
        f"{report.throughput:,.0f} sequences/s, peak memory {peak:.2f} GiB",
        flush=True,
    )


def main() -> int:
    here = Path(__file__).resolve().parents[3] / "shared"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", default=None, help="interpreter with rectools")
    parser.add_argument("--script", type=Path, default=here / "peers" / "rectools_sasrec.py")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WORKBENCH_TEST_DATA", here / "data")))
    parser.add_argument("--sets", nargs="+", default=list(FILES))
    parser.add_argument("--parts", nargs="+", default=["train", "rank", "reach", "latency", "large"])
    parser.add_argument("--interactions", type=int, nargs="+", default=[1_250_000, 2_500_000, 5_000_000, 10_000_000])
    parser.add_argument("--one", type=int, default=None, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    configure_threads(THREADS)
    if chosen.one is not None:
        large(chosen.one)
        return 0
    print(f"Python {platform.python_version()}, torch {torch.__version__}, {platform.machine()}, {THREADS} threads")
    of_sets = {"train", "rank", "reach"} & set(chosen.parts)
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.sets if of_sets else []:
            path = thinned(chosen.data / FILES[name], EVERY[name], Path(folder))
            peer = None
            if chosen.peer is not None:
                peer = run_peer(chosen.peer, chosen.script, path, PEER_EPOCHS[name])
                print(name, "peer:", json.dumps(peer), flush=True)
            split = load(path)
            model = train(name, split, peer) if "train" in of_sets else fitted(split, LIKE_THE_PEER, epochs=1)[0]
            if "rank" in of_sets:
                rank(name, split, model, peer)
            if "reach" in of_sets and name == "MovieLens 100K":
                reach(name, split, peer)
            if EVERY[name] > 1 and "train" in of_sets:
                whole = load(chosen.data / FILES[name])
                model = train(f"{name}, whole", whole, None)
                rank(f"{name}, whole", whole, model, None)
    if "latency" in chosen.parts:
        latency()
    if "large" in chosen.parts:
        for n_interactions in chosen.interactions:  # each in a process of its own: memory is measured at its peak
            subprocess.run([sys.executable, __file__, "--one", str(n_interactions)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
