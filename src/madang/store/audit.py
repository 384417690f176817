"""What those did who look after the house. Only ever added to.

Ids and no texts, so that who is erased is erased here too.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from madang.domain.audit import Act
from madang.domain.ids import PersonId, RoomId
from madang.store.tables import audit
from madang.store.transaction import Transaction


def add(
    tx: Transaction,
    at: str,
    actor: PersonId,
    action: str,
    subject: str | None = None,
    room: RoomId | None = None,
    about: Mapping[str, Any] | None = None,
) -> None:
    """`subject` is the id of whom or what it was done to; `about` what else there is to know, fit for JSON."""
    tx.writing.execute(
        audit.insert().values(
            at=at, actor=actor, action=action, subject=subject, room=room, about=json.dumps(about or {})
        )
    )


def page(connection: Connection, before: int | None, limit: int, action: str | None) -> list[Act]:
    """The latest first: those before an act, of one kind or (None) of every kind."""
    found = select(audit)
    if before is not None:
        found = found.where(audit.c.id < before)
    if action is not None:
        found = found.where(audit.c.action == action)
    rows = connection.execute(found.order_by(audit.c.id.desc()).limit(limit))
    return [_act(row) for row in rows]


def after(connection: Connection, id: int, limit: int) -> list[Act]:
    """In the order in which they were done."""
    rows = connection.execute(select(audit).where(audit.c.id > id).order_by(audit.c.id).limit(limit))
    return [_act(row) for row in rows]


def _act(row: Any) -> Act:
    return Act(row.id, row.at, row.actor, row.action, row.subject, row.room, json.loads(row.about))
