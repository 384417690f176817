"""How far a token reaches."""

from madang.domain import policy
from madang.domain.ids import RoomId
from madang.domain.scopes import Deputy, Scope
from tests.domain.policy.cast import JIWOO, MINJUN, ROOM, code, member


def test_a_token_shows_the_rooms_that_it_is_for_and_no_other() -> None:
    here, there = (Deputy(JIWOO, Scope(frozenset({"read"}), frozenset({RoomId(room)}))) for room in (ROOM.id, "there"))
    assert code(lambda: policy.may_read(here, ROOM, member(JIWOO))) is None
    assert code(lambda: policy.may_read(there, ROOM, member(JIWOO))) == "not_found"
    assert code(lambda: policy.may_join(there, ROOM)) == "not_found"
    assert code(lambda: policy.may_look_around(here)) == "forbidden"
    assert code(lambda: policy.may_see(here, MINJUN.id, lambda: False)) == "not_found"
    assert policy.is_within(JIWOO, RoomId("anywhere"))


def test_only_a_token_to_write_writes() -> None:
    assert policy.may_write(JIWOO)
    assert policy.may_write(Deputy(JIWOO, Scope(frozenset({"read", "write"}))))
    assert not policy.may_write(Deputy(JIWOO, Scope(frozenset({"read"}))))


def test_no_token_sees_what_belongs_to_an_account() -> None:
    assert policy.in_person(JIWOO)
    assert not policy.in_person(Deputy(JIWOO, Scope(frozenset({"read", "write"}))))
