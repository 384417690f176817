"""The way through every WebSocket door, on our own server and on any other."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from madang.api.cookies import COOKIE
from madang.live.limits import Buckets
from madang.wire.incoming import SUBPROTOCOL
from tests.api import edges
from tests.api.edges import Served

DOORS = ["/api/socket", "/ws", "/ws/chat/madang"]


@pytest.fixture(params=["raw", "send"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    async with edges.served(tmp_path, raw=request.param == "raw") as served:
        yield served


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize(
    "how",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"additional_headers": {"cookie": f"{COOKIE}=abc"}},
        {"origin": "https://evil.example", "additional_headers": {"cookie": f"{COOKIE}=abc"}},
    ],
)
async def test_a_page_that_may_not_speak_to_us_is_refused_before_the_door_opens(
    house: Served, path: str, how: dict[str, object]
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with house.enter(path, **how):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", DOORS)
async def test_our_own_pages_those_named_and_programs_come_in(house: Served, path: str) -> None:
    for origin in (None, f"http://127.0.0.1:{house.port}", "http://localhost:5173"):
        async with house.enter(path, origin=origin):
            pass


async def test_the_subprotocol_is_named_where_it_is_offered(house: Served) -> None:
    async with house.enter(subprotocols=["other", SUBPROTOCOL]) as connection:
        assert connection.subprotocol == SUBPROTOCOL
    async with house.enter() as connection:
        assert connection.subprotocol is None


@pytest.mark.parametrize("path", DOORS)
async def test_a_house_that_drains_lets_nobody_in(house: Served, path: str) -> None:
    house.chat.draining = True
    async with house.enter(path) as connection:
        code, frames = await edges.ends(connection)
    assert code == 4001
    assert [frame["retry_after"] for frame in frames] == ([2.0] if path == "/api/socket" else [])
    house.chat.draining = False


async def test_a_bug_at_the_door_ends_the_connection_and_is_logged_once(
    house: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    token = await house.token()
    monkeypatch.setattr(house.chat, "line", broken)
    async with house.enter() as connection:
        await edges.says(connection, type="hello", token=token)
        code, frames = await edges.ends(connection)
    assert code == 4000
    assert "secret" not in str(frames)
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1


async def test_too_many_connections_from_one_address_are_refused(tmp_path: Path) -> None:
    async with edges.served(tmp_path, rate_limits=True) as house:
        house.chat.limits.connections = Buckets(0.001, 3, house.chat.clock)
        codes = []
        for _ in range(5):
            async with house.enter() as connection:
                with contextlib.suppress(ConnectionClosed):
                    await edges.says(connection, type="hello", token="nobody")
                codes.append((await edges.ends(connection))[0])
    assert codes == [4401] * 3 + [4005] * 2
