"""Blocking somebody for oneself."""

import pytest

from madang.actions import blocks
from madang.domain.events import BlocksChanged
from madang.domain.outcomes import Happening, Nothing
from madang.domain.people import Person
from madang.domain.room_commands import BlockPerson, UnblockPerson
from tests.actions.turns import House, person


def block(whom: Person) -> BlockPerson:
    return BlockPerson("block_person", "-", whom.id)


def unblock(whom: Person) -> UnblockPerson:
    return UnblockPerson("unblock_person", "-", whom.id)


def test_whom_one_has_blocked_is_told_to_oneself_whole(house: House) -> None:
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()

    def told(*people: Person) -> Happening:
        return Happening(Nothing(), (BlocksChanged(jiwoo.id, tuple(each.id for each in people)),))

    assert house.happens(jiwoo, block(minjun)) == told(minjun)
    assert house.happens(jiwoo, block(sua)) == told(minjun, sua)
    assert house.happens(jiwoo, block(sua)) == Happening(Nothing())
    assert house.happens(jiwoo, unblock(minjun)) == told(sua)
    assert house.happens(jiwoo, unblock(minjun)) == Happening(Nothing())


def test_nobody_blocks_themselves_or_somebody_who_is_not_there(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    jiwoo = house.guest()
    assert house.refuses(jiwoo, block(jiwoo)) == "forbidden"
    assert house.refuses(jiwoo, block(person())) == "not_found"
    assert house.refuses(jiwoo, BlockPerson("block_person", "-", "민준")) == "bad_id"
    monkeypatch.setattr(blocks, "BLOCKS", 1)
    house.does(jiwoo, block(house.guest()))
    assert house.refuses(jiwoo, block(house.guest())) == "too_many"
