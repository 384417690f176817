"""Pictures of people, and of the house."""

import dataclasses

from madang.actions.people import seen_anew
from madang.actions.turn import Turn
from madang.domain import policy
from madang.domain.events import PlaceChanged
from madang.domain.house_commands import SetLogo, SetPicture
from madang.domain.outcomes import Happening, InPlace, Named
from madang.domain.rooms import HOME
from madang.store import audit, people, pictures, places, rooms


def set_mine(turn: Turn, command: SetPicture) -> Happening:
    """Another picture is a change in every room, as another name is."""
    who, picture = turn.as_they_are().who, command.picture
    policy.may_have_profile(who)
    me = dataclasses.replace(who, picture=picture.name if picture else None)
    if me == who:
        return Happening(Named(me))
    pictures.put(turn.tx, me.id, picture)
    people.change(turn.tx, me.id, picture=me.picture)
    return Happening(Named(me), seen_anew(turn, me))


def set_logo(turn: Turn, command: SetLogo) -> Happening:
    who, picture = turn.as_they_are().who, command.picture
    policy.must_be_staff(who)
    rooms.lock(turn.tx, HOME)  # as for every change of the place
    place = turn.place()
    changed = dataclasses.replace(place, logo=picture.name if picture else None)
    if changed == place:
        return Happening(InPlace(place))
    pictures.put(turn.tx, pictures.HOUSE, picture)
    places.put(turn.tx, changed)
    audit.add(turn.tx, turn.now, who.id, "house.logo_changed")
    return Happening(InPlace(changed), (PlaceChanged(changed),))
