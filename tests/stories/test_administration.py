"""Those who look after the house: who is what in it, who is let in, and what they look at."""

from typing import Any

from tests.people import HOME, PASSWORD, Person
from tests.stories.claimed import Claimed


async def changes(who: Person, whom: Person, *, expect: int = 200, **to: Any) -> Any:
    return await who.asks("PATCH", f"/api/people/{whom.id}", to, expect=expect)


async def refused(who: Person, method: str, path: str, body: Any = None) -> str:
    answer = await who.requests(method, path, body)
    assert answer.is_client_error, answer.text
    return str(answer.json()["code"])


async def test_whose_telephone_is_lost_is_signed_out_by_an_admin(claimed: Claimed) -> None:
    admin, alice = await claimed.member("admin"), await claimed.member()
    (session,) = (await admin.asks("GET", f"/api/people/{alice.id}/sessions"))["sessions"]
    assert (session["kind"], session["address"], session["current"]) == ("browser", "127.0.0.1", False)
    await admin.asks("DELETE", f"/api/people/{alice.id}/sessions", expect=204)
    await alice.is_shown_out(4401)
    assert (await admin.asks("GET", f"/api/people/{alice.id}/sessions"))["sessions"] == []
    assert (await claimed.people.signs_in_as(alice.name.lower())).id == alice.id


# ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_another_role_is_seen_in_every_room_at_once(claimed: Claimed) -> None:
    alice, bob = await claimed.member(), await claimed.member()
    profile = await changes(claimed.owner, alice, role="admin")
    assert (profile["id"], profile["role"]) == (alice.id, "admin")
    await alice.hears_where(lambda frame: frame.get("me", {}).get("role") == "admin", "being an admin")

    def sees(frame: Any) -> bool:
        member = frame.get("member", {})
        return bool((member.get("person"), member.get("role")) == (alice.id, "admin"))

    await bob.hears_where(sees, "that Alice is an admin")
    await bob.agrees_with_a_fresh_fetch(HOME)


async def test_admins_let_in_and_out_and_only_owners_say_who_looks_after_the_house(claimed: Claimed) -> None:
    admin, other, member = await claimed.member("admin"), await claimed.member("admin"), await claimed.member()
    owner = claimed.owner
    for whom, to in ((member, "admin"), (member, "owner"), (other, "member"), (owner, "member"), (admin, "owner")):
        assert await refused(admin, "PATCH", f"/api/people/{whom.id}", {"role": to}) == "forbidden"
    for what in (
        ("PATCH", f"/api/people/{other.id}", {"state": "deactivated"}),
        ("PUT", f"/api/people/{owner.id}/ban", {}),
        ("DELETE", f"/api/people/{member.id}"),
    ):
        assert await refused(admin, *what) == "forbidden"
    await changes(admin, member, role="guest")
    await changes(admin, member, role="member")
    assert await refused(member, "PATCH", f"/api/people/{member.id}", {"role": "admin"}) == "no_session"


async def test_the_last_owner_stays(claimed: Claimed) -> None:
    owner = claimed.owner
    for what in (
        ("PATCH", f"/api/people/{owner.id}", {"role": "admin"}),
        ("PATCH", f"/api/people/{owner.id}", {"state": "deactivated"}),
        ("PUT", f"/api/people/{owner.id}/ban", {}),
        ("DELETE", f"/api/people/{owner.id}"),
    ):
        assert await refused(owner, *what) == "last_owner"


async def test_who_becomes_a_guest_is_in_open_rooms_only_and_signs_in_again(claimed: Claimed) -> None:
    alice = await claimed.member()
    await alice.joins(claimed.open_room)
    await alice.says("안녕")
    await changes(claimed.owner, alice, role="guest")
    await alice.is_shown_out(4401)
    again = await claimed.people.signs_in_as(alice.name.lower())
    await again.comes_back()
    assert set(again.model.rooms) == {claimed.open_room}
    assert await refused(again, "GET", f"/api/rooms/{HOME}") == "not_found"
    await changes(claimed.owner, again, role="member")
    await again.hears_frame(type="room_added")
    assert HOME in again.model.rooms


async def test_who_came_with_just_a_name_becomes_a_member_by_an_invitation(claimed: Claimed) -> None:
    guest = await claimed.guest()
    assert await refused(claimed.owner, "PATCH", f"/api/people/{guest.id}", {"role": "member"}) == "not_set_up"


# ── being let in ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_closed_account_is_nowhere_until_it_is_opened_again(claimed: Claimed) -> None:
    alice, bob = await claimed.member(), await claimed.member()
    await bob.is_live(HOME)
    await changes(claimed.owner, alice, state="deactivated")
    await alice.is_shown_out(4401)
    assert await refused(alice, "GET", "/api/session") == "no_session"

    def gone(frame: Any) -> bool:
        member = frame.get("member", {})
        return bool(member.get("person") == alice.id and member.get("left"))

    await bob.hears_where(gone, "that Alice left")
    login = {"login": alice.name.lower(), "password": PASSWORD}
    answer = await claimed.people.http.post(f"{claimed.people.house.url}/api/session/password", json=login)
    assert answer.json()["code"] == "wrong_login"
    profile = await changes(claimed.owner, alice, state="active")
    assert profile["state"] == "active"
    again = await claimed.people.signs_in_as(alice.name.lower())
    await again.comes_back()
    assert set(again.model.rooms) == {HOME}


async def test_who_is_banned_is_gone_and_with_a_purge_all_that_they_said(claimed: Claimed) -> None:
    eve, bob = await claimed.member(), await claimed.member()
    for person in (eve, bob):
        await person.joins(claimed.open_room)
    said = [await eve.says(f"SPAM {number}") for number in range(130)]
    await claimed.owner.asks("PUT", f"/api/people/{eve.id}/ban", {"purge": True}, expect=204)
    await eve.is_shown_out(4401)
    await bob.hears_that_is_gone(said[-1].id)
    assert not [text for text in bob.texts() if text.startswith("SPAM")]
    await bob.agrees_with_a_fresh_fetch()
    assert await refused(claimed.owner, "PATCH", f"/api/people/{eve.id}", {"state": "active"}) == "forbidden"
    await claimed.owner.asks("DELETE", f"/api/people/{eve.id}/ban", expect=204)
    again = await claimed.people.signs_in_as(eve.name.lower())
    await again.comes_back()
    assert HOME in again.model.rooms


async def test_an_owner_erases_a_person_and_is_told_what_there_was(claimed: Claimed) -> None:
    alice, bob = await claimed.member(), await claimed.member()
    await bob.is_live(HOME)
    alice.room = bob.room = HOME
    said = await alice.says("지워질 말")
    report = await claimed.owner.asks("DELETE", f"/api/people/{alice.id}")
    assert report == {"messages": 1, "rooms": 1, "sessions": 1}
    await bob.hears_that_is_gone(said.id)
    profile = await bob.asks("GET", f"/api/people/{alice.id}")
    assert (profile["state"], profile["handle"]) == ("erased", None)
    assert await refused(claimed.owner, "PATCH", f"/api/people/{alice.id}", {"state": "active"}) == "not_found"


# ── looking people up ────────────────────────────────────────────────────────────────────────────────────────


async def test_people_are_found_by_name_or_handle_a_page_at_a_time(claimed: Claimed) -> None:
    alice = await claimed.member()
    for name in ("하늘", "하얀", "하루"):
        await (await claimed.member()).renames(f"{name} {alice.id[-4:]}")
    found, after = [], ""
    while True:
        page = await alice.asks("GET", f"/api/people?query=%ED%95%98&limit=2{after}")
        found += [each["name"] for each in page["people"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    mine = [name for name in found if name.endswith(alice.id[-4:])]
    assert sorted(mine) == mine
    assert len(mine) == 3
    (one,) = (await alice.asks("GET", f"/api/people?query={alice.name.upper()}"))["people"]
    assert one["id"] == alice.id
    assert (await alice.asks("GET", "/api/people?query=%25"))["people"] == []


async def test_guests_see_whom_they_meet(claimed: Claimed) -> None:
    guest, alice = await claimed.guest(), await claimed.member()
    assert await refused(guest, "GET", "/api/people") == "forbidden"
    assert await refused(guest, "GET", f"/api/people/{alice.id}") == "not_found"
    await alice.joins(claimed.open_room)
    assert (await guest.asks("GET", f"/api/people/{alice.id}"))["id"] == alice.id
    assert "email" not in await guest.asks("GET", f"/api/people/{alice.id}")
    assert await refused(guest, "PATCH", "/api/people/me", {"title": "손님"}) == "forbidden"


async def test_a_profile_says_what_somebody_lets_the_others_know(claimed: Claimed) -> None:
    alice, bob = await claimed.member(), await claimed.member()
    status = {"emoji": "🌴", "text": "쉬어요", "until": "2999-01-01T09:00:00+09:00"}
    change = {"title": "디자인", "status": status, "time_zone": "Asia/Seoul", "locale": "ko"}
    mine = await alice.asks("PATCH", "/api/people/me", change)
    assert (mine["title"], mine["time_zone"], mine["locale"]) == ("디자인", "Asia/Seoul", "ko")
    seen = await bob.asks("GET", f"/api/people/{alice.id}")
    assert seen["status"] == {**status, "until": "2999-01-01T00:00:00.000Z"}
    over = {"emoji": "🌴", "text": "쉬었어요", "until": "2020-01-01T00:00:00Z"}
    await alice.asks("PATCH", "/api/people/me", {"status": over})
    assert (await bob.asks("GET", f"/api/people/{alice.id}"))["status"] is None
    assert (await alice.asks("GET", "/api/people/me"))["title"] == "디자인"


# ── the house ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_house_is_another_for_everybody_at_once(claimed: Claimed) -> None:
    owner, alice = claimed.owner, await claimed.member()
    face = await owner.asks("PATCH", "/api/house", {"welcome": "어서 오세요", "color": "#2F7D5B"})
    assert (face["welcome"], face["color"], face["plain_doors"]) == ("어서 오세요", "#2f7d5b", None)
    await alice.hears_where(lambda frame: frame["type"] == "house" and frame["house"]["color"] == "#2f7d5b", "a color")
    outside = (await claimed.people.http.get(f"{claimed.people.house.url}/api/house")).json()
    assert outside["welcome"] == "어서 오세요"
    assert not {"plain_doors", "messages_a_minute"} & outside.keys()
    assert not outside["may_claim"]
    assert await refused(alice, "PATCH", "/api/house", {"name": "내 집"}) == "forbidden"


async def test_registration_is_by_invitation_open_or_closed(claimed: Claimed) -> None:
    owner, people = claimed.owner, claimed.people
    body = {"name": "Bob", "handle": claimed.handle(), "password": PASSWORD, "keep": "token"}
    register = f"{people.house.url}/api/session/register"
    assert (await people.http.post(register, json=body)).json()["code"] == "forbidden"
    await owner.asks("PATCH", "/api/house", {"registration": "open"})
    assert (await people.http.post(register, json=body)).status_code == 201
    await owner.asks("PATCH", "/api/house", {"registration": "closed"})
    assert await refused(owner, "POST", "/api/invitations", {"role": "member"}) == "forbidden"
    await owner.asks("PATCH", "/api/house", {"registration": "invitation"})
