"""One's own account over HTTP: what one signs in with, the second factor, taking everything along, leaving."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import replace

from fastapi import APIRouter, BackgroundTasks, Request, Response
from pydantic_core import to_json
from starlette.responses import StreamingResponse
from typing_extensions import TypedDict

from madang.api import cookies
from madang.api.access import Asking, TheChat, ThePasswords, Who, Writer, slow_down
from madang.api.account_bodies import (
    Code,
    LinkedIdentity,
    MyPassword,
    MyPasswordAndCode,
    NewEmail,
    NewHandle,
    NewPassword,
)
from madang.api.mails import write_to
from madang.api.openings import INSIDE, is_known, proven, remember
from madang.api.sessions import recovery_hash
from madang.chat import accounts
from madang.chat.heart import Chat
from madang.domain import totp
from madang.domain.account_commands import (
    ConfirmTotp,
    ErasePerson,
    PrepareTotp,
    RemoveTotp,
    RenewRecoveryCodes,
    SetEmail,
    SetHandle,
    SetPassword,
    UnlinkIdentity,
)
from madang.domain.chores import EraseMessages
from madang.domain.outcomes import Erased, Nothing
from madang.domain.people import Person

router = APIRouter(prefix="/api/people/me", tags=["account"])

_RECOVERY_CODES = 10
_RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another."""


class Secret(TypedDict):
    """Of a second factor; `url` is what a QR code of it says."""

    secret: str
    url: str


class RecoveryCodes(TypedDict):
    recovery_codes: list[str]


class Erasure(TypedDict):
    """What there was of somebody and is gone."""

    messages: int
    rooms: int
    sessions: int


@router.get("/account")
async def mine(who: Who, chat: TheChat) -> accounts.MyAccount:
    return await chat.read(accounts.mine, who)


@router.get("/export")
async def export(who: Who, asking: Asking, chat: TheChat) -> StreamingResponse:
    """All that the house keeps of me, as one JSON file; at the end what I said, in the order of time."""
    slow_down(chat.limits.exports, who.id)
    belongings = await chat.read(accounts.belongings, who, chat.now(), asking)

    async def written() -> AsyncIterator[bytes]:
        yield to_json(belongings)[:-1] + b',"messages":['
        after, comma = "", b""
        while page := await chat.read(accounts.said, who, after):
            yield comma + to_json(page)[1:-1]
            after, comma = page[-1].id, b","
        yield b"]}"

    headers = {"content-disposition": f'attachment; filename="madang-{chat.now()[:10]}.json"'}
    return StreamingResponse(written(), media_type="application/json", headers=headers)


@router.put("/password", status_code=204)
async def set_password(
    body: NewPassword,
    request: Request,
    response: Response,
    who: Writer,
    asking: Asking,
    chat: TheChat,
    passwords: ThePasswords,
) -> None:
    """Every other session ends, and so does every link that would open one."""
    account = await chat.read(accounts.of, who)
    verified = await proven(chat, passwords, account, body.old)
    password = await passwords.hash(body.new, account.handle, who.name, account.email or "")
    await chat.perform(who, SetPassword(verified, password, asking))
    if is_known(request, account):
        remember(response, request, replace(account, password=password))


@router.put("/handle", status_code=204)
async def set_handle(body: NewHandle, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, SetHandle(body.handle))


@router.put("/email", status_code=204)
async def set_email(
    body: NewEmail, request: Request, who: Writer, chat: TheChat, passwords: ThePasswords, behind: BackgroundTasks
) -> None:
    """By mail one can get a new password, so the present one has to be shown. The answer is the same whether or not
    somebody else has verified this address."""
    await proven(chat, passwords, await chat.read(accounts.of, who), body.password)
    await chat.perform(who, SetEmail(body.email))
    write_to(who, behind, request, chat)


@router.post("/totp", status_code=201)
async def prepare_totp(body: MyPassword, who: Writer, chat: TheChat, passwords: ThePasswords) -> Secret:
    """A secret for an app that shows codes. It counts once a code of it has been shown."""
    account = await chat.read(accounts.of, who)
    await proven(chat, passwords, account, body.password)
    secret = totp.new_secret()
    await chat.perform(who, PrepareTotp(secret))
    return Secret(secret=secret, url=totp.url(secret, chat.place.name, account.handle))


@router.put("/totp")
async def confirm_totp(body: Code, who: Writer, chat: TheChat) -> RecoveryCodes:
    """From now on a code is asked for at every sign-in. The recovery codes are shown this once."""
    slow_down(chat.limits.codes, (who.id, INSIDE))
    codes, hashes = _recovery_codes(who)
    await chat.perform(who, ConfirmTotp(body.code, hashes))
    chat.limits.codes.charge((who.id, INSIDE), -1)
    return RecoveryCodes(recovery_codes=codes)


@router.delete("/totp", status_code=204)
async def remove_totp(body: MyPassword, who: Writer, chat: TheChat, passwords: ThePasswords) -> None:
    await proven(chat, passwords, await chat.read(accounts.of, who), body.password)
    await chat.perform(who, RemoveTotp())


@router.post("/recovery-codes", status_code=201)
async def renew_recovery_codes(
    body: MyPasswordAndCode, who: Writer, chat: TheChat, passwords: ThePasswords
) -> RecoveryCodes:
    """New ones, shown this once; the earlier ones are void."""
    await proven(chat, passwords, await chat.read(accounts.of, who), body.password)
    slow_down(chat.limits.codes, (who.id, INSIDE))
    codes, hashes = _recovery_codes(who)
    await chat.perform(who, RenewRecoveryCodes(body.code, recovery_hash(who.id, body.code), hashes))
    chat.limits.codes.charge((who.id, INSIDE), -1)
    return RecoveryCodes(recovery_codes=codes)


@router.delete("/identities", status_code=204)
async def unlink_identity(body: LinkedIdentity, who: Writer, chat: TheChat, passwords: ThePasswords) -> None:
    """One does not sign in that way any more. The last way in stays: without a password, set one first."""
    await proven(chat, passwords, await chat.read(accounts.of, who), body.password)
    await chat.perform(who, UnlinkIdentity(body.issuer, body.subject))


@router.delete("")
async def leave(
    body: MyPassword, request: Request, response: Response, who: Writer, chat: TheChat, passwords: ThePasswords
) -> Erasure:
    """Leave for good. My account goes, and all that I said; my name is replaced wherever it was. The last owner stays.
    Who came in with just a name has no password to show."""
    if account := await chat.read(accounts.find, who):
        await proven(chat, passwords, account, body.password)
    erasure = await erased(chat, who, who)
    cookies.clear(response, request)
    return erasure


async def erased(chat: Chat, who: Person, whom: Person) -> Erasure:
    """The person, and piece by piece what they said. Should this not come to its end, the upkeep goes on with it."""
    there_was = await chat.perform(who, ErasePerson(whom.id))
    assert isinstance(there_was, Erased)
    messages = await chat.read(accounts.count_messages, whom.id)
    await erase_on(chat, who)
    return Erasure(messages=messages, rooms=there_was.rooms, sessions=there_was.sessions)


async def erase_on(chat: Chat, who: Person) -> None:
    """What is to go and has not gone yet."""
    while await chat.perform(who, EraseMessages()) != Nothing():
        pass


def _recovery_codes(who: Person) -> tuple[list[str], tuple[bytes, ...]]:
    """To be shown, and to be kept."""
    codes = [_recovery_code() for _ in range(_RECOVERY_CODES)]
    return codes, tuple(recovery_hash(who.id, code) for code in codes)


def _recovery_code() -> str:
    letters = [secrets.choice(_RECOVERY_LETTERS) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))
