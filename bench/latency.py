"""Latency at a steady load that everybody can bear: 20 messages a second to a room full of listeners."""

from bench.contenders import BatchInC, BatchInPython, Bun, Contender, MadangFull, NodeWs, PlainFastApi, SocketIo
from bench.load import Phase, Plan
from bench.rounds import Found, absent, alternate, shares
from bench.scenario import Bench, Row, Scenario, Table, spread
from bench.servers import Server

_RATE = 20.0
_LONGER = 3
"""Times the usual phase: a p99 wants more messages than a rate does."""


class Latency(Scenario):
    name = "latency"
    about = "time until a listener has a message, at a steady load"

    def run(self, bench: Bench) -> Table:
        contenders: list[Contender] = [
            MadangFull(),
            BatchInC(),
            BatchInPython(),
            Bun(),
            NodeWs(),
            SocketIo(),
            PlainFastApi(),
        ]

        def prepare(contender: Contender, server: Server) -> None:
            contender.prepare(server, bench.listeners)

        def plan(contender: Contender, server: Server) -> Plan:
            phases = [Phase(0, _LONGER * bench.seconds, _RATE)]
            return contender.plan(server, bench.listeners, bench.size, phases)

        found = alternate(bench, self.name, contenders, prepare, plan)
        title = f"{_RATE:.0f} messages a second to {bench.listeners:,} listeners: milliseconds until a listener has one"
        return Table(self.name, title, [_row(found, contender) for contender in contenders])


def _row(found: Found, contender: Contender) -> Row:
    measured = found.of(contender)
    if not measured:
        return absent(contender, found.absent[contender.name])
    columns = {
        "server": contender.name,
        "p50": spread([each.p50_ms for each in measured], digits=2)["median"],
        "p99": spread([each.p99_ms for each in measured], digits=2)["median"],
        "p99 spread": spread([each.p99_ms for each in measured], digits=2)["spread"],
        "max": f"{max(each.max_ms for each in measured):,.2f}",
        **shares(measured),
    }
    return Row(columns, measured)
