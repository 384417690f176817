"""A refusal as an HTTP answer: the one place that knows which code has which status (RFC 9457)."""

import logging
import secrets
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from madang.domain.errors import REFUSAL_CODES, Refusal, RefusalCode

log = logging.getLogger(__name__)

STATUS: dict[RefusalCode, int] = {
    "not_json": 400,
    "unknown_command": 400,
    "invalid": 422,
    "bad_text": 422,
    "too_long": 422,
    "bad_id": 422,
    "bad_seq": 422,
    "id_taken": 409,
    "deleted": 409,
    "archived": 409,
    "silenced": 403,
    "not_reachable": 403,
    "banned": 403,
    "slow_mode": 429,
    "handle_taken": 409,
    "last_owner": 409,
    "expired": 410,
    "future": 409,
    "no_session": 401,
    "wrong_login": 401,
    "code_needed": 401,
    "wrong_code": 401,
    "not_set_up": 403,
    "not_found": 404,
    "not_a_member": 403,
    "forbidden": 403,
    "foreign_origin": 403,
    "wrong_host": 421,
    "hello_first": 409,
    "hello_again": 409,
    "too_fast": 429,
    "too_many": 409,
    "too_large": 413,
    "unavailable": 503,
    "internal": 500,
}


def problem(refusal: Refusal, status: int | None = None, headers: dict[str, str] | None = None) -> Response:
    body: dict[str, str | int | float] = {
        "type": "about:blank",
        "title": refusal.code,
        "status": status or STATUS[refusal.code],
        "code": refusal.code,
        "detail": refusal.message,
        "message": refusal.message,
    }
    headers = dict(headers or {})
    if refusal.retry_after is not None:
        body["retry_after"] = round(refusal.retry_after, 3)
        headers["retry-after"] = str(max(1, round(refusal.retry_after)))
    return Response(
        to_json(body), status or STATUS[refusal.code], media_type="application/problem+json", headers=headers
    )


_PROBLEM: dict[str, object] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "message"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"enum": list(REFUSAL_CODES)},
        "detail": {"type": "string"},
        "message": {"type": "string"},
        "retry_after": {"type": "number", "description": "Seconds."},
    },
}


def install(app: FastAPI) -> None:
    """Every way in which a request can fail ends as a problem with a code; bugs do so in the guard."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    generated = app.openapi

    def with_refusals() -> dict[str, Any]:
        if app.openapi_schema is None:
            describe(generated())
        return generated()

    app.openapi = with_refusals  # type: ignore[method-assign]


def describe(schema: dict[str, Any]) -> None:
    """Every request may be refused, and each refusal is a problem: the same answers, said once for all of them."""
    by_status: dict[int, list[str]] = {}
    for code, status in STATUS.items():
        by_status.setdefault(status, []).append(code)
    components = schema.setdefault("components", {})
    shapes = components.setdefault("schemas", {})
    shapes["Problem"] = _PROBLEM
    for unused in ("HTTPValidationError", "ValidationError"):
        shapes.pop(unused, None)
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        f"Refused{status}": {"description": ", ".join(codes), "content": content}
        for status, codes in by_status.items()
        if status != STATUS["internal"]
    }
    refused = {f"{name[-3:]}": {"$ref": f"#/components/responses/{name}"} for name in components["responses"]}
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation["responses"] |= refused


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(error)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return problem(Refusal("not_json", "The body is not JSON."))
    if first["type"] == "bad_text":
        return problem(Refusal("bad_text", f"{first['msg']}."))
    if first["type"] == "string_unicode":
        return problem(Refusal("bad_text", "The text has half a surrogate pair, which is no character."))
    where = ".".join(ascii(step).strip("'") for step in first["loc"][1:])[:60] or "the body"
    return problem(Refusal("invalid", f"{where}: {first['msg']}."))


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code: RefusalCode = {404: "not_found", 400: "not_json", 413: "too_large"}.get(error.status_code, "invalid")  # type: ignore[assignment]
    return problem(Refusal(code, f"{error.detail}."), error.status_code, dict(error.headers or {}))


def bug(error: Exception) -> Response:
    """Logs what should not have happened, once; what the other end learns is its id."""
    id = secrets.token_hex(4)
    log.error("bug %s", id, exc_info=error)
    return problem(Refusal("internal", f"Something is broken here; the log knows it as {id}."))
