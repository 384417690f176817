"""People and rooms are found while their name is typed: by half a syllable and by initials."""

import sqlalchemy as sa
from alembic import op

from madang.domain.spelling import spelled

revision = "0006"
down_revision = "0005"

_AT_ONCE = 1_000


def upgrade() -> None:
    for name in ("people", "rooms"):
        op.add_column(name, sa.Column("spelled", sa.Text(), nullable=False, server_default=sa.text("''")))
        _fill(sa.table(name, sa.column("id"), sa.column("name"), sa.column("spelled")))


def _fill(table: sa.TableClause) -> None:
    """Piece by piece: there may be many."""
    fill = table.update().where(table.c.id == sa.bindparam("of")).values(spelled=sa.bindparam("to"))
    piece = sa.select(table.c.id, table.c.name).order_by(table.c.id).limit(_AT_ONCE)
    last = ""
    while rows := op.get_bind().execute(piece.where(table.c.id > last)).all():
        op.get_bind().execute(fill, [{"of": id, "to": spelled(name)} for id, name in rows])
        last = rows[-1].id
