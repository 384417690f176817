"""Blocking somebody for oneself: the two say nothing to each other; elsewhere the client folds what they say."""

from madang.actions.turn import Turn
from madang.domain import ids
from madang.domain.errors import Refusal
from madang.domain.events import BlocksChanged
from madang.domain.ids import PersonId
from madang.domain.outcomes import Happening, Nothing
from madang.domain.room_commands import BlockPerson, UnblockPerson
from madang.store import blocks

BLOCKS = 1_000
"""How many people one may block."""


def add(turn: Turn, command: BlockPerson) -> Happening:
    whom = ids.person(command.person)
    if whom == turn.who.id:
        raise Refusal("forbidden", "Nobody can block themselves.")
    mine = blocks.of(turn.tx.connection, turn.who.id)
    if whom in mine:
        return Happening(Nothing())
    if len(mine) >= BLOCKS:
        raise Refusal("too_many", f"One may block {BLOCKS:,} people.")
    blocks.add(turn.tx, turn.who.id, turn.somebody(whom).id, turn.now)
    return _told(turn, [*mine, whom])


def remove(turn: Turn, command: UnblockPerson) -> Happening:
    whom = ids.person(command.person)
    mine = blocks.of(turn.tx.connection, turn.who.id)
    if whom not in mine:
        return Happening(Nothing())
    blocks.remove(turn.tx, turn.who.id, whom)
    return _told(turn, [each for each in mine if each != whom])


def _told(turn: Turn, now: list[PersonId]) -> Happening:
    return Happening(Nothing(), (BlocksChanged(turn.who.id, tuple(now)),))
