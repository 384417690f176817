"""A report: somebody shows a message to those who look after the room or the house."""

from dataclasses import dataclass
from typing import Literal

from madang.domain.ids import MessageId, PersonId, RoomId

Verdict = Literal["deleted", "dismissed"]
"""What became of it: the message went, or it stayed."""


@dataclass(frozen=True, slots=True)
class Report:
    """Open until somebody closed it."""

    id: str
    room: RoomId
    message: MessageId
    reporter: PersonId
    reason: str
    created_at: str
    closed_at: str | None = None
    closed_by: PersonId | None = None
    outcome: Verdict | None = None
