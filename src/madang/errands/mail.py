"""Mail by SMTP. It is sent behind everything else, and no letter waits for another that is to be tried again later;
what cannot be delivered in the end is given up, and the log says so without saying to whom."""

import asyncio
import logging
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import aiosmtplib

from madang.errands.letters import Letter

log = logging.getLogger(__name__)

WAITING = 200
_ANY_WAITING = WAITING // 2
"""The other places are for letters that are awaited: made-up addresses keep nobody from a new password."""
_AT_ONCE = 4
"""Connections to the server."""
_WITHIN = 30.0
_AGAIN_AFTER = (1.0, 15.0, 120.0)
"""Seconds: servers that do not know us yet like to be asked twice."""


class Server(NamedTuple):
    """`tls` from the first byte on; otherwise it is begun where the server offers it, and always before a password."""

    host: str
    port: int
    tls: bool
    user: str | None = None
    password: str | None = None


class Mail:
    """`sender` is the address that all letters come from. Close it at the end."""

    def __init__(self, server: Server, sender: str, again_after: tuple[float, ...] = _AGAIN_AFTER) -> None:
        self._server = server
        self._sender = sender
        self._again_after = again_after
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._unsent: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """What is waiting is sent, if that goes quickly."""
        if not self._unsent:
            return
        _, unsent = await asyncio.wait(self._unsent, timeout=2)
        if unsent:
            log.warning("the server stops with %d mails unsent", len(unsent))
        for task in unsent:
            task.cancel()
        await asyncio.gather(*unsent, return_exceptions=True)

    def send(self, letter: Letter) -> None:
        """As soon as may be. Where too much is waiting already, it is dropped: whoever misses it asks again."""
        if len(self._unsent) >= (WAITING if letter.awaited else _ANY_WAITING):
            log.warning("a mail was dropped, since %d are waiting", len(self._unsent))
            return
        task = asyncio.create_task(self._see_off(letter), name="mail")
        self._unsent.add(task)
        task.add_done_callback(self._unsent.discard)

    async def _see_off(self, letter: Letter) -> None:
        try:
            await self._deliver(letter)
        except Exception:  # nobody else is there to say so
            log.exception("bug in the mail")

    async def _deliver(self, letter: Letter) -> None:
        for wait in (*self._again_after, None):
            try:
                async with self._at_once:
                    await self._hand_over(letter)
            except (aiosmtplib.SMTPException, OSError, ValueError) as error:
                if wait is None or _is_lasting(error):
                    log.warning("a mail could not be sent: %s", type(error).__name__)  # its text may name people
                    return
                await asyncio.sleep(wait)
            else:
                return

    async def _hand_over(self, letter: Letter) -> None:
        server = self._server
        await aiosmtplib.send(
            _message(letter, self._sender),
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.tls,
            start_tls=False if server.tls else (True if server.user else None),
            timeout=_WITHIN,
        )


def _is_lasting(error: Exception) -> bool:
    """A server says so with a 5; what is no address or no header stays none."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return all(each.code >= 500 for each in error.recipients)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return error.code >= 500
    return isinstance(error, ValueError)


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2].strip("> "))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def parsed(url: str) -> Server:
    """`smtp://user:password@host:587` or `smtps://…`; raises `ValueError`."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("it does not look like smtp://user:password@host:587 or smtps://…")
    user, password = (unquote(each) if each else None for each in (parts.username, parts.password))
    tls = parts.scheme == "smtps"
    return Server(parts.hostname, parts.port or (465 if tls else 587), tls, user, password)
