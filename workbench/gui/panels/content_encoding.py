"""One modality of the items: how many have it, examples, which encoder reads it, and what it has made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout

from workbench.data.content import Modality
from workbench.gui.components.basics import Badge, Bar, Card, button, text_label
from workbench.gui.components.columns import emptied
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.formatting import percent, whole
from workbench.gui.panels import wording
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.content_views import EncoderType, ModalityCoverage, ModelFolderView

FOLDER = "folder"
SHOWN_EXAMPLES = 4


class ModalityCard(Card):
    """Coverage, examples and encoder of one modality.

    Signals:
        wanted: the modality, and the encoder's name or folder.
        complained: one sentence.
    """

    wanted = Signal(str, str)
    complained = Signal(str)

    def __init__(self, context: Context, modality: Modality) -> None:
        super().__init__(" ")
        self._context, self.modality = context, modality
        self.title = wording.modality(modality)
        self.heading.setText(self.title)
        self.share = Badge("", "neutral")
        self.head.addWidget(self.share)
        self.bar = Bar(lambda: theme().tokens)
        self.body.addWidget(self.bar)
        self.examples = QVBoxLayout()
        self.examples.setSpacing(4)
        self.body.addLayout(self.examples)
        row = QHBoxLayout()
        self.encoder = QComboBox()
        self.encoder.setAccessibleName(self.tr("Encoder of {what}").format(what=self.title))
        self.encoder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.encoder.setMinimumContentsLength(10)
        self.encoder.activated.connect(self._choose)
        self.start = button(self.tr("Encode"), self._start)
        row.addWidget(self.encoder, 1)
        row.addWidget(self.start)
        self.body.addLayout(row)
        self.about = text_label("", "faint", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.about)
        self.state = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.state)
        self.body.addStretch(1)
        self._present = self._going = False
        self._kept = 0

    def show_coverage(self, coverage: ModalityCoverage, types: list[EncoderType]) -> None:
        """Show what there is of the modality, and its encoders."""
        self._present = coverage.n_present > 0
        self.share.setText(
            self.tr("{n} of {all}").format(n=whole(coverage.n_present), all=whole(coverage.n_items))
            + f" · {percent(coverage.share)}"
        )
        self.share.set_tone("good" if coverage.share > 0.9 else "warning" if self._present else "neutral")
        self.bar.set_share(coverage.share)
        emptied(self.examples)
        for example in coverage.examples[:SHOWN_EXAMPLES]:
            shown = example.title if example.text.startswith(example.title) else f"{example.title} — {example.text}"
            if self.modality == "text":
                shown = example.text or example.title
            self.examples.addWidget(text_label(shown.replace("\n", " "), size=SMALL_PT, elide=True))
        if not coverage.examples:
            self.examples.addWidget(text_label(self.tr("No item has any."), "faint", size=SMALL_PT))
        before = self.encoder.currentData()
        self.encoder.clear()
        for one in types:
            name = told(one.title) if one.installed else self.tr("{name} (not installed)").format(name=told(one.title))
            self.encoder.addItem(name, one.name)
            place = self.encoder.count() - 1
            self.encoder.setItemData(place, told(one.summary), 0x0103)  # Qt.ItemDataRole.ToolTipRole
            self.encoder.model().item(place).setEnabled(one.installed)  # type: ignore[attr-defined]
        self.encoder.addItem(self.tr("A model's folder…"), FOLDER)
        default = next((one.name for one in types if one.is_default), None)
        remembered = self._context.preferences.settings.encoders.get(self.modality)
        wanted = before if before and before != FOLDER else remembered or default
        self._offer_folder(wanted or "")
        place = self.encoder.findData(wanted)
        if place < 0 or not self.encoder.model().item(place).isEnabled():  # type: ignore[attr-defined]
            place = self.encoder.findData(default)  # what was remembered is not there any more
        self.encoder.setCurrentIndex(max(0, place))
        self._kept = self.encoder.currentIndex()
        self._say_about()
        self._show_state(coverage)
        self._enable()

    def _offer_folder(self, choice: str) -> None:
        """Put the folder of a model that was chosen before into the list, where it is still there."""
        folder, _, pooling = choice.partition("#")
        path = Path(folder)
        if self.encoder.findData(choice) < 0 and path.is_absolute() and path.is_dir():
            place = self.encoder.count() - 1
            self.encoder.insertItem(place, f"{path.name} · {pooling}" if pooling else path.name, choice)
            self.encoder.setItemData(place, str(path), 0x0103)

    def _remember(self) -> None:
        preferences = self._context.preferences
        chosen = {**preferences.settings.encoders, self.modality: str(self.encoder.currentData())}
        preferences.update(encoders=chosen)

    def set_going(self, going: bool) -> None:
        """Say whether this modality is being encoded."""
        self._going = going
        self._enable()

    def _show_state(self, coverage: ModalityCoverage) -> None:
        lines = []
        for made in coverage.encodings[:3]:
            line = self.tr("{title}: {n} encoded, {width} numbers each").format(
                title=told(made.title), n=whole(made.n_encoded), width=made.width
            )
            if made.n_skipped:
                line += " · " + self.tr("{n} skipped").format(n=whole(made.n_skipped))
            if not made.complete:
                line += " · " + self.tr("interrupted; Encode goes on")
            lines.append(line)
        self.state.setText("\n".join(lines) if lines else self.tr("Not encoded yet.") if self._present else "")

    def _enable(self) -> None:
        self.encoder.setEnabled(self._present)
        self.start.setEnabled(self._present and not self._going)
        self.start.setText(self.tr("Encoding…") if self._going else self.tr("Encode"))

    def _say_about(self) -> None:
        self.about.setText(str(self.encoder.currentData(0x0103) or "") if self._present else "")

    def _choose(self, place: int) -> None:
        if self.encoder.itemData(place) != FOLDER:
            self._kept = place
            self._remember()
            self._say_about()
            return
        self.encoder.setCurrentIndex(self._kept)
        path = QFileDialog.getExistingDirectory(self.window(), self.tr("Choose the folder of a pretrained model"))
        if path:
            self._context.ask(
                f"content/folder {self.modality}",
                lambda ws: ws.content.inspect_folder(Path(path)),
                self._take_folder,
                self.complained.emit,
            )

    def _take_folder(self, folder: ModelFolderView) -> None:
        if self.modality not in folder.modalities:
            self.complained.emit(self.tr("{name} does not read {what}.").format(name=folder.title, what=self.title))
            return
        choices = [str(folder.path)]
        if folder.poolings:
            choices = [f"{folder.path}#{pooling}" for pooling in folder.poolings]
        for choice in choices:
            pooling = choice.partition("#")[2]
            place = self.encoder.count() - 1
            self.encoder.insertItem(place, f"{folder.title} · {pooling}" if pooling else folder.title, choice)
            self.encoder.setItemData(place, str(folder.path), 0x0103)
        self._kept = self.encoder.count() - 1 - len(choices)
        self.encoder.setCurrentIndex(self._kept)
        self._remember()
        self._say_about()

    def _start(self) -> None:
        self.wanted.emit(self.modality, str(self.encoder.currentData() or ""))
