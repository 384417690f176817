"""What changed in a room since a `rev`: each thing once, in its present state. This is all that catching up needs."""

from dataclasses import dataclass

from sqlalchemy import Connection

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged, RoomEvent
from madang.domain.ids import RoomId
from madang.store import members, messages, rooms


@dataclass(frozen=True, slots=True)
class Changes:
    """The latest changes up to the head, in order of `rev`: all there are after `since`."""

    seq: int
    rev: int
    since: int
    events: list[RoomEvent]


def latest(connection: Connection, room: RoomId, after: int, limit: int) -> Changes | None:
    """The changes after `after`, the latest `limit` of them where there are more. None: no such room."""
    head = rooms.head(connection, room)
    if head is None:
        return None
    if after >= head.rev:
        return Changes(head.seq, head.rev, head.rev, [])
    found = _latest(connection, room, after, limit + 1)
    if len(found) <= limit:
        return Changes(head.seq, head.rev, after, found)
    events = found[-limit:]
    return Changes(head.seq, head.rev, found[-limit - 1].rev, events)


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
