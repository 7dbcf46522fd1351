"""Why this item: what attention looked at when the model recommended it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.explanation.attention import AttentionRecord
from workbench.gui.components.basics import Bar, Card, button, heading, separator, text_label
from workbench.gui.components.icons import theme
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.top_list import RecommendedItem

_SHOWN = 7


class WhyCard(Card):
    """The card beside the recommendations.

    Signals:
        whole_map: the person wants to see the whole map.
    """

    whole_map = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.heading.setText(self.tr("Why this item"))
        self.body.insertWidget(0, self.heading)
        self.title = heading("")
        self.title.setWordWrap(True)
        self.body.addWidget(self.title)
        self.facts = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.facts)
        self.body.addWidget(separator())
        self.caption = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.caption)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._lines = []
        for row in range(_SHOWN):
            name, bar = text_label("", size=SMALL_PT, elide=True), Bar(lambda: theme().tokens, role="accent")
            value = text_label("", "secondary", size=SMALL_PT)
            for column, part in enumerate((name, bar, value)):
                self._grid.addWidget(part, row, column)
            self._lines.append((name, bar, value))
        self.body.addWidget(self._rows)
        self.note = text_label(
            self.tr("Where a model looks is not yet a proof of what moves its score."),
            "faint",
            size=SMALL_PT,
            wrap=True,
        )
        self.body.addWidget(self.note)
        self.open_map = button(self.tr("See the whole map"), self.whole_map.emit, link=True)
        self.body.addWidget(self.open_map, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.show_item(None)
        self.show_attention(None, "")

    def show_item(self, item: RecommendedItem | None) -> None:
        """Show which recommendation it is about."""
        self.title.setText("" if item is None else item.title)
        self.facts.setText("" if item is None else ", ".join(item.categories))
        self.facts.setVisible(item is not None and bool(item.categories))

    def show_attention(self, record: AttentionRecord | None, sentence: str) -> None:
        """Show the items attended to most, or a sentence that says why there are none."""
        self._rows.setVisible(record is not None)
        self.note.setVisible(record is not None)
        self.open_map.setVisible(record is not None)
        self.caption.setText(sentence)
        if record is None:
            return
        self.caption.setText(self.tr("Where the last layer looked, averaged over its heads"))
        weights = record.last_row()
        order = sorted(range(len(weights)), key=lambda i: -float(weights[i]))[:_SHOWN]
        highest = float(weights[order[0]]) or 1.0
        for line, (name, bar, value) in enumerate(self._lines):
            shown = line < len(order)
            for part in (name, bar, value):
                part.setVisible(shown)
            if shown:
                weight = float(weights[order[line]])
                name.setText(record.titles[order[line]])
                bar.set_share(weight / highest)
                value.setText(f"{weight:.{2 if highest >= 0.1 else 3}f}")
