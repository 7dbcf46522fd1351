"""The card with the top list: how long it took, how diverse it is to be, and what left it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QWidget

from workbench.gui import formatting
from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.context import Context
from workbench.gui.panels.recommendation_list import RecommendationList
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.shaping import ListMeasures
from workbench.workspace.list_views import LiveView

_STEPS = 20
_SLIDER, _NARROW_SLIDER = 110, 72
_SLIDING_PAUSE_MS = 30


class ListCard(Card):
    """A top list with its diversity slider.

    Signals:
        wished: the person wants another diversity or method.
        take_back_wanted: all that was said of items should be forgotten.
    """

    wished = Signal()
    take_back_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(" ")
        self.speed = text_label("", "faint", size=SMALL_PT)
        self.head.insertWidget(1, self.speed)
        self.caption = text_label(self.tr("Diversity"), "secondary", size=SMALL_PT)
        self.head.addWidget(self.caption)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(4)
        self.slider.setFixedWidth(_SLIDER)
        self.slider.setAccessibleName(self.tr("Diversity"))
        self.slider.setToolTip(self.tr("From the model's own order (left) to diversity alone (right)"))
        self.method = QComboBox()
        for name, title, tip in (
            ("mmr", self.tr("MMR"), self.tr("Maximal marginal relevance: next comes what is unlike all before it.")),
            ("dpp", self.tr("DPP"), self.tr("Determinantal point process: the whole list spans as much as it can.")),
            (
                "calibrated",
                self.tr("Calibrated"),
                self.tr("The list's categories come in the proportions of the history."),
            ),
        ):
            self.method.addItem(title, name)
            self.method.setItemData(self.method.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.method.setAccessibleName(self.tr("Method of diversity"))
        self.head.addWidget(self.slider)
        self.head.addWidget(self.method)
        self.measures = text_label("", "faint", size=SMALL_PT, elide=True)
        self.body.addWidget(self.measures)
        self.list = RecommendationList(context)
        self.body.addWidget(self.list, 1)
        self.out = text_label("", "faint", size=SMALL_PT, elide=True)
        self.body.addWidget(self.out)
        self.said = text_label("", "faint", size=SMALL_PT)
        self.take_back = button(self.tr("Take it all back"), self.take_back_wanted.emit, link=True)
        self.take_back.setToolTip(self.tr("Forget every thumb and “not interested” of this person, also earlier ones."))
        self._feedback = QWidget()
        row = QHBoxLayout(self._feedback)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.said)
        row.addWidget(self.take_back)
        row.addStretch(1)
        self.body.addWidget(self._feedback)
        self.show_said(0)
        self.nothing = text_label(
            self.tr("Nothing is left to list. Loosen a filter or a rule."), "secondary", wrap=True
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        self.body.insertWidget(self.body.indexOf(self.list) + 1, self.nothing, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SLIDING_PAUSE_MS)
        self._pause.timeout.connect(self.wished.emit)
        self.slider.valueChanged.connect(lambda: self._pause.start())
        self.method.activated.connect(lambda: self.wished.emit())

    @property
    def diversity(self) -> float:
        """What the slider says, 0 … 1."""
        return self.slider.value() / _STEPS

    @property
    def chosen_method(self) -> str:
        """`mmr`, `dpp` or `calibrated`."""
        return str(self.method.currentData())

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what there is no room for while something stands beside the list."""
        for part in (self.speed, self.measures, self.caption):
            part.setVisible(not narrow)
        self.slider.setFixedWidth(_NARROW_SLIDER if narrow else _SLIDER)

    def show_view(self, view: LiveView, *, compared: bool) -> None:
        """Show a list.

        Args:
            view: what to show.
            compared: whether the history was edited, so that ranks are compared with those before.
        """
        items = view.list.items
        self.heading.setText(self.tr("Top {k} of {n}").format(k=len(items), n=formatting.whole(view.list.n_items)))
        self.speed.setText(self.tr("· {ms} ms").format(ms=f"{view.list.milliseconds:.1f}"))
        self.list.show_items(items, view.original if compared else None)
        self.out.setText(
            self.tr("Left the list: {titles}").format(titles=", ".join(view.left)) if compared and view.left else ""
        )
        self.out.setVisible(bool(self.out.text()))
        self.nothing.setVisible(not items)
        self.list.setVisible(bool(items))
        self.measures.setText(
            self._measured(view.before, view.after, changed=any(effect.step == "diversity" for effect in view.effects))
        )

    def show_said(self, n: int) -> None:
        """Say how much this person said of recommendations, and offer to take it back."""
        self.said.setText(self.tr("Items judged: {n}").format(n=n))
        self._feedback.setVisible(n > 0)

    def clear(self) -> None:
        """Show no list."""
        self.list.show_items(())
        for label in (self.speed, self.out, self.measures):
            label.setText("")
        self.heading.setText(" ")

    def _measured(self, before: ListMeasures, after: ListMeasures, *, changed: bool) -> str:
        def pair(one: float | None, other: float | None, digits: int) -> str:
            if one is None or other is None:
                return "—"
            first, second = f"{one:.{digits}f}", f"{other:.{digits}f}"
            return second if first == second or not changed else f"{first} → {second}"

        parts = [
            self.tr("Diversity {d}").format(d=pair(before.diversity, after.diversity, 2)),
            self.tr("novelty {n} bits").format(n=pair(before.novelty, after.novelty, 1)),
        ]
        if before.calibration is not None:
            parts.append(
                self.tr("off the history's categories {c}").format(c=pair(before.calibration, after.calibration, 2))
            )
        if changed:
            parts.append(self.tr("score kept {s}").format(s=formatting.percent(after.score_kept)))
        return " · ".join(parts)
