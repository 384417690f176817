"""What is remembered of a room: enough for whoever comes back soon, and never less than it claims."""

import dataclasses
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.domain.events import MessageChanged
from madang.live import recent
from madang.live.recent import Recent, Told
from tests.live.mouths import said


def told(*revs: int, at: float = 0.0) -> list[Told]:
    return [Told(said(rev), b'{"rev":%d}' % rev, at) for rev in revs]


def revs(found: Iterable[Told]) -> list[int]:
    return [each.event.rev for each in found]


def test_what_was_told_without_a_gap_is_known_from_its_beginning() -> None:
    known = Recent()
    assert not known.covers(3, 5)
    known.remember(told(4, 5))
    known.remember(told(6))
    assert known.covers(3, 6)
    assert not known.covers(2, 6)
    assert not known.covers(3, 7), "nobody has told 7 yet"
    assert known.covers(7, 7), "who has everything lacks nothing"
    assert revs(known.since(4)) == [5, 6]


def test_a_gap_makes_what_was_before_it_useless() -> None:
    known = Recent()
    known.remember(told(4, 5))
    known.remember(told(7, 8))
    assert known.covers(6, 8)
    assert not known.covers(5, 8)
    assert revs(known.since(0)) == [7, 8]


def test_what_was_read_reaches_further_back() -> None:
    known = Recent()
    known.remember(told(6, 7))
    known.learn(Recent(2, 6, told(3, 6)))
    assert known.covers(2, 7)
    assert revs(known.since(2)) == [3, 6, 7]


def test_what_was_read_and_does_not_touch_what_was_told_is_left_alone() -> None:
    known = Recent()
    known.remember(told(9))
    known.learn(Recent(2, 6, told(3, 6)))
    assert not known.covers(2, 6)
    assert known.covers(8, 9)


def test_what_was_read_first_goes_on_with_what_is_told() -> None:
    known = Recent()
    known.learn(Recent(2, 6, told(3, 6)))
    known.remember(told(5, 6, 7))
    assert revs(known.since(2)) == [3, 6, 7]
    assert known.covers(2, 7)


def test_who_stands_before_a_cut_cannot_be_brought_up() -> None:
    known = Recent()
    known.learn(Recent(5, 9, told(6, 9), cut=True))
    assert known.cut
    known.forget(before=1.0)
    assert not known.cut


def test_pieces_are_made_once_and_end_where_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_PIECE", 20)
    known = Recent()
    known.remember(told(1, 2, 3, 4, 5))
    pieces = known.pieces(1, 4)
    assert [(rev, len(parcel.texts)) for rev, parcel in pieces] == [(4, 3)]
    assert known.pieces(1, 4) is pieces
    known.remember(told(6))
    assert [rev for rev, _ in known.pieces(0, 6)] == [3, 6]


def test_what_was_told_long_ago_is_forgotten() -> None:
    known = Recent()
    known.remember(told(1, 2, at=1.0))
    known.remember(told(3, at=2.0))
    assert known.forget(before=1.5)
    assert known.covers(2, 3)
    assert not known.covers(1, 3)
    assert not known.forget(before=2.5)
    assert not known.covers(2, 3)


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_MOST", 3)
    known = Recent()
    known.remember(told(*range(1, 11)))
    assert revs(known.since(0)) == [8, 9, 10]
    assert known.covers(7, 10)
    assert not known.covers(6, 10)


STEP = st.one_of(
    st.tuples(st.just("tell"), st.integers(1, 3)),
    st.tuples(st.just("lose"), st.integers(1, 2)),
    st.tuples(st.just("read"), st.integers(0, 8)),
    st.tuples(st.just("forget"), st.integers(0, 3)),
)


@given(st.lists(STEP, max_size=30), st.integers(0, 40), st.integers(0, 40))
def test_what_is_covered_is_complete(steps: list[tuple[str, int]], after: int, upto: int) -> None:
    """Every change has a rev of its own here, so that complete means all of them."""
    known, head = Recent(), 0
    for what, number in steps:
        if what == "tell":
            known.remember(told(*range(head + 1, head + 1 + number), at=float(head)))
        if what in ("tell", "lose"):
            head += number
        if what == "read":
            since = max(head - number, 0)
            known.learn(Recent(since, head, told(*range(since + 1, head + 1), at=float(head))))
        if what == "forget":
            known.forget(before=float(head - number))
    if after < upto <= head and known.covers(after, upto):
        assert [rev for rev in revs(known.since(after)) if rev <= upto] == list(range(after + 1, upto + 1))


def test_each_thing_comes_once_in_its_latest_form() -> None:
    known = Recent()
    first, second = said(1), said(2)
    mended = dataclasses.replace(
        first, rev=3, message=dataclasses.replace(first.message, rev=3, text="mended"), new=False
    )
    known.remember([Told(event, str(event.rev).encode(), 0.0) for event in (first, second, mended)])
    ((rev, parcel),) = known.pieces(0, 3)
    assert (rev, parcel.texts) == (3, (b"2", b"3"))
    ((rev, parcel),) = known.pieces(0, 2)
    assert (rev, parcel.texts) == (2, (b"2",)), "what changed since comes as it is then"
    assert [(each.event.rev, each.event.new) for each in known.since(0) if isinstance(each.event, MessageChanged)] == [
        (2, True),
        (3, True),
    ]


def test_pieces_are_kept_for_a_few_cursors_only() -> None:
    known = Recent()
    known.remember(told(*range(1, 101)))
    for after in range(100):
        known.pieces(after, 100)
    assert len(known._pieces) <= 16


def test_it_keeps_so_many_bytes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_MOST_BYTES", 100)
    known = Recent()
    known.remember([Told(said(rev), b"x" * 30, 0.0) for rev in range(1, 11)])
    assert revs(known.since(0)) == [8, 9, 10]
    assert known.is_much(0, 2, 1_000)
    assert known.is_much(0, 9, 80)
    assert not known.is_much(0, 9, 100)
