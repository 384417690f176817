"""Hashing passwords, which is slow on purpose: in one or two threads of its own, and never on the loop.

No text of a password goes further than this.
"""

import asyncio
import base64
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import NamedTuple, TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from madang.domain import passwords
from madang.domain.errors import Refusal

T = TypeVar("T")

HASHER = PasswordHasher(time_cost=2, memory_cost=47_104, parallelism=1, type=Type.ID)
"""OWASP's strength for argon2id, of those the one with the most memory: what an attacker has to buy."""

_THREADS = max(1, min(2, (os.cpu_count() or 1) // 2))
_NICE = 5
WAITING = 100
"""Some seconds of work: who comes later is told to come back."""


class Verdict(NamedTuple):
    """`renewed` is the hash to be kept from now on, if the old one was made with other parameters."""

    right: bool
    renewed: str | None = None


class Passwords:
    """Close it at the end."""

    def __init__(self, hasher: PasswordHasher = HASHER) -> None:
        self._hasher = hasher
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="password", initializer=_step_back)
        self._waiting = 0
        self._nobodys = _hash_of_nothing(hasher)

    async def hash(self, text: str, *about: str) -> str:
        """What is kept of the password; refuses `invalid`, `too_long`, `too_fast`. `about`: what it must not be."""
        return await self._work(self._hasher.hash, passwords.sound(text, *about))

    async def verify(self, kept: str | None, text: str) -> Verdict:
        """Whether `text` is the password whose hash is `kept`. The work is the same if there is none to compare with,
        so that nobody learns from the clock which accounts exist. Refuses `too_fast`."""
        return await self._work(self._verify, kept, passwords.normal(text))

    def close(self) -> None:
        """Whoever still waits is gone by now; what is being worked on comes to its end behind this."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, kept: str | None, text: str) -> Verdict:
        try:
            self._hasher.verify(kept or self._nobodys, text)
        except (VerificationError, InvalidHashError):
            return Verdict(False)
        if kept is None:
            return Verdict(False)
        return Verdict(True, self._hasher.hash(text) if self._hasher.check_needs_rehash(kept) else None)

    async def _work(self, work: Callable[..., T], *given: object) -> T:
        if self._waiting >= WAITING:
            raise Refusal("too_fast", "Too many are signing in at once; try again in a few seconds.", retry_after=5.0)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
        finally:
            self._waiting -= 1


def _step_back() -> None:
    """Where there are fewer cores than threads, talking goes before signing in (Linux: the priority of this thread)."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def _hash_of_nothing(hasher: PasswordHasher) -> str:
    """It costs what every other costs, and there is no password for it."""
    salt, digest = (base64.b64encode(os.urandom(size)).decode().rstrip("=") for size in (16, 32))
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"
