"""People over HTTP."""

from typing import Any

import httpx2
import pytest

from tests.api import edges


async def joined(owner: httpx2.AsyncClient, who: httpx2.AsyncClient, handle: str = "minjun") -> dict[str, Any]:
    """`who` is a member with an account from now on."""
    key = (await owner.post("/api/invitations", json={})).json()["url"].removeprefix("/join#")
    body = {"key": key, "name": "민준", "handle": handle, "password": edges.PASSWORD, "keep": "token"}
    who.headers.pop("authorization", None)
    answer = await who.post("/api/invitations/accept", json=body)
    assert answer.status_code == 201, answer.text
    who.headers["authorization"] = f"Bearer {answer.json()['token']}"
    me: dict[str, Any] = answer.json()["me"]
    return me


async def test_one_looks_at_oneself(jiwoo: httpx2.AsyncClient) -> None:
    me = (await jiwoo.get("/api/people/me")).json()
    assert me["me"] == (await jiwoo.get("/api/session")).json()["me"]
    assert (me["name"], me["handle"], me["status"]) == ("지우", None, None)


async def test_a_new_name_is_seen_in_every_room(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    answer = await jiwoo.patch("/api/people/me", json={"name": " 새 이름 "})
    assert (answer.json()["me"]["name"], answer.json()["name"]) == ("새 이름", "새 이름")
    members = (await minjun.get("/api/rooms/madang/members")).json()["members"]
    assert {member["name"] for member in members} == {"새 이름", "민준"}


async def test_a_name_that_is_none_is_refused(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    edges.problem(await jiwoo.patch("/api/people/me", json={"name": " "}), 422, "bad_text")
    edges.problem(await jiwoo.patch("/api/people/me", json={"name": "x", "id": "y"}), 422, "invalid")
    edges.problem(await nobody.patch("/api/people/me", json={"name": "x"}), 401, "no_session")


async def test_what_is_left_out_of_a_profile_stays(jiwoo: httpx2.AsyncClient) -> None:
    status = {"emoji": "🌴", "text": "쉬어요", "until": None}
    await jiwoo.patch("/api/people/me", json={"title": "디자인", "status": status})
    changed = (await jiwoo.patch("/api/people/me", json={"locale": "ko"})).json()
    assert (changed["title"], changed["status"], changed["locale"]) == ("디자인", status, "ko")
    assert (await jiwoo.patch("/api/people/me", json={"status": None})).json()["status"] is None


async def test_statuses_are_asked_for_together(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    id = (await jiwoo.get("/api/session")).json()["me"]["id"]
    status = {"emoji": "🌴", "text": "쉬어요", "until": None}
    await jiwoo.patch("/api/people/me", json={"status": status})
    asked = await minjun.get("/api/people/statuses", params={"of": [id, "nobody"]})
    assert asked.json() == {"statuses": {id: status}}
    assert (await minjun.get("/api/people/statuses")).json() == {"statuses": {}}
    edges.problem(await minjun.get("/api/people/statuses", params={"of": ["x"] * 101}), 422, "invalid")


async def test_people_are_looked_up(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    me = await joined(jiwoo, minjun)
    found = (await jiwoo.get("/api/people", params={"query": "MINJ"})).json()
    assert [each["id"] for each in found["people"]] == [me["id"]]
    assert found["next"] is None
    one = (await jiwoo.get(f"/api/people/{me['id']}")).json()
    assert one == {**found["people"][0], "email": None, "email_verified": False}
    assert "email" not in (await minjun.get(f"/api/people/{me['id']}")).json()
    edges.problem(await jiwoo.get("/api/people/nobody"), 404, "not_found")


@pytest.mark.parametrize("params", [{"limit": 0}, {"limit": 101}, {"query": "x" * 101}, {"after": "x" * 37}])
async def test_a_page_is_asked_for_in_bounds(jiwoo: httpx2.AsyncClient, params: dict[str, Any]) -> None:
    edges.problem(await jiwoo.get("/api/people", params=params), 422, "invalid")


async def test_people_are_looked_after(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    path = f"/api/people/{(await joined(jiwoo, minjun))['id']}"
    changed = await jiwoo.patch(path, json={"role": "admin"})
    assert changed.json()["role"] == "admin"
    assert (await jiwoo.patch(path, json={"state": "deactivated"})).json()["state"] == "deactivated"
    edges.problem(await minjun.get("/api/session"), 401, "no_session")
    both = await jiwoo.patch(path, json={"state": "active", "role": "member"})
    assert (both.json()["state"], both.json()["role"]) == ("active", "member")
    assert (await jiwoo.put(f"{path}/ban", json={"purge": True})).status_code == 204
    assert (await jiwoo.get(path)).json()["state"] == "banned"
    assert (await jiwoo.delete(f"{path}/ban")).status_code == 204
    assert (await jiwoo.delete(path)).json() == {"messages": 0, "rooms": 1, "sessions": 0}
    edges.problem(await jiwoo.patch(path, json={"role": "member"}), 404, "not_found")


async def test_nobody_else_looks_after_them(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    me = await edges.owner(jiwoo)
    await joined(jiwoo, minjun)
    path = f"/api/people/{me['id']}"
    edges.problem(await minjun.patch(path, json={"role": "guest"}), 403, "forbidden")
    edges.problem(await minjun.put(f"{path}/ban", json={}), 403, "forbidden")
    edges.problem(await minjun.delete(f"{path}/ban"), 403, "forbidden")
    edges.problem(await minjun.delete(path), 403, "forbidden")
