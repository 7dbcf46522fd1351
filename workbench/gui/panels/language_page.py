"""A list re-ranked by a local language model: which model, what it takes and reads, and what came out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import Badge, Card, button, text_label
from workbench.gui.components.column_heads import head_of_column
from workbench.gui.components.columns import column_of_cards, scrolled
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.formatting import compact, size
from workbench.gui.panels import wording
from workbench.gui.runner import Job
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.gui.told import told
from workbench.workspace.views import RunSummary

if TYPE_CHECKING:
    from workbench.recommendation.language_model import Need
    from workbench.workspace.language_models import RerankedItem, RerankedView

AnyIndex = QModelIndex | QPersistentModelIndex
RERANK_JOB = "re-rank"
_LENGTH = 10
_ROW_HEIGHT = 28
_PROMPT_HEIGHT = 92


class RerankedModel(QAbstractTableModel):
    """The list after the language model, best first, with each item's place before."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[RerankedItem, ...] = ()

    def show(self, items: tuple[RerankedItem, ...]) -> None:
        """Show a list."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        titles = (
            (self.tr("Now"), ""),
            (self.tr("Before"), self.tr("Place in the model's own list")),
            (self.tr("Title"), ""),
            (self.tr("Log-likelihood"), self.tr("Of the whole title behind the prompt, in nats; in brackets by token")),
        )
        return head_of_column(titles, section, role, _alignment(section))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        one = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            by_token = one.log_likelihood / max(1, one.n_tokens)
            return (str(one.rank), str(one.before), one.title, f"{one.log_likelihood:.1f} ({by_token:.2f})")[
                index.column()
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(index.column()))
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 2 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class LanguagePage(QWidget):
    """Chooses a model's folder and a prompt, re-ranks the list of a stored user, and shows what came out.

    Signals:
        failed: one sentence.
    """

    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._run: RunSummary | None = None
        self._user: str | None = None
        self._usual = ""
        self._folder = ""
        self._fits = False
        inside, column = column_of_cards()
        column.addWidget(self._asked())
        column.addWidget(self._answered())
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        context.runner.ended.connect(self._on_end)
        context.runner.changed.connect(self._enable)
        self._show(None)

    def _asked(self) -> Card:
        card = Card(" ")
        card.heading.setText(self.tr("Re-rank by a language model on this machine"))
        row = QHBoxLayout()
        self.folder = text_label(self.tr("No model is chosen."), "secondary", elide=True)
        row.addWidget(self.folder, 1)
        row.addWidget(button(self.tr("Choose a folder…"), self._choose, icon="folder"))
        card.body.addLayout(row)
        self.need = text_label(
            self.tr("A causal language model in Hugging Face layout, with safetensors weights. Nothing is downloaded."),
            "faint",
            size=SMALL_PT,
            wrap=True,
        )
        card.body.addWidget(self.need)
        row = QHBoxLayout()
        self.candidates = QSpinBox()
        self.candidates.setRange(_LENGTH, 500)
        self.candidates.setValue(50)
        self.candidates.setPrefix(self.tr("candidates: "))
        self.candidates.setMaximumWidth(170)
        self.candidates.setAccessibleName(self.tr("How many of the list are re-ranked"))
        self.by = SegmentedControl(self.tr("Rank by"))
        self.by.set_choices(
            [
                ("token", self.tr("By token"), self.tr("Likelihood a token: titles of all lengths alike")),
                ("title", self.tr("Whole title"), self.tr("Likelihood of the whole title: favours short ones")),
            ]
        )
        self.by.set_value("token")
        self.sentence = QCheckBox(self.tr("Write a sentence"))
        self.sentence.setToolTip(
            self.tr("Why the first item, from what the model was measured to rest on; marked as generated")
        )
        row.addWidget(self.candidates)
        row.addWidget(self.by)
        row.addStretch(1)
        card.body.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(text_label(self.tr("Prompt; {history} stands for the titles"), "secondary", size=SMALL_PT))
        row.addStretch(1)
        self.usual = button(self.tr("Usual prompt"), lambda: self.prompt.setPlainText(self._usual), link=True)
        row.addWidget(self.usual)
        card.body.addLayout(row)
        self.prompt = QPlainTextEdit()
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(_PROMPT_HEIGHT)
        card.body.addWidget(self.prompt)
        row = QHBoxLayout()
        row.addWidget(self.sentence)
        row.addStretch(1)
        self.start = button(self.tr("Re-rank"), self._start, primary=True)
        row.addWidget(self.start)
        card.body.addLayout(row)
        return card

    def _answered(self) -> Card:
        self.answer = Card(" ")
        self.answer.heading.setText(self.tr("What came out"))
        self.whose = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.answer.body.addWidget(self.whose)
        self.generated = Badge(self.tr("Generated, not measured"), "warning")
        self.answer.body.addWidget(self.generated)
        self.written = text_label("", wrap=True)
        self.evidence = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.answer.body.addWidget(self.written)
        self.answer.body.addWidget(self.evidence)
        self.table = QTableView()
        self.list = RerankedModel()
        self.table.setModel(self.list)
        self.table.setAccessibleName(self.tr("The list after the language model"))
        self.table.setShowGrid(False)
        self.table.setFont(font(BODY_PT))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        heads = self.table.horizontalHeader()
        heads.setFont(font(SMALL_PT))
        heads.setHighlightSections(False)
        for section in (0, 1, 3):
            heads.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setFixedHeight(heads.sizeHint().height() + _LENGTH * _ROW_HEIGHT + 4)
        self.answer.body.addWidget(self.table)
        self.answer.body.addWidget(text_label(self.tr("Exactly what the model read"), "secondary", size=SMALL_PT))
        self.read = QPlainTextEdit()
        self.read.setReadOnly(True)
        self.read.setAccessibleName(self.tr("Exactly what the model read"))
        self.read.setFixedHeight(_PROMPT_HEIGHT)
        self.answer.body.addWidget(self.read)
        return self.answer

    def show_list(self, run: RunSummary, user_id: str | None) -> None:
        """Offer to re-rank the list of a run for a stored user; None for somebody who was put together."""
        if (run.id, user_id) != ((self._run.id if self._run else None), self._user):
            self._run, self._user = run, user_id
            self._show(None)
        if not self._usual:
            self._context.ask("language/template", lambda ws: ws.language_models.template(), self._take_template)
            remembered = self._context.preferences.settings.language_model
            if remembered and Path(remembered).is_dir():
                self._take(remembered)
        self._enable()

    def _take_template(self, template: str) -> None:
        self._usual = template
        if not self.prompt.toPlainText():
            self.prompt.setPlainText(template)

    def _choose(self) -> None:
        path = QFileDialog.getExistingDirectory(self.window(), self.tr("Choose the folder of a language model"))
        if path:
            self._take(path)

    def _take(self, path: str) -> None:
        self._folder, self._fits = path, False
        self.folder.setText(path)
        self._enable()
        self._context.ask(
            "language/need",
            lambda ws: ws.language_models.estimate(Path(path)),
            lambda need: self._show_need(path, need),
            self._refuse,
        )

    def _show_need(self, path: str, need: Need) -> None:
        self._fits = need.fits
        if need.fits:
            self._context.preferences.update(language_model=path)
        said = self.tr("{parameters} parameters, about {need} of memory; {free} are free.").format(
            parameters=compact(need.parameters), need=size(need.memory_bytes), free=size(need.available_bytes)
        )
        if not need.fits:
            said += " " + self.tr("It does not fit.")
        self._say_need(said, bad=not need.fits)
        self._enable()

    def _refuse(self, sentence: str) -> None:
        self._fits = False
        self._say_need(sentence, bad=True)
        self._enable()

    def _say_need(self, sentence: str, *, bad: bool) -> None:
        self.need.setText(sentence)
        self.need.setProperty("role", "bad" if bad else "secondary")
        self.need.style().unpolish(self.need)
        self.need.style().polish(self.need)

    def _enable(self) -> None:
        runner = self._context.runner
        jobs = (*runner.waiting, *([runner.current] if runner.current is not None else []))
        going = any(job.kind == RERANK_JOB for job in jobs)
        self.start.setEnabled(self._fits and self._run is not None and self._user is not None and not going)
        self.start.setText(self.tr("Re-ranking…") if going else self.tr("Re-rank"))
        if self._user is None:
            self.start.setToolTip(
                self.tr("Choose a stored user: lists of people who were put together stay as they are")
            )
        else:
            self.start.setToolTip("")

    def _start(self) -> None:
        run, user, workspace = self._run, self._user, self._context.workspace
        if run is None or user is None:
            return
        folder, candidates, template = Path(self._folder), self.candidates.value(), self.prompt.toPlainText()
        by: Any = self.by.value()
        sentence = self.sentence.isChecked()
        self._context.runner.submit(
            Job(
                self.tr("Re-ranking the list of {user}").format(user=user),
                lambda progress: workspace.language_models.rerank(
                    run.id,
                    user,
                    folder,
                    k=_LENGTH,
                    candidates=candidates,
                    template=template,
                    normalisation=by,
                    sentence=sentence,
                    progress=progress,
                ),
                kind=RERANK_JOB,
                about=(run.id, user),
            )
        )

    def _on_end(self, job: Job) -> None:
        if job.kind != RERANK_JOB:
            return
        if job.state == "failed":
            self.failed.emit(job.error)
        elif job.state == "done" and self._run is not None and job.about == (self._run.id, self._user):
            self._show(job.result)

    def _show(self, view: RerankedView | None) -> None:
        self.answer.setVisible(view is not None)
        self.list.show(() if view is None else view.items)
        if view is None or self._run is None:
            return
        self.whose.setText(
            self.tr("{run}, user {user}, stored history; re-ranked by {model}. Nothing was sampled.").format(
                run=wording.run_label(self._run), user=view.user_id, model=view.model
            )
        )
        self.read.setPlainText(view.prompt)
        written = view.sentence
        self.generated.setVisible(written is not None)
        self.written.setText(written.text if written is not None else told(view.refused))
        self.written.setVisible(written is not None or bool(view.refused))
        self.evidence.setVisible(written is not None)
        if written is not None:
            self.evidence.setText(
                self.tr("By {model}, from these titles only: {titles}").format(
                    model=written.model, titles=", ".join(written.evidence)
                )
            )
