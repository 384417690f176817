"""Durable ingest at size: what fifty people can say a second where much has been said already, and where nothing has.

Both servers are measured in turns, in rooms of their own and all together in the home room, the busiest there is."""

import statistics
from contextlib import ExitStack

from bench import stored
from bench.guests import Api
from bench.ingest import Case, plan
from bench.load import Measured
from bench.scenario import Bench, Row, Scenario, Table, spread
from bench.stored import Stored

_CASES = (Case(50, 16, False), Case(50, 16, True))
_HOME = "madang"


class Growth(Scenario):
    name = "growth"
    about = "messages committed per second, with much in the store and with nothing"

    def run(self, bench: Bench) -> Table:
        found: dict[tuple[Case, str], list[Measured]] = {}
        with ExitStack() as stack:
            contenders = [("nothing yet", Stored(bench.cores))]
            contenders += [(f"{bench.messages:,} messages", Stored(bench.cores, stored.sqlite(bench.messages)))]
            ready = [(name, server, _people(stack, server)) for name, server in contenders]
            for turn in range(bench.rounds):
                bench.say(f"growth: round {turn + 1} of {bench.rounds}")
                for name, server, people in ready if turn % 2 == 0 else ready[::-1]:
                    server.go_on()
                    for case in _CASES:
                        whose = [(token, _HOME if case.together else room) for token, room in people]
                        measured = bench.client.run(plan(server, case, whose, bench)).phases
                        found.setdefault((case, name), []).extend(measured)
                    server.halt()
        names = [name for name, _ in contenders]
        title = (
            f"Durable ingest at size, SQLite, texts of {bench.size} bytes: messages committed and answered per second"
        )
        return Table(self.name, title, [_row(case, name, names[0], found) for case in _CASES for name in names])


def _people(stack: ExitStack, server: Stored) -> list[tuple[str, str]]:
    """Fifty guests, each with a room."""
    stack.enter_context(server)
    api = Api(server.port)
    people = [(token, api.room(token)) for token in api.guests(_CASES[0].senders)]
    server.halt()
    return people


def _row(case: Case, name: str, empty: str, found: dict[tuple[Case, str], list[Measured]]) -> Row:
    measured, least = found[case, name], found[case, empty]
    ratio = statistics.median(mine.per_second / its.per_second for mine, its in zip(measured, least, strict=True))
    columns = {
        "store": name,
        "rooms": "home, all hear all" if case.together else "one each",
        **spread([each.per_second for each in measured], "/s"),
        "p50 ms": spread([each.p50_ms for each in measured], digits=1)["median"],
        "p99 ms": spread([each.p99_ms for each in measured], digits=1)["median"],
        "server µs each": spread([each.cost_us for each in measured], digits=1)["median"],
        f"× {empty}": f"{ratio:.2f}",
    }
    return Row(columns, measured)
