"""Measure what neighbours, EASE and iALS cost to fit, in time and memory, beside implicit and RecTools in one run.

Run by hand, with nothing else running:

    python tests/benchmarks/classic_speed.py --peer PYTHON [--data DIR] [--dataset ml-1m|beauty] [--models EASE …]

PYTHON is the interpreter of an environment that has RecTools with implicit; without it our figures stand alone. All
fit the training part of leave-last-out with the same sizes: 50 neighbours of items, 100 of people, EASE with λ 100,
iALS with 64 factors and 16 iterations. Ours and implicit's exact ALS both solve their equations by Cholesky, with
weights of their own; implicit's default takes three steps of conjugate gradients instead. Reading and indexing are not
counted on any side. UserKNN of ours only remembers in its fit, so that everybody's ten best items are counted with it,
on both sides; implicit has no such model, and its cosine neighbours are fitted on the transposed matrix there. Two
threads; every fit in a process of its own, shortest of `--rounds`; peak memory is what the first fit adds to the
process. Before that, each side fits some people once, so that loading its code (machine code of libraries there, of
compiled loops here) is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from workbench.data.reading import read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.jobs import Progress
from workbench.models.ranking import rank_all
from workbench.models.registry import model_class
from workbench.training.device import configure_threads

THREADS = 2
FILES = {"ml-1m": "ml-1m/sequences.txt", "beauty": "s3rec-beauty/Beauty.txt"}
SETTINGS: dict[str, dict[str, Any]] = {
    "ItemKNN": {"neighbours": 50, "shrinkage": 0.0},
    "UserKNN": {"neighbours": 100, "weighting": "equal"},
    "EASE": {"regularisation": 100.0},
    "iALS": {"factors": 64, "iterations": 16},
}
PEERS = {
    "ItemKNN": ("implicit", "RecTools"),
    "UserKNN": ("implicit",),
    "EASE": ("RecTools",),
    "iALS": ("implicit", "implicit exact", "RecTools"),
}

PEER = r"""
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import numpy as np, pandas as pd
from scipy import sparse
from threadpoolctl import threadpool_limits
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import CosineRecommender
from rectools import Columns
from rectools.dataset import Dataset
from rectools.models import EASEModel, ImplicitALSWrapperModel, ImplicitItemKNNWrapperModel

given, model, library = np.load(sys.argv[1]), sys.argv[2], sys.argv[3]
threads, rounds = int(sys.argv[4]), int(sys.argv[5])
users, items = given["user"], given["item"]
shape = tuple(given["shape"].tolist())
met = sparse.csr_matrix((np.ones(len(users), np.float32), (users, items)), shape=shape)
met.data[:] = 1

some = met[:100]

def neighbours():
    return CosineRecommender(K=50, num_threads=threads)

def factors():
    return AlternatingLeastSquares(factors=64, iterations=16, regularization=0.01, num_threads=threads,
                                   use_cg=library != "implicit exact", random_state=1)

def people(met):
    alike = CosineRecommender(K=100, num_threads=threads)
    alike.fit(met.T.tocsr(), show_progress=False)
    for start in range(0, met.shape[0], 256):
        scores = (alike.similarity[start:start + 256] @ met).toarray()
        scores[met[start:start + 256].nonzero()] = -np.inf
        best = np.argpartition(scores, -10, axis=1)[:, -10:]
        np.take_along_axis(best, np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1), axis=1)

if library == "RecTools":
    def dataset(n):
        frame = pd.DataFrame({Columns.User: users[:n], Columns.Item: items[:n], Columns.Weight: 1.0,
                              Columns.Datetime: pd.Timestamp("2020-01-01")})
        return Dataset.construct(frame)
    make = {"ItemKNN": lambda: ImplicitItemKNNWrapperModel(neighbours()),
            "iALS": lambda: ImplicitALSWrapperModel(factors()),
            "EASE": lambda: EASEModel(regularization=100.0)}[model]
    fit, given_here, few = lambda data: make().fit(data), dataset(len(users)), dataset(some.nnz)
else:
    fit = {"ItemKNN": lambda data: neighbours().fit(data, show_progress=False), "UserKNN": people,
           "iALS": lambda data: factors().fit(data, show_progress=False)}[model]
    given_here, few = met, some

def resident_mb(name):
    return float(next(line.split()[1] for line in open("/proc/self/status") if line.startswith(name))) / 1024

with threadpool_limits(1 if "implicit" in library or model != "EASE" else threads, "blas"):
    taken, added = [], 0.0
    fit(few)
    for turn in range(rounds):
        try:
            open("/proc/self/clear_refs", "w").write("5")  # the peak begins anew
            before = resident_mb("VmRSS")
        except OSError:
            before = None
        began = time.perf_counter()
        fit(given_here)
        taken.append(time.perf_counter() - began)
        if turn == 0 and before is not None:
            added = resident_mb("VmHWM") - before
print(json.dumps({"seconds": min(taken), "added_mb": added}))
"""


def main() -> int:
    """Run the benchmark, or one measurement of it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="Python interpreter with RecTools and implicit")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WORKBENCH_TEST_DATA", "../shared/data")))
    parser.add_argument("--dataset", choices=sorted(FILES), default="ml-1m")
    parser.add_argument("--models", nargs="+", choices=sorted(SETTINGS), default=list(SETTINGS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    configure_threads(THREADS)
    dataset = read_dataset(given.data / FILES[given.dataset], progress=Progress()).dataset
    split = make_split(dataset, "leave-last-out")
    if given.one:
        fit_of(given.models[0], replace(split, train_rows=split.train_rows[:10_000]))()
        print(json.dumps(measured(fit_of(given.models[0], split), given.rounds)))
        return 0
    train = split.train
    print(f"{dataset.name}: {len(train):,} interactions, {train.n_users:,} people, {train.n_items:,} items, ", end="")
    print(f"{THREADS} threads, best of {given.rounds}")
    slower = 0
    with tempfile.TemporaryDirectory() as folder:
        stored, script = Path(folder) / "given.npz", Path(folder) / "peer.py"
        np.savez(stored, user=train.user, item=train.item, shape=(train.n_users, train.n_items))
        script.write_text(PEER)
        for name in given.models:
            own = [sys.executable, __file__, "--one", "--data", str(given.data), "--dataset", given.dataset]
            ours = run([*own, "--models", name, "--rounds", str(given.rounds)])
            print(f"  {name:<8} {'ours':<15}{ours['seconds']:8.2f} s   peak + {ours['added_mb']:6,.0f} MB", flush=True)
            for library in PEERS[name] if given.peer else ():
                options = [str(stored), name, library, str(THREADS), str(given.rounds)]
                theirs = run([given.peer, str(script), *options])
                times, memory = theirs["seconds"] / ours["seconds"], theirs["added_mb"] / max(1.0, ours["added_mb"])
                print(
                    f"  {'':<8} {library:<15}{theirs['seconds']:8.2f} s   peak + {theirs['added_mb']:6,.0f} MB", end=""
                )
                print(f"   {times:5.2f} × our time, {memory:5.2f} × our memory", flush=True)
                slower += times < 1.0
    print(f"{slower} of theirs faster" if slower else "none faster")
    return 0


def fit_of(name: str, split: Split) -> Callable[[], object]:
    """Return the work that is measured of one of our models."""
    kind = model_class(name)
    everybody = split.train.histories()

    def work() -> None:
        model = kind(kind.Config.model_validate(SETTINGS[name]))
        model.fit(split, validation=None, seed=1, progress=Progress())
        if name == "UserKNN":
            rank_all(model, everybody, 10)

    return work


def measured(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Return the shortest time, and by how many MB the first turn made this process grow; 0 where that is not told."""
    taken, added = [], 0.0
    for turn in range(rounds):
        try:
            Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
            before = resident_mb("VmRSS")
        except OSError:
            before = None
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
        if turn == 0 and before is not None:
            added = resident_mb("VmHWM") - before
    return {"seconds": min(taken), "added_mb": added}


def resident_mb(name: str) -> float:
    """Return a figure of this process's memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(name))) / 1024


def run(command: list[str]) -> dict[str, float]:
    """Run one measurement in a process of its own, and return what it printed last."""
    environment = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "OPENBLAS_NUM_THREADS": str(THREADS)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    raise SystemExit(main())
