"""Mouths: the one for servers that only offer `send` is bounded, in order, and never waited for in vain."""

import asyncio
import json
from typing import Any

import pytest
from starlette.websockets import WebSocket, WebSocketState
from typing_extensions import override

from madang.api.mouths import Hearing, SendMouth
from madang.domain.errors import Goodbye
from madang.live.parcel import Parcel
from madang.wire import outgoing


class Peer:
    """The other end of an ASGI connection: takes what it is sent when it is told to."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.takes = asyncio.Event()
        self.takes.set()
        self.gone = False
        self.news = asyncio.Event()
        self.socket = WebSocket({"type": "websocket", "extensions": {}}, self.receive, self.send)  # type: ignore[arg-type]
        self.socket.client_state = self.socket.application_state = WebSocketState.CONNECTED

    async def receive(self) -> dict[str, Any]:
        raise AssertionError("nobody asks")

    async def send(self, message: dict[str, Any]) -> None:
        await self.takes.wait()
        if self.gone:
            raise OSError("connection lost")
        self.sent.append(message)
        self.news.set()

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.sent if message["type"] == "websocket.send"]

    async def until(self, many: int) -> None:
        async with asyncio.timeout(10):
            while len(self.sent) < many:
                self.news.clear()
                await self.news.wait()


class Noting(Hearing):
    """Notes what becomes of its connection."""

    def __init__(self, said: list[str]) -> None:
        self._said = said

    @override
    def filled(self) -> None:
        self._said.append("full")

    @override
    def drained(self) -> None:
        self._said.append("drained")


@pytest.fixture
async def peer() -> Peer:
    return Peer()


def big(kilobytes: int) -> Parcel:
    return Parcel(b'{"type":"' + b"x" * (kilobytes * 1024) + b'"}')


async def test_what_is_written_is_sent_in_order(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=True)
    mouth.write(Parcel(b'{"a":1}'))
    mouth.write(Parcel(b'{"a":2}', b'{"a":3}'))
    await peer.until(2)
    assert [json.loads(text) for text in peer.texts] == [{"a": 1}, [{"a": 2}, {"a": 3}]]
    await mouth.finish()


async def test_a_plain_client_gets_every_frame_by_itself(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=False)
    mouth.write(Parcel(b'{"a":2}', b'{"a":3}'))
    await peer.until(2)
    assert peer.texts == ['{"a":2}', '{"a":3}']
    await mouth.finish()


async def test_a_goodbye_comes_last(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=True)
    goodbye = Goodbye(4001, "The server is stopping.", 2.0)
    mouth.write(Parcel(b'{"a":1}'))
    mouth.part(goodbye)
    await peer.until(3)
    assert peer.texts == ['{"a":1}', outgoing.bye(goodbye).decode()]
    assert peer.sent[-1] == {"type": "websocket.close", "code": 4001, "reason": "The server is stopping."}
    await mouth.finish()


async def test_a_plain_client_gets_no_goodbye_but_its_code(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=False)
    mouth.part(Goodbye(4001, "The server is stopping."))
    await peer.until(1)
    assert peer.sent[0]["code"] == 4001
    await mouth.finish()


async def test_who_takes_nothing_fills_and_drains(peer: Peer) -> None:
    said: list[str] = []
    mouth = SendMouth(peer.socket, says_bye=True)
    mouth.ear = Noting(said)
    peer.takes.clear()
    for _ in range(3):
        mouth.write(big(80))
    assert said == []
    mouth.write(big(80))
    mouth.write(big(80))
    assert said == ["full"]
    assert is_full(mouth)
    peer.takes.set()
    await peer.until(5)
    assert said == ["full", "drained"]
    assert not is_full(mouth)
    await mouth.finish()


def is_full(mouth: SendMouth) -> bool:
    return mouth.full


async def test_nothing_is_heard_from_who_takes_nothing(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=True)
    peer.takes.clear()
    for _ in range(4):
        mouth.write(big(80))
    hearing = asyncio.create_task(mouth.may_hear())
    await asyncio.sleep(0.01)
    assert not hearing.done()
    peer.takes.set()
    await asyncio.wait_for(hearing, 10)
    await mouth.finish()


async def test_nobody_waits_for_a_socket_that_is_gone(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=True)
    peer.takes.clear()
    for _ in range(4):
        mouth.write(big(80))
    hearing = asyncio.create_task(mouth.may_hear())
    peer.gone = True
    peer.takes.set()
    await asyncio.wait_for(hearing, 10)
    await mouth.finish()


async def test_aborting_ends_the_conversation_at_once(peer: Peer) -> None:
    async def converse() -> None:
        mouth = SendMouth(peer.socket, says_bye=True)
        begun.set_result(mouth)
        await asyncio.Event().wait()

    begun: asyncio.Future[SendMouth] = asyncio.get_running_loop().create_future()
    conversation = asyncio.create_task(converse())
    mouth = await begun
    mouth.write(big(1))
    mouth.abort()
    await asyncio.wait([conversation], timeout=10)
    assert conversation.cancelled()
    assert mouth.aborted
    await mouth.finish()


async def test_finishing_drops_what_could_not_be_sent(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=True)
    peer.takes.clear()
    mouth.write(big(1))
    await asyncio.wait_for(mouth.finish(), 10)
    assert peer.sent == []


async def test_a_ping_is_left_to_the_server(peer: Peer) -> None:
    mouth = SendMouth(peer.socket, says_bye=True)
    mouth.ping()
    await mouth.finish()
    assert peer.sent == []
