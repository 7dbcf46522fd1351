"""One button that exports what a place or a chart shows: the formats as a menu, then the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from workbench.gui.components.basics import Card
from workbench.gui.components.chart import Chart
from workbench.gui.components.icons import themed_icon
from workbench.gui.theme import BODY_PT, font


class ExportButton(QPushButton):
    """A button with a menu of formats.

    Args:
        formats: title and suffix (`.csv`) of each, in order.
        stem: the file's name without suffix that is proposed; called when the dialog opens.
        compact: only the icon, for the head of a card.
        parts: name and title of what can be exported, each with the formats in a menu of its own; none for one thing.

    Attributes:
        part: name of what was chosen last; empty where there is but one thing.
        part_menus: the menu of each part by its name.

    Signals:
        chosen: path of the file to write; its suffix is the format.
    """

    chosen = Signal(object)

    def __init__(
        self,
        formats: Sequence[tuple[str, str]],
        stem: Callable[[], str],
        *,
        compact: bool = False,
        name: str = "",
        parts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        said = name or QCoreApplication.translate("ExportButton", "Export")
        if not compact:
            self.setText(said)
        self.setProperty("link", compact)
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.setFont(font(BODY_PT))
        themed_icon(self, "export", role="text_secondary")
        self._stem = stem
        made = QMenu(self)
        self.part = ""
        self.part_menus = {part: made.addMenu(title) for part, title in parts}
        for part, menu in self.part_menus.items() or [("", made)]:
            for title, suffix in formats:
                menu.addAction(title, partial(self._ask, suffix, part))
        self.setMenu(made)

    def _ask(self, suffix: str, part: str) -> None:
        self.part = part
        name, _ = QFileDialog.getSaveFileName(
            self, QCoreApplication.translate("ExportButton", "Export"), f"{self._stem()}{suffix}", f"*{suffix}"
        )
        if name:
            self.chosen.emit(Path(name) if Path(name).suffix else Path(f"{name}{suffix}"))


class ChartCard(Card):
    """A card around one chart, which can be exported as a picture or as its numbers.

    Args:
        heading: what the chart shows; a blank one is filled in later.
        chart: what the card shows.
        stem: of the file's name.
        failed: told in one sentence where a file cannot be written.
    """

    def __init__(self, heading: str, chart: Chart, stem: str, failed: Callable[[str], object]) -> None:
        super().__init__(heading or " ")
        self.chart = chart
        translate = QCoreApplication.translate
        self.export = ExportButton(
            [
                (translate("ExportButton", "Picture (PNG)…"), ".png"),
                (translate("ExportButton", "Drawing (SVG)…"), ".svg"),
                (translate("ExportButton", "Numbers (CSV)…"), ".csv"),
            ],
            lambda: stem,
            compact=True,
            name=translate("ExportButton", "Export this chart"),
        )
        self.export.chosen.connect(lambda path: self._write(path, failed))
        self.head.addWidget(self.export)
        self.body.addWidget(chart, 1)

    def add_control(self, control: QWidget) -> None:
        """Put a control into the head, before the export."""
        self.head.insertWidget(self.head.count() - 1, control)

    def _write(self, path: Path, failed: Callable[[str], object]) -> None:
        try:
            self.chart.export(path)
        except OSError as error:
            text = QCoreApplication.translate("ExportButton", "{path} cannot be written: {reason}.")
            failed(text.format(path=path, reason=error.strerror or error))
