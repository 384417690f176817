"""Invitations over HTTP."""

from typing import Any

import httpx2

from tests.api import edges


async def invited(owner: httpx2.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await owner.post("/api/invitations", json=more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_link_is_shown_once_and_leads_in(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    made = await invited(jiwoo, note="이웃")
    key = made.pop("url").removeprefix("/join#")
    (listed,) = (await jiwoo.get("/api/invitations")).json()["invitations"]
    assert listed == made
    assert key not in str(listed)
    face = await nobody.post("/api/invitations/look", json={"key": key})
    assert face.json() == {"house": "우리 마당", "role": "member", "rooms": [], "by": "주인"}
    body = {"key": key, "name": "민준", "handle": "minjun", "password": edges.PASSWORD}
    answer = await nobody.post("/api/invitations/accept", json=body)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["me"]["role"], answer.json()["token"]) == ("member", None)
    assert "madang_session" in nobody.cookies
    uses = (await jiwoo.get(f"/api/invitations/{made['id']}/uses")).json()["uses"]
    assert [use["person"] for use in uses] == [answer.json()["me"]["id"]]
    edges.problem(await nobody.post("/api/invitations/look", json={"key": key}), 410, "expired")


async def test_a_password_that_is_none_uses_nothing_up(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    key = (await invited(jiwoo))["url"].removeprefix("/join#")
    body = {"key": key, "name": "민준", "handle": "minjun", "keep": "token"}
    edges.problem(await nobody.post("/api/invitations/accept", json={**body, "password": "short"}), 422, "invalid")
    edges.problem(await nobody.post("/api/invitations/accept", json=body), 422, "invalid")
    answer = await nobody.post("/api/invitations/accept", json={**body, "password": edges.PASSWORD})
    assert answer.json()["token"]


async def test_a_link_is_revoked(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    made = await invited(jiwoo, expires_in=None, uses=None)
    assert (made["expires_at"], made["uses"]) == (None, None)
    assert (await jiwoo.delete(f"/api/invitations/{made['id']}")).status_code == 204
    key = made["url"].removeprefix("/join#")
    edges.problem(await nobody.post("/api/invitations/look", json={"key": key}), 410, "expired")


async def test_only_who_is_in_the_house_invites(minjun: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    edges.problem(await nobody.get("/api/invitations"), 401, "no_session")
    edges.problem(await nobody.post("/api/invitations", json={}), 401, "no_session")
    edges.problem(await minjun.post("/api/invitations", json={}), 403, "not_set_up")
