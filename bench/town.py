"""Houses of very different sizes that look the same to one person in them: the same twenty rooms with the same talk.

Home is the room that everybody is in. The store's own tables are used; a server starts on what is made here as on any
other.
"""

from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table

from bench.conversation import began
from bench.filling import FOR_EVER, TOKEN, called, time
from madang.api.access import hash_of
from madang.domain.places import Place
from madang.domain.rooms import HOME
from madang.store import account_tables, places, schema, tables
from madang.store.database import Database

MINE, SAID = 20, 60
"""The rooms of the one who looks, and the messages in each of them."""
_FAMILY, _GIVEN = "김이박최정강조윤장임", ("지우", "서연", "민준", "하은", "도윤", "지호", "수아", "예준")


class Size(NamedTuple):
    people: int
    rooms: int

    def __str__(self) -> str:
        return f"{self.people:,} people, {self.rooms:,} rooms"


def build(file: Path, size: Size) -> None:
    """Makes this SQLite file."""
    database = Database(f"sqlite:///{file}")
    at = time(began())
    try:
        schema.prepare(database)
        with database.write() as tx:
            places.put(tx, Place(claimed=True))
            for table, rows in _rows(size, at):
                tx.writing.execute(table.insert(), rows)
    finally:
        database.close()


def _rows(size: Size, at: str) -> list[tuple[Table, list[dict[str, Any]]]]:
    people = [_id("a", number) for number in range(size.people)]
    rooms = [HOME, *(_id("b", number) for number in range(1, size.rooms))]
    me, others = people[0], people[1 : 1 + MINE]
    inside = {room: people if room == HOME else others for room in rooms}
    inside |= {room: [me, *others] for room in rooms[1:MINE]}
    return [
        (tables.people, [{"id": id, "role": "member", "created_at": at} | called(_name(id)) for id in people]),
        (account_tables.accounts, [{"person": id, "handle": f"person-{place}"} for place, id in enumerate(people)]),
        (
            account_tables.sessions,
            [{"hash": hash_of(TOKEN), "person": me, "created_at": at, "expires_at": FOR_EVER}],
        ),
        (tables.rooms, [_room(id, place, len(inside[id]), at) for place, id in enumerate(rooms)]),
        (
            tables.members,
            [
                {"room": room, "person": person, "joined_at": at, "left": False, "read": SAID, "rev": place + 2}
                for room in rooms
                for place, person in enumerate(inside[room])
            ],
        ),
        (
            tables.messages,
            [
                _message(place, seq, room, others[seq % MINE], len(inside[room]), at)
                for place, room in enumerate(rooms[:MINE])
                for seq in range(SAID)
            ],
        ),
    ]


def _room(id: str, place: int, members: int, at: str) -> dict[str, Any]:
    numbers = {"seq": SAID, "rev": 1 + members + SAID, "changed_rev": 1}
    return {"id": id, "topic": "", "temporary": False, "created_at": at} | called(f"방 {place:05}") | numbers


def _message(place: int, seq: int, room: str, author: str, members: int, at: str) -> dict[str, Any]:
    numbers = {"id": _id("c", place * SAID + seq), "seq": seq + 1, "rev": seq + 2 + members}
    said = {"room": room, "author": author, "text": f"{seq}번째 이야기", "created_at": at}
    return numbers | said | {"fingerprint": bytes(16), "edited_at": None, "deleted": False}


def _id(kind: str, number: int) -> str:
    return f"01900000-0000-7000-8000-{kind}{number:011x}"


def _name(id: str) -> str:
    number = int(id[-11:], 16) * 7919
    return f"{_FAMILY[number % 10]}{_GIVEN[number // 10 % 8]} {number % 10_007}"
