"""A house in which people act one after the other, each in a transaction of its own."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from madang import actions
from madang.actions.turn import Turn
from madang.domain.account_commands import StartSession
from madang.domain.accounts import Account
from madang.domain.commands import AnyCommand, JoinRoom, OpenRoom, SendMessage
from madang.domain.errors import Refusal, RefusalCode
from madang.domain.events import Event, PersonalEvent, PlaceChanged, RoomEvent
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Happening, InRoom, Named, Outcome, Said
from madang.domain.people import Person, Role
from madang.domain.places import Place
from madang.domain.rooms import HOME, Room
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import accounts, people, places, rooms, sessions, tables
from madang.store.database import Database
from madang.store.rooms import Head
from madang.store.transaction import StoreConflict, Transaction
from tests.store import rows

SECRET = b"s" * 16
PASSWORD = "$argon2id$of somebody"
"""The hash of one."""


class House:
    """Checks after every turn what holds for all: each room's changes are numbered without a gap."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.heads: dict[RoomId, int] = {}
        self._minutes = count()

    @contextmanager
    def turn(self, who: Person) -> Iterator[Turn]:
        with self.database.write() as tx, tx.attempt():
            yield Turn(tx, who, f"2026-11-25T10:{next(self._minutes) % 60:02d}:00.000Z", SECRET)

    def happens(self, who: Person, command: AnyCommand) -> Happening:
        with self.turn(who) as turn:
            happening = actions.perform(turn, command)
        self._number(happening.events)
        return happening

    def does(self, who: Person, command: AnyCommand) -> Outcome:
        return self.happens(who, command).outcome

    def refuses(self, who: Person, command: AnyCommand) -> RefusalCode:
        with pytest.raises(Refusal) as refused:
            self.happens(who, command)
        return refused.value.code

    def guest(self, name: str = "지우") -> Person:
        come = self.does(person(name), StartSession(name, NewSession(rows.new_id().encode()[:32], rows.LATER)))
        assert isinstance(come, Named)
        return come.me

    def member_with_account(self, name: str = "지우", role: Role = "member", handle: str | None = None) -> Person:
        """Somebody who can sign in, and has a session."""
        with self.turn(person(name, role)) as turn:
            who = turn.who
            people.add(turn.tx, who, turn.now)
            login = handle or f"person-{who.id[-8:]}"
            accounts.add(turn.tx, Account(who.id, login, f"{login}@example.com", password=PASSWORD))
            sessions.add(turn.tx, who.id, NewSession(session_of(who), NEVER), turn.now)
        return who

    def room(self, by: Person, *others: Person, name: str = "방") -> RoomId:
        """A new room with all these in it."""
        opened = self.does(by, OpenRoom("open_room", rows.new_id(), name))
        assert isinstance(opened, InRoom)
        for other in others:
            self.does(other, JoinRoom("join_room", "-", opened.room.room.id))
        return opened.room.room.id

    def says(self, who: Person, room: RoomId, text: str = "안녕", ref: str | None = None) -> tuple[str, Said]:
        ref = ref or rows.new_id()
        said = self.does(who, SendMessage("send_message", ref, room, text))
        assert isinstance(said, Said)
        return ref, said

    def becomes(self, who: Person, role: Role) -> None:
        """From now on they are something else in the house."""
        with self.database.write() as tx:
            tx.writing.execute(tables.people.update().where(tables.people.c.id == who.id).values(role=role))

    def audited(self) -> list[tuple[Any, ...]]:
        """Who did what to whom where, in its order."""
        kept = tables.audit.c
        with self.database.read() as snapshot:
            rows = snapshot.execute(
                select(kept.actor, kept.action, kept.subject, kept.room, kept.about).order_by(kept.id)
            ).all()
        return [(*row[:-1], json.loads(row[-1])) for row in rows]

    def head(self, room: RoomId) -> Head:
        with self.database.read() as snapshot:
            head = rooms.head(snapshot, room)
        assert head is not None
        return head

    def _number(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if not isinstance(event, PersonalEvent | PlaceChanged) and event.rev > self.heads.get(event.room, 1):
                self.heads[event.room] = self.heads.get(event.room, 1) + 1
                assert event.rev == self.heads[event.room], f"a hole before {event}"
        for room in {event.room for event in room_events(events)}:
            assert self.head(room).rev == self.heads[room]


class Nodes:
    """Two houses over one PostgreSQL, each with a connection of its own."""

    def __init__(self, here: House, there: House) -> None:
        self.here = here
        self._there = there

    def at_once(self, here: tuple[Person, AnyCommand], there: tuple[Person, AnyCommand]) -> list[str]:
        """What comes of both, `done` or a code. There it begins when here all is done but the commit."""
        with ThreadPoolExecutor(1) as pool:
            with self.here.database.write() as tx:
                first = self._decide(tx, here)
                tx.write_out()
                second = pool.submit(self._commit, there)
                while not second.done() and not self._somebody_waits():
                    pass
            return [first, second.result(20)]

    def _commit(self, asked: tuple[Person, AnyCommand]) -> str:
        while True:
            try:
                with self._there.database.write() as tx:
                    return self._decide(tx, asked)
            except StoreConflict:
                continue

    def _decide(self, tx: Transaction, asked: tuple[Person, AnyCommand]) -> str:
        actions.foresee(tx, [asked])
        try:
            with tx.attempt():
                actions.perform(Turn(tx, asked[0], rows.NOW, SECRET), asked[1])
        except Refusal as refusal:
            return refusal.code
        return "done"

    def _somebody_waits(self) -> bool:
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        with self.here.database.read() as snapshot:
            return bool(snapshot.exec_driver_sql(waiting).scalar())


def room_events(events: tuple[Event, ...]) -> list[RoomEvent]:
    return [event for event in events if not isinstance(event, PersonalEvent | PlaceChanged)]


def person(name: str = "지우", role: Role = "member") -> Person:
    """Somebody nobody has seen yet."""
    return Person(PersonId(rows.new_id()), name, role)


def session_of(who: Person) -> bytes:
    """The hash of the session that `member_with_account` gives them."""
    return who.id.encode()[-32:]


def owned(house: House) -> Person:
    """Makes it a house that has an owner, with a home for those who have an account; gives the owner."""
    with house.turn(person()) as turn:
        places.put(turn.tx, Place(claimed=True))
        rooms.add(turn.tx, Room(HOME, "마당", "", False, turn.now, rev=1))
    return house.member_with_account("주인", "owner")
