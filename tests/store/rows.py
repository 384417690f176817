"""Short ways to fill a store: people, rooms, members and what they say, with the counters as actions keep them."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from madang.domain import ids
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person, Role
from madang.domain.rooms import Room
from madang.store import members, messages, people, reads, rooms, schema
from madang.store.database import Database
from madang.store.rooms import Head
from madang.store.transaction import Transaction
from tests.servers import Postgres

NOW = "2026-11-25T09:41:00.000Z"
LATER = "2026-11-25T09:42:00.000Z"

FINGERPRINT = b"f" * 16

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]

_moments = count(1_764_063_660_000)


def opened(request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """What a fixture with the params `KINDS` gives: an empty database in shape."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{folder}/madang.sqlite3")
        schema.prepare(database)
        yield database
        database.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.new_database(prepare)
    database = Database(url)
    yield database
    database.close()
    server.drop(url)


def prepare(url: str) -> None:
    database = Database(url)
    schema.prepare(database)
    database.close()


def new_id() -> str:
    return ids.new(next(_moments))


def person(tx: Transaction, name: str = "김지우", role: Role = "member") -> Person:
    added = Person(PersonId(new_id()), name, role)
    people.add(tx, added, NOW)
    return added


def room(tx: Transaction, id: str = "madang", name: str | None = None, *, temporary: bool = False) -> RoomId:
    added = Room(RoomId(id), name or id, "", temporary, NOW, rev=1)
    rooms.add(tx, added)
    return added.id


def member(tx: Transaction, room: RoomId, who: Person) -> int:
    """Joins, with everything said so far as read; gives the `rev`."""
    head = _head(tx, room)
    joined = Member(room, who.id, who.name, who.role, NOW, left=False, rev=head.rev + 1)
    if members.get(tx.connection, room, who.id):
        members.bring_back(tx, joined, head.seq)
    else:
        members.add(tx, joined, head.seq)
    rooms.advance(tx, room, Head(head.seq, head.rev + 1))
    return head.rev + 1


def leave(tx: Transaction, room: RoomId, who: Person) -> int:
    head = _head(tx, room)
    members.set_left(tx, room, who.id, rev=head.rev + 1)
    rooms.advance(tx, room, Head(head.seq, head.rev + 1))
    return head.rev + 1


def said(tx: Transaction, room: RoomId, who: Person, text: str = "안녕하세요") -> Message:
    head = _head(tx, room)
    message = Message(MessageId(new_id()), room, who.id, head.seq + 1, head.rev + 1, text, NOW, None, False)
    messages.add(tx, message, FINGERPRINT)
    rooms.advance(tx, room, Head(message.seq, message.rev))
    reads.say(tx, room, who.id, message.seq, NOW)
    return message


def changed(tx: Transaction, message: Message, *, text: str = "", deleted: bool = False) -> Message:
    """Edited, or deleted: under the next `rev`."""
    head = _head(tx, message.room)
    edited_at = message.edited_at if deleted else LATER
    now = Message(
        message.id,
        message.room,
        message.author,
        message.seq,
        head.rev + 1,
        text,
        message.created_at,
        edited_at,
        deleted,
    )
    messages.change(tx, now)
    rooms.advance(tx, message.room, Head(head.seq, now.rev))
    return now


def _head(tx: Transaction, room: RoomId) -> Head:
    head = rooms.lock(tx, room)
    assert head is not None, f"there is no room {room}"
    return head
