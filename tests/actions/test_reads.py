"""Moving one's own read mark."""

import pytest

from madang.domain.commands import LeaveRoom, MarkRead
from madang.domain.events import ReadMarkMoved
from madang.domain.outcomes import Happening
from madang.domain.rooms import Standing
from tests.actions.turns import House


def mark(room: str, seq: int) -> MarkRead:
    return MarkRead("mark_read", "-", room, seq)


def test_a_read_mark_moves_forward_and_tells_ones_other_devices(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    for _ in range(3):
        house.says(minjun, room)
    before = house.head(room)
    assert house.happens(jiwoo, mark(room, 2)) == Happening(Standing(2, 1), (ReadMarkMoved(jiwoo.id, room, 2, 1),))
    assert house.head(room) == before, "a read mark is nobody else's business"


def test_a_read_mark_never_moves_back(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    for _ in range(3):
        house.says(minjun, room)
    house.does(jiwoo, mark(room, 2))
    for seq in (2, 1, 0):
        assert house.happens(jiwoo, mark(room, seq)) == Happening(Standing(2, 1))


@pytest.mark.parametrize("seq", [-1, 2, 1 << 70])
def test_a_read_mark_beyond_the_log_is_refused(house: House, seq: int) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    house.says(jiwoo, room)
    assert house.refuses(jiwoo, mark(room, seq)) == "bad_seq"


def test_only_members_have_a_read_mark(house: House) -> None:
    jiwoo, outsider = house.guest(), house.guest()
    room = house.room(jiwoo)
    assert house.refuses(outsider, mark(room, 0)) == "not_a_member"
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    assert house.refuses(jiwoo, mark(room, 0)) == "not_a_member"
    assert house.refuses(jiwoo, mark("nowhere", 0)) == "not_found"
    assert house.refuses(jiwoo, mark("no room", 0)) == "bad_id"
