"""Taking the log of the house along is an act that stands in it."""

from madang.actions.turn import Turn
from madang.domain import policy
from madang.domain.house_commands import ExportAudit
from madang.domain.outcomes import Happening, Nothing
from madang.store import audit


def export(turn: Turn, _: ExportAudit) -> Happening:
    who = turn.who
    policy.must_be_owner(who)
    audit.add(turn.tx, turn.now, who.id, "audit.exported")
    return Happening(Nothing())
