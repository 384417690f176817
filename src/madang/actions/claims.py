"""The first owner takes the house. From then on people sign in, and who came with just a name is a guest."""

import dataclasses
from collections.abc import Iterator

from madang.actions import accounts, members, sessions
from madang.actions import rooms as house_rooms
from madang.actions.people import seen_anew
from madang.actions.turn import Turn
from madang.domain import policy, texts
from madang.domain.account_commands import ClaimHouse
from madang.domain.errors import Refusal
from madang.domain.events import Event, PlaceChanged
from madang.domain.outcomes import Happening, Named
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import HOME
from madang.store import audit, people, places, rooms
from madang.store import members as kept_members


def claim(turn: Turn, command: ClaimHouse) -> Happening:
    """`turn.who` is the owner to be, perhaps one who came with just a name before: then they stay who they are."""
    rooms.lock(turn.tx, HOME)  # two who claim at once, on two nodes, meet here
    place = turn.place()
    if place.claimed:
        raise Refusal("forbidden", "This house has an owner already; sign in, or ask them for an invitation.")
    claimed = places.put(turn.tx, dataclasses.replace(place, name=texts.room_name(command.house), claimed=True))
    home = None if command.home is None else texts.room_name(command.home)
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name), role="owner")
    events = [
        *_become(turn, me),
        *_tell_guests(turn),
        *_close_rooms(turn, claimed, home),
        *accounts.begin(turn, me, command),
    ]
    audit.add(turn.tx, turn.now, me.id, "house.claimed")
    return Happening(Named(me), tuple(events))


def _become(turn: Turn, me: Person) -> tuple[Event, ...]:
    if people.get(turn.tx.connection, me.id) is None:
        people.add(turn.tx, me, turn.now)
        return ()
    people.change(turn.tx, me.id, name=me.name, role=me.role)
    return (*sessions.all_ended(turn, me.id), *seen_anew(turn, me))


def _tell_guests(turn: Turn) -> Iterator[Event]:
    for person in people.without_account(turn.tx.connection):
        people.change(turn.tx, person.id, role="guest")
        yield from seen_anew(turn, dataclasses.replace(person, role="guest"))


def _close_rooms(turn: Turn, place: Place, home: str | None) -> Iterator[Event]:
    """They are there for those with an account; everybody else leaves them."""
    there = rooms.lasting(turn.tx.connection)
    rooms.lock_all(turn.tx, there)
    for id in there:
        room = turn.room(id)
        if room.kind == "open":
            name = home if home and id == HOME == room.name else room.name
            yield from house_rooms.change(turn, room, dataclasses.replace(room, kind="public", name=name)).events
        else:
            yield from members.show_out(turn, id, kept_members.present_as(turn.tx.connection, id, policy.OUTSIDE))
    yield PlaceChanged(place)
