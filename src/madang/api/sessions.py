"""Sessions over HTTP: arriving with just a name, signing in, asking who one is, and signing out, here or elsewhere."""

from fastapi import APIRouter, BackgroundTasks, Request, Response
from typing_extensions import TypedDict

from madang.api import cookies
from madang.api.access import (
    Asking,
    TheChat,
    ThePasswords,
    Who,
    Writer,
    give_back,
    hash_of,
    neighbourhood_of,
    newcomer,
    slow_down,
    slow_down_by,
)
from madang.api.account_bodies import Login, NewAccount
from madang.api.bodies import NewSession
from madang.api.mails import write_to
from madang.api.openings import Opening, Session, codes_from_outside, from_outside, verified
from madang.api.proxies import came_directly
from madang.chat import accounts
from madang.domain import handles, policy, sessions
from madang.domain.account_commands import EndSession, EndSessions, Register, SignIn, StartSession
from madang.domain.errors import Refusal
from madang.domain.house_commands import SignOut
from madang.domain.ids import PersonId
from madang.domain.outcomes import Named
from madang.domain.people import Person

router = APIRouter(prefix="/api", tags=["session"])


class Me(TypedDict):
    me: Person


class Sessions(TypedDict):
    sessions: list[sessions.Session]


@router.post("/session", status_code=201)
async def start(body: NewSession, request: Request, response: Response, chat: TheChat) -> Session:
    """Arrive with just a name, in an open room. `keep` says where the session lives: in a cookie, or as its key in the
    answer."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    by_this_machine = request.app.state.loopback and came_directly(request.headers)
    if not (chat.place.claimed or by_this_machine):
        raise Refusal("not_set_up", "This house has no owner yet; open the link that its server printed at the start.")
    opening = Opening(request, chat, body.keep)
    guest = newcomer(chat, body.name, "guest")
    outcome = await chat.perform(guest, StartSession(body.name, opening.new, body.room))
    assert isinstance(outcome, Named)
    return await opening.answer(response, outcome.me)


@router.post("/session/password", status_code=201)
async def sign_in(body: Login, request: Request, response: Response, chat: TheChat, passwords: ThePasswords) -> Session:
    """Sign in with a handle or mail address and the password. Where a second factor is set up, `code_needed` asks for
    its code, or one of the recovery codes."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    login = handles.normal(body.login)
    found = await chat.read(accounts.by_login, login)
    account, renewed = await verified(passwords, found, body.password, from_outside(request, chat, found, login))
    assert account.password, "something was verified"
    codes = codes_from_outside(request, chat, account) if body.code and account.totp_secret else []
    slow_down_by(codes)
    opening = Opening(request, chat, body.keep)
    recovery = recovery_hash(account.person, body.code or "")
    command = SignIn(account.password, opening.new, body.code, recovery, renewed)
    outcome = await chat.perform(Person(account.person, account.handle, "member"), command)
    assert isinstance(outcome, Named)
    give_back(codes)
    return await opening.answer(response, outcome.me)


@router.post("/session/register", status_code=201)
async def register(
    body: NewAccount,
    request: Request,
    response: Response,
    chat: TheChat,
    passwords: ThePasswords,
    behind: BackgroundTasks,
) -> Session:
    """Make an account of one's own, where registration is open to all."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    policy.may_register(chat.place)
    handle = handles.sound(body.handle)
    password = await passwords.hash(body.password, handle, body.name, body.email or "")
    opening = Opening(request, chat, body.keep)
    command = Register(body.name, handle, body.email, password, opening.new)
    outcome = await chat.perform(newcomer(chat, body.name, "member"), command)
    assert isinstance(outcome, Named)
    write_to(outcome.me, behind, request, chat)
    return await opening.answer(response, outcome.me)


@router.get("/session")
async def whose(who: Who) -> Me:
    return Me(me=who)


@router.delete("/session", status_code=204)
async def end(request: Request, response: Response, who: Who, asking: Asking, chat: TheChat) -> None:
    await chat.perform(who, EndSession(asking))
    cookies.clear(response, request)


@router.get("/sessions")
async def listed(who: Who, asking: Asking, chat: TheChat) -> Sessions:
    """Where I am signed in, the latest first."""
    return Sessions(sessions=await chat.read(accounts.my_sessions, who, chat.now(), asking))


@router.delete("/sessions", status_code=204)
async def end_others(who: Writer, asking: Asking, chat: TheChat) -> None:
    """Sign out everywhere but here. Tokens of programs stay; they are revoked one by one."""
    await chat.perform(who, EndSessions(asking, None))


@router.delete("/sessions/{session}", status_code=204)
async def end_one(session: str, who: Writer, asking: Asking, chat: TheChat) -> None:
    await chat.perform(who, EndSessions(asking, session))


@router.get("/people/{person}/sessions")
async def listed_of(person: str, who: Who, chat: TheChat) -> Sessions:
    """Where somebody else is signed in, for those who look after the house and may look after them."""
    return Sessions(sessions=await chat.read(accounts.sessions_of, who, PersonId(person), chat.now()))


@router.delete("/people/{person}/sessions", status_code=204)
async def sign_out(person: str, who: Writer, chat: TheChat) -> None:
    """Ends all of them, as when a telephone is lost. Tokens of programs stay; they are revoked one by one."""
    await chat.perform(who, SignOut(PersonId(person)))


def recovery_hash(person: PersonId, code: str) -> bytes:
    """What is kept of a recovery code, as somebody may type it."""
    typed = "".join(char for char in code.lower() if char.isalnum())
    return hash_of(f"recovery:{person}:{typed}")
