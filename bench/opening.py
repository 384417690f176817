"""Opening: what one waits for who comes into a small house, and into a large one in which there is as much to do."""

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.typing import Subprotocol

from bench.filling import TOKEN
from bench.history import Wire
from bench.load import RunFailed
from bench.machine import on_core
from bench.scenario import Bench, Row, Scenario, Table
from bench.stored import Stored
from bench.town import MINE, Size, build
from madang.wire.incoming import SUBPROTOCOL

_SIZES = Size(60, 120), Size(10_000, 2_000)
_ASKED = 60
_HELLO = "hello until all is caught up"
_AT_MOST = 1.5
_PATHS = {
    "newest page at home": "/api/rooms/madang/messages",
    "people, first page": "/api/people",
    "people, by name": "/api/people?query=%EC%A7%80%EC%9A%B0%2042",
    "rooms to join, first page": "/api/rooms?mine=false",
    "rooms, by name": "/api/rooms?query=00012",
}
_LOOKED_THROUGH = ("people, by name", "rooms, by name")
"""A part of a name stands in no index: everybody is looked through, and nobody waits for that at the door."""


class Opening(Scenario):
    name = "opening"
    about = "what one waits for on coming into a small house and a large one"

    def run(self, bench: Bench) -> Table:
        folder = Path(tempfile.mkdtemp(prefix="madang-bench-"))
        try:
            with ExitStack() as stack:
                houses = [stack.enter_context(_house(bench, folder, size)) for size in _SIZES]
                taken = [_ask(bench, houses, turn) for turn in range(bench.rounds)]
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        rows = [_row(question, [turn[question] for turn in taken]) for question in taken[0]]
        slow = [name for row in rows if _grew(row) and (name := row.columns["question"]) not in _LOOKED_THROUGH]
        came = f"missed by {', '.join(slow)}" if slow else "met"
        goal = f"Goal, but for what is looked up: at most {_AT_MOST} times as long: {came}."
        return Table(self.name, f"One who is in {MINE} rooms: milliseconds until the last byte", rows, ["", goal])


def _grew(row: Row) -> bool:
    return float(row.columns["growth"]) > _AT_MOST


def _house(bench: Bench, folder: Path, size: Size) -> Stored:
    bench.say(f"opening: building {size}")
    file = folder / f"{size.people}.sqlite3"
    build(file, size)
    return Stored(bench.cores, file)


def _ask(bench: Bench, houses: list[Stored], turn: int) -> dict[str, list[float]]:
    """The median of each question at each of them."""
    bench.say(f"opening: round {turn + 1} of {bench.rounds}")
    found: dict[str, list[float]] = {}
    with on_core(bench.cores.client):
        for house in houses:
            for name, question in _questions(house.port).items():
                question()
                found.setdefault(name, []).append(statistics.median(question() for _ in range(_ASKED)))
    return found


def _questions(port: int) -> Mapping[str, Callable[[], float]]:
    """Each gives milliseconds."""
    wire = Wire(port)
    return {name: partial(_get, wire, path) for name, path in _PATHS.items()} | {_HELLO: partial(_hello, port)}


def _get(wire: Wire, path: str) -> float:
    return wire.get(path)[0]


def _hello(port: int) -> float:
    """From saying hello until all rooms are caught up."""
    with connect(f"ws://127.0.0.1:{port}/api/socket", subprotocols=[Subprotocol(SUBPROTOCOL)]) as socket:
        began = time.perf_counter()
        socket.send(json.dumps({"type": "hello", "token": TOKEN, "focus": "madang"}))
        left = -1
        while left:
            frame: dict[str, Any] = json.loads(socket.recv(timeout=30))
            if frame["type"] == "welcome":
                left = len(frame["rooms"])
                if left != MINE:
                    raise RunFailed(f"{left} rooms were welcomed, not {MINE}")
            left -= frame["type"] == "caught_up"
        return (time.perf_counter() - began) * 1000


def _row(question: str, rounds: list[list[float]]) -> Row:
    small, large = ([round[place] for round in rounds] for place in (0, 1))
    growth = statistics.median(many / few for few, many in zip(small, large, strict=True))
    columns = {"question": question}
    columns |= {str(size): f"{statistics.median(ms):.2f}" for size, ms in zip(_SIZES, (small, large), strict=True)}
    return Row(columns | {"growth": f"{growth:.2f}"}, [{"small_ms": few, "large_ms": many} for few, many in rounds])
