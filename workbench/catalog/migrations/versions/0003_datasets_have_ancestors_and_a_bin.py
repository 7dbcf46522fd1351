"""Datasets know source, parent, recipe and version, and may lie in a bin; runs know how many were forgotten."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Written out, since alembic leaves foreign keys out of columns that are added to a table of SQLite.
    for column in (
        "parent_id INTEGER REFERENCES datasets (id) ON DELETE SET NULL",
        "recipe JSON",
        "version_of INTEGER REFERENCES datasets (id) ON DELETE SET NULL",
        "version INTEGER NOT NULL DEFAULT 1",
        "source_path TEXT",
        "source_hash VARCHAR(64)",
        "binned_at DATETIME",
    ):
        op.execute(f"ALTER TABLE datasets ADD COLUMN {column}")
    op.create_index("ix_datasets_parent_id", "datasets", ["parent_id"])
    op.create_index("ix_datasets_version_of", "datasets", ["version_of"])
    op.execute("ALTER TABLE runs ADD COLUMN forgotten_users INTEGER NOT NULL DEFAULT 0")
