"""Use-cases that put runs beside each other: their figures, their differences, and files of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunRecord
from workbench.errors import ArtifactDamagedError, ConfigurationError, NotFoundError
from workbench.evaluation.budgets import unequal_budgets
from workbench.evaluation.surprises import cautions
from workbench.jobs import Progress
from workbench.workspace.board import Board, Curves
from workbench.workspace.board_reading import board_of, curves_of, recipe_of
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.liking import satisfaction_of, with_liking
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import Comparison, Differences, RunSummary, SlicedMetric, UserDifferences

if TYPE_CHECKING:
    from workbench.data.interactions import Int32
    from workbench.evaluation.case_file import CaseTable
    from workbench.evaluation.satisfaction import Satisfaction

# Corrected p from which a difference is put down to chance.
SIGNIFICANT = 0.05


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
        liked = satisfaction_of(self._catalog, run_ids)
        runs = tuple(
            replace(run, test=with_liking(run.test, liked.get(run.id)))
            for run in (known[run_id] for run_id in run_ids)
            if run.test is not None
        )
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
        unequal = unequal_budgets([(run.label, run.study) for run in runs])
        judged = [(run.label, run.model, run.test) for run in runs if run.test is not None]
        beside = [(run.label, run.model, run.test) for run in known.values() if run.test is not None]
        return Comparison(
            runs=runs,
            metric_names=tuple(names),
            warnings=tuple(warnings),
            cautions=tuple(cautions(judged, beside) + ([unequal] if unequal else [])),
        )

    def differences(
        self, run_ids: Sequence[int], metric: str = "ndcg@10", *, progress: Progress | None = None
    ) -> Differences:
        """Compare runs with the first of them, person by person, corrected for their number.

        Raises:
            NotFoundError: there is no such run or metric, or a run has no figures of each person.
            ConfigurationError: fewer than two runs, or runs that were not measured by one protocol.
        """
        from workbench.evaluation.significance import compare_paired

        runs = self._of_one_protocol(run_ids, at_least=2)
        columns = [self.cases(run.id).column(metric) for run in runs]
        found = compare_paired(columns[0], columns[1:], progress=progress)
        return Differences(metric, runs[0], runs[1:], tuple(found))

    def slices(
        self,
        run_ids: Sequence[int],
        metric: str = "ndcg@10",
        *,
        by: str | None = None,
        progress: Progress | None = None,
    ) -> tuple[SlicedMetric, ...]:
        """Return a metric of one run or several in groups of cases: by history length, popularity, category, ….

        Args:
            run_ids: runs of one protocol.
            metric: one that is measured for each person.
            by: only this grouping; None returns all that the dataset allows.
            progress: checked while intervals are drawn.

        Raises:
            NotFoundError: there is no such run, metric or grouping, or a run has no figures of each person.
            ConfigurationError: runs that were not measured by one protocol, or none that is finished.
        """
        from workbench.evaluation.slices import groupings, measure

        runs = self._of_one_protocol(run_ids, at_least=1)
        split = self._runs.split(runs[0].id)
        columns = [self._cases_of(run, split.test.users).column(metric) for run in runs]
        found = groupings(split, split.test)
        if by is not None:
            names = ", ".join(grouping.name for grouping in found)
            found = [grouping for grouping in found if grouping.name == by]
            if not found:
                raise NotFoundError(f"The cases cannot be put into groups by “{by}”.", hint=f"Choose one of {names}.")
        return tuple(
            SlicedMetric(
                metric=metric,
                grouping=grouping.name,
                title=grouping.title,
                titles=grouping.titles,
                runs=runs,
                slices=tuple(measure(grouping, column, progress=progress) for column in columns),
            )
            for grouping in found
        )

    def users(self, first: int, second: int, metric: str = "ndcg@10") -> UserDifferences:
        """Return everybody whom both runs were judged on, those first whom the first run serves better.

        Raises:
            NotFoundError: there is no such run or metric, or a run has no figures of each person.
            ConfigurationError: the runs were not measured by one protocol, or one is not finished.
        """
        runs = self._of_one_protocol([first, second], at_least=2)
        split = self._runs.split(first)
        one, other = (self._cases_of(run, split.test.users).column(metric) for run in runs)
        differences = one - other
        both = np.flatnonzero(np.isfinite(differences))
        order = both[np.argsort(-differences[both], kind="stable")]
        users = split.test.users[order]
        return UserDifferences(
            metric=metric,
            first=runs[0],
            second=runs[1],
            users=users,
            user_ids=tuple(split.dataset.users.take(users)),
            history_lengths=split.test.histories.lengths[order],
            first_values=one[order],
            second_values=other[order],
            differences=differences[order],
        )

    def below_popularity(
        self, run_ids: Sequence[int], metric: str = "ndcg@10", *, progress: Progress | None = None
    ) -> dict[int, str]:
        """Say of each run that did worse than Popularity why that may be; runs that did not are left out.

        A difference that chance explains is said to be that; otherwise a model says by its `limits` what it is not
        made for, and where it says nothing, its settings are to blame. Without a run of Popularity there is nothing to
        say, and runs of another protocol are passed over.

        Args:
            run_ids: finished runs, one of Popularity among them.
            metric: one that is measured for each person.
            progress: checked while the differences are tested.

        Raises:
            NotFoundError: there is no such run or metric, or a run has no figures of each person.
        """
        from workbench.evaluation.significance import compare_paired
        from workbench.models.registry import model_classes

        judged = [(run, run.test) for run in self.compare(run_ids).runs if run.test is not None]
        popular = [(run, test) for run, test in judged if run.model == "Popularity"]
        if not popular:
            return {}
        baseline, known = popular[0]
        worse = [
            run
            for run, test in judged
            if not known.protocol.differs(test.protocol) and test.metrics[metric] < known.metrics[metric]
        ]
        columns = [self.cases(run.id).column(metric) for run in worse]
        found = compare_paired(self.cases(baseline.id).column(metric), columns, progress=progress)
        notes = {}
        for run, difference in zip(worse, found, strict=True):
            made = model_classes().get(run.model)
            p = difference.p_corrected
            by = f"Below {baseline.label} by {-difference.mean:.4f} in {metric}"
            if p >= SIGNIFICANT:
                notes[run.id] = f"{by}, which chance explains (p = {p:.2f})."
            elif made is not None and made.limits:
                notes[run.id] = f"{by}. {made.limits}"
            else:
                notes[run.id] = f"{by} (p = {p:.3f}): its settings do not suit these data; tune them before it is used."
        return notes

    def _of_one_protocol(self, run_ids: Sequence[int], *, at_least: int) -> tuple[RunSummary, ...]:
        comparison = self.compare(run_ids)
        if len(comparison.runs) < at_least:
            if at_least == 1:
                raise ConfigurationError("There is no finished run among these.", hint="Name a finished run.")
            raise ConfigurationError("Differences need two finished runs.", hint="Name another finished run.")
        if comparison.warnings:
            raise ConfigurationError(comparison.warnings[0], hint="Choose runs of one dataset and one split.")
        return comparison.runs

    def _cases_of(self, run: RunSummary, users: Int32) -> CaseTable:
        cases = self.cases(run.id)
        if not np.array_equal(cases.users, users):
            raise ArtifactDamagedError(
                f"The figures of each person of {run.label} belong to other people than its split holds out.",
                hint="Train it again to replace them.",
            )
        return cases

    def satisfaction(self, run_id: int) -> Satisfaction:
        """Return how satisfied people were with the lists of a run, from the feedback they gave in the application.

        A thumb up and “more like this” are liking; the place is that in the list that was shown. Feedback on what was
        not in the list does not count. Raises `NotFoundError`.
        """
        from workbench.evaluation.satisfaction import NOTHING_JUDGED

        self._runs.get(run_id)
        return satisfaction_of(self._catalog, [run_id]).get(run_id, NOTHING_JUDGED)

    def cases(self, run_id: int) -> CaseTable:
        """Return every metric of everybody a finished run was judged on.

        Raises:
            NotFoundError: there is no such run, or it was stored before these figures were kept.
            ArtifactDamagedError: they cannot be read.
        """
        from workbench.evaluation.case_file import CASES_FILE, read_cases

        with self._catalog.reading() as session:
            record = session.get(RunRecord, run_id)
            if record is None:
                raise NotFoundError(f"There is no run {run_id}.", hint="List the runs to see which there are.")
            kept = [(file.sha256, file.n_bytes) for file in record.files if file.name == CASES_FILE]
        if not kept:
            raise NotFoundError(
                f"Run {run_id} was stored before figures of each person were kept.", hint="Train it again."
            )
        return read_cases(self._catalog.artifacts.path(*kept[0], f"the figures of run {run_id}"))

    def board(self, dataset_id: int | None = None) -> Board:
        """Return every finished run of a dataset, or of all, with the settings that made it; newest first."""
        return board_of(self._catalog, self._datasets, dataset_id)

    def curves(self, run_ids: Sequence[int]) -> dict[int, Curves]:
        """Return the curves that runs drew while they learned, by run; those that only count have none."""
        return curves_of(self._catalog, run_ids)

    def export(
        self,
        comparison: Comparison,
        path: Path,
        *,
        metric: str = "ndcg@10",
        cutoff: int = 10,
        progress: Progress | None = None,
    ) -> None:
        """Write a comparison, its protocol with it, as `.csv`, `.tex`, `.html`, `.png` or `.svg`.

        Args:
            comparison: what is written.
            path: its suffix is the format.
            metric: of the paired tests in a report, whose baseline is the first run.
            cutoff: of the metrics that come first.
            progress: checked while the tests are made.
        """
        from workbench.evaluation.export import write_comparison
        from workbench.evaluation.report import ReportTests

        invented = {summary.id for summary in self._datasets.list() if summary.invented}
        runs = [run for run in comparison.runs if run.test is not None]
        entries = [
            (run.label, run.dataset_name + (" (invented data)" if run.dataset_id in invented else ""), run.test)
            for run in runs
            if run.test is not None
        ]
        tests, recipes = None, []
        if path.suffix.lower() == ".html":
            recipes = [recipe_of(self._runs.get(run.id)) for run in runs]
            try:
                found = self.differences([run.id for run in runs], metric, progress=progress)
                labels = [run.label for run in found.runs]
                tests = ReportTests(metric, found.baseline.label, list(zip(labels, found.found, strict=True)))
            except (ConfigurationError, NotFoundError):
                tests = None  # one run, several protocols, or runs without figures of each person: nothing to test
        write_comparison(entries, path, warnings=comparison.warnings, tests=tests, recipes=recipes, cutoff=cutoff)
