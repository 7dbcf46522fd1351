"""The file on its way in: its name, where it lies, how large it is, and the format that it was recognised by."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont

from workbench.gui.components.basics import Badge, Card, text_label
from workbench.gui.formatting import size
from workbench.gui.theme import HEADING_PT, SMALL_PT


class FileCard(Card):
    """Names one file or folder."""

    def __init__(self) -> None:
        super().__init__(self.tr("File"))
        self.layout_badge = Badge("", "accent")
        self.head.addWidget(self.layout_badge)
        self.file_name = text_label("", size=HEADING_PT, weight=QFont.Weight.DemiBold, elide=True)
        self.folder = text_label("", "faint", size=SMALL_PT, elide=True)
        self.file_size = text_label("", "secondary", size=SMALL_PT)
        self.body.setSpacing(2)
        for label in (self.file_name, self.folder, self.file_size):
            self.body.addWidget(label)

    def show_path(self, path: Path) -> None:
        """Name a file or folder of which nothing else is known yet."""
        self.file_name.setText(path.name or str(path))
        self.folder.setText(str(path.parent))
        self.file_size.setText("")
        self.show_layout("")

    def show_layout(self, title: str) -> None:
        """Say by which format it was recognised; nothing where by none."""
        self.layout_badge.setText(title)
        self.layout_badge.setVisible(bool(title))

    def show_size(self, n_bytes: int | None) -> None:
        """Say how large a file is; None for a folder."""
        self.file_size.setText(self.tr("a folder") if n_bytes is None else size(n_bytes))
