"""What people can ask for about the people in their rooms, as imperatives like all the others."""

from dataclasses import dataclass
from typing import Literal

from madang.domain.reports import Verdict
from madang.domain.rooms import Notify


@dataclass(frozen=True, slots=True)
class OpenDirect:
    """`ref` is the id of the room, if these people have none yet. Who asks is one of them without being named."""

    type: Literal["open_direct"]
    ref: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class SetPreferences:
    """What is None stays as it is."""

    type: Literal["set_preferences"]
    ref: str
    room: str
    notify: Notify | None = None
    favourite: bool | None = None
    section: str | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class BlockPerson:
    type: Literal["block_person"]
    ref: str
    person: str


@dataclass(frozen=True, slots=True)
class UnblockPerson:
    type: Literal["unblock_person"]
    ref: str
    person: str


@dataclass(frozen=True, slots=True)
class ReportMessage:
    """`ref` is the id of the report; of one message everybody makes one only."""

    type: Literal["report_message"]
    ref: str
    room: str
    message: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CloseReport:
    """Closes all open ones of the same message with it."""

    type: Literal["close_report"]
    ref: str
    report: str
    outcome: Verdict


RoomCommand = OpenDirect | SetPreferences | BlockPerson | UnblockPerson | ReportMessage | CloseReport
"""Those of `domain/commands.py` come with them."""
