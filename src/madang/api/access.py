"""Who is asking: the session of a request or a socket, and how fast it may ask."""

import hashlib
import re
import secrets
from collections.abc import Collection, Hashable, Sequence
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from madang.api import cookies
from madang.api.passwords import Passwords
from madang.api.proxies import neighbourhood
from madang.chat.heart import Chat
from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.people import Person, Role
from madang.domain.rooms import DIRECT
from madang.domain.scopes import Deputy
from madang.live.limits import Buckets

_FOR_TOKENS = re.compile(r"/api/(?:rooms(?:/.*)?|session|people|people/[^/]+|people/[^/]+/picture)")
"""Where a token leads at all. What is not named here, also what is yet to be thought of, is for those who sign in."""


def chat_of(connection: HTTPConnection) -> Chat:
    chat = connection.app.state.chat
    assert isinstance(chat, Chat)
    return chat


async def _chat(request: Request) -> Chat:  # async, or it would be called in a thread
    return chat_of(request)


TheChat = Annotated[Chat, Depends(_chat)]


def new_key() -> str:
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="replace")).digest()


def session_of(connection: HTTPConnection) -> bytes | None:
    """The hash of the session that came with the request: a bearer key before a cookie."""
    scheme, _, key = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return hash_of(key.strip())
    kept = cookies.key_of(connection)
    return hash_of(kept) if kept else None


def newcomer(chat: Chat, name: str, role: Role) -> Person:
    """Somebody who is to be."""
    return Person(PersonId(chat.new_id()), name, role)


async def whoever_asks(request: Request, chat: Chat, name: str, role: Role) -> Person:
    """Who has a session stays who they are; anybody else is a newcomer."""
    session = session_of(request)
    found = await chat.person_of(session) if session else None
    return found or newcomer(chat, name, role)


def address_of(connection: HTTPConnection) -> str:
    """Where it comes from, seen past our own proxies (`api/proxies.py`)."""
    return connection.client.host if connection.client else "?"


def neighbourhood_of(connection: HTTPConnection) -> str:
    """What limits by address count by."""
    return neighbourhood(address_of(connection))


Share = tuple[Buckets, Hashable]
"""By what something is counted."""


def slow_down(buckets: Buckets, key: Hashable) -> None:
    """Takes from these, or refuses `too_fast` with the seconds to wait."""
    if wait := buckets.take(key):
        raise Refusal("too_fast", f"Too many at once; wait {wait:.1f} seconds.", retry_after=wait)


def slow_down_by(shares: Sequence[Share]) -> None:
    """Takes from all of them, or from none and refuses `too_fast`."""
    for number, share in enumerate(shares):
        try:
            slow_down(*share)
        except Refusal:
            give_back(shares[:number])
            raise


def give_back(shares: Sequence[Share]) -> None:
    for buckets, key in shares:
        buckets.charge(key, -1)


def of_adding(chat: Chat, who: Person, whom: Collection[str]) -> list[Share]:
    """What it takes to put these into a room that they did not ask for. Those who look after the house may."""
    return [] if who.role in policy.STAFF else [(chat.limits.additions, (who.id, each)) for each in whom]


def of_opening(chat: Chat, who: Person, people: Collection[str]) -> list[Share]:
    """The same for a talk of more than two. Between two there is one only, and a first word is free; so is a talk that
    there is already: then this is given back."""
    others = set(people) - {who.id}
    return of_adding(chat, who, sorted(others)) if 1 < len(others) < DIRECT else []


def passwords_of(connection: HTTPConnection) -> Passwords:
    passwords = connection.app.state.passwords
    assert isinstance(passwords, Passwords)
    return passwords


async def _passwords(request: Request) -> Passwords:
    return passwords_of(request)


ThePasswords = Annotated[Passwords, Depends(_passwords)]


async def _who(request: Request) -> Person:
    session = session_of(request)
    person = await chat_of(request).person_of(session) if session else None
    if person is None:
        raise Refusal("no_session", "Nobody is signed in; POST /api/session first.")
    if isinstance(person, Deputy) and not _FOR_TOKENS.fullmatch(request.url.path):
        raise Refusal("forbidden", "A token is for rooms and what is said in them; sign in for this.")
    slow_down(chat_of(request).limits.looks, person.id)
    return person


Who = Annotated[Person, Depends(_who)]


async def _writer(request: Request, who: Who) -> Person:
    slow_down(chat_of(request).limits.commands, who.id)
    return who


Writer = Annotated[Person, Depends(_writer)]
"""Who wants to change something, at a bearable rate."""


async def _asking(request: Request, who: Who) -> bytes:
    session = session_of(request)
    assert session is not None, f"{who.id} was found by it"
    return session


Asking = Annotated[bytes, Depends(_asking)]
"""The hash of the session that asks."""
