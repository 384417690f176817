"""A crowd: people who talk all the time, whatever happens to the house, and write down what they sent and heard.

    async with Crowd(house, seed=7) as crowd:
        async with crowd.talks():
            await crowd.is_acknowledged(200)     # 200 more answers
            house.restart()
        await crowd.agrees()                     # everybody is back and at rest; the history holds

They come back whenever their connection ends, send what is not known to be done again under the same id (now and then
they give up, and never know), edit and delete what is theirs, and read. `seed` decides what they do; it stands in every
text.
"""

import asyncio
import contextlib
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from random import Random
from typing import Any, Self

import httpx2
from typing_extensions import override
from websockets.exceptions import WebSocketException

from tests.faults.history import Change, Ear, History, Log, PlainEar, Send, counts
from tests.houses import House
from tests.model import Frame
from tests.people import HOME, Connection, People, Person, PlainPerson, WasRefused, new_id

PATIENCE = 60.0
"""Seconds that anything may take to be well again, on however busy a machine."""

TROUBLE = (OSError, EOFError, AssertionError, WebSocketException)
"""What a client runs into while the house is down, stopping or stunned."""

OPEN = ("unavailable", "internal")
"""Refusals that leave it open whether it happened."""

SECOND_ROOM = "hanok"


def seed_of_today() -> int:
    """Another one every time, unless MADANG_TEST_SEED asks to see one again."""
    return int(os.environ.get("MADANG_TEST_SEED") or time.time_ns() % 1_000_000)


async def eventually(true: Callable[[], object], what: str, within: float = PATIENCE) -> None:
    """Returns once `true` says so, which no event tells us."""
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, f"waited {within:.0f} s in vain for {what}"
        await asyncio.sleep(0.01)


async def is_gone(connection: Connection) -> None:
    """Its connection is over on this side, and its ear has heard all that came."""
    if connection._reader is None:
        return
    connection.drops()
    await asyncio.wait([connection._reader])
    connection._reader.result()


class Witness(Person):
    """Somebody at the full protocol who writes everything down."""

    def __init__(self, signed_in: Person, history: History) -> None:
        me: Frame = {"id": signed_in.id}
        super().__init__(signed_in.house, signed_in.http, signed_in.name, signed_in.token, me)
        self._people = signed_in._people
        self.history = history
        self.ear: Ear | None = None
        self._asked: dict[str, tuple[str, int]] = {}

    @override
    async def sends(self, **frame: Any) -> None:
        if frame["type"] == "hello":
            self.ear = self.history.listens(self.name, dict(frame["cursors"]))
            self._asked = {}
        elif frame["type"] == "catch_up":
            self._asked[frame["ref"]] = frame["room"], frame["after"]
        if self.ear and "ref" in frame:
            self.ear.asked[frame["ref"]] += 1
        await super().sends(**frame)

    @override
    async def _take(self, frame: Frame) -> None:
        if self.ear:
            self.ear.hears(self.history.moment(), frame)
        if self.ear and frame["type"] == "done" and frame["ref"] in self._asked:
            # What the house brought of its own accord meanwhile comes again from here on.
            room, after = self._asked.pop(frame["ref"])
            self.ear.asked_again(room, after)
            if held := self.model.rooms.get(room):
                held.told = 0
        await super()._take(frame)

    @override
    async def requests(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        """Asks again where it is told to."""
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = await super().requests(method, path, body, **headers)
            if answer.status_code != 503 or time.monotonic() > deadline:
                return answer
            await asyncio.sleep(min(0.2, answer.json()["retry_after"]))

    @property
    def connected(self) -> bool:
        return self._reader is not None and self.ended is None and bool(self.model.me)

    async def returns(self, *, settled: bool = False, within: float = PATIENCE) -> None:
        """Tries until it is welcome, and live with all its pages where `settled` is asked for."""
        deadline, wait = time.monotonic() + within, 0.02
        while True:
            await is_gone(self)
            try:
                async with asyncio.timeout(max(1.0, deadline - time.monotonic())):
                    if settled:
                        await self.comes_back()
                    else:
                        await self.connects(subprotocol="madang.v1")
                        await self.says_hello()
                return
            except TROUBLE as trouble:
                if time.monotonic() > deadline:
                    raise AssertionError(f"{self.name} did not come back in {within:.0f} s") from trouble
            await asyncio.sleep(wait)
            wait = min(wait * 1.5, 0.5)

    async def tries(self, type: str, ref: str, **fields: Any) -> Frame | None:
        """One attempt; gives the answer, or None if it is not known what became of it."""
        try:
            return await self.does(type, ref, **fields)
        except WasRefused as refused:
            return refused.frame
        except TROUBLE:
            return None

    async def says_once(self, send: Send) -> Frame | None:
        """One attempt at a send, written down."""
        assert send.id is not None
        answer = await self.tries("send_message", send.id, room=send.room, text=send.text)
        if answer and answer["type"] == "done":
            self.history.was_done(send, answer["seq"])
        elif answer and answer["code"] not in OPEN:
            self.history.was_refused(send)
        return answer

    async def changes_once(self, change: Change) -> Frame | None:
        where = {"room": change.room, "message": change.message}
        if change.text:
            answer = await self.tries("edit_message", new_id(), text=change.text, **where)
        else:
            answer = await self.tries("delete_message", new_id(), **where)
        if answer and answer["type"] == "done":
            self.history.was_done(change, answer["rev"])
        elif answer and answer["code"] not in OPEN:
            self.history.was_refused(change)
        return answer


class PlainWitness(PlainPerson):
    """Somebody at the plain door who writes everything down."""

    def __init__(self, house: House, room: str, name: str, history: History) -> None:
        super().__init__(house, f"/ws/chat/{room}", name)
        self.place = room
        self.history = history
        self.ear: PlainEar | None = None

    @override
    async def _take(self, frame: Frame) -> None:
        if self.ear:
            self.ear.hears(frame)

    async def returns(self) -> None:
        """One try; a visitor who comes back is a new one."""
        await is_gone(self)
        self.ear = None
        with contextlib.suppress(*TROUBLE):
            await self.connects()
            self.ear = self.history.listens_plainly(self.name, self.place)
            return
        await asyncio.sleep(0.1)

    async def tries_to_say(self, text: str) -> None:
        assert self.ear is not None
        self.ear.said.add(text)
        self.history.send(None, self.place, self.name, text)
        with contextlib.suppress(*TROUBLE):
            await self.says(text)


class Crowd:
    """`houses` are the nodes they go to, in turn. `pause` is how long each thinks between two sentences, at most."""

    def __init__(
        self, *houses: House, seed: int, people: int = 18, visitors: int = 2, pause: float = 0.1, length: int = 20
    ) -> None:
        self.houses = houses
        self.seed = seed
        self.history = History()
        self.witnesses: list[Witness] = []
        self.visitors: list[PlainWitness] = []
        self.rooms: list[str] = [HOME]
        self.acknowledged = 0
        self.refusals: Counter[str] = Counter()
        self._people = People(houses[0])
        self._size = people, visitors
        self._pause = pause
        self._padding = "가" * length
        self._random = Random(seed)
        self._texts = count(1)
        self._quiet = False
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        try:
            await self._gather()
        except BaseException as error:
            await self.__aexit__(type(error), error, None)
            raise
        return self

    async def _gather(self) -> None:
        people, visitors = self._size
        for number in range(people):
            await self.joined_by(f"person {number}", self.houses[number % len(self.houses)])
        second = await self.witnesses[0].opens_room(SECOND_ROOM)
        self.rooms.append(second)
        for witness in self.witnesses[1:]:
            await witness.joins(second)
        for number in range(visitors):
            house = self.houses[number % len(self.houses)]
            visitor = PlainWitness(house, HOME, f"visitor {number}", self.history)
            self.visitors.append(visitor)
            self._people.all.append(visitor)

    async def __aexit__(self, kind: object, error: object, trace: object) -> None:
        self._quiet = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._people.__aexit__(kind, error, trace)

    async def joined_by(self, name: str, house: House) -> Witness:
        signed_in = await self._people.signs_in(name, at=house)
        self._people.all.remove(signed_in)
        witness = Witness(signed_in, self.history)
        self._people.all.append(witness)
        self.witnesses.append(witness)
        await witness.returns(settled=True)
        return witness

    def text(self) -> str:
        """One that nobody has said before."""
        return f"{self.seed}/{next(self._texts)} {self._padding}"

    # ── talking ──────────────────────────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def talks(self) -> AsyncIterator[None]:
        """While the block runs, and until what was begun has ended."""
        self._quiet = False
        self._tasks = [
            asyncio.create_task(self._talk(each, Random(f"{self.seed} {each.name}"))) for each in self.witnesses
        ]
        self._tasks += [
            asyncio.create_task(self._chatter(each, Random(f"{self.seed} {each.name}"))) for each in self.visitors
        ]
        yield
        self._quiet = True
        await asyncio.wait_for(asyncio.gather(*self._tasks), 2 * PATIENCE)
        self._tasks = []

    async def is_acknowledged(self, more: int) -> None:
        """So many more sends."""
        wanted = self.acknowledged + more
        await self.comes_to(lambda: self.acknowledged >= wanted, f"{more} acknowledgements")

    async def comes_to(self, true: Callable[[], object], what: str) -> None:
        """Returns once `true` says so; the crowd goes on meanwhile."""

        def or_failed() -> object:
            for task in self._tasks:
                if task.done():
                    task.result()
            return true()

        await eventually(or_failed, what)

    async def _talk(self, who: Witness, random: Random) -> None:
        while not self._quiet:
            if not who.connected:
                await who.returns()
            rooms = [room for room in self.rooms if room in who.model.rooms]
            room = random.choice(rooms or [HOME])
            mine = self._mine(who, room)
            chance = random.random()
            if chance < 0.80 or not mine:
                await self._say(who, room, random)
            elif chance < 0.95:
                await who.changes_once(self.history.change(random.choice(mine), room, self.text()))
            elif chance < 0.98:
                await who.changes_once(self.history.change(random.choice(mine), room, ""))
            else:
                await who.tries("mark_read", new_id(), room=room, seq=who.model.rooms[room].seq)
            await asyncio.sleep(random.uniform(0, self._pause))

    async def _say(self, who: Witness, room: str, random: Random) -> None:
        send = self.history.send(new_id(), room, who.id, self.text())
        while True:
            answer = await who.says_once(send)
            if answer and answer["type"] == "done":
                self.acknowledged += 1
                return
            if answer:
                self.refusals[answer["code"]] += 1
            if answer and answer["code"] not in OPEN:
                return
            if answer:
                await asyncio.sleep(min(0.1, answer["retry_after"]))
            if self._quiet or random.random() < 0.1:
                return
            if not who.connected or not answer:
                await who.returns()

    async def _chatter(self, who: PlainWitness, random: Random) -> None:
        while not self._quiet:
            if who._reader is None or who.ended:
                await who.returns()
                continue
            await who.tries_to_say(self.text())
            await asyncio.sleep(random.uniform(0, 3 * self._pause))

    def _mine(self, who: Witness, room: str) -> list[str]:
        held = who.model.rooms.get(room)
        mine = [each for each in held.messages.values() if each["author"] == who.id] if held else []
        return [each["id"] for each in mine[-10:] if not each["deleted"]]

    # ── judging ──────────────────────────────────────────────────────────────────────────────────────────────

    async def agrees(self) -> dict[str, Log]:
        """Everybody is back, at rest, and right: each by their own folding, and all together by the history."""
        logs = await self.comes_to_rest()
        self.history.holds(logs)
        wrong = [each for who in self.witnesses for each in counts(who.name, who.id, who.model, logs)]
        assert not wrong, "\n".join(wrong[:20])
        return logs

    async def comes_to_rest(self, within: float = PATIENCE) -> dict[str, Log]:
        """Who still listens goes on listening, the others come back from their cursors. Whoever is not at rest in time
        is for the history to judge."""
        for ear in self.history.ears:
            ear.open = False
        await asyncio.gather(*map(is_gone, self.visitors))
        await asyncio.gather(
            *(each.returns(settled=True) for each in self.witnesses if not (each.connected and each.model.settled))
        )
        await self._is_without_visitors(self.witnesses[0])
        deadline = time.monotonic() + within
        logs = await self.reads()
        while time.monotonic() < deadline and not all(_at_rest(who, logs) for who in self.witnesses):
            # What was given up may have been done after this was read: then it is read again. And who was cut off may
            # notice it only now.
            await asyncio.sleep(0.05)
            await asyncio.gather(*(each.returns(settled=True) for each in self.witnesses if not each.connected))
            if any(_ahead(who, logs) for who in self.witnesses):
                logs = await self.reads()
        for who in self.witnesses:
            assert who.ear is not None
            who.ear.open = True
        return logs

    async def reads(self) -> dict[str, Log]:
        """All rooms, as HTTP shows them."""
        return {room: await read(self.witnesses[0], room) for room in self.rooms}

    async def _is_without_visitors(self, reader: Person) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            members = await reader.asks("GET", f"/api/rooms/{HOME}/members")
            visitors = [each for each in members["members"] if each["role"] == "visitor"]
            if not visitors:
                return
            assert time.monotonic() < deadline, f"these visitors never left: {visitors}"
            await asyncio.sleep(0.05)


def _at_rest(who: Witness, logs: dict[str, Log]) -> bool:
    rooms = who.model.rooms.items()
    caught_up = who.ear is not None and who.ear.caught_up
    return (
        caught_up
        and who.model.settled
        and all(held.cursor == logs[id].state["rev"] for id, held in rooms if id in logs)
    )


def _ahead(who: Witness, logs: dict[str, Log]) -> bool:
    return any(held.cursor > logs[id].state["rev"] for id, held in who.model.rooms.items() if id in logs)


async def read(who: Person, room: str) -> Log:
    state, messages, members = await who.fetches_all(room)
    in_order: Sequence[Frame] = sorted(messages.values(), key=lambda message: int(message["seq"]))
    return Log(state, [*in_order], [*members.values()])
