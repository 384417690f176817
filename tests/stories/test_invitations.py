"""Invitations: how people come in by a link, and how no more of them do than may."""

import asyncio
from typing import Any

from tests.people import PASSWORD, People, Person
from tests.store.rows import new_id
from tests.stories.claimed import Claimed, key_of


async def invites(who: Person, role: str = "member", *, expect: int = 201, **more: Any) -> Any:
    return await who.asks("POST", "/api/invitations", {"role": role, **more}, expect=expect)


async def test_who_has_the_link_comes_in_and_finds_themselves_in_the_rooms(claimed: Claimed) -> None:
    owner, people = claimed.owner, claimed.people
    room = await owner.opens_room("정원")
    invitation = await invites(owner, rooms=[room], note="새 이웃")
    face = (await people.http.post(f"{people.house.url}/api/invitations/look", json={"key": key_of(invitation)})).json()
    assert face == {"house": "우리 마당", "role": "member", "rooms": [{"id": room, "name": "정원"}], "by": "Owner"}
    bob = await people.accepts(key_of(invitation), "Bob", handle=claimed.handle())
    await bob.comes_back()
    assert {room, "madang"} <= set(bob.model.rooms)
    await owner.hears_frame(type="member", room=room)
    uses = (await owner.asks("GET", f"/api/invitations/{invitation['id']}/uses"))["uses"]
    assert [use["person"] for use in uses] == [bob.id]


async def test_fifty_at_once_with_a_link_for_one_are_one(claimed: Claimed) -> None:
    owner, people = claimed.owner, claimed.people
    room = claimed.open_room
    invitation = await invites(owner, "guest", rooms=[room], uses=1)
    body = {"key": key_of(invitation), "keep": "token"}
    answers = await asyncio.gather(
        *(
            people.http.post(f"{people.house.url}/api/invitations/accept", json={**body, "name": f"guest {number}"})
            for number in range(50)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [410] * 49
    assert (await listed(owner, invitation["id"]))["used"] == 1


async def test_a_guest_who_accepts_becomes_a_member_and_stays_who_they_are(claimed: Claimed) -> None:
    owner, people = claimed.owner, claimed.people
    room = claimed.open_room
    guest = await people.accepts(key_of(await invites(owner, "guest", rooms=[room])), "Gia")
    await guest.comes_back()
    guest.room = room
    await guest.is_live()
    await guest.says("안녕하세요")
    assert guest.model.me["role"] == "guest"
    invitation = await invites(owner)
    handle = claimed.handle()
    member = await people.accepts(key_of(invitation), "Gia", handle=handle, by=guest)
    assert member.id == guest.id
    assert (await member.asks("GET", "/api/session"))["me"]["role"] == "member"
    await guest.hears_frame(type="profile")
    again = await people.signs_in_as(handle)
    await again.comes_back()
    again.room = room
    await again.is_live()
    assert "안녕하세요" in again.texts()
    assert "madang" in again.model.rooms
    await again.agrees_with_a_fresh_fetch()


async def test_a_link_is_worth_no_more_than_who_made_it(claimed: Claimed) -> None:
    owner, people = claimed.owner, claimed.people
    admin = await claimed.member("admin")
    await invites(admin, "admin", expect=403)
    await invites(admin, "owner", expect=403)
    await invites(owner, "owner", expect=403)
    invitation = await invites(admin)
    await owner.asks("PATCH", f"/api/people/{admin.id}", {"role": "member"})
    admin = await people.signs_in_as(admin.name.lower())
    await invites(admin, expect=403)
    await says_gone(people, key_of(invitation))


async def test_members_invite_guests_into_open_rooms_and_nobody_else(claimed: Claimed) -> None:
    member, guest = await claimed.member(), await claimed.guest()
    room = claimed.open_room
    await invites(member, "member", expect=403)
    await invites(member, "guest", rooms=["madang"], expect=403)
    await invites(member, "guest", rooms=[], expect=422)
    await invites(member, "guest", rooms=["no-such-room"], expect=404)
    invitation = await invites(member, "guest", rooms=[room])
    await invites(guest, "guest", rooms=[room], expect=403)
    assert [each["id"] for each in (await member.asks("GET", "/api/invitations"))["invitations"]] == [invitation["id"]]
    friend = await claimed.people.accepts(key_of(invitation), "Gia")
    await friend.comes_back()
    assert (friend.model.me["role"], set(friend.model.rooms)) == ("guest", {room})
    uses = (await member.asks("GET", f"/api/invitations/{invitation['id']}/uses"))["uses"]
    assert [use["person"] for use in uses] == [friend.id]
    assert (await member.asks("GET", f"/api/people/{friend.id}"))["name"] == "Gia"
    other = await claimed.member()
    assert (await other.asks("GET", "/api/invitations"))["invitations"] == []
    await other.asks("DELETE", f"/api/invitations/{invitation['id']}", expect=404)
    await other.asks("GET", f"/api/invitations/{invitation['id']}/uses", expect=404)
    await member.asks("DELETE", f"/api/invitations/{invitation['id']}", expect=204)
    await says_gone(claimed.people, key_of(invitation))


async def test_a_member_invites_no_guest_into_a_room_that_is_not_open_be_it_their_own(claimed: Claimed) -> None:
    member = await claimed.member()
    room = new_id()
    await member.asks("POST", "/api/rooms", {"id": room, "name": "우리 방", "kind": "private"}, expect=201)
    await invites(member, "guest", rooms=[room], expect=403)
    await member.asks("PATCH", f"/api/rooms/{room}", {"kind": "open", "history_visible": True})
    guest = await claimed.people.accepts(key_of(await invites(member, "guest", rooms=[room])), "Gia")
    await guest.comes_back()
    assert room in guest.model.rooms


async def test_what_is_revoked_lets_nobody_in(claimed: Claimed) -> None:
    owner, people = claimed.owner, claimed.people
    invitation = await invites(owner, uses=None, expires_in=None)
    await people.accepts(key_of(invitation), "Bob", handle=claimed.handle())
    for _ in range(2):
        await owner.asks("DELETE", f"/api/invitations/{invitation['id']}", expect=204)
    await says_gone(people, key_of(invitation))
    await says_gone(people, "no such key")


async def says_gone(people: People, key: str) -> None:
    for path, more in (
        ("look", {}),
        ("accept", {"name": "Eve", "handle": "eve", "password": PASSWORD}),
    ):
        answer = await people.http.post(f"{people.house.url}/api/invitations/{path}", json={"key": key, **more})
        assert (answer.status_code, answer.json()["code"]) == (410, "expired"), answer.text


async def listed(owner: Person, id: str) -> dict[str, Any]:
    found = (await owner.asks("GET", "/api/invitations"))["invitations"]
    one: dict[str, Any] = next(each for each in found if each["id"] == id)
    return one
