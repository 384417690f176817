"""Telling: what is durable goes to everybody who may hear it, here and on the other nodes."""

from collections.abc import Callable, Collection, Sequence

from madang.domain import policy
from madang.domain.errors import FORBIDDEN, SIGNED_OUT, Goodbye
from madang.domain.events import (
    BlocksChanged,
    Event,
    PersonalEvent,
    PlaceChanged,
    ProfileChanged,
    ReadMarkMoved,
    RoomAdded,
    RoomEvent,
    RoomRemoved,
    SessionEnded,
)
from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import RoomState
from madang.domain.scopes import renewed
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.parcel import Parcel
from madang.live.presence import Presence
from madang.live.relay import Relay
from madang.wire import between, outgoing, shapes

_ROOM, _FLEETING, _PERSON, _HERE = "madang.room.", "madang.fleeting.", "madang.person.", "madang.here"
_HOUSE = "madang.house"
_AGAIN = "madang.again"
"""Something a node should have told may be lost, the last of it without a gap to show for it: all look again."""

SHOWN_OUT = Goodbye(FORBIDDEN, "You are not in this room any more.")
"""How a visit ends whose room is closed to visitors."""


class Telling:
    """`node` names this process among the others. `on_doubtful(people)` is called when something that these people
    should have been told here may be lost, `on_place(place)` when the house is another."""

    def __init__(self, node: str, hub: Hub, presence: Presence, relay: Relay) -> None:
        self._node = node
        self._hub = hub
        self._presence = presence
        self._relay = relay
        self._edition = 0  # of the house, as it was told last
        self.on_doubtful: Callable[[Collection[PersonId]], None] = lambda _people: None
        self.on_place: Callable[[Place], None] = lambda _place: None
        hub.on_listened = self._follow_room
        hub.on_line = self._follow_person
        presence.on_changed = self._say_who_is_here

    async def start(self) -> None:
        await self._relay.start(self._hear, self._doubt)
        self._relay.subscribe(_HERE)
        self._relay.subscribe(_HOUSE)
        self._relay.subscribe(_AGAIN)

    def tell(self, events: Sequence[Event]) -> None:
        """In the order in which it happened; what happened in one room together, as far as the order allows."""
        together: dict[RoomId, list[RoomEvent]] = {}
        for event in events:
            if isinstance(event, PlaceChanged):
                self._tell_everybody(event)
                self._relay.publish(_HOUSE, between.pack([event]))
                continue
            if not isinstance(event, PersonalEvent):
                together.setdefault(event.room, []).append(event)
                continue
            # These speak of the room as it is by now: a read mark brings the count of what was said before it.
            if isinstance(event, RoomAdded | RoomRemoved | ReadMarkMoved):
                room = event.state.room.id if isinstance(event, RoomAdded) else event.room
                self._tell_room(room, together.pop(room, []))
            self._tell_person(event)
            if self._relay.reaches_others:
                self._relay.publish(_PERSON + event.person, between.pack([event]))
        for room, happened in together.items():
            self._tell_room(room, happened)

    def cut(self, events: Sequence[Event]) -> None:
        """Some of those who should have heard these have not: they come back, from their own cursors, and are told
        what else is theirs. The other nodes look again."""
        for event in events:
            if isinstance(event, PlaceChanged):
                self._hub.cut_off(self._hub.lines)
            elif isinstance(event, PersonalEvent):
                self._hub.cut_off(self._hub.people.get(event.person, ()))
            else:
                self._hub.cut(event.room)
        self._relay.publish(_AGAIN, b"")

    def renew_place(self, place: Place) -> None:
        """What the house is by now, which may never have been told here."""
        self._tell_everybody(PlaceChanged(place))

    def say_typing(self, room: RoomId, person: PersonId) -> None:
        frame = outgoing.encode(shapes.TypingEvent(type="typing", room=room, person=person))
        self._hub.tell_fleeting(room, Parcel(frame), but=person)
        self._relay.publish(_FLEETING + room, frame)

    def listen(self, line: Line, room: RoomId, cursor: Cursor, state: RoomState | None = None) -> None:
        """`state` is what the store has just shown of the room."""
        self._presence.arrive(line, room)
        self._hub.listen(line, room, cursor, state)

    def unlisten(self, line: Line, room: RoomId, *, at_once: bool = False) -> None:
        self._hub.unlisten(line, room)
        self._presence.depart(line, room, at_once=at_once)

    def add_room(self, line: Line, state: RoomState) -> None:
        """The line's person is in this room, which it was never told here."""
        event = RoomAdded(line.person.id, state)
        line.tell(Parcel(outgoing.event(event)), self._hub.clock())
        self.listen(line, state.room.id, Cursor(state.rev, state.seq))

    def renew(self, line: Line, me: Person) -> None:
        """What the line's person is by now, which it was never told here."""
        event = ProfileChanged(me.id, me)
        line.tell(Parcel(outgoing.event(event)), self._hub.clock())
        self._apply(line, event)

    def _tell_room(self, room: RoomId, events: list[RoomEvent]) -> None:
        if events:
            self._hub.publish(room, events)
            if self._relay.reaches_others:
                self._relay.publish(_ROOM + room, between.pack(events))

    def _tell_everybody(self, event: PlaceChanged) -> None:
        if event.place.edition < self._edition:
            return  # two were changed on two nodes, and the news came in the other order
        self._edition = event.place.edition
        self.on_place(event.place)
        parcel = Parcel(outgoing.event(event))
        for person in tuple(self._hub.people):
            self._hub.tell_person(person, parcel)

    def _tell_person(self, event: PersonalEvent) -> None:
        lines = [line for line in self._hub.people.get(event.person, ()) if line.tongue is Tongue.FULL]
        if isinstance(event, SessionEnded):
            ended = [line for line in lines if line.session == bytes.fromhex(event.session)]
            self._hub.end_all(ended, Goodbye(SIGNED_OUT, "This session was signed out."))
            return
        if isinstance(event, RoomRemoved):
            visits = [line for line in self._hub.people.get(event.person, ()) if line.tongue is Tongue.PLAIN]
            self._hub.end_all(visits, SHOWN_OUT)
        parcel = Parcel(outgoing.event(event))
        for line in lines:
            if _may_hear(line.person, event):
                if line.greeted:
                    line.tell(parcel, self._hub.clock())
                self._apply(line, event)

    def _apply(self, line: Line, event: PersonalEvent) -> None:
        """What a personal event means for a line itself, beyond being told."""
        if line.arriving:
            line.stale = True  # what the store has shown of its rooms is no longer so
        if not line.greeted:
            return
        match event:
            case RoomAdded():
                if event.state.room.id not in line.rooms:
                    self.listen(line, event.state.room.id, Cursor(event.state.rev, event.state.seq), event.state)
            case RoomRemoved():
                if event.room in line.rooms:
                    self.unlisten(line, event.room, at_once=True)
            case ProfileChanged():
                line.person = renewed(line.person, event.me)

    # ── the other nodes ──────────────────────────────────────────────────────────────────────────────────────

    def _hear(self, subject: str, payload: bytes) -> None:
        if subject == _HERE:
            here = between.unpack_here(payload)
            people = frozenset(PersonId(person) for person in here["people"])
            self._presence.heard_from(here["node"], RoomId(here["room"]), people)
        elif subject == _AGAIN:
            self._doubt_all()
        elif subject == _HOUSE:
            for event in between.unpack(payload):
                self._tell_everybody(event)
        elif subject.startswith(_ROOM):
            self._hub.publish(RoomId(subject.removeprefix(_ROOM)), between.unpack(payload))
        elif subject.startswith(_FLEETING):
            self._hub.tell_fleeting(RoomId(subject.removeprefix(_FLEETING)), Parcel(payload))
        elif subject.startswith(_PERSON):
            for event in between.unpack(payload):
                self._tell_person(event)

    def _doubt(self, subject: str | None) -> None:
        if subject is None:
            self._doubt_all()
            self._relay.publish(_AGAIN, b"")
        elif subject.startswith(_PERSON):
            self.on_doubtful([PersonId(subject.removeprefix(_PERSON))])
        elif subject.startswith(_ROOM):
            self._hub.doubt(RoomId(subject.removeprefix(_ROOM)))

    def _doubt_all(self) -> None:
        for room in tuple(self._hub.rooms):
            self._hub.doubt(room)
        self.on_doubtful(tuple(self._hub.people))

    def doubt(self, rooms: Sequence[RoomId]) -> None:
        """Something may have happened in these rooms without being told, here or elsewhere."""
        for room in rooms:
            self._hub.doubt(room)
        self._relay.publish(_AGAIN, b"")

    def _follow_room(self, room: RoomId, listened: bool) -> None:
        follow = self._relay.subscribe if listened else self._relay.unsubscribe
        follow(_ROOM + room)
        follow(_FLEETING + room)

    def _follow_person(self, person: PersonId, here: bool) -> None:
        follow = self._relay.subscribe if here else self._relay.unsubscribe
        follow(_PERSON + person)

    def _say_who_is_here(self, room: RoomId, people: frozenset[PersonId]) -> None:
        self._relay.publish(_HERE, between.pack_here({"node": self._node, "room": room, "people": sorted(people)}))


def _may_hear(who: Person, event: PersonalEvent) -> bool:
    """Whether the scope of the token that somebody listens with, if any, lets them hear what is their owner's."""
    if isinstance(event, BlocksChanged):
        return policy.in_person(who)
    room: RoomId | None = event.state.room.id if isinstance(event, RoomAdded) else getattr(event, "room", None)
    return room is None or policy.is_within(who, room)
