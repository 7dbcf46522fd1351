"""Colours, spacing and type sizes: the one file that holds them. No widget sets a colour of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from workbench.resources_folder import resource

# Inter has no Chinese; these stand beside it, the system's own first choice first. Left to itself the system may take
# the Japanese forms of characters that both languages share.
CHINESE_FAMILIES = {
    "darwin": ("PingFang SC", "Hiragino Sans GB"),
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei"),
    "linux": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}
SPACE = 8  # the grid, in device-independent pixels; gaps are its multiples
RADIUS = 8
CONTROL_HEIGHT = 32
TITLE_PT, HEADING_PT, BODY_PT, SMALL_PT, TINY_PT = 14.5, 10.5, 10.0, 9.0, 8.0


@dataclass(frozen=True)
class Tokens:
    """Colour roles of one scheme, `#rrggbb` each.

    Every text role has a contrast of at least 4.5 : 1 against `card` (WCAG 2.2, 1.4.3), which a test holds.
    """

    name: str
    window: str  # behind the cards
    rail: str  # rail, top bar, jobs bar
    card: str
    field: str  # inside inputs and buttons
    field_hover: str
    line: str  # borders and separators
    track: str  # empty part of bars, grid lines
    text: str
    text_secondary: str
    text_faint: str
    accent: str  # selection, primary action, first series
    accent_text: str  # text on `accent`
    accent_soft: str  # selected row, active place, badge
    accent_on_soft: str  # accent-coloured text on `accent_soft`
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    series: tuple[str, ...]  # charts, in order
    heat: tuple[str, ...]  # sequential ramp for attention, low to high


LIGHT = Tokens(
    name="light",
    window="#f6f7f9",
    rail="#eef0f3",
    card="#ffffff",
    field="#ffffff",
    field_hover="#f3f4f6",
    line="#e3e6ea",
    track="#e3e6ea",
    text="#1b2026",
    text_secondary="#5f6a78",
    text_faint="#626c79",
    accent="#3457d5",
    accent_text="#ffffff",
    accent_soft="#e8edfc",
    accent_on_soft="#2a49bd",
    good="#12744f",
    good_soft="#ddeee6",
    warning="#8a5300",
    warning_soft="#fbeed6",
    bad="#b3261e",
    bad_soft="#fbe4e2",
    series=("#3457d5", "#d97f06", "#0f9d8a", "#b0429d", "#6c7683", "#c2362b", "#2b8cbe", "#7a8b00"),
    heat=("#f7f8fd", "#d9dff7", "#a9baf0", "#6d88e6", "#3457d5", "#233c9b", "#14215f"),
)

DARK = Tokens(
    name="dark",
    window="#14171c",
    rail="#171a20",
    card="#1b1f26",
    field="#222731",
    field_hover="#2a303b",
    line="#2d333d",
    track="#2d333d",
    text="#e7eaee",
    text_secondary="#a4adb8",
    text_faint="#8d97a3",
    accent="#7d9bff",
    accent_text="#10131a",
    accent_soft="#27314f",
    accent_on_soft="#a3b8ff",
    good="#4cc38a",
    good_soft="#203735",
    warning="#f2b155",
    warning_soft="#3a3120",
    bad="#ff8a80",
    bad_soft="#43262a",
    series=("#7d9bff", "#f2b155", "#3cc8b4", "#dc7ccb", "#98a2ae", "#ff8a80", "#67b9e8", "#b9c84a"),
    heat=("#1f2430", "#27314f", "#33457d", "#4761b5", "#6483ee", "#98afff", "#dbe3ff"),
)

_STYLE = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, #page { background: $window; }
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 4px 6px; }
#topBar { background: $rail; border: none; border-bottom: 1px solid $line; }
#jobsBar { background: $rail; border: none; border-top: 1px solid $line; }
#rail { background: $rail; border: none; border-right: 1px solid $line; }
#card { background: $card; border: 1px solid $line; border-radius: 8px; }
#card[selected="true"] { border: 2px solid $accent; }
#card[hoverable="true"]:hover { border-color: $accent; }
#palette { background: $card; border: 1px solid $line; border-radius: 10px; }
#searchField { text-align: left; padding: 0; min-height: 24px; }
#place { padding: 4px 0 3px 0; border-radius: 8px; }
#separator { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[role="secondary"] { color: $text_secondary; }
QLabel[role="faint"] { color: $text_faint; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="warning"] { color: $warning; }
QLabel[badge="accent"] { background: $accent_soft; color: $accent_on_soft; border-radius: 9px; padding: 2px 9px; }
QLabel[badge="good"] { background: $good_soft; color: $good; border-radius: 9px; padding: 2px 9px; }
QLabel[badge="warning"] { background: $warning_soft; color: $warning; border-radius: 9px; padding: 2px 9px; }
QLabel[badge="bad"] { background: $bad_soft; color: $bad; border-radius: 9px; padding: 2px 9px; }
QLabel[badge="neutral"] { background: $field_hover; color: $text_secondary; border-radius: 9px; padding: 2px 9px; }
#notice { border-radius: 8px; border: 1px solid $line; background: $card; }
#notice[tone="bad"] { background: $bad_soft; border-color: $bad; }
#notice[tone="warning"] { background: $warning_soft; border-color: $warning; }
#notice[tone="good"] { background: $good_soft; border-color: $good; }
QPushButton, QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit {
  background: $field; color: $text; border: 1px solid $line; border-radius: 6px; min-height: 28px; padding: 0 12px;
  selection-background-color: $accent; selection-color: $accent_text; }
QPushButton:hover, QComboBox:hover { background: $field_hover; }
QPushButton:pressed { background: $line; }
QPushButton:checked { background: $accent_soft; color: $accent_on_soft; border-color: $accent_soft; }
QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
  color: $text_faint; background: $window; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[primary="true"]:hover { background: $accent_on_soft; }
QPushButton[primary="true"]:disabled { background: $track; color: $text_faint; border-color: $track; }
QPushButton[link="true"] { background: transparent; border: none; color: $accent_on_soft;
  padding: 0 4px; min-height: 20px; }
QPushButton[listed="true"] { text-align: left; padding: 0; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QListView:focus,
QTableView:focus, QTreeView:focus { border: 1px solid $accent; }
#segmented { background: $field_hover; border: 1px solid $line; border-radius: 7px; }
#segment { background: transparent; border: 1px solid transparent; border-radius: 5px; min-height: 20px;
  padding: 0 9px; color: $text_secondary; }
#segment:hover { color: $text; }
#segment:checked { background: $accent_soft; color: $accent_on_soft; border-color: $accent_soft; }
#segment:disabled { background: transparent; color: $text_faint; }
#segment:focus { border-color: $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: 12px; height: 12px; }
QSpinBox, QDoubleSpinBox { padding: 0 18px 0 12px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 18px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 18px; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/chevron-up-$name.svg");
  width: 9px; height: 9px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$icons/chevron-down-$name.svg");
  width: 9px; height: 9px; }
QComboBox QAbstractItemView, QMenu { background: $card; color: $text; border: 1px solid $line; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QMenu::item { padding: 6px 20px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QCheckBox, QRadioButton { background: transparent; spacing: 8px; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator {
  width: 14px; height: 14px; border: 1px solid $text_faint; border-radius: 4px; background: $field; }
QCheckBox::indicator:hover, QListView::indicator:hover, QTableView::indicator:hover,
QCheckBox:focus::indicator { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
  background: $accent; border-color: $accent;
  image: url("$icons/check-$name.svg"); }
QCheckBox::indicator:disabled { background: $window; border-color: $line; }
QAbstractScrollArea { background: $card; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QTableView, QTreeView, QListView { background: transparent; border: 1px solid transparent; border-radius: 6px;
  outline: none;   gridline-color: $line; selection-background-color: $accent_soft; selection-color: $text;
  alternate-background-color: $card; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QListView::item { padding: 4px 6px; border-radius: 4px; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $card; color: $text_secondary; border: none; border-bottom: 1px solid $line;
  padding: 6px 8px; }
QTableCornerButton::section { background: $card; border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text_secondary; border: none; border-bottom: 2px solid transparent;
  padding: 5px 2px 6px 2px; margin-right: 18px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent_on_soft; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QSplitter::handle { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $track; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: $text_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { background: $track; height: 6px; border-radius: 3px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 3px; }
QSlider::handle:horizontal { background: $card; border: 2px solid $accent; width: 12px;
  margin: -5px 0; border-radius: 8px; }
QToolButton { background: transparent; border: none; border-radius: 8px; color: $text_secondary; padding: 4px; }
QToolButton:hover { background: $field_hover; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { background: $accent_soft; color: $accent_on_soft; }
QPlainTextEdit, QTextEdit, QTextBrowser { background: $field; border: 1px solid $line; border-radius: 6px;
  padding: 6px; }
""")


def style_sheet(tokens: Tokens) -> str:
    """Return the application's style sheet for one scheme."""
    values = {name: value for name, value in vars(tokens).items() if isinstance(value, str)}
    return _STYLE.substitute(values, icons=resource("icons").as_posix())


def palette(tokens: Tokens) -> QPalette:
    """Return Fusion's palette for one scheme, for what the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.card,
        role.AlternateBase: tokens.window,
        role.ToolTipBase: tokens.card,
        role.ToolTipText: tokens.text,
        role.Text: tokens.text,
        role.Button: tokens.field,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.accent_text,
        role.PlaceholderText: tokens.text_faint,
        role.Link: tokens.accent_on_soft,
        role.Mid: tokens.line,
    }.items():
        made.setColor(key, QColor(colour))
    for key in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.text_faint))
    return made


class Theme(QObject):
    """The scheme in force; follows the system until the person chooses one."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.tokens = LIGHT
        _install_fonts(app)
        app.setStyle(QStyleFactory.create("Fusion"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> str:
        """`system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Switch to `system`, `light` or `dark` at once."""
        self._choice = choice
        self._apply()

    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        dark = self._choice == "dark" or (
            self._choice == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def font(points: float = BODY_PT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface font at one of the type sizes above."""
    made = QFont(QApplication.font())
    made.setPointSizeF(points)
    made.setWeight(weight)
    return made


def _install_fonts(app: QApplication) -> None:
    """Use Inter (SIL Open Font Licence) from `resources/fonts`; the system's fonts stand in for scripts it lacks."""
    for file in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    base = QFont(app.font())
    chinese = CHINESE_FAMILIES.get(sys.platform, CHINESE_FAMILIES["linux"])
    base.setFamilies(["Inter", *chinese, *base.families()])
    base.setPointSizeF(BODY_PT)
    app.setFont(base)
