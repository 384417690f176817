"""Sessions over HTTP: arriving as a guest with a name, asking who one is, signing out."""

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from madang.api import cookies
from madang.api.access import (
    SESSION_SECONDS,
    TheChat,
    Who,
    hash_of,
    new_token,
    place_of,
    session_of,
    slow_down,
)
from madang.api.bodies import NewSession
from madang.domain.commands import EndSession, StartSession
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.outcomes import Named
from madang.domain.people import Person

router = APIRouter(prefix="/api/session", tags=["session"])


class Session(TypedDict):
    me: Person
    token: str | None


class Me(TypedDict):
    me: Person


@router.post("", status_code=201)
async def start(body: NewSession, request: Request, response: Response, chat: TheChat) -> Session:
    """Arrive with just a name, in an open room. `keep` says where the session lives: in a cookie, or as a token in the
    answer."""
    slow_down(chat.limits.sessions, place_of(request))
    if not (chat.place.claimed or request.app.state.loopback):
        raise Refusal("not_set_up", "This house has no owner yet; open the link that its server printed at the start.")
    token = new_token()
    guest = Person(PersonId(chat.new_id()), body.name, "guest")
    outcome = await chat.perform(guest, StartSession(body.name, hash_of(token), chat.time(SESSION_SECONDS), body.room))
    assert isinstance(outcome, Named)
    if body.keep == "token":
        return Session(me=outcome.me, token=token)
    cookies.put(response, request, token, SESSION_SECONDS)
    return Session(me=outcome.me, token=None)


@router.get("")
async def whose(who: Who) -> Me:
    return Me(me=who)


@router.delete("", status_code=204)
async def end(request: Request, response: Response, who: Who, chat: TheChat) -> None:
    session = session_of(request)
    assert session is not None, "somebody was found by it"
    await chat.perform(who, EndSession(session))
    cookies.clear(response, request)
