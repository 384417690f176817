"""The cold start: from spawning the server until it says that what is said now would be kept, and its memory then.

"Cold" is the process; what it reads from the disk has been read before.
"""

import http.client
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import stored
from bench.load import RunFailed
from bench.machine import on_core
from bench.scenario import Bench, Row, Scenario, Table, spread
from bench.servers import STARTS_WITHIN, free_port

_ROUNDS = 5
_IDLE = 3.0
_SECONDS, _MEGABYTES = 1.5, 110.0


class Start(Scenario):
    name = "start"
    about = "until a server is ready, and its memory when idle"

    def run(self, bench: Bench) -> Table:
        kept = stored.sqlite(bench.messages)
        found: dict[str, list[tuple[float, float]]] = {"nothing yet": [], f"{bench.messages:,} messages": []}
        empty, full = found
        with _folder() as folder:
            stored.copy(kept, folder / "full")
            for turn in range(-1, max(_ROUNDS, bench.rounds)):  # the first compiles what was changed
                bench.say(f"start: round {turn + 1} of {max(_ROUNDS, bench.rounds)}")
                for name in (empty, full) if turn % 2 else (full, empty):
                    measured = _started(bench, folder / ("full" if name == full else f"empty{turn}"), folder / "log")
                    if turn >= 0:
                        found[name].append(measured)
        title = f"Cold start until ready, and resident memory {_IDLE:.0f} s later"
        return Table(self.name, title, [_row(name, measured) for name, measured in found.items()], ["", _goal(found)])


def _started(bench: Bench, data: Path, log: Path) -> tuple[float, float]:
    """Seconds until ready, and megabytes."""
    port = free_port()
    kept = {name: text for name, text in os.environ.items() if not name.startswith("MADANG_")}
    settings = {"MADANG_HOST": "127.0.0.1", "MADANG_PORT": str(port), "MADANG_DATA": str(data)}
    with log.open("wb") as said, on_core(bench.cores.server):
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "madang", "serve"], env=kept | settings, stdout=said, stderr=said
        )
    try:
        while not _ready(port):
            if process.poll() is not None or time.perf_counter() - began > STARTS_WITHIN:
                raise RunFailed(f"the server did not start: {log.read_text(errors='replace')}")
            time.sleep(0.002)
        seconds = time.perf_counter() - began
        time.sleep(_IDLE)
        status = Path(f"/proc/{process.pid}/status").read_text()
        return seconds, int(status.partition("VmRSS:")[2].split()[0]) / 1024
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STARTS_WITHIN)


def _ready(port: int) -> bool:
    """The server listens early: who asks then waits, and is answered once it is ready."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STARTS_WITHIN)
    try:
        connection.request("GET", "/api/health/ready")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="madang-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _row(name: str, measured: list[tuple[float, float]]) -> Row:
    seconds, megabytes = ([*each] for each in zip(*measured, strict=True))
    columns = {
        "store": name,
        **spread(seconds, " s", digits=2),
        "memory": spread(megabytes, " MB")["median"],
        "memory, spread": spread(megabytes)["spread"],
    }
    return Row(columns, [{"seconds": each, "megabytes": mb} for each, mb in measured])


def _goal(found: dict[str, list[tuple[float, float]]]) -> str:
    slow = [name for name, measured in found.items() if statistics.median(each for each, _ in measured) > _SECONDS]
    large = [name for name, measured in found.items() if statistics.median(each for _, each in measured) > _MEGABYTES]
    missed = "; ".join(f"{name}" for name in dict.fromkeys([*slow, *large]))
    return f"Goal: {_SECONDS} s and {_MEGABYTES:.0f} MB: {'missed with ' + missed if missed else 'met'}."
