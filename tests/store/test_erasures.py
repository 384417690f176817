"""What is left of somebody who goes for good."""

import pytest

from madang.domain.ids import RoomId
from madang.domain.invitations import Invitation
from madang.domain.pictures import Picture
from madang.domain.reports import Report
from madang.domain.rooms import Preferences
from madang.domain.times import NEVER
from madang.store import blocks, directory, erasures, invitations, pictures, preferences, profiles, reports
from madang.store.database import Database
from madang.store.erasures import Where
from tests.store import rows


def test_what_somebody_said_is_found_wherever_they_were_piece_by_piece(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        said = []
        for name in ("a", "b"):
            room = rows.room(tx, name)
            for who in (jiwoo, minjun):
                rows.member(tx, room, who)
                said.append((rows.said(tx, room, who, f"{who.id} says").id, room))
        rows.leave(tx, RoomId("b"), jiwoo)
        rows.said(tx, rows.room(tx, "c"), minjun)
        mine = said[::2]
        assert erasures.count(tx.connection, jiwoo.id) == 2
        assert erasures.some(tx.connection, jiwoo.id, None, 1) == (mine[:1], ("a", 1))
        assert erasures.some(tx.connection, jiwoo.id, None, 9) == (mine, None)
        assert erasures.some(tx.connection, jiwoo.id, Where(RoomId("a"), 1), 9) == (mine[1:], None)
        assert erasures.some(tx.connection, jiwoo.id, Where(RoomId("b"), 2), 9) == ([], None)


def test_no_piece_looks_through_more_than_some_messages_of_some_rooms(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        for name, length in (("a", 7), ("b", 0), ("c", 1), ("d", 2)):
            room = rows.room(tx, name)
            for who in (jiwoo, minjun):
                rows.member(tx, room, who)
            for _ in range(length):
                rows.said(tx, room, minjun)
            rows.said(tx, room, jiwoo)

        def pieces() -> list[tuple[int, Where | None]]:
            found: list[tuple[int, Where | None]] = []
            while not found or found[-1][1]:
                some, upto = erasures.some(tx.connection, jiwoo.id, found[-1][1] if found else None, 9)
                found.append((len(some), upto))
            return found

        assert pieces() == [(4, None)]
        monkeypatch.setattr(erasures, "_LOOKED_AT", 5)
        assert pieces() == [(0, ("a", 5)), (2, ("c", 1)), (2, None)]
        assert erasures.count(tx.connection, jiwoo.id) == 4
        monkeypatch.setattr(erasures, "_ROOMS", 2)
        assert pieces() == [(0, ("a", 5)), (2, ("b", 1)), (1, ("c", 2)), (1, ("d", 3)), (0, None)]


def test_an_erasure_is_remembered_until_it_is_done(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        assert erasures.unfinished(tx.connection) is None
        erasures.begin(tx, jiwoo.id, rows.NOW, NEVER)
        erasures.begin(tx, minjun.id, rows.LATER, NEVER)
        assert erasures.unfinished(tx.connection) == (jiwoo.id, None)
        erasures.reach(tx, jiwoo.id, erasures.Where(RoomId("정원"), 7))
        assert erasures.unfinished(tx.connection) == (jiwoo.id, ("정원", 7))
        erasures.finish(tx, jiwoo.id)
        assert erasures.unfinished(tx.connection) == (minjun.id, None)
        erasures.finish(tx, minjun.id)
        assert erasures.unfinished(tx.connection) is None


def test_the_traces_are_all_that_was_kept_about_them_and_nothing_of_the_others(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = people = rows.person(tx), rows.person(tx)
        room = rows.room(tx)
        for one, other in (people, people[::-1]):
            said = rows.said(tx, room, other).id
            reports.add(tx, Report(one.id, room, said, one.id, f"{one.name} is hurt", rows.NOW))
            profiles.change(tx, one.id, title="engineer")
            preferences.put(tx, room, one.id, Preferences(favourite=True))
            blocks.add(tx, one.id, other.id, rows.NOW)
            made = Invitation(one.id, "member", (room,), f"for the friend of {one.name}", one.id, rows.NOW, None, None)
            invitations.add(tx, made, one.id.encode()[-32:])
            invitations.use(tx, made.id, other.id, rows.NOW)
            pictures.put(tx, pictures.of_person(one.id), Picture("p", "image/png", b"p"))
        erasures.traces(tx, jiwoo.id)
        reasons = [report.reason for one in people if (report := reports.get(tx.connection, one.id))]
        assert invitations.get(tx.connection, jiwoo.id) is None
        assert invitations.get(tx.connection, minjun.id) is not None
        assert reasons == ["", f"{minjun.name} is hurt"]
        titles = [profile.title for one in people if (profile := directory.get(tx.connection, one.id, rows.NOW))]
        assert titles == ["", "engineer"]
        assert [preferences.get(tx.connection, room, one.id) is None for one in people] == [True, False]
        assert [blocks.of(tx.connection, one.id) for one in people] == [[], []], "nor is it kept whom others blocked"
        assert [pictures.get(tx.connection, pictures.of_person(one.id)) is None for one in people] == [True, False]
