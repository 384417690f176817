"""Changing what the house is called, how it looks, and whom it lets in."""

import dataclasses
import re
from collections.abc import Callable
from typing import Any, get_args

from madang.actions.turn import Turn
from madang.domain import policy, texts
from madang.domain.errors import Refusal
from madang.domain.events import PlaceChanged
from madang.domain.house_commands import EditPlace
from madang.domain.outcomes import Happening, InPlace
from madang.domain.places import Registration
from madang.domain.rooms import HOME
from madang.store import audit, places, rooms

WELCOME_LENGTH = 1_000
MOST_A_MINUTE = 10_000
_COLOR = re.compile(r"(#[0-9a-f]{6})?")


def edit(turn: Turn, command: EditPlace) -> Happening:
    who = turn.who
    policy.must_be_staff(who)
    rooms.lock(turn.tx, HOME)  # two who change it at once, on two nodes, do so one after the other
    place = turn.place()
    changes = {name: _SOUND[name](value) for name, value in command.changes.items()}
    changed = dataclasses.replace(place, **changes)
    if changed == place:
        return Happening(InPlace(place))
    changed = places.put(turn.tx, changed)
    fields = sorted(name for name in changes if getattr(place, name) != getattr(changed, name))
    audit.add(turn.tx, turn.now, who.id, "house.changed", about={"fields": fields, **_told(changes)})
    return Happening(InPlace(changed), (PlaceChanged(changed),))


def _told(changes: dict[str, Any]) -> dict[str, Any]:
    """What they are now, but for texts."""
    return {name: value for name, value in changes.items() if name not in ("name", "welcome")}


def _welcome(text: Any) -> str:
    return texts.lines(text, WELCOME_LENGTH, "welcome")


def _color(text: Any) -> str:
    if not _COLOR.fullmatch(color := str(text).lower()):
        raise Refusal("invalid", "color: a color looks like #2f7d5b; none at all is ours.")
    return color


def _registration(text: Any) -> str:
    if text not in get_args(Registration):
        raise Refusal("invalid", "registration: expected invitation, open or closed.")
    return str(text)


def _plain_doors(open: Any) -> bool | None:
    return None if open is None else bool(open)


def _a_minute(number: Any) -> int | None:
    if number is None or 1 <= number <= MOST_A_MINUTE:
        return None if number is None else int(number)
    raise Refusal("invalid", f"A limit is 1 to {MOST_A_MINUTE:,} a minute, or null for what the house can bear.")


_SOUND: dict[str, Callable[[Any], Any]] = {
    "name": texts.room_name,
    "welcome": _welcome,
    "color": _color,
    "registration": _registration,
    "plain_doors": _plain_doors,
    "messages_a_minute": _a_minute,
    "arrivals_a_minute": _a_minute,
}
