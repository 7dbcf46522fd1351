"""Methods and verdicts in the words and colours of the window."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from workbench.explanation.attributions import METHODS
from workbench.explanation.verdict import Verdict
from workbench.gui.components.basics import Tone
from workbench.gui.told import told

TONES: dict[str, Tone] = {"faithful": "good", "partly": "warning", "unfaithful": "bad", "unknown": "warning"}


def method_title(name: str) -> str:
    """Return what a method is called in the language of the window."""
    return told(METHODS[name].title)


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in plain words, in the language of the window."""
    translate = QCoreApplication.translate
    best = method_title(verdict.best) if verdict.best else method_title("leave-one-out")
    if not verdict.method:
        return translate("Faithful", "This model has no attention; use {method}.").format(method=best)
    if verdict.level == "unknown":
        return translate("Faithful", "There is too little to judge by.")
    if np.isfinite(verdict.than_random) and np.isfinite(verdict.than_recency):
        measured = translate(
            "Faithful",
            "removing items in the order of “{method}” lowers the score {random}× faster than random, "
            "{recency}× faster than recency",
        ).format(
            method=method_title(verdict.method),
            random=f"{verdict.than_random:.1f}",
            recency=f"{verdict.than_recency:.1f}",
        )
    else:
        measured = translate("Faithful", "removing items in random order or by recency does not lower the score at all")
    if verdict.level == "unfaithful":
        text = translate("Faithful", "Attention is no explanation here; use {method} ({measured}).")
        return text.format(method=best, measured=measured)
    if verdict.level == "partly":
        text = translate("Faithful", "Partly faithful {score}: {measured}; {doubts}.")
    else:
        text = translate("Faithful", "Faithful {score}: {measured}.")
    doubts = "; ".join(_doubt(doubt) for doubt in verdict.doubts)
    return text.format(score=f"{verdict.score:.2f}", measured=measured, doubts=doubts)


def _doubt(name: str) -> str:
    translate = QCoreApplication.translate
    return {
        "random": translate("Faithful", "it is not surely better than random orders"),
        "recency": translate("Faithful", "it tells no more than which interactions are recent"),
        "score": translate("Faithful", "other methods find much more"),
        "permuted": translate("Faithful", "other weights would give the same list"),
        "untrained": translate("Faithful", "an untrained model looks at the same places"),
    }[name]
