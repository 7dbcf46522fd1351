"""One item of a dataset: its picture, what is known of it, who met it, and what they met too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, Notice, button, text_label
from workbench.gui.components.card_grid import CardGrid
from workbench.gui.components.chart import Chart
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.context import Context
from workbench.gui.formatting import percent, whole
from workbench.gui.panels.data_cards import figure
from workbench.gui.panels.data_curves import chart_card, draw_over_time, draw_values
from workbench.gui.panels.data_lists import fact_list, link_list
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.data.profile import Companion, ItemPage
    from workbench.workspace import Workspace

PICTURE = QSize(120, 168)
COMPANIONS_SHOWN = 12


class ItemView(QWidget):
    """An item's page.

    Signals:
        left: the person wants the table back.
    """

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._summary: DatasetSummary | None = None
        self.item_id = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        top = QHBoxLayout()
        self.back = button(self.tr("All items"), self.left.emit, icon="back")
        self._title = text_label("", size=HEADING_PT, weight=QFont.Weight.DemiBold, elide=True)
        top.addWidget(self.back)
        top.addSpacing(6)
        top.addWidget(self._title, 1)
        outer.addLayout(top)
        self.notice = Notice()
        outer.addWidget(self.notice)
        inside, column = column_of_cards()
        about = Card()
        row = QHBoxLayout()
        row.setSpacing(16)
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.picture.hide()
        row.addWidget(self.picture)
        told = QVBoxLayout()
        told.setSpacing(12)
        self._figures = QHBoxLayout()
        told.addLayout(self._figures)
        self._facts = QVBoxLayout()
        told.addLayout(self._facts)
        told.addStretch(1)
        row.addLayout(told, 1)
        about.body.addLayout(row)
        column.addWidget(about)
        self.over_time, self.values = Chart(counts=True, times=True), Chart(counts=True)
        self.cards = {
            "over_time": chart_card(self.tr("Interactions over time"), self.over_time),
            "values": chart_card(self.tr("Values"), self.values),
            "companions": Card(self.tr("Its users met too")),
        }
        self.grid = CardGrid(300)
        self.grid.add(*self.cards.values())
        column.addWidget(self.grid)
        column.addStretch(1)
        outer.addWidget(scrolled(inside), 1)

    def show_one(self, summary: DatasetSummary, item_id: str) -> None:
        """Ask for one item of a dataset."""
        self._summary, self.item_id = summary, item_id
        self.notice.say("")
        self._context.ask(
            "data/item",
            lambda ws: _with_picture(ws, summary, item_id),
            self._show_page,
            lambda sentence: self.notice.say(sentence, "bad"),
        )

    def _show_page(self, found: tuple[ItemPage, QImage | None]) -> None:
        page, image = found
        self._title.setText(page.title)
        self.picture.setVisible(image is not None)
        if image is not None:
            self.picture.setPixmap(QPixmap.fromImage(image))
            self.picture.setAccessibleName(self.tr("Picture of {title}").format(title=page.title))
        emptied(self._figures)
        figures = [
            (whole(page.n_interactions), self.tr("interactions")),
            (whole(page.n_users), self.tr("users")),
            (whole(page.popularity_rank), self.tr("by popularity")),
        ]
        if page.mean_value is not None:
            figures.append((f"{page.mean_value:.2f}", self.tr("mean value")))
        for number, caption in figures:
            self._figures.addLayout(figure(number, caption))
            self._figures.addSpacing(20)
        self._figures.addStretch(1)
        emptied(self._facts)
        facts = [(self.tr("Id"), page.id)]
        facts += [(name.replace("_", " "), _written(value)) for name, value in page.attributes.items()]
        self._facts.addLayout(fact_list(facts))
        self.grid.want([self.cards["over_time"]], draw_over_time(self.over_time, page.over_time))
        self.grid.want([self.cards["values"]], draw_values(self.values, page.values))
        self._show_companions(page)

    def _show_companions(self, page: ItemPage) -> None:
        card = self.cards["companions"]
        emptied(card.body)
        rows = [(c.title, self._said(c), partial(self._follow, c.item_id)) for c in page.companions[:COMPANIONS_SHOWN]]
        card.body.addLayout(link_list(rows))
        if page.sampled_users < page.n_users:
            sampled = self.tr("Counted on {n} of its users.").format(n=whole(page.sampled_users))
            card.body.addWidget(text_label(sampled, "faint", size=SMALL_PT))
        card.body.addStretch(1)
        self.grid.want([card], bool(rows))

    def _said(self, companion: Companion) -> str:
        return self.tr("{share} · {lift}× chance").format(share=percent(companion.share), lift=f"{companion.lift:.1f}")

    def _follow(self, item_id: str) -> None:
        if self._summary is not None:
            self.show_one(self._summary, item_id)


def _with_picture(workspace: Workspace, summary: DatasetSummary, item_id: str) -> tuple[ItemPage, QImage | None]:
    page = workspace.profile.item(summary.id, item_id)
    encoded = workspace.datasets.image(summary.id, page.code) if "image" in summary.media else None
    if encoded is None:
        return page, None
    image = QImage.fromData(encoded)
    if image.isNull():
        return page, None
    ways = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return page, image.scaled(PICTURE, *ways)


def _written(value: Any) -> str:
    return ", ".join(str(entry) for entry in value) if isinstance(value, tuple) else str(value)
