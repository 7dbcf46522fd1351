"""Measure which explanations tell the truth: methods × models × measures, with intervals, both controls included.

Run by hand:

    python tests/benchmarks/faithfulness.py [--data sample ml-1m] [--models SASRec TransitionSASRec …] [--people 100]
        [--set epochs=40 patience=0 …] [--threads 1]

Models are fitted on the training part and explain the first recommendation for the histories of the test part, of a
sample of people drawn by a fixed seed. Figures are means over these people with 95 % bootstrap intervals; what they are
is said in `workbench/explanation/faithfulness.py` and `verdict.py`.

On the built-in sample the reasons are known: the film after a crossroads film is that of the latest omen, met at least
eight films before (`workbench/data/sample/truth.py`). For such events of the test and validation rows of histories, the
film that the rule asks for is explained from the history before it, and it is counted how often the omen's own row is
among the three interactions that a method names first.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np

from workbench.data.interactions import Histories
from workbench.data.reading import read_dataset
from workbench.data.sample.story import make_story, truth
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.evaluation.evaluate import evaluate
from workbench.evaluation.intervals import bootstrap_intervals
from workbench.explanation.attributions import METHODS, attribute, methods_of
from workbench.explanation.faithfulness import MEASURES
from workbench.explanation.judging import judge_sample
from workbench.explanation.verdict import Figure, ModelVerdict
from workbench.jobs import Progress
from workbench.models.recommender import Recommender
from workbench.models.registry import model_class
from workbench.training.device import configure_threads

SEED = 7
TOP = 3


def dataset_split(name: str) -> Split:
    if name == "sample":
        return make_split(make_story(SEED, Progress()).dataset({}))
    base = os.environ.get("WORKBENCH_TEST_DATA")
    root = Path(base) if base else Path(__file__).resolve().parents[3] / "shared" / "data"
    return make_split(read_dataset(root / name / "sequences.txt", progress=Progress()).dataset)


def fitted(name: str, split: Split, pairs: list[str]) -> Recommender:
    made = model_class(name)
    wanted = dict(pair.split("=", 1) for pair in pairs)
    model = made(made.Config(**{field: text for field, text in wanted.items() if field in made.Config.model_fields}))
    report = model.fit(split, validation=split.validation, seed=1, progress=Progress())
    measured = evaluate(model, split.test, split, cutoffs=(10,), progress=Progress())
    print(
        f"\n{name}: ndcg@10 {measured.metrics['ndcg@10']:.4f} on the test part, "
        f"{report.epochs} epochs, {report.seconds:,.0f} s",
        flush=True,
    )
    return model


def judged(model: Recommender, split: Split, people: int) -> ModelVerdict:
    return judge_sample(
        model,
        split.test.histories,
        people=people,
        seed=SEED,
        n_items=len(split.dataset.items),
        intervals=bootstrap_intervals,
        progress=Progress(),
    )


def show(found: ModelVerdict) -> None:
    print(f"{'method':<26}{'score':>6}" + "".join(f"{measure:>25}" for measure in MEASURES))
    for name, figures in found.table.items():
        cells = "".join(f"{of(figures[measure]):>25}" for measure in MEASURES)
        print(f"{METHODS[name].title:<26}{found.scores[name]:>6.2f}{cells}")
    print(f"top 10 kept when attention is permuted {of(found.kept)}; lead moved {of(found.moved)}")
    print(f"rank correlation with the untrained model's attention {of(found.untrained)}")
    print(f"score {of(found.score)}, than random {of(found.than_random)}, than recency {of(found.than_recency)}")
    print(f"{found.n_people} people: {found.verdict.sentence}", flush=True)


def of(figure: Figure) -> str:
    return f"{figure.mean:.3f} ({figure.low:.3f} … {figure.high:.3f})"


def find_omens(model: Recommender, split: Split, most: int) -> None:
    """Count how often each method names the omen, for events at the end of histories that were not trained on."""
    known = truth(SEED)
    data = split.dataset.interactions
    held_out = np.union1d(split.test_rows, split.validation_rows)
    events = np.flatnonzero(np.isin(known.rule_rows, held_out) & (known.rule_kept == 1))
    n_all = len(events)
    events = np.random.default_rng(SEED).permutation(events)[:most]
    names = methods_of(model)
    hits = np.zeros((len(events), len(names)))
    right, chance, ranks = np.zeros(len(events)), np.zeros(len(events)), np.zeros((len(events), len(names)))
    for place, event in enumerate(np.sort(events).tolist()):
        row, omen = int(known.rule_rows[event]), int(known.rule_omen_rows[event])
        start = int(data.offsets[data.user[row]])
        time = None if data.time is None else data.time[start:row]
        history = Histories.single(data.item[start:row], data.value[start:row], time)
        finales = known.finales[known.crossroads_items.tolist().index(int(data.item[row - 1]))]
        right[place] = finales[model.score(history, finales)[0].argmax()] == data.item[row]
        worth = attribute(model, history, int(data.item[row]), names, n_items=data.n_items)
        for column, name in enumerate(names):
            order = np.argsort(-worth[name][::-1], kind="stable")
            rank = int(np.flatnonzero(len(order) - 1 - order == omen - start)[0])
            ranks[place, column] = rank + 1
            hits[place, column] = rank < TOP
        chance[place] = TOP / (row - start)
    low, high = bootstrap_intervals(np.column_stack((hits, right)))
    print(
        f"long-range rule: {len(events)} of {n_all} held-out events; the right finale of four is scored highest in "
        f"{right.mean():.3f} ({low[-1]:.3f} … {high[-1]:.3f}); by chance the omen is among the first {TOP} in "
        f"{chance.mean():.3f}"
    )
    print(f"{'method':<26}{'omen among first ' + str(TOP):>26}{'median rank':>13}{'where the model is right':>27}")
    for column, name in enumerate(names):
        where = hits[right == 1, column].mean() if right.any() else float("nan")
        print(
            f"{METHODS[name].title:<26}{of(Figure(hits[:, column].mean(), low[column], high[column])):>26}"
            f"{np.median(ranks[:, column]):>13.0f}{where:>27.3f}",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", choices=["sample", "ml-1m"], default=["sample", "ml-1m"])
    parser.add_argument("--models", nargs="+", default=["SASRec", "TransitionSASRec"])
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--events", type=int, default=150)
    parser.add_argument("--set", nargs="+", default=[], metavar="NAME=VALUE")
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    configure_threads(chosen.threads)
    for name in chosen.data:
        split = dataset_split(name)
        print(f"\n{split.dataset.name}: {len(split.dataset.users):,} users, {len(split.dataset.items):,} items")
        for model_name in chosen.models:
            model = fitted(model_name, split, chosen.set)
            began = time.perf_counter()
            show(judged(model, split, chosen.people))
            print(f"explained and measured in {time.perf_counter() - began:,.0f} s")
            if name == "sample":
                find_omens(model, split, chosen.events)
    return 0


if __name__ == "__main__":
    sys.exit(main())
