"""What people said in the application of the lists of runs, as one more figure of each run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import FeedbackRecord

if TYPE_CHECKING:
    from workbench.evaluation.protocol import Evaluation
    from workbench.evaluation.satisfaction import Satisfaction

# What people say of a recommendation that they like; the other kinds are dislike and “not now”.
LIKING = frozenset({"up", "more"})
LIKED = "liked"


def satisfaction_of(catalog: Catalog, run_ids: Sequence[int] | None = None) -> dict[int, Satisfaction]:
    """Return how satisfied people were with the lists of each run that they judged anything of.

    The place is that in the list that was shown; what was not in it does not count.

    Args:
        catalog: where feedback is stored.
        run_ids: only of these; None for all.
    """
    from workbench.evaluation.satisfaction import satisfaction

    query = select(FeedbackRecord.run_id, FeedbackRecord.kind, FeedbackRecord.item_id, FeedbackRecord.shown).where(
        FeedbackRecord.run_id.is_not(None)
    )
    if run_ids is not None:
        query = query.where(FeedbackRecord.run_id.in_(list(run_ids)))
    judged: dict[int, list[tuple[bool, int]]] = {}
    with catalog.reading() as session:
        for run_id, kind, item, shown in session.execute(query).yield_per(100):
            if run_id is not None and item in shown:
                judged.setdefault(run_id, []).append((kind in LIKING, shown.index(item) + 1))
    return {
        run_id: satisfaction(np.array([liked for liked, _ in said]), np.array([place for _, place in said], np.int64))
        for run_id, said in judged.items()
    }


def with_liking(evaluation: Evaluation, said: Satisfaction | None) -> Evaluation:
    """Return an evaluation with the share liked beside its other figures; itself where nobody judged anything.

    Wilson's interval is not symmetric: its longer side is what stands behind ±.
    """
    if said is None or said.judged == 0:
        return evaluation
    half = max(said.high - said.value, said.value - said.low)
    return replace(
        evaluation,
        metrics={**evaluation.metrics, LIKED: said.value},
        intervals={**evaluation.intervals, LIKED: half},
    )
