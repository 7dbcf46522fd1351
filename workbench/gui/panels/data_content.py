"""What the items hold: texts, pictures and sounds, how many have them, their vectors, and looking through those."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QProgressBar, QVBoxLayout

from workbench.data.content import MODALITIES
from workbench.gui.components.basics import Card, Notice, text_label
from workbench.gui.components.columns import column_of_cards, scrolled
from workbench.gui.context import Context
from workbench.gui.panels.content_encoding import ModalityCard
from workbench.gui.panels.content_map import ContentMapCard
from workbench.gui.panels.content_search import ContentSearchCard
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.workspace.content_views import EncoderType, EncodingSummary, ModalityCoverage
from workbench.workspace.views import DatasetSummary

ENCODE_JOB = "encode"


class ContentPage(DatasetPage):
    """A card for each modality, and below them a search and a map through one encoding."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Looking through the content"))
        self.busy.hide()
        outer.addWidget(self.notice)
        outer.addWidget(self.busy)
        inside, column = column_of_cards()
        grid = QGridLayout()
        grid.setSpacing(12)
        self.cards = {modality: ModalityCard(context, modality) for modality in MODALITIES}
        for place, card in enumerate(self.cards.values()):
            card.wanted.connect(self._encode)
            card.complained.connect(lambda sentence: self.notice.say(sentence, "bad"))
            grid.addWidget(card, 0, place)
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        self.look = Card(self.tr("Look through"))
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(self.tr("Vectors"))
        self.encoding.setMinimumWidth(240)
        self.encoding.currentIndexChanged.connect(self._show_encoding)
        self.look.head.addWidget(self.encoding)
        self.hint = text_label(
            self.tr("Encode a modality above: then items can be searched by words, compared and laid out as a map."),
            "secondary",
            size=SMALL_PT,
            wrap=True,
        )
        self.look.body.addWidget(self.hint)
        both = QGridLayout()
        both.setSpacing(12)
        self.search, self.map = ContentSearchCard(context), ContentMapCard(context)
        self.search.complained.connect(lambda sentence: self.notice.say(sentence, "bad"))
        self.map.complained.connect(lambda sentence: self.notice.say(sentence, "bad"))
        self.search.found.connect(self.map.mark)
        self.map.picked.connect(self.search.like_item)
        for busy in (self.search.busy, self.map.busy):
            busy.connect(self.busy.setVisible)
        both.addWidget(self.search, 0, 0)
        both.addWidget(self.map, 0, 1)
        both.setColumnStretch(0, 2)
        both.setColumnStretch(1, 3)
        self.look.body.addLayout(both)
        column.addWidget(self.look)
        column.addStretch(1)
        outer.addWidget(scrolled(inside), 1)
        context.runner.ended.connect(self._job_ended)
        context.runner.changed.connect(self._show_jobs)

    def ask(self, summary: DatasetSummary) -> None:
        """Ask how much content another dataset has, and which encoders there are."""
        self.notice.say("")
        self.search.clear()
        self._context.ask(
            "content/coverage",
            lambda ws: (summary.id, ws.content.coverage(summary.id), ws.content.encoder_types()),
            self._show,
            lambda sentence: self.notice.say(sentence, "bad"),
        )

    def _show(self, answer: tuple[int, list[ModalityCoverage], list[EncoderType]]) -> None:
        dataset_id, coverage, types = answer
        if not self.is_of(dataset_id):
            return
        for one in coverage:
            self._card(one.modality).show_coverage(one, [t for t in types if t.modality == one.modality])
        complete = [made for one in coverage for made in one.encodings if made.complete]
        before = self._chosen()
        self.encoding.blockSignals(True)
        self.encoding.clear()
        for made in complete:
            self.encoding.addItem(f"{self._card(made.modality).title} · {made.title}", made)
        place = next((i for i, made in enumerate(complete) if before is not None and made.id == before.id), 0)
        self.encoding.setCurrentIndex(place if complete else -1)
        self.encoding.blockSignals(False)
        for part in (self.encoding, self.search, self.map):
            part.setVisible(bool(complete))
        self.hint.setVisible(not complete)
        self._show_jobs()
        self._show_encoding()

    def _card(self, modality: str) -> ModalityCard:
        return next(card for name, card in self.cards.items() if name == modality)

    def _chosen(self) -> EncodingSummary | None:
        made: EncodingSummary | None = self.encoding.currentData()
        return made

    def _show_encoding(self) -> None:
        made = self._chosen()
        if made is not None:
            self.search.show_encoding(made)
            self.map.show_encoding(made)

    def _encode(self, modality: str, choice: str) -> None:
        summary = self.summary
        if summary is None:
            return
        self.notice.say("")
        workspace, kind = self._context.workspace, self._card(modality).modality
        title = self.tr("Encoding {what} of {dataset}").format(what=self._card(modality).title, dataset=summary.label)
        self._context.runner.submit(
            Job(
                title,
                lambda progress: workspace.content.encode(summary.id, kind, choice or None, progress=progress),
                kind=ENCODE_JOB,
                about=(summary.id, modality),
            )
        )

    def _job_ended(self, job: Job) -> None:
        if job.kind != ENCODE_JOB or self.summary is None or job.about[0] != self.summary.id:
            return
        if job.state == "failed":
            self.notice.say(job.error, "bad")
        self.ask_again()

    def ask_again(self) -> None:
        """Ask for the same dataset anew, keeping what was found."""
        if self.summary is not None:
            self.ask(self.summary)

    def _show_jobs(self) -> None:
        """Grey what is being encoded already."""
        summary = self.summary
        runner = self._context.runner
        jobs = (*runner.waiting, *([runner.current] if runner.current is not None else []))
        going = {job.about for job in jobs if job.kind == ENCODE_JOB}
        for modality, card in self.cards.items():
            card.set_going(summary is not None and (summary.id, modality) in going)
