"""How far a dataset may be trusted: what stands out, and the numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.components.basics import Badge, Card, text_label
from workbench.gui.components.columns import emptied
from workbench.gui.formatting import percent, whole
from workbench.gui.panels.data_lists import fact_list
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told

if TYPE_CHECKING:
    from workbench.data.profile_quality import QualityReport

MISSING_SHOWN = 5


class QualityCard(Card):
    """Remarks in sentences, then numbers."""

    def __init__(self) -> None:
        super().__init__(self.tr("Quality"))
        self.verdict = Badge("", "good")
        self.verdict.hide()
        self.head.addWidget(self.verdict)

    def show_report(self, report: QualityReport) -> None:
        """Show what was counted."""
        emptied(self.body)
        remarks = len(report.remarks)
        self.verdict.setText(
            self.tr("%n thing(s) stand out", "", remarks) if remarks else self.tr("Nothing stands out")
        )
        self.verdict.set_tone("warning" if remarks else "good")
        self.verdict.show()
        for remark in report.remarks:
            self.body.addWidget(text_label(told(remark), size=SMALL_PT, wrap=True))
        facts = [
            (self.tr("Repeats of a user with an item"), whole(report.repeated_rows)),
            (self.tr("Rows exactly like another"), whole(report.identical_rows)),
            (self.tr("Users, items met only once"), f"{whole(report.single_users)}, {whole(report.single_items)}"),
            (
                self.tr("Median, longest history"),
                f"{report.median_history:g}, {whole(report.longest_history)}",
            ),
            (self.tr("Inequality of items (Gini)"), f"{report.gini:.2f}"),
            (self.tr("Share of the top 1 % of items"), percent(report.top_share)),
        ]
        if report.moments:
            facts.append((self.tr("Within a second of the one before"), whole(report.same_second_rows)))
        unknown = [one for one in report.missing if one.missing]
        facts += [
            (
                self.tr("{name} not known").format(name=one.name.replace("_", " ")),
                self.tr("{n} of {total}").format(n=whole(one.missing), total=whole(one.total)),
            )
            for one in sorted(unknown, key=lambda one: -one.missing / max(1, one.total))[:MISSING_SHOWN]
        ]
        self.body.addLayout(fact_list(facts))
        self.body.addStretch(1)
