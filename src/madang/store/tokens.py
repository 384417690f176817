"""Tokens as they are kept: sessions of programs, with their scope."""

import json
from typing import Any

from sqlalchemy import Connection, Select, func, select

from madang.domain.ids import PersonId, RoomId
from madang.domain.times import NEVER
from madang.domain.tokens import Token
from madang.store.account_tables import sessions
from madang.store.transaction import Transaction

_SELECT: Select[Any] = select(
    sessions.c.id,
    sessions.c.person,
    sessions.c.name,
    sessions.c.rights,
    sessions.c.rooms,
    sessions.c.created_at,
    sessions.c.seen_at,
    sessions.c.expires_at,
).where(sessions.c.kind == "token", sessions.c.id.is_not(None), sessions.c.rights.is_not(None))


def add(tx: Transaction, token: Token, hash: bytes) -> None:
    tx.writing.execute(
        sessions.insert().values(
            hash=hash,
            person=token.person,
            created_at=token.created_at,
            expires_at=token.expires_at or NEVER,
            id=token.id,
            kind="token",
            name=token.name,
            rights=json.dumps(token.rights),
            rooms=None if token.rooms is None else json.dumps(token.rooms, ensure_ascii=False),
        )
    )


def get(connection: Connection, id: str) -> Token | None:
    row = connection.execute(_SELECT.where(sessions.c.id == id)).first()
    return _token(row) if row else None


def of(connection: Connection, person: PersonId, now: str) -> list[Token]:
    """Those of a person that are still good, the latest first."""
    good = _SELECT.where(sessions.c.person == person, sessions.c.expires_at > now)
    rows = connection.execute(good.order_by(sessions.c.created_at.desc(), sessions.c.id.desc()))
    return [_token(row) for row in rows]


def count(connection: Connection, person: PersonId) -> int:
    counted = select(func.count()).select_from(sessions).where(sessions.c.person == person, sessions.c.kind == "token")
    return int(connection.execute(counted).scalar_one())


def _token(row: Any) -> Token:
    id, person, name, rights, rooms, created_at, seen_at, expires_at = row
    within = None if rooms is None else tuple(RoomId(room) for room in json.loads(rooms))
    until = None if expires_at == NEVER else expires_at
    return Token(id, PersonId(person), name, tuple(json.loads(rights)), within, created_at, seen_at, until)
