"""Convergence, the mother of the tests: whatever people do and whatever happens to their connections, in the end what
every client has folded equals a fresh fetch, and what it counted equals a recount.

The whole heart runs in this process over a real database; a connection is a pair of queues, so that it can be slow,
stopped and cut at any point. Two nodes share the database and a relay that loses what it is told to lose. Hypothesis
makes up the conversation and, when it fails, the smallest one that still does.
"""

import asyncio
import contextlib
import json
import math
import sys
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest
from pydantic_core import to_json

from madang.chat import reading
from madang.chat.heart import Chat
from madang.domain import commands
from madang.domain.account_commands import StartSession
from madang.domain.commands import Command
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.domain.rooms import ChosenKind
from madang.domain.sessions import NewSession
from madang.live.hub import Hub
from madang.live.parcel import Parcel
from madang.live.recent import Recent
from madang.store import rooms, schema
from madang.store.database import Database
from madang.wire import outgoing
from madang.wire.incoming import Hello
from tests.model import CatchUp, Frame, Model, Wish
from tests.people import new_id
from tests.servers import Postgres

PEOPLE = 3
PIECES = 6
"""Frames that a connection in this test takes before it is full."""

PATIENCE = 30.0

FEW_CHANGES = 12
"""More than so many that somebody missed are a reset in this test."""


class Wires:
    """The relay between the nodes of one test. While an end of it is cut, what is published or should arrive there is
    lost; when it heals, that node is told that something may have been, as NATS tells it: nobody else is."""

    def __init__(self) -> None:
        self.ends: list[End] = []

    def heal(self) -> None:
        for end in self.ends:
            if end.away:
                end.away = False
                end.doubt(None)


class End:
    """One node's end of the wires."""

    reaches_others = True
    steady_for = math.inf

    def __init__(self, wires: Wires) -> None:
        self.wires = wires
        self.away = False
        self.wanted: set[str] = set()
        self.heard: Callable[[str, bytes], None] = lambda _subject, _payload: None
        self.doubt: Callable[[str | None], None] = lambda _subject: None
        wires.ends.append(self)

    async def start(self, heard: Callable[[str, bytes], None], doubt: Callable[[str | None], None]) -> None:
        self.heard, self.doubt = heard, doubt

    def publish(self, subject: str, payload: bytes) -> None:
        for other in self.wires.ends:
            if other is not self and subject in other.wanted and not (self.away or other.away):
                asyncio.get_running_loop().call_soon(other.heard, subject, payload)

    def subscribe(self, subject: str) -> None:
        if subject not in self.wanted:
            self.wanted.add(subject)
            asyncio.get_running_loop().call_soon(self.doubt, subject)

    def unsubscribe(self, subject: str) -> None:
        self.wanted.discard(subject)

    async def close(self) -> None:
        self.wires.ends.remove(self)


class Wire:
    """The way of the frames from the house to one client."""

    def __init__(self) -> None:
        self.under_way: deque[Frame] = deque()
        self.stopped = False
        self.over = False
        self.on_full: Callable[[], None] = lambda: None
        self.on_drained: Callable[[], None] = lambda: None
        self._full = False

    @property
    def full(self) -> bool:
        return self._full

    def write(self, parcel: Parcel) -> None:
        if self.over:
            return
        self.under_way.extend(json.loads(text) for text in parcel.texts)
        if self.stopped and not self._full and len(self.under_way) >= PIECES:
            self._full = True
            self.on_full()

    def ping(self) -> None: ...

    def close(self, _code: int, _reason: str) -> None:
        self.over = True

    def abort(self) -> None:
        self.over = True

    def drain(self) -> None:
        if self._full:
            self._full = False
            self.on_drained()


class Client:
    """One person's device, with the reference model of what it knows."""

    def __init__(self, chat: Chat, person: Person) -> None:
        self.chat = chat
        self.person = person
        self.model = Model()
        self.wire: Wire | None = None
        self.line: Any = None
        self.sent: list[Command] = []
        self.wishes: deque[Wish] = deque()

    async def connects(self) -> None:
        self.wire = wire = Wire()
        self.line = self.chat.line(self.person, wire, None)
        wire.on_full = lambda line=self.line: self.chat.hub.fill(line)  # type: ignore[misc]
        wire.on_drained = lambda line=self.line: self.chat.hub.drain(line)  # type: ignore[misc]
        await self.chat.greet(self.line, Hello("hello", epoch=self.model.epoch, cursors=self.model.cursors))

    def drops(self) -> None:
        """What was under way is lost, on both sides."""
        if self.wire:
            self.wire.over = True
            self.wire = None
            self.wishes.clear()
            self.chat.hang_up(self.line)
            for room in self.model.rooms.values():
                room.live = False

    def hears(self, most: int = 1_000_000) -> None:
        """Takes what is under way."""
        if self.wire is None:
            return
        while self.wire.under_way and most > 0:
            most -= 1
            frame = self.wire.under_way.popleft()
            if frame["type"] == "done":  # of a catch_up: from here on things may come again
                if room := self.model.rooms.get(frame["room"]):
                    room.told = 0
                continue
            self.wishes.extend(self.model.fold(frame))
        if not self.wire.under_way:
            self.wire.drain()

    async def fulfils(self) -> None:
        while self.wire and self.wishes:
            wish = self.wishes.popleft()
            if isinstance(wish, CatchUp):
                with contextlib.suppress(Refusal):
                    self.chat.catch_up(self.line, wish.room, wish.after)
                    self.wire.under_way.append({"type": "done", "room": wish.room})
                continue
            with contextlib.suppress(Refusal):  # shown out of a private room; the word of it is on its way
                page = await self.chat.read(reading.page, self.person, wish.room, limit=100)
                members = await self.chat.read(reading.present, self.person, wish.room)
                self.model.load(json.loads(to_json(page)), json.loads(to_json(members)))

    async def does(self, command: Command) -> None:
        self.sent.append(command)
        with contextlib.suppress(Refusal):
            await self.chat.perform(self.person, command)


class Visitor:
    """Somebody at the plain door, who hears new messages only."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.heard: list[int] = []

    async def arrives(self, chat: Chat, room: str) -> None:
        line = await chat.visit(room, self.wire)
        self.wire.on_full, self.wire.on_drained = lambda: chat.hub.fill(line), lambda: chat.hub.drain(line)
        if self.wire.full:
            chat.hub.fill(line)

    def hears(self) -> None:
        while self.wire.under_way:
            self.heard.append(self.wire.under_way.popleft()["seq"])
        self.wire.drain()


step = st.tuples(
    st.sampled_from(
        [
            *(
                "say",
                "say",
                "say",
                "say",
                "again",
                "pair",
                "burst",
                "edit",
                "delete",
                "read",
                "rename",
                "join",
                "leave",
                "add",
                "remove",
                "silence",
                "change",
            ),
            *("drop", "back", "stop", "go", "go", "hear", "hear", "cut", "heal", "block", "unblock", "unblock"),
        ]
    ),
    st.integers(0, PEOPLE),
    st.integers(0, 7),
)


class Conversation:
    """Interprets the steps: a word, who, and a number that chooses among what there is."""

    def __init__(self, nodes: list[Chat], wires: Wires) -> None:
        self.nodes = nodes
        self.wires = wires
        self.clients: list[Client] = []
        self.rooms: list[str] = []
        self.said: dict[str, list[str]] = {}
        self.visitors = [Visitor() for _ in nodes]
        self._texts = count(1)

    async def begins(self) -> None:
        first = self.nodes[0]
        for number in range(PEOPLE):
            person = Person(PersonId(new_id()), f"person {number}", "member")
            session = NewSession(new_id().encode(), "9999")
            await first.perform(person, StartSession(f"person {number}", session))
            self.clients.append(Client(self.nodes[number % len(self.nodes)], person))
        # One of them has another device.
        self.clients.append(Client(self.nodes[-1], self.clients[0].person))
        for _ in range(2):
            self.rooms.append(new_id())
            await first.perform(self.clients[0].person, commands.OpenRoom("open_room", self.rooms[-1], "a room"))
        for client in self.clients[1:PEOPLE]:
            await client.does(commands.JoinRoom("join_room", new_id(), self.rooms[0]))
        for client in self.clients:
            await client.connects()
        for visitor, node in zip(self.visitors, self.nodes, strict=True):
            await visitor.arrives(node, self.rooms[0])

    async def takes(self, word: str, who: int, choice: int) -> None:
        client = self.clients[who]
        room = self.rooms[choice % 2]
        await getattr(self, f"_{word}")(client, room, choice)
        await asyncio.sleep(0)

    async def _say(self, client: Client, room: str, _: int) -> None:
        await client.does(self._sentence(client, room))

    async def _pair(self, client: Client, room: str, choice: int) -> None:
        """Two speak at once, on different nodes perhaps."""
        other = self.clients[(self.clients.index(client) + 1) % len(self.clients)]
        await asyncio.gather(
            client.does(self._sentence(client, room)), other.does(self._sentence(other, self.rooms[choice // 2 % 2]))
        )

    async def _burst(self, client: Client, room: str, choice: int) -> None:
        await asyncio.gather(*(client.does(self._sentence(client, room)) for _ in range(3 * choice + 2)))

    async def _edit(self, client: Client, room: str, choice: int) -> None:
        if mine := self.said.get(client.person.id):
            message = mine[choice % len(mine)]
            edit = commands.EditMessage("edit_message", new_id(), room, message, f"mended {next(self._texts)}")
            await client.does(edit)

    async def _delete(self, client: Client, room: str, choice: int) -> None:
        if mine := self.said.get(client.person.id):
            await client.does(commands.DeleteMessage("delete_message", new_id(), room, mine[choice % len(mine)]))

    async def _read(self, client: Client, room: str, choice: int) -> None:
        held = client.model.rooms.get(room)
        await client.does(commands.MarkRead("mark_read", new_id(), room, max(0, (held.seq if held else 0) - choice)))

    async def _join(self, client: Client, room: str, _: int) -> None:
        await client.does(commands.JoinRoom("join_room", new_id(), room))

    async def _leave(self, client: Client, room: str, _: int) -> None:
        await client.does(commands.LeaveRoom("leave_room", new_id(), room))

    async def _add(self, client: Client, room: str, choice: int) -> None:
        whom = self.clients[choice // 2 % PEOPLE].person.id
        await client.does(commands.AddMember("add_member", new_id(), room, whom))

    async def _remove(self, _: Client, room: str, choice: int) -> None:
        """By whoever opened it, while they are in it."""
        whom = self.clients[choice // 2 % PEOPLE].person.id
        await self.clients[0].does(commands.RemoveMember("remove_member", new_id(), room, whom))

    async def _silence(self, _: Client, room: str, choice: int) -> None:
        whom, seconds = self.clients[choice // 2 % PEOPLE].person.id, choice % 2 * 3600
        await self.clients[0].does(commands.SetMember("set_member", new_id(), room, whom, silenced_for=seconds))

    async def _change(self, _: Client, room: str, choice: int) -> None:
        """The first room stays open to its visitors."""
        kinds: tuple[ChosenKind, ...] = ("public", "private", "open", "private")
        kind = kinds[choice // 2] if room == self.rooms[1] else None
        name = f"room {next(self._texts)}"
        await self.clients[0].does(
            commands.EditRoom("edit_room", new_id(), room, name, kind=kind, history_visible=True)
        )

    async def _rename(self, client: Client, _room: str, _choice: int) -> None:
        await client.does(commands.SetName("set_name", new_id(), f"named {next(self._texts)}"))

    async def _again(self, client: Client, _: str, choice: int) -> None:
        sends = [each for each in client.sent if isinstance(each, commands.SendMessage)]
        if sends:
            await client.does(sends[choice % len(sends)])

    async def _drop(self, client: Client, _room: str, _choice: int) -> None:
        client.drops()

    async def _back(self, client: Client, _: str, choice: int) -> None:
        """Perhaps on another node, as behind a balancer."""
        client.drops()
        client.chat = self.nodes[choice % len(self.nodes)]
        await client.connects()

    async def _stop(self, client: Client, _room: str, _choice: int) -> None:
        if client.wire:
            client.wire.stopped = True

    async def _go(self, client: Client, _room: str, _choice: int) -> None:
        if client.wire:
            client.wire.stopped = False
        client.hears()
        await client.fulfils()

    async def _hear(self, client: Client, _: str, choice: int) -> None:
        if client.wire and client.wire.stopped:
            client.hears(choice)
        else:
            client.hears()
        await client.fulfils()

    async def _block(self, _client: Client, _room: str, choice: int) -> None:
        self.visitors[choice % len(self.visitors)].wire.stopped = True

    async def _unblock(self, _client: Client, _room: str, choice: int) -> None:
        visitor = self.visitors[choice % len(self.visitors)]
        visitor.wire.stopped = False
        visitor.hears()

    async def _cut(self, _client: Client, _room: str, choice: int) -> None:
        if self.wires.ends:
            self.wires.ends[choice % len(self.wires.ends)].away = True

    async def _heal(self, _client: Client, _room: str, _choice: int) -> None:
        self.wires.heal()

    def _sentence(self, client: Client, room: str) -> Command:
        command = commands.SendMessage("send_message", new_id(), room, f"sentence {next(self._texts)}")
        self.said.setdefault(client.person.id, []).append(command.ref)
        return command

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────

    async def agrees(self) -> None:
        self.wires.heal()
        for client in self.clients:
            if client.wire is None or client.wire.over:
                client.drops()
                await client.connects()
            assert client.wire
            client.wire.stopped = False
        heads = {room: await self._head(room) for room in self.rooms}
        for client in self.clients:
            await self._settles(client, heads)
        for client in self.clients:
            await self._equals_a_fresh_fetch(client)
        for visitor in self.visitors:
            await self._heard_everything(visitor)

    async def _heard_everything(self, visitor: Visitor) -> None:
        page = await self.nodes[0].read(reading.page, self.clients[0].person, self.rooms[0], limit=1_000)
        expected = {message.seq for message in page["messages"] if not message.deleted}
        visitor.wire.stopped = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not expected <= set(visitor.heard):
                    visitor.hears()
                    await asyncio.sleep(0.001)
        assert visitor.heard == sorted(set(visitor.heard)), f"the visitor heard {visitor.heard}"
        assert expected <= set(visitor.heard), f"the visitor heard {visitor.heard}, the log has {expected}"

    async def _settles(self, client: Client, heads: dict[str, int]) -> None:
        async def goes_on() -> None:
            while not at_rest():
                client.hears()
                await client.fulfils()
                await asyncio.sleep(0.001)

        def at_rest() -> bool:
            rooms = client.model.rooms
            cursors = all(rooms[id].cursor >= rev for id, rev in heads.items() if id in rooms)
            return (
                client.model.settled and cursors and not client.wishes and not (client.wire and client.wire.under_way)
            )

        try:
            async with asyncio.timeout(PATIENCE):
                await goes_on()
        except TimeoutError:
            held = {id: (room.cursor, room.live, room.page_wanted) for id, room in client.model.rooms.items()}
            raise AssertionError(f"{client.person.name} never settles: {held}, the heads are {heads}") from None

    async def _head(self, room: str) -> int:
        head = await self.nodes[0].read(rooms.head, RoomId(room))
        assert head is not None
        return head.rev

    async def _equals_a_fresh_fetch(self, client: Client) -> None:
        me, model = client.person, client.model
        found = await client.chat.read(reading.find_rooms, me, mine=True)
        states = {state.room.id: state for state in found["rooms"]}
        mine = {id: state for id, state in states.items() if state.mine is not None}
        assert set(model.rooms) == {str(id) for id in mine}, f"{me.name} thinks to be in {set(model.rooms)}"
        for id in self.rooms:
            if id not in model.rooms:
                continue
            held, state = model.rooms[id], json.loads(to_json(await client.chat.read(reading.room, me, id)))
            page = json.loads(to_json(await client.chat.read(reading.page, me, id, limit=1_000)))
            present = json.loads(to_json(await client.chat.read(reading.present, me, id)))
            assert (held.cursor, held.seq, held.state) == (state["rev"], state["seq"], state["room"])
            assert {"read": held.read, "unread": held.unread} == state["mine"], f"{me.name} in {id}"
            assert held.recounted(me.id) in (None, held.unread)
            log = page["messages"]
            assert [message["seq"] for message in log] == list(range(1, state["seq"] + 1))
            assert held.timeline == log[held.floor - 1 :], f"{me.name} holds another timeline of {id}"
            assert all(message == log[message["seq"] - 1] for message in held.messages.values())
            members = {person: member for person, member in held.members.items() if not member["left"]}
            assert members == {member["person"]: member for member in present["members"]}
        assert not model.wrong, model.wrong
        assert not model.strays, model.strays


def converses(database_url: str, nodes: int, steps: list[tuple[str, int, int]]) -> None:
    """With so few changes before a reset that resets are no rarity."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outgoing, "CHANGES", FEW_CHANGES)
        asyncio.run(converse(database_url, nodes, steps))


async def converse(database_url: str, nodes: int, steps: list[tuple[str, int, int]]) -> None:
    wires = Wires()
    databases, chats = [], []
    for _ in range(nodes):
        database = Database(database_url)
        chat = Chat(database, schema.prepare(database), End(wires) if nodes > 1 else None, limits=False)
        await chat.open()
        databases.append(database)
        chats.append(chat)
    try:
        conversation = Conversation(chats, wires)
        await conversation.begins()
        for word, who, choice in steps:
            await conversation.takes(word, who, choice)
        await conversation.agrees()
    finally:
        for chat in chats:
            await chat.close()
        for database in databases:
            database.close()


@pytest.fixture
def shared(postgres: Postgres) -> Iterator[str]:
    """A database for two nodes."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@hypothesis.settings(
    max_examples=60,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
@hypothesis.given(steps=st.lists(step, max_size=60))
def test_every_client_comes_to_what_a_fresh_fetch_says(database_url: str, steps: list[tuple[str, int, int]]) -> None:
    converses(database_url, 1, steps)


@hypothesis.settings(
    max_examples=40,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
@hypothesis.given(steps=st.lists(step, max_size=60))
def test_so_it_does_on_two_nodes_with_a_relay_that_loses(shared: str, steps: list[tuple[str, int, int]]) -> None:
    converses(shared, 2, steps)


# ── the tester tested ────────────────────────────────────────────────────────────────────────────────────────

AWAY = [("hear", 1, 0), ("drop", 1, 0), ("say", 0, 0), ("say", 0, 0), ("back", 1, 0), ("say", 0, 0)]
SLOW = [("hear", 1, 0), ("stop", 1, 0), *[("burst", 0, 4)] * 2, ("go", 1, 0), ("say", 0, 0)]
APART = [("cut", 0, 0), ("say", 0, 0), ("heal", 0, 0)]


def first_change_is_lost(patch: pytest.MonkeyPatch) -> None:
    pieces = Recent.pieces
    patch.setattr(Recent, "pieces", lambda recent, after, upto: pieces(recent, after + 1, upto))


def slow_ones_are_not_brought_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Hub, "drain", lambda _, line: setattr(line, "full_since", None))


def doubt_is_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Hub, "doubt", lambda *_: None)


@pytest.mark.parametrize(
    ("bug", "nodes", "steps"),
    [(first_change_is_lost, 1, AWAY), (slow_ones_are_not_brought_back, 1, SLOW), (doubt_is_ignored, 2, APART)],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_heart_with_a_bug_built_in_does_not_converge(
    shared: str, monkeypatch: pytest.MonkeyPatch, bug: Callable[[pytest.MonkeyPatch], None], nodes: int, steps: Any
) -> None:
    converses(shared, nodes, steps)
    bug(monkeypatch)
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE", 3.0)
    with pytest.raises(AssertionError):
        converses(shared, nodes, steps)
