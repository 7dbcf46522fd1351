"""Brings to the list and its card the answers to why: reasons, what attention saw, whether to trust it, and signals."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from workbench.gui.context import Context
from workbench.gui.panels.history_card import HistoryCard
from workbench.gui.panels.list_card import ListCard
from workbench.gui.panels.live_list import LiveList
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.verdict_words import method_title
from workbench.gui.panels.why_card import WhyCard
from workbench.gui.panels.wording import run_label
from workbench.gui.runner import Job
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace.content_views import ItemShares
from workbench.workspace.explaining_views import Reasons
from workbench.workspace.list_views import LiveView

_SIGNALS = "recommend/signals"
_JUDGING = "attention/model"  # the job of the Attention place: its verdict is the same, whoever asks for it


class WhyAnswers(QObject):
    """Keeps the sentence under each item and the card beside the list in step with the list.

    Args:
        context: the window's.
        live: whose list it is about.
        runs: the chosen run.
        history, top, card: what shows the answers.
    """

    def __init__(
        self, context: Context, live: LiveList, runs: RunPicker, history: HistoryCard, top: ListCard, card: WhyCard
    ) -> None:
        super().__init__(card)
        self._context, self._live, self._runs = context, live, runs
        self._history, self._top, self._card = history, top, card
        self._found: dict[int, tuple[Reasons, int]] = {}
        self._item: RecommendedItem | None = None
        self._judging: Job | None = None
        live.listed.connect(self._show_view)
        live.explained.connect(self._take_reasons)
        top.list.picked.connect(self._pick)
        card.verdict_wanted.connect(self._judge)
        context.runner.ended.connect(self._on_end)

    def clear(self) -> None:
        """Show that there is nothing to explain."""
        self._found.clear()
        self._item = None
        self._card.show_item(None)
        self._card.show_attention(None, "")

    def _show_view(self, view: LiveView) -> None:
        run, record = self._runs.run, view.record
        self._found = {}  # what was found belongs to the history before
        looked = ((), np.zeros(0, np.float32)) if record is None else (record.positions, record.last_row())
        self._history.list.history.weigh(*looked)
        if record is not None:
            self._card.show_attention(record, "")
        elif run is not None and not run.shows_attention:
            sentence = self.tr("{model} has no attention to show. Choose a run of SASRec to see what a model looks at.")
            self._card.show_attention(None, sentence.format(model=run.model))
        else:
            self._card.show_attention(None, self.tr("Without a history there is nothing to look at."))
        self._show_trust()

    # ---- what moves the score

    def _pick(self, item: RecommendedItem) -> None:
        self._item = item
        self._card.show_item(item)
        self._live.pick(item.item)
        self._show_moves()
        run = self._runs.run
        if run is not None:
            self._context.ask(
                _SIGNALS,
                lambda ws: ws.insight.modality_shares(run.id, [item.item]),
                self._show_signals,
            )

    def _take_reasons(self, reasons: Reasons) -> None:
        self._found |= {item: (reasons, row) for row, item in enumerate(reasons.items)}
        sentences = {}
        for item, (found, row) in self._found.items():
            titles = [self._title(place) for place in found.places[row]]
            if titles:
                sentences[item] = self.tr("Because of {titles}").format(titles=", ".join(titles))
        self._top.list.top.explain(sentences, method_title(reasons.method))
        self._show_moves()

    def _show_moves(self) -> None:
        if self._item is not None and self._item.item in self._found:
            reasons, row = self._found[self._item.item]
            worth = reasons.worth[row]
            self._card.show_moves(
                [self._title(place) for place in reasons.read],
                [float(worth[place]) for place in reasons.read],
                method=reasons.method,
            )

    def _title(self, place: int) -> str:
        return self._history.title(self._history.now.entries[place].item)

    def _show_signals(self, shares: list[ItemShares]) -> None:
        self._card.show_signals(shares[0].shares if shares else {})

    # ---- whether attention can be trusted

    def _show_trust(self) -> None:
        run = self._runs.run
        if run is not None:
            found = self._context.workspace.judging.verdict(run.id)
            measuring = self._judging is not None and self._judging.about == run.id
            self._card.show_trust(found, measuring=measuring)

    def _judge(self) -> None:
        run, workspace = self._runs.run, self._context.workspace
        if run is None or self._judging is not None:
            return
        self._judging = self._context.runner.submit(
            Job(
                self.tr("Judging {run}").format(run=run_label(run)),
                lambda progress: workspace.judging.faithfulness(run.id, progress=progress),
                kind=_JUDGING,
                about=run.id,
            )
        )
        self._show_trust()

    def _on_end(self, job: Job) -> None:
        if job.kind != _JUDGING:
            return
        if job is self._judging:
            self._judging = None
            if job.state == "failed":
                self._context.complain.emit(job.error, "bad")
        run = self._runs.run
        if run is not None and job.about == run.id:
            self._show_trust()
            if job.state == "done":
                self._live.ask_reasons()
