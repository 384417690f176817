"""The plain doors: `/ws` for the simplest demo there is, `/ws/chat/{room_id}` for anybody's twenty-line client."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.websockets import WebSocket
from typing_extensions import override

from madang.api import doors
from madang.api.access import chat_of, neighbourhood_of
from madang.api.ears import Ear, LineEar
from madang.api.mouths import Mouth
from madang.api.proxies import came_directly
from madang.chat.heart import Chat
from madang.chat.upkeep import SLOW_AFTER
from madang.domain.commands import SendMessage
from madang.domain.errors import FLOODING, FORBIDDEN, INTERNAL, PROTOCOL, Goodbye, Refusal, RefusalCode
from madang.domain.outcomes import Outcome
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.wire import incoming, outgoing

router = APIRouter()

_HEARERS_FOR_ONE = 20
"""An echo costs by how many hear it."""
_CLOSE_CODES: dict[RefusalCode, int] = {
    "unavailable": INTERNAL,
    "internal": INTERNAL,
    "not_found": FORBIDDEN,
    "archived": FORBIDDEN,
}
"""Of what a visitor may be refused on arrival; a room that is not open is none for them."""


@router.websocket("/ws")
async def echo(socket: WebSocket) -> None:
    """Every open connection, the sender too, gets `Echo: ` and the text."""

    async def begin(mouth: Mouth, _: AsyncIterator[str]) -> Ear:
        _must_be_open(socket)
        return Echo(chat_of(socket), mouth, neighbourhood_of(socket), socket.app.state.echoing)

    await doors.enter(socket, begin, says_bye=False)


@router.websocket("/ws/chat/{room_id}")
async def chat(socket: WebSocket, room_id: str) -> None:
    async def begin(mouth: Mouth, _: AsyncIterator[str]) -> Ear:
        _must_be_open(socket)
        house = chat_of(socket)
        if wait := house.limits.visits.take(neighbourhood_of(socket)):
            raise Goodbye(FLOODING, "Too many guests from this address.", retry_after=wait)
        try:
            return Visit(house, mouth, await house.visit(room_id, mouth))
        except Refusal as refusal:
            mouth.write(Parcel(outgoing.plain_error(refusal)))
            raise Goodbye(_CLOSE_CODES.get(refusal.code, PROTOCOL), refusal.message, refusal.retry_after) from None

    await doors.enter(socket, begin, says_bye=False)


def _must_be_open(socket: WebSocket) -> None:
    """By the owners' word, or else for this machine itself: not for whoever comes through a proxy on it."""
    chosen = chat_of(socket).place.plain_doors
    if chosen is None:
        chosen = socket.app.state.loopback and came_directly(socket.headers)
    if not chosen:
        raise Goodbye(
            FORBIDDEN, "The plain doors of this house are closed; its owners open them in the administration."
        )


class Echo(Ear):
    __slots__ = ("_address", "_chat", "_everyone", "_patience")

    def __init__(self, chat: Chat, mouth: Mouth, address: str, everyone: set[Mouth]) -> None:
        self._patience: asyncio.TimerHandle | None = None
        super().__init__(mouth)
        self._address = address
        self._chat = chat
        self._everyone = everyone
        everyone.add(mouth)

    @override
    def leave(self) -> None:
        self._everyone.discard(self.mouth)
        self.drained()

    @override
    def filled(self) -> None:
        """There is no line here that the upkeep would look after."""
        self._patience = asyncio.get_running_loop().call_later(SLOW_AFTER, self.mouth.abort)

    @override
    def drained(self) -> None:
        if self._patience:
            self._patience.cancel()
            self._patience = None

    @override
    def understand(self, text: str) -> None:
        price = 1 + len(self._everyone) / _HEARERS_FOR_ONE
        if wait := self._chat.limits.echoes.take(self._address, price):
            raise Goodbye(FLOODING, "Too many frames at once.", retry_after=wait)
        parcel = Parcel(f"Echo: {text}".encode())
        for mouth in tuple(self._everyone):
            if not mouth.full:
                mouth.write(parcel)


class Visit(LineEar):
    """What one visitor says. Its frames need no answer; only what is refused gets one."""

    __slots__ = ("_room",)

    def __init__(self, chat: Chat, mouth: Mouth, line: Line) -> None:
        super().__init__(chat, mouth, line)
        (self._room,) = line.rooms

    @override
    def understand(self, text: str) -> None:
        self.line.heard()
        try:
            said = incoming.decode_plain(text)
            who, limits = self.line.person.id, self._chat.limits
            if wait := limits.commands.take(who) or limits.messages.take(who):
                raise Refusal("too_fast", f"Too many messages at once; wait {wait:.1f} seconds.", retry_after=wait)
        except Refusal as refusal:
            if wait := self._chat.limits.rubbish.take(self.line.person.id):
                raise Goodbye(FLOODING, "Too many frames that cannot be understood.", retry_after=wait) from None
            self._refuse(refusal)
            return
        self.asked()
        command = SendMessage("send_message", self._chat.new_id(), self._room, said)
        self._chat.submit(self.line.person, command).add_done_callback(self._come_to)

    def _come_to(self, outcome: "asyncio.Future[Outcome]") -> None:
        self.answered()
        if isinstance(refusal := outcome.exception(), Refusal):
            self._refuse(refusal)

    def _refuse(self, refusal: Refusal) -> None:
        self.line.tell(Parcel(outgoing.plain_error(refusal)), self._chat.clock())
