"""The outside world of a line: a mouth that remembers what it was given, and people to speak to."""

import json
from collections.abc import Callable
from typing import Any

from madang.domain.events import MessageChanged
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.live.hub import Hub
from madang.live.line import Line, Tongue
from madang.live.parcel import Parcel
from tests.store.rows import new_id

ROOM = RoomId("madang")


class Clock:
    """Seconds that pass when one says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


class Recorder:
    """A mouth. `takes` is how many writes it takes before it is full; then `on_full` is called."""

    def __init__(self, takes: int | None = None) -> None:
        self.frames: list[dict[str, Any]] = []
        self.writes = 0
        self.pings = 0
        self.full = False
        self.takes = takes
        self.closed: tuple[int, str] | None = None
        self.aborted = False
        self.on_full: Callable[[], None] = lambda: None

    def write(self, parcel: Parcel) -> None:
        self.frames += [json.loads(text) for text in parcel.texts]
        self.writes += 1
        if self.takes is not None:
            self.takes -= 1
            if self.takes <= 0 and not self.full:
                self.full = True
                self.on_full()

    def ping(self) -> None:
        self.pings += 1

    def close(self, code: int, reason: str) -> None:
        self.closed = code, reason

    def abort(self) -> None:
        self.aborted = True

    def heard(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame.get("type") == kind]

    @property
    def revs(self) -> list[int]:
        """Of the lasting events, in the order in which they came."""
        return [frame["rev"] for frame in self.frames if frame.get("type") in ("message", "member", "room")]

    @property
    def seqs(self) -> list[int]:
        """Of the messages of the plain protocol."""
        return [frame["seq"] for frame in self.frames if "sender" in frame]


def someone(name: str = "지우") -> Person:
    return Person(PersonId(new_id()), name, "member")


def line(
    hub: Hub, who: Person | None = None, tongue: Tongue = Tongue.FULL, takes: int | None = None
) -> tuple[Line, Recorder]:
    """A line that has had its welcome."""
    mouth = Recorder(takes)
    made = Line(new_id(), who or someone(), mouth, tongue, hub.clock())
    made.greeted, made.arriving = True, False
    mouth.on_full = lambda: hub.fill(made)
    hub.add(made)
    return made, mouth


def said(rev: int, seq: int | None = None, author: Person | None = None, *, new: bool = True) -> MessageChanged:
    by = author.id if author else PersonId("0199aa00-0000-7000-8000-00000000000a")
    seq = rev if seq is None else seq
    message = Message(MessageId(new_id()), ROOM, by, seq, rev, f"#{rev}", "2026-11-25T09:41:00.000Z", None, False)
    return MessageChanged(ROOM, rev, message, new)
