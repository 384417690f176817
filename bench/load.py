"""The load client as the scenarios see it: a plan in, a report out. Compiled where there is a C compiler (load.c), in
Python where there is none (load_plain.py); both read the same plan and write the same report.

A plan is text, one thing a line; what follows a key is taken as it is, fields are separated by tabs:

    host, port, server              where the server listens, and its process id
    delivery PREFIX                 how a frame with a message begins; it carries `#` and the number of the message
    done PREFIX                     how an answer begins, just before the id it answers
    ready PREFIX                    the frame after which a connection is ready; without it the upgrade suffices
    count PREFIX                    a frame that is counted at each connection; four kinds at most
    opening N                       how many connections may be on their way at once (64)
    trouble PREFIX                  a frame that fails the run
    reply PREFIX FRAME              what is said back to a frame
    settle SECONDS                  how quiet the server has to be before anything is measured
    hold SECONDS                    how long everything stays open after the report
    listen GROUP PATH PROTOCOL HELLO "" DUE     a connection that hears the messages of its group
    send GROUP PATH PROTOCOL HELLO FRAME DUE    one that says FRAME, with @ID@ and @NUMBER@ (8 digits each) filled in
    both GROUP PATH PROTOCOL HELLO FRAME DUE    one that does both
    phase WINDOW SECONDS RATE BY_ANSWER         one measurement

DUE are numbers: how many ready frames it takes (one, if nothing is said), and how many frames of each counted kind must
have come by then. The run fails if one is lacking then, or if one too many ever comes. The times until the connections
were ready stand in the report; they begin when the first is opened.

In a phase every sender has WINDOW messages in flight, or all of them together say RATE a second. A message is in flight
until its last listener has it, or, BY_ANSWER, until it is answered; latencies end at the same moments, and at every
listener. With a RATE they begin when the message was due. A run fails if a listener is short of a message, hears one
twice or out of order, if two listeners of a group hear different orders, or if an answer is missing.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.compiled import compiled
from bench.machine import Cores, on_core

HERE = Path(__file__).parent


class RunFailed(Exception):
    """What was measured is worth nothing, and why."""


@dataclass(frozen=True)
class Connection:
    """Who speaks has a `frame`; `due` is what makes it ready."""

    path: str
    hello: str = ""
    protocol: str = ""
    frame: str = ""
    hears: bool = True
    group: int = 0
    due: tuple[int, ...] = ()

    def __str__(self) -> str:
        kind = ("both" if self.hears else "send") if self.frame else "listen"
        due = " ".join(map(str, self.due))
        return f"{kind} {self.group}\t{self.path}\t{self.protocol}\t{self.hello}\t{self.frame}\t{due}"


@dataclass(frozen=True)
class Phase:
    """`rate` is in messages a second; without it, `window` counts."""

    window: int
    seconds: float
    rate: float = 0.0
    by_answer: bool = False

    def __str__(self) -> str:
        return f"phase {self.window} {self.seconds} {self.rate} {int(self.by_answer)}"


@dataclass
class Plan:
    """See the top of this module."""

    port: int
    server: int
    delivery: str
    connections: list[Connection]
    phases: list[Phase]
    done: str = ""
    ready: str = ""
    counts: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    replies: dict[str, str] = field(default_factory=dict)
    settle: float = 1.2
    hold: float = 0.0
    opening: int = 64

    def text(self) -> str:
        rows = [f"{key} {getattr(self, key)}" for key in ("port", "server", "settle", "hold", "opening")]
        rows += [f"{key} {value}" for key in ("delivery", "done", "ready") if (value := getattr(self, key))]
        rows += [f"count {prefix}" for prefix in self.counts]
        rows += [f"trouble {prefix}" for prefix in self.troubles]
        rows += [f"reply {prefix}\t{frame}" for prefix, frame in self.replies.items()]
        return "\n".join(map(str, [*rows, *self.connections, *self.phases])) + "\n"


@dataclass(frozen=True)
class Measured:
    """One phase. `deliveries` counts messages at listeners, or answers; the last two are of processor time."""

    window: int
    rate: float
    seconds: float
    messages: int
    deliveries: int
    p50_ms: float
    p99_ms: float
    max_ms: float
    client_seconds: float
    server_seconds: float

    @property
    def per_second(self) -> float:
        return self.deliveries / self.seconds if self.seconds else 0.0

    @property
    def client_busy(self) -> float:
        return self.client_seconds / self.seconds if self.seconds else 0.0

    @property
    def server_busy(self) -> float:
        return self.server_seconds / self.seconds if self.seconds else 0.0

    @property
    def cost_us(self) -> float:
        """Microseconds of the server's processor time for one delivery: steadier than the rate on a busy machine."""
        return self.server_seconds / self.deliveries * 1e6 if self.deliveries else 0.0


@dataclass(frozen=True)
class Report:
    """The times until the connections were ready begin when the first was opened."""

    connections: int
    connect_seconds: float
    ready_p50_ms: float
    ready_p99_ms: float
    ready_max_ms: float
    phases: list[Measured]


class LoadClient:
    """`kind` is "c", "python", or "" for the best there is; afterwards it is the one that was taken."""

    def __init__(self, cores: Cores, kind: str = "") -> None:
        self._core = cores.client
        program = compiled(HERE / "load.c") if kind == "c" or (kind == "" and sys.platform == "linux") else None
        if kind == "c" and program is None:
            raise RunFailed("there is no C compiler that can make the load client")
        self.kind = "c" if program else "python"
        self._command = [str(program)] if program else [sys.executable, str(HERE / "load_plain.py")]

    def run(self, plan: Plan) -> Report:
        """Does what the plan says; raises `RunFailed`."""
        with self.holding(plan) as report:
            return report

    @contextmanager
    def holding(self, plan: Plan) -> Iterator[Report]:
        """The same, with all connections still open inside the block (for `plan.hold` seconds)."""
        with on_core(self._core):
            client = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert client.stdin
        assert client.stdout
        try:
            client.stdin.write(plan.text())
            client.stdin.close()
            yield _report(client.stdout.readline())
        finally:
            client.kill()
            client.wait()
            client.stdout.close()


def _report(line: str) -> Report:
    if not line:
        raise RunFailed("the load client said nothing")
    said = json.loads(line)
    if problem := said.pop("problem"):
        raise RunFailed(problem)
    return Report(**said | {"phases": [Measured(**phase) for phase in said["phases"]]})
