"""The reference client without its network: what one person knows, folded from what they hear.

It follows "The rule of a client" of docs/protocol.md to the letter and nothing else. `fold` takes one frame of the
server and gives back what a client now has to do: `CatchUp` (send it), `FetchPage` (ask HTTP for it, then `load`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Frame = dict[str, Any]


@dataclass(frozen=True)
class CatchUp:
    room: str
    after: int


@dataclass(frozen=True)
class FetchPage:
    """A page of messages and the members of this room are wanted."""

    room: str


Wish = CatchUp | FetchPage


@dataclass
class Room:
    """`floor`: from this `seq` on there are no holes. `unread` is counted along, `recounted` from the messages.
    `asked`: how often it was asked to be brought back; until then what comes may come again."""

    state: Frame
    cursor: int
    seq: int
    read: int
    unread: int
    floor: int
    live: bool = False
    page_wanted: bool = True
    told: int = 0
    asked: int = 0
    messages: dict[str, Frame] = field(default_factory=dict)
    members: dict[str, Frame] = field(default_factory=dict)
    here: frozenset[str] = frozenset()
    count: int = 0

    @classmethod
    def of(cls, state: Frame) -> "Room":
        mine = state["mine"] or {"read": 0, "unread": 0}
        return cls(state["room"], state["rev"], state["seq"], mine["read"], mine["unread"], state["seq"] + 1)

    @property
    def timeline(self) -> list[Frame]:
        """The messages without holes below them, in their order."""
        held = [message for message in self.messages.values() if message["seq"] >= self.floor]
        return sorted(held, key=lambda message: message["seq"])

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.timeline if not message["deleted"]]

    def recounted(self, me: str) -> int | None:
        """Unread from the messages themselves; None where not all of them are held."""
        if self.floor > self.read + 1:
            return None
        unread = [each for each in self.timeline if each["seq"] > self.read and each["author"] != me]
        return sum(not message["deleted"] for message in unread)


class Model:
    """`strays` are events of rooms this person is not in; `wrong` is whatever else the protocol forbids."""

    def __init__(self) -> None:
        self.me: Frame = {}
        self.epoch: str | None = None
        self.rooms: dict[str, Room] = {}
        self.strays: list[Frame] = []
        self.wrong: list[str] = []
        self.gaps = 0
        self.repeats = 0

    @classmethod
    def holding(cls, room: str, cursor: int) -> "Model":
        """Of somebody who held nothing up to this `rev`, and says so in the hello."""
        model = cls()
        model.rooms[room] = Room({"rev": 0}, cursor, 0, 0, 0, floor=1, page_wanted=False)
        return model

    @property
    def cursors(self) -> dict[str, int]:
        """What a client says in its hello."""
        return {id: room.cursor for id, room in self.rooms.items()}

    @property
    def live(self) -> bool:
        return bool(self.me) and all(room.live for room in self.rooms.values())

    @property
    def settled(self) -> bool:
        """Live everywhere, and every page that was wanted is there."""
        return self.live and not any(room.page_wanted for room in self.rooms.values())

    def fold(self, frame: Frame) -> list[Wish]:
        match frame["type"]:
            case "welcome":
                return self._welcome(frame)
            case "message" | "room" | "member":
                return self._lasting(frame)
            case "caught_up" | "reset":
                return self._returned(frame)
            case "room_added":
                self.rooms[frame["state"]["room"]["id"]] = Room.of(frame["state"])
                return [FetchPage(frame["state"]["room"]["id"])]
            case "room_removed":
                self.rooms.pop(frame["room"], None)
            case "read_mark":
                self._read_mark(frame)
            case "profile":
                self.me = frame["me"]
            case "presence" if room := self._room(frame):
                room.here, room.count = frozenset(frame["here"]), frame["count"]
            case "typing":
                self._room(frame)
        return []

    def load(self, page: Frame, members: Frame | None = None) -> None:
        """A page of HTTP, and the members of the room at the same time or later."""
        room = self.rooms.get(page["room"])
        if room is None:
            return
        for message in page["messages"]:
            _upsert(room.messages, message["id"], message)
        lowest = min((message["seq"] for message in page["messages"]), default=page["seq"] + 1)
        highest = max((message["seq"] for message in page["messages"]), default=page["seq"])
        if highest >= room.floor - 1 or highest >= page["seq"]:
            room.floor = min(room.floor, lowest)
        for member in page["members"]:
            _upsert(room.members, member["person"], member)
        if members is not None:
            self._load_members(room, members)
            room.page_wanted = False

    def _load_members(self, room: Room, members: Frame) -> None:
        present = {member["person"] for member in members["members"]}
        for member in members["members"]:
            _upsert(room.members, member["person"], member)
        for person, member in room.members.items():
            if person not in present and member["rev"] <= members["rev"]:
                room.members[person] = {**member, "left": True}

    def _welcome(self, frame: Frame) -> list[Wish]:
        self.me, self.epoch = frame["me"], frame["epoch"]
        states = {state["room"]["id"]: state for state in frame["rooms"]}
        self.rooms = {id: room for id, room in self.rooms.items() if id in states}
        for id, state in states.items():
            if id not in self.rooms:
                self.rooms[id] = Room.of(state)
            self.rooms[id].live = False
            self.rooms[id].told = self.rooms[id].asked = 0
        return [FetchPage(id) for id, room in self.rooms.items() if room.page_wanted]

    def _lasting(self, frame: Frame) -> list[Wish]:
        room = self._room(frame)
        if room is None:
            return []
        if frame["rev"] <= room.told and not room.asked:
            self.wrong.append(f"rev {frame['rev']} of {frame['room']} came after rev {room.told}")
        room.told = max(room.told, frame["rev"])
        if frame["rev"] <= room.cursor:
            self.repeats += 1
            if _is_held(room, frame):  # else a newer state of it may have been dropped already
                self._upsert(room, frame)
            return []
        self._count(room, frame)
        self._upsert(room, frame)
        if not room.live:
            return []
        if frame["rev"] == room.cursor + 1:
            room.cursor = frame["rev"]
            return []
        self.gaps += 1
        return [self.asks_again(frame["room"])]

    def asks_again(self, id: str) -> CatchUp:
        """The room is behind from its cursor on, until the server says otherwise."""
        room = self.rooms[id]
        room.live = False
        room.asked += 1
        return CatchUp(id, room.cursor)

    def _count(self, room: Room, frame: Frame) -> None:
        """What comes before `caught_up` is in its number already."""
        if frame["type"] != "message":
            return
        message, new = frame["message"], frame["message"]["seq"] > room.seq
        room.seq = max(room.seq, message["seq"])
        if not room.live:
            return
        if message["author"] == self.me["id"]:
            if new:
                room.read, room.unread = message["seq"], 0
        elif new:
            room.unread += not message["deleted"]
        elif message["seq"] > room.read and message["deleted"]:
            room.unread -= 1

    def _upsert(self, room: Room, frame: Frame) -> None:
        match frame["type"]:
            case "message":
                _upsert(room.messages, frame["message"]["id"], frame["message"])
            case "member":
                _upsert(room.members, frame["member"]["person"], frame["member"])
            case "room" if frame["state"]["rev"] > room.state["rev"]:
                room.state = frame["state"]

    def _returned(self, frame: Frame) -> list[Wish]:
        room = self._room(frame)
        if room is None:
            return []
        if frame["type"] == "reset":
            room.messages, room.members, room.floor = {}, {}, frame["seq"] + 1
            room.cursor, room.seq, room.live, room.page_wanted, room.told = frame["rev"], frame["seq"], False, True, 0
            return [FetchPage(frame["room"])]
        room.cursor, room.seq, room.live = max(room.cursor, frame["rev"]), max(room.seq, frame["seq"]), True
        room.asked, room.told = max(room.asked - 1, 0), frame["rev"]
        if frame["read"] >= room.read:
            room.read, room.unread = frame["read"], frame["unread"]
        return []

    def _read_mark(self, frame: Frame) -> None:
        room = self._room(frame)
        if room and frame["read"] >= room.read:
            room.read, room.unread = frame["read"], frame["unread"]

    def _room(self, frame: Frame) -> Room | None:
        room = self.rooms.get(frame["room"])
        if room is None:
            self.strays.append(frame)
        return room


def folded(frames: Iterable[Frame], model: Model | None = None) -> Model:
    """The model after these frames; for recorded ones, where nobody is there to ask for more."""
    model = model or Model()
    for frame in frames:
        model.fold(frame)
    return model


def _is_held(room: Room, frame: Frame) -> bool:
    match frame["type"]:
        case "message":
            return frame["message"]["id"] in room.messages
        case "member":
            return frame["member"]["person"] in room.members
    return True


def _upsert(held: dict[str, Frame], id: str, thing: Frame) -> None:
    """The higher `rev` stays: repeats and reorderings are harmless."""
    if id not in held or thing["rev"] >= held[id]["rev"]:
        held[id] = thing
