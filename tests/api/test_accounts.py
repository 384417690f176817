"""One's own account over HTTP."""

import time

import httpx2
import pytest
from fastapi import FastAPI

from madang.domain import totp
from tests.api import edges
from tests.api.edges import PASSWORD
from tests.store.rows import new_id


@pytest.fixture
async def owner(nobody: httpx2.AsyncClient) -> httpx2.AsyncClient:
    await edges.owner(nobody)
    return nobody


async def test_an_account_is_shown_without_its_secrets(owner: httpx2.AsyncClient) -> None:
    answer = await owner.get("/api/people/me/account")
    assert answer.json() == {
        "handle": "owner",
        "email": None,
        "email_verified": False,
        "password": True,
        "totp": False,
        "recovery_codes": 0,
        "identities": [],
    }


async def test_who_came_with_just_a_name_has_no_account(jiwoo: httpx2.AsyncClient) -> None:
    edges.problem(await jiwoo.get("/api/people/me/account"), 404, "not_found")
    body = {"old": None, "new": PASSWORD}
    edges.problem(await jiwoo.put("/api/people/me/password", json=body), 404, "not_found")


async def test_the_password_is_shown_again_for_what_could_take_the_account_away(owner: httpx2.AsyncClient) -> None:
    for method, path, body in (
        ("PUT", "password", {"old": "wrong password", "new": "another password"}),
        ("PUT", "password", {"new": "another password"}),
        ("PUT", "email", {"email": "a@example.com", "password": "wrong password"}),
        ("POST", "totp", {"password": "wrong password"}),
        ("DELETE", "totp", {"password": "wrong password"}),
        ("POST", "recovery-codes", {"password": "wrong password", "code": "000000"}),
        ("DELETE", "identities", {"password": "wrong password", "issuer": "https://id.example", "subject": "1"}),
        ("DELETE", "", {"password": "wrong password"}),
    ):
        answer = await owner.request(method, f"/api/people/me/{path}".rstrip("/"), json=body)
        edges.problem(answer, 401, "wrong_login")


async def test_an_address_is_changed(owner: httpx2.AsyncClient) -> None:
    body = {"email": "Owner@Example.com", "password": PASSWORD}
    assert (await owner.put("/api/people/me/email", json=body)).status_code == 204
    found = (await owner.get("/api/people/me/account")).json()
    assert (found["email"], found["email_verified"]) == ("owner@example.com", False)


async def test_recovery_codes_are_easy_to_type_and_hard_to_guess(owner: httpx2.AsyncClient) -> None:
    secret = (await owner.post("/api/people/me/totp", json={"password": PASSWORD})).json()["secret"]
    code = totp.code(secret, int(time.time() // totp.SECONDS))
    codes = (await owner.put("/api/people/me/totp", json={"code": code})).json()["recovery_codes"]
    assert len(set(codes)) == 10
    for each in codes:
        assert [len(part) for part in each.split("-")] == [4, 4, 4]
        assert not set(each) & set("il1o0")


async def test_recovery_codes_are_renewed_with_one_of_them(owner: httpx2.AsyncClient) -> None:
    secret = (await owner.post("/api/people/me/totp", json={"password": PASSWORD})).json()["secret"]
    code = totp.code(secret, int(time.time() // totp.SECONDS))
    first = (await owner.put("/api/people/me/totp", json={"code": code})).json()["recovery_codes"]
    answer = await owner.post("/api/people/me/recovery-codes", json={"password": PASSWORD, "code": first[0].upper()})
    assert answer.status_code == 201
    assert len(set(answer.json()["recovery_codes"]) - set(first)) == 10
    body = {"password": PASSWORD, "code": first[1]}
    edges.problem(await owner.post("/api/people/me/recovery-codes", json=body), 401, "wrong_code")
    assert (await owner.get("/api/people/me/account")).json()["recovery_codes"] == 10


async def test_a_guest_leaves_without_a_password(nobody: httpx2.AsyncClient) -> None:
    await nobody.post("/api/session", json={"name": "지우"})
    await nobody.post("/api/rooms/madang/messages", json={"id": new_id(), "text": "안녕"})
    answer = await nobody.request("DELETE", "/api/people/me", json={"password": ""})
    assert answer.json() == {"messages": 1, "rooms": 1, "sessions": 1}
    assert "madang_session" not in nobody.cookies
    edges.problem(await nobody.get("/api/session"), 401, "no_session")


async def test_one_takes_everything_along(owner: httpx2.AsyncClient) -> None:
    rooms = [await edges.a_room(owner) for _ in range(2)]
    for n in range(1_003):
        body = {"id": new_id(), "text": f"{n}"}
        assert (await owner.post(f"/api/rooms/{rooms[n % 2]}/messages", json=body)).status_code == 201
    answer = await owner.get("/api/people/me/export")
    assert answer.headers["content-disposition"].startswith('attachment; filename="madang-')
    found = answer.json()
    assert found["account"]["handle"] == "owner"
    assert len(found["rooms"]) == 3
    assert (found["profile"]["handle"], found["blocked"]) == ("owner", [])
    assert [each["current"] for each in found["sessions"]] == [True]
    assert [message["text"] for message in found["messages"]] == [f"{n}" for n in range(1_003)]
    for secret in (PASSWORD, "argon2", owner.headers["authorization"].removeprefix("Bearer ")):
        assert secret not in answer.text


async def test_nothing_of_others_is_taken_along(owner: httpx2.AsyncClient, house: FastAPI) -> None:
    room = new_id()
    await owner.post("/api/rooms", json={"id": room, "name": "밖", "kind": "open"})
    await owner.post(f"/api/rooms/{room}/messages", json={"id": new_id(), "text": "mine"})
    async with edges.client(house) as other:
        await other.post("/api/session", json={"name": "손님", "room": room})
        await other.post(f"/api/rooms/{room}/messages", json={"id": new_id(), "text": "of the guest"})
        theirs = (await other.get("/api/people/me/export")).json()
    assert theirs["account"] is None
    assert [message["text"] for message in theirs["messages"]] == ["of the guest"]
    assert [message["text"] for message in (await owner.get("/api/people/me/export")).json()["messages"]] == ["mine"]
