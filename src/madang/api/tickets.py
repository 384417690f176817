"""Links that open one thing once, over HTTP. Their keys travel in fragments and bodies, where no log sees them."""

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from madang.api.access import Asking, TheChat, ThePasswords, Writer, hash_of, neighbourhood_of, new_key, slow_down
from madang.api.account_bodies import Key, PhoneKey, ResetKey
from madang.api.links import link
from madang.api.openings import Opening, Session
from madang.chat import accounts
from madang.chat.heart import Chat
from madang.domain.account_commands import ClaimPhone, IssueTicket, ResetPassword
from madang.domain.accounts import Purpose, Ticket
from madang.domain.ids import PersonId
from madang.domain.outcomes import Named
from madang.domain.people import Person

router = APIRouter(prefix="/api", tags=["session"])

RESET_SECONDS = 24 * 3600
PHONE_SECONDS = 120


class Link(TypedDict):
    """`url` is relative to the house where nobody said how people reach it."""

    url: str
    expires_at: str


class PhoneLink(Link):
    key: str


@router.post("/people/{person}/reset-link", status_code=201)
async def reset_link(person: str, request: Request, who: Writer, chat: TheChat) -> Link:
    """A link with which somebody sets a new password, once and within a day. It takes their second factor away too: it
    is for those who have lost everything. Owners make one for everybody, admins for those who look after nothing."""
    key, expires_at = await issued(chat, who, "reset", PersonId(person), RESET_SECONDS)
    return Link(url=link(request, f"/reset#{key}"), expires_at=expires_at)


@router.post("/password/reset", status_code=204)
async def reset(body: ResetKey, request: Request, chat: TheChat, passwords: ThePasswords) -> None:
    """Set a new password with the key of such a link, or of a mail. All sessions of this person end."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    password = await passwords.hash(body.password)
    await chat.perform(nobody(), ResetPassword(hash_of(body.key), password))


@router.post("/tickets/look")
async def look(body: Key, request: Request, chat: TheChat) -> accounts.Opens:
    """What such a link opens, or a phone's, for whoever holds it. It is not used up by that."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    return await chat.read(accounts.opened_by, hash_of(body.key), chat.now())


@router.post("/session/phone", status_code=201)
async def phone_link(request: Request, who: Writer, asking: Asking, chat: TheChat) -> PhoneLink:
    """A link, to be shown as a QR code, that signs a telephone in, once and within two minutes."""
    key, expires_at = await issued(chat, who, "phone", who.id, PHONE_SECONDS, asking.hex())
    return PhoneLink(key=key, url=link(request, f"/phone#{key}"), expires_at=expires_at)


@router.post("/session/phone/claim", status_code=201)
async def claim_phone(body: PhoneKey, request: Request, response: Response, chat: TheChat) -> Session:
    """Sign in on a telephone with such a key."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    opening = Opening(request, chat, body.keep, "phone")
    outcome = await chat.perform(nobody(), ClaimPhone(hash_of(body.key), opening.new))
    assert isinstance(outcome, Named)
    return await opening.answer(response, outcome.me)


async def issued(
    chat: Chat, who: Person, purpose: Purpose, person: PersonId, seconds: float, about: str = ""
) -> tuple[str, str]:
    """A new key, and until when it is good."""
    key, expires_at = new_key(), chat.time(seconds)
    await chat.perform(who, IssueTicket(Ticket(hash_of(key), purpose, person, expires_at, about)))
    return key, expires_at


def nobody() -> Person:
    """Who asks with a key alone."""
    return Person(PersonId(""), "", "guest")
