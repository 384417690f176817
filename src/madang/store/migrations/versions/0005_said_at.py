"""When a member has last said something: slow rooms want to know it, and nobody else does."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("members", sa.Column("said_at", sa.String(length=24), nullable=True))
