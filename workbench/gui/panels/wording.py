"""How the panels write durations, counts, metrics and states, the same in tables, cards and badges."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.evaluation.metrics import METRICS_BY_NAME
from workbench.evaluation.protocol import Evaluation
from workbench.gui import formatting
from workbench.gui.components.basics import Tone
from workbench.gui.told import told
from workbench.workspace.views import RunSummary

NOTHING = "—"
# Metrics that are shares of something: written in percent.
SHARES = frozenset({"coverage"})


def duration(seconds: float | None) -> str:
    """Return `1 min 44 s`; a dash where it is not known."""
    return NOTHING if seconds is None else formatting.duration(seconds)


def metric_value(name: str, value: float | None) -> str:
    """Return a metric's value: `0.104`, shares as `61%`, numbers above 1 with one decimal; a dash for None."""
    if value is None:
        return NOTHING
    if name.split("@")[0] in SHARES:
        return f"{100 * value:.0f}%"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}" if abs(value) < 100 else f"{value:,.0f}"


def half_width(name: str, width: float | None) -> str:
    """Return ` ± .009`, the half width of a 95 % interval, or nothing where there is none."""
    if width is None:
        return ""
    if name.split("@")[0] in SHARES:
        return f" ± {100 * width:.0f}"
    if abs(width) < 1:
        return f" ± {width:.3f}".replace("0.", ".", 1)
    return f" ± {width:.1f}"


def metric(evaluation: Evaluation | None, name: str, *, interval: bool = True) -> str:
    """Return `0.104 ± .009` for a metric of an evaluation; a dash where it was not measured."""
    if evaluation is None or name not in evaluation.metrics:
        return NOTHING
    return metric_mean(name, evaluation.metrics[name], evaluation.intervals.get(name) if interval else None)


def metric_mean(name: str, value: float, width: float | None) -> str:
    """Return `0.104 ± .009`, a value with half the width of its interval where there is one."""
    if width is not None and abs(value) >= 1:
        return f"{value:.2f} ± {width:.2f}"
    return metric_value(name, value) + half_width(name, width)


def metric_title(name: str) -> str:
    """Return how the field writes a metric: `NDCG@10`, `Recall@10`, `MRR@5`."""
    base, _, cutoff = name.partition("@")
    titles = {
        "ndcg": "NDCG",
        "mrr": "MRR",
        "map": "MAP",
        "f1": "F1",
        "hit_rate": QCoreApplication.translate("Wording", "Hit rate"),
        "recall": QCoreApplication.translate("Wording", "Recall"),
        "precision": QCoreApplication.translate("Wording", "Precision"),
        "coverage": QCoreApplication.translate("Wording", "Coverage"),
        "novelty": QCoreApplication.translate("Wording", "Novelty"),
        "diversity": QCoreApplication.translate("Wording", "Diversity"),
        "gini": "Gini",
    }
    known = METRICS_BY_NAME.get(base)
    title = titles.get(base) or told(known.title if known else base.replace("_", " ").capitalize())
    return f"{title}@{cutoff}" if cutoff else title


def run_label(run: RunSummary) -> str:
    """Return what menus and tables call a run: `SASRec · run 13`."""
    return label(run.model, run.id)


def label(model: str, run_id: int) -> str:
    """Return what menus and tables call the run of a model: `SASRec · run 13`."""
    return QCoreApplication.translate("Wording", "{model} · run {id}").format(model=model, id=run_id)


def modality(name: str) -> str:
    """Return what a modality is called, `id` too."""
    return {
        "id": QCoreApplication.translate("Wording", "Ids"),
        "text": QCoreApplication.translate("Wording", "Texts"),
        "image": QCoreApplication.translate("Wording", "Pictures"),
        "audio": QCoreApplication.translate("Wording", "Sounds"),
    }.get(name, name)


def state(name: str) -> str:
    """Return what a run's state is called."""
    return {
        "waiting": QCoreApplication.translate("Wording", "Waiting"),
        "running": QCoreApplication.translate("Wording", "Running"),
        "paused": QCoreApplication.translate("Wording", "Paused"),
        "done": QCoreApplication.translate("Wording", "Done"),
        "cancelled": QCoreApplication.translate("Wording", "Cancelled"),
        "failed": QCoreApplication.translate("Wording", "Failed"),
        "interrupted": QCoreApplication.translate("Wording", "Interrupted"),
    }.get(name, name)


def state_tone(name: str) -> Tone:
    """Return the badge colour of a run's state."""
    tones: dict[str, Tone] = {
        "waiting": "neutral",
        "running": "accent",
        "paused": "warning",
        "done": "good",
        "cancelled": "neutral",
        "failed": "bad",
        "interrupted": "warning",
    }
    return tones.get(name, "neutral")
