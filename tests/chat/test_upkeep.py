"""What the house does by itself as time goes by: pings, slow lines, empty rooms, lost visits."""

import asyncio
import math
from dataclasses import dataclass, field
from typing import Any

import pytest

from madang.chat import upkeep
from madang.chat.rechecking import Rechecking, _Known
from madang.chat.telling import Telling
from madang.chat.upkeep import PING_AFTER, SLOW_AFTER, Upkeep
from madang.domain.chores import Chore, ClearRooms, EndVisits
from madang.domain.errors import SILENT, Refusal, unavailable
from madang.domain.ids import PersonId, RoomId
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.presence import Presence
from madang.live.relay import NoRelay
from madang.store import members
from tests.live.mouths import ROOM, Clock, Recorder, line, someone


class Wire(NoRelay):
    """A relay that is away or steady as the test says."""

    reaches_others = True
    away = False
    steady_for = math.inf


@dataclass
class House:
    """Upkeep over a hub, with what it asked of the store."""

    clock: Clock = field(default_factory=Clock)
    relay: Wire = field(default_factory=Wire)
    asked: list[Chore] = field(default_factory=list)
    visits: list[tuple[RoomId, PersonId]] = field(default_factory=list)
    doubted: list[RoomId] = field(default_factory=list)
    in_trouble: bool = False
    settled: int = 0
    looked: int = 0
    tidied: int = 0
    cleared: list[str] = field(default_factory=list)
    noticed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.hub = Hub(self.clock)
        self.presence = Presence(self.hub)
        telling = Telling("this", self.hub, self.presence, self.relay)
        self.rechecking = Rechecking(self.hub, telling, self.read, self.read, lambda: "now")
        self.upkeep = Upkeep(
            self.hub,
            self.presence,
            self.relay,
            self.rechecking,
            perform=self.perform,
            read=self.read,
            drain=self.look,
            look=self.look,
            notice=self.notice,
            tidy=self.tidy,
            clear=[self.clear_much, self.clear_little],
            settle=self.settle,
            time=lambda later: f"now {later:+}",
            temporary_for=600,
        )
        self.hub.on_behind = self.doubted.append

    async def look(self) -> None:
        self.looked += 1

    async def notice(self) -> None:
        self.noticed.set()
        raise unavailable()

    async def tidy(self) -> None:
        self.tidied += 1

    async def clear_much(self) -> bool:
        self.cleared.append("much")
        return self.cleared.count("much") < 3

    async def clear_little(self) -> bool:
        self.cleared.append("little")
        return False

    async def in_trouble_always(self) -> None:
        raise Refusal("internal", "")

    async def settle(self) -> bool:
        self.settled += 1
        return self.settled >= 2

    async def perform(self, command: Chore) -> object:
        if self.in_trouble:
            raise unavailable()
        self.asked.append(command)
        return None

    async def read(self, look: Any, *_: Any) -> object:
        if self.in_trouble:
            raise unavailable()
        return self.visits if look is members.visits else _Known({}, {})

    def listens(self, tongue: Tongue = Tongue.FULL) -> tuple[Line, Recorder]:
        made, mouth = line(self.hub, tongue=tongue)
        self.hub.listen(made, ROOM, Cursor(5, 5))
        self.hub.turn_live(made, ROOM, Cursor(5, 5))
        return made, mouth

    async def passes(self, seconds: float) -> None:
        self.clock.passes(seconds)
        await self.upkeep.turn()


@pytest.fixture
async def house() -> House:
    return House()


async def test_a_silent_line_is_pinged_twice_and_sent_away(house: House) -> None:
    silent, mouth = house.listens()
    await house.passes(PING_AFTER - 0.1)
    assert not mouth.heard("ping")
    await house.passes(0.1)
    assert len(mouth.heard("ping")) == 1
    silent.heard()
    await house.passes(PING_AFTER)
    await house.passes(PING_AFTER)
    assert len(mouth.heard("ping")) == 3
    await house.passes(PING_AFTER)
    assert mouth.closed == (SILENT, "No sign of life after two pings.")


async def test_what_is_told_makes_a_ping_needless(house: House) -> None:
    _, mouth = house.listens()
    for _ in range(5):
        await house.passes(PING_AFTER - 5)
        house.hub.tell_fleeting(ROOM, house.presence.frame(ROOM))
    assert not mouth.heard("ping")


async def test_a_plain_line_is_pinged_by_the_websocket_itself(house: House) -> None:
    _, mouth = house.listens(Tongue.PLAIN)
    await house.passes(PING_AFTER)
    assert (mouth.pings, mouth.frames) == (1, [])


async def test_a_line_that_takes_nothing_is_cut_off_after_a_while(house: House) -> None:
    slow, mouth = house.listens()
    mouth.full = True
    house.hub.fill(slow)
    await house.passes(SLOW_AFTER - 0.1)
    assert not slow.closed
    await house.passes(0.1)
    assert mouth.aborted


async def test_a_full_line_is_not_pinged(house: House) -> None:
    slow, mouth = house.listens()
    await house.passes(PING_AFTER - 1)
    mouth.full = True
    house.hub.fill(slow)
    await house.passes(2)
    assert not mouth.heard("ping")


async def test_a_line_that_took_again_in_time_stays(house: House) -> None:
    slow, mouth = house.listens()
    for _ in range(3):
        mouth.full = True
        house.hub.fill(slow)
        await house.passes(SLOW_AFTER - 5)
        mouth.full = False
        house.hub.drain(slow)
    assert not mouth.aborted


async def test_those_here_are_repeated_for_nodes_that_came_later(house: House) -> None:
    told: list[RoomId] = []
    here, _ = house.listens()
    house.presence.arrive(here, ROOM)
    house.presence.on_changed = lambda room, _: told.append(room)
    for _ in range(45):
        await house.passes(1)
    assert len(told) == 3, "once for the change and every twenty seconds"


async def test_while_the_relay_is_away_the_log_is_looked_into_now_and_then(house: House) -> None:
    house.listens()
    house.doubted.clear()
    for _ in range(12):
        await house.passes(1)
    assert house.doubted == []
    house.relay.away = True
    for _ in range(12):
        await house.passes(1)
        house.hub.rooms[ROOM].live.update(house.hub.rooms[ROOM].behind)
        house.hub.rooms[ROOM].behind.clear()
    assert len(house.doubted) == 2


async def test_a_sweep_ends_the_visits_of_those_who_are_nowhere(house: House) -> None:
    here, _ = house.listens(Tongue.PLAIN)
    elsewhere, lost, grace = someone().id, someone().id, someone()
    house.presence.heard_from("other", ROOM, frozenset({elsewhere}))
    broken, _ = line(house.hub, grace)
    house.presence.arrive(broken, ROOM)
    house.presence.depart(broken, ROOM)
    house.hub.remove(broken)
    house.visits = [(ROOM, id) for id in (here.person.id, elsewhere, lost, grace.id)]
    await house.upkeep.sweep(visits_before=1)
    assert house.asked == [EndVisits((lost,)), ClearRooms("now -600")]


async def test_no_visit_is_ended_before_all_nodes_have_said_who_is_here(house: House) -> None:
    house.visits = [(ROOM, someone().id)]
    for steady, ended in ((-math.inf, 0), (60, 0), (100, 1)):
        house.relay.steady_for = steady
        house.asked.clear()
        await house.upkeep.sweep(visits_before=1)
        assert sum(isinstance(command, EndVisits) for command in house.asked) == ended


async def test_a_sweep_in_trouble_waits_for_the_next(house: House) -> None:
    house.in_trouble = True
    await house.upkeep.sweep(visits_before=1)
    house.in_trouble = False
    await house.upkeep.sweep(visits_before=1)
    assert house.asked == [ClearRooms("now -600")]


async def test_what_is_broken_keeps_nothing_else_from_being_swept(house: House) -> None:
    house.upkeep._tidy = house.in_trouble_always
    await house.upkeep.sweep()
    assert house.looked == 1


async def test_what_takes_long_goes_in_turns(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_TURN_EVERY", 0)
    await house.upkeep.clear()
    assert house.cleared == ["much", "little", "much", "much"]


async def test_nothing_that_takes_long_is_waited_for_at_the_start_or_by_a_sweep(house: House) -> None:
    house.relay.reaches_others = False
    house.visits = [(ROOM, lost := someone().id)]
    await house.upkeep.open()
    await house.upkeep.close()
    assert house.asked == [EndVisits((lost,))]
    await house.upkeep.sweep()
    assert (house.tidied, house.looked, house.cleared) == (1, 1, [])


async def test_after_a_sweep_it_is_tried_until_what_was_written_is_settled(house: House) -> None:
    for settled in (0, 0):
        await house.upkeep.settle()
        assert house.settled == settled
    await house.upkeep.sweep()
    for settled in (1, 2, 2):
        await house.upkeep.settle()
        assert house.settled == settled


async def test_the_clock_waits_for_no_writer(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> bool:
        raise AssertionError("the writer is busy")

    monkeypatch.setattr(house.upkeep, "_settle", never)
    await house.upkeep.sweep()
    await house.upkeep.turn()


async def test_the_command_line_is_looked_out_for_and_trouble_is_no_bug(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(upkeep, "_TURN_EVERY", 0.001)
    await house.upkeep.open()
    for _ in range(2):
        house.noticed.clear()
        await asyncio.wait_for(house.noticed.wait(), 10)
    await house.upkeep.close()
    assert not caplog.records


async def test_a_bug_does_not_stop_the_clock(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    turned = asyncio.Event()
    turns = 0

    async def broken() -> None:
        nonlocal turns
        turns += 1
        if turns > 1:
            turned.set()
        raise ZeroDivisionError

    monkeypatch.setattr(upkeep, "_TURN_EVERY", 0.001)
    monkeypatch.setattr(house.upkeep, "turn", broken)
    await house.upkeep.open()
    await asyncio.wait_for(turned.wait(), 10)
    await house.upkeep.close()
    assert "bug in the upkeep" in caplog.text
