"""The limit of the language: what `epoll_batch.c` does, in Python and nothing else. No event loop, no protocol class,
no library: it reads what is ready, frames it once, and calls `socket.send` once for each listener and batch. Nothing is
stored, and a frame that does not come whole is not understood: good enough for a load client on the same machine."""

import base64
import hashlib
import select
import socket
from collections import defaultdict

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

poll = select.epoll()
open_ones: dict[int, socket.socket] = {}
room_of: dict[int, bytes] = {}
listeners: defaultdict[bytes, dict[int, socket.socket]] = defaultdict(dict)


def upgrade(one: socket.socket, request: bytes) -> None:
    head, *rest = request.split(b"\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in rest)}
    accepted = base64.b64encode(hashlib.sha1(fields[b"sec-websocket-key"] + _GUID).digest())
    one.send(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accepted + b"\r\n\r\n"
    )
    room = head.split(b" ")[1]
    room_of[one.fileno()] = room
    listeners[room][one.fileno()] = one


def heard(one: socket.socket) -> bytes:
    try:
        return one.recv(262_144)
    except OSError:
        return b""


def texts(data: bytes) -> list[bytes]:
    """The payloads of whole frames; the load client masks with the key zero."""
    found, at = [], 0
    while at + 6 <= len(data):
        size, start = data[at + 1] & 127, at + 6
        if size == 126:
            size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 8
        if data[at] == 0x81:
            found.append(data[start : start + size])
        at = start + size
    return found


def frame(text: bytes) -> bytes:
    said = b'{"message":' + text[text.index(b":") + 1 : -1] + b',"time":"2026-11-26T00:00:00.000000+00:00"}'
    if len(said) < 126:
        return bytes((0x81, len(said))) + said
    return bytes((0x81, 126)) + len(said).to_bytes(2, "big") + said


def forget(fd: int) -> None:
    poll.unregister(fd)
    open_ones.pop(fd).close()
    if fd in room_of:
        del listeners[room_of.pop(fd)][fd]


def main() -> None:
    door = socket.create_server(("127.0.0.1", 0), backlog=4096)
    poll.register(door.fileno(), select.EPOLLIN)
    print(f"listening on http://127.0.0.1:{door.getsockname()[1]}", flush=True)
    while True:
        said: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for fd, _ in poll.poll():
            if fd == door.fileno():
                one, _ = door.accept()
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                open_ones[one.fileno()] = one
                poll.register(one.fileno(), select.EPOLLIN)
            elif not (data := heard(open_ones[fd])):
                forget(fd)
            elif fd in room_of:
                said[room_of[fd]] += map(frame, texts(data))
            else:
                upgrade(open_ones[fd], data)
        for room, frames in said.items():
            batch = b"".join(frames)
            for one in listeners[room].values():
                try:
                    one.send(batch)
                except OSError:
                    continue  # it is going away, which is found out when it is read


if __name__ == "__main__":
    main()
