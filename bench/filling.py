"""Fills a database with a conversation, as if a server had kept it: gapless `seq` and `rev`, members with read marks.

The store's own tables and transactions are used; a server starts on what is made here as on any other.
"""

import hashlib
import heapq
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from random import Random
from typing import Any

import psycopg
from sqlalchemy import Connection

from bench.conversation import ENDS, Conversation, Person, Room, Said, began
from madang.api.access import hash_of
from madang.domain.spelling import spelled
from madang.store import account_tables, schema, tables
from madang.store.database import Database

TOKEN = "the reader of the measurements"
"""The session of `Conversation.reader`."""

_TOGETHER = 20_000
FOR_EVER = "2100-01-01T00:00:00.000Z"

Row = dict[str, Any]


def fill(url: str, conversation: Conversation, count: int) -> None:
    """Makes the tables of an empty database and puts `count` messages into them."""
    database = Database(url)
    try:
        secret = schema.prepare(database).secret
        logs = {room: _Log(room, secret) for room in conversation.rooms}
        _open(database, conversation)
        coming = _rows(conversation, count, logs)
        while rows := list(islice(coming, _TOGETHER)):
            with database.write() as tx:
                _add(tx.writing, rows)
        _close(database, list(logs.values()), conversation)
    finally:
        database.close()


class _Log:
    """One room while it is being filled: its head, its members, and the changes that are still to come."""

    def __init__(self, room: Room, secret: bytes) -> None:
        self.room = room
        self.seq, self.rev = 0, 1
        self.members: dict[Person, Row] = {}
        self._secret = secret
        self._changing: list[tuple[int, int, Row]] = []
        self._random = Random(room.id)
        first, late = room.people[: 1 + len(room.people) // 3], room.people[1 + len(room.people) // 3 :]
        for person in first:
            self._join(person, began())
        self._arriving = sorted(((self._random.randint(began(), ENDS), person) for person in late), key=itemgetter(0))

    def say(self, said: Said) -> Iterator[Row]:
        """The rows that are final once this is said; one that is going to be changed is not among them yet."""
        yield from self.settle(said.at)
        if said.author not in self.members:
            self._join(said.author, said.at)
        self.seq, self.rev = self.seq + 1, self.rev + 1
        self.members[said.author]["read"] = self.seq
        row = self._row(said)
        if said.changed_at is None:
            yield row
        else:
            heapq.heappush(self._changing, (said.changed_at, self.seq, row))

    def settle(self, until: int) -> Iterator[Row]:
        """Lets those come who were due by then, and makes the changes; each takes a `rev`."""
        while self._arriving and self._arriving[0][0] <= until:
            at, person = self._arriving.pop(0)
            if person not in self.members:
                self._join(person, at)
        while self._changing and self._changing[0][0] <= until:
            at, _, row = heapq.heappop(self._changing)
            self.rev += 1
            row["rev"] = self.rev
            if not row["deleted"]:
                row["edited_at"] = time(at)
            yield row

    def end(self, reader: Person) -> Iterator[Row]:
        """The members, each with a read mark that fits what they said; some have left."""
        for person, row in self.members.items():
            if person is not reader:
                row["read"] = max(row["read"], _read(self._random, self.seq))
                if self._random.random() < 0.04:
                    self.rev += 1
                    row |= {"left": True, "rev": self.rev}
        yield from self.members.values()

    def _join(self, person: Person, at: int) -> None:
        self.rev += 1
        row = {"room": self.room.id, "person": person.id, "joined_at": time(at), "left": False}
        self.members[person] = row | {"read": self.seq, "rev": self.rev}

    def _row(self, said: Said) -> Row:
        first = f"{self.room.id}\0{said.first}".encode()
        return {
            "id": said.id,
            "room": self.room.id,
            "author": said.author.id,
            "seq": self.seq,
            "rev": self.rev,
            "text": said.text,
            "fingerprint": hashlib.blake2b(first, digest_size=16, key=self._secret).digest(),
            "created_at": time(said.at),
            "edited_at": None,
            "deleted": said.deleted,
        }


def _add(connection: Connection, rows: list[Row]) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(tables.messages.insert(), rows)
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    # Twice as fast as to insert them.
    with driver.cursor() as cursor, cursor.copy(f"COPY messages ({', '.join(rows[0])}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def time(at: int) -> str:
    """As it is written everywhere."""
    return f"{datetime.fromtimestamp(at // 1000, UTC):%Y-%m-%dT%H:%M:%S}.{at % 1000:03d}Z"


def _read(random: Random, seq: int) -> int:
    """Half of the people have read everything, most others nearly everything, a few have not been there for months."""
    chance = random.random()
    if chance < 0.5:
        return seq
    return seq - int(random.random() * (min(seq, 200) if chance < 0.85 else seq))


def called(name: str) -> Row:
    """The columns of a name."""
    return {"name": name, "spelled": spelled(name)}


def _rows(conversation: Conversation, count: int, logs: dict[Room, _Log]) -> Iterator[Row]:
    for said in conversation.messages(count):
        yield from logs[said.room].say(said)
    for log in logs.values():
        yield from log.settle(1 << 62)


def _open(database: Database, conversation: Conversation) -> None:
    created_at = time(began())
    people = [
        {"id": each.id, "role": "member", "created_at": created_at} | called(each.name)
        for each in (conversation.reader, *conversation.people)
    ]
    rooms = [
        {"id": each.id, "topic": each.topic, "temporary": False, "created_at": created_at}
        | called(each.name)
        | {"seq": 0, "rev": 1, "changed_rev": 1}
        for each in conversation.rooms
    ]
    session = {"hash": hash_of(TOKEN), "person": conversation.reader.id}
    with database.write() as tx:
        tx.writing.execute(tables.people.insert(), people)
        tx.writing.execute(tables.rooms.insert(), rooms)
        tx.writing.execute(
            account_tables.sessions.insert(), session | {"created_at": created_at, "expires_at": FOR_EVER}
        )


def _close(database: Database, logs: list[_Log], conversation: Conversation) -> None:
    with database.write() as tx:
        for log in logs:
            tx.writing.execute(tables.members.insert(), list(log.end(conversation.reader)))
            tx.writing.execute(
                tables.rooms.update().where(tables.rooms.c.id == log.room.id).values(seq=log.seq, rev=log.rev)
            )
