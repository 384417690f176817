"""What stands before every HTTP request: foreign names and pages, endless bodies; and the headers of every answer."""

from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from madang.api.answers import STATUS, bug, problem
from madang.api.origins import Origins
from madang.domain.errors import Refusal

BODY_BYTES = 65_536
PICTURE_BYTES = 10_000_000
_PICTURES = ("/picture", "/logo")
"""How paths end to which a picture is sent, once whoever sends it is known."""

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
_HEADERS = {
    "content-security-policy": _CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_ANY_HOST = "/api/health/"
"""Load balancers ask by whatever name they have."""
_SAFE = {"GET", "HEAD", "OPTIONS"}
_WRONG_HOST = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Madang</title>
<h1>This server does not know the name <code>{host}</code></h1>
<p>If it is yours: start Madang with this name in <code>MADANG_ORIGINS</code> or <code>MADANG_PUBLIC_URL</code>,
for example <code>MADANG_PUBLIC_URL=http://{host}</code>.
<div lang="ko"><h1>이 서버는 <code>{host}</code>라는 이름을 모릅니다</h1>
<p>직접 운영하는 서버라면 <code>MADANG_ORIGINS</code>나 <code>MADANG_PUBLIC_URL</code>에 이 이름을 넣어 다시 켜 주세요.
예: <code>MADANG_PUBLIC_URL=http://{host}</code></div>
"""


class Guard:
    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        answering = _Answering(scope, send)
        headers = Headers(scope=scope)
        if refusal := self._refusal(headers, scope):
            answer = _page(headers) if _is_for_a_browser(refusal, headers) else problem(refusal)
            await answer(scope, receive, answering)
            return
        try:
            await self._app(scope, _capped(receive, _most(scope)), answering)
        except Exception as error:
            if answering.started and not answering.complete:
                raise
            answer = bug(error)
            if not answering.started:  # otherwise it was behind the answer: raised, it would cut the connection
                await answer(scope, receive, answering)

    def _refusal(self, headers: Headers, scope: Scope) -> Refusal | None:
        host, length = headers.get("host", ""), headers.get("content-length", "0")
        if not scope["path"].startswith(_ANY_HOST) and not self._origins.knows(host):
            return Refusal("wrong_host", f"This server does not know the name {host[:100]!r}; see MADANG_ORIGINS.")
        if "\0" in scope["path"] and scope["path"].startswith("/api/"):
            return Refusal("bad_id", "There is no id with a NUL character.")
        if b"%00" in scope["query_string"]:
            return Refusal("bad_text", "There is no text with a NUL character.")
        if scope["method"] not in _SAFE and not self._may_change(headers, scope["scheme"]):
            return Refusal("foreign_origin", "This page may not speak to the server; see MADANG_ORIGINS.")
        if not length.isdigit() or int(length) > _most(scope):
            return _too_large(_most(scope))
        return None

    def _may_change(self, headers: Headers, scheme: str) -> bool:
        """A browser says where a request comes from, in one header or the other; a program says neither."""
        if "origin" in headers:
            return self._origins.may(headers, scheme, with_cookie=False)
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


class _Answering:
    """Sends an answer with the headers that every one bears, and knows how far it has come."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self.started = self.complete = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self._scope["path"].startswith("/api/"):
                headers.setdefault("cache-control", "no-store")
        elif message["type"] == "http.response.body":
            self.complete = not message.get("more_body", False)
        await self._send(message)


def _is_for_a_browser(refusal: Refusal, headers: Headers) -> bool:
    """Whoever opens the house by a name that it does not know sees this, and nothing else of it."""
    return refusal.code == "wrong_host" and "text/html" in headers.get("accept", "")


def _page(headers: Headers) -> HTMLResponse:
    return HTMLResponse(_WRONG_HOST.format(host=escape(headers.get("host", "")[:100])), STATUS["wrong_host"])


def _most(scope: Scope) -> int:
    """Bytes that a body may have."""
    return PICTURE_BYTES if scope["method"] == "PUT" and scope["path"].endswith(_PICTURES) else BODY_BYTES


def _capped(receive: Receive, most: int) -> Receive:
    """A body that does not say how long it is, is counted as it comes."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            # No `Refusal`: FastAPI takes every other exception while it reads a body for a body it cannot parse.
            raise HTTPException(413, _too_large(most).message.rstrip("."))
        return message

    return counted


def _too_large(most: int) -> Refusal:
    return Refusal("too_large", f"A body may have {most:,} bytes at most.")
