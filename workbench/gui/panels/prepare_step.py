"""One step of a recipe that is being written: its form, folded away, and its effect in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.data.preparing.recipe import RecipeStep, StepEffect
from workbench.gui.components.basics import Badge, text_label
from workbench.gui.components.icons import themed_icon
from workbench.gui.formatting import whole
from workbench.gui.panels.train_form import ConfigForm
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import StepType

LABEL_WIDTH = 150


class Grip(QLabel):
    """What a step is dragged by; with the keyboard, its buttons move it.

    Signals:
        dragged: the pointer's height on the screen while it is held.
    """

    dragged = Signal(int)

    def __init__(self, tip: str) -> None:
        super().__init__()
        themed_icon(self, "grip", role="text_faint", size=16)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the pointer is."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(round(event.globalPosition().y()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        event.accept()


class StepRow(QFrame):
    """A step as a small card: on or off, its title, what it did, and its form.

    Signals:
        changed: a setting, or whether the step is on.
        moved: −1 to go up by one, 1 to go down.
        dragged: the step is held by its grip; carries the pointer's height on the screen.
        removed: the person takes it out.
    """

    changed = Signal()
    moved = Signal(int)
    dragged = Signal(int)
    removed = Signal()

    def __init__(self, kind: StepType, values: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.kind = kind
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 8)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(6)
        self.on = QCheckBox()
        self.on.setChecked(True)
        self.on.setToolTip(self.tr("A step that is switched off stays in the list and does nothing"))
        self.number = Badge("1", "neutral")
        self.title = text_label(told(kind.title), weight=QFont.Weight.DemiBold)
        self.title.setToolTip(told(kind.summary))
        self.fold = _tool("fold", self.tr("Settings of the step"))
        self.fold.setCheckable(True)
        self.up = _tool("up", self.tr("Move up"))
        self.down = _tool("down", self.tr("Move down"))
        self.remove = _tool("cancel", self.tr("Remove the step"))
        self.grip = Grip(self.tr("Drag to another place"))
        self.grip.dragged.connect(self.dragged)
        for part in (self.grip, self.on, self.number, self.title):
            top.addWidget(part)
        top.addStretch(1)
        for tool in (self.fold, self.up, self.down, self.remove):
            top.addWidget(tool)
        column.addLayout(top)
        self.effect = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.mistake = text_label("", "bad", size=SMALL_PT, wrap=True)
        self.mistake.hide()
        column.addWidget(self.effect)
        column.addWidget(self.mistake)
        self.settings = QWidget()
        inside = QVBoxLayout(self.settings)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.addWidget(text_label(told(kind.summary), "faint", size=SMALL_PT, wrap=True))
        self.form = ConfigForm(label_width=LABEL_WIDTH)
        self.form.show_config(kind.config)
        self.form.set_values(values or {})
        inside.addWidget(self.form)
        self.settings.hide()
        column.addWidget(self.settings)
        self.on.toggled.connect(self._switch)
        self.form.changed.connect(self._check)
        self.fold.toggled.connect(self.settings.setVisible)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(lambda: self.removed.emit())
        self._name()
        self.mistake.setText(self.form.mistake())
        self.mistake.setVisible(bool(self.mistake.text()))

    def suggest(self, attributes: Sequence[str]) -> None:
        """Complete the name of an attribute, where the step asks for one."""
        field = self.form.fields.get("column")
        if isinstance(field, QLineEdit):
            made = QCompleter(list(attributes), field)
            made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            made.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(made)
            field.setPlaceholderText(", ".join(attributes))

    @property
    def is_on(self) -> bool:
        """Whether the step takes part."""
        return self.on.isChecked()

    def step(self) -> RecipeStep:
        """Return the step as the recipe keeps it."""
        return RecipeStep(self.kind.name, self.form.values())

    def has_mistake(self) -> bool:
        """Whether its settings do not fit together."""
        return bool(self.form.mistake())

    def show_place(self, place: int, count: int) -> None:
        """Say which step of how many this is, counted from 0."""
        self.number.setText(str(place + 1))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)

    def show_effect(self, effect: StepEffect | None) -> None:
        """Say what the step did; None while that is not known."""
        if effect is None:
            self.effect.setText("" if self.is_on else self.tr("Switched off"))
            self.effect.setToolTip("")
            return
        parts = []
        for before, after, noun in (
            (effect.rows_before, effect.rows_after, self.tr("{change} interactions")),
            (effect.users_before, effect.users_after, self.tr("{change} users")),
            (effect.items_before, effect.items_after, self.tr("{change} items")),
        ):
            change = whole(after) if before == after else f"{whole(before)} → {whole(after)}"
            parts.append(noun.format(change=change))
        self.effect.setText(" · ".join(parts))
        self.effect.setToolTip(told(effect.description))

    def _switch(self, on: bool) -> None:
        self.title.setEnabled(on)
        self.show_effect(None)
        self._name()
        self.changed.emit()

    def _check(self) -> None:
        self.mistake.setText(self.form.mistake())
        self.mistake.setVisible(bool(self.mistake.text()))
        self.changed.emit()

    def _name(self) -> None:
        self.on.setAccessibleName(self.tr("{step} is on").format(step=told(self.kind.title)))
        self.setAccessibleName(told(self.kind.title))


def _tool(icon: str, name: str) -> QToolButton:
    made = QToolButton()
    themed_icon(made, icon, size=14)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFixedSize(QSize(26, 24))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
