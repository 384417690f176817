"""Accounts: signing in, seeing where one is signed in, and ending it, so that whoever is there hears nothing more."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from madang.domain import totp
from madang.domain.places import Place
from madang.store import places, schema
from madang.store.database import Database
from tests.houses import House
from tests.people import HOME, PASSWORD, People, Person, new_id
from tests.servers import Nats, Postgres

OTHER = "another password 1"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def claimed_house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With an owner, and open to everybody who wants an account."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('house')}/madang.sqlite3"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        url = postgres.new_database()
    database = Database(url)
    schema.prepare(database)
    with database.write() as tx:
        places.put(tx, Place(registration="open"))
    database.close()
    with House(url) as house:
        body = {"house": "우리 마당", "name": "Owner", "handle": "owner", "password": PASSWORD, "keep": "token"}
        answer = httpx2.post(f"{house.url}/api/house/owner", json=body, trust_env=False, timeout=20)
        assert answer.status_code == 201, answer.text
        yield house


@pytest.fixture
async def people(claimed_house: House) -> AsyncIterator[People]:
    async with People(claimed_house) as people:
        yield people
    claimed_house.has_nothing_to_hide()


_numbers = iter(range(10_000))


async def somebody(people: People, **more: Any) -> tuple[Person, str]:
    """With an account and a handle that nobody had before."""
    handle = f"person-{next(_numbers)}"
    person = await people.registers("Somebody", handle=handle, **more)
    return person, handle


async def says_no(people: People, path: str, body: Any, status: int, code: str) -> dict[str, Any]:
    answer = await people.http.post(people.house.url + path, json=body)
    found: dict[str, Any] = answer.json()
    assert (answer.status_code, found.get("code")) == (status, code), answer.text
    return found


async def test_who_has_an_account_signs_in_and_finds_everything_as_it_was(people: People) -> None:
    alice, handle = await somebody(people)
    await alice.comes_back()
    room = await alice.opens_room("정원")
    await alice.says("안녕")
    again = await people.signs_in_as(handle.upper())
    assert again.id == alice.id
    assert again.token != alice.token, "each place has a session of its own"
    await again.comes_back()
    assert {HOME, room} <= set(again.model.rooms)
    again.room = room
    await again.is_live()
    await again.agrees_with_a_fresh_fetch()


async def test_nobody_learns_which_accounts_there_are(people: People) -> None:
    _, handle = await somebody(people)
    answers = [
        await says_no(people, "/api/session/password", {"login": login, "password": password}, 401, "wrong_login")
        for login, password in ((handle, OTHER), ("nobody", OTHER), ("nobody", PASSWORD), ("a@b.example", ""), ("", ""))
    ]
    assert all(answer == answers[0] for answer in answers)


async def test_one_sees_where_one_is_signed_in_and_ends_it(people: People) -> None:
    alice, handle = await somebody(people)
    phone = await people.signs_in_as(handle)
    listed = (await alice.asks("GET", "/api/sessions"))["sessions"]
    assert [(each["kind"], each["address"]) for each in listed] == [("browser", "127.0.0.1")] * 2
    assert sorted(each["current"] for each in listed) == [False, True]
    assert all(set(each) == {"id", "kind", "agent", "address", "created_at", "seen_at", "current"} for each in listed)
    await phone.comes_back()
    (other,) = (each for each in listed if not each["current"])
    await alice.asks("DELETE", f"/api/sessions/{other['id']}", expect=204)
    await phone.is_shown_out(4401)
    assert len((await alice.asks("GET", "/api/sessions"))["sessions"]) == 1
    await alice.asks("DELETE", f"/api/sessions/{other['id']}", expect=404)


async def test_nobody_ends_the_session_of_somebody_else(people: People) -> None:
    alice, _ = await somebody(people)
    eve, _ = await somebody(people)
    (session,) = (await alice.asks("GET", "/api/sessions"))["sessions"]
    await eve.asks("DELETE", f"/api/sessions/{session['id']}", expect=404)
    assert await alice.asks("GET", "/api/session")


# ── what ends a session, and whether the open connection hears of it ─────────────────────────────────────────────


async def signs_out(alice: Person, elsewhere: Person) -> None:
    await elsewhere.asks("DELETE", "/api/session", expect=204)


async def changes_password(alice: Person, elsewhere: Person) -> None:
    await alice.asks("PUT", "/api/people/me/password", {"old": PASSWORD, "new": OTHER}, expect=204)


async def ends_one(alice: Person, elsewhere: Person) -> None:
    listed = (await alice.asks("GET", "/api/sessions"))["sessions"]
    (other,) = (each for each in listed if not each["current"])
    await alice.asks("DELETE", f"/api/sessions/{other['id']}", expect=204)


async def ends_all_others(alice: Person, elsewhere: Person) -> None:
    await alice.asks("DELETE", "/api/sessions", expect=204)


async def resets(alice: Person, elsewhere: Person) -> None:
    key = await reset_key(alice)
    await alice.asks("POST", "/api/password/reset", {"key": key, "password": OTHER}, expect=204)


async def leaves(alice: Person, elsewhere: Person) -> None:
    await alice.asks("DELETE", "/api/people/me", {"password": PASSWORD})


async def is_deactivated(alice: Person, elsewhere: Person) -> None:
    owner = await signed_in_owner(alice)
    answer = await alice.http.patch(
        f"{alice.house.url}/api/people/{alice.id}", json={"state": "deactivated"}, headers=owner
    )
    assert answer.is_success, answer.text


async def is_banned(alice: Person, elsewhere: Person) -> None:
    owner = await signed_in_owner(alice)
    answer = await alice.http.put(f"{alice.house.url}/api/people/{alice.id}/ban", json={"purge": False}, headers=owner)
    assert answer.is_success, answer.text


async def is_erased(alice: Person, elsewhere: Person) -> None:
    owner = await signed_in_owner(alice)
    answer = await alice.http.delete(f"{alice.house.url}/api/people/{alice.id}", headers=owner)
    assert answer.is_success, answer.text


async def signed_in_owner(near: Person) -> dict[str, str]:
    """The headers of the owner."""
    login = {"login": "owner", "password": PASSWORD, "keep": "token"}
    token = (await near.http.post(f"{near.house.url}/api/session/password", json=login)).json()["token"]
    return {"authorization": f"Bearer {token}"}


async def reset_key(whose: Person) -> str:
    owner = await signed_in_owner(whose)
    link = await whose.http.post(f"{whose.house.url}/api/people/{whose.id}/reset-link", headers=owner)
    assert link.status_code == 201, link.text
    path, _, key = link.json()["url"].partition("#")
    assert path == "/reset"
    return str(key)


@pytest.mark.parametrize(
    ("does", "stays"),
    [
        (signs_out, True),
        (changes_password, True),
        (ends_one, True),
        (ends_all_others, True),
        (resets, False),
        (leaves, False),
        (is_deactivated, False),
        (is_banned, False),
        (is_erased, False),
    ],
)
async def test_a_session_that_is_ended_takes_its_connections_with_it(
    people: People, does: Callable[[Person, Person], Awaitable[None]], stays: bool
) -> None:
    alice, handle = await somebody(people)
    elsewhere = await people.signs_in_as(handle)
    await alice.comes_back()
    await elsewhere.comes_back()
    begun = time.monotonic()
    await does(alice, elsewhere)
    await elsewhere.is_shown_out(4401)
    assert time.monotonic() - begun < 12, "two seconds, and what signing in costs on a busy machine"
    assert (await elsewhere.requests("GET", "/api/session")).status_code == 401
    await elsewhere.connects(subprotocol="madang.v1")
    await elsewhere.sends(type="hello", token=elsewhere.token)
    await elsewhere.is_shown_out(4401)
    if stays:
        await alice.says("I am still here")
    else:
        await alice.is_shown_out(4401)


async def test_a_new_password_is_the_only_one(people: People) -> None:
    alice, handle = await somebody(people)
    wrong = await alice.requests("PUT", "/api/people/me/password", {"old": OTHER, "new": OTHER})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_login")
    short = await alice.requests("PUT", "/api/people/me/password", {"old": PASSWORD, "new": "short"})
    assert short.status_code == 422
    await alice.asks("PUT", "/api/people/me/password", {"old": PASSWORD, "new": OTHER}, expect=204)
    await says_no(people, "/api/session/password", {"login": handle, "password": PASSWORD}, 401, "wrong_login")
    assert (await people.signs_in_as(handle, OTHER)).id == alice.id


async def test_a_handle_is_one_persons(people: People) -> None:
    alice, handle = await somebody(people)
    bob, _ = await somebody(people)
    taken = await bob.requests("PUT", "/api/people/me/handle", {"handle": handle.upper()})
    assert (taken.status_code, taken.json()["code"]) == (409, "handle_taken")
    body = {"name": "Eve", "handle": handle, "password": PASSWORD}
    await says_no(people, "/api/session/register", body, 409, "handle_taken")
    await alice.asks("PUT", "/api/people/me/handle", {"handle": handle + "-new"}, expect=204)
    await bob.asks("PUT", "/api/people/me/handle", {"handle": handle}, expect=204)
    assert (await people.signs_in_as(handle)).id == bob.id


async def test_nobody_learns_who_has_an_address(people: People) -> None:
    alice, handle = await somebody(people)
    address = {"email": f"{handle}@example.com", "password": PASSWORD}
    await alice.asks("PUT", "/api/people/me/email", address, expect=204)
    bob, _ = await somebody(people, email=address["email"].upper())
    await bob.asks("PUT", "/api/people/me/email", address, expect=204)
    for who in (alice, bob):
        account = await who.asks("GET", "/api/people/me/account")
        assert (account["email"], account["email_verified"]) == (address["email"], False)
    login = {"login": address["email"], "password": PASSWORD}
    await says_no(people, "/api/session/password", login, 401, "wrong_login")


async def test_fifty_who_want_one_handle_are_one(people: People) -> None:
    handle = f"wanted-{next(_numbers)}"
    body = {"name": "Somebody", "handle": handle, "password": PASSWORD}
    asked = (people.http.post(f"{people.house.url}/api/session/register", json=body) for _ in range(15))
    assert sorted([answer.status_code for answer in await asyncio.gather(*asked)]) == [201] + [409] * 14


# ── links that open once ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_reset_link_is_used_once(people: People) -> None:
    alice, handle = await somebody(people)
    first, key = await reset_key(alice), await reset_key(alice)
    body = {"key": first, "password": OTHER}
    await says_no(people, "/api/password/reset", body, 410, "expired")
    tries = (
        people.http.post(f"{people.house.url}/api/password/reset", json={"key": key, "password": f"{OTHER} {n}"})
        for n in range(10)
    )
    answers = [answer.status_code for answer in await asyncio.gather(*tries)]
    assert sorted(answers) == [204] + [410] * 9
    assert (await people.signs_in_as(handle, f"{OTHER} {answers.index(204)}")).id == alice.id
    await says_no(people, "/api/password/reset", {"key": "", "password": OTHER}, 410, "expired")


async def test_only_who_looks_after_the_house_gives_reset_links(people: People) -> None:
    alice, _ = await somebody(people)
    eve, _ = await somebody(people)
    for whose in (alice.id, eve.id, new_id()):
        answer = await eve.requests("POST", f"/api/people/{whose}/reset-link")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    owner = await people.signs_in_as("owner")
    assert (await owner.requests("POST", f"/api/people/{new_id()}/reset-link")).status_code == 404


async def test_a_telephone_is_signed_in_from_a_browser_once(people: People) -> None:
    alice, _ = await somebody(people)
    link = await alice.asks("POST", "/api/session/phone", expect=201)
    assert link["url"] == f"/phone#{link['key']}"
    asked = (
        people.http.post(f"{people.house.url}/api/session/phone/claim", json={"key": link["key"], "keep": "token"})
        for _ in range(20)
    )
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201] + [410] * 19
    (phone,) = (answer.json() for answer in answers if answer.is_success)
    assert phone["me"]["id"] == alice.id
    kinds = [each["kind"] for each in (await alice.asks("GET", "/api/sessions"))["sessions"]]
    assert sorted(kinds) == ["browser", "phone"]


async def test_a_key_for_a_telephone_ends_with_the_session_that_made_it(people: People) -> None:
    alice, handle = await somebody(people)
    elsewhere = await people.signs_in_as(handle)
    link = await elsewhere.asks("POST", "/api/session/phone", expect=201)
    await elsewhere.asks("DELETE", "/api/session", expect=204)
    await says_no(people, "/api/session/phone/claim", {"key": link["key"]}, 410, "expired")
    link = await alice.asks("POST", "/api/session/phone", expect=201)
    await says_no(people, "/api/password/reset", {"key": link["key"], "password": OTHER}, 410, "expired")


# ── the second factor ────────────────────────────────────────────────────────────────────────────────────────────


async def has_second_factor(alice: Person) -> tuple[str, list[str], int]:
    """The secret, the recovery codes, and the step of the code that was shown."""
    made = await alice.asks("POST", "/api/people/me/totp", {"password": PASSWORD}, expect=201)
    assert made["secret"] in made["url"]
    step = int(time.time() // totp.SECONDS)
    found = await alice.asks("PUT", "/api/people/me/totp", {"code": totp.code(made["secret"], step)})
    return made["secret"], found["recovery_codes"], step


async def test_with_a_second_factor_the_password_alone_is_not_enough(people: People) -> None:
    alice, handle = await somebody(people)
    secret, recovery, step = await has_second_factor(alice)
    login = {"login": handle, "password": PASSWORD}
    await says_no(people, "/api/session/password", login, 401, "code_needed")
    await says_no(people, "/api/session/password", {**login, "code": "000000"}, 401, "wrong_code")
    wrong = {**login, "password": OTHER, "code": totp.code(secret, step + 1)}
    await says_no(people, "/api/session/password", wrong, 401, "wrong_login")
    used = {**login, "code": totp.code(secret, step)}
    await says_no(people, "/api/session/password", used, 401, "wrong_code")
    assert (await people.signs_in_as(handle, code=totp.code(secret, step + 1))).id == alice.id
    again = {**login, "code": totp.code(secret, step + 1)}
    await says_no(people, "/api/session/password", again, 401, "wrong_code")
    mine = await alice.asks("GET", "/api/people/me/account")
    assert (mine["totp"], mine["recovery_codes"]) == (True, len(recovery))
    await alice.asks("DELETE", "/api/people/me/totp", {"password": PASSWORD}, expect=204)
    assert (await people.signs_in_as(handle)).id == alice.id


async def test_a_code_opens_one_session_however_many_ask_at_once(people: People) -> None:
    alice, handle = await somebody(people)
    secret, (first, *_), step = await has_second_factor(alice)
    for code in (totp.code(secret, step + 1), first.upper().replace("-", " ")):
        login = {"login": handle, "password": PASSWORD, "code": code, "keep": "token"}
        asked = (people.http.post(f"{people.house.url}/api/session/password", json=login) for _ in range(20))
        answers = await asyncio.gather(*asked)
        assert sorted(answer.status_code for answer in answers) == [201] + [401] * 19
        assert {answer.json().get("code") for answer in answers} == {None, "wrong_code"}
    assert (await alice.asks("GET", "/api/people/me/account"))["recovery_codes"] == 9


async def test_a_second_factor_counts_once_a_code_was_shown(people: People) -> None:
    alice, handle = await somebody(people)
    nothing = await alice.requests("PUT", "/api/people/me/totp", {"code": "123456"})
    assert nothing.status_code == 404
    wrong = await alice.requests("POST", "/api/people/me/totp", {"password": OTHER})
    assert wrong.json()["code"] == "wrong_login"
    await alice.asks("POST", "/api/people/me/totp", {"password": PASSWORD}, expect=201)
    wrong = await alice.requests("PUT", "/api/people/me/totp", {"code": "000000"})
    assert wrong.json()["code"] == "wrong_code"
    assert (await people.signs_in_as(handle)).id == alice.id


async def test_a_link_from_the_owner_helps_who_has_lost_everything(people: People) -> None:
    alice, handle = await somebody(people)
    await has_second_factor(alice)
    key = await reset_key(alice)
    await alice.asks("POST", "/api/password/reset", {"key": key, "password": OTHER}, expect=204)
    assert (await people.signs_in_as(handle, OTHER)).id == alice.id


# ── leaving ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_leaves_is_gone_and_so_is_what_they_said(people: People) -> None:
    alice, handle = await somebody(people)
    bob, _ = await somebody(people)
    await alice.comes_back()
    await bob.comes_back()
    room = await alice.opens_room("정원")
    await bob.joins(room)
    said = [await alice.says(f"secret {n}") for n in range(5)]
    await bob.hears("secret 4")
    await bob.says("mine")
    wrong = await alice.requests("DELETE", "/api/people/me", {"password": OTHER})
    assert wrong.status_code == 401
    report = await alice.asks("DELETE", "/api/people/me", {"password": PASSWORD})
    assert report == {"messages": 5, "rooms": 2, "sessions": 1}
    await alice.is_shown_out(4401)
    for each in said:
        await bob.hears_that_is_gone(each.id)
    await bob.agrees_with_a_fresh_fetch()
    found = (await bob.requests("GET", f"/api/rooms/{room}/messages")).text
    assert "secret" not in found
    assert "Somebody" not in str(
        [each for each in bob.model.rooms[room].members.values() if each["person"] == alice.id]
    )
    await says_no(people, "/api/session/password", {"login": handle, "password": PASSWORD}, 401, "wrong_login")
    assert (await people.registers("Another", handle=handle)).id != alice.id, "the handle is free again"


async def test_the_last_owner_stays(people: People) -> None:
    owner = await people.signs_in_as("owner")
    answer = await owner.requests("DELETE", "/api/people/me", {"password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    assert await owner.asks("GET", "/api/session")


async def test_a_restart_changes_nothing_of_it(people: People, tmp_path: Path) -> None:
    alice, handle = await somebody(people)
    secret, _, step = await has_second_factor(alice)
    people.house.restart()
    assert await alice.asks("GET", "/api/session")
    assert (await people.signs_in_as(handle, code=totp.code(secret, step + 1))).id == alice.id


# ── two servers of one house ─────────────────────────────────────────────────────────────────────────────────────


async def test_two_who_claim_a_house_at_two_servers_are_one_owner(postgres: Postgres, nats: Nats) -> None:
    url = postgres.new_database()
    with House(url, nats_url=nats.url) as first, House(url, nats_url=nats.url) as second:
        async with People(first) as people:
            body = {"house": "마당", "name": "Owner", "password": PASSWORD}
            asked = (
                people.http.post(f"{house.url}/api/house/owner", json={**body, "handle": f"owner-{n}"})
                for n, house in enumerate((first, second, first, second))
            )
            answers = await asyncio.gather(*asked)
            assert sorted(answer.status_code for answer in answers) == [201, 403, 403, 403]
            for house in (first, second):
                answer = await people.http.post(f"{house.url}/api/session", json={"name": "Guest", "keep": "token"})
                assert answer.status_code == 404, "both know that home is not for everybody any more"


@pytest.mark.parametrize("relay_is_there", [True, False])
async def test_a_new_password_ends_the_sessions_at_every_server(postgres: Postgres, relay_is_there: bool) -> None:
    url = postgres.new_database()
    with Nats() as relay, House(url, nats_url=relay.url) as first, House(url, nats_url=relay.url) as second:
        async with People(first) as people:
            owner = await people.claims("Owner")
            elsewhere = await people.signs_in_as("owner", at=second)
            await owner.comes_back()
            await elsewhere.comes_back()
            if not relay_is_there:
                relay.kill()
            await owner.asks("PUT", "/api/people/me/password", {"old": PASSWORD, "new": OTHER}, expect=204)
            async with asyncio.timeout(2 if relay_is_there else 10):
                await elsewhere.is_shown_out(4401)
            assert (await elsewhere.requests("GET", "/api/session")).status_code == 401
            await owner.says("still here")
