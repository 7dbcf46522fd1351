"""Columns that scroll, and layouts that are filled anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget


def scrolled(content: QWidget) -> QScrollArea:
    """Return a scroll area around a column of cards."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(content)
    return made


def column_of_cards() -> tuple[QWidget, QVBoxLayout]:
    """Return the widget and layout of a column of cards, to be put into `scrolled`."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(12)
    return made, column


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # Not drawn for the moment that deletion takes.
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)
