"""Who was removed from a room by somebody else does not come back by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("members", sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.text("false")))
