"""Rounds: all servers are started first, whoever is not being measured is halted, and the order changes from round to
round. Of a peer that cannot be measured there are no figures, and the table says why."""

import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench.contenders import Contender, Peer
from bench.load import Measured, Plan, RunFailed
from bench.scenario import Bench, Row, spread
from bench.servers import CannotRun, Server

Preparing = Callable[[Contender, Server], None]
Planning = Callable[[Contender, Server], Plan]


@dataclass
class Found:
    """What all rounds have found; `absent` are those without figures, and why."""

    measured: dict[tuple[str, int], list[Measured]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def of(self, contender: Contender, window: int = 0) -> list[Measured]:
        return [] if contender.name in self.absent else self.measured.get((contender.name, window), [])

    def ratio(self, mine: Contender, its: Contender, window: int) -> str:
        """The median of the ratios within each round."""
        pairs = zip(self.of(mine, window), self.of(its, window), strict=False)
        ratios = [one.per_second / other.per_second for one, other in pairs if other.per_second]
        return _in_words(statistics.median(ratios)) if ratios else ""


def alternate(bench: Bench, what: str, contenders: Sequence[Contender], prepare: Preparing, plan: Planning) -> Found:
    """Every contender does what its plan says, once in every round."""
    found = Found()
    with ExitStack() as stack:
        ready = [(one, server) for one in contenders if (server := _ready(stack, bench, one, prepare, found))]
        for turn in range(bench.rounds):
            bench.say(f"{what}: round {turn + 1} of {bench.rounds}")
            for contender, server in rotated(ready, turn):
                if contender.name not in found.absent:
                    _measure(bench, contender, server, plan, found)
    return found


def rotated(contenders: list[tuple[Contender, Server]], turn: int) -> list[tuple[Contender, Server]]:
    """Whoever was first is last in the next round."""
    start = turn % len(contenders) if contenders else 0
    return contenders[start:] + contenders[:start]


def rates(
    found: Found, contenders: Sequence[Contender], windows: Sequence[int], peers: Sequence[Contender]
) -> list[Row]:
    """Deliveries a second, and how many times those of each peer they are where it is Madang that made them."""
    rows = []
    for contender in contenders:
        if contender.name in found.absent:
            rows.append(absent(contender, found.absent[contender.name]))
            continue
        for window in windows:
            first = {"server": contender.name, "in flight": str(window)}
            measured = found.of(contender, window)
            ratios = {f"× {peer.short}": _ratio(found, contender, peer, window) for peer in peers}
            columns = spread([each.per_second for each in measured], "/s") if measured else {"median": "too slow"}
            rows.append(Row({**first, **columns, **ratios, **(shares(measured) if measured else {})}, measured))
    return rows


def absent(contender: Contender, why: str) -> Row:
    return Row({"server": f"{contender.name}: {why}"})


def shares(measured: Sequence[Measured]) -> dict[str, str]:
    """What one delivery cost the server, and how much of its core each side used: where the client is near 100 %, it
    was the client that was measured."""
    return {
        "server µs each": spread([each.cost_us for each in measured], digits=2)["median"],
        "server busy": f"{max(each.server_busy for each in measured):.0%}",
        "client busy": f"{max(each.client_busy for each in measured):.0%}",
    }


def _in_words(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" if ratio < 10 else f"{ratio:.0f}"


def _ratio(found: Found, contender: Contender, peer: Contender, window: int) -> str:
    return "" if isinstance(contender, Peer) else found.ratio(contender, peer, window)


def _ready(stack: ExitStack, bench: Bench, contender: Contender, prepare: Preparing, found: Found) -> Server | None:
    try:
        server = stack.enter_context(contender.server(bench.cores))
        prepare(contender, server)
    except CannotRun as cannot:
        found.absent[contender.name] = f"not run, {cannot}"
        return None
    server.halt()
    return server


def _measure(bench: Bench, contender: Contender, server: Server, plan: Planning, found: Found) -> None:
    """A peer that fails does not take the others' figures with it; Madang does."""
    server.go_on()
    try:
        for measured in bench.client.run(plan(contender, server)).phases:
            found.measured.setdefault((contender.name, measured.window), []).append(measured)
    except RunFailed as failed:
        if not isinstance(contender, Peer):
            raise RunFailed(f"{contender.name}: {failed}") from failed
        found.absent[contender.name] = f"failed, {failed}"
    server.part()
    server.halt()
