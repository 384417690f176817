"""Who listens to what: live, behind, ahead, and back again. Nothing twice, nothing out of order, never a hole."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.domain.errors import DRAINING, Goodbye, Refusal
from madang.domain.events import MessageChanged
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.parcel import Parcel
from tests.live.mouths import ROOM, Clock, Recorder, line, said, someone


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub(clock: Clock) -> Hub:
    return Hub(clock)


def live_at(hub: Hub, rev: int, who: Person | None = None, tongue: Tongue = Tongue.FULL) -> tuple[Line, Recorder]:
    """A line that has everything up to `rev`, which is the `seq` too."""
    made, mouth = line(hub, who, tongue)
    hub.listen(made, ROOM, Cursor(rev, rev))
    assert hub.turn_live(made, ROOM, Cursor(rev, rev))
    return made, mouth


def test_who_is_live_hears_what_is_published_in_one_write(hub: Hub) -> None:
    _, first = live_at(hub, 5)
    _, second = live_at(hub, 5)
    hub.publish(ROOM, [said(6), said(7)])
    for mouth in (first, second):
        assert mouth.revs == [6, 7]
        assert mouth.writes == 1


def test_what_was_told_is_not_told_again(hub: Hub) -> None:
    _, mouth = live_at(hub, 5)
    hub.publish(ROOM, [said(6), said(7)])
    hub.publish(ROOM, [said(6)])
    hub.publish(ROOM, [said(7), said(8)])
    hub.publish(ROOM, [said(4)])
    assert mouth.revs == [6, 7, 8]


def test_other_rooms_and_those_who_do_not_listen_hear_nothing(hub: Hub) -> None:
    _, here = live_at(hub, 5)
    _, elsewhere = line(hub)
    hub.publish(RoomId("other"), [said(6)])
    hub.publish(ROOM, [said(6)])
    assert here.revs == [6]
    assert elsewhere.frames == []


def test_who_is_behind_hears_nothing_until_brought_back(hub: Hub) -> None:
    asked: list[RoomId] = []
    hub.on_behind = asked.append
    late, mouth = line(hub)
    hub.listen(late, ROOM, Cursor(3, 3))
    hub.publish(ROOM, [said(6)])
    assert mouth.frames == []
    assert asked == [ROOM]
    assert hub.behind(ROOM) == [(late, Cursor(3, 3))]
    assert hub.cursor(late, ROOM) == Cursor(3, 3)


def test_who_was_brought_to_the_head_turns_live(hub: Hub) -> None:
    late, mouth = line(hub)
    hub.listen(late, ROOM, Cursor(3, 3))
    assert hub.turn_live(late, ROOM, Cursor(6, 6))
    assert hub.cursor(late, ROOM) is None
    hub.publish(ROOM, [said(7)])
    assert mouth.revs == [7]


def test_who_was_read_to_before_more_was_told_gets_the_rest_and_turns_live(hub: Hub) -> None:
    """The store was read up to 6, and meanwhile 7 and 8 were told: in a busy room there is always something."""
    late, mouth = line(hub)
    hub.listen(late, ROOM, Cursor(3, 3))
    hub.publish(ROOM, [said(7)])
    hub.publish(ROOM, [said(8)])
    assert hub.turn_live(late, ROOM, Cursor(6, 6))
    hub.publish(ROOM, [said(9)])
    assert mouth.revs == [7, 8, 9]


def test_who_missed_more_than_is_remembered_stays_behind(hub: Hub) -> None:
    """Between 6, up to which the store was read, and 8, which was told, is 7, of which nobody here knows."""
    late, mouth = line(hub)
    hub.listen(late, ROOM, Cursor(3, 3))
    hub.publish(ROOM, [said(8)])
    assert not hub.turn_live(late, ROOM, Cursor(6, 6))
    assert hub.cursor(late, ROOM) == Cursor(6, 6)
    assert mouth.frames == []
    assert hub.turn_live(late, ROOM, Cursor(8, 8))


def test_a_log_that_went_back_is_begun_again(hub: Hub) -> None:
    """The database was replaced by an older one while the house stood: what is new there has lower numbers."""
    here, mouth = live_at(hub, 9)
    hub.went_back(ROOM, 4)
    assert hub.cursor(here, ROOM) == Cursor(9, 9), "and is reset, as its cursor lies in the future"
    assert hub.turn_live(here, ROOM, Cursor(4, 4))
    hub.publish(ROOM, [said(5)])
    assert mouth.revs == [5]


def test_who_has_read_ahead_is_spared_the_repeat(hub: Hub) -> None:
    """The store had 6 and 7 before they were told; a line that read them there is not told them again."""
    _, other = live_at(hub, 5)
    early, mouth = line(hub)
    hub.listen(early, ROOM, Cursor(3, 3))
    assert hub.turn_live(early, ROOM, Cursor(7, 7))
    hub.publish(ROOM, [said(6)])
    hub.publish(ROOM, [said(7), said(8)])
    hub.publish(ROOM, [said(9)])
    assert mouth.revs == [8, 9]
    assert other.revs == [6, 7, 8, 9]


def test_a_plain_line_that_has_read_ahead_is_spared_the_repeat(hub: Hub) -> None:
    live_at(hub, 5)
    early, mouth = line(hub, tongue=Tongue.PLAIN)
    hub.listen(early, ROOM, Cursor(3, 3))
    assert hub.turn_live(early, ROOM, Cursor(7, 7))
    hub.publish(ROOM, [said(6)])
    hub.publish(ROOM, [said(7), said(8)])
    hub.publish(ROOM, [said(9)])
    assert mouth.seqs == [8, 9]


def test_a_gap_puts_everybody_behind_and_tells_nobody(hub: Hub) -> None:
    asked: list[RoomId] = []
    first, one = live_at(hub, 5)
    second, two = live_at(hub, 5, tongue=Tongue.PLAIN)
    hub.on_behind = asked.append
    hub.publish(ROOM, [said(7)])
    assert one.frames == two.frames == []
    assert hub.cursor(first, ROOM) == hub.cursor(second, ROOM) == Cursor(5, 5)
    assert asked == [ROOM]
    hub.publish(ROOM, [said(8)])
    assert hub.turn_live(first, ROOM, Cursor(8, 8))
    hub.publish(ROOM, [said(9)])
    assert one.revs == [9]


def test_after_a_gap_who_has_read_ahead_goes_on_from_there(hub: Hub) -> None:
    live_at(hub, 5)
    early, _ = line(hub)
    hub.listen(early, ROOM, Cursor(3, 3))
    hub.turn_live(early, ROOM, Cursor(7, 7))
    hub.publish(ROOM, [said(9)])
    assert hub.cursor(early, ROOM) == Cursor(7, 7)


def test_who_stops_taking_is_behind_from_where_they_stood(hub: Hub, clock: Clock) -> None:
    asked: list[RoomId] = []
    slow, mouth = live_at(hub, 5)
    _, other = live_at(hub, 5)
    hub.publish(ROOM, [said(6)])
    mouth.full = True
    hub.fill(slow)
    assert slow.full_since == clock.now
    hub.publish(ROOM, [said(7)])
    assert mouth.revs == [6]
    assert other.revs == [6, 7]
    assert hub.cursor(slow, ROOM) == Cursor(6, 6)
    assert hub.behind(ROOM) == [], "nothing is read for one who takes nothing"
    assert not hub.turn_live(slow, ROOM, Cursor(7, 7))
    hub.on_behind = asked.append
    mouth.full = False
    hub.drain(slow)
    since: float | None = slow.full_since
    assert since is None
    assert asked == [ROOM]
    assert hub.behind(ROOM) == [(slow, Cursor(7, 7))]


def test_who_fills_while_being_told_has_what_was_written(hub: Hub) -> None:
    """The transport says so in the middle of the write, when the frames are already its own."""
    slow, mouth = live_at(hub, 5)
    mouth.takes = 1
    hub.publish(ROOM, [said(6), said(7)])
    assert mouth.revs == [6, 7]
    assert hub.cursor(slow, ROOM) == Cursor(7, 7)


def test_after_a_gap_the_head_learns_of_the_messages_in_it(hub: Hub) -> None:
    """Over the gap came an edit; the message in the gap is known to the log only. A plain line counts by messages."""
    visitor, _ = live_at(hub, 5, tongue=Tongue.PLAIN)
    edited = said(3).message
    hub.publish(ROOM, [MessageChanged(ROOM, 7, edited, new=False)])
    assert hub.turn_live(visitor, ROOM, Cursor(7, 6))
    hub.doubt(ROOM)
    assert hub.cursor(visitor, ROOM) == Cursor(7, 6), "message 6 would be told twice"


def test_the_head_learns_of_messages_from_whoever_has_read_ahead_over_a_gap(hub: Hub) -> None:
    visitor, _ = live_at(hub, 5, tongue=Tongue.PLAIN)
    edited = said(3).message
    hub.publish(ROOM, [MessageChanged(ROOM, 7, edited, new=False)])
    assert hub.turn_live(visitor, ROOM, Cursor(8, 6))
    hub.publish(ROOM, [MessageChanged(ROOM, 8, edited, new=False)])
    hub.doubt(ROOM)
    assert hub.cursor(visitor, ROOM) == Cursor(8, 6)


def test_a_full_line_that_has_read_ahead_stays_ahead(hub: Hub) -> None:
    live_at(hub, 5)
    early, _ = line(hub)
    hub.listen(early, ROOM, Cursor(3, 3))
    hub.turn_live(early, ROOM, Cursor(7, 7))
    hub.fill(early)
    assert hub.cursor(early, ROOM) == Cursor(7, 7)


def test_draining_asks_only_for_rooms_in_which_the_line_is_behind(hub: Hub) -> None:
    asked: list[RoomId] = []
    steady, _ = live_at(hub, 5)
    hub.listen(steady, RoomId("other"), Cursor(1, 1))
    hub.on_behind = asked.append
    hub.drain(steady)
    assert asked == [RoomId("other")]


def test_a_doubt_sends_everybody_to_the_log(hub: Hub) -> None:
    asked: list[RoomId] = []
    first, _ = live_at(hub, 5)
    plain, _ = live_at(hub, 5, tongue=Tongue.PLAIN)
    hub.on_behind = asked.append
    hub.doubt(ROOM)
    hub.doubt(RoomId("nobody there"))
    assert dict(hub.behind(ROOM)) == {first: Cursor(5, 5), plain: Cursor(5, 5)}
    assert asked == [ROOM]


def test_a_doubt_about_one_line_concerns_no_other(hub: Hub) -> None:
    asked: list[RoomId] = []
    doubted, _ = live_at(hub, 5)
    other, _ = live_at(hub, 5)
    hub.on_behind = asked.append
    hub.doubt_line(doubted, ROOM)
    hub.doubt_line(doubted, RoomId("nobody there"))
    assert hub.cursor(doubted, ROOM) == Cursor(5, 5)
    assert hub.cursor(other, ROOM) is None
    assert asked == [ROOM]


def test_a_line_may_ask_again_from_any_earlier_place(hub: Hub) -> None:
    asking, mouth = live_at(hub, 5)
    hub.rewind(asking, ROOM, 2)
    assert hub.cursor(asking, ROOM) == Cursor(2, 5)
    hub.rewind(asking, ROOM, 4)
    assert hub.cursor(asking, ROOM) == Cursor(2, 5), "the earlier question is not answered yet"
    hub.publish(ROOM, [said(6)])
    assert mouth.frames == []


def test_a_line_cannot_ask_for_what_is_not_yet(hub: Hub) -> None:
    asking, _ = live_at(hub, 5)
    with pytest.raises(Refusal) as refused:
        hub.rewind(asking, ROOM, 6)
    assert refused.value.code == "future"
    assert hub.cursor(asking, ROOM) is None


def test_a_plain_line_hears_new_messages_of_others_only(hub: Hub) -> None:
    me = someone()
    _, plain = live_at(hub, 5, me, Tongue.PLAIN)
    _, full = live_at(hub, 5, me)
    hub.publish(ROOM, [said(6, 6, me), said(7, 7), said(8, 3, new=False), said(9, 8, me)])
    hub.publish(ROOM, [said(10, 9)])
    hub.publish(ROOM, [said(11, 10, me)])
    assert plain.seqs == [7, 9]
    assert plain.writes == 2
    assert full.revs == [6, 7, 8, 9, 10, 11]


def test_the_head_keeps_the_highest_seq_when_an_old_message_changes(hub: Hub) -> None:
    reader, mouth = live_at(hub, 5)
    hub.publish(ROOM, [said(6, 2, new=False)])
    mouth.full = True
    hub.fill(reader)
    assert hub.cursor(reader, ROOM) == Cursor(6, 5)


def test_who_stops_listening_hears_nothing_more(hub: Hub) -> None:
    heard: list[tuple[RoomId, bool]] = []
    hub.on_listened = lambda room, listened: heard.append((room, listened))
    first, mouth = live_at(hub, 5)
    second, _ = live_at(hub, 5)
    hub.unlisten(first, ROOM)
    hub.unlisten(first, ROOM)
    hub.publish(ROOM, [said(6)])
    assert mouth.frames == []
    assert ROOM not in first.rooms
    assert heard == [(ROOM, True)]
    hub.unlisten(second, ROOM)
    assert heard == [(ROOM, True), (ROOM, False)]
    assert hub.rooms == {}
    assert not hub.turn_live(second, ROOM, Cursor(9, 9))


def test_a_line_that_is_gone_leaves_nothing_behind(hub: Hub) -> None:
    here: list[tuple[str, bool]] = []
    hub.on_line = lambda person, now: here.append((person, now))
    me = someone()
    first, _ = live_at(hub, 5, me)
    second, _ = line(hub, me)
    hub.listen(second, ROOM, Cursor(1, 1))
    for each in (first, second, second):
        hub.remove(each)
        assert each.closed
    assert (hub.lines, dict(hub.people), hub.rooms) == (set(), {}, {})
    assert here == [(me.id, True), (me.id, False)]


def test_personal_news_reach_all_greeted_full_lines_of_one_person(hub: Hub) -> None:
    me = someone()
    told = [line(hub, me)[1], line(hub, me)[1]]
    early, not_yet = line(hub, me)
    early.greeted = False
    others = [not_yet, line(hub, me, Tongue.PLAIN)[1], line(hub)[1]]
    hub.tell_person(me.id, Parcel(b'{"type":"profile"}'))
    assert [mouth.frames for mouth in told] == [[{"type": "profile"}]] * 2
    assert [mouth.frames for mouth in others] == [[]] * 3


def test_fleeting_news_reach_those_who_are_live(hub: Hub) -> None:
    me = someone()
    _, mine = live_at(hub, 5, me)
    _, other = live_at(hub, 5)
    _, plain = live_at(hub, 5, tongue=Tongue.PLAIN)
    late, behind = line(hub)
    hub.listen(late, ROOM, Cursor(1, 1))
    hub.tell_fleeting(ROOM, Parcel(b'{"type":"typing"}'), but=me.id)
    hub.tell_fleeting(RoomId("nobody there"), Parcel(b"{}"))
    assert other.frames == [{"type": "typing"}]
    assert mine.frames == plain.frames == behind.frames == []


def test_telling_is_noted_so_that_no_ping_is_sent_needlessly(hub: Hub, clock: Clock) -> None:
    reader, _ = live_at(hub, 5)
    clock.passes(10)
    hub.publish(ROOM, [said(6)])
    assert reader.told_at == clock.now


def test_everybody_can_be_sent_away(hub: Hub) -> None:
    mouths = [line(hub)[1], line(hub)[1]]
    hub.end_all(hub.lines, Goodbye(DRAINING, "The server is stopping."))
    assert [mouth.closed for mouth in mouths] == [(4001, "The server is stopping.")] * 2


def test_those_who_could_not_be_told_are_cut_off(hub: Hub) -> None:
    mouths = [live_at(hub, 5)[1], live_at(hub, 5, tongue=Tongue.PLAIN)[1]]
    late, behind = line(hub)
    hub.listen(late, ROOM, Cursor(1, 1))
    _, elsewhere = line(hub)
    hub.cut(ROOM)
    hub.cut(RoomId("nobody there"))
    assert [mouth.aborted for mouth in (*mouths, behind, elsewhere)] == [True, True, True, False]


# ── whatever happens ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class World:
    """A log, a hub that is told of it late or not at all, lines that come, fill, drain and are brought back."""

    hub: Hub
    log: list[MessageChanged] = field(default_factory=list)
    told: int = 0
    reading: list[tuple[Line, Cursor]] = field(default_factory=list)
    read_to: int = 0
    lines: list[tuple[Line, Recorder, int]] = field(default_factory=list)

    def commit(self, many: int) -> None:
        for _ in range(many):
            rev = len(self.log) + 1
            self.log.append(said(rev))

    def tell(self, many: int) -> None:
        upto = min(self.told + many, len(self.log))
        self.hub.publish(ROOM, self.log[self.told : upto])
        self.told = upto

    def lose(self, many: int) -> None:
        """The relay swallows what another node told."""
        self.told = min(self.told + many, len(self.log))

    def arrive(self, number: int) -> None:
        tongue = Tongue.PLAIN if number % 3 == 0 else Tongue.FULL
        made, mouth = line(self.hub, tongue=tongue)
        start = min(number, len(self.log))
        self.lines.append((made, mouth, start))
        self.hub.listen(made, ROOM, Cursor(start, start))

    def fill(self, number: int) -> None:
        if self.lines:
            made, mouth, _ = self.lines[number % len(self.lines)]
            if not mouth.full:
                mouth.full = True
                self.hub.fill(made)

    def drain(self, number: int) -> None:
        if self.lines:
            made, mouth, _ = self.lines[number % len(self.lines)]
            mouth.full = False
            self.hub.drain(made)

    def read(self, _: int) -> None:
        self.reading, self.read_to = self.hub.behind(ROOM), len(self.log)

    def serve(self, _: int) -> None:
        """As the heart does it: what was read is told, unless the line has moved meanwhile."""
        for made, cursor in self.reading:
            if self.hub.cursor(made, ROOM) != cursor:
                continue
            missed = self.log[cursor.rev : self.read_to]
            for event in missed:
                made.mouth.write(Parcel(b'{"type":"message","rev":%d}' % event.rev))
            self.hub.turn_live(made, ROOM, Cursor(self.read_to, self.read_to))
        self.reading = []

    def doubt(self, _: int) -> None:
        self.hub.doubt(ROOM)


STEP = st.tuples(
    st.sampled_from(["commit", "commit", "tell", "tell", "lose", "arrive", "fill", "drain", "read", "serve", "doubt"]),
    st.integers(1, 4),
)


@given(steps=st.lists(STEP, max_size=60))
@settings(max_examples=300)
def test_whatever_happens_everybody_hears_everything_once_and_in_order(steps: list[tuple[str, int]]) -> None:
    world = World(Hub(Clock()))
    for step, number in steps:
        getattr(world, step)(number)
    # In the end all drain, the relay is doubted, and who is behind is brought back.
    for number in range(len(world.lines)):
        world.drain(number)
    world.tell(len(world.log))
    world.doubt(0)
    for _ in range(2):
        world.read(0)
        world.serve(1)
    world.commit(1)
    world.tell(1)
    # What the relay had lost before the doubt was never told: to the hub it is a gap, and who is ahead reads again.
    world.read(0)
    world.serve(1)
    for made, mouth, start in world.lines:
        heard = [frame["rev"] if "rev" in frame else frame["seq"] for frame in mouth.frames]
        assert heard == list(range(start + 1, len(world.log) + 1)), made.tongue
