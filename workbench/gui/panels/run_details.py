"""The card of one run: what came out, what made it, and on what; everything needed to repeat it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, separator, text_label
from workbench.gui.panels import wording
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import RunDetails

HEADLINE = ("ndcg@10", "recall@10", "mrr@10", "coverage@10", "novelty@10", "diversity@10")
NAME_WIDTH = 132


class RunDetailsCard(Card):
    """Scrolls through all that is known of a run."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.state = Badge()
        self.head.addWidget(self.state)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)

    def show_run(self, run: RunDetails, configs: Sequence[type[Any]] = ()) -> None:
        """Show a run.

        Args:
            run: what is known of it.
            configs: the configuration classes of its model and its split, where they are installed; settings are
                named by their titles.
        """
        summary = run.summary
        self.heading.setText(self.tr("Run {0}").format(summary.id))
        self.state.setText(wording.state(summary.state))
        self.state.set_tone(wording.state_tone(summary.state))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(text_label(told(summary.model_title), weight=QFont.Weight.DemiBold, size=11, wrap=True))
        if summary.message:
            column.addWidget(text_label(told(summary.message), "bad", wrap=True))
        if summary.resumable:
            sentence = self.tr("This run has not ended. Resume it in Train: it goes on from its last checkpoint.")
            column.addWidget(text_label(sentence, "warning", wrap=True))
        elif summary.state == "interrupted":
            sentence = self.tr(
                "The application ended before this run did. Nothing of its model was kept; train it again."
            )
            column.addWidget(text_label(sentence, "warning", wrap=True))
        if summary.forgotten_users:
            forgotten = self.tr(
                "Trained with %n person(s) who asked to be forgotten since. It keeps what it learned of them: "
                "train again on the newest version of the dataset, then delete this run.",
                "",
                summary.forgotten_users,
            )
            column.addWidget(text_label(forgotten, "warning", wrap=True))
        self._section(column, self.tr("On the test part"), self._results(run))
        self._section(column, self.tr("Set-up"), self._set_up(run, configs))
        self._section(column, self.tr("Configuration"), _settings(run.config, configs))
        self._section(column, self.tr("The training"), self._training(run))
        self._section(column, self.tr("Versions"), {n: _plain(v) for n, v in run.versions.items()})
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def texts(self) -> list[str]:
        """Return every text shown, for tests."""
        shown = self._scroll.findChildren(QLabel)
        return [self.heading.text(), self.state.text(), *(label.text() for label in shown)]

    def _results(self, run: RunDetails) -> dict[str, str]:
        test = run.summary.test
        rows = {
            wording.metric_title(name): wording.metric(test, name)
            for name in HEADLINE
            if test is not None and name in test.metrics
        }
        if run.validation is not None and "ndcg@10" in run.validation.metrics:
            rows[self.tr("NDCG@10, validation")] = wording.metric(run.validation, "ndcg@10")
        if test is not None:
            protocol = test.protocol
            rows[self.tr("Candidates")] = told(protocol.candidates)
            rows[self.tr("Seen items")] = told(protocol.seen_items)
            rows[self.tr("People counted")] = QLocale().toString(protocol.users)
        return rows

    def _set_up(self, run: RunDetails, configs: Sequence[type[Any]]) -> dict[str, str]:
        summary = run.summary
        rows = {self.tr("Dataset"): summary.dataset_name}
        rows[self.tr("Fingerprint")] = run.dataset_fingerprint[:16]
        rows[self.tr("Split")] = told(summary.test.protocol.split) if summary.test is not None else run.split
        rows |= _settings(run.split_parameters, configs)
        rows[self.tr("Seed")] = str(summary.seed)
        rows[self.tr("Started")] = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(summary.created.timestamp())), QLocale.FormatType.ShortFormat
        )
        return rows

    def _training(self, run: RunDetails) -> dict[str, str]:
        report = dict(run.report)
        rows = {self.tr("Whole run"): wording.duration(run.summary.seconds)}
        if run.device:
            rows[self.tr("Device")] = run.device
        if not report:
            return rows
        rows[self.tr("Fit")] = wording.duration(report.get("seconds"))
        if report.get("epochs"):
            rows[self.tr("Epochs")] = str(report["epochs"])
            rows[self.tr("Best epoch")] = str(report.get("best_epoch", wording.NOTHING))
            rows[self.tr("Ended")] = (
                self.tr("early: validation stopped improving")
                if report.get("stopped") == "early"
                else self.tr("after the last epoch")
            )
        if report.get("parameters"):
            rows[self.tr("Learned numbers")] = QLocale().toString(int(report["parameters"]))
        if report.get("throughput"):
            rows[self.tr("Speed")] = self.tr("{0} sequences/s").format(f"{report['throughput']:,.0f}")
        rows |= {
            told(str(name).replace("_", " ").capitalize()): _plain(value)
            for name, value in report.get("details", {}).items()
        }
        return rows

    def _section(self, column: QVBoxLayout, title: str, rows: dict[str, str]) -> None:
        if not rows:
            return
        column.addWidget(separator())
        column.addWidget(text_label(title, "secondary", size=SMALL_PT, weight=QFont.Weight.DemiBold))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(rows.items()):
            left = text_label(name, "secondary", size=SMALL_PT, wrap=True)
            left.setFixedWidth(NAME_WIDTH)
            right = text_label(value, size=SMALL_PT, wrap=True)
            right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            right.setAccessibleName(f"{name}: {value}")
            grid.addWidget(left, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(right, place, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)


def _settings(values: dict[str, Any], configs: Sequence[type[Any]]) -> dict[str, str]:
    """Return settings as people read them in the form: titles, and the choices' texts."""
    shown = {}
    for name, value in values.items():
        field = next((c.model_fields[name] for c in configs if name in c.model_fields), None)
        extra = field.json_schema_extra if field is not None else None
        choices = extra.get("choices", {}) if isinstance(extra, dict) else {}
        title = field.title if field is not None and field.title else name.replace("_", " ").capitalize()
        shown[told(title)] = _plain(choices.get(value, value) if isinstance(value, str) else value)
    return shown


def _plain(value: Any) -> str:
    """Write a stored value as text."""
    if isinstance(value, bool):
        return "✓" if value else wording.NOTHING
    if isinstance(value, float):
        return f"{value:g}"
    return told(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
