"""Many rooms: 1,000 of them with 20 people each, everybody in one; one in each room speaks, with one message in flight,
and the other 19 listen. Nothing is shared but the server: a house with many small conversations."""

import resource
import time
from pathlib import Path

from bench.contenders import BatchInC, BatchInPython, Bun, Contender, MadangFull, MadangPlain, SocketIo
from bench.load import Phase, Plan
from bench.rounds import alternate, rates
from bench.scenario import Bench, Scenario, Table
from bench.servers import CannotRun, Server

_EACH = 20
_SPARE = 400
_PATIENCE = 60.0
_SAMPLE = 10


class Rooms(Scenario):
    name = "rooms"
    about = "many rooms with one sender each, deliveries per second"

    def run(self, bench: Bench) -> Table:
        rooms = min(bench.rooms, _fitting() // _EACH)
        contenders: list[Contender] = [MadangFull(), MadangPlain(), BatchInC(), BatchInPython(), Bun(), SocketIo()]

        def prepare(contender: Contender, server: Server) -> None:
            bench.say(f"{self.name}: preparing {contender.name}")
            _prepare_in_time(contender, server, rooms)

        def plan(contender: Contender, server: Server) -> Plan:
            return contender.many(server, rooms, _EACH, bench.size, [Phase(1, bench.seconds)])

        found = alternate(bench, self.name, contenders, prepare, plan)
        title = f"{rooms:,} rooms with {_EACH} people, one of whom speaks: deliveries per second"
        lacking = [f"\nThe open files or ports of this system allow no more than {rooms:,} rooms."]
        rows = rates(found, contenders, [1], [BatchInC(), BatchInPython(), Bun(), SocketIo()])
        return Table(self.name, title, rows, lacking if rooms < bench.rooms else [])


def _prepare_in_time(contender: Contender, server: Server, rooms: int) -> None:
    """Guests come one by one over HTTP, which may take longer than what is measured."""
    started = time.monotonic()
    contender.prepare(server, _EACH - 1, min(rooms, _SAMPLE))
    expected = (time.monotonic() - started) / _SAMPLE * rooms
    if expected > _PATIENCE:
        raise CannotRun(f"{rooms * _EACH:,} guests would take {expected:.0f} s to come")
    contender.prepare(server, _EACH - 1, rooms)


def _fitting() -> int:
    """How many connections there can be at a time: each takes an open file of either side, and a port."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    try:
        first, last = map(int, Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split())
    except OSError:
        first, last = 49_152, 65_535
    return min(files, last - first) - _SPARE
