"""WebSocket frames as they come from a client (RFC 6455, 5): bytes in, whole messages and control frames out.

Only what a server needs, so that an idle connection holds a few bytes and a frame costs a few microseconds.
"""

from typing import NamedTuple

try:
    from websockets.speedups import apply_mask
except ImportError:  # a platform without the compiled part
    from websockets.utils import apply_mask

from madang.wire.incoming import FRAME_BYTES

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
VIOLATION = -1
"""In place of an opcode: what came is no WebSocket, or too much; the payload is why, and nothing comes after it."""

PROTOCOL_ERROR, NOT_UTF8, NOT_ALLOWED, TOO_BIG = 1002, 1007, 1008, 1009
_SENDABLE = {*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)}

_FRAGMENTS = 1_024
"""They may be empty, so that the limit on bytes does not end them."""
_CONTROL_BYTES = 125
_CONTROLS = 200
"""In what came at once."""


class Piece(NamedTuple):
    """A whole message or a control frame. `code` is the close code that a violation deserves."""

    opcode: int
    payload: bytes
    code: int = 0


class Frames:
    """What has come of one connection so far and is not yet whole."""

    __slots__ = ("_opcode", "_parts", "_rest", "_size")

    def __init__(self) -> None:
        self._rest = b""
        self._opcode = 0
        self._parts: list[bytes] | None = None
        self._size = 0

    def feed(self, data: bytes) -> list[Piece]:
        """The pieces that are whole with these bytes; a violation is the last one."""
        if self._rest:
            data, self._rest = self._rest + data, b""
        pieces: list[Piece] = []
        at, end, controls = 0, len(data), 0
        while end - at >= 2:
            first, size, start = data[at], data[at + 1] & 127, at + 2
            if size > _CONTROL_BYTES:
                start += 2 if size == 126 else 8
                if end < start:
                    break
                size = int.from_bytes(data[at + 2 : start], "big")
            controls += first >> 3 & 1
            if controls > _CONTROLS:
                return [*pieces, _violation("Too many control frames at once.", NOT_ALLOWED)]
            if violation := self._violation(first, data[at + 1], size):
                return [*pieces, violation]
            stop = start + 4 + size
            if end < stop:
                break
            payload = apply_mask(data[start + 4 : stop], data[start : start + 4])
            at = stop
            if first > 0x80:
                pieces.append(Piece(first & 15, payload))
            elif whole := self._joined(first, payload):
                pieces.append(whole)
        self._rest = data[at:]
        return pieces

    def _violation(self, first: int, second: int, size: int) -> Piece | None:
        """Told by the head alone: nobody waits for the rest of what is not wanted."""
        opcode = first & 15
        if first & 0x70:
            return _violation("Reserved bits are set.")
        if not second & 0x80:
            return _violation("A client's frames are masked.")
        if opcode in (CLOSE, PING, PONG):
            if size > _CONTROL_BYTES or not first & 0x80:
                return _violation("A control frame is short and whole.")
            return None
        if opcode > BINARY:
            return _violation(f"There is no opcode {opcode}.")
        if (opcode == 0) != (self._parts is not None):
            return _violation("A message begins before the last one has ended, or goes on without having begun.")
        if self._size + size > FRAME_BYTES:
            return _violation(f"A frame may have {FRAME_BYTES:,} bytes at most.", TOO_BIG)
        if self._parts is not None and len(self._parts) >= _FRAGMENTS:
            return _violation(f"A message may have {_FRAGMENTS:,} fragments at most.", NOT_ALLOWED)
        return None

    def _joined(self, first: int, payload: bytes) -> Piece | None:
        """The message, if this was its last fragment."""
        if self._parts is None:
            self._opcode, self._parts = first & 15, []
        self._parts.append(payload)
        self._size += len(payload)
        if not first & 0x80:
            return None
        whole = Piece(self._opcode, b"".join(self._parts))
        self._parts, self._size = None, 0
        return whole


def _violation(why: str, code: int = PROTOCOL_ERROR) -> Piece:
    return Piece(VIOLATION, why.encode(), code)


def answer_to(close: bytes) -> int | None:
    """The code that goes back for a close with this payload: the same, if it is one that may be sent."""
    if not close:
        return None
    try:
        str(close[2:], "utf-8")
    except UnicodeDecodeError:
        return NOT_UTF8
    code = int.from_bytes(close[:2], "big")
    return code if code in _SENDABLE else PROTOCOL_ERROR
