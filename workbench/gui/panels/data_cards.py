"""The datasets as cards, of which one is in use."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, text_label
from workbench.gui.formatting import day, percent, whole
from workbench.gui.theme import HEADING_PT, SMALL_PT, SPACE
from workbench.workspace.views import DatasetSummary


def figure(number: str, caption: str) -> QVBoxLayout:
    """Return a number with what it counts under it."""
    made = QVBoxLayout()
    made.setSpacing(1)
    made.addWidget(text_label(number, size=HEADING_PT, weight=QFont.Weight.DemiBold))
    made.addWidget(text_label(caption, "secondary", size=SMALL_PT))
    return made


class DatasetCard(Card):
    """One dataset; `picked` is emitted by a click, Enter or Space."""

    picked = Signal(int)

    def __init__(self, summary: DatasetSummary) -> None:
        super().__init__()
        self.summary = summary
        self.setProperty("hoverable", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        top = QHBoxLayout()
        name = text_label(summary.label, size=HEADING_PT, weight=QFont.Weight.DemiBold, elide=True)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top.addWidget(name, 1)
        if summary.invented:
            top.addWidget(Badge(self.tr("Invented"), "warning"))
        self.body.addLayout(top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(SPACE)
        for column, (number, caption) in enumerate(
            (
                (whole(summary.n_rows), self.tr("interactions")),
                (whole(summary.n_users), self.tr("users")),
                (whole(summary.n_items), self.tr("items")),
            )
        ):
            grid.addLayout(figure(number, caption), 0, column)
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        for line in (self._extent(), self._contents()):
            self.body.addWidget(text_label(line, "secondary", size=SMALL_PT, elide=True))
        self.setAccessibleName(
            self.tr("Dataset {name}, {rows} interactions").format(name=summary.label, rows=whole(summary.n_rows))
        )

    def set_selected(self, selected: bool) -> None:
        """Draw the card as the one in use."""
        if self.property("selected") != selected:
            self.setProperty("selected", selected)
            self.style().unpolish(self)
            self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the dataset."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.summary.id)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick the dataset by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.summary.id)
        else:
            super().keyPressEvent(event)

    def _extent(self) -> str:
        summary = self.summary
        parts = [self.tr("{share} filled").format(share=percent(summary.density))]
        if summary.first_time is not None and summary.last_time is not None:
            parts.append(f"{day(summary.first_time)} – {day(summary.last_time)}")
        return " · ".join(parts)

    def _contents(self) -> str:
        kinds = {"text": self.tr("texts"), "image": self.tr("pictures"), "audio": self.tr("sounds")}
        return " · ".join([self.summary.source, *(kinds[k] for k in self.summary.media if k in kinds)])


class DatasetCards(QScrollArea):
    """All datasets, one card under the other."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Datasets"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.cards: dict[int, DatasetCard] = {}

    def show_datasets(self, summaries: list[DatasetSummary], chosen: int | None) -> None:
        """Replace the cards."""
        for card in self.cards.values():
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = {}
        for position, summary in enumerate(summaries):
            card = DatasetCard(summary)
            card.picked.connect(self.picked)
            self._column.insertWidget(position, card)
            self.cards[summary.id] = card
        self.show_chosen(chosen)

    def show_chosen(self, chosen: int | None) -> None:
        """Mark the card of the dataset in use."""
        for key, card in self.cards.items():
            card.set_selected(key == chosen)
