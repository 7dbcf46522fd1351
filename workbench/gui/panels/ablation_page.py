"""What each modality of a trained model is worth: it is trained again without each, and the change is tested."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, Notice, button, heading, text_label
from workbench.gui.components.card_grid import CardGrid
from workbench.gui.components.columns import column_of_cards, scrolled
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.components.stacked_bar import StackedBar, Swatches
from workbench.gui.context import Context
from workbench.gui.formatting import percent
from workbench.gui.panels import wording
from workbench.gui.panels.ablation_table import AblationTable
from workbench.gui.preview import Preview
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.ablation_views import TESTED, Ablation
from workbench.workspace.views import RunDetails

ABLATION_JOB = "ablation"
LEAST_WIDTH = 520


def can_be_taken_apart(details: RunDetails) -> bool:
    """Whether a run is finished and learned from modalities that can be switched off."""
    return details.summary.state == "done" and any(
        isinstance(details.config.get(name), bool) for name in details.content
    )


class AblationPage(QWidget):
    """The variants of one run, on its own split and on items that were never met.

    Signals:
        left: the person wants to go back to the runs.
    """

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._run: int | None = None
        self._found: Ablation | None = None
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(button(self.tr("All runs"), self.left.emit, icon="back"))
        self.title = heading("")
        head.addWidget(self.title)
        head.addStretch(1)
        self.measure = SegmentedControl(self.tr("Metric"))
        self.measure.set_choices([(name, wording.metric_title(name), "") for name in TESTED])
        self.measure.set_value(TESTED[0])
        self.measure.chosen.connect(lambda _: self._show_tables())
        head.addWidget(self.measure)
        self.cold = QCheckBox(self.tr("New items too"))
        self.cold.setToolTip(self.tr("Also trains on a split that holds items out whole, and asks for those"))
        self.cold.setChecked(True)
        self.cold.toggled.connect(lambda _: self._ask())
        head.addWidget(self.cold)
        self.start = button("", self._start, primary=True)
        head.addWidget(self.start)
        self.notice = Notice()
        self.said = text_label("", "secondary", size=SMALL_PT, wrap=True)

        inside, column = column_of_cards()
        self.shares = Card(self.tr("Shares in the whole model, mean over the items it met"))
        self.bar, self.names = StackedBar(), Swatches()
        self.shares.body.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addStretch(1)
        self.shares.body.addLayout(row)
        column.addWidget(self.shares)
        self.grid = CardGrid(least_width=LEAST_WIDTH)
        self.cards: list[tuple[Card, AblationTable]] = []
        for title in (self.tr("On the run's own split"), self.tr("On items that were never met")):
            card, table = Card(title), AblationTable()
            card.body.addWidget(table)
            card.body.addStretch(1)
            self.cards.append((card, table))
            self.grid.add(card)
        column.addWidget(self.grid)
        self.reading = text_label(
            self.tr(
                "Red: the model is worse without it, p < 0.05 after Holm's correction. A modality that others make up "
                "for changes little when it alone is left out, even where it tells much."
            ),
            "faint",
            size=SMALL_PT,
            wrap=True,
        )
        column.addWidget(self.reading)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addWidget(self.notice)
        outer.addWidget(self.said)
        outer.addWidget(scrolled(inside), 1)
        self._preview = Preview(context, self)
        self._preview.answered.connect(self._show)
        self._preview.failed.connect(lambda sentence: self.notice.say(sentence, "bad"))
        context.runner.ended.connect(self._on_end)
        context.runner.changed.connect(self._enable)

    def show_run(self, run_id: int) -> None:
        """Show what is known of a run's variants."""
        self._run, self._found = run_id, None
        self.notice.say("")
        self.title.setText("")
        self.said.setText("")
        self._show_tables()
        self._ask()

    def _ask(self) -> None:
        run, cold = self._run, self.cold.isChecked()
        if run is not None:
            self._preview.ask(lambda ws, progress: ws.ablations.result(run, cold=cold, progress=progress))

    def _show(self, found: Ablation) -> None:
        self._found = found
        plan = found.plan
        self.title.setText(self.tr("What each modality is worth: {run}").format(run=wording.run_label(plan.run)))
        if plan.missing:
            self.said.setText(
                self.tr(
                    "Each variant is trained anew with the same settings, seed and vectors. %n training(s) to go, "
                    "about {time} in all; they can be cancelled, and go on later.",
                    "",
                    plan.missing,
                ).format(time=wording.duration(plan.seconds))
            )
        else:
            self.said.setText(self.tr("Every variant was trained with the same settings, seed and vectors."))
        self.start.setText(self.tr("Train %n variant(s)", "", plan.missing))
        shares = list(found.shares.items())
        self.bar.show_parts([(share, place) for place, (_, share) in enumerate(shares)])
        self.names.show_entries(
            [(f"{wording.modality(name)} {percent(share)}", place) for place, (name, share) in enumerate(shares)]
        )
        self._show_tables()
        self._enable()

    def _show_tables(self) -> None:
        found = self._found
        parts = {part.cold: part for part in found.parts} if found is not None else {}
        self.shares.setVisible(found is not None and bool(found.shares))
        for is_cold, (card, table) in zip((False, True), self.cards, strict=True):
            part = parts.get(is_cold)
            table.show_part(part, found.plan.variants if found is not None else (), self.measure.value())
            if part is not None and part.whole is not None and part.whole.test is not None:
                card.setToolTip(told(part.whole.test.protocol.split))
            self.grid.want([card], part is not None)
        self._enable()

    def _enable(self) -> None:
        plan = self._found.plan if self._found is not None else None
        runner = self._context.runner
        jobs = (*runner.waiting, *([runner.current] if runner.current is not None else []))
        going = any(job.kind == ABLATION_JOB and job.about == self._run for job in jobs)
        self.start.setVisible(plan is not None and (plan.missing > 0 or going))
        self.start.setEnabled(not going)
        if going:
            self.start.setText(self.tr("Training…"))
        elif plan is not None:
            self.start.setText(self.tr("Train %n variant(s)", "", plan.missing))

    def _start(self) -> None:
        run, cold = self._run, self.cold.isChecked()
        if run is None or self._found is None:
            return
        workspace = self._context.workspace
        self._context.runner.submit(
            Job(
                self.tr("Taking {run} apart").format(run=wording.run_label(self._found.plan.run)),
                lambda progress: workspace.ablations.ablate(run, cold=cold, progress=progress),
                kind=ABLATION_JOB,
                about=run,
                can_pause=True,
            )
        )

    def _on_end(self, job: Job) -> None:
        if job.kind != ABLATION_JOB:
            return
        self._context.runs_changed.emit()
        if job.about == self._run:
            if job.state == "failed":
                self.notice.say(job.error, "bad")
            self._ask()
