"""The full protocol: from hello on, frames become commands, and what they come to becomes answers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial

from fastapi import APIRouter
from starlette.websockets import WebSocket
from typing_extensions import override

from madang.api import doors
from madang.api.access import (
    Share,
    chat_of,
    give_back,
    hash_of,
    neighbourhood_of,
    of_adding,
    of_opening,
    session_of,
    slow_down_by,
)
from madang.api.ears import Ear, LineEar, bug
from madang.api.mouths import Mouth
from madang.chat.heart import Chat
from madang.domain.commands import AddMember, Command, EditMessage, MarkRead, SendMessage
from madang.domain.errors import FLOODING, NO_HELLO, SIGNED_OUT, TOO_MANY, Goodbye, Refusal
from madang.domain.outcomes import InRoom, Nothing, Outcome
from madang.domain.room_commands import OpenDirect
from madang.live.limits import Buckets
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.wire import incoming, outgoing
from madang.wire.incoming import SUBPROTOCOL, CatchUp, Hello, Pong, Typing

router = APIRouter()

HELLO_WITHIN = 5.0
_ROOMS_FOR_ONE = 50
"""So many rooms to bring cost as much as one more hello."""
_RUBBISH = "Too many frames that cannot be understood."


@router.websocket("/api/socket")
async def talk(socket: WebSocket) -> None:
    async def begin(mouth: Mouth, frames: AsyncIterator[str]) -> Ear:
        chat = chat_of(socket)
        hello = await _Stranger(chat, mouth, neighbourhood_of(socket)).says_hello(frames)
        session = hash_of(hello.token) if hello.token else session_of(socket)
        return await _welcomed(chat, mouth, hello, session)

    await doors.enter(socket, begin, says_bye=True, subprotocol=SUBPROTOCOL)


class _Stranger:
    """A connection that has not yet said who it is."""

    def __init__(self, chat: Chat, mouth: Mouth, address: str) -> None:
        self._chat = chat
        self._mouth = mouth
        self._address = address

    async def says_hello(self, frames: AsyncIterator[str]) -> Hello:
        strangers = self._chat.limits.strangers
        if strangers[self._address] >= self._chat.limits.strangers_per_address:
            raise Goodbye(TOO_MANY, "Too many connections from this address have not said hello.")
        strangers[self._address] += 1
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                return await self._until_hello(frames)
        except TimeoutError:
            raise Goodbye(NO_HELLO, f"No hello within {HELLO_WITHIN:.0f} seconds.") from None
        finally:
            strangers[self._address] -= 1
            if not strangers[self._address]:
                del strangers[self._address]

    async def _until_hello(self, frames: AsyncIterator[str]) -> Hello:
        async for text in frames:
            try:
                frame = incoming.decode(text)
                if isinstance(frame, Hello):
                    return frame
                raise Refusal("hello_first", "Say hello first; it names the session.")
            except Refusal as refusal:
                if wait := self._chat.limits.rubbish.take(self._address):
                    raise Goodbye(FLOODING, _RUBBISH, retry_after=wait) from None
                self._mouth.write(Parcel(outgoing.refused(incoming.ref_of(text), refusal)))
        raise AssertionError("frames do not end without saying so")


async def _welcomed(chat: Chat, mouth: Mouth, hello: Hello, session: bytes | None) -> "Conversation":
    person = await chat.newcomer(session) if session else None
    if person is None:
        raise Goodbye(SIGNED_OUT, "Nobody is signed in; POST /api/session first.")
    if len(chat.hub.people.get(person.id, ())) >= chat.limits.lines_per_person:
        raise Goodbye(TOO_MANY, "Too many connections of one person.")
    if wait := chat.limits.hellos.take(person.id):
        raise Goodbye(FLOODING, "Too many connections one after the other.", retry_after=wait)
    conversation = Conversation(chat, mouth, chat.line(person, mouth, session))
    try:
        await chat.greet(conversation.line, hello)
    except BaseException:
        conversation.lost()
        raise
    chat.limits.hellos.charge(person.id, len(conversation.line.rooms) / _ROOMS_FOR_ONE)
    return conversation


class Conversation(LineEar):
    """One greeted connection. It decides nothing and remembers nothing that lasts."""

    __slots__ = ("_answers",)

    def __init__(self, chat: Chat, mouth: Mouth, line: Line) -> None:
        super().__init__(chat, mouth, line)
        self._answers: list[bytes] = []

    @override
    def understand(self, text: str) -> None:
        self.line.heard()
        if wait := self._chat.limits.frames.take(self.line.person.id):
            raise Goodbye(FLOODING, "Too many frames at once.", retry_after=wait)
        try:
            self._do(incoming.decode(text))
        except Refusal as refusal:
            if refusal.code != "too_fast" and (wait := self._chat.limits.rubbish.take(self.line.person.id)):
                raise Goodbye(FLOODING, _RUBBISH, retry_after=wait) from None
            self._answer(outgoing.refused(incoming.ref_of(text), refusal))

    def _do(self, frame: Hello | CatchUp | Typing | Pong | Command) -> None:
        match frame:
            case Pong():
                return
            case Typing():
                self._chat.say_typing(self.line, frame.room)
            case Hello():
                raise Refusal("hello_again", "This connection has already said hello.")
            case CatchUp():
                self._slow_down()
                self._chat.catch_up(self.line, frame.room, frame.after)
                self._answer(outgoing.done(frame.ref, Nothing()))
            case SendMessage() | EditMessage():
                self._slow_down()
                self._slow_down(self._chat.limits.messages)
                self._submit(frame)
            case AddMember():
                self._slow_down()
                slow_down_by(of_adding(self._chat, self.line.person, [frame.person]))
                self._submit(frame)
            case OpenDirect():
                self._slow_down()
                slow_down_by(shares := of_opening(self._chat, self.line.person, frame.people))
                self._submit(frame).add_done_callback(partial(_give_back_if_found, frame.ref, shares))
            case MarkRead():
                self._slow_down(self._chat.limits.reads)
                self._submit(frame)
            case _:
                self._slow_down()
                self._submit(frame)

    def _submit(self, command: Command) -> "asyncio.Future[Outcome]":
        self.asked()
        outcome = self._chat.submit(self.line.person, command)
        outcome.add_done_callback(partial(self._come_to, command.ref))
        return outcome

    def _come_to(self, ref: str, outcome: "asyncio.Future[Outcome]") -> None:
        self.answered()
        match outcome.exception():
            case None:
                self._answer(outgoing.done(ref, outcome.result()))
            case Refusal() as refusal:
                self._answer(outgoing.refused(ref, refusal))
            case Exception() as error:
                self.mouth.part(bug(error))

    def _answer(self, text: bytes) -> None:
        """Answers of one turn of the loop share a write."""
        if not self._answers:
            asyncio.get_running_loop().call_soon(self._flush)
        self._answers.append(text)

    def _flush(self) -> None:
        answers, self._answers = self._answers, []
        self.line.tell(Parcel(*answers), self._chat.clock())

    def _slow_down(self, buckets: Buckets | None = None) -> None:
        if wait := (buckets or self._chat.limits.commands).take(self.line.person.id):
            raise Refusal("too_fast", f"Too many commands at once; wait {wait:.1f} seconds.", retry_after=wait)


def _give_back_if_found(ref: str, shares: Sequence[Share], outcome: "asyncio.Future[Outcome]") -> None:
    """Nobody was brought into a talk that there was already."""
    opened = None if outcome.exception() else outcome.result()
    if isinstance(opened, InRoom) and opened.room.room.id != ref:
        give_back(shares)
