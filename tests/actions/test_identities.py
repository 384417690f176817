"""Signing in by another house."""

import dataclasses

import pytest

from madang.domain.account_commands import SignInElsewhere, UnlinkIdentity
from madang.domain.accounts import Somebody
from madang.domain.chores import OpenHome
from madang.domain.house_commands import Ban
from madang.domain.outcomes import Named
from madang.domain.people import Person
from madang.domain.places import Place, Registration
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import accounts, members, people, places, sessions
from tests.actions.turns import PASSWORD, House, Nodes, person
from tests.store import rows

JIWOO = Somebody("https://id.example", "4711", "jiwoo@example.com", "지우", "jiwoo", welcome=False)


def open_to(house: House, registration: Registration = "open", *, claimed: bool = True) -> None:
    with house.turn(person()) as turn:
        places.put(turn.tx, Place(claimed=claimed, registration=registration))


def coming(**other: object) -> SignInElsewhere:
    somebody = dataclasses.replace(JIWOO, **other)  # type: ignore[arg-type]
    return SignInElsewhere(somebody, NewSession(rows.new_id().encode()[-32:], NEVER))


def come(house: House, **other: object) -> Person:
    outcome = house.does(person(), coming(**other))
    assert isinstance(outcome, Named)
    return outcome.me


def test_who_comes_for_the_first_time_is_a_member_and_at_home(house: House) -> None:
    open_to(house)
    house.does(person(), OpenHome())
    me = come(house)
    assert (me.name, me.role) == ("지우", "member")
    with house.database.read() as snapshot:
        account = accounts.of(snapshot, me.id)
        assert account is not None
        assert (account.handle, account.email, account.email_verified) == ("jiwoo", "jiwoo@example.com", True)
        assert account.password is None
        assert len(sessions.hashes_of(snapshot, me.id)) == 1
        assert members.rooms_of(snapshot, me.id) == ["madang"]
    assert come(house, email="new@example.com", name="다른").id == me.id


@pytest.mark.parametrize(
    ("registration", "welcome", "claimed", "code"),
    [
        ("invitation", False, True, "forbidden"),
        ("closed", False, True, "forbidden"),
        ("closed", True, True, None),
        ("open", True, False, "not_set_up"),
    ],
)
def test_who_is_not_welcome_gets_no_account(
    house: House, registration: Registration, welcome: bool, claimed: bool, code: str | None
) -> None:
    open_to(house, registration, claimed=claimed)
    if code:
        assert house.refuses(person(), coming(welcome=welcome)) == code
    else:
        come(house, welcome=welcome)


def test_an_account_is_linked_by_an_address_that_both_have_verified(house: House) -> None:
    open_to(house)
    owner = house.member_with_account(role="owner", handle="owner")
    stranger = come(house, subject="1", email="owner@example.com")
    assert stranger.id != owner.id
    with house.database.read() as snapshot:
        kept = accounts.of(snapshot, owner.id)
        assert kept is not None
        assert not kept.email_verified
        assert accounts.holder(snapshot, "owner@example.com") == stranger.id, "the other was never shown"
    with house.turn(owner) as turn:
        accounts.change(turn.tx, owner.id, email="mine@example.com", email_verified=True)
    assert come(house, subject="2", email=None).id != owner.id
    assert come(house, subject="3", email="mine@example.com") == owner
    assert come(house, subject="3", email=None) == owner


def test_who_is_not_let_in_does_not_come_in_this_way_either(house: House) -> None:
    open_to(house)
    me = come(house)
    with house.turn(me) as turn:
        people.change(turn.tx, me.id, state="banned")
    assert house.refuses(person(), coming()) == "wrong_login"
    assert house.refuses(person(), coming(subject="another")) == "wrong_login"


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("jiwoo", "jiwoo2"),
        ("Jiwoo.Kim", "jiwoo.kim"),
        ("지우", "지우"),
        ("jiwoo@example.com", "jiwooexample.com"),
        ("", "person"),
        ("!", "person"),
        ("x" * 100, "x" * 28),
        ("..a..b..", "person"),
    ],
)
def test_a_handle_is_like_the_one_there(house: House, there: str, here: str) -> None:
    open_to(house)
    come(house)
    other = come(house, subject="2", email=None, handle=there)
    with house.database.read() as snapshot:
        account = accounts.of(snapshot, other.id)
    assert account is not None
    assert account.handle == here


def test_a_name_that_is_none_here_is_replaced(house: House) -> None:
    open_to(house)
    assert come(house, name=" ", handle="jiwoo").name == "jiwoo"
    assert come(house, subject="2", email=None, name="가" * 90).name == "가" * 40
    assert come(house, subject="3", email=None, name="\u200b", handle=" ").name == "?"


def test_an_identity_is_unlinked_but_not_the_last_way_in(house: House) -> None:
    open_to(house)
    me, mine = come(house), UnlinkIdentity(JIWOO.issuer, JIWOO.subject)
    assert house.refuses(me, mine) == "forbidden"
    with house.turn(me) as turn:
        accounts.change(turn.tx, me.id, password=PASSWORD, email=None, email_verified=False)
    other = come(house, subject="of another", email="other@example.com")
    assert house.refuses(me, UnlinkIdentity(JIWOO.issuer, "of another")) == "not_found"
    house.does(me, mine)
    assert house.refuses(me, mine) == "not_found"
    assert come(house).id not in (me.id, other.id)


def test_who_has_two_houses_can_do_without_one(house: House) -> None:
    open_to(house)
    me = come(house)
    assert come(house, issuer="https://other.example") == me
    house.does(me, UnlinkIdentity(JIWOO.issuer, JIWOO.subject))
    assert house.refuses(me, UnlinkIdentity("https://other.example", JIWOO.subject)) == "forbidden"


def test_a_guest_has_no_identity(house: House) -> None:
    assert house.refuses(house.guest(), UnlinkIdentity(JIWOO.issuer, JIWOO.subject)) == "not_found"


def test_of_two_ways_in_that_are_given_up_at_once_on_two_nodes_one_stays(nodes: Nodes) -> None:
    house = nodes.here
    open_to(house)
    me = come(house)
    come(house, issuer="https://other.example")
    gone = [(me, UnlinkIdentity(issuer, JIWOO.subject)) for issuer in (JIWOO.issuer, "https://other.example")]
    assert nodes.at_once(gone[0], gone[1]) == ["done", "forbidden"]


def test_who_is_shown_out_on_one_node_does_not_come_in_on_another(nodes: Nodes) -> None:
    house = nodes.here
    open_to(house)
    owner, me = house.member_with_account(role="owner"), come(house)
    assert nodes.at_once((owner, Ban(me.id, purge=False)), (person(), coming())) == ["done", "wrong_login"]
