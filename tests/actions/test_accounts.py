"""Making an account, and changing by what one signs in."""

import dataclasses

import pytest

from madang.domain.account_commands import Register, SetEmail, SetHandle, SetPassword
from madang.domain.accounts import Account, Ticket
from madang.domain.chores import OpenHome
from madang.domain.events import SessionEnded
from madang.domain.outcomes import Named
from madang.domain.people import Person
from madang.domain.places import Place, Registration
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import accounts, people, places, sessions, tickets
from tests.actions.turns import PASSWORD, House, person, session_of
from tests.store import rows

HASH = b"h" * 32


def open_to(house: House, registration: Registration) -> None:
    with house.turn(person()) as turn:
        places.put(turn.tx, Place(claimed=True, registration=registration))


def registering(**other: str) -> Register:
    return dataclasses.replace(
        Register("지우", "jiwoo", "Jiwoo@Example.com", PASSWORD, NewSession(HASH, NEVER)),
        **other,  # type: ignore[arg-type]
    )


def kept(house: House, who: Person) -> Account:
    with house.database.read() as snapshot:
        found = accounts.of(snapshot, who.id)
    assert found is not None
    return found


def test_where_it_is_open_everybody_makes_an_account(house: House) -> None:
    open_to(house, "open")
    house.does(person(), OpenHome())
    come = house.does(person("not yet", "owner"), registering())
    assert isinstance(come, Named)
    assert (come.me.name, come.me.role) == ("지우", "member")
    assert kept(house, come.me) == Account(come.me.id, "jiwoo", "jiwoo@example.com", password=PASSWORD)
    with house.database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW)[HASH] == come.me


@pytest.mark.parametrize("registration", ["invitation", "closed"])
def test_elsewhere_nobody_does(house: House, registration: Registration) -> None:
    open_to(house, registration)
    assert house.refuses(person(), registering()) == "forbidden"


def test_a_login_has_one_holder_and_what_is_none_is_refused(house: House) -> None:
    open_to(house, "open")
    house.does(person(), registering())
    for other in (
        {},
        {"handle": "JIWOO", "email": "other@example.com"},
    ):
        assert house.refuses(person(), registering(**other)) == "handle_taken"
    assert house.refuses(person(), registering(handle="a b", email="")) == "invalid"
    assert house.refuses(person(), registering(handle="other", email="nowhere")) == "invalid"
    assert house.refuses(person(), registering(name=" ", handle="other", email="")) == "bad_text"


def test_a_new_password_ends_every_other_session_and_every_key(house: House) -> None:
    jiwoo, minjun = house.member_with_account(), house.member_with_account()
    with house.turn(jiwoo) as turn:
        sessions.add(turn.tx, jiwoo.id, NewSession(HASH, NEVER), turn.now)
        tickets.add(turn.tx, Ticket(b"t" * 32, "phone", jiwoo.id, NEVER), turn.now)
    happening = house.happens(jiwoo, SetPassword(PASSWORD, "$new", session_of(jiwoo)))
    assert happening.events == (SessionEnded(jiwoo.id, HASH.hex()),)
    assert kept(house, jiwoo).password == "$new"
    with house.database.read() as snapshot:
        assert sessions.hashes_of(snapshot, jiwoo.id) == [session_of(jiwoo)]
        assert sessions.hashes_of(snapshot, minjun.id) == [session_of(minjun)]
        assert tickets.find(snapshot, b"t" * 32, rows.NOW) is None


def test_of_two_who_change_the_password_at_once_one_does(house: House) -> None:
    jiwoo = house.member_with_account()
    house.does(jiwoo, SetPassword(PASSWORD, "$new", session_of(jiwoo)))
    assert house.refuses(jiwoo, SetPassword(PASSWORD, "$newer", session_of(jiwoo))) == "wrong_login"


def test_who_is_not_let_in_changes_nothing(house: House) -> None:
    jiwoo = house.member_with_account()
    with house.turn(jiwoo) as turn:
        people.change(turn.tx, jiwoo.id, state="deactivated")
    for command in (SetPassword(PASSWORD, "$new", b""), SetHandle("other"), SetEmail(None)):
        assert house.refuses(jiwoo, command) == "no_session"
    guest = house.guest()
    assert house.refuses(guest, SetHandle("other")) == "not_found"


def test_an_address_that_somebody_has_verified_is_taken_like_any_other_and_claims_nothing(house: House) -> None:
    open_to(house, "open")
    jiwoo, minjun = house.member_with_account(handle="jiwoo"), house.member_with_account(handle="minjun")
    with house.turn(jiwoo) as turn:
        accounts.change(turn.tx, jiwoo.id, email_verified=True)
    house.does(minjun, SetEmail("jiwoo@example.com"))
    come = house.does(person(), registering(handle="other", email="JIWOO@example.com"))
    assert isinstance(come, Named)
    for who in (minjun, come.me):
        assert (kept(house, who).email, kept(house, who).email_verified) == ("jiwoo@example.com", False)
    with house.database.read() as snapshot:
        assert accounts.by_login(snapshot, "jiwoo@example.com") == kept(house, jiwoo)


def test_handle_and_address_are_changed_and_nobody_knows_who_reads_there(house: House) -> None:
    jiwoo, minjun = house.member_with_account(handle="jiwoo"), house.member_with_account(handle="minjun")
    house.does(jiwoo, SetHandle("Jiwoo.Kim"))
    assert kept(house, jiwoo).handle == "jiwoo.kim"
    assert house.refuses(minjun, SetHandle("jiwoo.kim")) == "handle_taken"
    with house.turn(jiwoo) as turn:
        accounts.change(turn.tx, jiwoo.id, email_verified=True)
        tickets.add(turn.tx, Ticket(b"t" * 32, "forgotten", jiwoo.id, NEVER), turn.now)
    house.does(jiwoo, SetEmail("JIWOO@example.com"))
    assert kept(house, jiwoo).email_verified, "it is the same one"
    house.does(jiwoo, SetEmail("new@example.com"))
    assert (kept(house, jiwoo).email, kept(house, jiwoo).email_verified) == ("new@example.com", False)
    with house.database.read() as snapshot:
        assert tickets.find(snapshot, b"t" * 32, rows.NOW) is None
    house.does(jiwoo, SetEmail(None))
    assert kept(house, jiwoo).email is None
