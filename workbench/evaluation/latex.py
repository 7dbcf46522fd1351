"""A comparison of runs as a LaTeX table in the style of booktabs, its protocol in the caption."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.evaluation.metrics import METRICS_BY_NAME, in_display_order, is_lower_better, split_name
from workbench.evaluation.protocol import Evaluation

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def latex_table(
    entries: Sequence[tuple[str, str, Evaluation]], *, cutoff: int = 10, warnings: Sequence[str] = ()
) -> str:
    """Return a `table` environment: one row a run, the headline metrics at a cut-off, the best of each in bold.

    The first line says which packages it needs. Runs over sampled candidates are red and carry a dagger that the
    caption explains; what training was found to give away stands there too.

    Args:
        entries: label, dataset and test evaluation of each run.
        cutoff: of the metrics shown.
        warnings: sentences for the caption.
    """
    names = headline_names([evaluation for _, _, evaluation in entries], cutoff)
    best = best_values([evaluation for _, _, evaluation in entries], names)
    rows = []
    for label, dataset, evaluation in entries:
        name_of_run = escape_latex(label)
        cells = [
            _red(rf"{name_of_run}$^\dagger$") if evaluation.protocol.sampled else name_of_run,
            escape_latex(dataset),
        ]
        for name in names:
            value = evaluation.metrics.get(name)
            if value is None:
                cells.append("--")
                continue
            text = f"{value:.4f}"
            if name in best and value == best[name]:
                text = rf"\textbf{{{text}}}"
            width = evaluation.intervals.get(name)
            cells.append(text if width is None else rf"{text} {{\scriptsize$\pm${width:.4f}}}")
        rows.append("    " + " & ".join(cells) + r" \\")
    heads = ["Run", "Dataset", *(escape_latex(title(name)) for name in names)]
    cards = dict.fromkeys(_protocol(evaluation) for _, _, evaluation in entries)
    caption = [r"Test part, with half the width of 95\,\% bootstrap intervals over users."]
    caption += [escape_latex(card) for card in cards]
    leaks = dict.fromkeys(found for _, _, evaluation in entries for found in evaluation.protocol.leak_findings)
    caption += [escape_latex(f"Found: {' '.join(leaks)}")] if leaks else []
    caption += [_red(escape_latex(warning)) for warning in warnings]
    if any(evaluation.protocol.sampled for _, _, evaluation in entries):
        caption.append(_red(r"$^\dagger$ Sampled candidates: not comparable with the full ranking."))
    return "\n".join(
        [
            r"% needs \usepackage{booktabs} and \usepackage{xcolor}",
            r"\begin{table}",
            r"  \centering",
            rf"  \caption{{{' '.join(caption)}}}",
            rf"  \begin{{tabular}}{{ll{'r' * len(names)}}}",
            r"    \toprule",
            "    " + " & ".join(heads) + r" \\",
            r"    \midrule",
            *rows,
            r"    \bottomrule",
            r"  \end{tabular}",
            r"\end{table}",
            "",
        ]
    )


def escape_latex(text: str) -> str:
    """Return a text with everything that LaTeX would read as a command written out."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def headline_names(evaluations: Sequence[Evaluation], cutoff: int) -> tuple[str, ...]:
    """Return the metrics that a table shows first, at a cut-off, in display order."""
    found = {name for evaluation in evaluations for name in evaluation.metrics}
    shown = {
        name
        for name in found
        if (known := METRICS_BY_NAME.get(split_name(name)[0])) is not None
        and known.headline
        and split_name(name)[1] in (cutoff, None)
    }
    return in_display_order(shown)


def best_values(evaluations: Sequence[Evaluation], names: Sequence[str]) -> dict[str, float]:
    """Return the best value of each metric that judges, of two runs or more under one protocol; none under several."""
    best: dict[str, float] = {}
    if any(evaluations[0].protocol.differs(evaluation.protocol) for evaluation in evaluations):
        return best
    for name in names:
        known = METRICS_BY_NAME.get(split_name(name)[0])
        values = [evaluation.metrics[name] for evaluation in evaluations if name in evaluation.metrics]
        if len(values) > 1 and (known is None or known.better != "neither"):
            best[name] = min(values) if is_lower_better(name) else max(values)
    return best


def title(name: str) -> str:
    """Return a metric's name for a heading: `NDCG@10`."""
    base, cutoff = split_name(name)
    known = METRICS_BY_NAME.get(base)
    return (known.title if known is not None else base) + (f"@{cutoff}" if cutoff else "")


def _red(latex: str) -> str:
    return rf"\textcolor{{red}}{{{latex}}}"


def _protocol(evaluation: Evaluation) -> str:
    card = evaluation.protocol
    candidates = card.candidates[:1].upper() + card.candidates[1:]
    return f"{card.split} {card.leaks} {candidates}; seen items {card.seen_items}; {card.users:,} users."
