"""Those who begin and never end, over real sockets. The waits are cut short."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from madang.api import http
from tests.api import edges
from tests.api.edges import Served

LIVE = b"GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Served]:
    async with edges.served(tmp_path) as served:
        yield served


class Peer:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def sends(self, *parts: bytes) -> None:
        for part in parts:
            self.writer.write(part)

    async def hears(self) -> bytes:
        """The next head with its body, or what is left at the end."""
        async with asyncio.timeout(20):
            try:
                head = await self.reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionResetError):
                return b""
            length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0")
            return head + await self.reader.readexactly(int(length.partition(b":")[2]))

    async def is_cut(self) -> float:
        """How long it took until the connection was over."""
        began = time.monotonic()
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(20):
                assert await self.reader.read() == b""
        return time.monotonic() - began


@pytest.fixture
async def peer(house: Served) -> AsyncIterator[Peer]:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    yield Peer(reader, writer)
    writer.close()


@pytest.mark.parametrize(
    "parts",
    [
        [LIVE, *[b"a: b\r\n" * 1000] * 7],
        [LIVE, b"a: " + b"b" * http.HEAD_BYTES],
        [LIVE, b"a" * (http.HEAD_BYTES + 1)],
        [b"GET /", b"a" * (http.HEAD_BYTES + 1)],
        [LIVE + b"a: " + b"b" * http.HEAD_BYTES + b"\r\n\r\n"],
        [b"GET /" + b"a" * http.HEAD_BYTES + b" HTTP/1.1\r\n\r\n"],
    ],
    ids=["headers", "value", "name", "url", "at once", "url at once"],
)
async def test_a_head_without_end_is_refused(peer: Peer, parts: list[bytes]) -> None:
    peer.sends(*parts)
    assert (await peer.hears()).startswith(b"HTTP/1.1 431 ")
    await peer.is_cut()


async def test_a_trailer_without_end_is_cut(peer: Peer) -> None:
    peer.sends(LIVE, b"transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n")
    assert (await peer.hears()).startswith(b"HTTP/1.1 200 ")
    peer.sends(b"a: " + b"b" * http.HEAD_BYTES)
    assert (await peer.hears())[:13] in (b"HTTP/1.1 431 ", b"")
    assert await peer.is_cut() < 4


async def test_a_large_head_and_many_requests_are_fine(peer: Peer) -> None:
    for _ in range(5):
        peer.sends(LIVE, b"a: " + b"b" * (http.HEAD_BYTES - 1000), b"\r\n\r\n")
        assert (await peer.hears()).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HT", LIVE, LIVE + b"\r\n" + LIVE, LIVE + b"content-length: 9\r\n\r\nx"],
    ids=["nothing", "a line", "no end", "a second one", "no body"],
)
async def test_a_request_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(http, "_HEAD_WITHIN", 0.3)
    monkeypatch.setattr(http, "_BODY_WITHIN", 0.3)
    async with edges.served(tmp_path) as house:
        peer = Peer(*await asyncio.open_connection("127.0.0.1", house.port))
        peer.sends(sent)
        if LIVE + b"\r\n" in sent or b"length" in sent:
            assert (await peer.hears()).startswith(b"HTTP/1.1 200 ")
        assert await peer.is_cut() < 4  # uvicorn's own patience with a quiet connection is 5
        peer.writer.close()


async def test_a_request_that_is_dripped_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_HEAD_WITHIN", 0.3)
    async with edges.served(tmp_path) as house:
        peer = Peer(*await asyncio.open_connection("127.0.0.1", house.port))
        peer.sends(LIVE)
        cut = asyncio.create_task(peer.is_cut())
        async with asyncio.timeout(10):
            while not cut.done():
                peer.sends(b"a: b\r\n")
                await asyncio.sleep(0.05)
        peer.writer.close()


async def test_a_complete_request_leaves_no_timer(house: Served, peer: Peer) -> None:
    peer.sends(LIVE, b"\r\n")
    await peer.hears()
    (connection,) = (each for each in house.server.server_state.connections if isinstance(each, http.HttpProtocol))
    assert connection._deadline is None
    assert connection._patience is None


async def test_an_answer_that_nobody_reads_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_READ_WITHIN", 0.3)
    async with edges.served(tmp_path) as house:

        async def much() -> dict[str, str]:
            return {"x": "x" * 20_000_000}

        house.app.router.add_api_route("/api/much", much, methods=["GET"])
        house.app.router.routes.insert(0, house.app.router.routes.pop())
        deaf = socket.socket()
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        deaf.setblocking(False)
        await asyncio.get_running_loop().sock_connect(deaf, ("127.0.0.1", house.port))
        deaf.send(b"GET /api/much HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connections = house.server.server_state.connections
        await soon(lambda: len(connections) == 1)
        await soon(lambda: not connections)
        deaf.close()
        # Who reads, slowly, gets everything.
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port, limit=1024)
        writer.write(b"GET /api/much HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        got = 0
        while data := await reader.read(500_000):
            got += len(data)
            if got < 5_000_000:
                await asyncio.sleep(0.01)
        assert got > 20_000_000
        writer.close()


async def test_one_address_has_only_so_many_connections(tmp_path: Path) -> None:
    async with edges.served(tmp_path, per_address=2) as house:
        async with house.enter("/ws") as one, house.enter("/ws"):
            third = Peer(*await asyncio.open_connection("127.0.0.1", house.port))
            assert await third.is_cut() < 5
            third.writer.close()
            await one.send("x")
            assert await one.recv() == "Echo: x"
        state = house.server.server_state
        assert isinstance(state, http.Addresses)
        await soon(lambda: not state.open)
        again = Peer(*await asyncio.open_connection("127.0.0.1", house.port))
        again.sends(LIVE, b"\r\n")
        assert (await again.hears()).startswith(b"HTTP/1.1 200 ")
        assert state.open == {"127.0.0.1": 1}
        again.writer.close()
        await soon(lambda: not state.open)


async def test_a_proxy_through_which_everybody_comes_has_any_number(tmp_path: Path) -> None:
    served = edges.served(tmp_path, per_address=1, trusted_proxies="127.0.0.1")
    async with served as house, house.enter("/ws"), house.enter("/ws") as second:
        await second.send("x")
        assert await second.recv() == "Echo: x"


async def soon(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not so():
            await asyncio.sleep(0.01)
