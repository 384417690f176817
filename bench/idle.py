"""Idle connections: what each costs in memory, and all of them in processor time. Once and not in rounds: memory is
the same every time, and the processor is watched for as long as it takes to ask everybody whether they are there. What
a server does by itself is in its share of the processor: with few connections that is most of it."""

import time

from bench.contenders import Contender, Peer, everybody
from bench.load import RunFailed
from bench.rounds import absent
from bench.scenario import Bench, Row, Scenario, Table
from bench.servers import CannotRun

_A_ROUND_OF_PINGS, _A_GLANCE = 31.0, 5.0


class Idle(Scenario):
    name = "idle"
    about = "memory of a connection on which nothing happens"

    def run(self, bench: Bench) -> Table:
        title = f"{bench.listeners:,} idle connections"
        return Table(self.name, title, [_row(bench, contender) for contender in everybody()])


def _row(bench: Bench, contender: Contender) -> Row:
    bench.say(f"idle: {contender.name}")
    try:
        return _watched(bench, contender, _A_GLANCE if isinstance(contender, Peer) else _A_ROUND_OF_PINGS)
    except CannotRun as cannot:
        return absent(contender, f"not run, {cannot}")
    except RunFailed as failed:
        if not isinstance(contender, Peer):
            raise
        return absent(contender, f"failed, {failed}")


def _watched(bench: Bench, contender: Contender, seconds: float) -> Row:
    with contender.server(bench.cores) as server:
        contender.prepare(server, bench.listeners)
        # Once before, so that what is paid only once (caches, pools) is not charged to the idle.
        plan = contender.plan(server, 20, bench.size, [])
        bench.client.run(plan)
        time.sleep(1)
        before = server.resident
        plan = contender.plan(server, bench.listeners, bench.size, [])
        plan.hold = 60 + seconds
        with bench.client.holding(plan) as report:
            time.sleep(2)
            each = (server.resident - before) / report.connections
            used = server.processor_seconds
            time.sleep(seconds)
            share = (server.processor_seconds - used) / seconds / report.connections
            resident = server.resident
    columns = {
        "server": contender.name,
        "memory each": f"{each / 1024:.1f} KB",
        "whole process": f"{resident / 2**20:.0f} MB",
        "of a core per 10,000": f"{share * 10_000:.1%}",
        "watched": f"{seconds:.0f} s",
        "connected in": f"{report.connect_seconds:.1f} s",
    }
    return Row(columns, [{"bytes_each": each, "share_each": share, "connect_seconds": report.connect_seconds}])
