"""A connection after its upgrade, spoken to over real sockets, byte by byte where it matters."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.frames import Frame, Opcode

from madang.api.server import UpgradeProtocol
from madang.wire.incoming import FRAME_BYTES
from tests.api import edges
from tests.api.edges import Served


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Served]:
    async with edges.served(tmp_path) as served:
        yield served


class Raw:
    """A client of bare bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def write(self, *frames: bytes) -> None:
        self.writer.write(b"".join(frames))

    async def frame(self) -> tuple[int, bytes]:
        """Opcode and payload of the next short frame."""
        async with asyncio.timeout(20):
            first, size = await self.reader.readexactly(2)
            return first & 15, await self.reader.readexactly(size)

    async def ended(self) -> bytes:
        """What still came before the end."""
        return await asyncio.wait_for(self.reader.read(), 20)


@asynccontextmanager
async def raw(house: Served, path: str = "/ws", early: bytes = b"") -> AsyncIterator[Raw]:
    """`early` is sent without waiting for the answer to the upgrade."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: bWFkYW5nIG1lYXN1cmVzIQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    writer.write(request.encode())
    if early:
        async with asyncio.timeout(20):
            while not any(isinstance(each, UpgradeProtocol) for each in house.server.server_state.connections):
                await asyncio.sleep(0)
        writer.write(early)
    try:
        assert b" 101 " in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        yield Raw(reader, writer)
    finally:
        writer.close()


def sent(opcode: Opcode, payload: bytes, *, fin: bool = True) -> bytes:
    return Frame(opcode, payload, fin=fin).serialize(mask=True)


async def test_a_frame_as_large_as_allowed_is_heard(house: Served) -> None:
    async with house.enter() as connection:
        await connection.send("x" * FRAME_BYTES)
        assert (await edges.told(connection))["code"] == "not_json"


async def test_a_frame_that_is_too_large_gets_a_goodbye_that_says_so(house: Served) -> None:
    async with house.enter() as connection:
        await connection.send("x" * (FRAME_BYTES + 1))
        code, frames = await edges.ends(connection)
    assert code == 4413
    assert frames[-1]["type"] == "bye"
    assert frames[-1]["code"] == 4413


async def test_a_plain_client_gets_only_the_code(house: Served) -> None:
    async with house.enter("/ws/chat/madang") as connection:
        await connection.send("x" * (FRAME_BYTES + 1))
        assert await edges.ends(connection) == (4413, [])


async def test_many_fragments_are_one_frame_and_together_no_larger(house: Served) -> None:
    async with house.enter("/ws") as connection:
        await connection.send(["안", "녕"])
        assert await connection.recv() == "Echo: 안녕"
        await connection.send(["x" * 10_000 for _ in range(7)])
        assert await edges.ends(connection) == (4413, [])


async def test_fragments_without_end_end_the_connection(house: Served) -> None:
    async with house.enter("/ws") as connection:
        await connection.send(["x"] + [""] * 1_022)
        assert await connection.recv() == "Echo: x"
        await connection.send(["x"] + [""] * 3_000)
        assert await edges.ends(connection) == (1008, [])


@pytest.mark.parametrize("path", ["/api/socket", "/ws", "/ws/chat/madang"])
async def test_a_binary_frame_ends_the_connection(house: Served, path: str) -> None:
    async with house.enter(path) as connection:
        await connection.send(b"binary")
        code, _ = await edges.ends(connection)
        assert code == 4400


async def test_what_is_no_utf8_ends_the_connection(house: Served) -> None:
    async with raw(house) as client:
        client.write(sent(Opcode.TEXT, b"\xff\xff"))
        opcode, payload = await client.frame()
        assert (opcode, payload[:2]) == (Opcode.CLOSE, (1007).to_bytes(2, "big"))


async def test_what_is_no_websocket_ends_the_connection(house: Served) -> None:
    async with raw(house) as client:
        client.write(b"\x83\x80\0\0\0\0")
        opcode, payload = await client.frame()
        assert (opcode, payload[:2]) == (Opcode.CLOSE, (1002).to_bytes(2, "big"))


async def test_a_ping_is_answered_with_what_it_carried(house: Served) -> None:
    async with raw(house) as client:
        client.write(sent(Opcode.PING, b"hello"))
        assert await client.frame() == (Opcode.PONG, b"hello")


async def test_of_many_pings_at_once_the_last_is_answered(house: Served) -> None:
    async with raw(house) as client:
        client.write(*(sent(Opcode.PING, b"%d" % number) for number in range(5_000)), sent(Opcode.TEXT, b"x"))
        answers: list[bytes] = []
        while not answers or answers[-1] != b"4999":
            opcode, payload = await client.frame()
            answers += [payload] if opcode == Opcode.PONG else []
        assert len(answers) < 500


@pytest.mark.parametrize(
    ("close", "answer"),
    [
        (b"\x03\xe8bye", b"\x03\xe8"),
        ((4321).to_bytes(2, "big"), (4321).to_bytes(2, "big")),
        (b"", b""),
        ((1005).to_bytes(2, "big"), (1002).to_bytes(2, "big")),
        ((17).to_bytes(2, "big"), (1002).to_bytes(2, "big")),
    ],
)
async def test_a_close_is_answered_and_the_connection_ends(house: Served, close: bytes, answer: bytes) -> None:
    async with raw(house) as client:
        client.write(sent(Opcode.CLOSE, close))
        assert await client.frame() == (Opcode.CLOSE, answer)
        assert await client.ended() == b""


async def test_nothing_is_heard_after_a_close(house: Served) -> None:
    async with raw(house) as client:
        client.write(sent(Opcode.TEXT, b"one"), sent(Opcode.CLOSE, b""), sent(Opcode.TEXT, b"two"))
        assert await client.frame() == (Opcode.TEXT, b"Echo: one")
        assert await client.frame() == (Opcode.CLOSE, b"")
        assert await client.ended() == b""


async def test_who_does_not_wait_for_the_upgrade_is_heard_after_it(house: Served) -> None:
    async with raw(house, early=sent(Opcode.TEXT, "이르다".encode())) as client:
        assert await client.frame() == (Opcode.TEXT, "Echo: 이르다".encode())


async def test_a_connection_that_is_lost_is_forgotten(house: Served) -> None:
    async with raw(house) as client:
        client.write(sent(Opcode.TEXT, b"x"))
        await client.frame()
        assert len(house.server.server_state.connections) == 1
        client.writer.transport.abort()
        async with asyncio.timeout(10):
            while house.server.server_state.connections or house.app.state.echoing:
                await asyncio.sleep(0.005)
