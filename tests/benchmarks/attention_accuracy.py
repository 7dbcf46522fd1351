"""Measure how accurate the models are: leave last out by time, full ranking, seen items left out, all users counted.

Run by hand:

    python tests/benchmarks/attention_accuracy.py [--data ml-100k beauty ml-1m] [--models TransitionSASRec …]
        [--set name=value …] [--seeds 1 …] [--threads 2] [--refit]

Every figure of ours comes from this run, with the settings that the data's shape chooses, or those of `--set`. Weights
and epochs are chosen on validation; the test part is looked at once a row. With `--refit`, each model is then fitted
again on training and validation part together, for the number of epochs that validation chose, and judged again: the
quoted figures of counting baselines agree with fits that hold the validation part, and on short histories it makes a
large difference. Values marked “quoted” were not measured here.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.data.reading import read_dataset
from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.evaluation.evaluate import evaluate
from workbench.jobs import Progress
from workbench.models.recommender import FitReport, Recommender
from workbench.models.registry import model_class
from workbench.training.device import configure_threads

FILES = {"ml-100k": "ml-100k", "ml-1m": "ml-1m/sequences.txt", "beauty": "s3rec-beauty/Beauty.txt"}
BASELINES = ("Popularity", "ItemKNN", "ItemTransition")
MODELS = (
    "SASRec",
    "eSASRec",
    "gSASRec",
    "BERT4Rec",
    "HSTU",
    "TiSASRec",
    "MultiInterest",
    "TargetAttention",
    "TransitionSASRec",
)
# Recall@10 and ndcg@10 to reach, and known ones; where none is given, it is not known.
TO_REACH = {"ml-1m": (0.320, 0.182), "beauty": (0.100, 0.062), "ml-100k": (0.235, 0.125)}
QUOTED: dict[str, dict[str, tuple[float | None, float]]] = {
    "ml-1m": {
        "eSASRec": (0.3133, 0.1772),
        "SASRec, sampled softmax": (0.2929, 0.1684),
        "ItemTransition": (0.2530, 0.1437),
        "EASE": (0.1091, 0.0541),
        "Popularity": (0.0392, 0.0193),
    },
    "beauty": {
        "eSASRec": (0.0928, 0.0523),
        "CBiT": (None, 0.0537),
        "ItemTransition": (0.0939, 0.0598),
        "EASE": (0.0782, 0.0445),
        "Popularity": (0.0141, 0.0063),
    },
    "ml-100k": {
        "ItemTransition": (0.2206, 0.1185),
        "EASE": (0.1485, 0.0723),
        "RecTools SASRec, 80 epochs": (None, 0.0859),
        "Popularity": (0.0859, 0.0443),
    },
}


def settings(pairs: list[str], model: type[Recommender]) -> dict[str, Any]:
    """Read `name=value` for the fields that this model has."""
    made = {}
    for pair in pairs:
        name, _, text = pair.partition("=")
        if name in model.Config.model_fields:
            try:
                made[name] = json.loads(text)
            except json.JSONDecodeError:
                made[name] = text
    return made


def accuracy(model: Recommender, split: Split, *, test: bool) -> tuple[float, float]:
    measured = evaluate(model, split.test if test else split.validation, split, cutoffs=(10,), progress=Progress())
    return measured.metrics["recall@10"], measured.metrics["ndcg@10"]


def refitted(model: Recommender, report: FitReport, split: Split, seed: int) -> Recommender:
    """Fit again with the validation part, for as long as validation chose."""
    config = model.config
    if "epochs" in type(config).model_fields:
        config = config.model_copy(update={"epochs": report.best_epoch})
    again = type(model)(config)
    again.fit(replace(split, train_rows=split.test_history_rows), validation=None, seed=seed, progress=Progress())
    return again


def row(name: str, seed: object, *figures: tuple[float | None, float] | None, note: str = "") -> str:
    cells = [
        " " * 18 if pair is None else f"{'–' if pair[0] is None else f'{pair[0]:.4f}':>9} {pair[1]:>8.4f}"
        for pair in figures
    ]
    return f"{name:<30}{seed!s:>5}" + "".join(cells) + ("  " + note if note else "")


def measure(name: str, chosen: argparse.Namespace, root: Path) -> None:
    split = make_split(read_dataset(root / FILES[name], progress=Progress()).dataset)
    data = split.dataset
    print(
        f"\n{data.name}: {len(data.interactions):,} interactions, {len(data.users):,} users, {len(data.items):,} items"
    )
    print(f"{'recall@10 / ndcg@10':<30}{'seed':>5}{'validation':>18}{'test':>18}{'test, refitted':>18}")
    for model_name in chosen.models:
        made = model_class(model_name)
        counts_only = model_name in BASELINES
        for seed in chosen.seeds[:1] if counts_only else chosen.seeds:
            model = made(made.Config(**settings(chosen.set, made)))
            report = model.fit(split, validation=split.validation, seed=seed, progress=Progress())
            validation, test = (accuracy(model, split, test=part) for part in (False, True))
            again = accuracy(refitted(model, report, split, seed), split, test=True) if chosen.refit else None
            note = f"{report.seconds:,.0f} s"
            if not counts_only:
                note += f", epoch {report.best_epoch} of {report.epochs}, {report.device}"
            print(row(model_name, "" if counts_only else seed, validation, test, again, note=note), flush=True)
            if not counts_only:
                print("    " + ", ".join(f"{key} {value}" for key, value in model.config.model_dump().items()))
    for peer, figures in QUOTED[name].items():
        print(row(peer, "", None, figures, note="quoted"))
    print(row("to reach", "", None, TO_REACH[name]))
    card = evaluate(model, split.test, split, cutoffs=(10,), progress=Progress()).protocol
    print(f"{card.split} {card.candidates}; seen items {card.seen_items}; {card.users:,} users. {card.tie_rule}")
    print("No model knows the time of the item to be predicted.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", choices=list(FILES), default=list(FILES))
    parser.add_argument("--models", nargs="+", default=[*BASELINES, *MODELS])
    parser.add_argument("--set", nargs="+", default=[], metavar="NAME=VALUE")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--refit", action="store_true")
    chosen = parser.parse_args()
    threads = configure_threads(chosen.threads)
    base = os.environ.get("WORKBENCH_TEST_DATA")
    root = Path(base) if base else Path(__file__).resolve().parents[3] / "shared" / "data"
    print(f"Python {platform.python_version()}, torch {torch.__version__}, numpy {np.__version__}, ", end="")
    print(f"{platform.machine()}, {threads} thread(s)")
    for name in chosen.data:
        measure(name, chosen, root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
