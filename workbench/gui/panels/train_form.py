"""A form made from a pydantic configuration class: whatever fields a model or a split has, known to us or not."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import button, text_label
from workbench.gui.theme import CONTROL_HEIGHT, SPACE
from workbench.gui.told import told

# What a spin box can hold; bounds of a field that are wider are cut to it.
MOST_INT = 2**31 - 1
DECIMALS = 6
LABEL_WIDTH, LEAST_FIELD = 118, 64
# Qt's style sheets do not pad the text of spin boxes as they do that of combo boxes.
TEXT_MARGINS = (10, 0, 0, 0)


class _NoWheel:
    """Leaves the wheel to the page unless the person is in the field, so that scrolling changes no value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():  # type: ignore[attr-defined]
            super().wheelEvent(event)  # type: ignore[misc]
        else:
            event.ignore()


class ChoiceBox(_NoWheel, QComboBox):
    """A combo box that the wheel passes over; of a text that is too long it shows the beginning and an ellipsis."""

    def shown_text(self) -> str:
        """Return as much of the current text as there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() - TEXT_MARGINS[0]
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box as the style does, with the text that fits."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class WholeBox(_NoWheel, QSpinBox):
    """A box for whole numbers that the wheel passes over."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(*TEXT_MARGINS)


class RealBox(_NoWheel, QDoubleSpinBox):
    """A box for real numbers that shows no trailing zeros: `0.002`, not `0.002000`."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(*TEXT_MARGINS)

    def textFromValue(self, value: float) -> str:
        """Return the shortest text of the value."""
        text = f"{value:.{self.decimals()}f}".rstrip("0").rstrip(".")
        return (text or "0").replace(".", self.locale().decimalPoint())


class LinesBox(QPlainTextEdit):
    """A box for a text of several lines; Tab goes on to the next field.

    Args:
        lines: that are shown at once.
    """

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + CONTROL_HEIGHT // 2)


class ConfigForm(QWidget):
    """One row a field, `advanced` ones folded under “More settings”.

    Signals:
        changed: the person (or `set_values`) changed a field.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, label_width: int = LABEL_WIDTH) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._config: type[BaseModel] | None = None
        self.fields: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._layout = layout
        self._body: QWidget | None = None
        self.more: QWidget | None = None
        self.folded: QWidget | None = None

    @property
    def config(self) -> type[BaseModel] | None:
        """The class the form was made from."""
        return self._config

    def show_config(self, config: type[BaseModel]) -> None:
        """Make the form of another class, with its defaults."""
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._config = config
        self.fields = {}
        self.more = self.folded = None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        plain, folded = form_rows(), form_rows()
        for name, field in config.model_fields.items():
            made = self._editor(name, field)
            if made is None:
                continue
            self.fields[name] = made
            rows = folded if _extra(field).get("advanced") else plain
            add_row(rows, told(field.title or name), made, told(field.description or ""), self._label_width)
        if plain.rowCount():
            column.addLayout(plain)
        if folded.rowCount():
            more = button(self.tr("More settings"), checkable=True, link=True)
            holder = QWidget()
            holder.setLayout(folded)
            holder.hide()
            more.toggled.connect(holder.setVisible)
            more.toggled.connect(lambda on: more.setText(self.tr("Fewer settings") if on else self.tr("More settings")))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(holder)
            self.more, self.folded = more, holder
        self._body = body
        self._layout.addWidget(body)
        self.setVisible(bool(self.fields))
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        """Return the fields' values by name, JSON-ready; fields that no editor is known for keep their defaults."""
        return {name: _read(editor) for name, editor in self.fields.items()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Fill fields in; unknown names are ignored."""
        for name, value in values.items():
            if name in self.fields:
                _write(self.fields[name], value)

    def mistake(self) -> str:
        """Return in one sentence why the values do not fit together, or an empty text."""
        if self._config is None:
            return ""
        try:
            self._config(**self.values())
        except ValidationError as error:
            first = error.errors()[0]
            message = told(str(first["msg"]).removeprefix("Value error, "))
            place = ".".join(str(part) for part in first["loc"])
            title = self._config.model_fields[place].title if place in self._config.model_fields else ""
            sentence = f"{told(title)}: {message}" if title else message
            return sentence[:1].upper() + sentence[1:] + ("" if sentence.endswith(".") else ".")
        return ""

    def _editor(self, name: str, field: FieldInfo) -> QWidget | None:
        kind = _plain_type(field.annotation)
        default = field.get_default(call_default_factory=True)
        made: QWidget
        if get_origin(kind) is Literal:
            made = ChoiceBox()
            labels = _extra(field).get("choices", {})
            for value in get_args(kind):
                made.addItem(told(str(labels.get(value, value))), value)
            made.currentIndexChanged.connect(self.changed)
        elif kind is bool:
            made = QCheckBox()
            made.toggled.connect(self.changed)
        elif kind is int:
            made = WholeBox()
            low, high = _bounds(field, 1)
            made.setRange(int(max(-MOST_INT, low)), int(min(MOST_INT, high)))
            made.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
            made.setGroupSeparatorShown(True)
            made.valueChanged.connect(self.changed)
        elif kind is float:
            made = RealBox()
            made.setDecimals(DECIMALS)
            low, high = _bounds(field, 10.0**-DECIMALS)
            made.setRange(max(-1e9, low), min(1e9, high))
            made.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
            made.valueChanged.connect(self.changed)
        elif kind is str and _extra(field).get("lines"):
            made = LinesBox(int(_extra(field)["lines"]))
            made.textChanged.connect(self.changed)
        elif kind is str:
            made = QLineEdit()
            made.textChanged.connect(self.changed)
        else:
            return None
        if isinstance(made, QSpinBox | QDoubleSpinBox) and _extra(field).get("automatic") == made.minimum():
            made.setSpecialValueText(self.tr("Automatic"))
        made.setObjectName(name)
        if default is not None:
            _write(made, default)
        return made


def form_rows() -> QFormLayout:
    """Return an empty form layout in the design's proportions: labels left, fields of equal width right."""
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(SPACE)
    made.setVerticalSpacing(6)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def add_row(
    rows: QFormLayout, title: str, editor: QWidget, description: str | None = None, label_width: int = LABEL_WIDTH
) -> None:
    """Add one labelled field; the description is the tool tip of both."""
    label = text_label(title, "secondary", elide=True)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    label.setFixedSize(label_width, CONTROL_HEIGHT - 2)
    label.setBuddy(editor)
    if not isinstance(editor, LinesBox):
        editor.setFixedHeight(CONTROL_HEIGHT - 2)
    # A box for numbers up to two thousand million would ask for the room to write them.
    editor.setMinimumWidth(LEAST_FIELD)
    editor.setAccessibleName(title)
    if description:
        editor.setToolTip(description)
        editor.setAccessibleDescription(description)
        label.setToolTip(description)
    if isinstance(editor, QComboBox):
        # Long names of choices must not widen the card.
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.setMinimumContentsLength(8)
    rows.addRow(label, editor)


def _extra(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def _plain_type(annotation: Any) -> Any:
    """Strip `| None`: an empty choice cannot be typed into a box, and the default stands for it."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return rest[0] if len(rest) == 1 else None
    return annotation


def _bounds(field: FieldInfo, step: float) -> tuple[float, float]:
    low, high = float("-inf"), float("inf")
    for rule in field.metadata:
        if getattr(rule, "ge", None) is not None:
            low = max(low, rule.ge)
        if getattr(rule, "gt", None) is not None:
            low = max(low, rule.gt + step)
        if getattr(rule, "le", None) is not None:
            high = min(high, rule.le)
        if getattr(rule, "lt", None) is not None:
            high = min(high, rule.lt - step)
    return low, high


def _read(editor: QWidget) -> Any:
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QSpinBox | QDoubleSpinBox):
        return editor.value()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def _write(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(value)))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(value))
    elif isinstance(editor, QDoubleSpinBox):
        editor.setValue(float(value))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value))
