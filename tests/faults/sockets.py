"""A client made of a bare TCP socket, to do with its bytes what no library would: not read them, or one at a time."""

import base64
import json
import os
import socket
from collections.abc import Iterator
from typing import Self
from urllib.parse import urlsplit

from tests.houses import House
from tests.model import Frame


class BareSocket:
    """Connected to `/api/socket` with a small window; it reads only what it is told to read."""

    def __init__(self, house: House, window: int = 4096) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self._socket.settimeout(60)
        self._socket.connect(("127.0.0.1", urlsplit(house.url).port))
        self._buffer = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def says_hello(self, token: str | None) -> None:
        """The handshake and the hello; of what comes back, only the answer to the handshake is read."""
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET /api/socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while not self._buffer.endswith(b"\r\n\r\n"):
            self.reads(1)
        assert self._buffer.startswith(b"HTTP/1.1 101"), self._buffer
        self._buffer.clear()
        self.sends(json.dumps({"type": "hello", "token": token}).encode())

    def sends(self, payload: bytes) -> None:
        """One text frame, masked with zeros."""
        size = len(payload)
        length = bytes((0x80 | size,)) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        self._socket.sendall(b"\x81" + length + b"\0\0\0\0" + payload)

    def reads(self, most: int) -> int:
        """At most so many bytes; gives how many came: 0 at the end of the connection, however it ended."""
        try:
            came = self._socket.recv(most)
        except ConnectionError:
            return 0
        self._buffer += came
        return len(came)

    def frames(self) -> Iterator[Frame]:
        """The frames that have come as a whole."""
        while (header := self._header()) and len(self._buffer) >= sum(header):
            start, size = header
            payload, opcode = bytes(self._buffer[start : start + size]), self._buffer[0]
            del self._buffer[: start + size]
            if opcode == 0x81:
                found = json.loads(payload)
                yield from found if isinstance(found, list) else [found]

    def _header(self) -> tuple[int, int] | None:
        """Its length, and that of the payload."""
        if len(self._buffer) < 2:
            return None
        size, more = self._buffer[1], 0
        if size >= 126:
            more = 2 if size == 126 else 8
            size = int.from_bytes(self._buffer[2 : 2 + more], "big")
        return (2 + more, size) if len(self._buffer) >= 2 + more else None
