"""Measure how fast all users are ranked and measured, beside RecTools on the same factors in the same run.

Run by hand, with nothing else running:

    python tests/benchmarks/ranking_speed.py --peer PYTHON [--data DIR] [--profile]

PYTHON is the interpreter of an environment that has RecTools; without it our figures stand alone. A PureSVD of 64
factors is fitted on MovieLens 1M, last interactions left out; both sides then rank the whole catalogue for every
user by the same vectors, without what was seen, and measure at 5, 10 and 20: RecTools those of its metrics that we have
too, ours all its own, with intervals. Two threads, best of `--rounds`; peak memory is what ranking and measuring add.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.data.interactions import Float32, Histories
from workbench.data.reading import read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.splits import EvaluationPart, Split
from workbench.evaluation.case_measures import measure_cases
from workbench.evaluation.evaluate import evaluate
from workbench.jobs import Progress
from workbench.models.pure_svd import POPULARITY_WEIGHT, PureSVD
from workbench.models.ranking import rank_all
from workbench.training.device import configure_threads

THREADS, CUTOFFS = 2, (5, 10, 20)

PEER = r"""
import json, sys, time
import numpy as np, pandas as pd
from scipy import sparse
from rectools import Columns
from rectools.metrics import (AvgRecPopularity, CatalogCoverage, F1Beta, HitRate, IntraListDiversity, MAP, MRR,
    MeanInvUserFreq, NDCG, PairwiseHammingDistanceCalculator, Precision, Recall, Serendipity, calc_metrics)
from rectools.models.rank import Distance, ImplicitRanker

given = np.load(sys.argv[1])
threads, rounds = int(sys.argv[2]), int(sys.argv[3])
users, items, n_items = given["users"], given["items"], len(given["items"])
seen = sparse.csr_matrix((np.ones(len(given["seen_item"]), np.float32), given["seen_item"], given["seen_offsets"]),
                         shape=(len(users), n_items))
train = pd.DataFrame({Columns.User: given["train_user"], Columns.Item: given["train_item"]})
test = pd.DataFrame({Columns.User: given["test_user"], Columns.Item: given["test_item"]})
catalog = np.arange(n_items)
calculator = PairwiseHammingDistanceCalculator(pd.DataFrame(given["genres"], index=np.arange(n_items)))
metrics = {}
for k in (5, 10, 20):
    metrics |= {f"recall@{k}": Recall(k), f"precision@{k}": Precision(k), f"f1@{k}": F1Beta(k),
                f"hit_rate@{k}": HitRate(k), f"ndcg@{k}": NDCG(k, divide_by_achievable=True), f"mrr@{k}": MRR(k),
                f"map@{k}": MAP(k), f"coverage@{k}": CatalogCoverage(k, normalize=True),
                f"novelty@{k}": MeanInvUserFreq(k), f"popularity@{k}": AvgRecPopularity(k, normalize=True),
                f"serendipity@{k}": Serendipity(k), f"diversity@{k}": IntraListDiversity(k, calculator)}
def resident_mb(name):
    return float(next(line.split()[1] for line in open("/proc/self/status") if line.startswith(name))) / 1024
try:
    open("/proc/self/clear_refs", "w").write("5")  # the peak begins anew
    before = resident_mb("VmRSS")
except OSError:
    before = None
ranking, measuring = [], []
for _ in range(rounds):
    began = time.perf_counter()
    ranker = ImplicitRanker(Distance.DOT, users, items, num_threads=threads)
    subjects, listed, scores = ranker.rank(np.arange(len(users)), k=20, filter_pairs_csr=seen)
    reco = pd.DataFrame({Columns.User: subjects, Columns.Item: listed, Columns.Score: scores})
    reco[Columns.Rank] = reco.groupby(Columns.User, sort=False).cumcount() + 1
    ranking.append(time.perf_counter() - began)
    began = time.perf_counter()
    found = calc_metrics(metrics, reco=reco, interactions=test, prev_interactions=train, catalog=catalog)
    measuring.append(time.perf_counter() - began)
peak = 0.0 if before is None else resident_mb("VmHWM") - before
print(json.dumps({"ranking": min(ranking), "measuring": min(measuring), "whole": min(map(sum, zip(ranking, measuring))),
                  "peak_mb": peak, "metrics": {k: float(v) for k, v in found.items()}}))
"""


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="Python interpreter with RecTools")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WORKBENCH_TEST_DATA", "../shared/data")))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="also print where our time goes")
    given = parser.parse_args()
    configure_threads(THREADS)
    dataset = read_dataset(given.data / "ml-1m", progress=Progress()).dataset
    split = make_split(dataset, "leave-last-out")
    trained = PureSVD(PureSVD.Config.model_validate({"factors": 64}))
    trained.fit(split, validation=None, seed=1, progress=Progress())
    users, items = vectors(trained, split.test.histories)
    model: Any = Factors(users, items)
    test = replace(split.test, histories=replace(split.test.histories, asked=np.arange(len(split.test))))
    print(f"{dataset.name}: {len(test):,} users, {len(dataset.items):,} items, 64 factors, {THREADS} threads")
    chunks = [test.histories.chunk(at, min(at + 256, len(test))) for at in range(0, len(test), 256)]
    score = best(given.rounds, lambda: [model.score(chunk) for chunk in chunks])
    print(f"  scores alone (the floor)            {score:6.3f} s")
    rank = best(given.rounds, lambda: rank_all(model, test.histories, 20, chunk=256))
    print(f"  ours: scores and top 20             {rank:6.3f} s")
    cases = best(given.rounds, lambda: measure_cases(model, test, split, cutoffs=CUTOFFS, progress=Progress()))
    print(f"  ours: and every metric of each case {cases:6.3f} s")
    whole = best(given.rounds, lambda: evaluate(model, test, split, cutoffs=CUTOFFS, progress=Progress()))
    peak = added_mb(lambda: evaluate(model, test, split, cutoffs=CUTOFFS, progress=Progress()))
    print(f"  ours: and means, intervals, card    {whole:6.3f} s   peak + {peak:,.0f} MB")
    if given.profile:
        profile(lambda: evaluate(model, test, split, cutoffs=CUTOFFS, progress=Progress()))
    if given.peer:
        beside(given.peer, given.rounds, (users, items), test, split, whole)
    return 0


class Factors:
    """Scores by finished vectors, of the users whose numbers stand where the time of asking does."""

    knows_target_time = False

    def __init__(self, users: Float32, items: Float32) -> None:
        self._users, self._items = torch.from_numpy(users), torch.from_numpy(items)

    def score(self, histories: Histories, candidates: Any = None) -> Float32:
        """Return float32 [n_histories, n_items]."""
        assert histories.asked is not None
        scores: Float32 = (self._users[torch.from_numpy(histories.asked)] @ self._items.T).numpy()
        return scores


def vectors(trained: PureSVD, histories: Histories) -> tuple[Float32, Float32]:
    """Return user and item vectors whose products are the model's scores: float32 [n, 65] each."""
    of_items = trained.item_vectors()
    sums = np.add.reduceat(of_items[histories.item], histories.offsets[:-1], axis=0)
    popularity = np.float32(POPULARITY_WEIGHT) * trained._popularity[:, None]
    ones = np.ones((len(histories), 1), np.float32)
    return np.concatenate((sums, ones), axis=1), np.concatenate((of_items, popularity), axis=1)


def beside(
    peer: str, rounds: int, factors: tuple[Float32, Float32], test: EvaluationPart, split: Split, whole: float
) -> None:
    """Let RecTools do the same, and compare times and figures."""
    (users, items), train = factors, split.train
    codes, offsets, names = split.dataset.item_table.category_matrix
    genres = np.zeros((len(items), len(names)), np.float32)
    genres[np.repeat(np.arange(len(items)), np.diff(offsets)), codes] = 1
    with tempfile.TemporaryDirectory() as folder:
        arrays = {
            "users": users,
            "items": items,
            "seen_item": test.histories.item,
            "seen_offsets": test.histories.offsets,
            "train_user": train.user,
            "train_item": train.item,
            "test_user": np.repeat(np.arange(len(test)), np.diff(test.target_offsets)),
            "test_item": test.target_item,
            "genres": genres,
        }
        np.savez(Path(folder) / "given.npz", **arrays)
        (Path(folder) / "peer.py").write_text(PEER)
        environment = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "OPENBLAS_NUM_THREADS": "1"}
        command = [peer, f"{folder}/peer.py", f"{folder}/given.npz", str(THREADS), str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    model: Any = Factors(users, items)
    ours = evaluate(model, test, split, cutoffs=CUTOFFS, progress=Progress()).metrics
    print(f"  RecTools: top 20                    {found['ranking']:6.3f} s")
    theirs, peak = found["metrics"], found["peak_mb"]
    print(f"  RecTools: and {len(theirs)} figures            {found['whole']:6.3f} s   peak + {peak:,.0f} MB")
    print(f"  ratio {found['whole'] / whole:.1f} ({len(ours)} figures of ours against {len(theirs)} of theirs)")
    for name in ("recall@10", "ndcg@10", "mrr@10", "precision@5", "f1@5", "coverage@10", "novelty@10", "popularity@10"):
        print(f"    {name:14s} ours {ours[name]:.6f}  RecTools {found['metrics'][name]:.6f}")


def best(rounds: int, work: Any) -> float:
    """Return the shortest of some runs, in seconds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def added_mb(work: Any) -> float:
    """Return by how much the memory of this process grew at most while it worked; 0 where the system cannot say."""
    try:
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        before = resident_mb("VmRSS")
        work()
        return resident_mb("VmHWM") - before
    except OSError:
        return 0.0


def resident_mb(name: str) -> float:
    """Return a figure of this process's memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(name))) / 1024


def profile(work: Any) -> None:
    """Print the functions that take most of the time themselves."""
    import cProfile
    import pstats

    watched = cProfile.Profile()
    watched.runcall(work)
    pstats.Stats(watched).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    raise SystemExit(main())
