"""A line: one connection that listens. It is live in its rooms, or behind in them from a known cursor."""

from enum import Enum
from typing import NamedTuple, Protocol

from madang.domain.errors import Goodbye
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.live.parcel import Parcel
from madang.wire import outgoing


class Cursor(NamedTuple):
    """How far a line has a room: the latest change and the latest message it was told."""

    rev: int
    seq: int


class Tongue(Enum):
    """What a line understands: the full protocol, or new messages of others only."""

    FULL = "full"
    PLAIN = "plain"


class Mouth(Protocol):
    """Where a line's frames go out. `full` says that the other end is not taking them."""

    @property
    def full(self) -> bool: ...

    def write(self, parcel: Parcel) -> None:
        """Hands the frames to the network at once; never waits."""

    def ping(self) -> None:
        """A ping of the WebSocket itself, for who knows no other."""

    def close(self, code: int, reason: str) -> None: ...

    def abort(self) -> None:
        """Ends the connection without waiting for what is still to be sent."""


class Line:
    """Times are in seconds of the hub's clock. `session` is the hash of the session that opened the line, if any.
    `greeted`: it has had its welcome; `stale`: what was read for the welcome has changed meanwhile; `arriving`:
    it does not yet listen to all the rooms of its welcome."""

    __slots__ = (
        "arriving",
        "closed",
        "full_since",
        "greeted",
        "id",
        "mouth",
        "person",
        "rooms",
        "session",
        "stale",
        "told_at",
        "tongue",
        "unanswered_pings",
    )

    def __init__(
        self, id: str, person: Person, mouth: Mouth, tongue: Tongue, now: float, session: bytes | None = None
    ) -> None:
        self.id = id
        self.person = person
        self.mouth = mouth
        self.tongue = tongue
        self.session = session
        self.rooms: set[RoomId] = set()
        self.greeted = tongue is Tongue.PLAIN
        self.arriving = tongue is Tongue.FULL
        self.stale = False
        self.closed = False
        self.told_at = now
        self.full_since: float | None = None
        self.unanswered_pings = 0

    def tell(self, parcel: Parcel, now: float) -> None:
        self.told_at = now
        self.mouth.write(parcel)

    def heard(self) -> None:
        """Anything from the other end is a sign of life."""
        self.unanswered_pings = 0

    def ping(self, now: float) -> None:
        self.unanswered_pings += 1
        self.told_at = now
        if self.tongue is Tongue.FULL:
            self.mouth.write(Parcel(outgoing.PING))
        else:
            self.mouth.ping()

    def end(self, goodbye: Goodbye) -> None:
        """Says why, and closes. The verdict travels as a frame too: close codes get lost on the way."""
        if self.closed:
            return
        self.closed = True
        if self.mouth.full:
            self.mouth.abort()
            return
        if self.tongue is Tongue.FULL:
            self.mouth.write(Parcel(outgoing.bye(goodbye)))
        self.mouth.close(goodbye.code, goodbye.reason)
