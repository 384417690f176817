"""Pictures of people, of rooms, and of the house."""

import dataclasses

from madang.actions import rooms as house_rooms
from madang.actions.people import seen_anew
from madang.actions.turn import Turn
from madang.domain import ids, policy
from madang.domain.account_commands import SetPicture
from madang.domain.events import PlaceChanged
from madang.domain.house_commands import SetLogo, SetRoomPicture
from madang.domain.outcomes import Changed, Happening, InPlace, Named
from madang.domain.rooms import HOME
from madang.store import audit, people, pictures, places, rooms


def set_mine(turn: Turn, command: SetPicture) -> Happening:
    """Another picture is a change in every room, as another name is."""
    who, picture = turn.who, command.picture
    policy.may_have_profile(who)
    me = dataclasses.replace(who, picture=picture.name if picture else None)
    if me == who:
        return Happening(Named(me))
    pictures.put(turn.tx, pictures.of_person(me.id), picture)
    people.change(turn.tx, me.id, picture=me.picture)
    return Happening(Named(me), seen_anew(turn, me))


def set_logo(turn: Turn, command: SetLogo) -> Happening:
    who, picture = turn.who, command.picture
    policy.must_be_staff(who)
    rooms.lock(turn.tx, HOME)  # as for every change of the place
    place = turn.place()
    changed = dataclasses.replace(place, logo=picture.name if picture else None)
    if changed == place:
        return Happening(InPlace(place))
    pictures.put(turn.tx, pictures.HOUSE, picture)
    changed = places.put(turn.tx, changed)
    audit.add(turn.tx, turn.now, who.id, "house.logo_changed")
    return Happening(InPlace(changed), (PlaceChanged(changed),))


def set_room(turn: Turn, command: SetRoomPicture) -> Happening:
    room, _, member = turn.at(ids.room(command.room))
    policy.may_edit(turn.who, room, member)
    changed = dataclasses.replace(room, picture=command.picture.name if command.picture else None)
    if changed == room:
        return Happening(Changed(room.rev))
    policy.may_become(room, changed)
    pictures.put(turn.tx, room.id, command.picture)
    return house_rooms.change(turn, room, changed)
