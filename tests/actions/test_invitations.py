"""Inviting people, and coming in by an invitation."""

import dataclasses

import pytest

from madang.actions import invitations as actions
from madang.domain.account_commands import AcceptInvitation
from madang.domain.commands import EditRoom, JoinRoom, RemoveMember
from madang.domain.events import MemberChanged, ProfileChanged, RoomAdded
from madang.domain.house_commands import Invite, RevokeInvitation, SetRole, SetState
from madang.domain.ids import RoomId
from madang.domain.invitations import Invitation
from madang.domain.outcomes import Happening, Invited, Named, Nothing
from madang.domain.people import Person, Role
from madang.domain.rooms import HOME, Room
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import accounts, audit, invitations, members, rooms, sessions
from tests.actions.turns import PASSWORD, House, owned, person
from tests.store import rows

KEY = b"k" * 32


def invite(role: Role = "member", *into: str, hash: bytes = KEY, **more: object) -> Invite:
    asked = Invite(rows.new_id(), hash, role, into, "", None, 1)
    return dataclasses.replace(asked, **more)  # type: ignore[arg-type]


def accept(handle: str | None = "minjun", name: str = "민준", hash: bytes = KEY) -> AcceptInvitation:
    session = NewSession(rows.new_id().encode()[:32], NEVER)
    return AcceptInvitation(hash, name, session, handle, None, PASSWORD if handle else None)


def room(house: House, id: str, kind: str = "open", archived: bool = False) -> RoomId:
    with house.turn(person()) as turn:
        rooms.add(turn.tx, Room(RoomId(id), id, "", False, rows.NOW, 1, kind=kind))  # type: ignore[arg-type]
        if archived:
            rooms.change(turn.tx, Room(RoomId(id), id, "", False, rows.NOW, 1, kind="open", archived=True))
    return RoomId(id)


def test_who_comes_by_an_invitation_has_its_role_and_is_in_its_rooms(house: House) -> None:
    owner = owned(house)
    garden = room(house, "정원")
    made = house.does(owner, invite("admin", garden, "정원"))
    assert isinstance(made, Invited)
    assert made.invitation.rooms == (garden,)
    come = house.happens(person(), asked := accept())
    assert isinstance(come.outcome, Named)
    me = come.outcome.me
    assert (me.name, me.role) == ("민준", "admin")
    with house.database.read() as snapshot:
        account = accounts.of(snapshot, me.id)
        assert account is not None
        assert (account.handle, account.password) == ("minjun", PASSWORD)
        assert set(members.rooms_of(snapshot, me.id)) == {HOME, garden}
        assert sessions.people_of(snapshot, [asked.session.hash], rows.NOW)[asked.session.hash] == me
        (use,) = invitations.uses(snapshot, made.invitation.id, 5)
        assert use.person == me.id
        assert [act.action for act in audit.page(snapshot, None, 5, None)] == ["invitation.made"]


def test_it_is_used_as_often_as_it_may_be(house: House) -> None:
    house.does(owned(house), invite(most=2))
    for name in ("a1", "b2"):
        house.does(person(), accept(name))
    assert house.refuses(person(), accept("c3")) == "expired"


def test_nobody_has_so_many_that_they_hide_those_of_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "GOOD", 2)
    owner, jiwoo = owned(house), house.member_with_account("지우")
    garden = room(house, "정원")
    first, _ = (house.does(jiwoo, invite("guest", garden, hash=hash * 32)) for hash in (b"a", b"b"))
    assert house.refuses(jiwoo, invite("guest", garden)) == "too_many"
    for hash in (b"c", b"d", b"e"):
        house.does(owner, invite("guest", garden, hash=hash * 32))
    assert isinstance(first, Invited)
    house.does(jiwoo, RevokeInvitation(first.invitation.id))
    house.does(jiwoo, invite("guest", garden))


def test_what_is_refused_does_not_count(house: House) -> None:
    house.does(owner := owned(house), invite())
    assert house.refuses(person(), accept("!")) == "invalid"
    assert house.refuses(person(), accept(None)) == "invalid"
    assert house.refuses(person(), accept(name=" ")) == "bad_text"
    with house.database.read() as snapshot:
        login = accounts.of(snapshot, owner.id)
    assert login is not None
    assert house.refuses(person(), accept(login.handle)) == "handle_taken"
    assert isinstance(house.does(person(), accept()), Named)


def test_a_guest_needs_an_open_room_and_no_account(house: House) -> None:
    owner = owned(house)
    garden = room(house, "정원")
    assert house.refuses(owner, invite("guest")) == "invalid"
    assert house.refuses(owner, invite("guest", HOME)) == "forbidden"
    house.does(owner, invite("guest", garden))
    come = house.does(person(), accept(None))
    assert isinstance(come, Named)
    assert come.me.role == "guest"
    with house.database.read() as snapshot:
        assert accounts.of(snapshot, come.me.id) is None
        assert members.rooms_of(snapshot, come.me.id) == [garden]


def test_a_guest_who_accepts_stays_who_they_are(house: House) -> None:
    owner = owned(house)
    garden = room(house, "정원")
    house.does(owner, invite("guest", garden))
    come = house.does(person(), accept(None, "손님"))
    assert isinstance(come, Named)
    house.says(come.me, garden)
    house.does(owner, invite(hash=b"m" * 32))
    happening = house.happens(come.me, accept("minjun", "민준", b"m" * 32))
    me = Person(come.me.id, "민준", "member")
    assert happening.outcome == Named(me)
    assert [type(event) for event in happening.events] == [MemberChanged, ProfileChanged, MemberChanged, RoomAdded]
    with house.database.read() as snapshot:
        assert set(members.rooms_of(snapshot, me.id)) == {HOME, garden}


def test_who_has_an_account_comes_along_into_the_rooms_and_stays_what_they_are(house: House) -> None:
    owner = owned(house)
    garden = room(house, "정원", "private")
    with house.turn(owner) as turn:
        rows.member(turn.tx, garden, owner)
        house.heads[garden] = 2
    house.does(owner, invite("admin", garden, most=2))
    jiwoo = house.member_with_account()
    come = house.does(jiwoo, accept())
    assert come == Named(jiwoo)
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == [garden]
    house.does(jiwoo, accept())
    with house.database.read() as snapshot:
        kept = invitations.by_hash(snapshot, KEY)
    assert kept is not None
    assert kept.used == 1, "the same person counts once"


def test_nobody_invites_to_more_than_they_may(house: House) -> None:
    owner = owned(house)
    admin, member = house.member_with_account(role="admin"), house.member_with_account()
    guest, bot = house.member_with_account(role="guest"), house.member_with_account(role="bot")
    garden = room(house, "정원")
    for who, role in (
        (owner, "owner"),
        (owner, "bot"),
        (admin, "admin"),
        (member, "member"),
        (guest, "guest"),
        (bot, "guest"),
    ):
        assert house.refuses(who, invite(role, garden)) == "forbidden"  # type: ignore[arg-type]
    assert isinstance(house.does(member, invite("guest", garden)), Invited)


def test_nobody_invites_into_a_room_that_they_do_not_see_or_that_is_over(house: House) -> None:
    owner = owned(house)
    secret, old = room(house, "secret", "private"), room(house, "old", "open", archived=True)
    assert house.refuses(owner, invite("member", secret)) == "not_found"
    assert house.refuses(owner, invite("member", "nowhere")) == "not_found"
    assert house.refuses(owner, invite("member", old)) == "archived"
    assert house.refuses(owner, invite("member", *(f"room-{number}" for number in range(51)))) == "too_many"


def test_a_link_is_worth_no_more_than_who_made_it(house: House) -> None:
    owner = owned(house)
    admin = house.member_with_account(role="admin")
    house.does(admin, invite())
    house.does(owner, SetRole(admin.id, "member"))
    assert house.refuses(person(), accept()) == "expired"
    house.does(owner, SetRole(admin.id, "admin"))
    house.does(owner, SetState(admin.id, "deactivated"))
    assert house.refuses(person(), accept()) == "expired"


def test_a_room_that_was_closed_meanwhile_is_no_reason_to_stay_outside(house: House) -> None:
    owner = owned(house)
    garden = room(house, "정원")
    house.does(owner, invite("member", garden))
    with house.turn(owner) as turn:
        rooms.change(turn.tx, Room(garden, "정원", "", False, rows.NOW, 1, kind="open", archived=True))
    come = house.does(person(), accept())
    assert isinstance(come, Named)
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, come.me.id) == [HOME]


def test_a_link_brings_who_was_removed_back_only_if_who_made_it_looks_after_the_room(house: House) -> None:
    owner, minjun, friend = owned(house), house.member_with_account(), house.member_with_account()
    garden = house.room(owner, minjun, friend)
    house.does(owner, EditRoom("edit_room", "-", garden, kind="open", history_visible=True))
    house.does(owner, RemoveMember("remove_member", "-", garden, minjun.id))
    for inviter, key, there in ((friend, b"f" * 32, False), (owner, b"o" * 32, True)):
        house.does(inviter, invite("guest", garden, hash=key))
        house.does(minjun, accept(None, hash=key))
        with house.database.read() as snapshot:
            assert (garden in members.rooms_of(snapshot, minjun.id)) is there


def test_what_is_revoked_lets_nobody_in_and_is_revoked_by_who_made_it(house: House) -> None:
    owner, member = owned(house), house.member_with_account()
    made = house.does(owner, invite())
    assert isinstance(made, Invited)
    assert house.refuses(member, RevokeInvitation(made.invitation.id)) == "not_found"
    assert house.refuses(owner, RevokeInvitation("nothing")) == "not_found"
    for _ in range(2):
        assert house.happens(owner, RevokeInvitation(made.invitation.id)) == Happening(Nothing())
    assert house.refuses(person(), accept()) == "expired"
    with house.database.read() as snapshot:
        kept = invitations.get(snapshot, made.invitation.id)
        acts = [act.action for act in audit.page(snapshot, None, 5, None)]
    assert isinstance(kept, Invitation)
    assert acts == ["invitation.revoked", "invitation.made"]


def test_a_link_for_guests_leads_nobody_into_a_room_that_is_open_no_more(house: House) -> None:
    owner, minjun, friend = owned(house), house.member_with_account(), house.member_with_account()
    garden = house.room(owner, name="정원")
    house.does(owner, EditRoom("edit_room", "-", garden, kind="open", history_visible=True))
    house.does(minjun, JoinRoom("join_room", "-", garden))
    house.does(minjun, invite("guest", garden))
    house.does(owner, EditRoom("edit_room", "-", garden, kind="private"))
    house.does(friend, accept(None))
    with house.database.read() as snapshot:
        assert garden not in members.rooms_of(snapshot, friend.id)


def test_a_guest_who_has_an_account_gets_no_second_one(house: House) -> None:
    owner, minjun = owned(house), house.member_with_account()
    house.does(owner, invite())
    house.does(owner, SetRole(minjun.id, "guest"))
    assert house.refuses(minjun, accept("minjun2")) == "forbidden"
