"""Looking people up."""

import unicodedata
from typing import Any

import pytest

from madang.chat import directory
from madang.domain.accounts import Account
from madang.domain.errors import Refusal
from madang.domain.people import Person
from madang.domain.profiles import Status
from madang.domain.scopes import Deputy, Scope
from madang.store import accounts, people, profiles
from madang.store.database import Database
from tests.chat.hearts import hooked
from tests.store import rows


@pytest.fixture
def jiwoo(database: Database) -> Person:
    with database.write() as tx:
        who = rows.person(tx, "지우")
        accounts.add(tx, Account(who.id, "jiwoo", "jiwoo@example.com", password="$hash"))
    return who


def page(database: Database, who: Person, **how: Any) -> directory.People:
    with database.read() as snapshot:
        return directory.page(snapshot, who, rows.NOW, **{"query": "", "after": None, "limit": 50, **how})


def test_a_page_says_how_it_goes_on(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        rows.person(tx, "가람")
    first = page(database, jiwoo, limit=1)
    assert [each["name"] for each in first["people"]] == ["가람"]
    second = page(database, jiwoo, limit=1, after=first["next"])
    assert [each["name"] for each in second["people"]] == ["지우"]
    assert second["next"] is None


def test_a_name_is_found_however_it_was_typed(database: Database, jiwoo: Person) -> None:
    assert [each["id"] for each in page(database, jiwoo, query=unicodedata.normalize("NFD", " 지우 "))["people"]] == [
        jiwoo.id
    ]


def test_who_looks_after_the_house_finds_those_who_were_shown_out(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        admin = rows.person(tx, "관리", "admin")
        guest = rows.person(tx, "손님", "guest")
        gone = rows.person(tx, "간 사람")
        people.change(tx, gone.id, state="banned")
    assert {each["id"] for each in page(database, admin)["people"]} == {jiwoo.id, admin.id, guest.id, gone.id}
    assert {each["id"] for each in page(database, jiwoo)["people"]} == {jiwoo.id, admin.id}
    with pytest.raises(Refusal) as refusal:
        page(database, guest)
    assert refusal.value.code == "forbidden"


def test_a_mail_address_is_for_owners_and_a_secret_for_nobody(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        owner, admin = rows.person(tx, "주인", "owner"), rows.person(tx, "관리", "admin")
    with database.read() as snapshot:
        seen = directory.profile(snapshot, owner, jiwoo.id, rows.NOW)
        assert (seen["email"], seen["email_verified"]) == ("jiwoo@example.com", False)
        assert "email" not in directory.profile(snapshot, Deputy(owner, Scope(frozenset({"read"}))), jiwoo.id, rows.NOW)
        seen = directory.profile(snapshot, admin, jiwoo.id, rows.NOW)
        mine = directory.mine(snapshot, jiwoo, rows.NOW)
    assert seen == {
        "id": jiwoo.id,
        "name": "지우",
        "handle": "jiwoo",
        "role": "member",
        "picture": None,
        "title": "",
        "status": None,
        "time_zone": None,
        "locale": None,
        "state": "active",
        "joined_at": rows.NOW,
    }
    assert mine == {**seen, "me": jiwoo}
    assert "$hash" not in str(page(database, owner))


def test_guests_see_whom_they_meet_and_nobody_else(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        guest, room = rows.person(tx, "손님", "guest"), rows.room(tx)
        rows.member(tx, room, guest)
    with database.read() as snapshot:
        assert directory.profile(snapshot, guest, guest.id, rows.NOW)["name"] == "손님"
        for whom in (jiwoo.id, "nobody"):
            with pytest.raises(Refusal) as refusal:
                directory.profile(snapshot, guest, whom, rows.NOW)
            assert refusal.value.code == "not_found"
    with database.write() as tx:
        rows.member(tx, room, jiwoo)
    with database.read() as snapshot:
        assert directory.profile(snapshot, guest, jiwoo.id, rows.NOW)["name"] == "지우"


def test_what_people_are_up_to_is_told_of_those_whom_one_may_see(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        met, unmet, guest = (
            rows.person(tx, "만난 사람"),
            rows.person(tx, "못 만난 사람"),
            rows.person(tx, "손님", "guest"),
        )
        over = rows.person(tx, "지난 사람")
        for who in (met, guest):
            rows.member(tx, room, who)
        for who in (met, unmet):
            profiles.change(tx, who.id, status_emoji="🌱", status_text="집중", status_until=rows.LATER)
        profiles.change(tx, over.id, status_text="어제", status_until=rows.NOW)
    everybody = [met.id, unmet.id, over.id, guest.id, jiwoo.id, "nobody"]
    up = Status("🌱", "집중", rows.LATER)
    with database.read() as snapshot:
        told = directory.statuses(snapshot, jiwoo, everybody, rows.NOW)["statuses"]
        assert told == {met.id: up, unmet.id: up}
        assert directory.statuses(snapshot, guest, everybody, rows.NOW)["statuses"] == {met.id: up}
        assert directory.statuses(snapshot, jiwoo, everybody, rows.LATER)["statuses"] == {}


def test_whom_one_meets_is_looked_up_for_all_at_once(database: Database, jiwoo: Person) -> None:
    asked: list[str] = []
    with database.write() as tx:
        guest, room = rows.person(tx, "손님", "guest"), rows.room(tx)
        crowd = [rows.person(tx, f"{n}") for n in range(20)]
        for who in (guest, *crowd[::2]):
            rows.member(tx, room, who)
        for who in crowd:
            profiles.change(tx, who.id, status_text="집중")
    with database.read() as snapshot, hooked("before_cursor_execute", lambda *given: asked.append(given[2]), snapshot):
        told = directory.statuses(snapshot, guest, [who.id for who in crowd], rows.NOW)["statuses"]
    assert set(told) == {who.id for who in crowd[::2]}
    assert len(asked) == 2


def test_one_sees_who_made_a_bot(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        bot = rows.person(tx, "날씨", "bot")
        people.change(tx, bot.id, invited_by=jiwoo.id)
    with database.read() as snapshot:
        assert directory.profile(snapshot, jiwoo, bot.id, rows.NOW)["maker"] == jiwoo.id
        assert "maker" not in directory.profile(snapshot, jiwoo, jiwoo.id, rows.NOW)
