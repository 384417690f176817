"""A message: one entry in the log of a room."""

from dataclasses import dataclass

from madang.domain.ids import MessageId, PersonId, RoomId


@dataclass(frozen=True, slots=True)
class Message:
    """`seq` is its place for ever, `rev` its latest change. A deleted message keeps its place without its text."""

    id: MessageId
    room: RoomId
    author: PersonId
    seq: int
    rev: int
    text: str
    created_at: str
    edited_at: str | None
    deleted: bool
