"""Trying whether the store keeps what it is given."""

from madang.actions.turn import Turn
from madang.domain.chores import Probe
from madang.domain.outcomes import Happening, Nothing
from madang.store import facts


def probe(turn: Turn, _: Probe) -> Happening:
    facts.put(turn.tx, "probed_at", turn.now)
    return Happening(Nothing())
