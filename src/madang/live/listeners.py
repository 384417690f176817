"""Who listens to one room, and where each of them stands: live, behind, or ahead of what was told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from madang.domain.errors import Refusal
from madang.domain.events import MessageChanged, RoomEvent
from madang.live.line import Cursor, Line, Tongue
from madang.live.parcel import Parcel
from madang.live.recent import Recent, Told
from madang.wire import outgoing


@dataclass(slots=True)
class Listeners:
    """`head` is the last change that was told, None until the first line is live; `seen` is the latest `rev` of which
    the hub knows. Whoever is live has everything up to the head.

    `ahead`: live lines that already read from the store what has yet to be told; they are spared the repeat.
    """

    head: Cursor | None = None
    seen: int = 0
    live: set[Line] = field(default_factory=set)
    plain: set[Line] = field(default_factory=set)
    behind: dict[Line, Cursor] = field(default_factory=dict)
    ahead: dict[Line, Cursor] = field(default_factory=dict)
    recent: Recent = field(default_factory=Recent)

    @property
    def everybody(self) -> tuple[Line, ...]:
        return (*self.live, *self.plain, *self.behind)

    @property
    def empty(self) -> bool:
        return not (self.live or self.plain or self.behind)

    def since(self, rev: int) -> list[Told] | None:
        """What was told after `rev`; None where that is not known."""
        if not self.recent.covers(rev, self.seen):
            return None
        return [each for each in self.recent.since(rev) if each.event.rev <= self.seen]

    def _every_change_since(self, rev: int) -> list[Told] | None:
        """The same for who counts changes; None also where one of them is only known by what became of it later."""
        found = self.since(rev)
        return found if found is not None and len(found) == max(self.seen - rev, 0) else None

    def leave(self, line: Line) -> None:
        self.live.discard(line)
        self.plain.discard(line)
        self.behind.pop(line, None)
        self.ahead.pop(line, None)

    # ── being behind, and live again ─────────────────────────────────────────────────────────────────────────

    def put_behind(self, line: Line, cursor: Cursor) -> None:
        self.live.discard(line)
        self.plain.discard(line)
        self.behind[line] = cursor

    def drop_behind(self, line: Line) -> None:
        """From where it stands."""
        if line in self.behind:
            return
        assert self.head is not None, "only a room with a head has live lines"
        self.put_behind(line, max(self.head, self.ahead.pop(line, self.head)))

    def drop_all_behind(self) -> bool:
        """Whether there is anybody."""
        for line in (*self.live, *self.plain):
            self.drop_behind(line)
        return bool(self.behind)

    def renew(self, line: Line) -> None:
        """The same cursor as another one: what is just being read for the line may be too old."""
        if cursor := self.behind.get(line):
            self.behind[line] = Cursor(*cursor)

    def rewind(self, line: Line, rev: int) -> None:
        """The line asks for everything after `rev` again; refuses `future`."""
        held = self.behind.get(line)
        if self.head is not None:
            # The line may have read more from the store than was told so far.
            known = max(cursor.rev for cursor in (self.head, self.ahead.get(line), held) if cursor)
            if rev > known:
                raise Refusal("future", f"The room is at rev {known}; there is nothing after {rev} yet.")
        seq = self.head.seq if self.head else 0
        self.put_behind(line, Cursor(rev if held is None else min(rev, held.rev), seq))
        self.ahead.pop(line, None)

    def turn_live(self, line: Line, cursor: Cursor, word: Parcel | None, now: float) -> bool:
        """See `Hub.turn_live`."""
        if line not in self.behind:
            return False
        rest = self._every_change_since(cursor.rev)
        if word and rest is not None and not line.mouth.full:
            line.tell(word, now)
        if rest is None or line.mouth.full:
            self.behind[line] = cursor
            return False
        del self.behind[line]
        self._place(line, cursor, rest)
        (self.live if line.tongue is Tongue.FULL else self.plain).add(line)
        if texts := _rest_for(line, cursor, rest):
            line.tell(Parcel(*texts), now)
        return True

    def _place(self, line: Line, cursor: Cursor, rest: Sequence[Told]) -> None:
        """Says where the line stands once it has `cursor` and the rest: at the head, or ahead of it."""
        seq = max([cursor.seq, *(event.message.seq for event, *_ in rest if isinstance(event, MessageChanged))])
        here = Cursor(max(cursor.rev, self.seen), seq)
        if self.head is None:
            self.head, self.seen = here, here.rev
        elif here.rev > self.head.rev:
            self.ahead[line] = here
        else:
            # After a gap the head knows the latest change, but not every message before it; the log does.
            self.head = max(self.head, here)

    # ── telling ──────────────────────────────────────────────────────────────────────────────────────────────

    def tell(self, events: Sequence[RoomEvent], now: float) -> bool:
        """Tells everybody live, in order of `rev`. A gap before the events puts them all behind instead: then True."""
        unseen = {event.rev: event for event in events if event.rev > self.seen}
        fresh = [unseen[rev] for rev in sorted(unseen)]
        if not fresh:
            return False
        head, expected = self.head, range(self.seen + 1, self.seen + 1 + len(fresh))
        told = [Told(event, outgoing.event(event), now) for event in fresh]
        self.recent.remember(told)
        self.seen = fresh[-1].rev
        if head is None:
            return False
        gap = any(event.rev != rev for event, rev in zip(fresh, expected, strict=True))
        fell_behind = gap and self.drop_all_behind()
        seqs = [event.message.seq for event in fresh if isinstance(event, MessageChanged)]
        seqs += [cursor.seq for cursor in self.ahead.values() if cursor.rev <= self.seen]
        self.head = Cursor(self.seen, max((head.seq, *seqs)))
        self._tell_full(told, now)
        self._tell_plain(fresh, now)
        return fell_behind

    def _tell_full(self, told: Sequence[Told], now: float) -> None:
        if not self.live:
            return
        parcel = Parcel(*(text for _, text, _ in told))
        spared = self._spare(told, now) if self.ahead else ()
        for line in tuple(self.live):
            if line not in spared:
                line.tell(parcel, now)

    def _spare(self, told: Sequence[Told], now: float) -> set[Line]:
        """Lines that are ahead get only what is new to them."""
        spared = set()
        for line, cursor in tuple(self.ahead.items()):
            if line.tongue is not Tongue.FULL:
                continue
            spared.add(line)
            unknown = [text for event, text, _ in told if event.rev > cursor.rev]
            if cursor.rev <= told[-1].event.rev:
                del self.ahead[line]
            if unknown:
                line.tell(Parcel(*unknown), now)
        return spared

    def _tell_plain(self, events: Sequence[RoomEvent], now: float) -> None:
        if not self.plain:
            return
        said = [event.message for event in events if isinstance(event, MessageChanged) and event.new]
        texts = [(message.author, message.rev, outgoing.plain_message(message)) for message in said]
        authors, everything = {message.author for message in said}, Parcel(*(text for *_, text in texts))
        for line in tuple(self.plain) if texts else ():
            known = self.ahead[line].rev if line in self.ahead else 0
            if line.person.id not in authors and not known:
                line.tell(everything, now)
            elif others := [text for author, rev, text in texts if author != line.person.id and rev > known]:
                line.tell(Parcel(*others), now)
        for line, cursor in tuple(self.ahead.items()):
            if line.tongue is Tongue.PLAIN and cursor.rev <= events[-1].rev:
                del self.ahead[line]


def _rest_for(line: Line, cursor: Cursor, rest: Sequence[Told]) -> list[bytes]:
    if line.tongue is Tongue.FULL:
        return [text for _, text, _ in rest]
    said = [event.message for event, *_ in rest if isinstance(event, MessageChanged) and event.new]
    return [
        outgoing.plain_message(message)
        for message in said
        if message.author != line.person.id and message.seq > cursor.seq and not message.deleted
    ]
