"""Cards, labels, badges, buttons and lines, in the sizes and roles of the theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui.theme import BODY_PT, HEADING_PT, SMALL_PT, SPACE, TINY_PT, TITLE_PT, Tokens, font

EXPLANATION_WIDTH = 460

Role = Literal["plain", "secondary", "faint", "bad", "warning"]
Tone = Literal["accent", "good", "warning", "bad", "neutral"]


class Card(QFrame):
    """A rounded surface with an optional heading row; content goes into `body`, controls into `head`."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 14)
        outer.setSpacing(SPACE)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.heading = text_label(heading, "secondary", size=SMALL_PT, weight=QFont.Weight.DemiBold)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        if heading:
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE)
        outer.addLayout(self.body, 1)


class ElidedLabel(QLabel):
    """One line of text that ends in “…” where it does not fit; the whole text is its tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Allow the layout to shrink the label to nothing."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text as tool tip only while it does not fit."""
        super().resizeEvent(event)
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text elided on the right."""
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


def text_label(
    text: str = "",
    role: Role = "plain",
    *,
    size: float = BODY_PT,
    weight: QFont.Weight = QFont.Weight.Normal,
    wrap: bool = False,
    elide: bool = False,
) -> QLabel:
    """Return a label in one of the theme's text roles; plain text only, so that no title can inject markup."""
    made = ElidedLabel(text) if elide else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setFont(font(size, weight))
    made.setWordWrap(wrap)
    return made


def page_title(text: str) -> QLabel:
    """Return the title at the top of a place."""
    return text_label(text, size=TITLE_PT, weight=QFont.Weight.Bold)


def heading(text: str) -> QLabel:
    """Return the heading of what a card is about."""
    return text_label(text, size=HEADING_PT, weight=QFont.Weight.DemiBold)


class Badge(QLabel):
    """A small rounded label: a state, a count, a verdict."""

    def __init__(self, text: str = "", tone: Tone = "accent", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(font(TINY_PT, QFont.Weight.DemiBold))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.set_tone(tone)

    def set_tone(self, tone: Tone) -> None:
        """Change what the badge says by its colour."""
        self.setProperty("badge", tone)
        self.style().unpolish(self)
        self.style().polish(self)


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    primary: bool = False,
    link: bool = False,
    icon: str = "",
    checkable: bool = False,
    tip: str = "",
) -> QPushButton:
    """Return a push button; `icon` is a name of `components.icons`."""
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setProperty("link", link)
    made.setCheckable(checkable)
    made.setFont(font(BODY_PT, QFont.Weight.Medium))
    made.setAccessibleName(text or tip)
    made.setToolTip(tip)
    if link:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        from workbench.gui.components.icons import themed_icon

        themed_icon(made, icon, role="accent_text" if primary else "text_secondary")
    if on_click is not None:
        made.clicked.connect(lambda *_: on_click())
    return made


def separator() -> QFrame:
    """Return a horizontal hairline."""
    made = QFrame()
    made.setObjectName("separator")
    return made


class Bar(QWidget):
    """A thin horizontal bar filled to a share, as in lists of scores. Negative shares are drawn in the `bad` colour."""

    def __init__(self, tokens: Callable[[], Tokens], share: float = 0.0, role: str = "accent") -> None:
        super().__init__()
        self._tokens = tokens
        self._share = share
        self._role = role
        self.setMinimumSize(40, 6)
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill the bar to `share`, −1 … 1 of its length."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and the filled part."""
        tokens = self._tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.track))
        painter.drawRoundedRect(self.rect(), 3, 3)
        width = round(self.width() * min(1.0, abs(self._share)))
        if width > 0:
            painter.setBrush(QColor(getattr(tokens, "bad" if self._share < 0 else self._role)))
            painter.drawRoundedRect(0, 0, max(width, 6), self.height(), 3, 3)


class EmptyState(QWidget):
    """What a place shows while it has nothing to show: what is missing, and the button that mends it."""

    def __init__(
        self,
        title: str,
        explanation: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        icon: str = "",
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addStretch(2)
        if icon:
            from workbench.gui.components.icons import themed_icon

            picture = QLabel()
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            themed_icon(picture, icon, role="text_faint", size=44)
            layout.addWidget(picture)
        self.title = text_label(title, size=HEADING_PT + 2, weight=QFont.Weight.DemiBold)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.title)
        self.explanation = text_label(explanation, "secondary", wrap=True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.explanation.setFixedWidth(EXPLANATION_WIDTH)
        # In a row of its own: a vertical layout gives an aligned label the height that a full line would need.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.explanation)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addSpacing(SPACE)
        self.action: QPushButton | None = None
        if action:
            self.action = button(action, on_action, primary=True)
            layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class Notice(QFrame):
    """A sentence across the top of a panel: an error that says what went wrong, a warning, a success."""

    def __init__(self, text: str = "", tone: Literal["bad", "warning", "good", "neutral"] = "neutral") -> None:
        super().__init__()
        self.setObjectName("notice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        self.text = text_label(text, wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.text, 1)
        self.action = button("", self._act, link=True)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        self._on_action: Callable[[], object] | None = None
        self.dismiss = button(self.tr("Dismiss"), self.hide, link=True)
        layout.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.say(text, tone)
        self.setVisible(bool(text))

    def say(
        self,
        text: str,
        tone: Literal["bad", "warning", "good", "neutral"] = "neutral",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, and perhaps a link that does something about it; an empty sentence hides the notice."""
        self._on_action = on_action
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(text))

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()
