"""Probing: tried once in a while, however many ask; a failure is tried again."""

import asyncio

from madang.chat.probing import EVERY, Probing
from madang.domain.errors import unavailable
from madang.domain.outcomes import Nothing, Outcome
from tests.live.mouths import Clock


class Store:
    def __init__(self) -> None:
        self.tried = 0
        self.in_trouble = False

    def write(self) -> "asyncio.Future[Outcome]":
        self.tried += 1
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if self.in_trouble:
            answer.set_exception(unavailable())
        else:
            answer.set_result(Nothing())
        return answer


async def test_however_many_ask_it_is_tried_once_in_a_while() -> None:
    store, clock = Store(), Clock()
    probing = Probing(store.write, clock)
    assert await asyncio.gather(*(probing.succeeds() for _ in range(10))) == [True] * 10
    clock.passes(EVERY / 2)
    assert await probing.succeeds()
    assert store.tried == 1
    clock.passes(EVERY / 2)
    assert await probing.succeeds()
    assert store.tried == 2


async def test_a_failure_is_tried_again_at_once() -> None:
    store, clock = Store(), Clock()
    probing = Probing(store.write, clock)
    store.in_trouble = True
    assert not await probing.succeeds()
    assert not await probing.succeeds()
    store.in_trouble = False
    assert await probing.succeeds()
    assert store.tried == 3
