"""What can be asked about the house, the people in it, and their programs: over HTTP only, through the same heart. Keys
come as hashes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from madang.domain.ids import PersonId
from madang.domain.people import Role
from madang.domain.pictures import Picture
from madang.domain.scopes import Right


@dataclass(frozen=True, slots=True)
class EditPlace:
    """`changes` are fields of the place with what they are to be."""

    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Invite:
    """`hash` is that of the key in the link, `most` how often it may be used (None: any number of times)."""

    id: str
    hash: bytes
    role: Role
    rooms: tuple[str, ...]
    note: str
    expires_at: str | None
    most: int | None


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    id: str


@dataclass(frozen=True, slots=True)
class SetRole:
    person: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class SetState:
    """Closes an account for the time being, or opens it again."""

    person: PersonId
    state: Literal["active", "deactivated"]


@dataclass(frozen=True, slots=True)
class SignOut:
    """Ends all sessions of somebody; tokens of programs stay."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Ban:
    """`purge`: all that they have said goes, too."""

    person: PersonId
    purge: bool


@dataclass(frozen=True, slots=True)
class Unban:
    person: PersonId


@dataclass(frozen=True, slots=True)
class SetLogo:
    """That of the house."""

    picture: Picture | None


@dataclass(frozen=True, slots=True)
class SetRoomPicture:
    """None: there is none any more."""

    room: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class ExportAudit:
    """Somebody is about to take along what was done."""


@dataclass(frozen=True, slots=True)
class AddBot:
    """`bot` is its id to be."""

    bot: PersonId
    name: str
    handle: str


@dataclass(frozen=True, slots=True)
class AddToken:
    """For a program of one's own (`bot` None) or a bot; `hash` is that of its secret, `rooms` None all rooms."""

    id: str
    hash: bytes
    name: str
    rights: tuple[Right, ...]
    rooms: tuple[str, ...] | None
    expires_at: str | None
    bot: PersonId | None = None


@dataclass(frozen=True, slots=True)
class RevokeToken:
    id: str


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody is let in by hand, without a password yet; `person` is their id to be."""

    person: PersonId
    name: str
    handle: str
    role: Role


HouseCommand = (
    EditPlace
    | SetLogo
    | Invite
    | RevokeInvitation
    | SetRole
    | SetState
    | SignOut
    | Ban
    | Unban
    | SetRoomPicture
    | ExportAudit
    | AddPerson
    | AddBot
    | AddToken
    | RevokeToken
)
