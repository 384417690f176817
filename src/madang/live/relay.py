"""The relay: what one node tells is heard on the others. Never the truth: a lost piece shows as a gap in `rev`.

One process needs none. Many use NATS (`nats.py`).
"""

import math
from collections.abc import Callable
from typing import Protocol

Heard = Callable[[str, bytes], None]
"""Called with the subject and the payload."""


class Relay(Protocol):
    reaches_others: bool
    """False where there is nobody to tell, and nothing needs to be packed."""

    @property
    def away(self) -> bool:
        """Whether what other nodes tell is being missed at this moment."""

    @property
    def steady_for(self) -> float:
        """The seconds for which nothing was missed."""

    async def start(self, heard: Heard, doubt: Callable[[str | None], None]) -> None:
        """`heard` gets what other nodes publish; `doubt` is called when pieces of a subject (None: of any) may have
        been lost, as they are before a subscription holds."""

    def publish(self, subject: str, payload: bytes) -> None: ...

    def subscribe(self, subject: str) -> None: ...

    def unsubscribe(self, subject: str) -> None: ...

    async def close(self) -> None: ...


class NoRelay:
    """One process: there is nobody else to tell."""

    reaches_others = False
    away = False
    steady_for = math.inf

    async def start(self, heard: Heard, doubt: Callable[[str | None], None]) -> None: ...

    def publish(self, subject: str, payload: bytes) -> None: ...

    def subscribe(self, subject: str) -> None: ...

    def unsubscribe(self, subject: str) -> None: ...

    async def close(self) -> None: ...
