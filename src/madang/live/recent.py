"""What happened in a room lately, encoded: who comes back soon is brought up from here, without a look at the store.

It is complete between `base` and `upto`: everything that changed there is in it, at least in its latest form.
"""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged, RoomEvent
from madang.live.parcel import Parcel

_MOST = 2_000
_PIECE = 32_768


class Told(NamedTuple):
    """An event, its frame, and when it came here, in seconds of the hub's clock."""

    event: RoomEvent
    text: bytes
    at: float


class Recent:
    """`base` is None while nothing is known. `cut`: who stands before `base` cannot be brought up by changes at all, so
    far back they are."""

    __slots__ = ("_pieces", "base", "cut", "told", "upto")

    def __init__(self, base: int | None = None, upto: int = 0, told: Iterable[Told] = (), *, cut: bool = False) -> None:
        self.base = base
        self.upto = upto
        self.cut = cut
        self.told = list(told)
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
            self.upto = each.event.rev
        if len(self.told) > _MOST:
            self._drop(len(self.told) - _MOST)

    def learn(self, read: "Recent") -> None:
        """Adds what was read, if it reaches further back and there is no gap between the two."""
        if read.base is None or (self.base is not None and not read.base < self.base <= read.upto):
            return
        self.told = [*read.told, *(each for each in self.told if each.event.rev > read.upto)]
        self.base, self.upto, self.cut = read.base, max(self.upto, read.upto), read.cut
        self._pieces.clear()

    def covers(self, after: int, upto: int) -> bool:
        """Whether everything that changed between the two is known here."""
        return after >= upto or (self.base is not None and self.base <= after and upto <= self.upto)

    def since(self, rev: int) -> list[Told]:
        return [each for each in self.told if each.event.rev > rev]

    def pieces(self, after: int, upto: int) -> list[tuple[int, Parcel]]:
        """What is later than `after` and not later than `upto`, each thing once, in pieces with their last `rev`; made
        once for all who stand there."""
        if (after, upto) not in self._pieces:
            latest = {_thing(each.event): each for each in self.told if after < each.event.rev <= upto}
            self._pieces[after, upto] = [
                (piece[-1].event.rev, Parcel(*(each.text for each in piece)))
                for piece in _cut(sorted(latest.values(), key=lambda each: each.event.rev))
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
        self.base, self.upto, self.cut = None, 0, False

    def _drop(self, many: int) -> None:
        self.base, self.cut = self.told[many - 1].event.rev, False
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
