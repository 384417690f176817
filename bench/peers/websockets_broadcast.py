"""The websockets library with its own `broadcast`, on uvloop and without compression, as its documentation recommends
for speed and memory. Nothing is stored."""

import asyncio
import json
from collections import defaultdict
from datetime import UTC, datetime

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

rooms: defaultdict[str, set[ServerConnection]] = defaultdict(set)


async def chat(socket: ServerConnection) -> None:
    assert socket.request
    room = rooms[socket.request.path]
    room.add(socket)
    try:
        async for frame in socket:
            said = json.loads(frame)
            broadcast(room, json.dumps({"message": said["text"], "time": datetime.now(UTC).isoformat()}))
    finally:
        room.discard(socket)


async def main() -> None:
    async with serve(chat, "127.0.0.1", 0, compression=None) as server:
        print(f"listening on http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.Future()


if __name__ == "__main__":
    uvloop.run(main())
