"""Many who ask at once share a look; who asks alone does not wait; nobody gets an older answer than they asked for."""

import asyncio
from collections.abc import Sequence

import pytest

from madang.chat import gathering
from madang.chat.gathering import Gathering
from madang.domain.errors import Refusal, unavailable


class Looks:
    """Looks that go on until they may end."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.may_end = asyncio.Event()
        self.may_end.set()
        self.trouble: Exception | None = None

    async def look(self, keys: Sequence[int]) -> dict[int, str]:
        self.asked.append(list(keys))
        await self.may_end.wait()
        if self.trouble:
            raise self.trouble
        return {key: str(key) for key in keys if key >= 0}


@pytest.fixture
async def looks() -> Looks:
    return Looks()


async def test_who_asks_alone_is_answered_by_a_look_of_their_own(looks: Looks) -> None:
    found = Gathering(looks.look)
    assert await found.find(1) == "1"
    assert await found.find(-1) is None
    assert looks.asked == [[1], [-1]]


async def test_who_asks_while_a_look_is_under_way_waits_for_the_next(looks: Looks) -> None:
    found = Gathering(looks.look)
    looks.may_end.clear()
    first = asyncio.create_task(found.find(1))
    while not looks.asked:
        await asyncio.sleep(0)
    others = [asyncio.create_task(found.find(number)) for number in (1, 2, 3, 2)]
    await asyncio.sleep(0)
    looks.may_end.set()
    assert await first == "1"
    assert await asyncio.gather(*others) == ["1", "2", "3", "2"]
    assert looks.asked == [[1], [1, 2, 3]]


async def test_a_crowd_is_looked_up_in_few_looks(looks: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "_MOST", 50)
    found = Gathering(looks.look)
    assert await asyncio.gather(*(found.find(number) for number in range(120))) == [str(n) for n in range(120)]
    assert [len(keys) for keys in looks.asked] == [50, 50, 20]


async def test_trouble_reaches_all_who_asked_and_nobody_else(looks: Looks) -> None:
    found = Gathering(looks.look)
    looks.trouble = unavailable()
    answers = await asyncio.gather(found.find(1), found.find(2), return_exceptions=True)
    assert all(isinstance(answer, Refusal) for answer in answers)
    looks.trouble = None
    assert await found.find(3) == "3"


async def test_who_gives_up_is_not_waited_for(looks: Looks) -> None:
    found = Gathering(looks.look)
    looks.may_end.clear()
    gone = asyncio.create_task(found.find(1))
    while not looks.asked:
        await asyncio.sleep(0)
    gone.cancel()
    stays = asyncio.create_task(found.find(2))
    await asyncio.sleep(0)
    looks.may_end.set()
    assert await stays == "2"


async def test_nobody_waits_for_a_house_that_is_closed(looks: Looks) -> None:
    found = Gathering(looks.look)
    looks.may_end.clear()
    asked = [asyncio.create_task(found.find(number)) for number in (1, 2)]
    while not looks.asked:
        await asyncio.sleep(0)
    late = asyncio.create_task(found.find(3))
    await asyncio.sleep(0)
    await found.close()
    ended = await asyncio.gather(*asked, late, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in ended)
