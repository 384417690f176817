"""On an ASGI server that knows nothing of raw frames everything is the same: the way through plain `send`."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from typing_extensions import override

from tests.houses import House
from tests.people import HOME, People, new_id

_STOCK = """
import os, sys, uvicorn
from madang import app, config
settings = config.read(os.environ)
uvicorn.run(app.create(settings), host=settings.host, port=settings.port, ws="websockets-sansio", log_level="warning",
            timeout_graceful_shutdown=5)
"""


class StockHouse(House):
    """Madang on uvicorn as it comes out of the box."""

    @override
    def program(self) -> list[str]:
        return ["-c", _STOCK]


@pytest.fixture(scope="module")
def stock_house() -> Iterator[House]:
    with StockHouse() as house:
        yield house


@pytest.fixture
async def people(stock_house: House) -> AsyncIterator[People]:
    async with People(stock_house) as people:
        yield people
    stock_house.has_nothing_to_hide()


async def test_people_talk(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    said = await alice.says("안녕")
    assert (await bob.hears("안녕"))["seq"] == said.seq
    await alice.edits("안녕", "안녕하세요")
    await phone.hears("안녕하세요")
    await alice.types()
    await phone.hears_frame(type="typing", person=alice.id)
    await bob.reads(1)
    await phone.hears_frame(type="read_mark", read=1, unread=0)
    await alice.deletes("안녕하세요")
    await bob.hears_that_is_gone(said.id)
    await bob.is_refused("forbidden", bob.deletes(said.id))
    await bob.is_refused("bad_text", bob.says(" "))
    await bob.leaves()
    await alice.says("secret")
    await alice.says("later", room=HOME)
    await phone.hears("later", but_not="secret")
    await alice.agrees_with_a_fresh_fetch()


async def test_many_say_much_at_once(people: People) -> None:
    everybody = await people.in_room("정원", "Alice", "Bob", "Carol")
    visitor = await people.at_plain_door(everybody[0].room)
    for n in range(5):
        await asyncio.gather(*(each.says(f"{each.name} {n} {k}") for k in range(20) for each in everybody))
    for person in everybody:
        await person.until(lambda person=person: len(person.texts()) == 300, "all 300")  # type: ignore[misc]
        assert person.model.gaps == 0
        await person.agrees_with_a_fresh_fetch()
    await visitor.until(lambda: len(visitor.frames) == 300, "all 300")
    assert [frame["message"] for frame in visitor.frames] == everybody[0].texts()


async def test_coming_back(people: People) -> None:
    alice, bob, carol = await people.in_room("정원", "Alice", "Bob", "Carol")
    bob.drops()
    await bob.until(lambda: bob.ended, "the end")
    carol.drops()
    await asyncio.gather(*(alice.says(f"{n}") for n in range(100)))
    await bob.comes_back()
    assert bob.texts() == [f"{n}" for n in range(100)]
    for _ in range(6):
        await asyncio.gather(*(alice.says("more") for _ in range(100)))
    await carol.comes_back()
    assert [frame["reason"] for frame in carol.frames if frame["type"] == "reset"] == ["too_far"]
    for person in (alice, bob, carol):
        await person.agrees_with_a_fresh_fetch()


async def test_the_plain_doors(people: People) -> None:
    room = f"room-{new_id()}"
    alice, bob = await people.at_plain_door(room, "Alice"), await people.at_plain_door(room, "Bob")
    await alice.says("안녕하세요")
    await bob.hears("안녕하세요")
    await alice.sends_raw("rubbish")
    await alice.is_refused("not_json")
    await bob.says("반갑습니다")
    await alice.hears("반갑습니다", but_not="안녕하세요")
    echo, other = await people.at_echo(), await people.at_echo()
    await echo.sends_raw("안녕")
    for each in (echo, other):
        await each.hears("Echo: 안녕")


async def test_goodbyes(people: People) -> None:
    binary, huge, out = [await people.arrives(name) for name in ("Alice", "Bob", "Carol")]
    await binary.sends_raw(b"{}")
    await binary.is_shown_out(4400)
    await huge.sends_raw("x" * 70_000)
    await huge.is_shown_out(4413)
    await out.signs_out()
    await out.is_shown_out(4401)
    stranger = await people.stranger()
    await stranger.sends(type="hello", token="x")
    await stranger.is_shown_out(4401)
    visitor = await people.at_plain_door("a.b")
    await visitor.is_shown_out(4400)
    assert visitor.frames[0]["error"]["code"] == "bad_id"
    await people.are_turned_away("/api/socket", {"origin": "http://evil.example"})


async def test_when_it_stops_everybody_is_told_to_come_back() -> None:
    with StockHouse() as house:
        async with People(house) as people:
            (alice,) = await people.in_room(HOME, "Alice")
            visitor = await people.at_plain_door(HOME)
            said = await alice.says("before")
            await house.stops()
            assert (await alice.until(lambda: alice.ended, "the end")).code in (1012, 4001)
            assert (await visitor.until(lambda: visitor.ended, "the end")).code in (1012, 4001)
            house.start()
            await alice.comes_back()
            assert await alice.says("before", id=said.id) == said
            await alice.agrees_with_a_fresh_fetch()
