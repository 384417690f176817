"""The cookie in which a browser keeps the key of its session. No script sees it, and it comes with no change from
another site."""

from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

COOKIE: Final = "madang_session"
SECURE_COOKIE: Final = f"__Host-{COOKIE}"
"""Browsers take one of this name from this very host over https only: a neighbour under the same domain cannot plant
a session of theirs here."""


def key_of(connection: HTTPConnection) -> str | None:
    """What came over https is read from the secure one alone."""
    found = connection.cookies.get(SECURE_COOKIE)
    if not found and connection.scope.get("scheme") not in ("https", "wss"):
        found = connection.cookies.get(COOKIE)
    return found or None


def brought(connection: HTTPConnection) -> bool:
    """Whether any cookie of ours came along."""
    return COOKIE in connection.cookies or SECURE_COOKIE in connection.cookies


def put(response: Response, request: Request, key: str, seconds: int) -> None:
    """Gives the browser its session for so long."""
    secure = _secure(request)
    response.set_cookie(
        SECURE_COOKIE if secure else COOKIE, key, max_age=seconds, httponly=True, samesite="lax", secure=secure
    )


def clear(response: Response, request: Request) -> None:
    """Takes away whatever there is."""
    for name in {COOKIE, SECURE_COOKIE} & request.cookies.keys():
        response.delete_cookie(name, httponly=True, samesite="lax", secure=name == SECURE_COOKIE)


def keep(response: Response, request: Request, name: str, value: str, seconds: int) -> None:
    """Something else that a browser has to keep for a while."""
    secure = _secure(request)
    response.set_cookie(
        f"__Host-{name}" if secure else name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure
    )


def kept(request: Request, name: str) -> str | None:
    return request.cookies.get(f"__Host-{name}" if _secure(request) else name)


def forget(response: Response, request: Request, name: str) -> None:
    secure = _secure(request)
    response.delete_cookie(f"__Host-{name}" if secure else name, httponly=True, samesite="lax", secure=secure)


def _secure(request: Request) -> bool:
    """A proxy that we were not told of may have ended the TLS; but the page knows where it is."""
    return request.scope["scheme"] == "https" or request.headers.get("origin", "").startswith("https:")
