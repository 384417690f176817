"""Invitations as they are kept: by the hash of their key, with who came by them."""

import json
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_

from madang.domain.ids import PersonId, RoomId
from madang.domain.invitations import Invitation
from madang.store.account_tables import invitation_uses, invitations
from madang.store.transaction import Transaction

_SELECT: Select[Any] = select(
    invitations.c.id,
    invitations.c.role,
    invitations.c.rooms,
    invitations.c.note,
    invitations.c.created_by,
    invitations.c.created_at,
    invitations.c.expires_at,
    invitations.c.most,
    invitations.c.used,
    invitations.c.revoked_at,
)
_BY_TIME = (invitations.c.created_at, invitations.c.id)


def add(tx: Transaction, invitation: Invitation, hash: bytes) -> None:
    tx.writing.execute(
        invitations.insert().values(
            id=invitation.id,
            hash=hash,
            role=invitation.role,
            rooms=json.dumps(invitation.rooms, ensure_ascii=False),
            note=invitation.note,
            created_by=invitation.created_by,
            created_at=invitation.created_at,
            expires_at=invitation.expires_at,
            most=invitation.most,
            used=invitation.used,
        )
    )


def get(connection: Connection, id: str) -> Invitation | None:
    return _first(connection, _SELECT.where(invitations.c.id == id))


def by_hash(connection: Connection, hash: bytes) -> Invitation | None:
    return _first(connection, _SELECT.where(invitations.c.hash == hash))


def listed(connection: Connection, by: PersonId | None, limit: int, before: str | None = None) -> list[Invitation]:
    """The latest first, or those before one; of one person, or (None) of everybody."""
    which = _SELECT.where(invitations.c.created_by == by) if by else _SELECT
    if before is not None:
        last = select(*_BY_TIME).where(invitations.c.id == before).subquery()
        which = which.join(last, tuple_(*_BY_TIME) < tuple_(*last.c))
    latest = which.order_by(*(each.desc() for each in _BY_TIME)).limit(limit)
    return [_invitation(row) for row in connection.execute(latest)]


def count_good(connection: Connection, by: PersonId, now: str) -> int:
    """How many that this person made somebody may still come by."""
    good = and_(invitations.c.created_by == by, _is_good(now))
    return connection.execute(select(func.count()).select_from(invitations).where(good)).scalar() or 0


def _is_good(now: str) -> ColumnElement[bool]:
    return and_(
        invitations.c.revoked_at.is_(None),
        or_(invitations.c.expires_at.is_(None), invitations.c.expires_at > now),
        or_(invitations.c.most.is_(None), invitations.c.used < invitations.c.most),
    )


def use(tx: Transaction, id: str, person: PersonId, now: str) -> bool:
    """Somebody comes by it. Counted and compared in one step: of many at once no more come in than may. False: it is
    used up, its time is over, or it was revoked."""
    counted = tx.writing.execute(
        invitations.update().where(invitations.c.id == id, _is_good(now)).values(used=invitations.c.used + 1)
    )
    if counted.rowcount != 1:
        return False
    tx.writing.execute(invitation_uses.insert().values(invitation=id, person=person, at=now))
    return True


def was_used(connection: Connection, id: str, person: PersonId) -> bool:
    """Whether this person came by it already."""
    found = connection.execute(
        select(invitation_uses.c.at).where(invitation_uses.c.invitation == id, invitation_uses.c.person == person)
    )
    return found.first() is not None


class Use(NamedTuple):
    """Who came, and when."""

    person: PersonId
    at: str


def uses(connection: Connection, id: str, limit: int) -> list[Use]:
    """The latest first."""
    found = connection.execute(
        select(invitation_uses.c.person, invitation_uses.c.at)
        .where(invitation_uses.c.invitation == id)
        .order_by(invitation_uses.c.at.desc(), invitation_uses.c.person)
        .limit(limit)
    )
    return [Use(PersonId(person), at) for person, at in found]


def revoke(tx: Transaction, id: str, now: str) -> None:
    tx.writing.execute(
        invitations.update().where(invitations.c.id == id, invitations.c.revoked_at.is_(None)).values(revoked_at=now)
    )


def _first(connection: Connection, which: Select[Any]) -> Invitation | None:
    row = connection.execute(which).first()
    return _invitation(row) if row else None


def _invitation(row: Any) -> Invitation:
    id, role, rooms, *others = row
    return Invitation(id, role, tuple(RoomId(room) for room in json.loads(rooms)), *others)
