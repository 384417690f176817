"""Bringing lines back: whoever is behind in a room gets what they missed, whatever the reason, and turns live.

All who are behind in one room are served from one read, as all who write wait for one commit: a thousand clients that
come back at once cost the database per room, not per client.
"""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, NamedTuple

from madang.chat.telling import SHOWN_OUT
from madang.domain.errors import StoreTrouble
from madang.domain.ids import PersonId, RoomId
from madang.domain.messages import Message
from madang.domain.rooms import RoomState, Standing
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.parcel import Parcel
from madang.live.presence import Presence
from madang.live.recent import Recent, Told
from madang.store import changes, messages, reads
from madang.store.changes import Changes
from madang.store.database import Database
from madang.wire import outgoing, shapes

log = logging.getLogger(__name__)

VOID = -1
"""The `rev` of a cursor from another history of the database."""
_BEYOND = 1 << 62
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
            {line.person.id for line, _ in behind},
            bool(plain),
        )


class _Missed(NamedTuple):
    """The changes after `after`, as far as they go back."""

    after: int
    changes: Changes | None
    standings: dict[PersonId, Standing]
    messages: list[Message]


class _Known(NamedTuple):
    """What can be told about a room: all that is in `recent`, up to `head`."""

    head: Cursor
    recent: Recent

    def why_reset(self, cursor: Cursor) -> Literal["too_far", "future", "epoch"] | None:
        if cursor.rev == VOID:
            return "epoch"
        if cursor.rev > self.head.rev:
            return "future"
        return None if self.recent.covers(cursor.rev, self.head.rev) else "too_far"


class Returning:
    """`readers` are the threads in which the store is read."""

    def __init__(self, database: Database, hub: Hub, presence: Presence, readers: ThreadPoolExecutor) -> None:
        self._database = database
        self._hub = hub
        self._presence = presence
        self._readers = readers
        self._running: dict[RoomId, asyncio.Task[None]] = {}
        hub.on_behind = self._bring_back
        hub.on_state = self._bring_back_at_once

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

    def _bring_back_at_once(self, line: Line, room: RoomId, state: RoomState) -> bool:
        """If all that the line missed is remembered, from where it stands to what the store has just shown and on. Only
        where somebody is live: of what was told while nobody listened nothing is known."""
        cursor, recent, head = self._hub.cursor(line, room), self._hub.recent(room), Cursor(state.rev, state.seq)
        if cursor is None or recent is None or state.mine is None or not self._hub.follows(room, head.rev):
            return False
        known = _Known(head, recent)
        if line.tongue is Tongue.PLAIN:
            return cursor == head and self._hub.turn_live(line, room, head)
        reset = known.why_reset(cursor)
        if reset == "too_far" and not (recent.cut and cursor.rev < (recent.base or 0)):
            return False
        if reset is None and recent.is_much(cursor.rev, outgoing.CHANGES, changes.BYTES):
            return False
        self._serve(line, room, cursor, known, state.mine)
        return self._hub.cursor(line, room) is None

    async def _serve_all(self, room: RoomId, behind: Sequence[tuple[Line, Cursor]], missed: "_Missed") -> None:
        known = self._known(room, missed.changes, missed.after) if missed.changes else None
        for number, (line, cursor) in enumerate(behind, 1):
            if self._hub.cursor(line, room) is not cursor:  # it left, or is in doubt, since the store was read
                pass
            elif line.tongue is Tongue.PLAIN:
                self._serve_plain(line, room, cursor, missed)
            elif known and (standing := missed.standings.get(line.person.id)):
                self._serve(line, room, cursor, known, standing)
            else:
                self._dismiss(line, room)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)

    def _read(self, room: RoomId, wanted: "_Wanted") -> "_Missed":
        with self._database.read() as connection:
            return _Missed(
                wanted.after_rev,
                changes.latest(connection, room, wanted.after_rev, outgoing.CHANGES),
                reads.standings(connection, room, wanted.people) if wanted.people else {},
                messages.after(connection, room, wanted.after_seq, _PLAIN_PAGE) if wanted.plainly else [],
            )

    def _known(self, room: RoomId, found: Changes, after: int) -> _Known:
        """What was read, which is remembered for those who come next."""
        now = self._hub.clock()
        read = Recent(
            found.since,
            found.rev,
            [Told(event, outgoing.event(event), now) for event in found.events],
            cut=found.since > after,
        )
        self._hub.learn(room, read)
        return _Known(Cursor(found.rev, found.seq), read)

    def _serve(self, line: Line, room: RoomId, cursor: Cursor, known: _Known, standing: Standing) -> None:
        head = known.head
        if reason := known.why_reset(cursor):
            self._tell(line, shapes.Reset(type="reset", room=room, rev=head.rev, seq=head.seq, reason=reason))
        elif not self._replay(line, room, cursor, known):
            return
        caught_up = shapes.CaughtUp(
            type="caught_up", room=room, rev=head.rev, seq=head.seq, read=standing.read, unread=standing.unread
        )
        if self._hub.turn_live(line, room, head, Parcel(outgoing.encode(caught_up))):
            line.tell(self._presence.frame(room), self._hub.clock())

    def _serve_plain(self, line: Line, room: RoomId, cursor: Cursor, missed: "_Missed") -> None:
        """By `seq`: the plain protocol knows new messages only, and no reset, so that all of them are brought."""
        if missed.changes is None or line.person.id not in missed.standings:
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
            frame = shapes.RoomRemovedEvent(type="room_removed", room=room)
            line.tell(Parcel(outgoing.encode(frame)), self._hub.clock())
        else:
            line.end(SHOWN_OUT)

    def _replay(self, line: Line, room: RoomId, cursor: Cursor, known: _Known) -> bool:
        """In pieces, so that a full socket stops it where it stands. True: all of it was taken."""
        for rev, piece in known.recent.pieces(cursor.rev, known.head.rev):
            line.tell(piece, self._hub.clock())
            self._hub.moved(line, room, Cursor(rev, cursor.seq))
            if line.mouth.full:
                return False
        return True

    def _tell(self, line: Line, frame: shapes.ServerFrame) -> None:
        line.tell(Parcel(outgoing.encode(frame)), self._hub.clock())
