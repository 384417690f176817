"""Who reports, and who sees to it."""

import dataclasses

from madang.domain import policy
from madang.domain.members import Member
from madang.domain.people import Person
from madang.domain.rooms import Room
from tests.domain.policy.cast import JIWOO, MESSAGE, MINJUN, ROOM, code, member


def test_a_message_is_reported_by_whoever_reads_it_and_seen_to_by_those_who_look_after_it() -> None:
    private = dataclasses.replace(ROOM, kind="private")
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, MESSAGE)) is None
    assert code(lambda: policy.may_report(MINJUN, private, None, MESSAGE)) == "not_found"
    own = dataclasses.replace(MESSAGE, author=MINJUN.id)
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, own)) == "forbidden"
    gone = dataclasses.replace(MESSAGE, text="", deleted=True)
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, gone)) == "deleted"
    admin = dataclasses.replace(member(MINJUN), admin=True)
    staff, direct = dataclasses.replace(MINJUN, role="admin"), dataclasses.replace(ROOM, kind="direct")

    def closes(who: Person, standing: Member | None, *, room: Room = ROOM, author: Person = JIWOO) -> str | None:
        return code(lambda: policy.may_close_report(who, room, standing, author.id))

    assert closes(MINJUN, admin) is closes(staff, None) is closes(staff, None, room=direct) is None
    for standing in (None, member(MINJUN), dataclasses.replace(admin, left=True)):
        assert closes(MINJUN, standing) == "not_found"
    assert closes(MINJUN, admin, author=MINJUN) == closes(staff, None, author=MINJUN) == "not_found"
    assert closes(staff, member(staff), room=direct) == "not_found"
    assert closes(staff, dataclasses.replace(member(staff), left=True), room=direct) == "not_found"


def test_whoever_reported_does_not_decide_that_it_goes() -> None:
    assert code(lambda: policy.may_decide("deleted", reported=True)) == "forbidden"
    assert code(lambda: policy.may_decide("dismissed", reported=True)) is None
    assert code(lambda: policy.may_decide("deleted", reported=False)) is None
