"""The plain doors, on our own server and on any other."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from madang.domain.ids import RoomId
from madang.domain.places import Place
from madang.domain.rooms import Room
from madang.store import rooms
from tests.api import edges
from tests.api.edges import Served, ends, told
from tests.chat.hearts import HOME


@pytest.fixture(params=["raw", "send"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    async with edges.served(tmp_path, raw=request.param == "raw") as served:
        yield served


async def test_the_echo_reaches_everybody_the_sender_too(house: Served) -> None:
    async with house.enter("/ws") as one, house.enter("/ws") as other:
        await other.send("ready")
        assert await other.recv() == "Echo: ready"
        await one.send("안녕 {}")
        while await one.recv() != "Echo: 안녕 {}":
            pass
        assert await other.recv() == "Echo: 안녕 {}"


async def test_a_message_reaches_every_other_connection_in_the_room(house: Served) -> None:
    async with house.enter("/ws/chat/마당") as one, house.enter("/ws/chat/마당") as other:
        await other.send('{"text": "first"}')
        first = await told(one)
        await one.send('{"text": "안녕"}')
        found = await told(other)
        assert found.keys() == {"sender", "message", "time", "id", "seq"}
        assert (found["message"], found["seq"], first["seq"]) == ("안녕", 2, 1)
        assert found["sender"] != first["sender"]
        await other.send('{"text": "last"}')
        assert (await told(one))["message"] == "last", "nobody hears themselves"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("안녕", "not_json"),
        ("{}", "invalid"),
        ('{"text": 5}', "invalid"),
        ('{"text": " "}', "bad_text"),
        ('{"text": "\\u0000"}', "bad_text"),
    ],
)
async def test_what_is_refused_is_answered_and_the_connection_lives_on(house: Served, frame: str, code: str) -> None:
    async with house.enter("/ws/chat/madang") as one:
        await one.send(frame)
        error = (await told(one))["error"]
        assert error["code"] == code
        assert error["message"]
        await one.send("again")
        assert (await told(one))["error"]["code"] == "not_json"


async def test_a_name_that_is_no_room_is_refused(house: Served) -> None:
    async with house.enter("/ws/chat/no%20room") as one:
        code, frames = await ends(one)
    assert code == 4400
    assert frames[0]["error"]["code"] == "bad_id"


async def test_who_hangs_up_leaves_the_room(house: Served) -> None:
    async with house.enter("/ws/chat/madang"):
        async with asyncio.timeout(10):
            while not house.chat.presence(HOME):
                await asyncio.sleep(0.005)
    async with asyncio.timeout(10):
        while house.chat.presence(HOME):
            await asyncio.sleep(0.005)
    assert not house.chat.hub.lines


async def test_who_says_too_much_at_once_is_told_so(tmp_path: Path) -> None:
    async with edges.served(tmp_path, rate_limits=True) as house, house.enter("/ws/chat/madang") as one:
        for number in range(120):
            await one.send(json.dumps({"text": str(number)}))
        error = (await told(one))["error"]
        assert error["code"] == "too_fast"
        assert error["retry_after"] > 0


async def test_an_echo_without_end_is_ended(tmp_path: Path) -> None:
    async with edges.served(tmp_path, rate_limits=True) as house, house.enter("/ws") as one:
        with contextlib.suppress(ConnectionClosed):
            for _ in range(2_000):
                await one.send("x")
            while True:
                await asyncio.wait_for(one.recv(), 20)
        assert one.close_code == 4005


@pytest.mark.parametrize("path", ["/ws", "/ws/chat/madang"])
@pytest.mark.parametrize(
    ("host", "chosen", "opened"),
    [
        ("127.0.0.1", None, True),
        ("localhost", None, True),
        ("0.0.0.0", None, False),
        ("0.0.0.0", True, True),
        ("127.0.0.1", False, False),
    ],
)
async def test_the_plain_doors_are_open_by_choice_or_while_only_this_machine_comes_by(
    tmp_path: Path, path: str, host: str, chosen: bool | None, opened: bool
) -> None:
    async with edges.served(tmp_path, host=host) as house:
        house.chat.place = Place(plain_doors=chosen)
        async with house.enter(path) as one:
            if opened:
                await one.send("{}")
                assert await one.recv()
            else:
                code, _ = await ends(one)
                assert code == 4403


@pytest.mark.parametrize(("chosen", "opened"), [(None, False), (True, True)])
async def test_who_comes_through_a_proxy_is_not_the_machine_itself(
    tmp_path: Path, chosen: bool | None, opened: bool
) -> None:
    async with edges.served(tmp_path) as house:
        house.chat.place = Place(plain_doors=chosen)
        async with house.enter("/ws", additional_headers={"x-forwarded-for": "203.0.113.7"}) as one:
            if opened:
                await one.send("안녕")
                assert await one.recv() == "Echo: 안녕"
            else:
                assert (await ends(one))[0] == 4403


async def test_a_room_that_is_not_open_is_none_for_a_visitor(house: Served) -> None:
    with house.chat._database.write() as tx:
        rooms.add(tx, Room(RoomId("inside"), "안", "", False, "", 1))
    async with house.enter("/ws/chat/inside") as one:
        code, frames = await ends(one)
    assert code == 4403
    assert frames[0]["error"]["code"] == "not_found"
