"""What was reported, for those who look after it."""

import dataclasses

import pytest

from madang.chat import reports
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.domain.reports import Report
from madang.store import members
from madang.store import reports as kept
from madang.store.database import Database
from tests.store import rows


@pytest.fixture
def people(database: Database) -> dict[str, Person]:
    """An owner, an admin of the first of two rooms, a member who said something in both, and who reported it."""
    with database.write() as tx:
        owner = rows.person(tx, "주인", "owner")
        admin, author, reporter = (rows.person(tx, name) for name in ("돌보는 이", "말한 이", "알린 이"))
        for name in ("a", "b"):
            room = rows.room(tx, name)
            for who in (admin, author):
                rows.member(tx, room, who)
            said = rows.said(tx, room, author, f"욕설 {name}")
            kept.add(tx, Report(rows.new_id(), room, said.id, reporter.id, "무례해요", rows.NOW))
        member = members.get(tx.connection, RoomId("a"), admin.id)
        assert member is not None
        members.set_standing(tx, dataclasses.replace(member, admin=True))
    return {"owner": owner, "admin": admin, "author": author, "reporter": reporter}


@pytest.mark.parametrize(("who", "seen"), [("owner", ["a", "b"]), ("admin", ["a"]), ("author", []), ("reporter", [])])
def test_reports_come_with_what_they_are_about(
    database: Database, people: dict[str, Person], who: str, seen: list[str]
) -> None:
    with database.read() as snapshot:
        found = reports.listed(snapshot, people[who], None)
    assert sorted(report.room for report in found["reports"]) == seen
    assert [message.text for message in found["messages"]] == [f"욕설 {name}" for name in seen]
    assert [room.id for room in found["rooms"]] == seen
    named = {person.id for person in found["people"]}
    assert named == ({people["author"].id, people["reporter"].id} if seen else set())


def test_open_ones_and_closed_ones_are_asked_for_apart(database: Database, people: dict[str, Person]) -> None:
    with database.read() as snapshot:
        assert len(reports.listed(snapshot, people["owner"], True)["reports"]) == 2
        assert reports.listed(snapshot, people["owner"], False)["reports"] == []
