"""The plain FastAPI chat that every tutorial shows: a loop over `send_json`. Nothing is stored."""

from datetime import UTC, datetime

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
room: set[WebSocket] = set()


@app.websocket("/ws")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    room.add(socket)
    try:
        while True:
            said = await socket.receive_json()
            for listener in tuple(room):
                await listener.send_json({"message": said["text"], "time": datetime.now(UTC).isoformat()})
    except WebSocketDisconnect:
        room.discard(socket)
