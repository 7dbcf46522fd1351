"""The catalog's tables. Rows describe; the bytes lie beside the catalog as artifacts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# The newest migration; a test holds it equal to alembic's head. Opening compares it without importing alembic.
HEAD = "0009"


def now() -> datetime:
    """Return this moment in UTC without zone, as SQLite stores it."""
    return datetime.now(UTC).replace(tzinfo=None)


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy's own declaration


class DatasetRecord(Base):
    """One stored dataset.

    Columns that need a word:
        source_path, source_hash: the file or folder it was imported from, and the SHA-256 (hex) of its content then.
        parent_id, recipe: the dataset it was prepared from, and the steps, a list of {"step", "parameters"}.
        version_of, version: the first version it is a newer version of (none for the first itself), and its number.
        binned_at: when it was put into the bin (UTC); none while it is in use.
    """

    __tablename__ = "datasets"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(200))
    invented: Mapped[bool]
    fingerprint: Mapped[str] = mapped_column(String(64))
    n_rows: Mapped[int]
    n_users: Mapped[int]
    n_items: Mapped[int]
    first_time: Mapped[int | None]
    last_time: Mapped[int | None]
    has_values: Mapped[bool]
    has_titles: Mapped[bool]
    media: Mapped[list[Any]]
    notes: Mapped[list[Any]]
    created: Mapped[datetime] = mapped_column(default=now)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("datasets.id", ondelete="SET NULL"), index=True)
    recipe: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    version_of: Mapped[int | None] = mapped_column(ForeignKey("datasets.id", ondelete="SET NULL"), index=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    source_path: Mapped[str | None] = mapped_column(Text)
    source_hash: Mapped[str | None] = mapped_column(String(64))
    binned_at: Mapped[datetime | None]
    files: Mapped[list[DatasetFileRecord]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class DatasetFileRecord(Base):
    """One file of a dataset, by name, and the artifact that holds its bytes."""

    __tablename__ = "dataset_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    n_bytes: Mapped[int]

    __table_args__ = (UniqueConstraint("dataset_id", "name"),)


class ExperimentRecord(Base):
    """Runs that repeat each other: `kind` is `seeds` or `folds`, `planned` the seeds or the folds, in order."""

    __tablename__ = "experiments"

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    planned: Mapped[list[Any]]
    created: Mapped[datetime] = mapped_column(default=now)


class RunRecord(Base):
    """One training run with everything needed to repeat it.

    `forgotten_users` counts how often somebody in its dataset asked to be forgotten since it was trained. `content`
    says for each modality which encoder made the vectors that it learned from: {"encoder", "fingerprint"}. `study` says
    which search found its settings: {"name", "storage", "trial", "value"}; none where a person chose them. `candidates`
    says by which items it is judged where that is not the full ranking: the fields of `CandidateRules`. `set_up` counts
    the set-ups of its experiment from 0. `refit` is whether its model was fitted again on training and validation part
    together once validation had selected it.
    """

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"))
    dataset_fingerprint: Mapped[str] = mapped_column(String(64))
    model: Mapped[str] = mapped_column(String(100))
    model_title: Mapped[str] = mapped_column(String(200))
    config: Mapped[dict[str, Any]]
    split: Mapped[str] = mapped_column(String(100))
    split_parameters: Mapped[dict[str, Any]]
    seed: Mapped[int]
    versions: Mapped[dict[str, Any]]
    device: Mapped[str] = mapped_column(String(200), default="")
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(20), index=True)
    message: Mapped[str] = mapped_column(Text, default="")
    created: Mapped[datetime] = mapped_column(default=now)
    seconds: Mapped[float | None]
    shows_attention: Mapped[bool] = mapped_column(default=False, server_default="0")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    forgotten_users: Mapped[int] = mapped_column(default=0, server_default="0")
    study: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    experiment_id: Mapped[int | None] = mapped_column(ForeignKey("experiments.id", ondelete="SET NULL"), index=True)
    set_up: Mapped[int] = mapped_column(default=0, server_default="0")
    candidates: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    refit: Mapped[bool] = mapped_column(default=False, server_default="0")
    files: Mapped[list[RunFileRecord]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    evaluations: Mapped[list[EvaluationRecord]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    __table_args__ = (Index("ix_runs_dataset_id", "dataset_id"),)


class RunFileRecord(Base):
    """One file of a trained model, or of the checkpoint of a run that has not ended, and the artifact of its bytes."""

    __tablename__ = "run_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    n_bytes: Mapped[int]

    __table_args__ = (UniqueConstraint("run_id", "name"),)


class EvaluationRecord(Base):
    """The metrics of a run on its validation or test part, with their protocol."""

    __tablename__ = "evaluations"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(20))
    protocol: Mapped[dict[str, Any]]
    metrics: Mapped[dict[str, Any]]
    intervals: Mapped[dict[str, Any]]
    seconds: Mapped[float]

    __table_args__ = (UniqueConstraint("run_id", "part"),)


class PointsRecord(Base):
    """A batch of metric points of a run: a list of [series, step, value]."""

    __tablename__ = "metric_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    points: Mapped[list[Any]]


class EncodingRecord(Base):
    """Vectors that an encoder made of one modality of a dataset's items.

    Columns that need a word:
        encoder, encoder_title: the choice that opens the encoder again, and what it is called.
        encoder_fingerprint: SHA-256 (hex) of its weights and of how they are used.
        content_hash: SHA-256 (hex) over the hashes of all items' content.
        complete: false while an encoding is under way or was interrupted; its vectors are then a part.
        skipped: what could not be encoded, a list of [item code, reason]; the first thousand.
        sha256, n_bytes: the artifact with the vectors.
    """

    __tablename__ = "encodings"

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"), index=True)
    modality: Mapped[str] = mapped_column(String(20))
    encoder: Mapped[str] = mapped_column(Text)
    encoder_title: Mapped[str] = mapped_column(String(200))
    encoder_fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    n_encoded: Mapped[int]
    n_skipped: Mapped[int]
    skipped: Mapped[list[Any]]
    complete: Mapped[bool]
    seconds: Mapped[float]
    device: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(default=now)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    n_bytes: Mapped[int]

    __table_args__ = (UniqueConstraint("dataset_id", "modality", "encoder_fingerprint"),)


class FeedbackRecord(Base):
    """One thing that a person said of a recommendation.

    Columns that need a word:
        user_id: external id; none for a person who was put together from scratch.
        session, step: the sitting it was said in, and how many were said in it before.
        kind: `up`, `down`, `more` or `not-now`.
        algorithm, exploration, seed: the bandit that made the list; an empty name where none did.
        candidates, features: external ids that the bandit chose from, and the features of each, for the replay.
        shown: external ids of the list, best first.
    """

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("datasets.id", ondelete="CASCADE"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[str | None] = mapped_column(Text)
    session: Mapped[str] = mapped_column(String(32), index=True)
    step: Mapped[int]
    item_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    algorithm: Mapped[str] = mapped_column(String(20))
    exploration: Mapped[float]
    seed: Mapped[int]
    candidates: Mapped[list[Any]]
    features: Mapped[list[Any]]
    shown: Mapped[list[Any]]
    created: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_feedback_dataset_id_user_id", "dataset_id", "user_id"),)


class VerdictRecord(Base):
    """How far the explanations of a run's model may be believed; one a run, the last that was measured.

    Columns that need a word:
        people, seed: the size of the sample that was asked for, and what it was drawn by.
        settings: how each recommendation was measured; what was measured otherwise is not read any more.
        found: the figures, as `explanation/verdict_record.py` writes them.
    """

    __tablename__ = "verdicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    people: Mapped[int]
    seed: Mapped[int]
    settings: Mapped[dict[str, Any]]
    found: Mapped[dict[str, Any]]
    seconds: Mapped[float]
    created: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (UniqueConstraint("run_id"),)
