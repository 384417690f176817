"""People and rooms are found while their name is typed: by half a syllable and by initials."""

import sqlalchemy as sa
from alembic import op

from madang.domain.spelling import spelled

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("people", "rooms"):
        op.add_column(name, sa.Column("spelled", sa.Text(), nullable=False, server_default=sa.text("''")))
        _fill(sa.table(name, sa.column("id"), sa.column("name"), sa.column("spelled")))


def _fill(table: sa.TableClause) -> None:
    rows = [{"of": id, "to": spelled(name)} for id, name in op.get_bind().execute(sa.select(table.c.id, table.c.name))]
    if rows:
        fill = table.update().where(table.c.id == sa.bindparam("of")).values(spelled=sa.bindparam("to"))
        op.get_bind().execute(fill, rows)
