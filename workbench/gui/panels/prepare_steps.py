"""The recipe as a list of steps that can be added, edited, moved, switched off and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.data.preparing.recipe import RecipeStep, StepEffect
from workbench.gui.components.basics import text_label
from workbench.gui.panels.prepare_step import StepRow
from workbench.workspace.views import StepType


class RecipeSteps(QWidget):
    """The steps from first to last.

    Signals:
        changed: whatever the recipe would do differently now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StepRow] = []
        self._attributes: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._nothing = text_label(
            self.tr(
                "No step yet. Add one, or take the recipe of a dataset that was prepared before. "
                "The dataset itself stays as it is."
            ),
            "secondary",
            wrap=True,
        )
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    def add(self, kind: StepType, values: dict[str, Any] | None = None, *, unfolded: bool = True) -> StepRow:
        """Append a step."""
        row = self._append(kind, values)
        row.fold.setChecked(unfolded)
        self._renumber()
        self.changed.emit()
        return row

    def show_recipe(self, recipe: Sequence[RecipeStep], kinds: Sequence[StepType]) -> None:
        """Replace all steps by those of a recipe; steps that are not known here any more are left out."""
        known = {kind.name: kind for kind in kinds}
        for row in list(self.rows):
            self._take_out(row)
        for step in recipe:
            if step.step in known:
                self._append(known[step.step], step.parameters)
        self._renumber()
        self.changed.emit()

    def suggest(self, attributes: Sequence[str]) -> None:
        """Complete these names where a step asks for an attribute."""
        self._attributes = tuple(attributes)
        for row in self.rows:
            row.suggest(self._attributes)

    def recipe(self) -> tuple[RecipeStep, ...]:
        """Return the steps that are on."""
        return tuple(row.step() for row in self.rows if row.is_on)

    def has_mistake(self) -> bool:
        """Whether a step that is on has settings that do not fit together."""
        return any(row.is_on and row.has_mistake() for row in self.rows)

    def show_effects(self, effects: Sequence[StepEffect]) -> None:
        """Say what each step that is on did; where a step leaves nothing, those after it did nothing."""
        on = [row for row in self.rows if row.is_on]
        for row in self.rows:
            row.show_effect(None)
        for row, effect in zip(on, effects, strict=False):
            row.show_effect(effect)

    def _append(self, kind: StepType, values: dict[str, Any] | None) -> StepRow:
        row = StepRow(kind, values)
        row.suggest(self._attributes)
        row.changed.connect(self.changed)
        row.moved.connect(partial(self._move, row))
        row.dragged.connect(partial(self._drag, row))
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(self._column.count() - 1, row)
        self.rows.append(row)
        return row

    def _move(self, row: StepRow, by: int) -> None:
        place = self.rows.index(row)
        target = place + by
        if 0 <= target < len(self.rows):
            self._put(row, target)
            (row.up if by < 0 else row.down).setFocus()

    def _drag(self, row: StepRow, height: int) -> None:
        """Bring a step to where the pointer is: between those whose middles are above and below it."""
        pointer = self.mapFromGlobal(QPoint(0, height)).y()
        target = sum(other.geometry().center().y() < pointer for other in self.rows if other is not row)
        if target != self.rows.index(row):
            self._put(row, target)
            self._column.activate()

    def _put(self, row: StepRow, target: int) -> None:
        place = self.rows.index(row)
        self.rows.insert(target, self.rows.pop(place))
        self._column.removeWidget(row)
        # The line that is shown without steps comes first in the layout.
        self._column.insertWidget(target + 1, row)
        self._renumber()
        self.changed.emit()

    def _remove(self, row: StepRow) -> None:
        self._take_out(row)
        self._renumber()
        self.changed.emit()

    def _take_out(self, row: StepRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _renumber(self) -> None:
        self._nothing.setVisible(not self.rows)
        for place, row in enumerate(self.rows):
            row.show_place(place, len(self.rows))
