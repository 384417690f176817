"""Fan-out: one room full of listeners, one sender with 1, 4 and 16 messages in flight. Deliveries a second."""

from contextlib import ExitStack
from itertools import chain

from bench.contenders import Contender, MadangFull, MadangPlain, PlainFastApi
from bench.load import Measured, Phase
from bench.scenario import Bench, Row, Scenario, Table, spread
from bench.servers import Server

WINDOWS = (1, 4, 16)
_PEER = PlainFastApi.name


class Fanout(Scenario):
    name = "fanout"
    about = "one room, one sender, deliveries per second"

    def run(self, bench: Bench) -> Table:
        contenders: list[Contender] = [MadangFull(), MadangPlain(), PlainFastApi()]
        found: dict[tuple[str, int], list[Measured]] = {}
        phases = [Phase(window, bench.seconds) for window in WINDOWS]
        with ExitStack() as stack:
            servers = [_ready(bench, stack, contender) for contender in contenders]
            for turn in range(bench.rounds):
                bench.say(f"fanout: round {turn + 1} of {bench.rounds}")
                for contender, server in rotated(list(zip(contenders, servers, strict=True)), turn):
                    server.go_on()
                    plan = contender.plan(server, bench.listeners, bench.size, phases)
                    for measured in bench.client.run(plan).phases:
                        found.setdefault((contender.name, measured.window), []).append(measured)
                    server.halt()
        title = f"Fan-out to {bench.listeners:,} listeners, texts of {bench.size} bytes: deliveries per second"
        return Table(self.name, title, [*chain.from_iterable(_rows(found, each.name) for each in contenders)])


def rotated(contenders: list[tuple[Contender, Server]], turn: int) -> list[tuple[Contender, Server]]:
    """Whoever was first is last in the next round."""
    start = turn % len(contenders)
    return contenders[start:] + contenders[:start]


def _ready(bench: Bench, stack: ExitStack, contender: Contender) -> Server:
    server = stack.enter_context(contender.server(bench.cores))
    contender.prepare(server, bench.listeners)
    server.halt()
    return server


def _rows(found: dict[tuple[str, int], list[Measured]], name: str) -> list[Row]:
    rows = []
    for window in WINDOWS:
        measured, peer = found[name, window], found[_PEER, window]
        ratios = [mine.per_second / its.per_second for mine, its in zip(measured, peer, strict=True)]
        columns = spread([each.per_second for each in measured], "/s")
        columns |= {f"× {_PEER}": f"{spread(ratios, digits=1)['median']}"} if name != _PEER else {f"× {_PEER}": "1"}
        rows.append(Row({"server": name, "in flight": str(window), **columns, **shares(measured)}, measured))
    return rows


def shares(measured: list[Measured]) -> dict[str, str]:
    """What one delivery cost the server, and how much of its core each side used: where the client is near 100 %, it
    was the client that was measured."""
    return {
        "server µs each": spread([each.cost_us for each in measured], digits=1)["median"],
        "server busy": f"{max(each.server_busy for each in measured):.0%}",
        "client busy": f"{max(each.client_busy for each in measured):.0%}",
    }
