"""Who reports, and who sees to it."""

import dataclasses

from madang.domain import policy
from tests.domain.policy.cast import MESSAGE, MINJUN, ROOM, code, member


def test_a_message_is_reported_by_whoever_reads_it_and_seen_to_by_those_who_look_after_it() -> None:
    private = dataclasses.replace(ROOM, kind="private")
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, MESSAGE)) is None
    assert code(lambda: policy.may_report(MINJUN, private, None, MESSAGE)) == "not_found"
    own = dataclasses.replace(MESSAGE, author=MINJUN.id)
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, own)) == "forbidden"
    gone = dataclasses.replace(MESSAGE, text="", deleted=True)
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, gone)) == "deleted"
    admin = dataclasses.replace(member(MINJUN), admin=True)
    assert code(lambda: policy.may_close_report(MINJUN, admin)) is None
    assert code(lambda: policy.may_close_report(dataclasses.replace(MINJUN, role="admin"), None)) is None
    for standing in (None, member(MINJUN), dataclasses.replace(admin, left=True)):
        assert code(lambda standing=standing: policy.may_close_report(MINJUN, standing)) == "not_found"  # type: ignore[misc]
