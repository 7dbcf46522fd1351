"""Runs can be repeats of one experiment, over seeds or folds, and say by which candidates they are judged."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "experiments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("dataset_id", sa.Integer(), sa.ForeignKey("datasets.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("planned", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_experiments_dataset_id", "experiments", ["dataset_id"])
    # Written out, since alembic leaves foreign keys out of columns that are added to a table of SQLite.
    op.execute("ALTER TABLE runs ADD COLUMN experiment_id INTEGER REFERENCES experiments (id) ON DELETE SET NULL")
    op.execute("ALTER TABLE runs ADD COLUMN set_up INTEGER NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE runs ADD COLUMN candidates JSON NOT NULL DEFAULT '{}'")
    op.create_index("ix_runs_experiment_id", "runs", ["experiment_id"])
