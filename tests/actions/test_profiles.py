"""Saying something about oneself."""

from madang.domain.account_commands import EditProfile
from madang.domain.commands import JoinRoom
from madang.domain.events import MemberChanged, ProfileChanged
from madang.domain.outcomes import Happening, Named
from madang.domain.profiles import Status
from madang.domain.rooms import HOME
from madang.store import directory
from tests.actions.turns import House, owned
from tests.store import rows


def test_what_is_named_changes_and_the_rest_stays(house: House) -> None:
    owned(house)
    jiwoo = house.member_with_account()
    status = Status("🌴", "쉬어요")
    about = {"title": "디자인", "status": status, "time_zone": "Asia/Seoul", "locale": "ko"}
    assert house.happens(jiwoo, EditProfile(about)) == Happening(Named(jiwoo))
    house.does(jiwoo, EditProfile({"title": "개발", "locale": None}))
    with house.database.read() as snapshot:
        found = directory.get(snapshot, jiwoo.id, rows.NOW)
    assert found is not None
    assert (found.title, found.status, found.time_zone, found.locale) == ("개발", status, "Asia/Seoul", None)
    house.does(jiwoo, EditProfile({"status": None}))
    with house.database.read() as snapshot:
        found = directory.get(snapshot, jiwoo.id, rows.NOW)
    assert found is not None
    assert found.status is None


def test_a_name_is_a_change_in_every_room(house: House) -> None:
    owned(house)
    jiwoo = house.member_with_account()
    house.does(jiwoo, JoinRoom("join_room", "-", HOME))
    happening = house.happens(jiwoo, EditProfile({"name": "지우개", "title": "문구"}))
    assert isinstance(happening.outcome, Named)
    assert happening.outcome.me.name == "지우개"
    assert [type(event) for event in happening.events] == [MemberChanged, ProfileChanged]


def test_guests_have_a_name_and_nothing_more(house: House) -> None:
    owned(house)
    guest = house.member_with_account(role="guest")
    assert house.refuses(guest, EditProfile({"title": "손님"})) == "forbidden"
    assert isinstance(house.does(guest, EditProfile({"name": "손님"})), Named)
