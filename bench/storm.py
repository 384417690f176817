"""Storms: thousands of clients come at once, with and without cursors. How long until the last one has everything, and
what that costs the server.

Each client is in one of 50 rooms with a past, and in the home room. Who comes back lacks 20 messages of its room; every
tenth lacks 700, so that it gets a reset. Each must get exactly what it lacks before it is caught up.
"""

import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from websockets.sync.client import connect
from websockets.typing import Subprotocol

from bench.contenders import MadangFull
from bench.counted import counts
from bench.guests import Api, uuid7
from bench.load import Connection, Phase, Plan
from bench.scenario import Bench, Row, Scenario, Table
from bench.servers import Madang

_ROOMS = 50
_HOME = "madang"
_PAST = 900
"""Changes that every room has seen before the first storm."""
_LACKING = 20
_FAR = 700
_HELD = 120.0
_STORMS = ("connect, no cursors", "resume, server killed", "resume, network lost")


class _House(Madang):
    """Counts its reads, and can be killed and started again over the same data."""

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "bench.counted", "serve"]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"BENCH_COUNTS": str(self._counts)}

    def restart(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self.port = 0
        self.__enter__()

    def spent(self) -> dict[str, float]:
        """So far, since it was started."""
        reads, said = counts(self._counts)
        return {"server_seconds": self.processor_seconds, "reads": reads, "statements": said}

    @property
    def _counts(self) -> Path:
        return self.folder / "counts"


class _Cursors(NamedTuple):
    """Where the rooms stood, before what their members lack was said."""

    epoch: str
    revs: dict[str, int]


class _People:
    """Guests, each in one of the rooms; the first ones made them, and speak in them."""

    def __init__(self, house: _House, count: int) -> None:
        self._house = house
        api = Api(house.port)
        self.tokens = api.guests(count)
        self.rooms = api.all(api.room, self.tokens[:_ROOMS])
        members = list(enumerate(self.tokens))[_ROOMS:]
        api.all(lambda member: api.join(self.rooms[member[0] % _ROOMS], [member[1]]), members)

    def talk(self, bench: Bench) -> None:
        """Until every room has a past."""
        while min(rev for room, rev in self._revs().items() if room != _HOME) < _PAST:
            speakers = [
                MadangFull.speaker(token, room, bench.size, hears=True, group=group)
                for group, (token, room) in enumerate(zip(self.tokens, self.rooms, strict=False))
            ]
            plan = Plan(
                port=self._house.port,
                server=self._house.pid,
                delivery='{"type":"message"',
                done='{"type":"done","ref":"',
                ready='{"type":"caught_up"',
                connections=speakers,
                phases=[Phase(16, 1.0, by_answer=True)],
                settle=0.1,
            )
            bench.client.run(plan)

    def fall_behind(self) -> _Cursors:
        """Where everybody stands; then something is said in every room."""
        cursors = _Cursors(self._epoch(), self._revs())
        api = Api(self._house.port)

        def say(number: int) -> None:
            path = f"/api/rooms/{self.rooms[number % _ROOMS]}/messages"
            text = f"{number}: the bread is in the oven, come in before it is eaten."
            api.ask("POST", path, self.tokens[number % _ROOMS], {"id": uuid7(), "text": text})

        api.all(say, range(_ROOMS * _LACKING))
        return cursors

    def connections(self, count: int, cursors: _Cursors | None) -> list[Connection]:
        return [self._connection(number, cursors) for number in range(count)]

    def _connection(self, number: int, cursors: _Cursors | None) -> Connection:
        hello: dict[str, object] = {"type": "hello", "token": self.tokens[number]}
        due = (2, 0, 0)
        if cursors:
            room, far = self.rooms[number % _ROOMS], number // _ROOMS % 10 == 0
            rev = cursors.revs[room] - (_FAR - _LACKING if far else 0)
            hello |= {"epoch": cursors.epoch, "cursors": {room: rev, _HOME: cursors.revs[_HOME]}}
            due = (2, 0, 1) if far else (2, _LACKING, 0)
        return Connection("/api/socket", json.dumps(hello), "madang.v1", due=due)

    def _revs(self) -> dict[str, int]:
        api = Api(self._house.port)
        return {room: api.ask("GET", f"/api/rooms/{room}", self.tokens[0])["rev"] for room in (*self.rooms, _HOME)}

    def _epoch(self) -> str:
        with connect(
            f"ws://127.0.0.1:{self._house.port}/api/socket", subprotocols=[Subprotocol("madang.v1")]
        ) as socket:
            socket.send(json.dumps({"type": "hello", "token": self.tokens[0]}))
            return str(json.loads(socket.recv())["epoch"])


class Storm(Scenario):
    name = "storm"
    about = "all clients come, or come back, at once"

    def run(self, bench: Bench) -> Table:
        sizes = (bench.listeners, 5 * bench.listeners)
        found: dict[tuple[int, str], list[dict[str, float]]] = {}
        with _House(bench.cores) as house:
            bench.say(f"storm: {sizes[-1]:,} guests")
            people = _People(house, sizes[-1])
            people.talk(bench)
            for turn in range(bench.rounds):
                for size in sizes:
                    bench.say(f"storm: round {turn + 1} of {bench.rounds}, {size:,} clients")
                    for storm, measured in zip(_STORMS, _round(bench, house, people, size), strict=True):
                        found.setdefault((size, storm), []).append(measured)
        title = f"Storms: everybody in {_ROOMS} rooms and the home room comes at once"
        rows = [_row(size, storm, measured) for (size, storm), measured in found.items()]
        notes = [f"Reads are transactions of the whole server, for sessions too; per room: divided by {_ROOMS + 1}."]
        return Table(self.name, title, rows, notes)


def _round(bench: Bench, house: _House, people: _People, size: int) -> list[dict[str, float]]:
    house.restart()
    with _storm(bench, house, people.connections(size, None)) as connected:
        cursors = people.fall_behind()
        house.restart()
    with _storm(bench, house, people.connections(size, cursors)) as resumed:
        cursors = people.fall_behind()
    with _storm(bench, house, people.connections(size, cursors)) as returned:
        pass
    return [connected, resumed, returned]


@contextmanager
def _storm(bench: Bench, house: _House, connections: list[Connection]) -> Iterator[dict[str, float]]:
    """What it took; everybody is still there inside the block, and gone at once at its end."""
    plan = Plan(
        port=house.port,
        server=house.pid,
        delivery="",
        ready='{"type":"caught_up"',
        counts=('{"type":"message"', '{"type":"reset"'),
        troubles=('{"type":"refused"', '{"type":"bye"', '{"type":"room_removed"'),
        replies={'{"type":"ping"': '{"type":"pong"}'},
        connections=connections,
        phases=[],
        settle=1.0,
        hold=_HELD,
        opening=len(connections),
    )
    memory, before = house.resident, house.spent()
    with bench.client.holding(plan) as report:
        spent = {name: after - before[name] for name, after in house.spent().items()}
        times = {"p50_ms": report.ready_p50_ms, "p99_ms": report.ready_p99_ms, "max_ms": report.ready_max_ms}
        yield times | spent | {"memory_before": memory, "memory_after": house.resident}


def _row(size: int, storm: str, measured: list[dict[str, float]]) -> Row:
    middle = {name: statistics.median(each[name] for each in measured) for name in measured[0]}
    columns = {
        "storm": storm,
        "clients": f"{size:,}",
        "all caught up": f"{middle['max_ms'] / 1000:.1f} s",
        "p50": f"{middle['p50_ms'] / 1000:.1f} s",
        "p99": f"{middle['p99_ms'] / 1000:.1f} s",
        "server seconds": f"{middle['server_seconds']:.1f}",
        "memory": f"{middle['memory_before'] / 2**20:.0f} → {middle['memory_after'] / 2**20:.0f} MB",
        "reads": f"{middle['reads']:,.0f}",
        "statements": f"{middle['statements']:,.0f}",
        "reads per room": f"{middle['reads'] / (_ROOMS + 1):,.1f}",
    }
    return Row(columns, measured)
