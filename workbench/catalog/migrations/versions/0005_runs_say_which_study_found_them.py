"""Runs whose settings were found by a study say which one."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("ALTER TABLE runs ADD COLUMN study JSON")
