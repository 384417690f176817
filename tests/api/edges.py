"""The house from outside: over ASGI for requests, and under a real uvicorn in this process for sockets."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from madang import app
from madang.api.http import HttpProtocol
from madang.api.server import Server, UpgradeProtocol
from madang.chat.heart import Chat
from madang.config import Settings
from madang.wire.incoming import FRAME_BYTES
from tests.store.rows import new_id

HOME = "http://madang.localhost"


@asynccontextmanager
async def house(folder: Path, **settings: Any) -> AsyncIterator[FastAPI]:
    """The whole app, open."""
    made = app.create(Settings(data=folder, **{"rate_limits": False, **settings}))
    async with made.router.lifespan_context(made):
        yield made


@asynccontextmanager
async def client(made: FastAPI, **headers: str) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(made, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=HOME, headers=headers) as made_client:
        yield made_client


async def signed_in(who: httpx2.AsyncClient, name: str = "지우") -> dict[str, Any]:
    """The client is a guest from now on."""
    answer = await who.post("/api/session", json={"name": name, "keep": "token"})
    assert answer.status_code == 201, answer.text
    who.headers["authorization"] = f"Bearer {answer.json()['token']}"
    me: dict[str, Any] = answer.json()["me"]
    return me


async def a_room(who: httpx2.AsyncClient, name: str = "방") -> str:
    answer = await who.post("/api/rooms", json={"id": (id := new_id()), "name": name})
    assert answer.status_code == 201, answer.text
    return id


def problem(answer: httpx2.Response, status: int, code: str) -> dict[str, Any]:
    """The problem that the answer is."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert (found["status"], found["code"], found["type"]) == (status, code, "about:blank")
    assert found["detail"] == found["message"]
    return found


class Served:
    """A house that listens. `chat` is its heart."""

    def __init__(self, made: FastAPI, server: Server, port: int) -> None:
        self.app = made
        self.server = server
        self.port = port

    @property
    def chat(self) -> Chat:
        chat = self.app.state.chat
        assert isinstance(chat, Chat)
        return chat

    def enter(self, path: str = "/api/socket", **how: Any) -> connect:
        return connect(
            f"ws://127.0.0.1:{self.port}{path}", **{"compression": None, "max_queue": None, "open_timeout": 20, **how}
        )

    async def token(self, name: str = "지우") -> str:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{self.port}") as http:
            answer = await http.post("/api/session", json={"name": name, "keep": "token"})
        return str(answer.json()["token"])


@asynccontextmanager
async def served(
    folder: Path, *, raw: bool = True, per_address: int = 1 << 30, **settings: Any
) -> AsyncIterator[Served]:
    made = app.create(Settings(data=folder, **{"rate_limits": False, **settings}))
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        made,
        ws=UpgradeProtocol if raw else "websockets-sansio",
        http=HttpProtocol,
        loop="asyncio",
        lifespan="on",
        log_config=None,
        ws_max_size=FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        timeout_graceful_shutdown=5,
    )

    async def drain() -> None:
        await made.state.chat.drain()

    server = Server(config, drain=drain, per_address=per_address, exempt=made.state.proxies.trusts)
    serving = asyncio.create_task(server._serve(sockets=[listening]))
    while not server.started:
        assert not serving.done(), serving.exception()
        await asyncio.sleep(0.001)
    try:
        yield Served(made, server, listening.getsockname()[1])
    finally:
        server.should_exit = True
        await serving


async def told(connection: ClientConnection) -> dict[str, Any]:
    """The next frame, as what it says."""
    found: dict[str, Any] = json.loads(await asyncio.wait_for(connection.recv(), 20))
    return found


async def hears(connection: ClientConnection, kind: str) -> dict[str, Any]:
    """The first frame of this type among those that come; arrays are opened."""
    while True:
        found = json.loads(await asyncio.wait_for(connection.recv(), 20))
        for frame in found if isinstance(found, list) else [found]:
            if frame.get("type") == kind:
                return dict(frame)


async def says(connection: ClientConnection, **frame: Any) -> None:
    await connection.send(json.dumps(frame))


async def ends(connection: ClientConnection) -> tuple[int, list[dict[str, Any]]]:
    """The code with which it is closed, and the frames before."""
    frames: list[dict[str, Any]] = []
    async with asyncio.timeout(20):
        with contextlib.suppress(ConnectionClosed):
            while True:
                found = json.loads(await connection.recv())
                frames += found if isinstance(found, list) else [found]
    assert connection.close_code is not None
    return connection.close_code, frames


PASSWORD = "비밀번호는 아주 길게"


async def owner(who: httpx2.AsyncClient) -> dict[str, Any]:
    """The client is the owner of the house from now on; their handle is `owner`."""
    body = {"house": "우리 마당", "name": "주인", "handle": "owner", "password": PASSWORD, "keep": "token"}
    answer = await who.post("/api/house/owner", json=body)
    assert answer.status_code == 201, answer.text
    who.headers["authorization"] = f"Bearer {answer.json()['token']}"
    me: dict[str, Any] = answer.json()["me"]
    return me
