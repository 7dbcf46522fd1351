"""A comparison of runs as a file, each figure with its protocol."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import ConfigurationError, WorkbenchError
from workbench.evaluation.protocol import Evaluation

_CARD = ("split", "leaks", "candidates", "seen_items", "cutoffs", "users", "tie_rule", "dataset_fingerprint")


def write_comparison(
    entries: Sequence[tuple[str, str, Evaluation]], path: Path, *, warnings: Sequence[str] = ()
) -> None:
    """Write runs side by side as `.csv`, `.png` or `.svg`.

    Args:
        entries: label, dataset and test evaluation of each run.
        path: the file; its suffix is the format. One that is there is replaced.
        warnings: sentences that belong under the table.

    Raises:
        ConfigurationError: nothing to write, or an unknown suffix.
        WorkbenchError: the file cannot be written.
    """
    if not entries:
        raise ConfigurationError("There is no finished run to export.", hint="Choose runs that are done.")
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".png", ".svg"):
        raise ConfigurationError(
            f"Charts cannot be written as “{suffix or path.name}”.", hint="Use a name that ends in .csv, .png or .svg."
        )
    try:
        if suffix == ".csv":
            _write_csv(entries, path, warnings)
        else:
            # Matplotlib takes half a second to import, and only figures need it.
            from workbench.evaluation.figures import write_figure

            write_figure(entries, path)
    except OSError as error:
        raise WorkbenchError(
            f"The file cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
        ) from error


def _write_csv(entries: Sequence[tuple[str, str, Evaluation]], path: Path, warnings: Sequence[str]) -> None:
    names = list(dict.fromkeys(name for _, _, evaluation in entries for name in evaluation.metrics))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["run", "dataset", "metric", "value", "interval_95_half_width", *_CARD])
        for label, dataset, evaluation in entries:
            card = evaluation.protocol
            rules = [" ".join(map(str, v)) if isinstance(v := getattr(card, rule), tuple) else v for rule in _CARD]
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
