"""Who is measured in a room full of listeners: how to start it, how to fill its room, what its frames look like.

A new peer is one more class here, and a few lines in `bench/peers/`.
"""

import json

from bench.guests import Api, uuid7
from bench.load import Connection, Phase, Plan
from bench.machine import Cores
from bench.servers import FastApiLoop, Madang, Server

TROUBLES = ('{"type":"refused"', '{"type":"bye"', '{"type":"reset"', '{"error"')


class Contender:
    """`name` is what the table calls it."""

    name: str

    def server(self, cores: Cores) -> Server:
        raise NotImplementedError

    def prepare(self, server: Server, listeners: int) -> None:
        """Once, before the first plan."""

    def plan(self, server: Server, listeners: int, size: int, phases: list[Phase]) -> Plan:
        """One room with so many listeners and one sender, who says texts of `size` bytes."""
        raise NotImplementedError


class MadangFull(Contender):
    """The full protocol: guests with sessions, members of a room; every message decided, committed, told, answered."""

    name = "Madang, /api/socket"

    def __init__(self) -> None:
        self._room = ""
        self._tokens: list[str] = []

    def server(self, cores: Cores) -> Server:
        return Madang(cores)

    def prepare(self, server: Server, listeners: int) -> None:
        api = Api(server.port)
        self._tokens = api.guests(listeners + 1)
        self._room = api.room(self._tokens[0])
        api.join(self._room, self._tokens[1:])

    def plan(self, server: Server, listeners: int, size: int, phases: list[Phase]) -> Plan:
        sender, *others = self._tokens[: listeners + 1]
        return Plan(
            port=server.port,
            server=server.pid,
            delivery='{"type":"message"',
            done='{"type":"done","ref":"',
            ready='{"type":"caught_up","room":"' + self._room,
            troubles=TROUBLES,
            replies={'{"type":"ping"': '{"type":"pong"}'},
            connections=[
                *(self.listener(token) for token in others),
                self.speaker(sender, self._room, size, hears=False),
            ],
            phases=phases,
        )

    @staticmethod
    def listener(token: str, group: int = 0) -> Connection:
        return Connection("/api/socket", _hello(token), "madang.v1", group=group)

    @staticmethod
    def speaker(token: str, room: str, size: int, *, hears: bool, group: int = 0) -> Connection:
        said = {"type": "send_message", "ref": uuid7()[:24] + "@ID@", "room": room, "text": text(size)}
        return Connection("/api/socket", _hello(token), "madang.v1", _json(said), hears, group)


class MadangPlain(Contender):
    """The plain door of twenty-line clients. The same road: every message is decided, committed and told."""

    name = "Madang, /ws/chat/{room_id}"

    def server(self, cores: Cores) -> Server:
        return Madang(cores)

    def plan(self, server: Server, listeners: int, size: int, phases: list[Phase]) -> Plan:
        path = f"/ws/chat/{uuid7()}"
        return Plan(
            port=server.port,
            server=server.pid,
            delivery='{"sender"',
            troubles=TROUBLES,
            connections=[
                *(Connection(path) for _ in range(listeners)),
                Connection(path, frame=_json({"text": text(size)}), hears=False),
            ],
            phases=phases,
        )


class PlainFastApi(Contender):
    """The loop of every tutorial. Stores nothing."""

    name = "plain FastAPI loop"

    def server(self, cores: Cores) -> Server:
        return FastApiLoop(cores)

    def plan(self, server: Server, listeners: int, size: int, phases: list[Phase]) -> Plan:
        return Plan(
            port=server.port,
            server=server.pid,
            delivery='{"message"',
            connections=[
                *(Connection("/ws") for _ in range(listeners)),
                Connection("/ws", frame=_json({"text": text(size)}), hears=False),
            ],
            phases=phases,
        )


def text(size: int) -> str:
    """A text of `size` bytes with the place for the message's number in it."""
    said = "#00000000 The yard is open; come in, sit down, and tell the others what you saw on the way. "
    filled = (said * (size // len(said) + 1))[:size]
    return "#@NUMBER@" + filled.replace("#", "-")[9:]


def _hello(token: str) -> str:
    return _json({"type": "hello", "token": token})


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
