"""Under which rules the compared runs were measured: their protocol cards, whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from workbench.evaluation.budgets import unequal_budgets
from workbench.evaluation.candidates import SAMPLED_WARNING
from workbench.evaluation.protocol import ProtocolCard
from workbench.gui import formatting
from workbench.gui.components.basics import Card, text_label
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_page import Chosen, MetricsPage
from workbench.gui.told import told, told_all

MOST_NAMED = 30


class ProtocolPage(MetricsPage):
    """One card a protocol, with the runs that were measured by it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        inside, self._cards = column_of_cards()
        self.column.addWidget(scrolled(inside), 1)

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        emptied(self._cards)
        cards = {run.protocol: run.test.protocol for run in chosen.runs}
        for number, text in zip(sorted(cards), protocol_texts(cards), strict=True):
            card = Card(self.tr("Protocol {0}").format(number))
            card.body.addWidget(text_label(text, wrap=True))
            found = dict.fromkeys(
                sentence
                for run in chosen.runs
                if run.protocol == number
                for sentence in run.test.protocol.leak_findings
            )
            if found:
                said = self.tr("Found in the data: {0}").format(told_all(tuple(found)))
                card.body.addWidget(text_label(said, "warning", wrap=True))
            if cards[number].sampled:
                card.body.addWidget(text_label(told(SAMPLED_WARNING), "bad", wrap=True))
            runs = [wording.label(run.model, run.id) for run in chosen.runs if run.protocol == number]
            card.body.addWidget(text_label(_some(runs, ", "), "secondary", wrap=True))
            self._cards.addWidget(card)
        if any(run.study for run in chosen.runs):
            self._cards.addWidget(self._budgets(chosen))
        self._cards.addStretch(1)

    def _budgets(self, chosen: Chosen) -> Card:
        """Say what was spent on the settings of each run, since a tuned model against untuned ones proves little."""
        card = Card(self.tr("Tuning"))
        unequal = unequal_budgets([(wording.label(run.model, run.id), run.study) for run in chosen.runs])
        if unequal:
            card.body.addWidget(text_label(told(unequal), "warning", wrap=True))
        spent = self.tr("{run}: trial {trial} of {trials}, {time}")
        lines = [
            spent.format(
                run=wording.label(run.model, run.id),
                trial=run.study["trial"],
                trials=run.study.get("trials", wording.NOTHING),
                time=wording.duration(run.study.get("seconds")),
            )
            if run.study
            else self.tr("{run}: not tuned").format(run=wording.label(run.model, run.id))
            for run in chosen.runs
        ]
        card.body.addWidget(text_label(_some(lines, "\n"), "secondary", wrap=True))
        return card


def protocol_texts(cards: Mapping[int, ProtocolCard]) -> list[str]:
    """Return each protocol as one text, by its number; the number stands before it where there are several."""
    translate = QCoreApplication.translate
    text = translate("Protocol", "{split} {leaks} {candidates}; seen items {seen}; {users} users counted. {ties}")
    return [
        (translate("Protocol", "Protocol {0}: ").format(number) if len(cards) > 1 else "")
        + text.format(
            split=told(card.split),
            leaks=told(card.leaks),
            candidates=_capital(told(card.candidates)),
            seen=told(card.seen_items),
            users=formatting.whole(card.users),
            ties=told(card.tie_rule),
        )
        for number, card in sorted(cards.items())
    ]


def _some(names: Sequence[str], between: str) -> str:
    """Return names as one text, of many the first and how many more there are."""
    more = QCoreApplication.translate("Protocol", "and {0} more").format(len(names) - MOST_NAMED)
    return between.join([*names[:MOST_NAMED], *([more] if len(names) > MOST_NAMED else [])])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
