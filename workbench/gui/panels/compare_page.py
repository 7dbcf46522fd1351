"""Two lists side by side: of two models, or of two histories, with how far they agree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, text_label
from workbench.gui.context import Context
from workbench.gui.panels.recommendation_list import RecommendationList
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.user_picker import UserPicker
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.what_if import EditedHistory, Entry
from workbench.workspace import Workspace
from workbench.workspace.list_views import ListComparison
from workbench.workspace.views import RunSummary

COMPARE = "recommend/compare"


class ComparePage(QWidget):
    """The list of the chosen run and history on the left, another one on the right.

    Signals:
        failed: one sentence.
    """

    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked: tuple[int, EditedHistory, Shaping, str | None] | None = None
        self.first = Card(" ")
        self.first_list = RecommendationList(context, judging=False)
        self.first.body.addWidget(self.first_list)
        self.second = Card(" ")
        self.second.heading.setText(self.tr("Beside it"))
        self.run = RunPicker()
        self.run.setMinimumWidth(120)
        self.run.setAccessibleName(self.tr("Run to compare with"))
        self.run.chosen.connect(lambda _: self._again())
        self.history = QComboBox()
        self.history.setAccessibleName(self.tr("History to compare with"))
        for key, text in (
            ("now", self.tr("the same history")),
            ("original", self.tr("before the changes")),
            ("user", self.tr("another user")),
        ):
            self.history.addItem(text, key)
        self.history.activated.connect(lambda _: self._on_history())
        self.user = UserPicker(context)
        self.user.setMinimumWidth(120)
        self.user.chosen.connect(lambda _: self._again())
        self.user.hide()
        choices = QHBoxLayout()
        for part in (self.run, self.history):
            part.setMinimumWidth(60)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choices.addWidget(part, 1)
        self.second.body.addLayout(choices)
        self.second.body.addWidget(self.user)
        self.second_list = RecommendationList(context, judging=False)
        self.second.body.addWidget(self.second_list)
        self.summary = text_label("", "secondary", size=SMALL_PT, wrap=True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.first, 1)
        row.addWidget(self.second, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row, 1)
        outer.addWidget(self.summary)

    def offer(self, runs: Sequence[RunSummary]) -> None:
        """Offer runs to compare with; at first another than the newest that shows its attention."""
        begun = self.run.run is None
        self.run.show_runs(runs)
        if begun and len(runs) > 1 and self.run.run is not None:
            other = next((run for run in runs if run.id != self.run.run.id), runs[0])
            self.run.choose(other.id)

    def ask(self, run_id: int, history: EditedHistory, shaping: Shaping, title: str) -> None:
        """Compare the list of a run and a history with the one chosen here."""
        self.first.heading.setText(title)
        self._asked = run_id, history, shaping, title
        other = self.run.run
        if other is None:
            return
        kind, user = str(self.history.currentData()), self.user.user_id
        if kind == "user" and user is None:
            return

        def compare(ws: Workspace) -> ListComparison:
            second = history
            if kind == "original":
                second = EditedHistory(history.original, history.original)
            elif kind == "user" and user is not None:
                rows = ws.datasets.history(ws.recommending.dataset_id(run_id), user)
                second = EditedHistory.of([Entry(row.item, row.value, row.time) for row in rows])
            return ws.recommending.compare((run_id, history), (other.id, second), shaping)

        self._context.ask(COMPARE, compare, self._show, self.failed.emit, urgent=True)

    def _show(self, found: ListComparison) -> None:
        codes = [[item.item for item in view.items] for view in (found.first, found.second)]
        self.first_list.show_items(found.first.items)
        self.second_list.show_items(found.second.items, codes[0])
        agreement = found.agreement
        tau = "—" if agreement.tau is None else f"{agreement.tau:+.2f}".replace("-", "−")
        self.summary.setText(
            self.tr(
                "{n} of {k} items in both · rank-biased overlap {rbo} (p = 0.9) · Kendall τ-b {tau}. "
                "Arrows say where an item stands against the list on the left."
            ).format(n=agreement.shared, k=agreement.longest, rbo=f"{agreement.rbo:.2f}", tau=tau)
        )

    def _on_history(self) -> None:
        self.user.setVisible(self.history.currentData() == "user")
        self._again()

    def _again(self) -> None:
        if self._asked is not None:
            run_id, history, shaping, title = self._asked
            self.ask(run_id, history, shaping, title or "")
