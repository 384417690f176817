"""Telling: who hears what, in which order, here and on the other nodes."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from madang.chat.telling import Telling
from madang.domain.errors import FORBIDDEN, SIGNED_OUT
from madang.domain.events import (
    BlocksChanged,
    Event,
    MemberChanged,
    PlaceChanged,
    ProfileChanged,
    ReadMarkMoved,
    RoomAdded,
    RoomRemoved,
    SessionEnded,
)
from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import Room, RoomState, Standing
from madang.domain.scopes import Deputy, Scope
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.presence import Presence
from madang.wire import between
from tests.live.mouths import ROOM, Clock, Recorder, line, said, someone


@dataclass
class Wire:
    """A relay: what was asked of it."""

    published: list[tuple[str, bytes]] = field(default_factory=list)
    subscribed: set[str] = field(default_factory=set)
    heard: Callable[[str, bytes], None] = lambda _subject, _payload: None
    doubt: Callable[[str | None], None] = lambda _subject: None
    reaches_others: bool = True
    away: bool = False
    steady_for: float = 0.0

    async def start(self, heard: Callable[[str, bytes], None], doubt: Callable[[str | None], None]) -> None:
        self.heard, self.doubt = heard, doubt

    def publish(self, subject: str, payload: bytes) -> None:
        self.published.append((subject, payload))

    def subscribe(self, subject: str) -> None:
        self.subscribed.add(subject)

    def unsubscribe(self, subject: str) -> None:
        self.subscribed.discard(subject)

    async def close(self) -> None: ...


@dataclass
class House:
    hub: Hub
    presence: Presence
    relay: Wire
    telling: Telling

    def listens(self, who: Person | None = None, tongue: Tongue = Tongue.FULL) -> tuple[Line, Recorder]:
        """A line that is live in the room at rev 5."""
        made, mouth = line(self.hub, who, tongue)
        self.telling.listen(made, ROOM, Cursor(5, 5))
        self.hub.turn_live(made, ROOM, Cursor(5, 5))
        return made, mouth


@pytest.fixture
def house() -> House:
    hub = Hub(Clock())
    presence, relay = Presence(hub), Wire()
    return House(hub, presence, relay, Telling("this", hub, presence, relay))


def member(rev: int, who: Person, *, left: bool = False) -> MemberChanged:
    return MemberChanged(ROOM, rev, Member(ROOM, who.id, who.name, who.role, "", left, rev))


def state(id: RoomId = ROOM, rev: int = 6) -> RoomState:
    return RoomState(Room(id, "방", "", False, "", 1), 5, rev, Standing(5, 0))


def kinds(mouth: Recorder) -> list[str]:
    return [frame["type"] for frame in mouth.frames]


def test_what_happened_in_one_room_is_one_write(house: House) -> None:
    _, mouth = house.listens()
    house.telling.tell([said(6), said(7), said(8)])
    assert (mouth.revs, mouth.writes) == ([6, 7, 8], 1)


def test_who_joined_hears_of_the_room_first_and_is_then_brought_into_it(house: House) -> None:
    _, other = house.listens()
    me, mine = line(house.hub)
    house.telling.tell([member(6, me.person), RoomAdded(me.person.id, state()), said(7)])
    assert other.revs == [6, 7]
    assert kinds(mine) == ["room_added"]
    assert house.hub.cursor(me, ROOM) == Cursor(6, 5)
    assert house.presence.is_here(me.person.id, ROOM)


def test_a_room_one_listens_to_already_is_not_begun_anew(house: House) -> None:
    me, mine = house.listens()
    house.telling.tell([RoomAdded(me.person.id, state())])
    assert kinds(mine) == ["room_added"]
    assert house.hub.cursor(me, ROOM) is None


def test_who_left_is_gone_before_the_others_hear_of_it(house: House) -> None:
    """What was said before they left they still hear."""
    _, other = house.listens()
    me, mine = house.listens()
    house.telling.tell([said(6), RoomRemoved(me.person.id, ROOM), member(7, me.person, left=True), said(8)])
    assert kinds(mine) == ["message", "room_removed"]
    assert mine.revs == [6]
    assert other.revs == [6, 7, 8]
    assert not house.presence.is_here(me.person.id, ROOM)
    assert me.rooms == set()


def test_a_read_mark_comes_after_what_it_counts_and_to_all_of_ones_lines_only(house: House) -> None:
    me = someone()
    lines = [house.listens(me)[1], house.listens(me)[1]]
    _, other = house.listens()
    house.telling.tell([said(6), ReadMarkMoved(me.id, ROOM, 6, 0)])
    for mouth in lines:
        assert kinds(mouth) == ["message", "read_mark"]
    assert kinds(other) == ["message"]


def test_a_new_name_is_the_lines_own_from_then_on(house: House) -> None:
    me, mine = house.listens()
    renamed = Person(me.person.id, "새 이름", "member")
    house.telling.tell([ProfileChanged(me.person.id, renamed)])
    assert me.person == renamed
    assert kinds(mine) == ["profile"]


def test_who_is_not_greeted_yet_hears_nothing_and_has_to_look_again(house: House) -> None:
    me, mine = line(house.hub)
    me.greeted, me.arriving = False, True
    house.telling.tell([RoomAdded(me.person.id, state())])
    assert (mine.frames, me.rooms, me.stale) == ([], set(), True)


def test_a_session_that_ended_closes_its_own_lines(house: House) -> None:
    me = someone()
    ended, stays = house.listens(me), house.listens(me)
    ended[0].session, stays[0].session = b"\x01" * 32, b"\x02" * 32
    stranger = house.listens()
    stranger[0].session = b"\x01" * 32
    house.telling.tell([SessionEnded(me.id, ("01" * 32))])
    assert ended[1].closed == (SIGNED_OUT, "This session was signed out.")
    assert stays[1].closed is stranger[1].closed is None
    assert stays[1].frames == []


def test_a_line_with_a_token_hears_what_is_personal_of_its_rooms_only(house: House) -> None:
    owner, elsewhere = someone(), RoomId("elsewhere")
    me, mouth = house.listens(Deputy(owner, Scope(frozenset({"read"}), frozenset({ROOM}))))
    _, own = house.listens(owner)
    blocked = BlocksChanged(owner.id, (PersonId("somebody"),))
    house.telling.tell([RoomAdded(owner.id, state(elsewhere)), ReadMarkMoved(owner.id, ROOM, 6, 0), blocked])
    assert [frame["type"] for frame in mouth.frames] == ["read_mark"]
    assert [frame["type"] for frame in own.frames] == ["room_added", "read_mark", "blocks"]
    assert me.rooms == {ROOM}


def test_plain_lines_hear_nothing_personal(house: House) -> None:
    me, mouth = house.listens(tongue=Tongue.PLAIN)
    house.telling.tell([ProfileChanged(me.person.id, me.person), RoomAdded(me.person.id, state())])
    assert mouth.frames == []


def test_typing_is_heard_by_the_others(house: House) -> None:
    me, mine = house.listens()
    _, other = house.listens()
    house.telling.say_typing(ROOM, me.person.id)
    assert mine.frames == []
    assert other.frames == [{"type": "typing", "room": ROOM, "person": me.person.id}]


# ── the other nodes ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_other_nodes_are_told_the_same_in_the_same_order(house: House) -> None:
    me = someone()
    events: list[Event] = [said(6), RoomRemoved(me.id, ROOM), said(7)]
    house.telling.tell(events)
    assert [subject for subject, _ in house.relay.published] == [
        "madang.room.madang",
        f"madang.person.{me.id}",
        "madang.room.madang",
    ]
    assert [event for _, packed in house.relay.published for event in between.unpack(packed)] == events


def test_alone_nothing_is_packed(house: House) -> None:
    house.relay.reaches_others = False
    house.telling.tell([said(6), ProfileChanged(someone().id, someone())])
    assert house.relay.published == []


async def test_what_another_node_tells_is_heard_here_and_not_told_on(house: House) -> None:
    await house.telling.start()
    me, mine = house.listens()
    house.relay.published.clear()
    house.relay.heard("madang.room.madang", between.pack([said(6), said(7)]))
    house.relay.heard(f"madang.person.{me.person.id}", between.pack([RoomRemoved(me.person.id, ROOM)]))
    assert kinds(mine) == ["message", "message", "room_removed"]
    assert house.relay.published == []
    assert me.rooms == set()


async def test_fleeting_news_and_presence_come_from_other_nodes_too(house: House) -> None:
    await house.telling.start()
    _, mine = house.listens()
    house.relay.heard("madang.fleeting.madang", b'{"type":"typing","room":"madang","person":"x"}')
    other = someone().id
    house.relay.heard("madang.here", between.pack_here({"node": "b", "room": ROOM, "people": [other]}))
    house.presence.turn()
    assert kinds(mine) == ["typing", "presence"]
    assert house.presence.is_here(other, ROOM)


async def test_only_what_somebody_here_wants_is_subscribed_to(house: House) -> None:
    await house.telling.start()
    assert house.relay.subscribed == {"madang.here", "madang.again", "madang.house"}
    me, _ = house.listens()
    assert house.relay.subscribed == {
        "madang.here",
        "madang.again",
        "madang.house",
        "madang.room.madang",
        "madang.fleeting.madang",
        f"madang.person.{me.person.id}",
    }
    house.telling.unlisten(me, ROOM)
    house.hub.remove(me)
    assert house.relay.subscribed == {"madang.here", "madang.again", "madang.house"}


def test_the_other_nodes_hear_who_is_here(house: House) -> None:
    me, _ = house.listens()
    house.presence.turn()
    subject, packed = house.relay.published[-1]
    assert subject == "madang.here"
    assert between.unpack_here(packed) == {"node": "this", "room": ROOM, "people": [me.person.id]}


async def test_a_node_that_was_away_makes_the_others_look_again(house: House) -> None:
    """What it told meanwhile is lost to them, and the last of it leaves no gap."""
    await house.telling.start()
    me, _ = house.listens()
    doubted: list[PersonId] = []
    house.telling.on_doubtful = doubted.extend
    house.relay.doubt(None)
    assert (house.relay.published[-1], doubted) == (("madang.again", b""), [me.person.id])
    published = len(house.relay.published)
    house.relay.heard("madang.again", b"")
    assert doubted == [me.person.id] * 2
    assert len(house.relay.published) == published, "who is told to look again does not pass it on"


async def test_a_doubt_about_people_is_passed_on(house: House) -> None:
    await house.telling.start()
    me, _ = house.listens()
    doubted: list[PersonId] = []
    house.telling.on_doubtful = doubted.extend
    house.relay.doubt("madang.person.somebody")
    house.relay.doubt("madang.room.madang")
    house.relay.doubt(None)
    assert doubted == ["somebody", me.person.id]


def test_a_room_that_was_never_told_can_be_added(house: House) -> None:
    me, mine = line(house.hub)
    house.telling.add_room(me, state())
    assert kinds(mine) == ["room_added"]
    assert house.hub.cursor(me, ROOM) == Cursor(6, 5)


@pytest.mark.parametrize(
    ("subject", "doubted"),
    [(None, True), ("madang.room.madang", True), ("madang.room.other", False), ("madang.fleeting.madang", False)],
)
async def test_a_doubt_sends_those_concerned_to_the_log(house: House, subject: str | None, doubted: bool) -> None:
    await house.telling.start()
    me, _ = house.listens()
    house.relay.doubt(subject)
    assert (house.hub.cursor(me, ROOM) is not None) is doubted


def test_what_the_house_is_called_is_told_to_everybody_here_and_on_the_other_nodes(house: House) -> None:
    (_, first), (_, second) = house.listens(), house.listens()
    taken: list[Place] = []
    house.telling.on_place = taken.append
    house.telling.tell([PlaceChanged(place := Place("우리 집", claimed=True))])
    for mouth in (first, second):
        assert [frame["house"]["name"] for frame in mouth.heard("house")] == ["우리 집"]
    assert taken == [place]
    ((subject, payload),) = [sent for sent in house.relay.published if sent[0] == "madang.house"]
    house.telling._hear(subject, payload)
    assert taken == [place, place]


def test_of_two_changes_of_the_house_the_later_one_stays_however_they_come(house: House) -> None:
    _, mouth = house.listens()
    taken: list[Place] = []
    house.telling.on_place = taken.append
    earlier, later = Place("우리 집", edition=3), Place("너희 집", edition=4)
    for place in (later, earlier, later):
        house.telling._hear("madang.house", between.pack([PlaceChanged(place)]))
    house.telling.renew_place(earlier)  # as it was read just before
    assert taken == [later, later]
    assert [frame["house"]["name"] for frame in mouth.heard("house")] == ["너희 집"] * 2


def test_who_could_not_be_told_what_is_theirs_comes_back_and_the_other_nodes_look_again(house: House) -> None:
    (me, mine), (_, other) = house.listens(), line(house.hub)
    house.telling.cut([BlocksChanged(me.person.id, ()), RoomRemoved(PersonId("nobody here"), ROOM)])
    assert (mine.aborted, other.aborted) == (True, False)
    assert house.relay.published[-1] == ("madang.again", b"")


def test_everybody_comes_back_who_could_not_be_told_what_the_house_is(house: House) -> None:
    mouths = [house.listens()[1], line(house.hub)[1]]
    house.telling.cut([PlaceChanged(Place("우리 집"))])
    assert [mouth.aborted for mouth in mouths] == [True, True]


def test_a_visitor_who_is_shown_out_is_sent_away(house: House) -> None:
    me, mouth = house.listens(tongue=Tongue.PLAIN)
    _, other = house.listens(tongue=Tongue.PLAIN)
    house.telling.tell([said(6), RoomRemoved(me.person.id, ROOM), member(7, me.person, left=True), said(8)])
    assert mouth.closed == (FORBIDDEN, "You are not in this room any more.")
    assert other.closed is None
