"""Saying something about oneself."""

from typing import Any

from madang.actions import people
from madang.actions.turn import Turn
from madang.domain import policy
from madang.domain import profiles as sound
from madang.domain.account_commands import EditProfile
from madang.domain.commands import SetName
from madang.domain.outcomes import Happening, Named
from madang.domain.profiles import Status
from madang.store import profiles


def edit(turn: Turn, command: EditProfile) -> Happening:
    """A name is a change in every room; what is in the profile is looked up by those who want to know it."""
    said = dict(command.changes)
    name = said.pop("name", None)
    if said:
        policy.may_have_profile(turn.who)
        profiles.change(turn.tx, turn.who.id, **_columns(said))
    return Happening(Named(turn.who)) if name is None else people.set_name(turn, SetName("set_name", "-", str(name)))


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if "title" in said:
        columns["title"] = sound.title(said["title"])
    if "status" in said:
        status = sound.status(said["status"]) or Status()
        columns |= {"status_emoji": status.emoji, "status_text": status.text, "status_until": status.until}
    if "time_zone" in said:
        columns["time_zone"] = sound.time_zone(said["time_zone"]) or ""
    if "locale" in said:
        columns["locale"] = sound.locale(said["locale"]) or ""
    return columns
