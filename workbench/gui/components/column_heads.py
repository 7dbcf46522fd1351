"""The head of a table's column: its title, what it means, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt


def head_of_column(
    titles: Sequence[tuple[str, str]], section: int, role: int, alignment: Qt.AlignmentFlag
) -> str | int | None:
    """Return what a model's `headerData` answers for a column.

    Args:
        titles: of every column, and what each means; empty where the title says it all.
        section: the column.
        role: of the question.
        alignment: of the column's cells.
    """
    title, meaning = titles[section]
    if role == Qt.ItemDataRole.DisplayRole:
        return title
    if role == Qt.ItemDataRole.ToolTipRole:
        return meaning or None
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return int(alignment)
    return None
