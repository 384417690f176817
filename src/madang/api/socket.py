"""The full protocol: one connection, an ear and a mouth. It decides nothing and remembers nothing that lasts."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from functools import partial

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from madang.api import doors
from madang.api.access import address_of, chat_of, hash_of, session_of
from madang.chat.heart import Chat
from madang.domain.commands import Command
from madang.domain.errors import FLOODING, NO_HELLO, SIGNED_OUT, TOO_MANY, Goodbye, Refusal
from madang.domain.outcomes import Nothing, Outcome
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.wire import incoming, outgoing
from madang.wire.incoming import SUBPROTOCOL, CatchUp, Hello, Pong, Typing

log = logging.getLogger(__name__)
router = APIRouter()

HELLO_WITHIN = 5.0
_OUTSTANDING = 256


@router.websocket("/api/socket")
async def talk(socket: WebSocket) -> None:
    async def hold(mouth: doors.Mouth) -> None:
        await Conversation(chat_of(socket), socket, mouth).hold()

    await doors.enter(socket, hold, says_bye=True, subprotocol=SUBPROTOCOL)


class Conversation:
    def __init__(self, chat: Chat, socket: WebSocket, mouth: doors.Mouth) -> None:
        self._chat = chat
        self._socket = socket
        self._mouth = mouth
        self._frames = doors.frames(socket, mouth)
        self._line: Line | None = None
        self._outstanding = 0
        self._answers: list[bytes] = []

    async def hold(self) -> None:
        """From hello to the end of the connection."""
        hello = await self._first_hello()
        line = await self._line_for(hello)
        try:
            await self._chat.greet(line, hello)
            async for text in self._frames:
                line.heard()
                await self._hear(line, text)
        finally:
            self._chat.hang_up(line)

    async def _first_hello(self) -> Hello:
        address, strangers = address_of(self._socket), self._chat.limits.strangers
        if strangers[address] >= self._chat.limits.strangers_per_address:
            raise Goodbye(TOO_MANY, "Too many connections from this address have not said hello.")
        strangers[address] += 1
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                return await self._until_hello(self._frames)
        except TimeoutError:
            raise Goodbye(NO_HELLO, f"No hello within {HELLO_WITHIN:.0f} seconds.") from None
        finally:
            strangers[address] -= 1
            if not strangers[address]:
                del strangers[address]

    async def _until_hello(self, frames: AsyncIterator[str]) -> Hello:
        async for text in frames:
            try:
                frame = incoming.decode(text)
                if isinstance(frame, Hello):
                    return frame
                raise Refusal("hello_first", "Say hello first; it names the session.")
            except Refusal as refusal:
                self._count_rubbish()
                self._write(outgoing.refused(incoming.ref_of(text), refusal))
        raise WebSocketDisconnect

    async def _line_for(self, hello: Hello) -> Line:
        session = hash_of(hello.token) if hello.token else session_of(self._socket)
        person = await self._chat.person_of(session) if session else None
        if person is None:
            raise Goodbye(SIGNED_OUT, "Nobody is signed in; POST /api/session first.")
        if len(self._chat.hub.people.get(person.id, ())) >= self._chat.limits.lines_per_person:
            raise Goodbye(TOO_MANY, "Too many connections of one person.")
        line = self._chat.line(person, self._mouth, session)
        self._line = line
        self._mouth.on_full = partial(self._chat.hub.fill, line)
        self._mouth.on_drained = partial(self._chat.hub.drain, line)
        if self._mouth.full:
            self._chat.hub.fill(line)
        return line

    async def _hear(self, line: Line, text: str) -> None:
        try:
            await self._do(line, incoming.decode(text))
        except Refusal as refusal:
            if refusal.code != "too_fast":
                self._count_rubbish()
            self._answer(outgoing.refused(incoming.ref_of(text), refusal))

    async def _do(self, line: Line, frame: Hello | CatchUp | Typing | Pong | Command) -> None:
        match frame:
            case Pong():
                return
            case Typing():
                self._chat.say_typing(line, frame.room)
            case Hello():
                raise Refusal("hello_again", "This connection has already said hello.")
            case CatchUp():
                self._slow_down(line)
                self._chat.catch_up(line, frame.room, frame.after)
                self._answer(outgoing.done(frame.ref, Nothing()))
            case _:
                self._slow_down(line)
                await self._submit(line, frame)

    async def _submit(self, line: Line, command: Command) -> None:
        outcome = self._chat.submit(line.person, command)
        self._outstanding += 1
        outcome.add_done_callback(partial(self._come_to, command.ref))
        if self._outstanding >= _OUTSTANDING:
            await asyncio.wait([outcome])

    def _come_to(self, ref: str, outcome: "asyncio.Future[Outcome]") -> None:
        self._outstanding -= 1
        if outcome.cancelled():
            return
        match outcome.exception():
            case None:
                self._answer(outgoing.done(ref, outcome.result()))
            case Refusal() as refusal:
                self._answer(outgoing.refused(ref, refusal))
            case bug:
                id = secrets.token_hex(4)
                log.error("bug %s", id, exc_info=bug)
                broken = Refusal("internal", f"Something is broken here; the log knows it as {id}.", 5.0)
                self._answer(outgoing.refused(ref, broken))

    def _answer(self, text: bytes) -> None:
        """Answers of one turn of the loop share a write."""
        if not self._answers:
            asyncio.get_running_loop().call_soon(self._flush)
        self._answers.append(text)

    def _flush(self) -> None:
        answers, self._answers = self._answers, []
        self._write(*answers)

    def _write(self, *texts: bytes) -> None:
        if self._line:
            self._line.tell(Parcel(*texts), self._chat.clock())
        else:
            self._mouth.write(Parcel(*texts))

    def _slow_down(self, line: Line) -> None:
        if wait := self._chat.limits.commands.take(line.person.id):
            raise Refusal("too_fast", f"Too many commands at once; wait {wait:.1f} seconds.", retry_after=wait)

    def _count_rubbish(self) -> None:
        key = self._line.person.id if self._line else address_of(self._socket)
        if wait := self._chat.limits.rubbish.take(key):
            raise Goodbye(FLOODING, "Too many frames that cannot be understood.", retry_after=wait)
