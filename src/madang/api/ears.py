"""Ears: what becomes of the frames that come in. An ear is called, it does not wait: an idle connection has no task."""

import logging
import secrets

from typing_extensions import override

from madang.api.mouths import Hearing, Mouth
from madang.chat.heart import Chat
from madang.domain.errors import INTERNAL, PROTOCOL, TOO_LARGE, Goodbye
from madang.live.line import Line
from madang.wire.incoming import FRAME_BYTES

log = logging.getLogger(__name__)

_MOST = 256
_FEW = 64


class Ear(Hearing):
    """The edge of one connection: a `Goodbye` ends it with its code, anything unforeseen with 4000, logged once.

    `understand(text)` takes one frame, `leave()` is called once when the connection is over. While too much of what was
    asked is unanswered, or the other end does not take its answers, nothing more is read from it.
    """

    __slots__ = ("_left", "_unanswered", "mouth")

    def __init__(self, mouth: Mouth) -> None:
        self.mouth = mouth
        self._unanswered = 0
        self._left = False
        mouth.ear = self
        if mouth.full:
            self.filled()

    def understand(self, text: str) -> None:
        raise NotImplementedError

    def leave(self) -> None:
        raise NotImplementedError

    @override
    def hear(self, text: str) -> None:
        try:
            self.understand(checked(text))
        except Goodbye as goodbye:
            self.mouth.part(goodbye)
        except Exception as error:  # noqa: BLE001 - the edge of one connection
            self.mouth.part(bug(error))

    @override
    def hear_binary(self) -> None:
        self.mouth.part(BINARY)

    @override
    def lost(self) -> None:
        if not self._left:
            self._left = True
            self.leave()
            self.mouth.fall_silent()

    def asked(self) -> None:
        self._unanswered += 1
        if self._unanswered >= _MOST:
            self.mouth.stop_hearing("unanswered")

    def answered(self) -> None:
        self._unanswered -= 1
        if self._unanswered <= _FEW:
            self.mouth.go_on_hearing("unanswered")


class LineEar(Ear):
    """The ear of a line of the house."""

    __slots__ = ("_chat", "line")

    def __init__(self, chat: Chat, mouth: Mouth, line: Line) -> None:
        self.line = line
        self._chat = chat
        super().__init__(mouth)

    @override
    def leave(self) -> None:
        self._chat.hang_up(self.line)

    @override
    def heard_pong(self) -> None:
        self.line.heard()

    @override
    def filled(self) -> None:
        self._chat.hub.fill(self.line)

    @override
    def drained(self) -> None:
        self._chat.hub.drain(self.line)


BINARY = Goodbye(PROTOCOL, "Expected a text frame; found a binary one.")


def checked(text: str) -> str:
    """The frame, if it is no larger than frames may be."""
    if len(text) * 4 > FRAME_BYTES and len(text.encode(errors="replace")) > FRAME_BYTES:
        raise Goodbye(TOO_LARGE, f"A frame may have {FRAME_BYTES:,} bytes at most.")
    return text


def bug(error: Exception) -> Goodbye:
    """Logs what should not have happened, once; what the other end learns is its id."""
    id = secrets.token_hex(4)
    log.error("bug %s", id, exc_info=error)
    return Goodbye(INTERNAL, f"Something is broken here; the log knows it as {id}.", 5.0)
