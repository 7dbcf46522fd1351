"""Which attributes an item shares with the history, as the model weighs them: paths through a knowledge graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, text_label
from workbench.gui.context import Context
from workbench.gui.formatting import percent
from workbench.gui.panels.why_card import BarRows
from workbench.gui.theme import SMALL_PT

if TYPE_CHECKING:
    from workbench.workspace.explaining_views import PathsView

MOST_PATHS, MOST_RELATIONS, MOST_TITLES = 4, 5, 2
_PATHS = "recommend/paths"


class PathsCard(QWidget):
    """Paths item – value – item, and how the item's own attributes share its attention; hidden where there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        card = Card(self.tr("Paths through attributes"))
        self.paths = text_label("", wrap=True, size=SMALL_PT)
        card.body.addWidget(self.paths)
        card.body.addWidget(text_label(self.tr("What the model looks at in this item"), "secondary", size=SMALL_PT))
        self.relations = BarRows(MOST_RELATIONS, "accent")
        card.body.addWidget(self.relations)
        self.whose = text_label(
            self.tr("Of the stored history. What the model looked at, not what a removal would change."),
            "faint",
            size=SMALL_PT,
            wrap=True,
        )
        card.body.addWidget(self.whose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.hide()

    def ask(self, run_id: int | None, user_id: str | None, item: int) -> None:
        """Ask for the paths to an item; models that weigh no relations, and people who are not stored, have none."""
        if run_id is None or user_id is None:
            self.hide()
            return
        self._context.ask(
            _PATHS,
            lambda ws: ws.explaining.paths(run_id, user_id, item=item),
            self._show,
            lambda _: self.hide(),
        )

    def _show(self, view: PathsView) -> None:
        lines = []
        for one in view.shared[:MOST_PATHS]:
            titles = list(dict.fromkeys(view.titles[place] for place in one.places))
            more = len(titles) - MOST_TITLES
            named = ", ".join(titles[:MOST_TITLES])
            if more > 0:
                named = self.tr("{titles} and %n more", "", more).format(titles=named)
            lines.append(
                self.tr("shares {relation} {value} with {titles}").format(
                    relation=one.relation, value=one.value, titles=named
                )
            )
        self.paths.setText("\n".join(lines) if lines else self.tr("It shares no attribute with the history."))
        self.relations.show_rows(
            [
                (f"{relation}: {value}", weight, percent(weight))
                for relation, value, weight in view.relations[:MOST_RELATIONS]
            ]
        )
        self.show()
