"""One command's turn in the writing transaction."""

import dataclasses
from dataclasses import dataclass

from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person, State
from madang.domain.places import Place
from madang.domain.rooms import Room
from madang.domain.scopes import renewed
from madang.store import members, people, places, rooms
from madang.store.members import Entrance
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

    def next_rev(self, room: RoomId) -> int:
        """The `rev` of a change in the room, up to which the room is from now on; refuses `not_found`."""
        head = self.lock(room)
        rooms.advance(self.tx, room, Head(head.seq, head.rev + 1))
        return head.rev + 1

    def room(self, room: RoomId) -> Room:
        """The room as it is now; refuses `not_found`."""
        found = rooms.find(self.tx, room)
        if found is None:
            raise policy.no_such_room(room)
        return found

    def at(self, room: RoomId) -> Entrance:
        """The room, locked, and who asks as a member of it; refuses `not_found`."""
        head = self.lock(room)
        return Entrance(self.room(room), head, members.find(self.tx, room, self.who.id))

    def somebody(self, id: PersonId) -> Person:
        """Somebody who is let in here; refuses `not_found`."""
        found, state = self.anybody(id)
        if state != "active":
            raise policy.no_such_person(id)
        return found

    def anybody(self, id: PersonId) -> tuple[Person, State]:
        """Let in or not, and so they stay until the commit; refuses `not_found`."""
        found = people.held(self.tx, id)
        if found is None:
            raise policy.no_such_person(id)
        return found

    def place(self) -> Place:
        return places.get(self.tx.connection)

    def as_they_are(self) -> "Turn":
        """The same for whoever asks as they are by now, and stay until the commit: another device or an admin may have
        changed them. A token keeps its scope. Refuses `no_session` to somebody who is no longer let in."""
        found = people.held(self.tx, self.who.id)
        if found is None:
            return self
        who, state = found
        if state != "active":
            raise Refusal("no_session", "This account is closed; ask an owner of the house.")
        return dataclasses.replace(self, who=renewed(self.who, who))
