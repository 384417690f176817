"""What the house does by itself as time goes by, as imperatives like all the others. Nobody asks for it."""

from dataclasses import dataclass

from madang.domain.ids import MessageId, PersonId, RoomId


@dataclass(frozen=True, slots=True)
class OpenHome:
    """The first start opens the room in which everybody arrives."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Writes something of no meaning, to see whether it would be kept."""


@dataclass(frozen=True, slots=True)
class EndVisits:
    """Visitors whose connections are gone leave the rooms they were in."""

    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class ClearRooms:
    """Temporary rooms that have been empty since before the time `since` go, with all in them."""

    since: str


@dataclass(frozen=True, slots=True)
class ForgetMessages:
    """These messages of a room are older than it keeps them."""

    room: RoomId
    messages: tuple[MessageId, ...]


@dataclass(frozen=True, slots=True)
class SeeSessions:
    """Somebody was there, so that these last for some time more."""

    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ClearSessions:
    """What has ended by itself, sessions and tickets, is taken away."""


@dataclass(frozen=True, slots=True)
class EraseMessages:
    """Some of what people who are erased have said goes. The outcome says how much, perhaps none; `Nothing`: all is
    done."""


Chore = OpenHome | Probe | EndVisits | ClearRooms | ForgetMessages | SeeSessions | ClearSessions | EraseMessages
