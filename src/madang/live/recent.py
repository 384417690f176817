"""What happened in a room lately, encoded: who comes back soon is brought up from here, without a look at the store.

It is complete between `base` and `upto`: everything that changed there is in it, at least in its latest form.
"""

import dataclasses
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged, RoomEvent
from madang.live.parcel import Parcel

_MOST = 2_000
_MOST_BYTES = 2 << 20
_PIECE = 32_768
_CROWDS = 16
"""Cursors for which pieces are kept ready: in a storm most stand at a few."""


class Told(NamedTuple):
    """An event, its frame, and when it came here, in seconds of the hub's clock."""

    event: RoomEvent
    text: bytes
    at: float


class Recent:
    """`base` is None while nothing is known. `cut`: who stands before `base` cannot be brought up by changes at all, so
    far back they are."""

    __slots__ = ("_pieces", "_size", "base", "cut", "told", "upto")

    def __init__(self, base: int | None = None, upto: int = 0, told: Iterable[Told] = (), *, cut: bool = False) -> None:
        self.base = base
        self.upto = upto
        self.cut = cut
        self.told = list(told)
        self._size = sum(len(each.text) for each in self.told)
        self._pieces: dict[tuple[int, int], list[tuple[int, Parcel]]] = {}

    def remember(self, told: Iterable[Told]) -> None:
        """What was just told, in order. After a gap, what was before is of no use."""
        self._pieces.clear()
        for each in told:
            if each.event.rev <= self.upto:
                continue
            if self.base is None or each.event.rev != self.upto + 1:
                self.forget_all()
                self.base = each.event.rev - 1
            self.told.append(each)
            self._size += len(each.text)
            self.upto = each.event.rev
        self._trim()

    def learn(self, read: "Recent") -> None:
        """Adds what was read, if it reaches further back and there is no gap between the two."""
        if read.base is None or (self.base is not None and not read.base < self.base <= read.upto):
            return
        self.told = [*read.told, *(each for each in self.told if each.event.rev > read.upto)]
        self._size = sum(len(each.text) for each in self.told)
        self.base, self.upto, self.cut = read.base, max(self.upto, read.upto), read.cut
        self._pieces.clear()
        self._trim()

    def covers(self, after: int, upto: int) -> bool:
        """Whether everything that changed between the two is known here."""
        return after >= upto or (self.base is not None and self.base <= after and upto <= self.upto)

    def since(self, rev: int) -> list[Told]:
        """What is later than `rev`, each thing once and as it is now; `new`, if it was new at any time since."""
        latest: dict[Hashable, Told] = {}
        for each in self.told:
            if each.event.rev > rev:
                before = latest.pop(thing := _thing(each.event), None)
                latest[thing] = each if before is None else _still_new(before, each)
        return list(latest.values())

    def is_much(self, rev: int, most: int, size: int) -> bool:
        """Whether what is later than `rev` is more than so many things or bytes."""
        if len(self.told) <= most and self._size <= size:
            return False
        found = self.since(rev)
        return len(found) > most or sum(len(each.text) for each in found) > size

    def pieces(self, after: int, upto: int) -> list[tuple[int, Parcel]]:
        """What is later than `after`, in pieces with their last `rev`; made once for all who stand there. What changed
        after `upto` is left out: it comes as it is then."""
        if (after, upto) not in self._pieces:
            while len(self._pieces) >= _CROWDS:
                del self._pieces[next(iter(self._pieces))]
            self._pieces[after, upto] = [
                (piece[-1].event.rev, Parcel(*(each.text for each in piece)))
                for piece in _cut(each for each in self.since(after) if each.event.rev <= upto)
            ]
        return self._pieces[after, upto]

    def forget(self, before: float) -> bool:
        """Drops what came here before that time. Whether anything is left."""
        old = next((number for number, each in enumerate(self.told) if each.at >= before), len(self.told))
        if old:
            self._drop(old)
        if not self.told:
            self.forget_all()
        return bool(self.told)

    def forget_all(self) -> None:
        self.told.clear()
        self._pieces.clear()
        self._size = 0
        self.base, self.upto, self.cut = None, 0, False

    def _trim(self) -> None:
        many, size = max(len(self.told) - _MOST, 0), self._size
        while size > _MOST_BYTES:
            size -= len(self.told[many].text)
            many += 1
        if many:
            self._drop(many)

    def _drop(self, many: int) -> None:
        self.base, self.cut = self.told[many - 1].event.rev, False
        self._size -= sum(len(each.text) for each in self.told[:many])
        del self.told[:many]
        self._pieces.clear()


def _thing(event: RoomEvent) -> Hashable:
    """What the event is the present state of."""
    match event:
        case MessageChanged():
            return event.message.id
        case MemberChanged():
            return ("member", event.member.person)
        case RoomChanged():
            return "room"


def _still_new(before: Told, now: Told) -> Told:
    if isinstance(before.event, MessageChanged) and isinstance(now.event, MessageChanged) and before.event.new:
        return now._replace(event=dataclasses.replace(now.event, new=True))
    return now


def _cut(told: Iterable[Told]) -> list[list[Told]]:
    pieces: list[list[Told]] = []
    size = _PIECE
    for each in told:
        if size >= _PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append(each)
        size += len(each.text)
    return pieces
