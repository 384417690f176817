"""Durable ingest: messages accepted a second, that is, committed to the disk and answered.

The only one here that stores anything is Madang, so it runs alone."""

from contextlib import ExitStack
from typing import NamedTuple

from bench.contenders import TROUBLES, MadangFull
from bench.guests import Api
from bench.load import Measured, Phase, Plan
from bench.rounds import shares
from bench.scenario import Bench, Row, Scenario, Table, spread
from bench.servers import Madang, Server


class Case(NamedTuple):
    senders: int
    window: int
    together: bool


_CASES = (
    Case(1, 1, False),
    Case(1, 16, False),
    Case(50, 1, False),
    Case(50, 4, False),
    Case(50, 16, False),
    Case(50, 4, True),
    Case(500, 1, False),
    Case(500, 1, True),
)


class Ingest(Scenario):
    name = "ingest"
    about = "messages committed and answered per second"

    def run(self, bench: Bench) -> Table:
        found: dict[Case, list[Measured]] = {case: [] for case in _CASES}
        with ExitStack() as stack:
            server = stack.enter_context(Madang(bench.cores))
            api = Api(server.port)
            tokens = api.guests(max(case.senders for case in _CASES))
            own = [api.room(token) for token in tokens]
            # A room for each of them; and one for others, together.
            others = api.guests(len(tokens))
            shared = api.room(others[0])
            api.join(shared, others)
            for turn in range(bench.rounds):
                bench.say(f"ingest: round {turn + 1} of {bench.rounds}")
                for case in _CASES:
                    people = others if case.together else tokens
                    rooms = [shared] * len(others) if case.together else own
                    asked = plan(server, case, list(zip(people, rooms, strict=True)), bench)
                    found[case] += bench.client.run(asked).phases
        title = f"Durable ingest, texts of {bench.size} bytes: messages committed and answered per second"
        return Table(self.name, title, [_row(case, measured) for case, measured in found.items()])


def plan(server: Server, case: Case, whose: list[tuple[str, str]], bench: Bench) -> Plan:
    return Plan(
        port=server.port,
        server=server.pid,
        delivery='{"type":"message"',
        done='{"type":"done","ref":"',
        ready='{"type":"caught_up"',
        troubles=TROUBLES,
        connections=[
            MadangFull.speaker(token, room, bench.size, hears=True, group=0 if case.together else number)
            for number, (token, room) in enumerate(whose[: case.senders])
        ],
        phases=[Phase(case.window, bench.seconds, by_answer=True)],
        settle=0.3,
    )


def _row(case: Case, measured: list[Measured]) -> Row:
    columns = {
        "senders": str(case.senders),
        "in flight each": str(case.window),
        "rooms": "one, all hear all" if case.together else "one each",
        **spread([each.per_second for each in measured], "/s"),
        "p50 ms": spread([each.p50_ms for each in measured], digits=1)["median"],
        "p99 ms": spread([each.p99_ms for each in measured], digits=1)["median"],
        **shares(measured),
    }
    return Row(columns, measured)
