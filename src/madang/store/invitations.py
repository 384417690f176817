"""Invitations as they are kept: by the hash of their key, with who came by them."""

import json
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, or_, select

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


def listed(connection: Connection, by: PersonId | None, limit: int) -> list[Invitation]:
    """The latest first; of one person, or (None) of everybody."""
    which = _SELECT.where(invitations.c.created_by == by) if by else _SELECT
    latest = which.order_by(invitations.c.created_at.desc(), invitations.c.id.desc()).limit(limit)
    return [_invitation(row) for row in connection.execute(latest)]


def use(tx: Transaction, id: str, person: PersonId, now: str) -> bool:
    """Somebody comes by it. Counted and compared in one step: of many at once no more come in than may. False: it is
    used up, its time is over, or it was revoked."""
    counted = tx.writing.execute(
        invitations.update()
        .where(
            invitations.c.id == id,
            invitations.c.revoked_at.is_(None),
            or_(invitations.c.expires_at.is_(None), invitations.c.expires_at > now),
            or_(invitations.c.most.is_(None), invitations.c.used < invitations.c.most),
        )
        .values(used=invitations.c.used + 1)
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
