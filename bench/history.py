"""History: how long a page takes, and whether that grows with what is kept.

One person who is in every room, and has read nothing for months, asks one thing after the other over one connection.
"""

import json
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any, NamedTuple

from bench import stored
from bench.filling import TOKEN
from bench.load import RunFailed
from bench.machine import on_core
from bench.scenario import Bench, Row, Scenario, Table
from bench.stored import Stored
from tests.servers import Postgres

_PAGE = 50
_ASKED = 300
"""How often each question is asked, over all rounds."""
_HOME = "/api/rooms/madang"
_P50_MS, _P95_MS, _GROWTH = 3.0, 10.0, 1.5

Answer = dict[str, Any]


class Question(NamedTuple):
    """A path, and whether an answer is the right one."""

    path: str
    right: Callable[[Answer], bool]


@dataclass
class Asked:
    """One server with so many messages: what the questions need to know of its home room, and how long they took."""

    count: int
    server: Stored
    seq: int = 0
    rev: int = 0
    ids: list[str] = field(default_factory=list)
    ms: dict[str, list[list[float]]] = field(default_factory=dict)

    def all_ms(self, question: str) -> list[float]:
        return sorted(ms for round in self.ms[question] for ms in round)


class Wire:
    """One kept-alive connection, and next to nothing of the client's own in the time it takes."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = f" HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {TOKEN}\r\n\r\n"

    def get(self, path: str) -> tuple[float, Answer]:
        """Milliseconds, and what came."""
        asking = f"GET {path}{self._rest}".encode()
        began = time.perf_counter()
        self._socket.sendall(asking)
        head, _, body = self._received(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(body) < length:
            body += self._socket.recv(1 << 20)
        took = (time.perf_counter() - began) * 1000
        if not head.startswith(b"HTTP/1.1 200"):
            raise RunFailed(f"GET {path} was answered with {head[:60]!r} {body[:200]!r}")
        answer: Answer = json.loads(body)
        return took, answer

    def close(self) -> None:
        self._socket.close()

    def _received(self, until: bytes) -> tuple[bytes, bytes, bytes]:
        found = b""
        while until not in found:
            more = self._socket.recv(1 << 20)
            if not more:
                raise RunFailed("the server closed a connection that was being used")
            found += more
        return found.partition(until)


class History(Scenario):
    name = "history"
    about = "how long a page of history takes, and whether it grows"

    def run(self, bench: Bench) -> Table:
        rows = []
        for store, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
            with opened(bench) as asked, on_core(bench.cores.client):
                for turn in range(bench.rounds):
                    bench.say(f"history: {store}, round {turn + 1} of {bench.rounds}")
                    for each in asked if turn % 2 == 0 else asked[::-1]:
                        each.server.go_on()
                        _ask(each, max(10, _ASKED // bench.rounds), Random(turn))
                        each.server.halt()
                rows += [_row(store, question, asked) for question in asked[0].ms]
        title = f"History over HTTP, one request after the other, pages of {_PAGE}: milliseconds until the last byte"
        return Table(self.name, title, rows, ["", _goal(rows, bench.messages)])


def questions(room: Asked, random: Random) -> Iterator[tuple[str, Question]]:
    """Each once, somewhere else every time."""
    seq, rev = room.seq, room.rev
    at = random.randint(seq // 4, seq * 3 // 4)
    id = random.choice(room.ids)
    yield "newest page", Question(f"{_HOME}/messages", partial(_holds, seq - _PAGE + 1))
    yield "page before", Question(f"{_HOME}/messages?before={at}", partial(_holds, at - _PAGE))
    yield "page around", Question(f"{_HOME}/messages?around={at}", partial(_holds, at - _PAGE // 2))
    yield "page after", Question(f"{_HOME}/messages?after={at}", partial(_holds, at + 1))
    yield "one message", Question(f"{_HOME}/messages/{id}", lambda answer: bool(answer["id"] == id))
    yield "rooms, unread", Question("/api/rooms", partial(_counts, seq))
    for back in (_PAGE, 10 * _PAGE):
        yield f"changes, last {back}", Question(f"{_HOME}/changes?after={rev - back}", partial(_brings, back))


def _holds(first: int, answer: Answer) -> bool:
    return [message["seq"] for message in answer["messages"]] == list(range(first, first + _PAGE))


def _counts(seq: int, answer: Answer) -> bool:
    home = next(state for state in answer["rooms"] if state["room"]["id"] == "madang")
    return bool(0.9 * seq < home["mine"]["unread"] < seq)


def _brings(back: int, answer: Answer) -> bool:
    """What was changed again since is brought once."""
    return not answer["reset"] and 0.8 * back < len(answer["messages"]) + len(answer["members"]) <= back


def _ask(room: Asked, times: int, random: Random) -> None:
    wire = Wire(room.server.port)
    if not room.ids:
        _look_around(room, wire, random)
    taken: dict[str, list[float]] = {}
    for turn in range(-3, times):  # the first few pay for what is paid once
        for name, question in questions(room, random):
            ms, answer = wire.get(question.path)
            if not question.right(answer):
                raise RunFailed(f"{question.path} was answered wrongly: {str(answer)[:200]}")
            if turn >= 0:
                taken.setdefault(name, []).append(ms)
    wire.close()
    for name, round in taken.items():
        room.ms.setdefault(name, []).append(round)


def _look_around(room: Asked, wire: Wire, random: Random) -> None:
    _, page = wire.get(f"{_HOME}/messages")
    room.seq, room.rev = page["seq"], page["rev"]
    for _ in range(8):
        _, page = wire.get(f"{_HOME}/messages?before={random.randint(_PAGE, room.seq)}")
        room.ids += [message["id"] for message in page["messages"]]


@contextmanager
def _sqlite(bench: Bench) -> Iterator[list[Asked]]:
    with ExitStack() as stack:
        yield [_opened(stack, count, Stored(bench.cores, stored.sqlite(count))) for count in sizes(bench)]


@contextmanager
def _postgresql(bench: Bench) -> Iterator[list[Asked]]:
    with ExitStack() as stack:
        bench.say("history: filling PostgreSQL")
        server = stack.enter_context(Postgres(durable=True))
        urls = [(count, stored.postgresql(server, count)) for count in sizes(bench)]
        yield [_opened(stack, count, Stored(bench.cores, url=url)) for count, url in urls]


def sizes(bench: Bench) -> tuple[int, int, int]:
    return bench.messages // 100, bench.messages // 10, bench.messages


def _opened(stack: ExitStack, count: int, server: Stored) -> Asked:
    stack.enter_context(server)
    server.halt()
    return Asked(count, server)


def _row(store: str, question: str, asked: list[Asked]) -> Row:
    columns = {"store": store, "question": question}
    measured = []
    for each in asked:
        ms = each.all_ms(question)
        p50, p95, p99 = (ms[int(len(ms) * share)] for share in (0.5, 0.95, 0.99))
        measured.append({"messages": float(each.count), "p50_ms": p50, "p95_ms": p95, "p99_ms": p99})
        columns[f"{each.count:,}: p50"] = f"{p50:.2f}"
    columns |= {"p95": f"{measured[-1]['p95_ms']:.2f}", "p99": f"{measured[-1]['p99_ms']:.2f}"}
    least, most = (asked[place].ms[question] for place in (0, -1))
    growth = statistics.median(
        statistics.median(many) / statistics.median(few) for few, many in zip(least, most, strict=True)
    )
    return Row(columns | {"growth": f"{growth:.2f}"}, [*measured, {"growth": growth}])


def _goal(rows: list[Row], count: int) -> str:
    limits = {f"{count:,}: p50": _P50_MS, "p95": _P95_MS, "growth": _GROWTH}
    missed = [
        f"{row.columns['store']}, {row.columns['question']}"
        for row in rows
        if "page" in row.columns["question"] and any(float(row.columns[each]) > most for each, most in limits.items())
    ]
    goal = f"Goal for a page: p50 {_P50_MS:.0f} ms, p95 {_P95_MS:.0f} ms, growth {_GROWTH} (p50, the most by the least)"
    return f"{goal}: {'missed by ' + '; '.join(missed) if missed else 'met'}."
