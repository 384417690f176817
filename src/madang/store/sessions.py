"""Sessions as they are kept: only the hash of the token, so that a stolen database signs nobody in."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from madang.domain.ids import PersonId
from madang.domain.people import Person
from madang.store.people import PERSON
from madang.store.tables import people, sessions
from madang.store.transaction import Transaction

_ADD = sessions.insert()
_PEOPLE_OF = (
    select(sessions.c.hash, *PERSON)
    .join(sessions, sessions.c.person == people.c.id)
    .where(sessions.c.hash.in_(bindparam("hashes", expanding=True)), sessions.c.expires_at > bindparam("now"))
)


def add(tx: Transaction, hash: bytes, person: PersonId, now: str, expires_at: str) -> None:
    tx.later(_ADD, hash, {"hash": hash, "person": person, "created_at": now, "expires_at": expires_at})


def people_of(connection: Connection, hashes: Collection[bytes], now: str) -> dict[bytes, Person]:
    """Whose sessions these are, as far as they have not ended."""
    rows = connection.execute(_PEOPLE_OF, {"hashes": list(hashes), "now": now})
    return {bytes(hash): Person(*person) for hash, *person in rows.all()}


def holding(connection: Connection, hashes: Collection[bytes], now: str) -> set[bytes]:
    """Which of these sessions have not ended."""
    found = connection.execute(select(sessions.c.hash).where(sessions.c.hash.in_(hashes), sessions.c.expires_at > now))
    return {bytes(hash) for (hash,) in found}


def remove(tx: Transaction, hash: bytes) -> None:
    tx.writing.execute(sessions.delete().where(sessions.c.hash == hash))
