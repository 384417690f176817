"""How sessions open at the edge: a key for one place, of which the house keeps the hash, and checking a password."""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response
from typing_extensions import TypedDict

from madang.api import cookies
from madang.api.access import Share, address_of, give_back, hash_of, neighbourhood_of, new_key, slow_down_by
from madang.api.account_bodies import Keep
from madang.api.passwords import Passwords
from madang.chat import accounts
from madang.chat.heart import Chat
from madang.domain import policy
from madang.domain.account_commands import EndSession
from madang.domain.accounts import Account
from madang.domain.errors import Refusal
from madang.domain.people import Person
from madang.domain.sessions import IDLE_SECONDS, LONGEST_SECONDS, NewSession, SessionKind
from madang.live.limits import Buckets

_AGENT_LENGTH = 200
_DEVICE = "madang_device"
_DEVICE_SECONDS = 365 * 24 * 3600
INSIDE = "inside"
"""The place of those who are signed in."""


class Session(TypedDict):
    me: Person
    token: str | None


class Opening:
    """A session that opens if all goes well. `new` is what the house keeps of it."""

    def __init__(self, request: Request, chat: Chat, keep: Keep, kind: SessionKind = "browser") -> None:
        self._request = request
        self._chat = chat
        self._keep = keep
        self._key = new_key()
        self.new = NewSession(
            hash_of(self._key),
            chat.time(IDLE_SECONDS),
            chat.new_id(),
            kind,
            _agent(request),
            address_of(request),
        )

    async def answer(self, response: Response, me: Person) -> Session:
        """The browser has one session: the one before, perhaps of a guest, is over."""
        if self._keep == "token":
            return Session(me=me, token=self._key)
        if before := cookies.key_of(self._request):
            with suppress(Refusal):  # who came in stays in, also where the store is in trouble now
                await self._end(hash_of(before))
        cookies.put(response, self._request, self._key, LONGEST_SECONDS)
        if self._chat.place.claimed and me.role in policy.INSIDE:  # by a password or another house, that is
            with suppress(Refusal):
                if account := await self._chat.read(accounts.find, me):
                    remember(response, self._request, account)
        return Session(me=me, token=None)

    async def _end(self, session: bytes) -> None:
        if was := await self._chat.person_of(session):
            await self._chat.perform(was, EndSession(session))


async def verified(
    passwords: Passwords, account: Account | None, text: str, guesses: Sequence[Share]
) -> tuple[Account, str | None]:
    """The account, if this is its password, and the hash to keep from now on if that is another. Refuses `wrong_login`
    in the same words after the same work, whatever is wrong, and `too_fast`."""
    slow_down_by(guesses)
    right, renewed = await passwords.verify(account.password if account else None, text)
    if not right or account is None:
        raise policy.wrong_login()
    give_back(guesses)
    return account, renewed


def from_outside(request: Request, chat: Chat, account: Account | None, login: str) -> list[Share]:
    """Of passwords. Where the owner has not signed in before, a handle and an address count apart, as they were typed:
    counted together, the one would tell whose the other is."""
    return _by_place(request, account, login, chat.limits.guesses, chat.limits.guesses_anywhere)


def codes_from_outside(request: Request, chat: Chat, account: Account) -> list[Share]:
    """The same of codes of the second factor, for those who know the password."""
    return _by_place(request, account, account.person, chat.limits.codes, chat.limits.codes_anywhere)


def _by_place(request: Request, account: Account | None, tried: str, few: Buckets, more: Buckets) -> list[Share]:
    """A place has few guesses, and all places together have more. Where the owner has signed in before is a place of
    its own, which nobody elsewhere can use up, and who has copied it leaves the owner the others."""
    if account and is_known(request, account):
        key = (account.person, _DEVICE)
        if not few.take(key):
            few.charge(key, -1)
            return [(few, key)]
    return [(few, (tried, neighbourhood_of(request))), (more, tried)]


async def proven(chat: Chat, passwords: Passwords, account: Account, text: str | None) -> str | None:
    """The same for somebody who is signed in and has to show their password again, if they have one. Its hash."""
    if account.password is None:
        return None
    if text is None:
        raise Refusal("wrong_login", "Your present password is needed for this.")
    await verified(passwords, account, text, [(chat.limits.guesses, (account.person, INSIDE))])
    return account.password


def is_known(request: Request, account: Account) -> bool:
    """Whether somebody has signed in to it with this browser, since it has this password."""
    kept = cookies.kept(request, _DEVICE) or ""
    return secrets.compare_digest(kept.encode(), _sign_of(request, account).encode())


def remember(response: Response, request: Request, account: Account) -> None:
    """This browser is known from now on."""
    cookies.keep(response, request, _DEVICE, _sign_of(request, account), _DEVICE_SECONDS)


def _sign_of(request: Request, account: Account) -> str:
    """The same on all devices of theirs, so that many of them are worth no more guesses than one; a new password is the
    end of it."""
    secret: bytes = request.app.state.secret
    sign = f"{account.person} {account.password or ''}"
    return hashlib.blake2b(sign.encode(), key=secret, digest_size=24, person=b"device").hexdigest()


def _agent(request: Request) -> str:
    said = request.headers.get("user-agent", "")[:_AGENT_LENGTH]
    return "".join(char for char in said if char.isprintable())
