"""A bot is in the hands of whoever made it, which was written down when they did."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    people = sa.table("people", sa.column("id"), sa.column("role"), sa.column("invited_by"))
    audit = sa.table("audit", sa.column("actor"), sa.column("action"), sa.column("subject"))
    made = sa.select(sa.func.max(audit.c.actor)).where(audit.c.action == "bot.made", audit.c.subject == people.c.id)
    op.execute(people.update().where(people.c.role == "bot").values(invited_by=made.scalar_subquery()))
