"""Showing a message to those who look after the room, and what they make of it."""

from typing import get_args

import pytest

from madang.actions import reports as actions
from madang.chat import reports as kept
from madang.domain.commands import DeleteMessage
from madang.domain.events import MessageChanged
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, Nothing
from madang.domain.people import Person
from madang.domain.reports import Verdict
from madang.domain.room_commands import CloseReport, OpenDirect, ReportMessage
from madang.store import reports
from tests.actions.turns import House
from tests.store import rows


def report(room: str, message: str, ref: str | None = None, reason: str = "무례해요") -> ReportMessage:
    return ReportMessage("report_message", ref or rows.new_id(), room, message, reason)


def close(report: str, outcome: Verdict) -> CloseReport:
    return CloseReport("close_report", "-", report, outcome)


def test_of_one_message_everybody_makes_one_report(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    message, _ = house.says(jiwoo, room)
    first, again = report(room, message), report(room, message, reason="또")
    assert house.happens(minjun, first) == house.happens(minjun, first) == Happening(Nothing())
    assert house.does(minjun, again) == Nothing()
    with house.database.read() as snapshot:
        kept, second = reports.get(snapshot, first.ref), reports.get(snapshot, again.ref)
    assert kept is not None
    assert (kept.room, kept.message, kept.reporter, kept.reason) == (room, message, minjun.id, "무례해요")
    assert second is None
    other, _ = house.says(jiwoo, room)
    assert house.refuses(minjun, report(room, other, first.ref)) == "id_taken"


def test_only_what_one_may_read_can_be_reported(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo)
    message, _ = house.says(jiwoo, room)
    with house.turn(jiwoo) as turn:
        turn.tx.writing.exec_driver_sql("UPDATE rooms SET kind = 'private'")
    assert house.refuses(minjun, report(room, message)) == "not_found"
    assert house.refuses(jiwoo, report(room, rows.new_id())) == "not_found"
    assert house.refuses(jiwoo, report(room, message, "1")) == "bad_id"
    assert house.refuses(jiwoo, report(room, message, reason="가" * 501)) == "too_long"
    assert house.refuses(jiwoo, report(room, message)) == "forbidden", "it is their own"
    house.becomes(minjun, "owner")
    with house.turn(jiwoo) as turn:
        turn.tx.writing.exec_driver_sql("UPDATE rooms SET kind = 'open'")
    house.does(jiwoo, DeleteMessage("delete_message", "-", room, message))
    assert house.refuses(minjun, report(room, message)) == "deleted"


def test_nobody_buries_the_reports_of_others_under_their_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "OPEN", 2)
    seoyeon, jiwoo, minjun = house.guest(), house.guest(), house.guest()
    room = house.room(seoyeon, jiwoo, minjun)
    one, two, three = (report(room, house.says(jiwoo, room)[0]) for _ in range(3))
    for each in (one, two):
        house.does(minjun, each)
    assert house.refuses(minjun, three) == "too_many"
    assert house.does(minjun, one) == Nothing(), "the same again changes nothing"
    house.does(seoyeon, close(one.ref, "dismissed"))
    house.does(minjun, three)


def test_a_report_ends_with_the_message_gone_or_left_where_it_is(house: House) -> None:
    jiwoo, minjun, owner = house.guest(), house.guest(), house.guest()
    house.becomes(owner, "owner")
    room = house.room(jiwoo, minjun)
    bad, good = (house.says(minjun, room, text)[0] for text in ("욕설", "농담"))
    one, two = report(room, bad), report(room, good)
    for each in (one, two):
        house.does(jiwoo, each)
    assert house.refuses(minjun, close(one.ref, "dismissed")) == "not_found"
    assert house.refuses(jiwoo, close(rows.new_id(), "dismissed")) == "not_found"
    assert house.happens(jiwoo, close(two.ref, "dismissed")) == Happening(Nothing())
    happening = house.happens(owner, close(one.ref, "deleted"))
    (event,) = happening.events
    assert isinstance(event, MessageChanged)
    assert (event.message.id, event.message.text, event.message.deleted) == (bad, "", True)
    assert house.happens(owner, close(one.ref, "deleted")) == Happening(Nothing())
    assert house.audited() == [
        (jiwoo.id, "report.closed", two.ref, room, {"outcome": "dismissed", "message": good}),
        (owner.id, "report.closed", one.ref, room, {"outcome": "deleted", "message": bad}),
    ]


def listed(house: House, who: Person) -> list[str]:
    with house.database.read() as snapshot:
        return [each.id for each in kept.listed(snapshot, who, None)["reports"]]


def test_nobody_takes_a_message_from_a_talk_by_a_report_of_their_own(house: House) -> None:
    admin, jiwoo, owner = (house.member_with_account(role=role) for role in ("admin", "member", "owner"))
    house.does(admin, OpenDirect("open_direct", room := rows.new_id(), [jiwoo.id]))
    message, _ = house.says(jiwoo, RoomId(room))
    house.does(admin, one := report(room, message))
    for outcome in get_args(Verdict):
        assert house.refuses(admin, close(one.ref, outcome)) == "not_found"
    assert (listed(house, admin), listed(house, owner)) == ([], [one.ref])
    assert house.happens(owner, close(one.ref, "deleted")).events


def test_whoever_reports_a_message_may_only_take_the_report_back(house: House) -> None:
    jiwoo, minjun = house.member_with_account(), house.member_with_account()
    room = house.room(jiwoo, minjun)
    message, _ = house.says(minjun, room)
    house.does(jiwoo, one := report(room, message))
    assert house.refuses(jiwoo, close(one.ref, "deleted")) == "forbidden"
    house.does(jiwoo, close(one.ref, "dismissed"))


def test_nobody_sees_or_closes_a_report_of_what_they_said(house: House) -> None:
    admin, minjun, owner = (house.member_with_account(role=role) for role in ("admin", "member", "owner"))
    for who in (admin, house.member_with_account()):
        room = house.room(who, minjun)
        message, _ = house.says(who, room)
        house.does(minjun, one := report(room, message))
        assert (listed(house, who), listed(house, owner)[0]) == ([], one.ref)
        assert house.refuses(who, close(one.ref, "dismissed")) == "not_found"
        house.does(owner, close(one.ref, "deleted"))
