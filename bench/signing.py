"""Signing in with a password: what one costs, and how long everybody else waits while fifty do it at once.

Hashing is slow on purpose and has threads of its own. Who waits is watched from outside, by somebody who asks the loop
every few milliseconds whether it is there: the longest answer is more than the longest time that the loop was held.
"""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bench.guests import Api
from bench.machine import on_core
from bench.scenario import Bench, Row, Scenario, Table
from bench.servers import Madang, Server

_ONE_BY_ONE, _AT_ONCE = 30, 50
_EVERY, _QUIET = 0.005, 2.0
_OWNER = {"handle": "owner", "password": "seven lanterns by the gate"}
_MILLISECONDS_EACH, _MILLISECONDS_HELD = 150.0, 100.0


class Signing(Scenario):
    name = "signing"
    about = f"the cost of signing in, and how long others wait while {_AT_ONCE} do"

    def run(self, bench: Bench) -> Table:
        with Madang(bench.cores) as server, on_core(bench.cores.client):
            api = Api(server.port)
            api.ask("POST", "/api/house/owner", body=_OWNER | {"house": "bench", "name": "Owner", "keep": "token"})
            each = _cost(bench, server, api)
            quiet = _waits(server.port, lambda: time.sleep(_QUIET))
            crowds = []
            for turn in range(bench.rounds):
                bench.say(f"signing: {_AT_ONCE} at once, round {turn + 1} of {bench.rounds}")
                crowds.append(_waits(server.port, lambda: _crowd(api)))
        rows = [_row("nobody signs in", quiet), *(_row(f"{_AT_ONCE} sign in at once", waits) for waits in crowds)]
        held = max(max(waits) for waits in crowds)
        goal = (
            f"One sign-in: {each:.0f} ms of a core; goal {_MILLISECONDS_EACH:.0f}. "
            f"Longest wait of others: {held:.0f} ms; goal {_MILLISECONDS_HELD:.0f}."
        )
        return Table(self.name, f"Round trips of others while {_AT_ONCE} sign in", rows, ["", goal])


def _cost(bench: Bench, server: Server, api: Api) -> float:
    """Milliseconds of a core for one sign-in, everything included."""
    _sign_in(api)
    bench.say("signing: one by one")
    used = server.processor_seconds
    for _ in range(_ONE_BY_ONE):
        _sign_in(api)
    return (server.processor_seconds - used) / _ONE_BY_ONE * 1000


def _sign_in(api: Api) -> None:
    api.ask("POST", "/api/session/password", body={"login": "owner", "password": _OWNER["password"], "keep": "token"})


def _crowd(api: Api) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(lambda _: _sign_in(api), range(_AT_ONCE)))


def _waits(port: int, work: Callable[[], None]) -> list[float]:
    """Milliseconds of each round trip while the work is done."""
    waits: list[float] = []
    done = threading.Event()

    def watch() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while not done.wait(_EVERY):
            began = time.perf_counter()
            connection.request("GET", "/api/health/live")
            connection.getresponse().read()
            waits.append((time.perf_counter() - began) * 1000)
        connection.close()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return waits


def _row(what: str, waits: list[float]) -> Row:
    ordered = sorted(waits)
    figures = {
        "p50": statistics.median(ordered),
        "p99": ordered[int(len(ordered) * 0.99)],
        "max": ordered[-1],
    }
    return Row(
        {"meanwhile": what, **{name: f"{value:.1f} ms" for name, value in figures.items()}, "asked": str(len(ordered))},
        [figures],
    )
