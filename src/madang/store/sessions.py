"""Sessions as they are kept: only the hash of the key, so that a stolen database signs nobody in."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.domain.scopes import Deputy, Scope
from madang.domain.sessions import NewSession, Session, SessionKind
from madang.store.account_tables import sessions
from madang.store.people import PERSON
from madang.store.tables import people
from madang.store.transaction import Transaction

_ADD = sessions.insert()
_SEEN = sessions.update().where(sessions.c.hash == bindparam("of_hash"))
_PEOPLE_OF = (
    select(sessions.c.hash, *PERSON, sessions.c.rights, sessions.c.rooms)
    .join(sessions, sessions.c.person == people.c.id)
    .where(
        sessions.c.hash.in_(bindparam("hashes", expanding=True)),
        sessions.c.expires_at > bindparam("now"),
        people.c.state == "active",
    )
)


def add(tx: Transaction, person: PersonId, session: NewSession, now: str) -> None:
    tx.later(
        _ADD,
        session.hash,
        {
            "hash": session.hash,
            "person": person,
            "created_at": now,
            "expires_at": session.expires_at,
            "id": session.id,
            "kind": session.kind,
            "agent": session.agent,
            "address": session.address,
            "seen_at": now,
        },
    )


def people_of(connection: Connection, hashes: Collection[bytes], now: str) -> dict[bytes, Person]:
    """Whose sessions these are, as far as they have not ended. One that was left to somebody who is not active opens
    nothing."""
    rows = connection.execute(_PEOPLE_OF, {"hashes": list(hashes), "now": now})
    return {bytes(row[0]): _whoever_asks(Person(*row[1:-2]), *row[-2:]) for row in rows.all()}


def _whoever_asks(owner: Person, rights: str | None, rooms: str | None) -> Person:
    if rights is None:
        return owner
    within = None if rooms is None else frozenset(RoomId(room) for room in json.loads(rooms))
    return Deputy(owner, Scope(frozenset(json.loads(rights)), within))


def holding(connection: Connection, hashes: Collection[bytes], now: str) -> set[bytes]:
    """Which of these sessions have not ended."""
    found = connection.execute(
        select(sessions.c.hash)
        .join(people, people.c.id == sessions.c.person)
        .where(sessions.c.hash.in_(hashes), sessions.c.expires_at > now, people.c.state == "active")
    )
    return {bytes(hash) for (hash,) in found}


def listed(connection: Connection, person: PersonId, now: str, current: bytes) -> list[Session]:
    """Those of a person that have not ended, the latest seen first. `current` is the hash of the one that asks."""
    found = connection.execute(
        select(
            sessions.c.id,
            sessions.c.kind,
            sessions.c.agent,
            sessions.c.address,
            sessions.c.created_at,
            sessions.c.seen_at,
            sessions.c.hash,
        )
        .where(sessions.c.person == person, sessions.c.expires_at > now)
        .order_by(sessions.c.seen_at.desc(), sessions.c.hash)
    )
    return [
        Session(id or _unnamed(hash), kind, agent, address, created, seen or created, bytes(hash) == current)
        for id, kind, agent, address, created, seen, hash in found
    ]


def hashes_of(
    connection: Connection, person: PersonId, kinds: Sequence[SessionKind] = ("browser", "phone", "token")
) -> list[bytes]:
    found = connection.execute(
        select(sessions.c.hash).where(sessions.c.person == person, sessions.c.kind.in_(kinds)).order_by(sessions.c.hash)
    )
    return [bytes(hash) for (hash,) in found]


def hash_of(connection: Connection, person: PersonId, id: str) -> bytes | None:
    """By which hash the session of this id is kept, if it is one of theirs."""
    rows = connection.execute(select(sessions.c.hash, sessions.c.id).where(sessions.c.person == person))
    return next((bytes(hash) for hash, named in rows if (named or _unnamed(hash)) == id), None)


def remove(tx: Transaction, *hashes: bytes) -> None:
    tx.writing.execute(sessions.delete().where(sessions.c.hash.in_(hashes)))


def begun(connection: Connection, hashes: Collection[bytes], now: str) -> dict[bytes, tuple[str, SessionKind]]:
    """When each of these began that have not ended, and of which kind it is."""
    rows = connection.execute(
        select(sessions.c.hash, sessions.c.created_at, sessions.c.kind).where(
            sessions.c.hash.in_(hashes), sessions.c.expires_at > now
        )
    )
    return {bytes(hash): (created_at, kind) for hash, created_at, kind in rows}


def see(tx: Transaction, now: str, until: Mapping[bytes, str | None]) -> None:
    """Somebody was there. Each lasts `until` then from now on; None: as long as it did."""
    prolonged = [{"of_hash": hash, "expires_at": at} for hash, at in until.items() if at is not None]
    if prolonged:
        tx.writing.execute(_SEEN.values(seen_at=now, expires_at=bindparam("expires_at")), prolonged)
    others = [hash for hash, at in until.items() if at is None]
    if others:
        tx.writing.execute(sessions.update().where(sessions.c.hash.in_(others)).values(seen_at=now))


def clear(tx: Transaction, now: str) -> None:
    """Takes away those that have ended by themselves."""
    tx.writing.execute(sessions.delete().where(sessions.c.expires_at <= now))


def _unnamed(hash: bytes) -> str:
    """Sessions from before they had ids."""
    return bytes(hash).hex()[:32]
