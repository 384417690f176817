"""One command's turn."""

import pytest

from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.store.rooms import Head
from tests.actions.turns import House, person


def test_a_turn_holds_the_head_of_a_room(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    house.says(jiwoo, room)
    with house.turn(jiwoo) as turn:
        assert turn.lock(room) == Head(1, 3)


def test_a_room_that_is_not_there_is_refused(house: House) -> None:
    with pytest.raises(Refusal) as refused, house.turn(person()) as turn:
        turn.lock(RoomId("nowhere"))
    assert refused.value.code == "not_found"
    assert "nowhere" in refused.value.message
