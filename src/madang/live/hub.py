"""The hub: who listens to what. Telling is synchronous: nothing is awaited between two listeners.

A room is in the hub while somebody listens to it (`listeners.py` has who, and where they stand). Whoever is live has
everything that was told; whoever is behind has everything up to a cursor of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from madang.domain.errors import Goodbye
from madang.domain.events import RoomEvent
from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import RoomState
from madang.live.line import Cursor, Line, Tongue
from madang.live.listeners import Listeners
from madang.live.parcel import Parcel
from madang.live.recent import Recent

_RECENT = 30.0
"""Seconds for which what was told is remembered for those who come back."""


class Hub:
    """`clock` gives seconds. `on_behind(room)` is called when lines need to be brought back in a room,
    `on_listened(room, listened)` when the first line begins or the last one ends listening to it. `on_state(line, room,
    state)` may bring back a line at once, of which the room as it is in the store is known; whether it did."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.lines: set[Line] = set()
        self.people: defaultdict[PersonId, set[Line]] = defaultdict(set)
        self.rooms: dict[RoomId, Listeners] = {}
        self.doubts = 0
        """How often there was a doubt: what was read of the store before one may lack what the doubt is about."""
        self._remembering: set[RoomId] = set()
        self.on_behind: Callable[[RoomId], None] = lambda _: None
        self.on_state: Callable[[Line, RoomId, RoomState], bool] = lambda _line, _room, _state: False
        self.on_listened: Callable[[RoomId, bool], None] = lambda _room, _listened: None
        self.on_line: Callable[[PersonId, bool], None] = lambda _person, _here: None

    # ── lines come and go ────────────────────────────────────────────────────────────────────────────────────

    def add(self, line: Line) -> None:
        self.lines.add(line)
        mine = self.people[line.person.id]
        mine.add(line)
        if len(mine) == 1:
            self.on_line(line.person.id, True)

    def remove(self, line: Line) -> None:
        line.closed = True
        for room in tuple(line.rooms):
            self.unlisten(line, room)
        self.lines.discard(line)
        mine = self.people.get(line.person.id)
        if mine is None:
            return
        mine.discard(line)
        if not mine:
            del self.people[line.person.id]
            self.on_line(line.person.id, False)

    def listen(self, line: Line, room: RoomId, cursor: Cursor, state: RoomState | None = None) -> None:
        """From now on the line hears the room, beginning with what it missed since `cursor`; `state` is what the store
        has just shown of it."""
        listeners = self.rooms.get(room)
        if listeners is None:
            listeners = self.rooms[room] = Listeners()
            self.on_listened(room, True)
        line.rooms.add(room)
        listeners.put_behind(line, cursor)
        if state is None or not self.on_state(line, room, state):
            self.on_behind(room)

    def unlisten(self, line: Line, room: RoomId) -> None:
        line.rooms.discard(room)
        listeners = self.rooms.get(room)
        if listeners is None:
            return
        listeners.leave(line)
        if listeners.empty:
            del self.rooms[room]
            self.on_listened(room, False)

    # ── being behind, and live again ─────────────────────────────────────────────────────────────────────────

    def behind(self, room: RoomId) -> list[tuple[Line, Cursor]]:
        """Who has to be brought back in this room and would take it now."""
        listeners = self.rooms.get(room)
        if listeners is None:
            return []
        return [(line, cursor) for line, cursor in listeners.behind.items() if not line.mouth.full]

    def cursor(self, line: Line, room: RoomId) -> Cursor | None:
        """Where the line stands, if it is behind in this room: the very same as long as nothing happened to it."""
        listeners = self.rooms.get(room)
        return listeners.behind.get(line) if listeners else None

    def rewind(self, line: Line, room: RoomId, rev: int) -> None:
        """The line asks for everything after `rev` again; refuses `future`."""
        self.rooms[room].rewind(line, rev)
        self.on_behind(room)

    def moved(self, line: Line, room: RoomId, cursor: Cursor) -> None:
        """The line was brought to `cursor`, and is still behind."""
        listeners = self.rooms.get(room)
        if listeners and line in listeners.behind:
            listeners.behind[line] = cursor

    def turn_live(self, line: Line, room: RoomId, cursor: Cursor, word: Parcel | None = None) -> bool:
        """The line has everything up to `cursor`: it is told so with `word`, gets what was told meanwhile, and turns
        live. False: that is not known, or the line does not take it; it stays behind at `cursor`."""
        listeners = self.rooms.get(room)
        return listeners is not None and listeners.turn_live(line, cursor, word, self.clock())

    def recent(self, room: RoomId) -> Recent | None:
        """What is remembered of the room."""
        listeners = self.rooms.get(room)
        return listeners.recent if listeners else None

    def follows(self, room: RoomId, rev: int) -> bool:
        """Whether all that happened in the room after `rev` was heard here and is remembered, as far as it was told."""
        listeners = self.rooms.get(room)
        return listeners is not None and listeners.head is not None and listeners.since(rev) is not None

    def learn(self, room: RoomId, read: Recent) -> None:
        """Remembers what was read of the room."""
        if listeners := self.rooms.get(room):
            listeners.recent.learn(read)
            self._remembering.add(room)

    def forget(self) -> None:
        """Once in a while: what was told long ago is no longer remembered."""
        before = self.clock() - _RECENT
        for room in tuple(self._remembering):
            if room not in self.rooms or not self.rooms[room].recent.forget(before):
                self._remembering.discard(room)

    def seen(self, room: RoomId) -> int:
        """The latest change in the room of which the hub knows."""
        listeners = self.rooms.get(room)
        return listeners.seen if listeners else 0

    def went_back(self, room: RoomId, rev: int) -> None:
        """The log ends before what was told: the database was replaced by an older one while we served. Everybody
        begins again from what there is."""
        if listeners := self.rooms.get(room):
            self._all_behind(room, listeners)
            self.doubts += 1
            listeners.head, listeners.seen = None, rev
            listeners.recent.forget_all()

    def fill(self, line: Line) -> None:
        """The other end stopped taking what it is sent: nothing more is handed to it until it drains."""
        line.full_since = self.clock()
        for room in line.rooms:
            self.rooms[room].drop_behind(line)

    def drain(self, line: Line) -> None:
        """The other end takes again: it is brought back from where it stood."""
        line.full_since = None
        for room in line.rooms:
            if line in self.rooms[room].behind:
                self.on_behind(room)

    def doubt(self, room: RoomId) -> None:
        """Something in this room may have happened without being told: everybody looks into the log again."""
        self.doubts += 1
        if listeners := self.rooms.get(room):
            for line in tuple(listeners.behind):
                listeners.renew(line)
            self._all_behind(room, listeners)

    def _all_behind(self, room: RoomId, listeners: Listeners) -> None:
        if listeners.drop_all_behind():
            self.on_behind(room)

    def doubt_line(self, line: Line, room: RoomId) -> None:
        """The same for one line, which may not even be a member any more."""
        self.doubts += 1
        if listeners := self.rooms.get(room):
            listeners.renew(line)
            listeners.drop_behind(line)
            self.on_behind(room)

    def cut(self, room: RoomId) -> None:
        """Ends the connections of all who listen here, without a word."""
        if listeners := self.rooms.get(room):
            self.cut_off(listeners.everybody)

    def cut_off(self, lines: Iterable[Line]) -> None:
        """Ends these connections, without a word."""
        for line in tuple(lines):
            line.mouth.abort()

    # ── telling ──────────────────────────────────────────────────────────────────────────────────────────────

    def publish(self, room: RoomId, events: Sequence[RoomEvent]) -> None:
        """Tells everybody live in the room, in order of `rev`. A gap before the events puts them all behind instead."""
        listeners = self.rooms.get(room)
        if listeners is None:
            return
        if listeners.tell(events, self.clock()):
            self.on_behind(room)
        self._remembering.add(room)

    def tell_person(self, person: PersonId, parcel: Parcel) -> None:
        now = self.clock()
        for line in tuple(self.people.get(person, ())):
            if line.greeted and line.tongue is Tongue.FULL:
                line.tell(parcel, now)

    def tell_fleeting(self, room: RoomId, parcel: Parcel, but: PersonId | None = None) -> None:
        """To those who are live in the room: what is lost on the others is no loss."""
        listeners = self.rooms.get(room)
        now = self.clock()
        for line in tuple(listeners.live) if listeners else ():
            if line.person.id != but:
                line.tell(parcel, now)

    def end_all(self, lines: Iterable[Line], goodbye: Goodbye) -> None:
        for line in tuple(lines):
            line.end(goodbye)
