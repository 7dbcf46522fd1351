"""The bar along the top: the product, the dataset in use, the search field, and that nothing leaves the machine."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from workbench.gui.components.basics import Badge, text_label
from workbench.gui.context import Context
from workbench.gui.theme import SMALL_PT


class TopBar(QFrame):
    """Shows what is open; `search` is emitted when the person wants the command palette."""

    search = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(38)
        self._context = context
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(14)
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(14)
        left.addWidget(text_label(self.tr("Recommendation Workbench"), weight=QFont.Weight.Bold))
        self.dataset = text_label("", "secondary", elide=True)
        self.dataset.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        left.addWidget(self.dataset, 1)
        self.read_only = Badge(self.tr("Read-only"), "warning")
        self.read_only.hide()
        right.addStretch(1)
        right.addWidget(self.read_only)
        offline = text_label(self.tr("Offline"), "secondary")
        offline.setToolTip(self.tr("Everything happens on this computer. Nothing is sent anywhere."))
        right.addWidget(offline)
        self.field = _SearchField()
        self.field.clicked.connect(lambda *_: self.search.emit())
        layout.addLayout(left, 2)
        layout.addWidget(self.field, 2)
        layout.addLayout(right, 2)
        context.opened.connect(self._refresh)
        context.datasets_changed.connect(self._refresh)
        context.dataset_chosen.connect(lambda _: self._refresh())
        self._refresh()

    def _refresh(self) -> None:
        chosen = self._context.dataset_id
        if not self._context.is_open or chosen is None:
            self.dataset.setText("")
            return
        self._context.ask("top bar", lambda ws: ws.datasets.get(chosen).name, self.dataset.setText)


class _SearchField(QPushButton):
    """Looks like a field, and opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("searchField")
        self.setMinimumWidth(220)
        self.setMaximumWidth(420)
        self.setFixedHeight(28)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(self.tr("Search users, items, models, commands"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        shown = text_label(self.accessibleName(), "faint", size=SMALL_PT, elide=True)
        shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        keys = text_label(
            QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText), "faint", size=SMALL_PT
        )
        for label in (shown, keys):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(shown, 1)
        layout.addWidget(keys)
