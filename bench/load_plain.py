"""The load client where there is no C compiler: the same plan, the same report, the same checks as load.c, slower.

It hardly parses: most of what it reads it has read before, word for word, on another connection, and remembers what
that was. Stands alone: it is started as a script and needs nothing but Python.
"""

import contextlib
import errno
import json
import os
import resource
import selectors
import socket
import sys
import time
from collections import Counter
from functools import lru_cache
from itertools import cycle, pairwise
from typing import Any

_COUNTS = 4
_PATIENCE = 10.0
_SHAKING, _WAITING, _READY = range(3)


class Line:
    """One connection; `frame` is what it says, if it speaks."""

    def __init__(self, kind: str, fields: str) -> None:
        group, self.path, self.protocol, self.hello, self.frame, due, *_ = (*fields.split("\t"), "", "")
        self.group = int(group)
        self.hears = kind != "send"
        self.state = _SHAKING
        self.ready_at = 0.0
        ready, *counted = map(int, due.split() or "1")
        self.due = ready  # how many frames must still come that say it is ready
        self.counted = counted + [0] * (_COUNTS - len(counted))  # ... and of each counted kind
        self.probed = False
        self.in_flight = self.heard = self.order = 0
        self.last = -1
        self.rest = self.out = b""
        self.socket: socket.socket | None = None


class Client:
    """The whole run. Times are seconds of the monotonic clock."""

    def __init__(self, rows: list[str]) -> None:
        self.given: dict[str, str] = {"host": "127.0.0.1", "settle": "0.3", "hold": "0", "server": "0", "opening": "64"}
        self.counts: list[bytes] = []
        self.troubles: list[bytes] = []
        self.replies: list[tuple[bytes, bytes]] = []
        self.lines: list[Line] = []
        self.phases: list[tuple[int, float, float, bool]] = []
        for row in rows:
            self._take(*row.split(" ", 1))
        self.delivery, self.done, self.ready = (
            self.given.get(key, "").encode() for key in ("delivery", "done", "ready")
        )
        self.senders = [line for line in self.lines if line.frame]
        self.listeners = Counter(line.group for line in self.lines if line.hears)
        self.speakers = Counter(line.group for line in self.senders)
        self.sent: Counter[int] = Counter()
        self.messages: list[list[Any]] = []  # when, whose, how many listeners lack it (None: a probe), answered
        self.undelivered = self.unanswered = self.opening = self.readied = 0
        self.last_at = self.last_progress = 0.0
        self.by_answer = False
        self.latencies: Counter[int] = Counter()
        self.problem = ""
        self.selector = selectors.DefaultSelector()

    def _take(self, key: str, value: str = "") -> None:
        if key in ("listen", "send", "both"):
            self.lines.append(Line(key, value))
        elif key == "phase":
            window, seconds, rate, by_answer = value.split()
            self.phases.append((int(window), float(seconds), float(rate), by_answer == "1"))
        elif key == "count":
            self.counts.append(value.encode())
        elif key == "trouble":
            self.troubles.append(value.encode())
        elif key == "reply":
            asked, _, answer = value.partition("\t")
            self.replies.append((asked.encode(), answer.encode()))
        else:
            self.given[key] = value

    def complain(self, what: str) -> None:
        self.problem = self.problem or what

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────

    def put(self, line: Line, opcode: int, payload: bytes) -> None:
        size = len(payload)
        length = bytes((0x80 | size,)) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        line.out += bytes((0x80 | opcode,)) + length + b"\0\0\0\0" + payload

    def flush(self, line: Line) -> None:
        assert line.socket is not None
        with contextlib.suppress(OSError):  # what is wrong shows when reading
            line.out = line.out[line.socket.send(line.out) :] if line.out else b""
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if line.out else 0)
        if self.selector.get_key(line.socket).events != events:
            self.selector.modify(line.socket, events, line)

    def say(self, line: Line, at: float, *, probe: bool = False) -> None:
        number = len(self.messages)
        listeners = self.listeners[line.group]
        self.messages.append([at, line, None if probe else listeners, False])
        said = line.frame.replace("@NUMBER@", f"{number:08d}").replace("@ID@", f"{number:08x}")
        self.put(line, 1, said.encode())
        if not probe:
            self.sent[line.group] += 1
            line.in_flight += 1
            self.undelivered += listeners
            self.unanswered += bool(self.done)

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────

    def read(self, line: Line) -> None:
        assert line.socket is not None
        try:
            data = line.socket.recv(1 << 18)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self.complain("a connection was lost")
            self.selector.unregister(line.socket)
            return
        at = time.monotonic()
        data = line.rest + data
        if line.state == _SHAKING:
            data = self.shake_hands(line, data, at)
        found, line.rest = self.known(data) if line.state != _SHAKING else ((), data)
        for kind, what in found:
            if kind == "message":
                self.hear_message(line, what, at)
            elif kind == "done":
                self.hear_answer(what, at)
            else:
                self.hear(line, kind, what, at)

    def shake_hands(self, line: Line, data: bytes, at: float) -> bytes:
        head, end, rest = data.partition(b"\r\n\r\n")
        if not end:
            return data
        if head[9:12] != b"101":
            self.complain(f"the upgrade was refused: {head[:60]!r}")
        line.state = _WAITING
        if line.hello:
            self.put(line, 1, line.hello.encode())
            self.flush(line)
        if not self.ready:
            self.turn_ready(line, at)
        return rest

    def turn_ready(self, line: Line, at: float) -> None:
        line.state = _READY
        line.ready_at = at
        self.readied += 1
        self.opening -= 1
        for prefix, lacking in zip(self.counts, line.counted, strict=False):
            if lacking > 0:
                self.complain(f"a connection was ready and lacked {lacking} frames {prefix.decode()}")

    def split(self, data: bytes) -> tuple[tuple[tuple[str, Any], ...], bytes]:
        """The frames in `data`, as far as they are complete: messages and answers as their numbers, others whole."""
        found: list[tuple[str, Any]] = []
        at, size = 0, len(data)
        while size - at >= 2:
            head, length = 2, data[at + 1] & 127
            if length >= 126:
                head = 4 if length == 126 else 10
                length = int.from_bytes(data[at + 2 : at + head], "big") if size - at >= head else size
            if size - at < head + length:
                break
            payload = data[at + head : at + head + length]
            opcode = data[at] & 15
            several = opcode == 1 and payload.startswith(b"[{")
            parts = payload[1:-1].replace(b"},{", b"}\n{").split(b"\n") if several else [payload]
            found += [self.recognised(opcode, part) for part in parts]
            at += head + length
        return tuple(found), data[at:]

    def recognised(self, opcode: int, payload: bytes) -> tuple[str, Any]:
        if opcode != 1:
            return ("ping" if opcode == 9 else "closed", payload)
        if self.delivery and payload.startswith(self.delivery):
            mark = payload.find(b"#") + 1
            return ("message", int(payload[mark : mark + 8]) if mark else -1)
        if self.done and payload.startswith(self.done):
            at = len(self.done)
            return ("done", int(payload[at : at + 8], 16))
        return ("frame", payload)

    def hear_message(self, line: Line, number: int, at: float) -> None:
        if not line.hears:
            return
        if not 0 <= number < len(self.messages):
            self.complain("a message that nobody sent")
            return
        message = self.messages[number]
        if message[2] is None:
            line.probed = True
            return
        message[2] -= 1
        if message[2] < 0:
            self.complain(f"message {number} came more often than there are listeners")
        if number <= line.last and self.speakers[line.group] == 1:
            self.complain(f"message {number} came after {line.last}")
        line.last = number
        line.heard += 1
        line.order = hash((line.order, number))
        self.undelivered -= 1
        self.last_at = self.last_progress = at
        if not self.by_answer:
            self.latencies[round((at - message[0]) * 1e5)] += 1
            if not message[2]:
                message[1].in_flight -= 1

    def hear_answer(self, number: int, at: float) -> None:
        if number >= len(self.messages) or self.messages[number][3]:
            self.complain(f"an answer to nothing: {number}")
            return
        message = self.messages[number]
        message[3] = True
        if message[2] is None:
            return
        self.unanswered -= 1
        self.last_progress = at
        if self.by_answer:
            self.last_at = at
            self.latencies[round((at - message[0]) * 1e5)] += 1
            message[1].in_flight -= 1

    def hear(self, line: Line, kind: str, payload: bytes, at: float) -> None:
        if kind == "ping":
            self.put(line, 10, payload)
            self.flush(line)
        elif kind == "closed":
            self.complain(f"a connection was closed with {int.from_bytes(payload[:2], 'big')}")
        self.count(line, payload, at)
        for asked, answer in self.replies:
            if payload.startswith(asked):
                self.put(line, 1, answer)
                self.flush(line)
        if any(payload.startswith(trouble) for trouble in self.troubles):
            self.complain(payload[:200].decode(errors="replace"))

    def count(self, line: Line, payload: bytes, at: float) -> None:
        for place, prefix in enumerate(self.counts):
            if payload.startswith(prefix):
                line.counted[place] -= 1
                if line.counted[place] < 0:
                    self.complain(f"too many frames {prefix.decode()}")
        if line.state == _WAITING and payload.startswith(self.ready):
            line.due -= 1
            if line.due <= 0:
                self.turn_ready(line, at)

    def turn(self, seconds: float) -> bool:
        """Handles what has come; true if anything has."""
        came = self.selector.select(seconds)
        for key, events in came:
            if events & selectors.EVENT_WRITE:
                self.flush(key.data)
            if events & selectors.EVENT_READ:
                self.read(key.data)
        return bool(came)

    # ── the run ──────────────────────────────────────────────────────────────────────────────────────────────

    def run(self) -> None:
        # Kept per run: what is remembered holds for this plan only.
        self.known = lru_cache(maxsize=256)(self.split)
        started = time.monotonic()
        self.open_all(started + 60 + len(self.lines) / 200)
        report = {"connections": len(self.lines), "connect_seconds": time.monotonic() - started}
        report |= self.ready_times(started)
        self.warm_up()
        measured = [self.measure(*phase) for phase in self.phases if not self.problem]
        print(json.dumps(report | {"phases": measured, "problem": self.problem}), flush=True)
        until = time.monotonic() + float(self.given["hold"])
        while time.monotonic() < until:
            self.turn(0.1)

    def open_all(self, until: float) -> None:
        waiting = iter(self.lines)
        while self.readied < len(self.lines) and not self.problem:
            while self.opening < int(self.given["opening"]) and (line := next(waiting, None)):
                self.open(line)
            self.turn(0.1)
            if time.monotonic() > until:
                self.complain(f"only {self.readied} of {len(self.lines)} connections were ready in time")

    def ready_times(self, started: float) -> dict[str, float]:
        times = sorted((max(line.ready_at, started) - started) * 1000 for line in self.lines) or [0.0]
        middle, late = times[len(self.lines) // 2], times[int(len(self.lines) * 0.99)]
        return {"ready_p50_ms": middle, "ready_p99_ms": late, "ready_max_ms": times[-1]}

    def open(self, line: Line) -> None:
        """Nothing waits here: the request goes out when the network says that the connection is there."""
        host, port = self.given["host"], int(self.given["port"])
        line.socket = socket.socket()
        line.socket.setblocking(False)
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if (error := line.socket.connect_ex((host, port))) not in (0, errno.EINPROGRESS):
            raise OSError(error, os.strerror(error))
        protocol = f"Sec-WebSocket-Protocol: {line.protocol}\r\n" if line.protocol else ""
        line.out = (
            f"GET {line.path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: bWFkYW5nIG1lYXN1cmVzIQ==\r\nSec-WebSocket-Version: 13\r\n{protocol}\r\n"
        ).encode()
        self.selector.register(line.socket, selectors.EVENT_READ | selectors.EVENT_WRITE, line)
        self.opening += 1

    def warm_up(self) -> None:
        """Before anything is measured, everybody has heard something and the server has become quiet. Where there is no
        frame that says so, a connection may be let into its room long after the upgrade; asking is not to be the load
        meanwhile."""
        until, again, pause = time.monotonic() + 30 + len(self.lines) / 200, 0.0, 1
        while self.phases and not self.problem and not all(line.probed for line in self.lines if line.hears):
            if time.monotonic() > until:
                self.complain("not everybody hears the room")
            if time.monotonic() >= again:
                for line in self.senders:
                    self.say(line, time.monotonic(), probe=True)
                    self.flush(line)
                again = time.monotonic() + pause
                pause *= 2
            self.turn(0.02)
        quiet = time.monotonic()
        until = quiet + 10
        while time.monotonic() < min(until, quiet + float(self.given["settle"])):
            if self.turn(0.01):
                quiet = time.monotonic()

    def measure(self, window: int, seconds: float, rate: float, by_answer: bool) -> dict[str, float]:
        self.latencies.clear()
        self.by_answer = by_answer
        mine, its = time.process_time(), self.server_seconds()
        before, turns = len(self.messages), cycle(self.senders)
        started = self.last_at = self.last_progress = time.monotonic()
        while (now := time.monotonic()) - started < seconds and not self.problem:
            if rate:
                while (due := started + (len(self.messages) - before) / rate) <= now:
                    self.say(line := next(turns), due)
                    self.flush(line)
            else:
                self.fill_windows(window, now)
            self.turn(0.001 if rate else 0.1)
            if not rate and now - self.last_progress > _PATIENCE:
                break
        while self.undelivered + self.unanswered > 0 and not self.problem:
            self.turn(0.1)
            if time.monotonic() - self.last_progress > _PATIENCE:
                break
        took = max(self.last_at - started, seconds if rate else 0.0)
        mine, its = time.process_time() - mine, self.server_seconds() - its
        self.check()
        return {
            "window": window,
            "rate": rate,
            "seconds": took,
            "messages": len(self.messages) - before,
            "deliveries": sum(self.latencies.values()),
            "p50_ms": self.percentile(0.5),
            "p99_ms": self.percentile(0.99),
            "max_ms": max(self.latencies, default=0) / 100,
            "client_seconds": mine,
            "server_seconds": its,
        }

    def fill_windows(self, window: int, now: float) -> None:
        for line in self.senders:
            if line.in_flight < window:
                while line.in_flight < window:
                    self.say(line, now)
                self.flush(line)

    def check(self) -> None:
        """Everybody has everything, once, in one order."""
        lacking = sum(line.hears and line.heard != self.sent[line.group] for line in self.lines)
        if lacking:
            self.complain(f"{lacking} listeners are short of a message")
        if self.unanswered > 0:
            self.complain(f"{self.unanswered} messages were not answered")
        hearing = sorted((line for line in self.lines if line.hears), key=lambda line: line.group)
        if any(one.group == other.group and one.order != other.order for one, other in pairwise(hearing)):
            self.complain("two listeners heard different orders")

    def percentile(self, share: float) -> float:
        left = sum(self.latencies.values()) * share
        for hundredths, count in sorted(self.latencies.items()):
            left -= count
            if left < 0:
                return hundredths / 100
        return 0.0

    def server_seconds(self) -> float:
        pid = int(self.given["server"])
        if not pid or not hasattr(time, "clock_gettime"):
            return 0.0
        try:
            return time.clock_gettime(((~pid) << 3) | 2)  # what clock_getcpuclockid(3) gives on Linux
        except OSError:
            return 0.0


if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    Client(sys.stdin.read().splitlines()).run()
