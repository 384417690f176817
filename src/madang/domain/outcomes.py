"""What a command came to: the answer for the one who asked, and the events for everybody else."""

from dataclasses import dataclass

from madang.domain.events import Event
from madang.domain.invitations import Invitation
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import Preferences, RoomState, Standing
from madang.domain.tokens import Token


@dataclass(frozen=True, slots=True)
class Said:
    """The place of a message; the same for every retry of the same id."""

    seq: int
    at: str


@dataclass(frozen=True, slots=True)
class Changed:
    rev: int


@dataclass(frozen=True, slots=True)
class InRoom:
    room: RoomState


@dataclass(frozen=True, slots=True)
class Named:
    me: Person


@dataclass(frozen=True, slots=True)
class Arrived:
    """A visitor arrived: who they are, and the room they are in."""

    me: Person
    room: RoomState


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of somebody there was. Messages are erased piece by piece, behind the rest."""

    messages: int = 0
    rooms: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Invited:
    invitation: Invitation


@dataclass(frozen=True, slots=True)
class Tokened:
    token: Token


@dataclass(frozen=True, slots=True)
class InPlace:
    """What the house is by now."""

    place: Place


@dataclass(frozen=True, slots=True)
class Preferred:
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Nothing:
    """Done, with nothing to add."""


Outcome = (
    Said | Changed | Standing | InRoom | Named | Arrived | Erased | Invited | InPlace | Tokened | Preferred | Nothing
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An outcome with what happened, in the order in which it is to be told. Nobody is told before the commit."""

    outcome: Outcome
    events: tuple[Event, ...] = ()
