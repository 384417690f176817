"""What mail is for, over HTTP: a new password for those who forgot theirs, and showing that an address is mine."""

from fastapi import APIRouter, BackgroundTasks, Request
from starlette.requests import HTTPConnection

from madang.api.access import TheChat, Writer, hash_of, neighbourhood_of, slow_down
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
        if chat.limits.mails.take((email, taken)):  # counted apart, so that nobody is kept from a new password by it
            return
        if taken:
            mail.send(letters.taken(email, chat.place.name, link(connection, "/sign-in")))
            return
        key, _ = await issued(chat, nobody(), "email", who.id, _EMAIL_SECONDS, email)
        mail.send(letters.verification(email, chat.place.name, link(connection, f"/account#verify={key}")))
    except Refusal:
        return  # the store is in trouble; whoever waits for a mail asks again


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
