"""A link for a new password is worth no more than who made it. Of those that there are nobody knows who that was."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("made_by", sa.String(36)))
    tickets = sa.table("tickets", sa.column("purpose"))
    op.execute(tickets.delete().where(tickets.c.purpose == "reset"))
