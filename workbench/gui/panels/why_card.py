"""Why this item: what moves its score, what attention looked at, whether to trust it, and the item's signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.explanation.attention import AttentionRecord
from workbench.explanation.verdict import ModelVerdict
from workbench.gui.components.basics import Badge, Bar, Card, button, heading, separator, text_label
from workbench.gui.components.icons import theme
from workbench.gui.panels.share_list import signal_title
from workbench.gui.panels.verdict_words import TONES, method_title, verdict_text
from workbench.gui.theme import SMALL_PT, SPACE
from workbench.recommendation.top_list import RecommendedItem

_SHOWN = 5
_MODALITIES = 4
_UP, _DOWN = 4, 2  # interactions named that raise the score most, and that lower it most


class BarRows(QWidget):
    """A few rows of name, bar and number.

    Args:
        n: how many there is room for.
        role: the theme's colour of bars of positive numbers.
    """

    def __init__(self, n: int, role: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._lines: list[tuple[QLabel, Bar, QLabel]] = []
        for row in range(n):
            name, bar = text_label("", size=SMALL_PT, elide=True), Bar(lambda: theme().tokens, role=role)
            value = text_label("", "secondary", size=SMALL_PT)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, part in enumerate((name, bar, value)):
                grid.addWidget(part, row, column)
            self._lines.append((name, bar, value))

    def show_rows(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """Show names, shares (−1 … 1) and numbers as they are written."""
        for line, (name, bar, value) in enumerate(self._lines):
            for part in (name, bar, value):
                part.setVisible(line < len(rows))
            if line < len(rows):
                name.setText(rows[line][0])
                bar.set_share(rows[line][1])
                value.setText(rows[line][2])


class WhyCard(Card):
    """The card beside the recommendations.

    Signals:
        whole_map: the person wants to see the whole map.
        verdict_wanted: the person wants the faithfulness of the model's attention measured.
    """

    whole_map = Signal()
    verdict_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.heading.setText(self.tr("Why this item"))
        self.body.insertWidget(0, self.heading)
        self.title = heading("")
        self.title.setWordWrap(True)
        self.body.addWidget(self.title)
        self.facts = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.facts)
        self.measured, measured = _section()
        self.measured_caption = text_label("", "secondary", size=SMALL_PT, wrap=True)
        measured.addWidget(self.measured_caption)
        self.moves = BarRows(_UP + _DOWN, "good")
        measured.addWidget(self.moves)
        self.body.addWidget(self.measured)
        self.body.addWidget(separator())
        self.caption = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.caption)
        self._rows = BarRows(_SHOWN, "accent")
        self.body.addWidget(self._rows)
        self.open_map = button(self.tr("See the whole map"), self.whole_map.emit, link=True)
        self.body.addWidget(self.open_map, 0, Qt.AlignmentFlag.AlignLeft)
        self.trust, trust = _section()
        self.body.addWidget(self.trust)
        head = QHBoxLayout()
        head.addWidget(text_label(self.tr("Can attention be trusted here?"), "secondary", size=SMALL_PT, wrap=True), 1)
        self.badge = Badge("", "good")
        head.addWidget(self.badge)
        trust.addLayout(head)
        self.sentence = text_label("", "faint", size=SMALL_PT, wrap=True)
        trust.addWidget(self.sentence)
        self.measure = button(self.tr("Measure it"), self.verdict_wanted.emit, link=True)
        self.measure.setToolTip(
            self.tr(
                "Explains a recommendation of each of 60 people by every method and removes what they name. "
                "The reasons then come from the best method."
            )
        )
        trust.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        self.signals_shown, signals = _section()
        self.body.addWidget(self.signals_shown)
        caption = text_label(self.tr("Signals"), "secondary", size=SMALL_PT)
        caption.setToolTip(self.tr("What share of this item's vector comes from each of its signals."))
        signals.addWidget(caption)
        self.signals = BarRows(_MODALITIES, "accent")
        signals.addWidget(self.signals)
        self.body.addStretch(1)
        self.show_item(None)
        self.show_attention(None, "")

    def show_item(self, item: RecommendedItem | None) -> None:
        """Show which recommendation it is about."""
        self.title.setText("" if item is None else item.title)
        self.facts.setText("" if item is None else ", ".join(item.categories))
        self.facts.setVisible(item is not None and bool(item.categories))
        self.measured.hide()
        self.signals_shown.hide()

    def show_moves(self, titles: Sequence[str], falls: Sequence[float], *, method: str) -> None:
        """Show which interactions move the score.

        Args:
            titles: of the interactions.
            falls: what each is worth to the score.
            method: name of the method that says so.
        """
        order = sorted(range(len(falls)), key=lambda i: -falls[i])
        up = [i for i in order[:_UP] if falls[i] > 0]
        down = [i for i in order[-_DOWN:] if falls[i] < 0]
        highest = max((abs(falls[i]) for i in up + down), default=0.0) or 1.0
        digits = 2 if highest >= 0.1 else 3 if highest >= 0.01 else 4
        self.measured.setVisible(bool(falls))
        if not up and not down:
            self.measured_caption.setText(self.tr("No single interaction moves this score."))
        elif method == "leave-one-out":
            self.measured_caption.setText(self.tr("What moves the score, measured by removing each item"))
        else:
            self.measured_caption.setText(
                self.tr("What moves the score, by the most faithful method of this model: {method}").format(
                    method=method_title(method)
                )
            )
        # A minus of the printer's kind is as wide as the plus.
        self.moves.show_rows(
            [(titles[i], falls[i] / highest, f"{falls[i]:+.{digits}f}".replace("-", "−")) for i in up + down]
        )

    def show_attention(self, record: AttentionRecord | None, sentence: str) -> None:
        """Show the items attended to most, or a sentence that says why there are none."""
        self._rows.setVisible(record is not None)
        self.trust.setVisible(record is not None)
        self.open_map.setVisible(record is not None)
        self.caption.setText(sentence)
        if record is None:
            return
        self.caption.setText(self.tr("Where the last layer looked, averaged over its heads"))
        weights = record.last_row()
        order = sorted(range(len(weights)), key=lambda i: -float(weights[i]))[:_SHOWN]
        highest = float(weights[order[0]]) or 1.0
        digits = 2 if highest >= 0.1 else 3
        self._rows.show_rows(
            [(record.titles[i], float(weights[i]) / highest, f"{float(weights[i]):.{digits}f}") for i in order]
        )

    def show_trust(self, found: ModelVerdict | None, *, measuring: bool) -> None:
        """Show the verdict on the model's attention, or that it was not measured yet."""
        self.measure.setVisible(found is None and not measuring)
        self.badge.setVisible(found is not None and found.verdict.level != "unknown")
        if found is None:
            self.sentence.setText(
                self.tr("Measuring …")
                if measuring
                else self.tr("Where a model looks is not yet a proof of what moves its score.")
            )
            self.sentence.setToolTip("")
            return
        level = {
            "faithful": self.tr("Faithful"),
            "partly": self.tr("Partly"),
            "unfaithful": self.tr("Not faithful"),
        }.get(found.verdict.level, "")
        self.badge.setText(f"{level} · {found.verdict.score:.2f}")
        self.badge.set_tone(TONES[found.verdict.level])
        self.sentence.setText(verdict_text(found.verdict))
        self.sentence.setToolTip(self.tr("Measured over {n} people.").format(n=found.n_people))

    def show_signals(self, shares: Mapping[str, float]) -> None:
        """Show what share each signal (`id`, `categories`, `text`, …) has in the item; nothing hides them."""
        self.signals_shown.setVisible(bool(shares))
        self.signals.show_rows(
            [(signal_title(name), share, f"{100 * share:.0f} %") for name, share in shares.items()][:_MODALITIES]
        )


def _section() -> tuple[QWidget, QVBoxLayout]:
    """A part of the card that can be hidden, below a line."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE)
    column.addWidget(separator())
    return made, column
