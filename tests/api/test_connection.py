"""A connection after its upgrade, spoken to over real sockets, byte by byte where it matters."""

import asyncio
import contextlib
import gc
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.frames import Frame, Opcode

from madang.api import connection as connection_module
from madang.api import plain
from madang.api.connection import Connection
from madang.api.server import UpgradeProtocol
from madang.domain.rooms import HOME, RoomState
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.store import messages
from madang.wire.incoming import FRAME_BYTES
from tests.api import edges
from tests.api.edges import Served
from tests.store.rows import new_id


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

    async def until(self, expected: bytes) -> bytes:
        """What comes up to these bytes."""
        heard = b""
        async with asyncio.timeout(20):
            while expected not in heard:
                heard += await self.reader.read(65_536)
        return heard

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
        client.write(*(sent(Opcode.PING, b"%d" % number) for number in range(80)))
        answers: list[bytes] = []
        while not answers or answers[-1] != b"79":
            opcode, payload = await client.frame()
            answers += [payload] if opcode == Opcode.PONG else []
        assert len(answers) < 40


@pytest.mark.parametrize("opcode", [Opcode.PING, Opcode.PONG])
@pytest.mark.parametrize("at_once", [150, 1])
async def test_a_flood_of_pings_or_pongs_ends_the_connection(house: Served, opcode: Opcode, at_once: int) -> None:
    async with raw(house) as client:
        for _ in range(0, 150, at_once):
            client.write(sent(opcode, b"") * at_once)
            await asyncio.sleep(0)
        while (frame := await client.frame())[0] == Opcode.PONG:
            pass
        assert frame[0] == Opcode.CLOSE
        assert int.from_bytes(frame[1][:2], "big") == 4005


async def test_who_goes_on_after_the_end_is_cut_off(house: Served) -> None:
    async with raw(house) as client:
        client.write(b"\x83\x80\0\0\0\0")
        assert (await client.frame())[0] == Opcode.CLOSE
        with pytest.raises(ConnectionError):
            for _ in range(1_000):
                client.write(sent(Opcode.PING, b"") * 1_000)
                await client.writer.drain()
                await asyncio.sleep(0)


@pytest.mark.parametrize(("close", "answer"), [(b"\x03\xe8bye", b"\x03\xe8"), (b"", b"")])
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


def connections(house: Served) -> list[Connection]:
    return [each for each in house.server.server_state.connections if isinstance(each, Connection)]


def stuff(connection: Connection, client: Raw, size: int = 2_000) -> None:
    """Writes until the network takes no more and the transport owes something."""
    connection._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    client.writer.transport.pause_reading()  # type: ignore[attr-defined]
    while connection._transport.get_write_buffer_size() < size:
        connection.write(Parcel(b"A" * 2_000))


async def test_who_closes_half_and_takes_nothing_more_does_not_stay(
    house: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "CLOSES_WITHIN", 0.05)
    async with raw(house, "/ws/chat/madang") as client:
        async with asyncio.timeout(10):
            while not house.chat.hub.lines:
                await asyncio.sleep(0.005)
        (connection,) = connections(house)
        stuff(connection, client)
        assert not connection.full
        client.writer.write_eof()
        async with asyncio.timeout(10):
            while house.chat.hub.lines or house.server.server_state.connections:
                await asyncio.sleep(0.005)


async def test_nothing_follows_half_a_frame_that_was_cut_off(house: Served) -> None:
    async with raw(house) as client:
        client.write(sent(Opcode.TEXT, b"x"))
        await client.frame()
        (connection,) = connections(house)
        stuff(connection, client)
        connection.abort()
        connection.write(Parcel(b"B" * 100))
        client.writer.transport.resume_reading()  # type: ignore[attr-defined]
        heard = b""
        with contextlib.suppress(ConnectionError):
            while piece := await asyncio.wait_for(client.reader.read(65_536), 20):
                heard += piece
        assert b"A" in heard
        assert b"B" not in heard


async def test_what_takes_nothing_at_the_echo_is_cut_off(house: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "SLOW_AFTER", 0.05)
    async with raw(house) as client:
        client.write(sent(Opcode.TEXT, b"x"))
        await client.frame()
        (connection,) = connections(house)
        stuff(connection, client, 70_000)
        async with asyncio.timeout(10):
            while house.server.server_state.connections or house.app.state.echoing:
                await asyncio.sleep(0.005)


class Greeted:
    """A house in which greetings wait until they may go on."""

    def __init__(self, house: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_go_on = asyncio.Event(), asyncio.Event()
        states = house.chat._greeting._states

        async def slowly(line: Line) -> list[RoomState]:
            self.begun.set()
            await self.may_go_on.wait()
            return await states(line)

        monkeypatch.setattr(house.chat._greeting, "_states", slowly)


def frame(**said: object) -> bytes:
    return sent(Opcode.TEXT, json.dumps(said).encode())


async def test_what_comes_during_the_greeting_is_done_in_its_order(
    house: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, greeted = await house.token(), Greeted(house, monkeypatch)
    async with raw(house, "/api/socket") as client:
        client.write(frame(type="hello", token=token), frame(type="set_name", ref="first", name="지우"))
        await greeted.begun.wait()
        client.write(frame(type="set_name", ref="second", name="지우"))
        await asyncio.sleep(0.05)
        greeted.may_go_on.set()
        heard = await client.until(b'"ref":"second"')
    kinds = re.findall(rb'"type":"(welcome|done)"(?:,"ref":"(\w+)")?', heard)
    assert kinds == [(b"welcome", b""), (b"done", b"first"), (b"done", b"second")]


async def test_what_comes_after_a_goodbye_during_the_greeting_is_not_done(
    house: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, greeted = await house.token(), Greeted(house, monkeypatch)
    async with raw(house, "/api/socket") as client:
        client.write(frame(type="hello", token=token), sent(Opcode.BINARY, b"x"))
        client.write(frame(type="send_message", ref=new_id(), room="madang", text="after the goodbye"))
        await greeted.begun.wait()
        await asyncio.sleep(0.05)
        greeted.may_go_on.set()
        heard = await client.until((4400).to_bytes(2, "big"))
    assert b"after the goodbye" not in heard
    with house.chat._database.read() as snapshot:
        assert messages.newest(snapshot, HOME, 9) == []


async def test_a_connection_lost_during_its_greeting_leaves_no_cycle(
    house: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, greeted = await house.token(), Greeted(house, monkeypatch)
    gc.collect()
    gc.disable()
    try:
        async with raw(house, "/api/socket") as client:
            client.write(frame(type="hello", token=token))
            await greeted.begun.wait()
            client.writer.transport.abort()
            async with asyncio.timeout(10):
                while connections(house):
                    await asyncio.sleep(0.005)
        greeted.may_go_on.set()
        async with asyncio.timeout(10):
            while any(
                isinstance(each, Connection) and each._addresses is house.server.server_state
                for each in gc.get_objects()
            ):
                await asyncio.sleep(0.05)
    finally:
        gc.enable()
