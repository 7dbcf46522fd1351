"""A comparison of runs as one HTML file that needs nothing else: figures, tests, settings, every protocol card."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

from workbench.evaluation.candidates import SAMPLED_WARNING
from workbench.evaluation.latex import best_values, headline_names, title
from workbench.evaluation.metrics import in_display_order, is_lower_better
from workbench.evaluation.protocol import Evaluation, ProtocolCard
from workbench.evaluation.significance import PairedDifference

_BAR, _ROW, _LABEL = 320, 22, 260  # pixels: length of the longest bar, height of a row, most that a name takes
_LETTER = 7  # pixels of a name's letter
# Bars below each other that can still be read; columns side by side.
_MOST_BARS, _MOST_COLUMNS = 30, 12
_CARD = (
    ("split", "Split"),
    ("leaks", "What training sees of the future"),
    ("leak_findings", "Leaks found"),
    ("candidates", "Candidates"),
    ("seen_items", "Seen items"),
    ("cutoffs", "Cut-offs"),
    ("users", "Users counted"),
    ("tie_rule", "Ties"),
    ("dataset_fingerprint", "Dataset (SHA-256)"),
)
_SAMPLED = "Sampled"
_STYLE = """
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --line: #e3e6ea; --text: #1b2026; --quiet: #5f6a78;
  --accent: #3457d5; --bad: #b3261e; --bad-back: #fbe4e2; }
@media (prefers-color-scheme: dark) { :root { --back: #14171c; --card: #1b1f26; --line: #2d333d; --text: #e7eaee;
  --quiet: #a4adb8; --accent: #7d9bff; --bad: #ff8a80; --bad-back: #43262a; } }
body { background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto;
  max-width: 1100px; padding: 0 1rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 1rem 0;
  padding: 1rem 1.25rem; overflow-x: auto; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .6rem; text-align: right; white-space: nowrap;
  border-bottom: 1px solid var(--line); } th { color: var(--quiet); font-weight: 500; }
th:first-child, td:first-child, .words td, .words th { text-align: left; } .words td { white-space: normal; }
.words th { vertical-align: top; width: 15rem; } .quiet { color: var(--quiet); } b { color: var(--accent); }
.bad { color: var(--bad); background: var(--bad-back); border-radius: 4px; padding: .1rem .4rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); gap: 0 1rem; }
svg { max-width: 100%; height: auto; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; } svg rect { fill: var(--accent); }
svg line { stroke: var(--text); } svg .bad { fill: var(--bad); } svg rect.bad { fill: none; stroke: var(--bad); }
summary { cursor: pointer; } summary h2 { display: inline; }
@media print { body { margin: 0; } section { break-inside: avoid; } }
"""


@dataclass(frozen=True)
class ReportRun:
    """One run of a report: its label, dataset, test evaluation, and everything needed to repeat it, in words."""

    label: str
    dataset: str
    evaluation: Evaluation
    recipe: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportTests:
    """Paired tests of a report: the metric, the baseline's label, and each other run's label and difference."""

    metric: str
    baseline: str
    found: Sequence[tuple[str, PairedDifference]]


def html_report(
    runs: Sequence[ReportRun], *, cutoff: int = 10, tests: ReportTests | None = None, warnings: Sequence[str] = ()
) -> str:
    """Return the report as one HTML document without scripts and links; light or dark as the reader's system is."""
    datasets = ", ".join(dict.fromkeys(run.dataset for run in runs))
    cards: dict[ProtocolCard, int] = {}
    for run in runs:
        cards.setdefault(run.evaluation.protocol, len(cards) + 1)
    names = headline_names([run.evaluation for run in runs], cutoff)
    parts = [
        f"<h1>{escape(datasets)}</h1>",
        f'<p class="quiet">{len(runs)} runs · made on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC</p>',
        *(f'<p class="bad">{escape(warning)}</p>' for warning in warnings),
    ]
    if any(card.sampled for card in cards):
        parts.append(f'<p class="bad">{escape(SAMPLED_WARNING)}</p>')
    parts.append(_section("Test part, with 95 % intervals over users", _table(runs, names, cards)))
    charts = "".join(_section(*_bars(runs, name)) for name in names)
    parts.append(f'<div class="charts">{charts}</div>')
    if tests is not None and tests.found:
        parts.append(_section(f"{title(tests.metric)}: paired differences from {tests.baseline}", _tests(tests)))
    parts += [_section(f"Protocol {number}", _words(_card(card))) for card, number in cards.items()]
    everything = in_display_order({name for run in runs for name in run.evaluation.metrics})
    parts.append(_section("All metrics", _table(runs, everything, cards, transposed=len(runs) <= _MOST_COLUMNS)))
    parts += [_section(f"{run.label}: how to repeat it", _words(run.recipe), folded=True) for run in runs if run.recipe]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(datasets)}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _section(heading: str, content: str, *, folded: bool = False) -> str:
    head = f"<h2>{escape(heading)}</h2>"
    if folded:
        return f"<section><details><summary>{head}</summary>{content}</details></section>"
    return f"<section>{head}{content}</section>"


def _table(
    runs: Sequence[ReportRun], names: Sequence[str], cards: Mapping[ProtocolCard, int], *, transposed: bool = False
) -> str:
    best = best_values([run.evaluation for run in runs], names)
    labels = [escape(run.label) + _mark(run, cards) for run in runs]
    cells = [[_cell(run.evaluation, name, best) for name in names] for run in runs]
    heads = [escape(title(name)) for name in names]
    if transposed:
        labels, heads, cells = heads, labels, [list(column) for column in zip(*cells, strict=True)]
    top = "<tr><th></th>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"
    rows = "".join(
        f"<tr><td>{label}</td>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for label, row in zip(labels, cells, strict=True)
    )
    return f"<table>{top}{rows}</table>"


def _mark(run: ReportRun, cards: Mapping[ProtocolCard, int]) -> str:
    marks = ""
    if run.evaluation.protocol.sampled:
        marks += ' <span class="bad">sampled candidates</span>'
    if len(cards) > 1:
        marks += f' <span class="bad">protocol {cards[run.evaluation.protocol]}</span>'
    return marks


def _cell(evaluation: Evaluation, name: str, best: Mapping[str, float]) -> str:
    value = evaluation.metrics.get(name)
    if value is None:
        return "—"
    text = f"<b>{value:.4f}</b>" if name in best and value == best[name] else f"{value:.4f}"
    width = evaluation.intervals.get(name)
    return text if width is None else f'{text} <span class="quiet">± {width:.4f}</span>'


def _bars(runs: Sequence[ReportRun], name: str) -> tuple[str, str]:
    """Return the heading and the chart of a metric: one bar a run, of many runs only the best."""
    known = [(run, run.evaluation.metrics[name]) for run in runs if name in run.evaluation.metrics]
    heading = title(name)
    if len(known) > _MOST_BARS:
        lower = is_lower_better(name)
        heading += f": {'lowest' if lower else 'highest'} {_MOST_BARS} of {len(known)} runs"
        known = sorted(known, key=lambda pair: pair[1] if lower else -pair[1])[:_MOST_BARS]
    largest = max((value + run.evaluation.intervals.get(name, 0.0) for run, value in known), default=0.0) or 1.0
    left = 16 + min(_LABEL, _LETTER * max((len(run.label) for run, _ in known), default=0))
    parts = []
    for row, (run, value) in enumerate(known):
        y, length = row * _ROW, max(0.0, _BAR * value / largest)
        bad = ' class="bad"' if run.evaluation.protocol.sampled else ""
        label = textwrap.shorten(run.label, _LABEL // _LETTER, placeholder="…")
        parts.append(f'<text x="0" y="{y + 15}"{bad}>{escape(label)}<title>{escape(run.label)}</title></text>')
        parts.append(f'<rect x="{left}" y="{y + 4}" width="{length:.1f}" height="{_ROW - 8}" rx="2"{bad}/>')
        width = run.evaluation.intervals.get(name)
        if width is not None:
            ends = [left + _BAR * max(0.0, value + side * width) / largest for side in (-1, 1)]
            parts.append(f'<line x1="{ends[0]:.1f}" x2="{ends[1]:.1f}" y1="{y + 11}" y2="{y + 11}"/>')
        parts.append(f'<text x="{left + _BAR + 12}" y="{y + 15}"{bad}>{value:.4f}</text>')
    wide, high = left + _BAR + 80, len(known) * _ROW
    size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    return heading, f'<svg role="img" aria-label="{escape(heading)}" {size}>{"".join(parts)}</svg>'


def _tests(tests: ReportTests) -> str:
    heads = ("", "difference", "95 % interval", "effect (d)", "better for", "worse for", "p (permutation)", "p (Holm)")
    rows = [
        (
            escape(label),
            f"{d.mean:+.4f}",
            f"{d.low:+.4f} … {d.high:+.4f}",
            f"{d.effect:+.2f}",
            f"{d.wins:,}",
            f"{d.losses:,}",
            f"{d.p_permutation:.4f}",
            f"<b>{d.p_corrected:.4f}</b>" if d.p_corrected < 0.05 else f"{d.p_corrected:.4f}",
        )
        for label, d in tests.found
    ]
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return f"<table><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>{''.join(f'<tr>{x}</tr>' for x in lines)}</table>"


def _card(card: ProtocolCard) -> dict[str, str]:
    found = {}
    for rule, heading in _CARD:
        value = getattr(card, rule)
        if value or rule != "leak_findings":
            separator = " " if rule == "leak_findings" else ", "
            found[heading] = separator.join(map(str, value)) if isinstance(value, tuple) else str(value)
    if card.sampled:
        found[_SAMPLED] = SAMPLED_WARNING
    return found


def _words(facts: Mapping[str, Any]) -> str:
    lines = {escape(str(name)): escape(str(said)) for name, said in facts.items()}
    if _SAMPLED in lines:
        lines[_SAMPLED] = f'<span class="bad">{lines[_SAMPLED]}</span>'
    rows = "".join(f"<tr><th>{name}</th><td>{said}</td></tr>" for name, said in lines.items())
    return f'<table class="words">{rows}</table>'
