"""One dataset: its name, what can be done with it, and its pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.data.preparing.recipe import RecipeStep
from workbench.gui.components.basics import Badge, button, text_label
from workbench.gui.components.tabs import Tabs
from workbench.gui.context import Context
from workbench.gui.panels.data_content import ContentPage
from workbench.gui.panels.data_entities import EntitiesPage
from workbench.gui.panels.data_features import FeaturesPage
from workbench.gui.panels.data_overview import OverviewPage
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.panels.data_splits import SplitsPage
from workbench.gui.panels.prepare import PreparePage
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary


class DatasetDetail(QWidget):
    """Shows a dataset; its buttons `export`, `rename` and `delete` are the library's to connect.

    Signals:
        forget: external id of a user who is to be forgotten.
    """

    forget = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._summary: DatasetSummary | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._name = text_label("", size=HEADING_PT + 2, weight=QFont.Weight.DemiBold)
        self._invented = Badge(self.tr("Invented"), "warning")
        self._source = text_label("", "secondary", size=SMALL_PT, elide=True)
        self.export = button(self.tr("Export…"), icon="export")
        self.rename = button(self.tr("Rename…"), icon="rename")
        self.delete = button(self.tr("Delete…"), icon="delete")
        top.addWidget(self._name)
        top.addWidget(self._invented)
        top.addWidget(self._source, 1)
        top.addWidget(self.export)
        top.addWidget(self.rename)
        top.addWidget(self.delete)
        column.addLayout(top)
        self.tabs = Tabs(self.tr("Pages of the dataset"))
        self.tabs.add("overview", self.tr("Overview"), self._overview)
        self.tabs.add("users", self.tr("Users"), self._users)
        self.tabs.add("items", self.tr("Items"), lambda: EntitiesPage(context, "items"))
        self.tabs.add("content", self.tr("Content"), lambda: ContentPage(context))
        self.tabs.add("features", self.tr("Features"), lambda: FeaturesPage(context))
        self.tabs.add("splits", self.tr("Splits"), lambda: SplitsPage(context))
        self.tabs.add("prepare", self.tr("Prepare"), lambda: PreparePage(context))
        self.tabs.changed.connect(self._show_page)
        column.addWidget(self.tabs, 1)

    @property
    def overview(self) -> OverviewPage:
        """The first page."""
        page = self.tabs.page("overview")
        assert isinstance(page, OverviewPage)
        return page

    def show_summary(self, summary: DatasetSummary) -> None:
        """Show a dataset on the page that is open."""
        self._summary = summary
        self._name.setText(summary.label)
        self._invented.setVisible(summary.invented)
        self._source.setText(told(summary.source))
        self._show_page()

    def open_item(self, item_id: str) -> None:
        """Show one item on its page."""
        self.tabs.show_page("items")
        page = self.tabs.page("items")
        assert isinstance(page, EntitiesPage)
        page.open(item_id)

    def _overview(self) -> OverviewPage:
        made = OverviewPage(self._context)
        made.origin.use_recipe.connect(self._use_recipe)
        return made

    def _use_recipe(self, recipe: tuple[RecipeStep, ...]) -> None:
        page = self.tabs.page("prepare")
        assert isinstance(page, PreparePage)
        page.show_recipe(recipe)
        self.tabs.show_page("prepare")

    def _users(self) -> EntitiesPage:
        made = EntitiesPage(self._context, "users")
        made.forget.connect(self.forget)
        return made

    def _show_page(self) -> None:
        page = self.tabs.page(self.tabs.current)
        assert isinstance(page, DatasetPage)
        if self._summary is not None:
            page.show_dataset(self._summary)
