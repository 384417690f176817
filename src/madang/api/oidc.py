"""Signing in by another house, over HTTP: two redirects, and between them a cookie that ties both to one browser."""

import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import Annotated, Protocol
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from madang.api import cookies
from madang.api.access import TheChat, neighbourhood_of, newcomer, slow_down
from madang.api.openings import Opening
from madang.chat.heart import Chat
from madang.domain.account_commands import SignInElsewhere
from madang.domain.accounts import Somebody
from madang.domain.errors import Refusal
from madang.domain.outcomes import Named
from madang.domain.people import Person

router = APIRouter(prefix="/api/oidc", tags=["session"])

_COOKIE = "madang_oidc"
_SECONDS = 600
_HERE = re.compile(r"/(?![/\\])[^\s\\]*")
"""A path of ours, and no other site in disguise."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the browser keeps while its owner is away at the provider."""

    state: str
    nonce: str
    verifier: str
    to: str


class Provider(Protocol):
    """`api/provider.py` has the one there is; what it stands on is slow to load, and of use to few."""

    name: str

    async def begin(self, to: str) -> tuple[str, Attempt]:
        """Where to send the browser, and what it has to keep."""

    async def finish(self, code: str, attempt: Attempt) -> Somebody:
        """Who came back."""


@router.get("/start", status_code=303, response_class=RedirectResponse)
async def start(request: Request, chat: TheChat, to: Annotated[str, Query(max_length=2_000)] = "/") -> Response:
    """Off to the provider; back again at `to`."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    provider = _provider(request)
    try:
        url, attempt = await provider.begin(to if _HERE.fullmatch(to) else "/")
    except Refusal as refusal:
        return _back(refusal)
    response = RedirectResponse(url, 303)
    kept = urlsafe_b64encode(json.dumps(asdict(attempt)).encode()).decode()
    cookies.keep(response, request, _COOKIE, kept, _SECONDS)
    return response


@router.get("/callback", status_code=303, response_class=RedirectResponse)
async def callback(request: Request, chat: TheChat, state: str = "", code: str = "") -> Response:
    """Back from the provider. What was not begun in this very browser ends here."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    provider = _provider(request)
    try:
        attempt = _attempt(request, state)
        somebody = await provider.finish(code, attempt)
        opening = Opening(request, chat, "cookie")
        me = await _signed_in(chat, SignInElsewhere(somebody, opening.new))
    except Refusal as refusal:
        return _back(refusal)
    response = RedirectResponse(attempt.to, 303)
    await opening.answer(response, me)
    cookies.forget(response, request, _COOKIE)
    return response


async def _signed_in(chat: Chat, command: SignInElsewhere) -> Person:
    outcome = await chat.perform(newcomer(chat, command.somebody.name, "member"), command)
    assert isinstance(outcome, Named)
    return outcome.me


def _attempt(request: Request, state: str) -> Attempt:
    """What this browser kept of its beginning."""
    kept = cookies.kept(request, _COOKIE)
    try:
        attempt = Attempt(**json.loads(urlsafe_b64decode(kept or "")))
        if secrets.compare_digest(attempt.state.encode(), state.encode()) and _HERE.fullmatch(attempt.to):
            return attempt
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise Refusal("expired", "This sign-in was not begun here, or too long ago; begin again.")


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise Refusal("not_found", "One cannot sign in by another house here.")
    return provider


def _back(refusal: Refusal) -> Response:
    """To the page for signing in, which says what it was."""
    return RedirectResponse(f"/sign-in?{urlencode({'refused': refusal.code})}", 303)
