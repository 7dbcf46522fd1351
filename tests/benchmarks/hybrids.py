"""Does the best hybrid beat every part of it? Leave last out, full ranking, seen items left out, all users counted.

Run by hand: `python tests/benchmarks/hybrids.py [--data ml-100k ml-1m beauty] [--parts TEXT] [--hybrids …]`

Each part is fitted once alone, each hybrid as a whole, with its own copies of the parts. The hybrid that is best on
validation is chosen, and it alone is compared with every part on the test part, person by person: permutation test,
Holm's correction over the parts.
"""

from __future__ import annotations

import argparse
import sys
import time

from attention_accuracy import FILES
from movielens_100k import folder

from workbench.data.reading import read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.evaluation.evaluate import evaluate, judge
from workbench.evaluation.metrics import Float64
from workbench.evaluation.significance import compare_paired
from workbench.jobs import Progress
from workbench.models.hybrids.parts import read_parts
from workbench.models.recommender import Recommender
from workbench.models.registry import model_class
from workbench.training.device import configure_threads

PARTS = {
    "ml-100k": "ItemTransition\nEASE\niALS\nSessionKNN\nItemKNN",
    "ml-1m": "ItemTransition\nEASE\niALS\nSessionKNN",
    "beauty": "ItemTransition\nEASE\niALS\nItemKNN",
}
HYBRIDS = ("WeightedHybrid", "RankFusion", "Switching", "NeuralHybrid", "Stacking", "Stacking forest")
METRIC = "ndcg@10"


def made(name: str, parts: str) -> Recommender:
    kind, _, learner = name.partition(" ")
    config = {"parts": parts} | ({"learner": learner} if learner else {})
    return model_class(kind)(model_class(kind).Config(**config))


def fitted(model: Recommender, split: Split, seed: int) -> tuple[Recommender, float, float]:
    began = time.perf_counter()
    report = model.fit(split, validation=split.validation, seed=seed, progress=Progress())
    seconds = time.perf_counter() - began
    known = evaluate(model, split.validation, split, cutoffs=(10,), progress=Progress()).metrics[METRIC]
    if "weights" in report.details:
        print(f"    {report.details['weights']}")
    return model, known, seconds


def on_test(model: Recommender, split: Split) -> tuple[float, float, Float64]:
    measured, cases = judge(model, split.test, split, cutoffs=(10,), progress=Progress())
    names, values = cases.of_people()
    return measured.metrics["recall@10"], measured.metrics[METRIC], values[:, names.index(METRIC)]


def measure(name: str, parts: str, hybrids: list[str], seed: int) -> bool:
    split = make_split(read_dataset(folder().parent / FILES[name], progress=Progress()).dataset)
    print(
        f"\n{split.dataset.name}: {len(split.dataset.users):,} users, {len(split.dataset.items):,} items, seed {seed}"
    )
    print(f"{'':<30}{'validation':>12}{'fit s':>9}")
    alone = []
    for kind, config in read_parts(parts):
        model, known, seconds = fitted(kind(config), split, seed)
        alone.append((kind.name, model))
        print(f"{kind.name:<30}{known:>12.4f}{seconds:>9.1f}", flush=True)
    best: tuple[float, str, Recommender] | None = None
    for hybrid in hybrids:
        model, known, seconds = fitted(made(hybrid, parts), split, seed)
        print(f"{hybrid:<30}{known:>12.4f}{seconds:>9.1f}", flush=True)
        if best is None or known > best[0]:
            best = (known, hybrid, model)
    assert best is not None
    recall, ndcg, own = on_test(best[2], split)
    print(f"chosen on validation: {best[1]}; test recall@10 {recall:.4f}, {METRIC} {ndcg:.4f}")
    columns = {part: on_test(model, split) for part, model in alone}
    found = compare_paired(own, [column for _, _, column in columns.values()], progress=Progress())
    beaten = True
    for (part, (part_recall, part_ndcg, _)), difference in zip(columns.items(), found, strict=True):
        beaten &= difference.mean < 0 and difference.p_corrected < 0.05
        print(
            f"  {part:<28} recall@10 {part_recall:.4f}, {METRIC} {part_ndcg:.4f}; hybrid {-difference.mean:+.4f} "
            f"[{-difference.high:+.4f}, {-difference.low:+.4f}], p (Holm) {difference.p_corrected:.4f}"
        )
    print("every part is beaten" if beaten else "NOT every part is beaten", flush=True)
    return beaten


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", choices=list(FILES), default=list(PARTS))
    parser.add_argument("--parts", help="parts for all datasets, as a hybrid's setting is written")
    parser.add_argument("--hybrids", nargs="+", default=list(HYBRIDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=None)
    chosen = parser.parse_args()
    configure_threads(chosen.threads)
    results = [measure(name, chosen.parts or PARTS[name], chosen.hybrids, chosen.seed) for name in chosen.data]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
