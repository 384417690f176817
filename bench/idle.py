"""Idle connections: what each costs in memory, and all of them in processor time."""

import time
from collections.abc import Callable

from bench.contenders import Contender, MadangFull, MadangPlain, PlainFastApi
from bench.scenario import Bench, Row, Scenario, Table

_WATCHED = 3.0


class Idle(Scenario):
    name = "idle"
    about = "memory of a connection on which nothing happens"

    def run(self, bench: Bench) -> Table:
        makers: list[Callable[[], Contender]] = [MadangFull, MadangPlain, PlainFastApi]
        title = f"{bench.listeners:,} idle connections"
        return Table(self.name, title, [_row(bench, make()) for make in makers])


def _row(bench: Bench, contender: Contender) -> Row:
    bench.say(f"idle: {contender.name}")
    with contender.server(bench.cores) as server:
        contender.prepare(server, bench.listeners)
        # Once before, so that what is paid only once (caches, pools) is not charged to the idle.
        plan = contender.plan(server, 20, bench.size, [])
        bench.client.run(plan)
        time.sleep(1)
        before = server.resident
        plan = contender.plan(server, bench.listeners, bench.size, [])
        plan.hold = 60
        with bench.client.holding(plan) as report:
            time.sleep(2)
            each = (server.resident - before) / report.connections
            used = server.processor_seconds
            time.sleep(_WATCHED)
            share = (server.processor_seconds - used) / _WATCHED
            resident = server.resident
    columns = {
        "server": contender.name,
        "memory each": f"{each / 1024:.1f} KB",
        "whole process": f"{resident / 2**20:.0f} MB",
        "of a core": f"{share:.1%}",
        "connected in": f"{report.connect_seconds:.1f} s",
    }
    return Row(columns, [{"bytes_each": each, "share": share, "connect_seconds": report.connect_seconds}])
