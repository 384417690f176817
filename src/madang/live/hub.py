"""The hub: who listens to what. Telling is synchronous: nothing is awaited between two listeners.

A room is in the hub while somebody listens to it. `head` is the last change that was told in it; whoever is live has
everything up to the head, whoever is behind has everything up to a cursor of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from madang.domain.errors import Goodbye, Refusal
from madang.domain.events import MessageChanged, RoomEvent
from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import RoomState
from madang.live.line import Cursor, Line, Tongue
from madang.live.parcel import Parcel
from madang.live.recent import Recent, Told
from madang.wire import outgoing

_RECENT = 30.0
"""Seconds for which what was told is remembered for those who come back."""


@dataclass(slots=True)
class Listeners:
    """`head` is None until the first line is live; `seen` is the latest `rev` of which the hub knows.

    `ahead`: live lines that already read from the store what has yet to be told; they are spared the repeat.
    """

    head: Cursor | None = None
    seen: int = 0
    live: set[Line] = field(default_factory=set)
    plain: set[Line] = field(default_factory=set)
    behind: dict[Line, Cursor] = field(default_factory=dict)
    ahead: dict[Line, Cursor] = field(default_factory=dict)
    recent: Recent = field(default_factory=Recent)

    def since(self, rev: int) -> list[Told] | None:
        """What was told after `rev`; None where that is not known."""
        if not self.recent.covers(rev, self.seen):
            return None
        return [each for each in self.recent.since(rev) if each.event.rev <= self.seen]


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
        self._set_behind(listeners, line, cursor)
        if state is None or not self.on_state(line, room, state):
            self.on_behind(room)

    def unlisten(self, line: Line, room: RoomId) -> None:
        line.rooms.discard(room)
        listeners = self.rooms.get(room)
        if listeners is None:
            return
        for lines in (listeners.live, listeners.plain):
            lines.discard(line)
        for cursors in (listeners.behind, listeners.ahead):
            cursors.pop(line, None)
        if not (listeners.live or listeners.plain or listeners.behind):
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
        listeners = self.rooms[room]
        held = listeners.behind.get(line)
        if listeners.head is not None:
            # The line may have read more from the store than was told so far.
            known = max(cursor.rev for cursor in (listeners.head, listeners.ahead.get(line), held) if cursor)
            if rev > known:
                raise Refusal("future", f"The room is at rev {known}; there is nothing after {rev} yet.")
        seq = listeners.head.seq if listeners.head else 0
        self._set_behind(listeners, line, Cursor(rev if held is None else min(rev, held.rev), seq))
        listeners.ahead.pop(line, None)
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
        if listeners is None or line not in listeners.behind:
            return False
        rest = listeners.since(cursor.rev)
        if word and rest is not None and not line.mouth.full:
            line.tell(word, self.clock())
        if rest is None or line.mouth.full:
            listeners.behind[line] = cursor
            return False
        del listeners.behind[line]
        self._place(listeners, line, cursor, rest)
        (listeners.live if line.tongue is Tongue.FULL else listeners.plain).add(line)
        self._tell_rest(line, cursor, rest)
        return True

    def _place(self, listeners: Listeners, line: Line, cursor: Cursor, rest: Sequence[Told]) -> None:
        """Says where the line stands once it has `cursor` and the rest: at the head, or ahead of it."""
        seq = max([cursor.seq, *(event.message.seq for event, *_ in rest if isinstance(event, MessageChanged))])
        here = Cursor(max(cursor.rev, listeners.seen), seq)
        if listeners.head is None:
            listeners.head, listeners.seen = here, here.rev
        elif here.rev > listeners.head.rev:
            listeners.ahead[line] = here
        else:
            # After a gap the head knows the latest change, but not every message before it; the log does.
            listeners.head = max(listeners.head, here)

    def _tell_rest(self, line: Line, cursor: Cursor, rest: Sequence[Told]) -> None:
        if line.tongue is Tongue.FULL:
            texts = [text for _, text, _ in rest]
        else:
            said = [event.message for event, *_ in rest if isinstance(event, MessageChanged) and event.new]
            others = [
                message
                for message in said
                if message.author != line.person.id and message.seq > cursor.seq and not message.deleted
            ]
            texts = [outgoing.plain_message(message) for message in others]
        if texts:
            line.tell(Parcel(*texts), self.clock())

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
            self._drop_behind(self.rooms[room], line)

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
            for line, cursor in listeners.behind.items():
                listeners.behind[line] = Cursor(*cursor)  # another one: what is just being read for it may be too old
            self._all_behind(room, listeners)

    def _all_behind(self, room: RoomId, listeners: Listeners) -> None:
        for line in (*listeners.live, *listeners.plain):
            self._drop_behind(listeners, line)
        if listeners.behind:
            self.on_behind(room)

    def doubt_line(self, line: Line, room: RoomId) -> None:
        """The same for one line, which may not even be a member any more."""
        self.doubts += 1
        if listeners := self.rooms.get(room):
            if cursor := listeners.behind.get(line):
                listeners.behind[line] = Cursor(*cursor)
            self._drop_behind(listeners, line)
            self.on_behind(room)

    def cut(self, room: RoomId) -> None:
        """Ends the connections of all who listen here, without a word."""
        listeners = self.rooms.get(room)
        for line in (*listeners.live, *listeners.plain, *listeners.behind) if listeners else ():
            line.mouth.abort()

    def _drop_behind(self, listeners: Listeners, line: Line) -> None:
        if line in listeners.behind:
            return
        assert listeners.head is not None, "only a room with a head has live lines"
        self._set_behind(listeners, line, max(listeners.head, listeners.ahead.pop(line, listeners.head)))

    def _set_behind(self, listeners: Listeners, line: Line, cursor: Cursor) -> None:
        listeners.live.discard(line)
        listeners.plain.discard(line)
        listeners.behind[line] = cursor

    # ── telling ──────────────────────────────────────────────────────────────────────────────────────────────

    def publish(self, room: RoomId, events: Sequence[RoomEvent]) -> None:
        """Tells everybody live in the room, in order of `rev`. A gap before the events puts them all behind instead."""
        listeners = self.rooms.get(room)
        if listeners is None:
            return
        unseen = {event.rev: event for event in events if event.rev > listeners.seen}
        fresh = [unseen[rev] for rev in sorted(unseen)]
        if not fresh:
            return
        head, without_gap = listeners.head, range(listeners.seen + 1, listeners.seen + 1 + len(fresh))
        now = self.clock()
        told = [Told(event, outgoing.event(event), now) for event in fresh]
        listeners.recent.remember(told)
        self._remembering.add(room)
        listeners.seen = fresh[-1].rev
        if head is None:
            return
        if any(event.rev != rev for event, rev in zip(fresh, without_gap, strict=True)):
            self._all_behind(room, listeners)
        seqs = [event.message.seq for event in fresh if isinstance(event, MessageChanged)]
        seqs += [cursor.seq for cursor in listeners.ahead.values() if cursor.rev <= listeners.seen]
        listeners.head = Cursor(listeners.seen, max((head.seq, *seqs)))
        self._tell_full(listeners, told)
        self._tell_plain(listeners, fresh)

    def _tell_full(self, listeners: Listeners, told: Sequence[Told]) -> None:
        if not listeners.live:
            return
        parcel, now = Parcel(*(text for _, text, _ in told)), self.clock()
        spared = self._spare(listeners, told, now) if listeners.ahead else ()
        for line in tuple(listeners.live):
            if line not in spared:
                line.tell(parcel, now)

    def _spare(self, listeners: Listeners, told: Sequence[Told], now: float) -> set[Line]:
        """Lines that are ahead get only what is new to them."""
        spared = set()
        for line, cursor in tuple(listeners.ahead.items()):
            if line.tongue is not Tongue.FULL:
                continue
            spared.add(line)
            unknown = [text for event, text, _ in told if event.rev > cursor.rev]
            if cursor.rev <= told[-1][0].rev:
                del listeners.ahead[line]
            if unknown:
                line.tell(Parcel(*unknown), now)
        return spared

    def _tell_plain(self, listeners: Listeners, events: Sequence[RoomEvent]) -> None:
        if not listeners.plain:
            return
        said = [event.message for event in events if isinstance(event, MessageChanged) and event.new]
        texts = [(message.author, message.rev, outgoing.plain_message(message)) for message in said]
        authors, everything, now = (
            {message.author for message in said},
            Parcel(*(text for *_, text in texts)),
            self.clock(),
        )
        for line in tuple(listeners.plain) if texts else ():
            known = listeners.ahead[line].rev if line in listeners.ahead else 0
            if line.person.id not in authors and not known:
                line.tell(everything, now)
            elif others := [text for author, rev, text in texts if author != line.person.id and rev > known]:
                line.tell(Parcel(*others), now)
        for line, cursor in tuple(listeners.ahead.items()):
            if line.tongue is Tongue.PLAIN and cursor.rev <= events[-1].rev:
                del listeners.ahead[line]

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
