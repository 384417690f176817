"""People over HTTP."""

import httpx2

from tests.api import edges


async def test_one_is_who_one_is(jiwoo: httpx2.AsyncClient) -> None:
    me = (await jiwoo.get("/api/people/me")).json()["me"]
    assert (me["name"], me["role"]) == ("지우", "member")


async def test_a_new_name_is_known_at_once(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    answer = await jiwoo.patch("/api/people/me", json={"name": " 새 이름 "})
    assert answer.json()["me"]["name"] == "새 이름"
    members = (await minjun.get("/api/rooms/madang/members")).json()["members"]
    assert {member["name"] for member in members} == {"새 이름", "민준"}


async def test_a_name_that_is_none_is_refused(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    edges.problem(await jiwoo.patch("/api/people/me", json={"name": " "}), 422, "bad_text")
    edges.problem(await jiwoo.patch("/api/people/me", json={"name": "x", "id": "y"}), 422, "invalid")
    edges.problem(await nobody.patch("/api/people/me", json={"name": "x"}), 401, "no_session")
