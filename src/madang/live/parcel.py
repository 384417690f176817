"""Frames that go to many lines: encoded once, and framed for the socket once, when the first raw line wants them."""

from functools import cached_property

_TEXT = 0x81
_CLOSE = 0x88
_PONG = 0x8A


class Parcel:
    """`texts` are complete JSON frames, in order."""

    def __init__(self, *texts: bytes) -> None:
        self.texts = texts

    @cached_property
    def raw(self) -> bytes:
        """The frames as unmasked WebSocket text frames, end to end (RFC 6455, 5.2)."""
        return b"".join(_framed(_TEXT, text) for text in self.texts)

    @cached_property
    def text(self) -> str:
        """The frames as one: themselves, or an array of them."""
        joined = self.texts[0] if len(self.texts) == 1 else b"[" + b",".join(self.texts) + b"]"
        return joined.decode()


PING_FRAME = b"\x89\x00"


def pong_frame(payload: bytes) -> bytes:
    """The answer to a ping, which carries what the ping did."""
    return _framed(_PONG, payload)


def close_frame(code: int | None, reason: str = "") -> bytes:
    """A raw close frame; the reason is cut to the 123 bytes that one may carry."""
    if code is None:
        return _framed(_CLOSE, b"")
    return _framed(_CLOSE, code.to_bytes(2, "big") + reason.encode()[:123].decode(errors="ignore").encode())


def _framed(first: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((first, size)) + payload
    if size < 65_536:
        return bytes((first, 126)) + size.to_bytes(2, "big") + payload
    return bytes((first, 127)) + size.to_bytes(8, "big") + payload
