"""What people do. Each action decides over a transaction and returns what happened; it tells nobody.

`perform` is the whole list of what can be done.
"""

from collections.abc import Callable
from typing import Any

from madang.actions import members, messages, people, reads, rooms, sessions, visits
from madang.actions.turn import Turn
from madang.domain import commands
from madang.domain.outcomes import Happening

_ACTIONS: dict[type, Callable[[Turn, Any], Happening]] = {
    commands.SendMessage: messages.send,
    commands.EditMessage: messages.edit,
    commands.DeleteMessage: messages.delete,
    commands.MarkRead: reads.mark,
    commands.OpenRoom: rooms.open,
    commands.JoinRoom: members.join,
    commands.LeaveRoom: members.leave,
    commands.SetName: people.set_name,
    commands.OpenHome: rooms.open_home,
    commands.ClearRooms: rooms.clear,
    commands.StartSession: sessions.start,
    commands.EndSession: sessions.end,
    commands.Visit: visits.begin,
    commands.EndVisits: visits.end,
}


def perform(turn: Turn, command: commands.Command | commands.HouseCommand) -> Happening:
    """Does what `command` asks within the turn's transaction; raises `Refusal` if it may not be."""
    return _ACTIONS[type(command)](turn, command)
