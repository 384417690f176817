"""A session: one place where somebody is signed in. Its key is known to that place only; here it is a hash."""

from dataclasses import dataclass
from typing import Literal

SessionKind = Literal["browser", "phone", "token"]

IDLE_SECONDS = 30 * 24 * 3600
"""A session of which nothing was heard for so long is over."""
LONGEST_SECONDS = 90 * 24 * 3600
"""And so is every one, in the end."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """One that is about to begin. `id` is by what its owner names it, `agent` what the program there calls itself,
    `address` where it was."""

    hash: bytes
    expires_at: str
    id: str | None = None
    kind: SessionKind = "browser"
    agent: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One as its owner sees it. `current`: it is the one that asks."""

    id: str
    kind: SessionKind
    agent: str
    address: str
    created_at: str
    seen_at: str
    current: bool
