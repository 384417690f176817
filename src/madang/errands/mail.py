"""Mail by SMTP. It is sent behind everything else; what cannot be delivered in the end is given up, and the log says so
without saying to whom."""

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
    """`sender` is the address that all letters come from. Open it within the loop, close it at the end."""

    def __init__(self, server: Server, sender: str, again_after: tuple[float, ...] = _AGAIN_AFTER) -> None:
        self._server = server
        self._sender = sender
        self._again_after = again_after
        self._waiting: asyncio.Queue[Letter] = asyncio.Queue(WAITING)
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        self._task = asyncio.create_task(self._work(), name="mail")

    async def close(self) -> None:
        """What is waiting is sent, if that goes quickly."""
        if self._task:
            try:
                async with asyncio.timeout(2):
                    await self._waiting.join()
            except TimeoutError:
                log.warning("the server stops with %d mails unsent", self._waiting.qsize() + 1)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def send(self, letter: Letter) -> None:
        """As soon as may be. Where too much is waiting already, it is dropped: whoever misses it asks again."""
        try:
            self._waiting.put_nowait(letter)
        except asyncio.QueueFull:
            log.warning("a mail was dropped, since %d are waiting", WAITING)

    async def _work(self) -> None:
        while True:
            letter = await self._waiting.get()
            try:
                await self._deliver(letter)
            except Exception:  # the next letter is sent all the same
                log.exception("bug in the mail")
            finally:
                self._waiting.task_done()

    async def _deliver(self, letter: Letter) -> None:
        for wait in (*self._again_after, None):
            try:
                await self._hand_over(letter)
            except (aiosmtplib.SMTPException, OSError, ValueError) as error:
                lasting = isinstance(error, aiosmtplib.SMTPResponseException) and error.code >= 500
                if wait is None or lasting or isinstance(error, ValueError):
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
