"""Health: whether the process lives, and whether what is said now would be kept."""

from typing import Any

import httpx2
from fastapi import FastAPI

from tests.api import edges
from tests.chat.hearts import gone, hooked


async def test_a_healthy_house_says_so(nobody: httpx2.AsyncClient) -> None:
    for path in ("/api/health/live", "/api/health/ready"):
        answer = await nobody.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_store_that_cannot_commit_is_not_ready_but_alive(house: FastAPI, nobody: httpx2.AsyncClient) -> None:
    def fail(_: Any) -> None:
        raise gone()

    with hooked("commit", fail, house.state.chat._database._writer):
        edges.problem(await nobody.get("/api/health/ready"), 503, "unavailable")
        assert (await nobody.get("/api/health/live")).status_code == 200
    assert (await nobody.get("/api/health/ready")).status_code == 200


async def test_a_house_that_drains_is_not_ready(house: FastAPI, nobody: httpx2.AsyncClient) -> None:
    await house.state.chat.drain()
    found = edges.problem(await nobody.get("/api/health/ready"), 503, "unavailable")
    assert "stopping" in found["message"]
    assert (await nobody.get("/api/health/live")).status_code == 200
