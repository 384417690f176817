"""The plain doors: `/ws` for the simplest demo there is, `/ws/chat/{room_id}` for anybody's twenty-line client."""

import asyncio
from functools import partial

from fastapi import APIRouter
from starlette.websockets import WebSocket

from madang.api import doors
from madang.api.access import address_of, chat_of
from madang.chat.heart import Chat
from madang.domain.commands import SendMessage
from madang.domain.errors import FLOODING, INTERNAL, PROTOCOL, Goodbye, Refusal
from madang.domain.outcomes import Outcome
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.wire import incoming, outgoing

router = APIRouter()

_OUTSTANDING = 64


@router.websocket("/ws")
async def echo(socket: WebSocket) -> None:
    """Every open connection, the sender too, gets `Echo: ` and the text."""

    async def hold(mouth: doors.Mouth) -> None:
        everyone: set[doors.Mouth] = socket.app.state.echoing
        everyone.add(mouth)
        try:
            async for text in doors.frames(socket, mouth):
                if wait := chat_of(socket).limits.commands.take(id(mouth)):
                    raise Goodbye(FLOODING, "Too many frames at once.", retry_after=wait)
                parcel = Parcel(f"Echo: {text}".encode())
                for other in tuple(everyone):
                    if not other.full:
                        other.write(parcel)
        finally:
            everyone.discard(mouth)

    await doors.enter(socket, hold, says_bye=False)


@router.websocket("/ws/chat/{room_id}")
async def chat(socket: WebSocket, room_id: str) -> None:
    async def hold(mouth: doors.Mouth) -> None:
        await _visit(chat_of(socket), socket, mouth, room_id)

    await doors.enter(socket, hold, says_bye=False)


async def _visit(chat: Chat, socket: WebSocket, mouth: doors.Mouth, room_id: str) -> None:
    if wait := chat.limits.visits.take(address_of(socket)):
        raise Goodbye(FLOODING, "Too many guests from this address.", retry_after=wait)
    try:
        line = await chat.visit(room_id, mouth)
    except Refusal as refusal:
        code = INTERNAL if refusal.code in ("unavailable", "internal") else PROTOCOL
        mouth.write(Parcel(outgoing.plain_error(refusal)))
        raise Goodbye(code, refusal.message, refusal.retry_after) from None
    mouth.on_full, mouth.on_drained = partial(chat.hub.fill, line), partial(chat.hub.drain, line)
    mouth.on_pong = line.heard
    if mouth.full:
        chat.hub.fill(line)
    try:
        visit = _Visit(chat, line)
        async for text in doors.frames(socket, mouth):
            line.heard()
            await visit.hear(text)
    finally:
        chat.hang_up(line)


class _Visit:
    """What one visitor says. Its frames need no answer; only what is refused gets one."""

    def __init__(self, chat: Chat, line: Line) -> None:
        self._chat = chat
        self._line = line
        (self._room,) = line.rooms
        self._outstanding = 0

    async def hear(self, text: str) -> None:
        try:
            said = incoming.decode_plain(text)
            if wait := self._chat.limits.commands.take(self._line.person.id):
                raise Refusal("too_fast", f"Too many messages at once; wait {wait:.1f} seconds.", retry_after=wait)
        except Refusal as refusal:
            if self._chat.limits.rubbish.take(self._line.person.id):
                raise Goodbye(FLOODING, "Too many frames that cannot be understood.", 5.0) from None
            self._refuse(refusal)
            return
        command = SendMessage("send_message", self._chat.new_id(), self._room, said)
        outcome = self._chat.submit(self._line.person, command)
        self._outstanding += 1
        outcome.add_done_callback(self._come_to)
        if self._outstanding >= _OUTSTANDING:
            await asyncio.wait([outcome])

    def _come_to(self, outcome: "asyncio.Future[Outcome]") -> None:
        self._outstanding -= 1
        if not outcome.cancelled() and isinstance(refusal := outcome.exception(), Refusal):
            self._refuse(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        self._line.tell(Parcel(outgoing.plain_error(refusal)), self._chat.clock())
