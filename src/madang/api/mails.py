"""What mail is for, over HTTP: a new password for those who forgot theirs, and showing that an address is mine."""

from fastapi import APIRouter, BackgroundTasks, Request
from starlette.requests import HTTPConnection

from madang.api.access import Share, TheChat, Writer, hash_of, neighbourhood_of, slow_down, slow_down_by
from madang.api.account_bodies import Key, WhoForgot
from madang.api.links import link
from madang.api.tickets import issued, nobody
from madang.chat import accounts
from madang.chat.heart import Chat
from madang.domain import handles
from madang.domain.account_commands import VerifyEmail
from madang.domain.errors import Refusal
from madang.domain.people import Person
from madang.errands import letters
from madang.errands.mail import Mail

router = APIRouter(prefix="/api", tags=["account"])

_FORGOTTEN_SECONDS = 3600
_EMAIL_SECONDS = 24 * 3600


@router.post("/password/forgotten", status_code=204)
async def forgotten(body: WhoForgot, request: Request, chat: TheChat, behind: BackgroundTasks) -> None:
    """A link with which to set a new password goes to the verified mail address of this account, if there is any. The
    answer is always the same, and is there before anybody looks."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    if mail_of(request):
        behind.add_task(_send_reset, request, chat, handles.normal(body.login))


@router.post("/people/me/email/verified", status_code=204)
async def verify(body: Key, who: Writer, chat: TheChat) -> None:
    """The key of the mail, shown by whoever gave the address. Were anybody's click enough, one could have an address of
    somebody else verified for an account of one's own, and wait there for them."""
    await chat.perform(who, VerifyEmail(hash_of(body.key)))


def write_to(who: Person, behind: BackgroundTasks, connection: HTTPConnection, chat: Chat) -> None:
    """At the address that they have just given, where there is mail. They do not learn whether somebody else has it,
    from no answer and no clock; who has it is told that somebody tried."""
    if mail := mail_of(connection):
        behind.add_task(_send_verification, mail, connection, chat, who)


async def _send_verification(mail: Mail, connection: HTTPConnection, chat: Chat, who: Person) -> None:
    try:
        account = await chat.read(accounts.find, who)
        if account is None or account.email is None or account.email_verified:
            return
        email = account.email
        taken = await chat.read(accounts.is_verified, email)
        slow_down_by(_of_verification(chat, connection, who, email, taken=taken))
        if taken:
            mail.send(letters.taken(email, chat.place.name, link(connection, "/sign-in")))
            return
        key, _ = await issued(chat, nobody(), "email", who.id, _EMAIL_SECONDS, email)
        mail.send(letters.verification(email, chat.place.name, link(connection, f"/account#verify={key}")))
    except Refusal:
        return  # too many, or the store is in trouble; whoever waits for a mail asks again


def _of_verification(chat: Chat, connection: HTTPConnection, who: Person, email: str, *, taken: bool) -> list[Share]:
    """Nobody has us write to everybody, nor uses up the mail that somebody else waits for: neither that which verifies
    their address nor that for a new password."""
    limits = chat.limits
    of_recipient: list[Share] = [(limits.mails, (who.id, email)), (limits.mails_to, email)]
    return [
        (limits.mails_by, who.id),
        (limits.mails_from, neighbourhood_of(connection)),
        *([(limits.mails, (email, "taken"))] if taken else of_recipient),
    ]


async def _send_reset(connection: HTTPConnection, chat: Chat, login: str) -> None:
    mail = mail_of(connection)
    try:
        account = await chat.read(accounts.by_login, login)
        if mail is None or account is None or not account.email or not account.email_verified:
            return
        if chat.limits.mails.take(account.email):
            return
        key, _ = await issued(chat, nobody(), "forgotten", account.person, _FORGOTTEN_SECONDS)
        mail.send(letters.reset(account.email, chat.place.name, link(connection, f"/reset#{key}")))
    except Refusal:
        return  # the store is in trouble; whoever waits for a mail asks again


def mail_of(connection: HTTPConnection) -> Mail | None:
    mail = connection.app.state.mail
    assert mail is None or isinstance(mail, Mail)
    return mail
