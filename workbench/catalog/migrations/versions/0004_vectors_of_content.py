"""Vectors that encoders made of items' content; runs say which of them they learned from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "encodings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("dataset_id", sa.Integer(), sa.ForeignKey("datasets.id", ondelete="CASCADE"), nullable=False),
        sa.Column("modality", sa.String(20), nullable=False),
        sa.Column("encoder", sa.Text(), nullable=False),
        sa.Column("encoder_title", sa.String(200), nullable=False),
        sa.Column("encoder_fingerprint", sa.String(64), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("n_encoded", sa.Integer(), nullable=False),
        sa.Column("n_skipped", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("n_bytes", sa.Integer(), nullable=False),
        sa.UniqueConstraint("dataset_id", "modality", "encoder_fingerprint"),
    )
    for column in ("dataset_id", "encoder_fingerprint", "sha256"):
        op.create_index(f"ix_encodings_{column}", "encodings", [column])
    op.execute("ALTER TABLE runs ADD COLUMN content JSON NOT NULL DEFAULT '{}'")
