"""Runs say whether their model was fitted again on what it was validated on."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("ALTER TABLE runs ADD COLUMN refit BOOLEAN NOT NULL DEFAULT '0'")
