"""One dataset: its name, what can be done with it, and its pages."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, button, text_label
from workbench.gui.components.tabs import Tabs
from workbench.gui.context import Context
from workbench.gui.panels.data_overview import OverviewPage
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.workspace.views import DatasetSummary


class DatasetDetail(QWidget):
    """Shows a dataset; its buttons `rename` and `delete` are the panel's to connect."""

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
        self.rename = button(self.tr("Rename…"), icon="rename")
        self.delete = button(self.tr("Delete…"), icon="delete")
        top.addWidget(self._name)
        top.addWidget(self._invented)
        top.addWidget(self._source, 1)
        top.addWidget(self.rename)
        top.addWidget(self.delete)
        column.addLayout(top)
        self.tabs = Tabs(self.tr("Pages of the dataset"))
        self.tabs.add("overview", self.tr("Overview"), lambda: OverviewPage(context))
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
        self._name.setText(summary.name)
        self._invented.setVisible(summary.invented)
        self._source.setText(summary.source)
        self._show_page()

    def _show_page(self) -> None:
        page = self.tabs.page(self.tabs.current)
        assert isinstance(page, DatasetPage)
        if self._summary is not None:
            page.show_dataset(self._summary)
