"""Who is here: people with at least one line in a room, and a little after the last one broke.

Changes are gathered and told once per turn of the house's clock, so that a thousand arrivals in a room are a few frames
and not a million.
"""

from collections import Counter, defaultdict
from collections.abc import Callable

from madang.domain.ids import PersonId, RoomId
from madang.live.hub import Hub
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.wire import outgoing, shapes

GRACE = 15.0
"""Seconds for which somebody whose connection broke is still here."""
NODE_FORGOTTEN = 60.0
"""Seconds without a word after which another node's people are taken to be gone."""
SHOWN = 100
_MANY = 200
"""In a room with more people than this, who has come since the last turn is told with the next."""


class Presence:
    """`on_changed(room, people)` tells the other nodes who is here on this one."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._here: defaultdict[RoomId, Counter[PersonId]] = defaultdict(Counter)
        self._leaving: dict[tuple[RoomId, PersonId], float] = {}
        self._elsewhere: defaultdict[RoomId, dict[str, tuple[float, frozenset[PersonId]]]] = defaultdict(dict)
        self._changed: set[RoomId] = set()
        self._frames: dict[RoomId, Parcel] = {}
        self.on_changed: Callable[[RoomId, frozenset[PersonId]], None] = lambda _room, _people: None

    def arrive(self, line: Line, room: RoomId) -> None:
        """A line began to listen; it hears at once who is here, the others with the next turn."""
        person = line.person.id
        self._leaving.pop((room, person), None)
        known = person in self._here[room]
        self._here[room][person] += 1
        if not known:
            self._changed.add(room)

    def depart(self, line: Line, room: RoomId, *, at_once: bool = False) -> None:
        """A line ended. `at_once`: the person left the room, rather than lost the connection."""
        person = line.person.id
        here = self._here[room]
        here[person] -= 1
        if here[person] > 0:
            return
        if at_once:
            self._gone(room, person)
        else:
            self._leaving[room, person] = self._hub.clock() + GRACE

    def is_here(self, person: PersonId, room: RoomId) -> bool:
        return person in self.people(room)

    def people(self, room: RoomId) -> set[PersonId]:
        """Who is here, on any node."""
        found = set(self._here.get(room, ()))
        for _, people in self._elsewhere.get(room, {}).values():
            found |= people
        return found

    def frame(self, room: RoomId) -> Parcel:
        """Who is here; in a large room, as it was told last."""
        known = self._frames.get(room)
        if known is None or (room in self._changed and len(self._here.get(room, ())) <= _MANY):
            people = self.people(room)
            here = shapes.Presence(type="presence", room=room, count=len(people), here=[*sorted(people)[:SHOWN]])
            known = self._frames[room] = Parcel(outgoing.encode(here))
        return known

    def heard_from(self, node: str, room: RoomId, people: frozenset[PersonId]) -> None:
        """Another node says who is here on it."""
        before = self._elsewhere[room].get(node, (0.0, frozenset()))[1]
        self._elsewhere[room][node] = (self._hub.clock(), people)
        if before != people:
            self._changed.add(room)

    def turn(self) -> None:
        """Once a second: tells what changed."""
        now = self._hub.clock()
        for (room, person), until in tuple(self._leaving.items()):
            if until <= now:
                self._gone(room, person)
        self._forget_silent_nodes(now)
        changed, self._changed = self._changed, set()
        for room in changed:
            self._frames.pop(room, None)
            self._hub.tell_fleeting(room, self.frame(room))
            self.on_changed(room, frozenset(self._here.get(room, ())))
            if room not in self._here:
                del self._frames[room]

    def repeat(self) -> None:
        """Tells the other nodes all that is known here, for those that came later or missed something."""
        for room, people in self._here.items():
            self.on_changed(room, frozenset(people))

    def _gone(self, room: RoomId, person: PersonId) -> None:
        self._leaving.pop((room, person), None)
        self._here[room].pop(person, None)
        if not self._here[room]:
            del self._here[room]
        self._changed.add(room)

    def _forget_silent_nodes(self, now: float) -> None:
        for room, nodes in tuple(self._elsewhere.items()):
            for node, (heard_at, people) in tuple(nodes.items()):
                if now - heard_at > NODE_FORGOTTEN or not people:
                    del nodes[node]
                    self._changed.add(room)
            if not nodes:
                del self._elsewhere[room]
