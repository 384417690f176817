"""What people do. Each action decides over a transaction and returns what happened; it tells nobody.

`perform` is the whole list of what can be done.
"""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from madang.actions import members, messages, people, probes, reads, rooms, sessions, visits
from madang.actions.turn import Turn
from madang.domain import commands
from madang.domain.commands import Command, HouseCommand
from madang.domain.outcomes import Happening
from madang.domain.people import Person
from madang.store.transaction import Transaction

_ACTIONS: dict[type, Callable[[Turn, Any], Happening]] = {
    commands.SendMessage: messages.send,
    commands.EditMessage: messages.edit,
    commands.DeleteMessage: messages.delete,
    commands.MarkRead: reads.mark,
    commands.OpenRoom: rooms.open,
    commands.EditRoom: rooms.edit,
    commands.JoinRoom: members.join,
    commands.LeaveRoom: members.leave,
    commands.SetName: people.set_name,
    commands.OpenHome: rooms.open_home,
    commands.Probe: probes.probe,
    commands.ClearRooms: rooms.clear,
    commands.StartSession: sessions.start,
    commands.EndSession: sessions.end,
    commands.Visit: visits.begin,
    commands.EndVisits: visits.end,
}

_DECIDED_OTHERWISE = {
    # By the membership, which a batch reads anyway, and which ends with the account.
    commands.SendMessage,
    commands.EditMessage,
    commands.DeleteMessage,
    commands.MarkRead,
    # Who asks is the house, or nobody yet.
    *get_args(commands.HouseCommand),
}
"""For all the others, who asks is looked up as they are now."""


def foresee(tx: Transaction, asked: Sequence[tuple[Person, Command | HouseCommand]]) -> None:
    """Locks the rooms of a batch in one order, and reads at once what the many alike in it will need one by one."""
    rooms.lock_for(tx, [command for _, command in asked])
    messages.foresee(tx, [(who, command) for who, command in asked if isinstance(command, commands.SendMessage)])


def perform(turn: Turn, command: Command | HouseCommand) -> Happening:
    """Does what `command` asks within the turn's transaction; raises `Refusal` if it may not be."""
    if type(command) not in _DECIDED_OTHERWISE:
        turn = turn.as_they_are()
    return _ACTIONS[type(command)](turn, command)
