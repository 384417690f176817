"""Who is measured in a room full of listeners: how to start it, how to fill its rooms, what its frames look like.

A new peer is one more class here, and a few lines in `bench/peers/`.
"""

import json
from typing import ClassVar

from bench.guests import Api, uuid7
from bench.load import Connection, Phase, Plan
from bench.machine import Cores
from bench.servers import InC, Madang, OnBun, OnNode, OnPython, OnUvicorn, Server

TROUBLES = ('{"type":"refused"', '{"type":"bye"', '{"type":"reset"', '{"error"')


class Contender:
    """`name` is what the table calls it, `short` the heading of a column of ratios. A connection says which room it is
    for in its path or in its first frame, where `ROOM` stands."""

    name: str
    short = ""
    slowest: ClassVar[int] = 0
    """About how many deliveries a second it is good for, if they are so few that a phase can take long."""

    path = "/ws/ROOM"
    hello = ""
    delivery = '{"message"'
    done = ""
    ready = ""
    troubles: tuple[str, ...] = ()
    replies: ClassVar[dict[str, str]] = {}

    def server(self, cores: Cores) -> Server:
        raise NotImplementedError

    def prepare(self, server: Server, listeners: int, rooms: int = 1) -> None:
        """Once, before the first plan: so many rooms, and so many listeners and one sender for each."""

    def plan(self, server: Server, listeners: int, size: int, phases: list[Phase]) -> Plan:
        """One room with so many listeners and one sender, who says texts of `size` bytes."""
        return self._plan(server, self.crowd(listeners, size), phases)

    def many(self, server: Server, rooms: int, each: int, size: int, phases: list[Phase]) -> Plan:
        """So many rooms with `each` people, one of whom is the sender."""
        crowds = (self.crowd(each - 1, size, number) for number in range(rooms))
        return self._plan(server, [connection for crowd in crowds for connection in crowd], phases)

    def crowd(self, listeners: int, size: int, group: int = 0) -> list[Connection]:
        """Everybody in one room, and last the sender, whose own copy does not count: not everywhere is there one."""
        room = uuid7()
        path, hello = self.path.replace("ROOM", room), self.hello.replace("ROOM", room)
        listener = Connection(path, hello, group=group)
        return [listener] * listeners + [Connection(path, hello, frame=self.said(size), hears=False, group=group)]

    def said(self, size: int) -> str:
        return _json({"text": text(size)})

    def _plan(self, server: Server, connections: list[Connection], phases: list[Phase]) -> Plan:
        return Plan(
            port=server.port,
            server=server.pid,
            delivery=self.delivery,
            done=self.done,
            ready=self.ready,
            troubles=self.troubles,
            replies=self.replies,
            connections=connections,
            phases=phases,
        )


class MadangFull(Contender):
    """The full protocol: guests with sessions, members of a room; every message decided, committed, told, answered."""

    name = "Madang, /api/socket"
    delivery = '{"type":"message"'
    done = '{"type":"done","ref":"'
    ready = '{"type":"caught_up","room":"0'
    """Everybody is in the home room as well, which is called otherwise; ids of rooms that were made begin so."""

    troubles = TROUBLES
    replies: ClassVar[dict[str, str]] = {'{"type":"ping"': '{"type":"pong"}'}

    def __init__(self) -> None:
        self._rooms: list[tuple[str, list[str]]] = []

    def server(self, cores: Cores) -> Server:
        return Madang(cores)

    def prepare(self, server: Server, listeners: int, rooms: int = 1) -> None:
        api, size = Api(server.port), listeners + 1
        tokens = api.guests(rooms * size)
        crowds = [tokens[start : start + size] for start in range(0, len(tokens), size)]
        ids = api.all(lambda crowd: api.room(crowd[0]), crowds)
        self._rooms = list(zip(ids, crowds, strict=True))
        joining = [(f"/api/rooms/{id}/members/me", token) for id, crowd in self._rooms for token in crowd[1:]]
        api.all(lambda who: api.ask("PUT", *who), joining)

    def crowd(self, listeners: int, size: int, group: int = 0) -> list[Connection]:
        room, tokens = self._rooms[group]
        sender, *others = tokens[: listeners + 1]
        return [
            *(self.listener(token, group) for token in others),
            self.speaker(sender, room, size, hears=False, group=group),
        ]

    @staticmethod
    def listener(token: str, group: int = 0) -> Connection:
        return Connection("/api/socket", _hello(token), "madang.v1", group=group)

    @staticmethod
    def speaker(token: str, room: str, size: int, *, hears: bool, group: int = 0) -> Connection:
        said = {"type": "send_message", "ref": "@ID@" + uuid7()[8:], "room": room, "text": text(size)}
        return Connection("/api/socket", _hello(token), "madang.v1", _json(said), hears, group)


class MadangPlain(Contender):
    """The plain door of twenty-line clients. The same road: every message is decided, committed and told."""

    name = "Madang, /ws/chat/{room_id}"
    path = "/ws/chat/ROOM"
    delivery = '{"sender"'
    troubles = TROUBLES

    def server(self, cores: Cores) -> Server:
        return Madang(cores)


class Peer(Contender):
    """Somebody else's work. Stores nothing."""


class BatchInC(Peer):
    """The limit: whatever came together goes out together, in one write for each listener."""

    name = "C, one write a batch"
    short = "C batch"

    def server(self, cores: Cores) -> Server:
        return InC(cores)


class EachInC(Peer):
    name = "C, one write each"

    def server(self, cores: Cores) -> Server:
        return InC(cores, "each")


class BatchInPython(Peer):
    """The limit of the language that Madang is written in: a loop over `socket.send`, and nothing else."""

    name = "Python, one bare send a batch"
    short = "bare Python"

    def server(self, cores: Cores) -> Server:
        return OnPython(cores, "epoll_python")


class Bun(Peer):
    name = "Bun, publish"
    short = "Bun"

    def server(self, cores: Cores) -> Server:
        return OnBun(cores, "bun_pubsub")


class NodeWs(Peer):
    name = "Node, ws"

    def server(self, cores: Cores) -> Server:
        return OnNode(cores, "node_ws")


class SocketIo(Peer):
    """Every frame is one of Engine.IO (4: a message) around one of Socket.IO (0: come in, 2: an event)."""

    name = "Node, Socket.IO"
    short = "Socket.IO"
    path = "/socket.io/?EIO=4&transport=websocket"
    hello = '40{"room":"ROOM"}'
    ready = "40{"
    delivery = '42["message"'
    troubles = ("44{", "41")
    replies: ClassVar[dict[str, str]] = {"2": "3"}

    def server(self, cores: Cores) -> Server:
        return OnNode(cores, "socketio")

    def said(self, size: int) -> str:
        return f'42["message",{super().said(size)}]'


class PythonSocketIo(SocketIo):
    name = "python-socketio"
    short = ""
    slowest = 10_000

    def server(self, cores: Cores) -> Server:
        return OnUvicorn(cores, "python_socketio")


class Websockets(Peer):
    name = "websockets, broadcast"

    def server(self, cores: Cores) -> Server:
        return OnPython(cores, "websockets_broadcast")


class PlainFastApi(Peer):
    """The loop of every tutorial. It has one room."""

    name = "plain FastAPI loop"
    short = "FastAPI"
    path = "/ws"
    slowest = 30_000

    def server(self, cores: Cores) -> Server:
        return OnUvicorn(cores, "fastapi_loop")


def everybody() -> list[Contender]:
    return [
        MadangFull(),
        MadangPlain(),
        BatchInC(),
        EachInC(),
        BatchInPython(),
        Bun(),
        NodeWs(),
        SocketIo(),
        PythonSocketIo(),
        Websockets(),
        PlainFastApi(),
    ]


def text(size: int) -> str:
    """A text of `size` bytes with the place for the message's number in it."""
    said = "#00000000 The yard is open; come in, sit down, and tell the others what you saw on the way. "
    filled = (said * (size // len(said) + 1))[:size]
    return "#@NUMBER@" + filled.replace("#", "-")[9:]


def _hello(token: str) -> str:
    return _json({"type": "hello", "token": token})


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
