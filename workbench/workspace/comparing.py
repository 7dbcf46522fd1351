"""Use-cases that put runs beside each other: their figures, their differences, and files of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunRecord
from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import Comparison, Differences

if TYPE_CHECKING:
    from workbench.evaluation.case_file import CaseTable


class ComparisonUseCases:
    """What can be said of several runs together. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, datasets: DatasetUseCases, runs: RunUseCases) -> None:
        self._catalog = catalog
        self._datasets = datasets
        self._runs = runs

    def compare(self, run_ids: Sequence[int]) -> Comparison:
        """Put finished runs side by side, warning where their protocols differ. Raises `NotFoundError`."""
        known = {run.id: run for run in self._runs.list()}
        missing = [run_id for run_id in run_ids if run_id not in known]
        if missing:
            raise NotFoundError(f"There is no run {missing[0]}.", hint="List the runs to see which there are.")
        runs = tuple(known[run_id] for run_id in run_ids if known[run_id].test is not None)
        tests = [run.test for run in runs if run.test is not None]
        names: dict[str, None] = {}
        for test in tests:
            names.update(dict.fromkeys(test.metrics))
        differing = sorted({rule for test in tests[1:] for rule in tests[0].protocol.differs(test.protocol)})
        warnings = []
        if differing:
            rules = ", ".join(rule.replace("_", " ") for rule in differing)
            warnings.append(
                f"These runs were measured under different rules ({rules}): their figures cannot be compared."
            )
        return Comparison(runs=runs, metric_names=tuple(names), warnings=tuple(warnings))

    def differences(
        self, run_ids: Sequence[int], metric: str = "ndcg@10", *, progress: Progress | None = None
    ) -> Differences:
        """Compare runs with the first of them, person by person, corrected for their number.

        Raises:
            NotFoundError: there is no such run or metric, or a run has no figures of each person.
            ConfigurationError: fewer than two runs, or runs that were not measured by one protocol.
        """
        from workbench.evaluation.significance import compare_paired

        comparison = self.compare(run_ids)
        if len(comparison.runs) < 2:
            raise ConfigurationError("Differences need two finished runs.", hint="Name another finished run.")
        if comparison.warnings:
            raise ConfigurationError(comparison.warnings[0], hint="Choose runs of one dataset and one split.")
        columns = [self._cases(run.id).column(metric) for run in comparison.runs]
        found = compare_paired(columns[0], columns[1:], progress=progress)
        return Differences(metric, comparison.runs[0], comparison.runs[1:], tuple(found))

    def _cases(self, run_id: int) -> CaseTable:
        from workbench.evaluation.case_file import CASES_FILE, read_cases

        with self._catalog.reading() as session:
            record = session.get_one(RunRecord, run_id)
            kept = [(file.sha256, file.n_bytes) for file in record.files if file.name == CASES_FILE]
        if not kept:
            raise NotFoundError(
                f"Run {run_id} was stored before figures of each person were kept.", hint="Train it again."
            )
        return read_cases(self._catalog.artifacts.path(*kept[0], f"the figures of run {run_id}"))

    def export(self, comparison: Comparison, path: Path) -> None:
        """Write a comparison as `.csv` (with the protocol), `.png` or `.svg`."""
        from workbench.evaluation.export import write_comparison

        invented = {summary.id for summary in self._datasets.list() if summary.invented}
        entries = [
            (run.label, run.dataset_name + (" (invented data)" if run.dataset_id in invented else ""), run.test)
            for run in comparison.runs
            if run.test is not None
        ]
        write_comparison(entries, path, warnings=comparison.warnings)
