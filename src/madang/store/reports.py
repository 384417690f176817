"""Reports as they are kept."""

from sqlalchemy import Connection, exists, func, not_, select, tuple_

from madang.domain.ids import MessageId, PersonId
from madang.domain.reports import Report, Verdict
from madang.store.tables import members, messages, reports, rooms
from madang.store.transaction import Transaction

_REPORT = (
    reports.c.id,
    reports.c.room,
    reports.c.message,
    reports.c.reporter,
    reports.c.reason,
    reports.c.created_at,
    reports.c.closed_at,
    reports.c.closed_by,
    reports.c.outcome,
)
_BY_TIME = (reports.c.created_at, reports.c.id)


def add(tx: Transaction, report: Report) -> None:
    tx.writing.execute(
        reports.insert().values(
            id=report.id,
            room=report.room,
            message=report.message,
            reporter=report.reporter,
            reason=report.reason,
            created_at=report.created_at,
        )
    )


def get(connection: Connection, id: str) -> Report | None:
    row = connection.execute(select(*_REPORT).where(reports.c.id == id)).first()
    return Report(*row) if row else None


def of(connection: Connection, message: MessageId, reporter: PersonId) -> Report | None:
    """What this person has reported of the message."""
    row = connection.execute(
        select(*_REPORT).where(reports.c.message == message, reports.c.reporter == reporter)
    ).first()
    return Report(*row) if row else None


def count_open(connection: Connection, reporter: PersonId) -> int:
    """How many that this person made nobody has seen to yet."""
    mine = (reports.c.reporter == reporter) & reports.c.closed_at.is_(None)
    return connection.execute(select(func.count()).select_from(reports).where(mine)).scalar() or 0


def close(tx: Transaction, report: Report, by: PersonId, at: str, outcome: Verdict) -> None:
    """The report, and all open ones of the same message."""
    same = (reports.c.id == report.id) | ((reports.c.message == report.message) & reports.c.closed_at.is_(None))
    tx.writing.execute(reports.update().where(same).values(closed_at=at, closed_by=by, outcome=outcome))


def page(
    connection: Connection,
    who: PersonId,
    *,
    everywhere: bool,
    still_open: bool | None,
    limit: int,
    before: str | None = None,
) -> list[Report]:
    """The latest first, or those before one: all, or those of rooms that this person looks after; open or closed ones
    or both. But none of what they said themselves, nor of direct rooms in which they are or were."""
    mine = (members.c.room == reports.c.room) & (members.c.person == who)
    wanted = select(*_REPORT).where(
        not_(exists().where(messages.c.id == reports.c.message, messages.c.author == who)),
        not_(exists().where(mine, rooms.c.id == reports.c.room, rooms.c.kind == "direct")),
    )
    if before is not None:
        last = select(*_BY_TIME).where(reports.c.id == before).subquery()
        wanted = wanted.join(last, tuple_(*_BY_TIME) < tuple_(*last.c))
    if not everywhere:
        wanted = wanted.where(exists().where(mine, members.c.admin, members.c.left.is_(False)))
    if still_open is not None:
        closed = reports.c.closed_at
        wanted = wanted.where(closed.is_(None) if still_open else closed.is_not(None))
    found = connection.execute(wanted.order_by(*(each.desc() for each in _BY_TIME)).limit(limit))
    return [Report(*row) for row in found.all()]
