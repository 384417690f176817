"""Rooms as one person has them."""

import dataclasses

import pytest

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.domain.rooms import Face, Preferences, Room, RoomState, Standing
from madang.store import preferences, rooms, states
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows


def direct(tx: Transaction, id: str, *who: Person) -> RoomId:
    room = Room(RoomId(id), "", "", False, rows.NOW, 1, kind="direct")
    rooms.add(tx, room, who[0].id, f"key of {id}")
    for each in who:
        rows.member(tx, room.id, each)
    return room.id


def names(found: list[RoomState]) -> list[str]:
    return [state.room.id for state in found]


def test_a_room_that_is_not_there_is_in_no_state(database: Database) -> None:
    with database.read() as snapshot:
        assert states.get(snapshot, RoomId("other"), PersonId(rows.new_id())) is None


def test_a_state_says_where_the_asking_person_stands(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        jiwoo, minjun, outsider = (rows.person(tx, name) for name in ("지우", "민준", "서연"))
        for who in (jiwoo, minjun):
            rows.member(tx, room, who)
        said = [rows.said(tx, room, who) for who in (jiwoo, minjun, minjun)]
        rows.changed(tx, said[1], deleted=True)
    with database.read() as snapshot:
        kept = rooms.get(snapshot, room)
        assert kept is not None
        assert states.get(snapshot, room, jiwoo.id) == RoomState(kept, 3, 7, Standing(1, 1))
        assert states.get(snapshot, room, minjun.id) == RoomState(kept, 3, 7, Standing(3, 0))
        assert states.get(snapshot, room, outsider.id) == RoomState(kept, 3, 7, None)


def test_who_has_left_stands_nowhere(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        rows.leave(tx, room, jiwoo)
    with database.read() as snapshot:
        state = states.get(snapshot, room, jiwoo.id)
        assert state is not None
        assert state.mine is None
        assert states.of(snapshot, [jiwoo.id])[jiwoo.id] == []


def test_ones_own_rooms_are_those_one_is_in(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        for name in ("b", "a"):
            rows.member(tx, rows.room(tx, name), jiwoo)
        rows.member(tx, rows.room(tx, "for-now", temporary=True), jiwoo)
        rows.room(tx, "not-mine")
    with database.read() as snapshot:
        found = states.of(snapshot, [jiwoo.id, minjun.id])
    assert (names(found[jiwoo.id]), found[minjun.id]) == (["a", "b", "for-now"], [])


def test_a_state_says_how_one_wants_to_have_the_room_while_one_is_in_it(database: Database) -> None:
    wanted = Preferences("mentions", True, "일", -3)
    with database.write() as tx:
        room, jiwoo, minjun = rows.room(tx), rows.person(tx), rows.person(tx)
        for who in (jiwoo, minjun):
            rows.member(tx, room, who)
        preferences.put(tx, room, jiwoo.id, wanted)
        for who, expected in ((jiwoo, wanted), (minjun, None)):
            state = states.get(tx.connection, room, who.id)
            assert state is not None
            assert state.preferences == expected
            assert states.of(tx.connection, [who.id])[who.id] == [state]
        rows.leave(tx, room, jiwoo)
        state = states.get(tx.connection, room, jiwoo.id)
        assert state is not None
        assert state.preferences is None


def test_a_direct_room_is_known_by_the_others_also_when_they_have_left(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun, sua, outsider = (rows.person(tx, name) for name in ("지우", "민준", "수아", "서연"))
        pair, group = direct(tx, "pair", jiwoo, minjun), direct(tx, "group", jiwoo, minjun, sua)
        rows.member(tx, rows.room(tx, "public"), jiwoo)
        rows.leave(tx, pair, minjun)
        found = states.of(tx.connection, [jiwoo.id, sua.id, outsider.id])
        faces = {state.room.id: [face.name for face in state.others] for state in found[jiwoo.id]}
        assert faces == {"pair": ["민준"], "group": ["민준", "수아"], "public": []}
        assert [state.others for state in found[sua.id]] == [(Face(minjun.id, "민준"), Face(jiwoo.id, "지우"))]
        assert found[outsider.id] == []
        assert states.get(tx.connection, group, sua.id) == found[sua.id][0]
        assert rooms.direct(tx.connection, "key of pair") == pair
        assert rooms.direct(tx.connection, "key of nobody") is None


def test_a_page_shows_mine_or_what_i_may_join_or_both(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        rows.member(tx, rows.room(tx, "a-mine"), jiwoo)
        rows.room(tx, "b-other")
        left = rows.room(tx, "c-left")
        rows.member(tx, left, jiwoo)
        rows.leave(tx, left, jiwoo)
        rows.room(tx, "d-for-now", temporary=True)
        for name, what in (("e-private", {"kind": "private"}), ("f-archived", {"archived": True})):
            kept = rooms.get(tx.connection, rows.room(tx, name))
            assert kept is not None
            rooms.change(tx, dataclasses.replace(kept, **what))
        direct(tx, "g-direct", jiwoo, minjun)

        def page(**how: bool) -> list[str]:
            return names(states.page(tx.connection, jiwoo.id, ["public"], **how))  # type: ignore[arg-type]

        assert page() == ["a-mine", "b-other", "c-left"]
        assert page(mine=False) == ["b-other", "c-left"]
        assert page(mine=True) == ["g-direct", "a-mine"]
        rows.member(tx, RoomId("f-archived"), jiwoo)
        rows.member(tx, RoomId("e-private"), jiwoo)
        assert page() == ["a-mine", "b-other", "c-left", "e-private", "f-archived"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("정", ["정원"]),
        ("저", ["정원"]),
        ("정ㅇ", ["정원"]),
        ("ㅈㅇ", ["정원"]),
        ("GARD", ["garden"]),
        ("100%", ["100%"]),
        ("%", ["100%"]),
        ("_", ["a_b"]),
        ("없다", []),
    ],
)
def test_a_page_is_of_rooms_whose_name_has_the_query_in_it(database: Database, query: str, found: list[str]) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        for number, name in enumerate(("정원", "garden", "100%", "a_b", "ab")):
            rows.room(tx, f"r{number}", name)
        page = states.page(tx.connection, jiwoo.id, ["public"], query=query)
    assert [state.room.name for state in page] == found


def test_a_room_is_found_by_what_it_is_called_now(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        kept = rooms.get(tx.connection, rows.room(tx, "r", "정원"))
        assert kept is not None
        rooms.change(tx, dataclasses.replace(kept, name="마당"))

        def page(query: str) -> list[str]:
            return names(states.page(tx.connection, jiwoo.id, ["public"], query=query))

        assert (page("ㅈㅇ"), page("ㅁㄷ")) == ([], ["r"])


def test_page_after_page_brings_every_room_once(database: Database) -> None:
    """Also those of one name, and with the one gone after which the next page begins."""
    with database.write() as tx:
        jiwoo = rows.person(tx)
        for number in range(11):
            rows.room(tx, f"r{number:02d}", "같은 이름" if number % 3 else f"이름 {number}")
        every = names(states.page(tx.connection, jiwoo.id, ["public"]))
        found: list[str] = []
        after = None
        while page := states.page(tx.connection, jiwoo.id, ["public"], after=after, limit=3):
            found += names(page)
            after = (page[-1].room.name, page[-1].room.id)
        assert found == every
        assert len(every) == 11
