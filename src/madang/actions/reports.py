"""Showing a message to those who look after the room, and what they make of it."""

from madang.actions import messages
from madang.actions.turn import Turn
from madang.domain import ids, policy, texts
from madang.domain.errors import Refusal
from madang.domain.outcomes import Happening, Nothing
from madang.domain.reports import Report
from madang.domain.room_commands import CloseReport, ReportMessage
from madang.store import audit, reports
from madang.store import messages as kept_messages

OPEN = 50
"""How many reports of one person may wait for somebody to see to them."""


def add(turn: Turn, command: ReportMessage) -> Happening:
    """The same message again is no second report."""
    id, reason = ids.report(command.ref), texts.reason(command.reason)
    room, _, member = turn.at(ids.room(command.room))
    policy.may_read(turn.who, room, member)
    message = kept_messages.get(turn.tx.connection, room.id, ids.message(command.message))
    if message is None:
        raise messages.no_such_message(ids.message(command.message))
    if reports.of(turn.tx.connection, message.id, turn.who.id):
        return Happening(Nothing())
    policy.may_report(turn.who, room, member, message)
    if reports.get(turn.tx.connection, id):
        raise Refusal("id_taken", f"The id {id} was used for another report; make a new one.")
    if reports.count_open(turn.tx.connection, turn.who.id) >= OPEN:
        raise Refusal("too_many", f"{OPEN} reports of yours wait already; they have to be seen to first.")
    reports.add(turn.tx, Report(id, room.id, message.id, turn.who.id, reason, turn.now))
    return Happening(Nothing())


def close(turn: Turn, command: CloseReport) -> Happening:
    """Deletes the message, or lets it stay."""
    report = reports.get(turn.tx.connection, ids.report(command.report))
    if report is None:
        raise policy.no_such_report()
    room, _, member = turn.at(report.room)
    message = kept_messages.get(turn.tx.connection, room.id, report.message)
    policy.may_close_report(turn.who, room, member, message.author if message else None)
    if report.outcome == command.outcome:
        return Happening(Nothing())
    reported = reports.of(turn.tx.connection, report.message, turn.who.id) is not None
    policy.may_decide(command.outcome, reported=reported)
    reports.close(turn.tx, report, turn.who.id, turn.now, command.outcome)
    about = {"outcome": command.outcome, "message": report.message}
    audit.add(turn.tx, turn.now, turn.who.id, "report.closed", report.id, room.id, about)
    if command.outcome == "dismissed" or message is None or message.deleted:
        return Happening(Nothing())
    return Happening(Nothing(), messages.take_back(turn, message).events)
