"""A comparison of runs, or an experiment, as a file: each figure with its protocol."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workbench.errors import ConfigurationError, WorkbenchError
from workbench.evaluation.latex import latex_table
from workbench.evaluation.protocol import Evaluation, ProtocolCard
from workbench.evaluation.repeats import RepeatedFigure
from workbench.evaluation.report import ReportRun, ReportTests, html_report

FORMATS = (".csv", ".json", ".tex", ".html", ".png", ".svg")

_CARD = (
    "split", "leaks", "leak_findings", "candidates", "sampled", "seen_items", "cutoffs", "users", "tie_rule",
    "dataset_fingerprint",
)  # fmt: skip


def write_comparison(
    entries: Sequence[tuple[str, str, Evaluation]],
    path: Path,
    *,
    warnings: Sequence[str] = (),
    tests: ReportTests | None = None,
    recipes: Sequence[Mapping[str, Any]] = (),
    cutoff: int = 10,
) -> None:
    """Write runs side by side as `.csv`, `.json`, `.tex` (booktabs), `.html` (a whole report), `.png` or `.svg`.

    Args:
        entries: label, dataset and test evaluation of each run.
        path: the file; its suffix is the format. One that is there is replaced.
        warnings: sentences that belong under the table.
        tests: paired tests for the report.
        recipes: for the report, what repeats each run.
        cutoff: of the metrics that table and report show first.

    Raises:
        ConfigurationError: nothing to write, or an unknown suffix.
        WorkbenchError: the file cannot be written.
    """
    if not entries:
        raise ConfigurationError("There is no finished run to export.", hint="Choose runs that are done.")
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ConfigurationError(
            f"A comparison cannot be written as “{suffix or path.name}”.",
            hint="Use a name that ends in .csv, .json, .tex, .html, .png or .svg.",
        )
    with _writing(path):
        if suffix == ".csv":
            _write_csv(entries, path, warnings)
        elif suffix == ".json":
            stored = [
                {
                    "run": label,
                    "dataset": dataset,
                    "metrics": evaluation.metrics,
                    "interval_95_half_widths": evaluation.intervals,
                    "protocol": asdict(evaluation.protocol),
                }
                for label, dataset, evaluation in entries
            ]
            _write_json({"runs": stored, "warnings": list(warnings)}, path)
        elif suffix == ".tex":
            path.write_text(latex_table(entries, cutoff=cutoff, warnings=warnings), encoding="utf-8")
        elif suffix == ".html":
            about = list(recipes) or [{}] * len(entries)
            runs = [ReportRun(*entry, recipe) for entry, recipe in zip(entries, about, strict=True)]
            path.write_text(html_report(runs, cutoff=cutoff, tests=tests, warnings=warnings), encoding="utf-8")
        else:
            # Matplotlib takes half a second to import, and only figures need it.
            from workbench.evaluation.figures import write_figure

            write_figure(entries, path, cutoff=cutoff, warnings=warnings)


def write_experiment(
    entries: Sequence[tuple[str, str, dict[str, RepeatedFigure], ProtocolCard]], path: Path, *, repeats: str
) -> None:
    """Write what repeated runs say together as `.csv` or `.json`.

    Args:
        entries: model, dataset, figures and the protocol of the first repeat, one a set-up.
        path: the file; its suffix is the format. One that is there is replaced.
        repeats: over what they are repeated, `seeds 1, 2, 3` for example.

    Raises:
        ConfigurationError: nothing to write, or an unknown suffix.
        WorkbenchError: the file cannot be written.
    """
    if not entries:
        raise ConfigurationError("There is no finished run to export.", hint="Choose runs that are done.")
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".json"):
        raise ConfigurationError(
            f"An experiment cannot be written as “{suffix or path.name}”.",
            hint="Use a name that ends in .csv or .json.",
        )
    with _writing(path):
        if suffix == ".json":
            models = [
                {
                    "model": model,
                    "dataset": dataset,
                    "figures": {name: asdict(figure) for name, figure in figures.items()},
                    "protocol": asdict(card),
                }
                for model, dataset, figures, card in entries
            ]
            _write_json({"repeats": repeats, "models": models}, path)
            return
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(
                ["model", "dataset", "repeats", "metric", "mean", "deviation", "interval_95_half_width", "n", *_CARD]
            )
            for model, dataset, figures, card in entries:
                for name, figure in figures.items():
                    numbers = [_cell(figure.mean), _cell(figure.deviation), _cell(figure.half_width), figure.n]
                    writer.writerow([model, dataset, repeats, name, *numbers, *_rules(card)])


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkbenchError(
            f"The file cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
        ) from error


def _write_json(value: Any, path: Path) -> None:
    path.write_text(json.dumps(_without_nan(value), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _without_nan(value: Any) -> Any:
    """Return the same with null for what is not a number: JSON has no NaN."""
    if isinstance(value, dict):
        return {name: _without_nan(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(part) for part in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _cell(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.6f}"


def _rules(card: ProtocolCard) -> list[Any]:
    return [" ".join(map(str, v)) if isinstance(v := getattr(card, rule), tuple) else v for rule in _CARD]


def _write_csv(entries: Sequence[tuple[str, str, Evaluation]], path: Path, warnings: Sequence[str]) -> None:
    names = list(dict.fromkeys(name for _, _, evaluation in entries for name in evaluation.metrics))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["run", "dataset", "metric", "value", "interval_95_half_width", *_CARD])
        for label, dataset, evaluation in entries:
            rules = _rules(evaluation.protocol)
            for name in names:
                if name in evaluation.metrics:
                    width = evaluation.intervals.get(name)
                    writer.writerow(
                        [
                            label,
                            dataset,
                            name,
                            f"{evaluation.metrics[name]:.6f}",
                            "" if width is None else f"{width:.6f}",
                            *rules,
                        ]
                    )
        for sentence in warnings:
            writer.writerow([f"# {sentence}"])
