"""Cards in as many equal columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

GAP = 12


class CardGrid(QWidget):
    """Lays cards out row by row; those that are not wanted leave no hole.

    Args:
        least_width: of a column, in device-independent pixels.
        most_columns: however wide the window is.
    """

    def __init__(self, least_width: int = 380, most_columns: int = 3) -> None:
        super().__init__()
        self._least, self._most = least_width, most_columns
        self._cards: list[QWidget] = []
        self._wanted: set[QWidget] = set()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)

    @property
    def columns(self) -> int:
        """The number of columns now."""
        return self._columns

    def add(self, *cards: QWidget) -> None:
        """Append cards."""
        for card in cards:
            card.setParent(self)
            self._cards.append(card)
            self._wanted.add(card)
        self._columns = 0
        self._lay_out()

    def want(self, cards: Sequence[QWidget], wanted: bool) -> None:
        """Show or leave out some of the cards."""
        before = set(self._wanted)
        if wanted:
            self._wanted.update(cards)
        else:
            self._wanted.difference_update(cards)
        if before != self._wanted:
            self._columns = 0
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take more or fewer columns."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = max(1, min(self._most, (self.width() + GAP) // (self._least + GAP)))
        if columns == self._columns:
            return
        self._columns = columns
        # Not takeAt: the items it returns may live on here, and a card then tells its old item, not its new one, that
        # its height has changed.
        for card in self._cards:
            self._grid.removeWidget(card)
        place = 0
        for card in self._cards:
            card.setVisible(card in self._wanted)
            if card in self._wanted:
                self._grid.addWidget(card, place // columns, place % columns)
                place += 1
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
