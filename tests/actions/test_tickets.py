"""Keys that open one thing once."""

import pytest

from madang.chat.accounts import opened_by
from madang.domain.account_commands import (
    ClaimPhone,
    EndSessions,
    ErasePerson,
    IssueTicket,
    ResetPassword,
    SetEmail,
    VerifyEmail,
)
from madang.domain.accounts import Purpose, Ticket
from madang.domain.errors import Refusal
from madang.domain.events import SessionEnded
from madang.domain.house_commands import Ban, SetRole, SetState
from madang.domain.outcomes import Named
from madang.domain.people import Person, Role
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import accounts, people, sessions
from tests.actions.turns import PASSWORD, House, person, session_of

HASH = b"t" * 32


def ticket(who: Person, purpose: Purpose = "reset", about: str = "") -> IssueTicket:
    return IssueTicket(Ticket(HASH, purpose, who.id, NEVER, about))


@pytest.mark.parametrize(
    ("by", "of", "code"),
    [
        ("owner", "owner", None),
        ("owner", "admin", None),
        ("owner", "member", None),
        ("admin", "member", None),
        ("admin", "admin", "forbidden"),
        ("admin", "owner", "forbidden"),
        ("member", "member", "forbidden"),
        ("bot", "member", "forbidden"),
    ],
)
def test_who_looks_after_whom_gives_reset_links(house: House, by: Role, of: Role, code: str | None) -> None:
    who, whom = house.member_with_account(role=by), house.member_with_account(role=of)
    if code:
        assert house.refuses(who, ticket(whom)) == code
    else:
        house.does(who, ticket(whom))


def test_a_reset_link_is_for_those_with_an_account(house: House) -> None:
    owner, guest = house.member_with_account(role="owner"), house.guest()
    assert house.refuses(owner, ticket(guest)) == "not_found"
    assert house.refuses(owner, ticket(Person(guest.id[:-1] + "x", "", "guest"))) == "not_found"  # type: ignore[arg-type]


def test_a_bot_gets_no_password(house: House) -> None:
    owner, bot = house.member_with_account(role="owner"), house.member_with_account(role="bot")
    assert house.refuses(owner, ticket(bot)) == "forbidden"


def test_a_reset_ends_every_session_and_the_second_factor_where_it_came_by_hand(house: House) -> None:
    owner, jiwoo = house.member_with_account(role="owner"), house.member_with_account()
    for purpose, secret in (("forgotten", "s"), ("reset", None)):
        with house.turn(jiwoo) as turn:
            accounts.change(turn.tx, jiwoo.id, totp_secret="s")
            sessions.add(turn.tx, jiwoo.id, NewSession(purpose.encode(), NEVER), turn.now)
        house.does(owner, ticket(jiwoo, purpose))  # type: ignore[arg-type]
        happening = house.happens(owner, ResetPassword(HASH, f"${purpose}"))
        assert SessionEnded(jiwoo.id, purpose.encode().hex()) in happening.events
        with house.database.read() as snapshot:
            kept = accounts.of(snapshot, jiwoo.id)
            assert kept is not None
            assert (kept.password, kept.totp_secret) == (f"${purpose}", secret)
            assert sessions.hashes_of(snapshot, jiwoo.id) == []
        assert house.refuses(owner, ResetPassword(HASH, "$again")) == "expired"


@pytest.mark.parametrize("gone", [SetRole, SetState, Ban, ErasePerson], ids=lambda each: each.__name__)
def test_a_link_does_not_outlast_the_right_to_make_it(house: House, gone: type) -> None:
    alice, bob = house.member_with_account(role="owner"), house.member_with_account(role="owner")
    house.does(bob, ticket(alice))
    about = {SetRole: ("admin",), SetState: ("deactivated",), Ban: (False,), ErasePerson: ()}[gone]
    house.does(alice, gone(bob.id, *about))
    with house.database.read() as snapshot, pytest.raises(Refusal, match="ask for a new one"):
        opened_by(snapshot, HASH, "2026-11-25T10:00:00.000Z")
    assert house.refuses(alice, ResetPassword(HASH, "$taken over")) == "expired"
    with house.database.read() as snapshot:
        kept = accounts.of(snapshot, alice.id)
    assert kept is not None
    assert kept.password == PASSWORD


def test_a_link_from_the_machine_itself_is_good(house: House) -> None:
    alice, machine = house.member_with_account(role="owner"), person("madang", "owner")
    house.does(machine, ticket(alice))
    house.does(alice, ResetPassword(HASH, "$new"))


def test_a_key_opens_what_it_is_for_and_for_whom_is_let_in(house: House) -> None:
    jiwoo = house.member_with_account()
    phone, reset = ClaimPhone(HASH, NewSession(b"p" * 32, NEVER)), ResetPassword(HASH, "$new")
    house.does(jiwoo, ticket(jiwoo, "forgotten"))
    assert house.refuses(jiwoo, phone) == "expired"
    assert house.refuses(jiwoo, VerifyEmail(HASH)) == "expired"
    house.does(jiwoo, reset)
    house.does(jiwoo, ticket(jiwoo, "forgotten"))
    with house.turn(jiwoo) as turn:
        people.change(turn.tx, jiwoo.id, state="banned")
    assert house.refuses(jiwoo, reset) == "expired"


def test_a_telephone_is_let_in_while_the_session_that_asked_is_there(house: House) -> None:
    jiwoo = house.member_with_account()
    phone = ClaimPhone(HASH, NewSession(b"p" * 32, NEVER, kind="phone"))
    house.does(jiwoo, ticket(jiwoo, "phone", session_of(jiwoo).hex()))
    assert house.does(jiwoo, phone) == Named(jiwoo)
    assert house.refuses(jiwoo, phone) == "expired"
    with house.database.read() as snapshot:
        assert sessions.hashes_of(snapshot, jiwoo.id, ["phone"]) == [b"p" * 32]
    house.does(jiwoo, ticket(jiwoo, "phone", session_of(jiwoo).hex()))
    house.does(jiwoo, EndSessions(b"p" * 32, None))
    assert house.refuses(jiwoo, phone) == "expired"


def test_an_address_is_verified_as_long_as_it_is_the_same(house: House) -> None:
    jiwoo = house.member_with_account(handle="jiwoo")
    house.does(jiwoo, ticket(jiwoo, "email", "old@example.com"))
    assert house.refuses(jiwoo, VerifyEmail(HASH)) == "expired"
    house.does(jiwoo, ticket(jiwoo, "email", "jiwoo@example.com"))
    assert house.refuses(house.member_with_account(), VerifyEmail(HASH)) == "expired", "of somebody else"
    house.does(jiwoo, VerifyEmail(HASH))
    with house.database.read() as snapshot:
        kept = accounts.of(snapshot, jiwoo.id)
    assert kept is not None
    assert kept.email_verified


def test_of_two_who_read_at_one_address_the_first_has_it(house: House) -> None:
    jiwoo, minjun = house.member_with_account(), house.member_with_account()
    for who in (jiwoo, minjun):
        house.does(who, SetEmail("family@example.com"))
        house.does(who, IssueTicket(Ticket(who.id.encode()[-32:], "email", who.id, NEVER, "family@example.com")))
    house.does(minjun, VerifyEmail(minjun.id.encode()[-32:]))
    assert house.refuses(jiwoo, VerifyEmail(jiwoo.id.encode()[-32:])) == "handle_taken"
    with house.database.read() as snapshot:
        assert accounts.holder(snapshot, "family@example.com") == minjun.id


def test_of_what_was_done_by_those_who_look_after_the_house_something_is_written_down(house: House) -> None:
    owner, jiwoo = house.member_with_account(role="owner"), house.member_with_account()
    house.does(owner, ticket(jiwoo))
    with house.database.read() as snapshot:
        rows_kept = snapshot.exec_driver_sql("SELECT actor, action, subject FROM audit").all()
    assert [tuple(row) for row in rows_kept] == [(owner.id, "person.reset_link", jiwoo.id)]
