"""A refusal as an HTTP answer."""

import json
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from madang.api.answers import STATUS, problem
from madang.domain.errors import REFUSAL_CODES, Refusal, RefusalCode
from tests.api import edges
from tests.wire import protocol


@pytest.mark.parametrize("code", REFUSAL_CODES)
def test_every_refusal_has_its_status_and_is_a_problem(code: RefusalCode) -> None:
    answer = problem(Refusal(code, "What was found."))
    assert answer.status_code == STATUS[code]
    assert answer.media_type == "application/problem+json"
    assert json.loads(bytes(answer.body)) == {
        "type": "about:blank",
        "title": code,
        "status": STATUS[code],
        "code": code,
        "detail": "What was found.",
        "message": "What was found.",
    }


def test_the_docs_list_every_refusal_with_its_status() -> None:
    listed = {row[0].strip("`"): row[1] for row in protocol.table("code", "HTTP")}
    assert listed.keys() == set(REFUSAL_CODES)
    for code in REFUSAL_CODES:
        assert listed[code] in ("", str(STATUS[code])), code


async def test_every_request_says_how_it_may_be_refused(tmp_path: Path) -> None:
    async with edges.house(tmp_path) as house:
        schema = house.openapi()
        assert house.openapi() is schema
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            said = set(operation["responses"])
            assert {str(status) for code, status in STATUS.items() if code != "internal"} <= said, path
            assert "500" not in said
    assert "HTTPValidationError" not in json.dumps(schema)
    assert schema["components"]["responses"]["Refused404"]["description"] == "not_found"


def test_what_can_be_tried_again_says_when() -> None:
    for seconds, header in ((0.2, "1"), (1.4, "1"), (7.6, "8")):
        answer = problem(Refusal("too_fast", "Wait.", retry_after=seconds))
        assert answer.headers["retry-after"] == header
        assert json.loads(bytes(answer.body))["retry_after"] == seconds


async def test_every_way_in_which_a_request_can_fail_is_a_problem(jiwoo: httpx2.AsyncClient) -> None:
    json_header = {"content-type": "application/json"}
    edges.problem(await jiwoo.get("/api/nothing"), 404, "not_found")
    edges.problem(await jiwoo.get("/api/rooms/nowhere"), 404, "not_found")
    edges.problem(await jiwoo.request("PUT", "/api/session"), 405, "invalid")
    edges.problem(await jiwoo.post("/api/rooms", content="{", headers=json_header), 400, "not_json")
    edges.problem(await jiwoo.post("/api/rooms", json={"id": 1}), 422, "invalid")
    edges.problem(await jiwoo.get("/api/rooms/madang/messages?limit=many"), 422, "invalid")
    half = '{"name":"\\ud83d"}'
    edges.problem(await jiwoo.patch("/api/people/me", content=half, headers=json_header), 422, "bad_text")


async def test_a_bug_shows_its_id_and_nothing_else(house: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise ZeroDivisionError("the secret reason")

    house.router.add_api_route("/api/broken", broken, methods=["GET"])
    house.router.routes.insert(0, house.router.routes.pop())
    async with edges.client(house) as client:
        found = edges.problem(await client.get("/api/broken"), 500, "internal")
    assert "secret" not in str(found)
    logged = [record.getMessage() for record in caplog.records if record.name == "madang.api.answers"]
    assert len(logged) == 1
    assert logged[0].removeprefix("bug ") in found["message"]
