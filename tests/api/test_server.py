"""What the ASGI server adds, spoken to over real sockets."""

import asyncio
import errno
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from madang.api.server import Complaints
from tests.api import edges
from tests.api.edges import Served


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Served]:
    async with edges.served(tmp_path) as served:
        yield served


async def test_a_server_that_stops_says_so_and_asks_to_come_back(tmp_path: Path) -> None:
    async with edges.served(tmp_path) as house:
        token = await house.token()
        async with house.enter() as full, house.enter() as stranger, house.enter("/ws/chat/madang") as plain:
            await edges.says(full, type="hello", token=token)
            await edges.hears(full, "caught_up")
            house.server.should_exit = True
            for connection, byes in ((full, 1), (stranger, 1), (plain, 0)):
                code, frames = await edges.ends(connection)
                assert code == 4001
                said = [frame for frame in frames if frame.get("type") == "bye"]
                assert [frame["code"] for frame in said] == [4001] * byes
                assert all(frame["retry_after"] > 0 for frame in said)


async def test_a_closed_connection_leaves_no_task_behind(house: Served) -> None:
    token = await house.token()
    before = asyncio.all_tasks()
    async with house.enter() as connection:
        await edges.says(connection, type="hello", token=token)
        await edges.hears(connection, "caught_up")
    async with asyncio.timeout(10):
        while asyncio.all_tasks() - before:
            await asyncio.sleep(0.005)
    assert not house.chat.hub.lines


async def test_an_idle_connection_has_no_task(house: Served) -> None:
    token = await house.token()
    async with house.enter() as connection:
        await edges.says(connection, type="hello", token=token)
        await edges.hears(connection, "presence")
        async with asyncio.timeout(10):
            while any("run_asgi" in repr(task) for task in asyncio.all_tasks()):
                await asyncio.sleep(0.005)
        await edges.says(connection, type="set_name", ref="r", name="지우2")
        assert (await edges.hears(connection, "done"))["ref"] == "r"


async def test_what_came_before_the_handing_over_is_heard_after_it(house: Served) -> None:
    """The frames after hello are on their way before the welcome is."""
    token = await house.token()
    async with house.enter() as connection:
        await edges.says(connection, type="hello", token=token)
        for number in range(100):
            await edges.says(connection, type="set_name", ref=str(number), name=f"지우{number}")
        refs: list[str] = []
        while len(refs) < 100:
            found = json.loads(await asyncio.wait_for(connection.recv(), 20))
            frames = found if isinstance(found, list) else [found]
            refs += [frame["ref"] for frame in frames if frame["type"] == "done"]
    assert refs == [str(number) for number in range(100)]


async def test_an_upgrade_from_a_foreign_page_is_refused(house: Served) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with house.enter(origin="https://evil.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_a_connection_that_is_cut_is_noticed(house: Served) -> None:
    token = await house.token()
    async with house.enter() as connection:
        await edges.says(connection, type="hello", token=token)
        await edges.hears(connection, "caught_up")
        assert house.chat.hub.lines
        connection.transport.abort()
        async with asyncio.timeout(10):
            while house.chat.hub.lines:
                await asyncio.sleep(0.005)


def test_a_want_of_descriptors_is_logged_once_and_everything_else_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    loop = asyncio.new_event_loop()
    complaints = Complaints()
    for _ in range(100):
        complaints(loop, {"message": "socket.accept()", "exception": OSError(errno.EMFILE, "Too many open files")})
    assert [record.getMessage() for record in caplog.records] == ["cannot take new connections: Too many open files"]
    assert caplog.records[0].exc_info is None
    for _ in range(2):
        complaints(loop, {"message": "something else", "exception": ValueError("x")})
    assert [record.getMessage() for record in caplog.records[1:]] == ["something else"] * 2
    loop.close()


@pytest.mark.parametrize("path", ["/api/socket", "/ws", "/ws/chat/madang"])
async def test_an_upgrade_by_a_name_that_is_not_ours_is_refused(house: Served, path: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(
            f"ws://evil.example:8000{path}",
            origin=Origin("http://evil.example:8000"),
            host="127.0.0.1",
            port=house.port,
        ):
            pass
    assert refused.value.response.status_code == 403
