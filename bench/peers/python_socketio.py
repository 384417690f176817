"""python-socketio with its rooms, as an ASGI application on uvicorn, WebSocket only. Nothing is stored."""

from datetime import UTC, datetime
from typing import Any

import socketio

server = socketio.AsyncServer(async_mode="asgi", transports=["websocket"])
app = socketio.ASGIApp(server)


async def connect(id: str, _environ: dict[str, Any], auth: dict[str, str]) -> None:
    await server.save_session(id, auth)
    await server.enter_room(id, auth["room"])


async def message(id: str, said: dict[str, str]) -> None:
    async with server.session(id) as session:
        room = session["room"]
    await server.emit("message", {"message": said["text"], "time": datetime.now(UTC).isoformat()}, room=room)


server.on("connect", connect)
server.on("message", message)
