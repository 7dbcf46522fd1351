"""Use-cases of what people say of recommendations: stored, taken back, and sessions replayed from it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import delete, func, select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import FeedbackRecord
from workbench.errors import NotFoundError
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.list_views import ExploredList, FeedbackRow, SessionReplay

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
    from workbench.recommendation.exploration import Step
    from workbench.recommendation.feedback import Kind
    from workbench.workspace.views import RecommendationView


class FeedbackUseCases:
    """What can be done with feedback. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, datasets: DatasetUseCases) -> None:
        self._catalog = catalog
        self._datasets = datasets

    @staticmethod
    def new_session() -> str:
        """Return the name of a new sitting."""
        return uuid.uuid4().hex

    def say(
        self,
        dataset_id: int,
        shown: RecommendationView,
        item: int,
        kind: Kind,
        *,
        user_id: str | None,
        session: str,
        explored: ExploredList | None = None,
    ) -> FeedbackRow:
        """Store what a person says of one item of a list.

        Args:
            dataset_id, shown: the list.
            item: its code.
            kind: see `Judgement`.
            user_id: who says it; None for somebody put together from scratch.
            session: from `new_session`.
            explored: what the bandit knew that made the list, so that the session can be replayed.

        Raises:
            ReadOnlyError: the workspace was opened to look at only.
        """
        dataset = self._datasets.load(dataset_id)
        if explored is not None and item not in explored.candidates:
            explored = None  # a rule has pinned it: the bandit had no choice, and learns nothing
        with self._catalog.writing() as writing:
            before = writing.scalar(
                select(func.count()).select_from(FeedbackRecord).where(FeedbackRecord.session == session)
            )
            record = FeedbackRecord(
                dataset_id=dataset_id,
                run_id=shown.run_id,
                user_id=user_id,
                session=session,
                step=before or 0,
                item_id=dataset.items[item],
                kind=kind,
                algorithm="" if explored is None else explored.policy.algorithm,
                exploration=0.0 if explored is None else explored.policy.exploration,
                seed=0 if explored is None else explored.policy.seed,
                candidates=[] if explored is None else dataset.items.take(explored.candidates),
                features=[] if explored is None else explored.features.tolist(),
                shown=[one.item_id for one in shown.items],
            )
            writing.add(record)
        return _row(record, dataset)

    def take_back(self, feedback_ids: Sequence[int]) -> None:
        """Delete some things that were said, all or nothing. Raises `NotFoundError` where one is gone already."""
        with self._catalog.writing() as session:
            for number in feedback_ids:
                record = session.get(FeedbackRecord, number)
                if record is None:
                    raise NotFoundError("This was taken back already.")
                session.delete(record)

    def of_user(self, dataset_id: int, user_id: str) -> list[FeedbackRow]:
        """Return all that a user said, the oldest first."""
        dataset = self._datasets.load(dataset_id)
        query = select(FeedbackRecord).where(FeedbackRecord.dataset_id == dataset_id, FeedbackRecord.user_id == user_id)
        with self._catalog.reading() as session:
            return [_row(record, dataset) for record in session.scalars(query.order_by(FeedbackRecord.id))]

    def forget(self, dataset_ids: Sequence[int], user_id: str) -> int:
        """Delete all that a user said about some datasets; return how much it was."""
        with self._catalog.writing() as session:
            gone = session.execute(
                delete(FeedbackRecord).where(
                    FeedbackRecord.dataset_id.in_(list(dataset_ids)), FeedbackRecord.user_id == user_id
                )
            )
            return int(getattr(gone, "rowcount", 0))

    def steps(self, session: str) -> list[Step]:
        """Return the answers of a session to lists that a bandit made, in order."""
        return [_step(record) for record in self._records(session) if record.candidates]

    def replay(self, session: str) -> SessionReplay:
        """Go through a session again from what is stored of it.

        Raises:
            NotFoundError: no bandit made a list in this session, or nothing was said.
        """
        from workbench.recommendation.exploration import Policy, replay

        records = [record for record in self._records(session) if record.candidates]
        if not records:
            raise NotFoundError(
                "In this session nothing was said of a list that a bandit had made.",
                hint="Switch exploration on, and give a thumb up or down.",
            )
        first = records[0]
        policy = Policy(first.algorithm, first.exploration, first.seed)  # type: ignore[arg-type]
        steps = [_step(record) for record in records]
        made = replay(policy, steps)
        same = all(
            [step.items[place] for place in shown[: len(record.shown)].tolist()] == list(record.shown)
            for record, step, shown in zip(records, steps, made.orders, strict=True)
        )
        dataset = self._datasets.load(first.dataset_id)
        return SessionReplay(policy, tuple(_row(record, dataset) for record in records), made, same)

    def _records(self, session: str) -> list[FeedbackRecord]:
        query = select(FeedbackRecord).where(FeedbackRecord.session == session).order_by(FeedbackRecord.step)
        with self._catalog.reading() as reading:
            return list(reading.scalars(query))


def _step(record: FeedbackRecord) -> Step:
    from workbench.recommendation.exploration import Step
    from workbench.recommendation.feedback import REWARD

    return Step(
        items=tuple(record.candidates),
        features=np.array(record.features, dtype=np.float64),
        answered=record.candidates.index(record.item_id),
        reward=REWARD[record.kind],  # type: ignore[index]
    )


def _row(record: FeedbackRecord, dataset: Dataset) -> FeedbackRow:
    code = dataset.items.code(record.item_id)
    return FeedbackRow(
        id=record.id,
        session=record.session,
        step=record.step,
        run_id=record.run_id,
        item=-1 if code is None else code,
        item_id=record.item_id,
        title=record.item_id if code is None else dataset.title(code),
        kind=record.kind,
        algorithm=record.algorithm,
        created=record.created,
    )
