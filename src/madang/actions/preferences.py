"""How one wants to have a room: what to be told of, and where it stands. One's own, so it takes no `rev`."""

import dataclasses
from typing import Any

from madang.actions.turn import Turn
from madang.domain import ids, policy, texts
from madang.domain import rooms as asked
from madang.domain.events import PreferencesChanged
from madang.domain.outcomes import Happening, Preferred
from madang.domain.room_commands import SetPreferences
from madang.domain.rooms import Preferences
from madang.store import preferences


def set(turn: Turn, command: SetPreferences) -> Happening:
    room, _, member = turn.at(ids.room(command.room))
    policy.must_be_member(turn.who, room, member)
    kept = preferences.get(turn.tx.connection, room.id, turn.who.id)
    wanted = dataclasses.replace(kept or Preferences(), **_asked_for(command))
    if wanted == (kept or Preferences()):
        return Happening(Preferred(wanted))
    preferences.put(turn.tx, room.id, turn.who.id, wanted)
    return Happening(Preferred(wanted), (PreferencesChanged(turn.who.id, room.id, wanted),))


def _asked_for(command: SetPreferences) -> dict[str, Any]:
    found: dict[str, Any] = {
        "notify": command.notify,
        "favourite": command.favourite,
        "section": None if command.section is None else texts.section(command.section),
        "order": None if command.order is None else asked.place(command.order),
    }
    return {name: value for name, value in found.items() if value is not None}
