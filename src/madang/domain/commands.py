"""What people can ask for, as imperatives. `ref` names the command; its answer carries the same `ref`."""

from dataclasses import dataclass
from typing import Literal

from madang.domain.account_commands import AccountCommand
from madang.domain.chores import Chore
from madang.domain.house_commands import HouseCommand
from madang.domain.room_commands import RoomCommand
from madang.domain.rooms import ChosenKind


@dataclass(frozen=True, slots=True)
class SendMessage:
    """`ref` is the message id: sending the same again gets the first outcome, for ever."""

    type: Literal["send_message"]
    ref: str
    room: str
    text: str


@dataclass(frozen=True, slots=True)
class EditMessage:
    type: Literal["edit_message"]
    ref: str
    room: str
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class DeleteMessage:
    type: Literal["delete_message"]
    ref: str
    room: str
    message: str


@dataclass(frozen=True, slots=True)
class MarkRead:
    type: Literal["mark_read"]
    ref: str
    room: str
    seq: int


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """`ref` is the id of the new room. `kind` None: public, or open while the house has no owner."""

    type: Literal["open_room"]
    ref: str
    name: str
    topic: str = ""
    kind: ChosenKind | None = None
    announcement: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class EditRoom:
    """What is None stays as it is. `slow_mode` in seconds; `retention_days` 0: messages are kept for ever. A kind
    that lets more people in shows them all that was said, and has to be asked for with `history_visible`."""

    type: Literal["edit_room"]
    ref: str
    room: str
    name: str | None = None
    topic: str | None = None
    description: str | None = None
    kind: ChosenKind | None = None
    announcement: bool | None = None
    slow_mode: int | None = None
    retention_days: int | None = None
    archived: bool | None = None
    history_visible: bool = False


@dataclass(frozen=True, slots=True)
class JoinRoom:
    type: Literal["join_room"]
    ref: str
    room: str


@dataclass(frozen=True, slots=True)
class LeaveRoom:
    type: Literal["leave_room"]
    ref: str
    room: str


@dataclass(frozen=True, slots=True)
class AddMember:
    type: Literal["add_member"]
    ref: str
    room: str
    person: str


@dataclass(frozen=True, slots=True)
class RemoveMember:
    type: Literal["remove_member"]
    ref: str
    room: str
    person: str


@dataclass(frozen=True, slots=True)
class SetMember:
    """What is None stays as it is. `silenced_for` in seconds from now; 0 ends it."""

    type: Literal["set_member"]
    ref: str
    room: str
    person: str
    admin: bool | None = None
    silenced_for: int | None = None


@dataclass(frozen=True, slots=True)
class SetName:
    type: Literal["set_name"]
    ref: str
    name: str


Command = (
    SendMessage
    | EditMessage
    | DeleteMessage
    | MarkRead
    | OpenRoom
    | EditRoom
    | JoinRoom
    | LeaveRoom
    | AddMember
    | RemoveMember
    | SetMember
    | SetName
    | RoomCommand
)
"""What a frame can ask for."""

AnyCommand = Command | AccountCommand | HouseCommand | Chore
"""Everything that changes something lasting goes through the heart as one of these."""
