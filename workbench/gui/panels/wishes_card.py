"""What a person wants of lists: filters and ordered rules, and what each of them changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.data.attribute_filter import OPERATORS, AttributeFilter
from workbench.errors import WorkbenchError
from workbench.gui import formatting
from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.theme import SMALL_PT, SPACE
from workbench.gui.told import told_error
from workbench.models.rules import Condition, Rule, parse_condition, parse_rules
from workbench.recommendation.filters import Filters
from workbench.recommendation.shaping import Effect
from workbench.workspace.list_views import FilterChoices

_TYPING_PAUSE_MS = 400


class WishesCard(Card):
    """Filters and rules of a list.

    Signals:
        changed: the wishes are others, and can be met.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.heading.setText(self.tr("Filters and rules"))
        self.clear_all = button(self.tr("Clear"), self.clear, link=True)
        self.head.addWidget(self.clear_all)
        self.filters = Filters()
        self.rules: tuple[Rule, ...] = ()
        self._silent = False
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(SPACE)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self.body.addWidget(scroll)
        self._make_filters()
        self._make_rules()
        self.problem = text_label("", "bad", size=SMALL_PT, wrap=True)
        self._column.addWidget(self.problem)
        self._label(self.tr("What each changed"))
        self.effects = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self._column.addWidget(self.effects)
        self._column.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._take)
        self.problem.hide()

    @property
    def n_active(self) -> int:
        """How many filters and rules are in force."""
        return self.filters.n_active + len(self.rules)

    def offer(self, choices: FilterChoices) -> None:
        """Offer what the items of a dataset can be filtered by, keeping nothing of another one."""
        self._silent = True
        self.categories.clear()
        for name in choices.categories:
            entry = QListWidgetItem(name)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            entry.setCheckState(Qt.CheckState.Unchecked)
            self.categories.addItem(entry)
        for part in (self.categories, self._categories_label):
            part.setVisible(bool(choices.categories))
        self._years.setVisible(choices.years is not None)
        self._years_label.setVisible(choices.years is not None)
        if choices.years is not None:
            for part in (self.year_from, self.year_to):
                part.setRange(choices.years[0] - 1, choices.years[1])
                part.setValue(part.minimum())
        self.attribute.clear()
        self.attribute.addItems(list(choices.attributes))
        self._silent = False
        self.clear()

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Say what each filter, rule and re-ranking changed."""
        lines = []
        for effect in effects:
            text = self.tr("{name}: {removed} left the list, {moved} moved, {left} items may be listed")
            name = {
                "filter": self._filter_name(effect.name),
                "diversity": self.tr("Diversity"),
                "bandit": self.tr("Exploration"),
            }.get(effect.step, effect.name)
            lines.append(
                text.format(name=name, removed=effect.removed, moved=effect.moved, left=formatting.whole(effect.left))
            )
        self.effects.setText("\n".join(lines) if lines else self.tr("Nothing is filtered, and there is no rule."))

    def clear(self) -> None:
        """Take all wishes back."""
        self._silent = True
        for row in range(self.categories.count()):
            self.categories.item(row).setCheckState(Qt.CheckState.Unchecked)
        for part in (self.year_from, self.year_to):
            part.setValue(part.minimum())
        self.seen.set_value("new")
        self.cold.setChecked(False)
        self.conditions.setPlainText("")
        self.rule_lines.setPlainText("")
        self._silent = False
        self._take()

    def _label(self, text: str) -> QWidget:
        made = text_label(text, "secondary", size=SMALL_PT)
        self._column.addWidget(made)
        return made

    def _make_filters(self) -> None:
        self._categories_label = self._label(self.tr("Any of these categories"))
        self.categories = QListWidget()
        self.categories.setFixedHeight(132)
        self.categories.setAccessibleName(self.tr("Categories"))
        self.categories.itemChanged.connect(lambda _: self._take())
        self._column.addWidget(self.categories)
        self._years_label = self._label(self.tr("Years from and to"))
        self._years = QWidget()
        row = QHBoxLayout(self._years)
        row.setContentsMargins(0, 0, 0, 0)
        self.year_from, self.year_to = QSpinBox(), QSpinBox()
        for part, name in ((self.year_from, self.tr("First year")), (self.year_to, self.tr("Last year"))):
            part.setAccessibleName(name)
            _let_shrink(part)
            part.setSpecialValueText(self.tr("any"))
            part.valueChanged.connect(lambda _: self._soon())
            row.addWidget(part)
        self._column.addWidget(self._years)
        self._label(self.tr("Items of the history"))
        self.seen = SegmentedControl(self.tr("Items of the history"))
        self.seen.set_choices(
            [
                ("new", self.tr("Left out"), self.tr("Only what the history does not hold")),
                ("all", self.tr("Allowed"), self.tr("Everything")),
                ("seen", self.tr("Only these"), self.tr("Only what the history holds")),
            ]
        )
        self.seen.set_value("new")
        self.seen.chosen.connect(lambda _: self._take())
        self._column.addWidget(self.seen)
        row_cold = QHBoxLayout()
        self.cold = QCheckBox(self.tr("Cold items, met by at most"))
        self.cold.setToolTip(self.tr("People are counted in the training part: those that the model has learned from."))
        self.cold.toggled.connect(lambda _: self._take())
        self.cold_users = QSpinBox()
        self.cold_users.setRange(0, 99_999)
        self.cold_users.setFixedWidth(68)
        self.cold_users.setValue(5)
        self.cold_users.setAccessibleName(self.tr("Most people who met a cold item"))
        self.cold_users.valueChanged.connect(lambda _: self._soon())
        row_cold.addWidget(self.cold, 1)
        row_cold.addWidget(self.cold_users)
        self._column.addLayout(row_cold)

    def _make_rules(self) -> None:
        self._label(self.tr("Only items with, one a line"))
        self.conditions = QPlainTextEdit()
        self.conditions.setPlaceholderText("item.year at least 1990")
        self.conditions.setAccessibleName(self.tr("Only items with, one a line"))
        self._label(self.tr("Rules in their order, one a line"))
        self.rule_lines = QPlainTextEdit()
        self.rule_lines.setPlaceholderText("boost 0.3 when item.categories is Drama")
        self.rule_lines.setAccessibleName(self.tr("Rules in their order, one a line"))
        for lines, height in ((self.conditions, 52), (self.rule_lines, 96)):
            lines.setFixedHeight(height)
            lines.setTabChangesFocus(True)
            lines.textChanged.connect(self._soon)
        self._column.insertWidget(self._column.count() - 1, self.conditions)
        self._column.addWidget(self.rule_lines)
        first, second = QHBoxLayout(), QHBoxLayout()
        self.action = QComboBox()
        for value, text in (
            ("boost", self.tr("boost")),
            ("demote", self.tr("demote")),
            ("pin", self.tr("pin")),
            ("exclude", self.tr("exclude")),
        ):
            self.action.addItem(text, value)
        self.attribute, self.operator, self.value = QComboBox(), QComboBox(), QLineEdit()
        for operator, text in zip(
            OPERATORS,
            (self.tr("is"), self.tr("is not"), self.tr("contains"), self.tr("at least"), self.tr("at most")),
            strict=True,
        ):
            self.operator.addItem(text, operator)
        self.value.setPlaceholderText(self.tr("value"))
        for part, name in (
            (self.action, self.tr("What becomes of the items")),
            (self.attribute, self.tr("Attribute")),
            (self.operator, self.tr("Comparison")),
            (self.value, self.tr("value")),
        ):
            part.setAccessibleName(name)
            _let_shrink(part)
        self.add_rule = button(self.tr("Add"), self._add_rule)
        self.value.returnPressed.connect(self._add_rule)
        first.addWidget(self.action, 1)
        first.addWidget(self.attribute, 1)
        second.addWidget(self.operator, 1)
        second.addWidget(self.value, 1)
        second.addWidget(self.add_rule)
        self._column.addLayout(first)
        self._column.addLayout(second)

    def _add_rule(self) -> None:
        value = self.value.text().strip()
        if not value or not self.attribute.currentText():
            return
        test = AttributeFilter(self.attribute.currentText(), self.operator.currentData(), value)
        rule = Rule(self.action.currentData(), (Condition("item", test),))
        before = self.rule_lines.toPlainText().rstrip()
        self.rule_lines.setPlainText(f"{before}\n{rule}" if before else str(rule))
        self.value.clear()
        self._take()

    def _soon(self) -> None:
        if not self._silent:
            self._pause.start()

    def _take(self) -> None:
        if self._silent:
            return
        self._pause.stop()
        chosen = [self.categories.item(row) for row in range(self.categories.count())]
        years = [None if part.value() == part.minimum() else part.value() for part in (self.year_from, self.year_to)]
        lines = [line for line in self.conditions.toPlainText().splitlines() if line.strip()]
        try:
            filters = Filters(
                categories=tuple(e.text() for e in chosen if e.checkState() == Qt.CheckState.Checked),
                years=(years[0], years[1]),
                attributes=tuple(parse_condition(line).test for line in lines),
                seen=self.seen.value() or "new",  # type: ignore[arg-type]
                cold=self.cold.isChecked(),
                cold_users=self.cold_users.value(),
            )
            rules = parse_rules(self.rule_lines.toPlainText())
        except WorkbenchError as error:
            self.complain(told_error(error))
            return
        self.complain("")
        if (filters, rules) != (self.filters, self.rules):
            self.filters, self.rules = filters, rules
            self.changed.emit()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with a wish, or nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _filter_name(self, name: str) -> str:
        known = {"categories": self.tr("Categories"), "years": self.tr("Years"), "cold": self.tr("Cold items")}
        return known.get(name, name)


def _let_shrink(part: QWidget) -> None:
    """Let a field take the room there is: by itself it asks for that of its longest text."""
    part.setMinimumWidth(40)
    part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
