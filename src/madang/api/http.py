"""HTTP with an end: heads, bodies, connections and answers that nobody finishes cost little, and not for long."""

import asyncio
from collections import Counter
from collections.abc import Callable

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

HEAD_BYTES = 32_768
_HEAD_WITHIN = 10.0
_BODY_WITHIN = 30.0
_READ_WITHIN = 20.0
_READ_AT_LEAST = 16_384
"""Bytes of an answer that have to leave within `_READ_WITHIN` seconds."""


class Addresses(ServerState):
    """What the connections of a server share, and how many of them each address has. Those that are `exempt`, like a
    proxy through which everybody comes, may have any number."""

    def __init__(self, per_address: int, exempt: Callable[[str], bool] = lambda _: False) -> None:
        super().__init__()
        self._exempt = exempt
        self.open: Counter[str] = Counter()
        self._per_address = per_address

    def came(self, client: tuple[str, int] | None) -> bool:
        """Whether it may stay."""
        if client is None:
            return True
        self.open[client[0]] += 1
        return self.open[client[0]] <= self._per_address or self._exempt(client[0])

    def went(self, client: tuple[str, int] | None) -> None:
        if client is None:
            return
        self.open[client[0]] -= 1
        if not self.open[client[0]]:
            del self.open[client[0]]


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's own protocol, for peers that do not mean well. A request that comes whole sets no timer."""

    _unheard = 0
    """Bytes that came since something was understood: of a head without end, or of trailers."""
    _in_head = True
    _complete = False
    _too_long = False
    _deadline: asyncio.TimerHandle | None = None
    _patience: asyncio.TimerHandle | None = None
    _unread = 0

    @property
    def addresses(self) -> Addresses | None:
        return self.server_state if isinstance(self.server_state, Addresses) else None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(0)  # whatever is not yet on its way counts as unread
        if self.addresses and not self.addresses.came(self.client):
            transport.abort()
            return
        self._deadline = self.loop.call_later(_HEAD_WITHIN, self._give_up)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._forget_deadline()
        self.resume_writing()
        if self.addresses:
            self.addresses.went(self.client)

    @override
    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._unheard += len(data)
        self._complete = False
        super().data_received(data)
        if self._complete or self.transport.is_closing():
            return
        if self._unheard > HEAD_BYTES:
            self._refuse()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(_HEAD_WITHIN if self._in_head else _BODY_WITHIN, self._give_up)

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._complete = True, False

    @override
    def on_headers_complete(self) -> None:
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > HEAD_BYTES:
            self._too_long = True
            raise ValueError  # the parser stops, and its owner is asked for a refusal
        self._understood()
        self._in_head = False
        super().on_headers_complete()

    @override
    def on_body(self, body: bytes) -> None:
        self._unheard = 0
        super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        self._understood()
        self._in_head = self._complete = True
        super().on_message_complete()

    @override
    def handle_websocket_upgrade(self) -> None:
        self.resume_writing()
        self.transport.set_write_buffer_limits()
        super().handle_websocket_upgrade()

    @override
    def send_400_response(self, msg: str) -> None:
        if self._too_long:
            self._refuse()
        else:
            super().send_400_response(msg)

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        if self._patience is None:
            self._watch_reading()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        if self._patience:
            self._patience.cancel()
            self._patience = None

    def _understood(self) -> None:
        self._unheard = 0
        self._forget_deadline()

    def _forget_deadline(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        """Too late, unless it is us who keep the peer waiting."""
        # There is no cycle before the first request, whatever the types say.
        answering = self.cycle is not None and not self.cycle.response_complete  # type: ignore[redundant-expr]
        if self.flow.read_paused or (self._in_head and answering):
            self._deadline = self.loop.call_later(_HEAD_WITHIN, self._give_up)
        else:
            self.transport.close()

    def _refuse(self) -> None:
        self.transport.write(
            b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        )
        self.transport.close()

    def _watch_reading(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._patience = self.loop.call_later(_READ_WITHIN, self._look_at_reading)

    def _look_at_reading(self) -> None:
        if self._unread - self.transport.get_write_buffer_size() < _READ_AT_LEAST:
            self.transport.abort()
        else:
            self._watch_reading()
