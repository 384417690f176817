"""Bringing lines back: whoever is behind in a room gets what they missed, whatever the reason, and turns live.

All who are behind in one room are served from one read, as all who write wait for one commit: a thousand clients that
come back at once cost the database per room, not per client.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from madang.domain.errors import StoreTrouble
from madang.domain.ids import PersonId, RoomId
from madang.domain.messages import Message
from madang.domain.rooms import Standing
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.parcel import Parcel
from madang.live.presence import Presence
from madang.store import changes, members, messages
from madang.store.changes import Changes
from madang.store.database import Database
from madang.wire import outgoing

log = logging.getLogger(__name__)

VOID = -1
"""The `rev` of a cursor from another history of the database."""
_BEYOND = 1 << 62
_PIECE = 32_768
_PLAIN_PAGE = 200
_RETRY = 1.0
_AT_ONCE = 50
"""Lines that are served before the others of the house get their turn."""


class _Wanted(NamedTuple):
    """One read for everybody who is behind in a room."""

    after_rev: int
    after_seq: int
    people: set[PersonId]
    plainly: bool

    @classmethod
    def of(cls, behind: Sequence[tuple[Line, Cursor]]) -> "_Wanted":
        full = [(line, cursor) for line, cursor in behind if line.tongue is Tongue.FULL]
        plain = [cursor for line, cursor in behind if line.tongue is Tongue.PLAIN]
        return cls(
            min((cursor.rev for _, cursor in full if cursor.rev != VOID), default=_BEYOND),
            min((cursor.seq for cursor in plain), default=_BEYOND),
            {line.person.id for line, _ in full},
            bool(plain),
        )


@dataclass
class _Missed:
    changes: Changes | None
    standings: dict[PersonId, Standing]
    messages: list[Message]

    _pieces: dict[int, list[tuple[int, Parcel]]] = field(default_factory=dict)

    @cached_property
    def texts(self) -> list[tuple[int, bytes]]:
        """The changes as frames, with their `rev`; made once, whoever needs them."""
        return [(event.rev, outgoing.event(event)) for event in self.changes.events] if self.changes else []

    def pieces(self, after: int) -> list[tuple[int, Parcel]]:
        """The changes after a `rev` in pieces, each with its last `rev`; made once for all who stand there."""
        if after not in self._pieces:
            self._pieces[after] = [
                (piece[-1][0], Parcel(*(text for _, text in piece)))
                for piece in _cut((rev, text) for rev, text in self.texts if rev > after)
            ]
        return self._pieces[after]


def _cut(texts: Iterable[tuple[int, bytes]]) -> list[list[tuple[int, bytes]]]:
    pieces: list[list[tuple[int, bytes]]] = []
    size = _PIECE
    for rev, text in texts:
        if size >= _PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append((rev, text))
        size += len(text)
    return pieces


class Returning:
    """`readers` are the threads in which the store is read."""

    def __init__(self, database: Database, hub: Hub, presence: Presence, readers: ThreadPoolExecutor) -> None:
        self._database = database
        self._hub = hub
        self._presence = presence
        self._readers = readers
        self._running: dict[RoomId, asyncio.Task[None]] = {}
        hub.on_behind = self._bring_back

    async def close(self) -> None:
        tasks = tuple(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def settled(self, room: RoomId) -> None:
        """Until those who are behind in the room have been brought what they missed, or for a second."""
        if task := self._running.get(room):
            await asyncio.wait([task], timeout=1.0)

    def _bring_back(self, room: RoomId) -> None:
        if room not in self._running:
            task = asyncio.create_task(self._work(room), name=f"returning {room}")
            self._running[room] = task
            task.add_done_callback(lambda _: self._ended(room))

    def _ended(self, room: RoomId) -> None:
        task = self._running.pop(room)
        if task.cancelled():
            return
        if error := task.exception():
            log.error("bug while bringing lines back", exc_info=error)
            for line, _ in self._hub.behind(room):
                line.mouth.abort()  # it comes back by itself, from its own cursor
        elif self._hub.behind(room):
            self._bring_back(room)

    async def _work(self, room: RoomId) -> None:
        loop = asyncio.get_running_loop()
        while behind := self._hub.behind(room):
            seen = self._hub.seen(room)
            try:
                missed = await loop.run_in_executor(self._readers, self._read, room, _Wanted.of(behind))
            except StoreTrouble as trouble:
                log.warning("cannot read what was missed: %s", trouble)
                await asyncio.sleep(_RETRY)
                continue
            if missed.changes and missed.changes.rev < seen:
                log.error("the log of %s ends at %d, after %d was told", room, missed.changes.rev, seen)
                self._hub.went_back(room, missed.changes.rev)
                continue
            await self._serve_all(room, behind, missed)

    async def _serve_all(self, room: RoomId, behind: Sequence[tuple[Line, Cursor]], missed: "_Missed") -> None:
        here = self._presence.frame(room)
        for number, (line, cursor) in enumerate(behind, 1):
            if self._hub.cursor(line, room) is cursor:  # else it left, or is in doubt, since the store was read
                self._serve(line, room, cursor, missed, here)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)

    def _read(self, room: RoomId, wanted: "_Wanted") -> "_Missed":
        with self._database.read() as connection:
            return _Missed(
                changes.latest(connection, room, wanted.after_rev, outgoing.CHANGES),
                members.standings(connection, room, wanted.people) if wanted.people else {},
                messages.after(connection, room, wanted.after_seq, _PLAIN_PAGE) if wanted.plainly else [],
            )

    def _serve(self, line: Line, room: RoomId, cursor: Cursor, missed: "_Missed", here: Parcel) -> None:
        if line.tongue is Tongue.PLAIN:
            self._serve_plain(line, room, cursor, missed)
            return
        found, standing = missed.changes, missed.standings.get(line.person.id)
        if found is None or standing is None:
            self._dismiss(line, room)
            return
        head = Cursor(found.rev, found.seq)
        if reason := _why_reset(cursor, found):
            self._tell(line, outgoing.Reset(type="reset", room=room, rev=head.rev, seq=head.seq, reason=reason))
        elif not self._replay(line, room, cursor, missed):
            return
        caught_up = outgoing.CaughtUp(
            type="caught_up", room=room, rev=head.rev, seq=head.seq, read=standing.read, unread=standing.unread
        )
        if self._hub.turn_live(line, room, head, Parcel(outgoing.encode(caught_up))):
            line.tell(here, self._hub.clock())

    def _serve_plain(self, line: Line, room: RoomId, cursor: Cursor, missed: "_Missed") -> None:
        """By `seq`: the plain protocol knows new messages only, and no reset, so that all of them are brought."""
        if missed.changes is None:
            self._dismiss(line, room)
            return
        new = [message for message in missed.messages if message.seq > cursor.seq]
        others = [message for message in new if message.author != line.person.id and not message.deleted]
        if others:
            line.tell(Parcel(*map(outgoing.plain_message, others)), self._hub.clock())
        if len(missed.messages) == _PLAIN_PAGE:
            self._hub.moved(line, room, Cursor(cursor.rev, missed.messages[-1].seq))
        else:
            self._hub.turn_live(line, room, Cursor(missed.changes.rev, missed.changes.seq))

    def _dismiss(self, line: Line, room: RoomId) -> None:
        """No longer a member (or no longer a room): the line hears nothing more of it."""
        self._hub.unlisten(line, room)
        self._presence.depart(line, room, at_once=True)
        if line.tongue is Tongue.FULL:
            frame = outgoing.RoomRemovedEvent(type="room_removed", room=room)
            line.tell(Parcel(outgoing.encode(frame)), self._hub.clock())

    def _replay(self, line: Line, room: RoomId, cursor: Cursor, missed: "_Missed") -> bool:
        """In pieces, so that a full socket stops it where it stands. True: all of it was taken."""
        for rev, piece in missed.pieces(cursor.rev):
            line.tell(piece, self._hub.clock())
            self._hub.moved(line, room, Cursor(rev, cursor.seq))
            if line.mouth.full:
                return False
        return True

    def _tell(self, line: Line, frame: outgoing.ServerFrame) -> None:
        line.tell(Parcel(outgoing.encode(frame)), self._hub.clock())


def _why_reset(cursor: Cursor, found: Changes) -> Literal["too_far", "future", "epoch"] | None:
    if cursor.rev == VOID:
        return "epoch"
    if cursor.rev > found.rev:
        return "future"
    return "too_far" if cursor.rev < found.since else None
