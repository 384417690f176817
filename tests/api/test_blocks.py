"""Whom I have blocked, over HTTP."""

import httpx2

from tests.api import edges
from tests.store.rows import new_id


async def test_whom_i_have_blocked_is_mine_to_know(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    who = (await minjun.get("/api/people/me")).json()["me"]["id"]
    for _ in range(2):
        assert (await jiwoo.put(f"/api/people/me/blocks/{who}")).status_code == 204
    assert (await jiwoo.get("/api/people/me/blocks")).json() == {"people": [who]}
    assert (await minjun.get("/api/people/me/blocks")).json() == {"people": []}
    me = (await jiwoo.get("/api/people/me")).json()["me"]["id"]
    refused = await minjun.post("/api/rooms/direct", json={"id": new_id(), "people": [me]})
    assert me not in edges.problem(refused, 403, "not_reachable")["message"]
    for _ in range(2):
        assert (await jiwoo.delete(f"/api/people/me/blocks/{who}")).status_code == 204
    assert (await minjun.post("/api/rooms/direct", json={"id": new_id(), "people": [me]})).status_code == 201


async def test_a_block_of_nobody_is_refused(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    edges.problem(await jiwoo.put(f"/api/people/me/blocks/{new_id()}"), 404, "not_found")
    edges.problem(await jiwoo.delete("/api/people/me/blocks/민준"), 422, "bad_id")
    for method in ("GET", "PUT", "DELETE"):
        where = "/api/people/me/blocks" + ("" if method == "GET" else f"/{new_id()}")
        edges.problem(await nobody.request(method, where), 401, "no_session")
