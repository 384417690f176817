"""Fan-out: one room full of listeners, one sender with some messages in flight. Deliveries a second; the headline with
everybody, and other sizes of rooms and texts with a few."""

from collections.abc import Sequence
from typing import NamedTuple

from bench.contenders import BatchInC, BatchInPython, Bun, Contender, MadangFull, PlainFastApi, SocketIo, everybody
from bench.load import Phase, Plan
from bench.rounds import Found, alternate, rates
from bench.scenario import Bench, Row, Scenario, Table
from bench.servers import Server

_LONGEST = 20.0
_PEERS = (BatchInC(), BatchInPython(), Bun(), SocketIo(), PlainFastApi())


class Fanout(Scenario):
    name = "fanout"
    about = "one room, one sender, deliveries per second"

    def run(self, bench: Bench) -> Table:
        contenders, windows = everybody(), (1, 4, 16, 64)
        found = _fan_out(bench, self.name, contenders, windows, bench.listeners, bench.size)
        title = f"Fan-out to {bench.listeners:,} listeners, texts of {bench.size} bytes: deliveries per second"
        return Table(self.name, title, rates(found, contenders, windows, _PEERS))


class _Shape(NamedTuple):
    listeners: int
    size: int


class Shapes(Scenario):
    name = "shapes"
    about = "the same with smaller and larger rooms and long texts"
    shapes = (_Shape(10, 100), _Shape(100, 100), _Shape(5000, 100), _Shape(1000, 2000))

    def run(self, bench: Bench) -> Table:
        rows = [row for shape in self.shapes for row in self._rows(bench, shape)]
        return Table(self.name, "Fan-out to other rooms: deliveries per second", rows)

    def _rows(self, bench: Bench, shape: _Shape) -> list[Row]:
        contenders, windows = [MadangFull(), BatchInC(), Bun(), PlainFastApi()], (1, 16)
        what = f"{self.name}, {shape.listeners:,} listeners, {shape.size:,} bytes"
        found = _fan_out(bench, what, contenders, windows, *shape)
        first = {"listeners": f"{shape.listeners:,}", "text": f"{shape.size:,} bytes"}
        rows = rates(found, contenders, windows, [BatchInC(), Bun(), PlainFastApi()])
        return [Row({**first, **row.columns}, row.measured) for row in rows]


def _fan_out(
    bench: Bench, what: str, contenders: Sequence[Contender], windows: Sequence[int], listeners: int, size: int
) -> Found:
    def prepare(contender: Contender, server: Server) -> None:
        contender.prepare(server, listeners)

    def plan(contender: Contender, server: Server) -> Plan:
        phases = [Phase(window, bench.seconds) for window in windows if _bearable(contender, window * listeners)]
        return contender.plan(server, listeners, size, phases)

    return alternate(bench, what, contenders, prepare, plan)


def _bearable(contender: Contender, in_flight: int) -> bool:
    """What is in flight when a phase ends must arrive, and that counts."""
    return not contender.slowest or in_flight / contender.slowest <= _LONGEST
