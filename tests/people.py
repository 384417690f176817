"""People: what stories are told with. They speak, hear, leave, lose their connection and come back.

    async with People(house) as people:
        alice, bob = await people.in_room("madang", "Alice", "Bob")
        said = await alice.says("안녕")                  # answered: Said(id, seq, at)
        await bob.hears("안녕")                          # in order: each `hears` goes on where the last one ended
        await alice.edits("안녕", "안녕!")                # a message is named by its text or its id
        await bob.is_refused("forbidden", bob.deletes("안녕!"))
        phone = await alice.on_another_device()
        bob.drops(); await bob.comes_back()              # TCP is gone; hello with cursors and epoch
        await bob.agrees_with_a_fresh_fetch()            # the folded model against HTTP
    # at the end: nobody heard of a room they are not in, and no rev ever went back

`in_room` takes "madang", the id of a room, or the name of one that the first of them opens; it becomes `person.room`,
the room that they speak in unless `room=` says otherwise. `people.at_plain_door(room)` is on `/ws/chat/{room}`,
`people.at_echo()` on `/ws`, `people.stranger()` at `/api/socket` before hello: `stranger.sends(type="hello", …)`.
`person.asks("GET", "/api/rooms")` is HTTP as that person. `sends_raw` takes any text or bytes, `sends_wire` any frame.

Waiting is always for something, 20 s at most, and a failure tells what was waited for and what came instead. That
somebody hears nothing is shown by what they hear afterwards: `await eve.hears("later", but_not="secret")`.
Where no method fits: `await bob.until(lambda: "x" in bob.texts(), "x in the timeline")`.
"""

import asyncio
import contextlib
import json
import os
import re
import ssl
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Self, TypeVar

import httpx2
from typing_extensions import override
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from madang.domain import ids
from tests.houses import House
from tests.model import CatchUp, FetchPage, Frame, Model, Room, Wish

LIMIT = 20.0
"""Seconds that anything may take, on however busy a machine."""

HOME = "madang"
PASSWORD = "비밀번호는 아주 길게"
"""Of everybody, unless they choose another."""
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loading the certificates of the world for every story would take longer than the stories."""

T = TypeVar("T")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Said(NamedTuple):
    id: str
    seq: int
    at: str


class Goodbye(NamedTuple):
    """How a connection ended; `bye` is the frame before it, if there was one."""

    code: int
    reason: str
    bye: Frame | None


class WasRefused(AssertionError):
    """A command that a story took for granted was refused; `is_refused` expects it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(f"refused: {frame}")
        self.frame = frame


def new_id() -> str:
    """A UUIDv7 of this moment."""
    return ids.new(time.time_ns() // 1_000_000)


class Connection:
    """One WebSocket and all it heard, over however many connections one after the other."""

    def __init__(self, house: House, path: str, name: str) -> None:
        self.house = house
        self.path = path
        self.name = name
        self.frames: list[Any] = []
        self.ended: Goodbye | None = None
        self._ear = 0
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news: asyncio.Future[None] | None = None

    async def connects(self, headers: dict[str, str] | None = None, subprotocol: str | None = None) -> None:
        self._socket = await connect(
            self.house.socket_url + self.path,
            subprotocols=[Subprotocol(subprotocol)] if subprotocol else None,
            additional_headers=headers,
            compression=None,
            max_size=None,
            max_queue=None,
            ping_interval=None,
            open_timeout=LIMIT,
            close_timeout=LIMIT,
            proxy=None,
        )
        self.ended = None
        self._reader = asyncio.create_task(self._listen(self._socket), name=f"the ear of {self.name}")

    @property
    def socket(self) -> ClientConnection:
        assert self._socket is not None, f"{self.name} is not connected"
        return self._socket

    # ── speaking ─────────────────────────────────────────────────────────────────────────────────────────────

    async def sends_raw(self, *frames: str | bytes) -> None:
        """Text frames and binary ones, as they are. What is said into a closed connection is lost, as in life."""
        with contextlib.suppress(ConnectionClosed):
            for frame in frames:
                await self.socket.send(frame)

    async def sends(self, **frame: Any) -> None:
        await self.sends_raw(json.dumps(frame, ensure_ascii=False))

    def sends_wire(self, payload: bytes, opcode: int = 1) -> None:
        """One masked frame that no library would send: say, text that is no UTF-8."""
        mask, size = os.urandom(4), len(payload)
        length = bytes((0x80 | size,)) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        self.socket.transport.write(bytes((0x80 | opcode,)) + length + mask + masked)

    def drops(self) -> None:
        """The network is gone: no close frame, nothing flushed."""
        self.socket.transport.abort()

    async def hangs_up(self) -> None:
        """The polite end."""
        await self.socket.close()
        await self.until(lambda: self.ended, "the end of the connection")

    # ── hearing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def until(self, true: Callable[[], T | None], what: str) -> T:
        """What `true` gives once it is something; asked again after every frame. Fails when the connection ends."""
        try:
            async with asyncio.timeout(LIMIT):
                while not (found := true()):
                    assert self.ended is None, self._in_vain(what, f"the connection ended with {self.ended}")
                    await self._next_news()
        except TimeoutError:
            raise AssertionError(self._in_vain(what, f"nothing more came for {LIMIT:.0f} s")) from None
        return found

    async def hears_frame(self, *, but_not: str | None = None, **fields: Any) -> Any:
        """The next frame with these fields; goes on after it."""

        def fits(frame: Any) -> bool:
            return isinstance(frame, dict) and all(frame.get(name) == value for name, value in fields.items())

        return await self.hears_where(fits, str(fields), but_not=but_not)

    async def hears_where(self, fits: Callable[[Any], bool], what: str, *, but_not: str | None = None) -> Any:
        """The next frame that fits. Nothing before it may contain the text `but_not`."""
        start = self._ear

        def found() -> tuple[int, Any] | None:
            for at in range(self._ear, len(self.frames)):
                if fits(self.frames[at]):
                    return at, self.frames[at]
            return None

        at, frame = await self.until(found, what)
        if but_not is not None:
            told = [each for each in self.frames[start:at] if but_not in json.dumps(each, ensure_ascii=False)]
            assert not told, f"{self.name} must not hear of {but_not!r}, but heard {told}"
        self._ear = at + 1
        return frame

    async def is_shown_out(self, code: int, *, bye: bool = True) -> Goodbye:
        """The server ends the connection with this code, and says so before where a `bye` is due."""
        ended = await self.until(lambda: self.ended, f"the end of the connection with {code}")
        assert ended.code == code, self._in_vain(f"a close with {code}", f"the connection ended with {ended}")
        if self._expects_bye and bye:
            assert ended.bye is not None, f"{self.name} was shown out without a bye"
            assert ended.bye["code"] == code
            assert ended.bye["reason"]
        return ended

    _expects_bye = False

    def _in_vain(self, what: str, instead: str) -> str:
        last = "\n".join(f"  {json.dumps(frame, ensure_ascii=False)[:300]}" for frame in self.frames[-12:])
        heard = f"Heard last (the ear is at {self._ear} of {len(self.frames)})"
        return f"{self.name} waited for {what}; {instead}. {heard}:\n{last}"

    async def _next_news(self) -> None:
        if self._news is None or self._news.done():
            self._news = asyncio.get_running_loop().create_future()
        await asyncio.shield(self._news)

    def _ring(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)

    async def _listen(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for text in socket:
                for frame in self._understood(text):
                    self.frames.append(frame)
                    await self._take(frame)
                self._ring()
        await socket.wait_closed()
        last = self.frames[-1] if self.frames else None
        bye = last if isinstance(last, dict) and last.get("type") == "bye" else None
        self.ended = Goodbye(socket.close_code or 1006, socket.close_reason or "", bye)
        self._lost()
        self._ring()

    def _understood(self, text: str | bytes) -> list[Any]:
        assert isinstance(text, str), "the server never sends binary frames"
        frames = json.loads(text)
        return frames if isinstance(frames, list) else [frames]

    async def _take(self, frame: Any) -> None:
        """For those who do something about what they hear."""

    def _lost(self) -> None:
        """The connection is over, whoever ended it."""

    async def leaves_for_good(self) -> None:
        """The end of the story for this one."""
        if self._socket:
            self._socket.transport.abort()
        if self._reader:
            await asyncio.wait([self._reader])
            if not self._reader.cancelled() and (error := self._reader.exception()):
                raise error


class Person(Connection):
    """Somebody at the full protocol, and the model of what they know."""

    _expects_bye = True

    def __init__(self, house: House, http: httpx2.AsyncClient, name: str, token: str | None, me: Frame) -> None:
        super().__init__(house, "/api/socket", name)
        self.http = http
        self.token = token
        self.id: str = me.get("id", "")
        self.room = HOME
        self.model = Model()
        self.focus: str | None = None
        self._answers: defaultdict[str, deque[asyncio.Future[Frame]]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────

    async def says_hello(self, **instead: Any) -> Frame:
        """The hello of a correct client on an open connection; `instead` replaces fields. Gives the welcome."""
        hello: dict[str, Any] = {
            "token": self.token,
            "cursors": self.model.cursors,
            "client": "stories",
            "version": "1",
        }
        if self.model.epoch:
            hello["epoch"] = self.model.epoch
        if self.focus:
            hello["focus"] = self.focus
        self._ear = len(self.frames)
        await self.sends(type="hello", **{**hello, **instead})
        welcome: Frame = await self.hears_frame(type="welcome")
        return welcome

    async def comes_back(self, **instead: Any) -> Frame:
        """Connects again, says hello with the cursors and the epoch it has, and is live in all its rooms."""
        await self.connects(subprotocol="madang.v1")
        welcome = await self.says_hello(**instead)
        await self.until(lambda: self.model.settled, "being live in all rooms")
        return welcome

    async def on_another_device(self) -> "Person":
        """A second connection of the same person, on the same session."""
        other = Person(self.house, self.http, f"{self.name}'s other device", self.token, self.model.me)
        other.room = self.room
        await other.comes_back()
        self._people.append(other)
        return other

    _people: "list[Connection]"

    # ── doing ────────────────────────────────────────────────────────────────────────────────────────────────

    async def does(self, type: str, ref: str | None = None, **fields: Any) -> Frame:
        """Any command; gives its `done`, raises `WasRefused`."""
        ref = ref or new_id()
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._answers[ref].append(answer)
        await self.sends(type=type, ref=ref, **fields)
        if self.ended:
            self._lost()
        try:
            async with asyncio.timeout(LIMIT):
                frame = await answer
        except TimeoutError:
            raise AssertionError(self._in_vain(f"the answer to {type} {ref}", "none came")) from None
        if frame["type"] == "refused":
            raise WasRefused(frame)
        return frame

    async def says(self, text: str, *, id: str | None = None, room: str | None = None) -> Said:
        id = id or new_id()
        done = await self.does("send_message", id, room=room or self.room, text=text)
        return Said(id, done["seq"], done["at"])

    async def edits(self, which: str, text: str, *, room: str | None = None) -> int:
        """Gives the `rev` of the change."""
        message = self.named(which, room)
        done = await self.does("edit_message", room=room or self.room, message=message, text=text)
        return int(done["rev"])

    async def deletes(self, which: str, *, room: str | None = None) -> int:
        done = await self.does("delete_message", room=room or self.room, message=self.named(which, room))
        return int(done["rev"])

    async def reads(self, seq: int, *, room: str | None = None) -> Frame:
        """Reads up to the message at this place."""
        return await self.does("mark_read", room=room or self.room, seq=seq)

    async def opens_room(self, name: str, topic: str = "", *, id: str | None = None) -> str:
        """Gives the id of the room, in which all goes on."""
        fields = {"topic": topic} if topic else {}
        done = await self.does("open_room", id, name=name, **fields)
        self.room = done["room"]["room"]["id"]
        await self.is_live()
        return self.room

    async def joins(self, room: str) -> Frame:
        """Gives the state of the room, in which all goes on."""
        done = await self.does("join_room", room=room)
        self.room = room
        await self.is_live()
        state: Frame = done["room"]
        return state

    async def leaves(self, room: str | None = None) -> None:
        await self.does("leave_room", room=room or self.room)

    async def renames(self, name: str) -> Frame:
        done = await self.does("set_name", name=name)
        me: Frame = done["me"]
        return me

    async def types(self, room: str | None = None) -> None:
        await self.sends(type="typing", room=room or self.room)

    async def catches_up(self, after: int, *, room: str | None = None) -> Frame:
        """Asks for everything after a `rev` again; the room is behind until `caught_up`."""
        id = room or self.room
        if id in self.model.rooms:
            self.model.asks_again(id)
        return await self.does("catch_up", room=id, after=after)

    async def signs_out(self) -> None:
        await self.asks("DELETE", "/api/session", expect=204)

    async def asks(self, method: str, path: str, body: Any = None, *, expect: int | None = None) -> Any:
        """HTTP as this person; gives the JSON of the answer, None where it is empty. `expect`: the status, else 2xx."""
        answer = await self.requests(method, path, body)
        wanted = f"{expect or '2xx'}"
        assert answer.status_code == expect or (expect is None and answer.is_success), (
            f"{method} {path}: expected {wanted}, got {answer.status_code} {answer.text[:500]}"
        )
        return answer.json() if answer.content else None

    async def requests(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        if self.token:
            headers = {"authorization": f"Bearer {self.token}", **headers}
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        return await self.http.request(
            method,
            self.house.url + path,
            content=content,
            headers={"content-type": "application/json", **headers} if content is not None else headers,
        )

    # ── hearing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def hears(self, text: str, *, but_not: str | None = None, room: str | None = None) -> Frame:
        """The next event of a message that now says `text`, in any room unless one is named; gives the message."""

        def fits(frame: Any) -> bool:
            said = frame["type"] == "message" and frame["message"]["text"] == text
            return said and room in (None, frame["room"])

        frame = await self.hears_where(fits, f"the message {text!r}", but_not=but_not)
        message: Frame = frame["message"]
        return message

    async def hears_that_is_gone(self, id: str) -> Frame:
        """The next event that this message is deleted; gives what is left of it."""

        def fits(frame: Any) -> bool:
            return frame["type"] == "message" and (frame["message"]["id"], frame["message"]["deleted"]) == (id, True)

        frame = await self.hears_where(fits, f"that message {id} is gone")
        message: Frame = frame["message"]
        return message

    async def is_refused(self, code: str, doing: Awaitable[Any] | None = None) -> Frame:
        """`doing` is refused with this code; without it, the next refusal that comes. Gives the frame."""
        frame: Frame
        if doing is None:
            frame = await self.hears_frame(type="refused")
        else:
            try:
                outcome = await doing
            except WasRefused as refused:
                frame = refused.frame
            else:
                raise AssertionError(f"{self.name} should be refused {code!r}, but it was done: {outcome}")
        assert frame["code"] == code, f"{self.name} should be refused {code!r}, but was told {frame}"
        assert frame["message"].endswith("."), f"a refusal is a sentence: {frame}"
        return frame

    async def is_live(self, room: str | None = None) -> Room:
        """In this room, with its page there; gives the model of the room."""
        id = room or self.room

        def there() -> Room | None:
            held = self.model.rooms.get(id)
            return held if held and held.live and not held.page_wanted else None

        return await self.until(there, f"being live in {id}")

    def texts(self, room: str | None = None) -> list[str]:
        """What this person sees in the room now."""
        return self.model.rooms[room or self.room].texts

    def named(self, which: str, room: str | None = None) -> str:
        """The id of the newest message with this text; an id is itself."""
        if _UUID.fullmatch(which):
            return which
        held = self.model.rooms[room or self.room].messages.values()
        found = max((each for each in held if each["text"] == which), key=lambda each: each["seq"], default=None)
        assert found, f"{self.name} does not know a message {which!r}"
        id: str = found["id"]
        return id

    # ── agreeing ─────────────────────────────────────────────────────────────────────────────────────────────

    async def agrees_with_a_fresh_fetch(self, room: str | None = None) -> None:
        """What was folded equals what HTTP tells somebody who arrives now: messages, members, state, marks, counts."""
        id = room or self.room
        state, messages, members = await self.fetches_all(id)
        held = await self.until(lambda: self._at(id, state["rev"]), f"{id} at rev {state['rev']}, live")
        assert held.cursor == state["rev"], f"{self.name} is ahead of the log: {held.cursor} > {state['rev']}"
        assert held.seq == state["seq"]
        assert held.state == state["room"]
        self._agrees(held, messages, members)
        mine = {"read": held.read, "unread": held.unread}
        assert mine == state["mine"], f"{self.name} counted {mine}, the server {state['mine']}"
        assert held.recounted(self.id) in (None, held.unread)
        self.has_heard_nothing_wrong()

    def _agrees(self, held: Room, messages: dict[str, Frame], members: dict[str, Frame]) -> None:
        unknown = [each for each in messages.values() if each["seq"] >= held.floor and each["id"] not in held.messages]
        assert not unknown, f"{self.name} never heard of {unknown[:5]}"
        for message in held.messages.values():
            assert message == messages.get(message["id"]), (
                f"{self.name} holds {message}, the log {messages.get(message['id'])}"
            )
        present = {person: member for person, member in held.members.items() if not member["left"]}
        assert present == members, f"{self.name} sees the members {present}, the server {members}"

    def _at(self, id: str, rev: int) -> Room | None:
        held = self.model.rooms.get(id)
        return held if held and held.live and not held.page_wanted and held.cursor >= rev else None

    async def fetches_all(self, room: str) -> tuple[Frame, dict[str, Frame], dict[str, Frame]]:
        """The state, all messages and the present members of a room at one moment, from HTTP alone."""
        for _ in range(20):
            state = await self.asks("GET", f"/api/rooms/{room}")
            messages, before = {}, state["seq"] + 1
            while before > 1:
                page = await self.asks("GET", f"/api/rooms/{room}/messages?before={before}&limit=100")
                messages.update({message["id"]: message for message in page["messages"]})
                before = page["messages"][0]["seq"] if page["messages"] else 0
            members = await self.asks("GET", f"/api/rooms/{room}/members")
            again = await self.asks("GET", f"/api/rooms/{room}")
            if again == state:
                return state, messages, {member["person"]: member for member in members["members"]}
        raise AssertionError(f"{room} never came to rest")

    def has_heard_nothing_wrong(self) -> None:
        assert not self.model.strays, f"{self.name} heard of rooms they are not in: {self.model.strays[:5]}"
        assert not self.model.wrong, f"{self.name}: {self.model.wrong[:5]}"

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    @override
    async def _take(self, frame: Frame) -> None:
        match frame["type"]:
            case "done" | "refused" if self._answers.get(frame["ref"] or ""):
                answer = self._answers[frame["ref"]].popleft()
                if not answer.done():
                    answer.set_result(frame)
            case "ping":
                await self.sends(type="pong")
        for wish in self.model.fold(frame):
            await self._fulfil(wish)

    async def _fulfil(self, wish: Wish) -> None:
        match wish:
            case CatchUp(room, after):
                await self.sends(type="catch_up", ref=new_id(), room=room, after=after)
            case FetchPage(room) if self.token:
                task = asyncio.create_task(self._fetch(room), name=f"a page for {self.name}")
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _fetch(self, room: str) -> None:
        """A page that cannot be had now is wanted still: the next welcome asks again."""
        with contextlib.suppress(httpx2.TransportError):
            page = await self.requests("GET", f"/api/rooms/{room}/messages?limit=100")
            members = await self.requests("GET", f"/api/rooms/{room}/members")
            for answer in (page, members):
                if answer.status_code not in (200, 404, 503):  # 404: a temporary room is gone; 503: the store is
                    self.model.wrong.append(f"{answer.request.url}: {answer.status_code} {answer.text}")
            if page.is_success and members.is_success:
                self.model.load(page.json(), members.json())
                self._ring()

    @override
    def _lost(self) -> None:
        """Whoever waits for an answer now does not know what became of it."""
        for answers in self._answers.values():
            for answer in answers:
                if not answer.done():
                    answer.set_exception(
                        ConnectionLost(self._in_vain("an answer", f"the connection ended: {self.ended}"))
                    )
                    answer.exception()
        self._answers.clear()
        for room in self.model.rooms.values():
            room.live = False

    @override
    async def leaves_for_good(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await super().leaves_for_good()


class ConnectionLost(AssertionError):
    """The connection ended before the answer: it is not known whether it was done."""


class PlainPerson(Connection):
    """A twenty-line client at `/ws/chat/{room}`."""

    async def says(self, text: str) -> None:
        await self.sends(text=text)

    async def hears(self, text: str, *, but_not: str | None = None) -> Frame:
        """The next message with this text; gives its frame."""
        frame: Frame = await self.hears_frame(message=text, but_not=but_not)
        return frame

    async def is_refused(self, code: str) -> Frame:
        """The next error that comes; gives what is in it."""
        frame = await self.hears_where(lambda frame: "error" in frame, f"the error {code}")
        error: Frame = frame["error"]
        assert error["code"] == code, f"{self.name} should be refused {code!r}, but was told {error}"
        assert error["message"].endswith("."), f"a refusal is a sentence: {error}"
        return error


class EchoPerson(Connection):
    """Somebody at `/ws`; the frames are plain text."""

    @override
    def _understood(self, text: str | bytes) -> list[Any]:
        return [text]

    async def hears(self, text: str, *, but_not: str | None = None) -> None:
        await self.hears_where(lambda frame: frame == text, repr(text), but_not=but_not)


class People:
    """Everybody in one story. `house` is where they go unless `at=` says otherwise."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.http = httpx2.AsyncClient(timeout=LIMIT, trust_env=False, verify=_NO_TLS)
        self.all: list[Connection] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: object, *_: object) -> None:
        for one in self.all:
            await one.leaves_for_good()
        await self.http.aclose()
        if kind is None:
            for one in self.all:
                if isinstance(one, Person):
                    one.has_heard_nothing_wrong()

    async def signs_in(self, name: str, *, at: House | None = None) -> Person:
        """A person with a session, who is not connected yet."""
        house = at or self.house
        return await self._opens("/api/session", name, {"name": name}, house)

    async def claims(self, name: str, *, at: House | None = None, **more: Any) -> Person:
        """The first owner of a house that has none; their handle is their name in small letters."""
        body = {"house": "우리 마당", "name": name, "handle": name.lower(), "password": PASSWORD, **more}
        return await self._opens("/api/house/owner", name, body, at or self.house)

    async def registers(self, name: str, *, at: House | None = None, **more: Any) -> Person:
        """Somebody with an account of their own, where registration is open."""
        body = {"name": name, "handle": name.lower(), "password": PASSWORD, **more}
        return await self._opens("/api/session/register", name, body, at or self.house)

    async def signs_in_as(
        self, login: str, password: str = PASSWORD, *, at: House | None = None, **more: Any
    ) -> Person:
        """Somebody who has an account, at another place."""
        body = {"login": login, "password": password, **more}
        return await self._opens("/api/session/password", login, body, at or self.house)

    async def accepts(
        self, key: str, name: str, *, by: Person | None = None, at: House | None = None, **more: Any
    ) -> Person:
        """Somebody who comes by an invitation: without a `handle` as a guest; `by` is who they were before."""
        body = {"key": key, "name": name, **({"password": PASSWORD} if "handle" in more else {}), **more}
        return await self._opens("/api/invitations/accept", name, body, at or self.house, by)

    async def _opens(
        self, path: str, name: str, body: dict[str, Any], house: House, by: Person | None = None
    ) -> Person:
        headers = {"authorization": f"Bearer {by.token}"} if by else {}
        answer = await self.http.post(house.url + path, json={**body, "keep": "token"}, headers=headers)
        assert answer.status_code == 201, answer.text
        person = Person(house, self.http, name, answer.json()["token"], answer.json()["me"])
        person._people = self.all
        self.all.append(person)
        return person

    async def arrives(self, name: str, *, at: House | None = None) -> Person:
        """Signs in, connects and is live in the room where everybody arrives."""
        person = await self.signs_in(name, at=at)
        await person.comes_back()
        return person

    async def in_room(self, room: str, *names: str, at: House | None = None) -> list[Person]:
        """All of them are live in one room and see each other there."""
        found = [await self.arrives(name, at=at) for name in names]
        if room != HOME:
            first, *others = found
            known = await first.requests("GET", f"/api/rooms/{room}")
            room = room if known.is_success else await first.opens_room(room)
            for person in found if known.is_success else others:
                await person.joins(room)
        for person in found:
            person.room = room
            await self._sees_all(person, {each.id for each in found})
        return found

    async def _sees_all(self, person: Person, expected: set[str]) -> None:
        def seen() -> bool:
            held = person.model.rooms.get(person.room)
            return held is not None and expected <= set(held.members)

        await person.until(seen, f"seeing everybody in {person.room}")

    async def stranger(self, *, headers: dict[str, str] | None = None, at: House | None = None) -> Person:
        """Somebody who has connected and not said who they are."""
        stranger = Person(at or self.house, self.http, "a stranger", None, {})
        await stranger.connects(headers, subprotocol="madang.v1")
        stranger._people = self.all
        self.all.append(stranger)
        return stranger

    async def at_plain_door(self, room: str, name: str = "a visitor", *, at: House | None = None) -> PlainPerson:
        visitor = PlainPerson(at or self.house, f"/ws/chat/{room}", name)
        await visitor.connects()
        self.all.append(visitor)
        return visitor

    async def at_echo(self, name: str = "an echo", *, at: House | None = None) -> EchoPerson:
        echo = EchoPerson(at or self.house, "/ws", name)
        await echo.connects()
        self.all.append(echo)
        return echo

    async def are_turned_away(self, path: str, headers: dict[str, str], status: int = 403) -> None:
        """A handshake at `path` with these headers does not succeed."""
        probe = Connection(self.house, path, "a page")
        try:
            await probe.connects(headers)
        except InvalidStatus as error:
            assert error.response.status_code == status, error  # noqa: PT017
            return
        await probe.leaves_for_good()
        raise AssertionError(f"{path} let {headers} in")


async def asked_until(true: Callable[[], Awaitable[bool]], what: str) -> None:
    """Asks again and again, for what nobody is told of. Only here does time pass by itself."""
    deadline = time.monotonic() + LIMIT
    while not await true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        await asyncio.sleep(0.05)
