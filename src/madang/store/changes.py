"""What changed in a room since a `rev`: each thing once, in its present state. This is all that catching up needs."""

from dataclasses import dataclass

from sqlalchemy import Connection

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged, RoomEvent
from madang.domain.ids import RoomId
from madang.store import members, messages, rooms

BYTES = 1 << 20
"""More text than this is not replayed: whoever does not read it would keep it in memory."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The latest changes up to the head, in order of `rev`: all there are after `since`."""

    seq: int
    rev: int
    since: int
    events: list[RoomEvent]


def latest(connection: Connection, room: RoomId, after: int, limit: int, size: int = BYTES) -> Changes | None:
    """The changes after `after`: at most the latest `limit` with `size` bytes of text. None: no such room."""
    head = rooms.head(connection, room)
    if head is None:
        return None
    if after >= head.rev:
        return Changes(head.seq, head.rev, head.rev, [])
    found = _latest(connection, room, after, limit + 1)
    kept = _fitting(found[-limit:], size)
    if kept == len(found):
        return Changes(head.seq, head.rev, after, found)
    return Changes(head.seq, head.rev, found[-kept - 1].rev, found[len(found) - kept :])


def _fitting(found: list[RoomEvent], size: int) -> int:
    """How many of the latest have no more text than this."""
    for kept, event in enumerate(reversed(found)):
        if isinstance(event, MessageChanged):
            size -= len(event.message.text.encode())
        if size < 0:
            return kept
    return len(found)


def _latest(connection: Connection, room: RoomId, after: int, limit: int) -> list[RoomEvent]:
    found: list[RoomEvent] = [
        MessageChanged(room, message.rev, message, new=message.edited_at is None and not message.deleted)
        for message in messages.changed(connection, room, after, limit)
    ]
    found += [MemberChanged(room, member.rev, member) for member in members.changed(connection, room, after, limit)]
    state = rooms.get(connection, room)
    if state and state.rev > after:
        found.append(RoomChanged(room, state.rev, state))
    return sorted(found, key=lambda event: event.rev)[-limit:]
