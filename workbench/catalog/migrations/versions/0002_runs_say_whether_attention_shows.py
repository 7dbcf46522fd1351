"""Runs say whether their attention can be shown, so that menus need not load a model; runs are found by dataset."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("runs", sa.Column("shows_attention", sa.Boolean, nullable=False, server_default="0"))
    op.execute("UPDATE runs SET shows_attention = 1 WHERE model = 'SASRec'")
    op.create_index("ix_runs_dataset_id", "runs", ["dataset_id"])
