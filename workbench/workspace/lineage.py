"""Use-cases around what descends from a dataset: what depends on it, and taking one person out of all of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from workbench.catalog.tables import FeedbackRecord, RunRecord
from workbench.errors import ConfigurationError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace.dataset_store import DatasetStore, Origin
from workbench.workspace.preparing import PreparingUseCases
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import DatasetSummary, Dependents, ForgetResult, RunSummary

if TYPE_CHECKING:
    from workbench.data.preparing.person import Trail


class LineageUseCases:
    """What can be done across the family of a dataset. Methods may be called from any thread."""

    def __init__(self, store: DatasetStore, runs: RunUseCases, preparing: PreparingUseCases) -> None:
        self._store = store
        self._runs = runs
        self._preparing = preparing

    def dependents(self, dataset_id: int) -> Dependents:
        """Return the runs that go with a dataset, and the datasets that were prepared from it, which stay.

        Raises:
            NotFoundError: there is no such dataset.
        """
        runs = self._runs.list(self._store.get(dataset_id).id)
        found: dict[int, DatasetSummary] = {}
        waiting = deque([dataset_id])
        while waiting:
            for child in self._store.children(waiting.popleft()):
                if child.id not in found:
                    found[child.id] = child
                    waiting.append(child.id)
        return Dependents(tuple(runs), tuple(found.values()))

    def forget_user(self, dataset_id: int, user_id: str, *, progress: Progress) -> ForgetResult:
        """Remove one person's rows: make the dataset's new version without them, and mark every model that saw them.

        The new version and the marks are stored together or not at all. Nothing else is deleted: the old versions
        and their models are listed, to be put into the bin. The person's id is stored nowhere.

        Args:
            dataset_id: which dataset.
            user_id: the person; in a dataset of sessions one of their sessions, which stands for all of theirs.
            progress: cancelling leaves everything as it was.

        Raises:
            NotFoundError: there is no such person in it.
            ConfigurationError: a newer version without them is there already, or nobody else would be left.
        """
        from workbench.data.preparing.person import Trail, without_person

        dataset, summary = self._store.load(dataset_id, verified=True), self._store.get(dataset_id)
        trail = Trail(self._preparing.stored_key())
        person = trail.person(dataset, user_id)
        if person is None:
            raise NotFoundError(
                f"There is no user “{user_id}” in “{dataset.name}”.",
                hint="Search for a part of the id to see which there are.",
            )
        progress.report(0.0, "looking through versions and descendants")
        holding, unsure, names = self._family(summary, person, trail, progress)
        made = without_person(dataset, person, progress)
        removed = len(dataset.interactions) - len(made.interactions)
        if len(made.interactions) == 0:
            raise ConfigurationError(
                f"Nobody else is in “{dataset.name}”.", hint="Delete the dataset and empty the bin instead."
            )
        self._refuse_twice(summary, {known.id for known in holding})
        ids = [known.id for known in holding]

        def mark(session: Session) -> None:
            marked = RunRecord.forgotten_users + 1
            session.execute(update(RunRecord).where(RunRecord.dataset_id.in_(ids)).values(forgotten_users=marked))
            for known, name in names.items():
                said = FeedbackRecord.dataset_id == known, FeedbackRecord.user_id == name
                session.execute(delete(FeedbackRecord).where(*said))

        progress.span(0.5, 1.0)
        note = f"{removed:,} interactions of one person, who asked to be forgotten, were removed."
        stored = self._store.add(
            replace(made, name=summary.name),
            [*summary.notes, note],
            progress,
            origin=Origin(parent_id=dataset_id, newer_than=dataset_id),
            also=mark,
        )
        runs = [run for known in ids for run in self._runs.list(known)]
        sources = list(dict.fromkeys(known.source_path for known in (*holding, *unsure) if known.source_path))
        return ForgetResult(
            dataset=stored,
            rows_removed=removed,
            runs=tuple(runs),
            still_in=tuple(holding),
            unsure=tuple(unsure),
            sentences=tuple(_sentences(stored, removed, runs, holding, unsure, sources)),
        )

    def _family(
        self, start: DatasetSummary, person: str, trail: Trail, progress: Progress
    ) -> tuple[list[DatasetSummary], list[DatasetSummary], dict[int, str]]:
        """Return the relatives of a dataset that hold the person (itself first), those nobody can tell of, and what
        the person is called in each that is known.
        """
        known: dict[int, str | None] = {start.id: person}
        holding, unsure = [start], []
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            name = known[here.id]
            for other, upwards in self._relatives(here):
                if other.id in known:
                    continue
                progress.check()
                link = (here if upwards else other).recipe if other.id in self._linked(here) else None
                found = None if name is None else trail.follow(name, link or (), self._store.load(other.id), upwards)
                known[other.id] = found
                waiting.append(other)
                if found is None:
                    unsure.append(other)
                elif trail.holds(self._store.load(other.id), found):
                    holding.append(other)
        return holding, unsure, {dataset: name for dataset, name in known.items() if name is not None}

    def _linked(self, here: DatasetSummary) -> set[int]:
        """Return parent and children: those that a recipe leads to; versions of one dataset share its ids."""
        return {child.id for child in self._store.children(here.id)} | ({here.parent_id} if here.parent_id else set())

    def _relatives(self, here: DatasetSummary) -> Iterator[tuple[DatasetSummary, bool]]:
        """Yield parent (True), children and other versions (False)."""
        if here.parent_id is not None:
            yield self._store.get(here.parent_id), True
        for child in self._store.children(here.id):
            yield child, False
        for version in self._store.versions(here.id):
            yield version, False

    def _refuse_twice(self, summary: DatasetSummary, holding: set[int]) -> None:
        for newer in self._store.versions(summary.id):
            if newer.parent_id == summary.id and newer.recipe is None and newer.id not in holding:
                raise ConfigurationError(
                    f"“{newer.label}” (dataset {newer.id}) is a version without this person already.",
                    hint="Go on from there, or bin it first.",
                )


def _sentences(
    made: DatasetSummary,
    removed: int,
    runs: list[RunSummary],
    holding: list[DatasetSummary],
    unsure: list[DatasetSummary],
    sources: list[str],
) -> Iterator[str]:
    yield f"{removed:,} interactions of one person were removed; “{made.label}” (dataset {made.id}) is without them."
    if runs:
        labels = ", ".join(run.label for run in runs)
        yield f"Trained with this person, and now marked so: {labels}. Train again on the new version."
    names = ", ".join(f"“{known.label}” ({known.id})" for known in holding)
    yield f"The person is still in {names}: delete what is no longer needed, then empty the bin."
    if unsure:
        names = ", ".join(f"“{known.label}” ({known.id})" for known in unsure)
        yield f"The key of the pseudonyms in {names} was thrown away: nobody can tell whether the person is in there."
    if sources:
        yield f"The files that were imported still hold the person: {', '.join(sources)}."
