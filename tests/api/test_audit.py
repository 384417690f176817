"""What was done to the house, over HTTP."""

import json

import httpx2

from tests.api import edges


async def test_acts_are_read_a_page_at_a_time_and_taken_along_as_lines(jiwoo: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    for color in ("#000001", "#000002", "#000003"):
        await jiwoo.patch("/api/house", json={"color": color})
    first = (await jiwoo.get("/api/audit?limit=2")).json()["acts"]
    assert [act["about"]["color"] for act in first] == ["#000003", "#000002"]
    second = (await jiwoo.get(f"/api/audit?limit=2&before={first[-1]['id']}")).json()["acts"]
    assert [act["action"] for act in second] == ["house.changed", "house.claimed"]
    assert len((await jiwoo.get("/api/audit?action=house.changed")).json()["acts"]) == 3
    export = await jiwoo.get("/api/audit/export")
    assert export.headers["content-type"] == "application/jsonl"
    assert export.headers["content-disposition"].startswith("attachment")
    lines = [json.loads(line) for line in export.text.splitlines()]
    assert [line["action"] for line in lines] == ["house.claimed", *["house.changed"] * 3, "audit.exported"]


async def test_how_much_is_kept_where(jiwoo: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    (home,) = (await jiwoo.get("/api/house/storage")).json()["rooms"]
    assert (home["id"], home["kind"], home["messages"], home["bytes"]) == ("madang", "public", 0, 0)


async def test_nobody_else_looks(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    for path in ("/api/audit", "/api/audit/export", "/api/house/storage"):
        edges.problem(await nobody.get(path), 401, "no_session")
        edges.problem(await jiwoo.get(path), 403, "forbidden")
    edges.problem(await jiwoo.get("/api/audit?limit=0"), 422, "invalid")
