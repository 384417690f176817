"""One command's turn in the writing transaction."""

from dataclasses import dataclass

from madang.domain import policy
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.store import rooms
from madang.store.rooms import Head
from madang.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Turn:
    """`now` is a time; `secret` keys the fingerprints of what was sent."""

    tx: Transaction
    who: Person
    now: str
    secret: bytes

    def lock(self, room: RoomId) -> Head:
        """The head of the room, held until the commit; refuses `not_found`."""
        head = rooms.lock(self.tx, room)
        if head is None:
            raise policy.no_such_room(room)
        return head
