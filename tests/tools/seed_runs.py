"""Puts many finished runs into a workspace, to look at and measure the window with them.

    python tests/tools/seed_runs.py WORKSPACE COUNT

Copies of the runs that are there, straight into the catalog: settings and figures are moved a little at random, curves
are made up, the figures of each person are those of the original. For measurements and pictures only.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import EvaluationRecord, PointsRecord, RunFileRecord, RunRecord

COPIED = (
    *("dataset_id", "dataset_fingerprint", "model", "model_title", "split", "split_parameters", "versions"),
    *("device", "report", "state", "shows_attention", "content", "seconds"),
)


def seed(folder: Path, count: int) -> None:
    """Fill a workspace up to `count` finished runs."""
    draw = np.random.default_rng(11)
    catalog = Catalog(folder)
    with catalog.writing() as session:
        query = select(RunRecord).where(RunRecord.state == "done")
        query = query.options(selectinload(RunRecord.files), selectinload(RunRecord.evaluations))
        originals = session.scalars(query).all()
        for number in range(len(originals), count):
            like = originals[number % len(originals)]
            config = {
                key: value * float(draw.uniform(0.5, 2.0)) if isinstance(value, float) and value > 0 else value
                for key, value in like.config.items()
            }
            made = RunRecord(
                **{name: getattr(like, name) for name in COPIED},
                config=config,
                seed=int(draw.integers(1, 1000)),
            )
            made.files = [RunFileRecord(name=f.name, sha256=f.sha256, n_bytes=f.n_bytes) for f in like.files]
            shift = float(draw.normal(1.0, 0.15))
            made.evaluations = [
                EvaluationRecord(
                    part=e.part,
                    protocol=e.protocol,
                    metrics={name: value * shift for name, value in e.metrics.items()},
                    intervals=e.intervals,
                    seconds=e.seconds,
                )
                for e in like.evaluations
            ]
            session.add(made)
            session.flush()
            epochs = np.arange(1, 31)
            curve = 0.1 * shift * (1 - np.exp(-epochs / 8.0)) + draw.normal(0, 0.002, 30)
            points = [["ndcg@10", float(e), float(v)] for e, v in zip(epochs, curve, strict=True)]
            points += [["loss", float(e), float(7 * np.exp(-e / 10) + 3)] for e in epochs]
            session.add(PointsRecord(run_id=made.id, points=points))
    catalog.close()


if __name__ == "__main__":
    seed(Path(sys.argv[1]), int(sys.argv[2]))
