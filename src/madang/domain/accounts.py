"""An account: by what somebody signs in. It is nobody's business but its owner's, and its secrets not even theirs."""

from dataclasses import dataclass
from typing import Literal

from madang.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Account:
    """`password` is a hash, None where one signs in elsewhere only. `totp_secret` is the second factor, if any,
    `totp_pending` one that was not confirmed yet, `totp_step` the latest step of which a code was taken."""

    person: PersonId
    handle: str
    email: str | None = None
    email_verified: bool = False
    password: str | None = None
    totp_secret: str | None = None
    totp_pending: str | None = None
    totp_step: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody as another house knows them."""

    issuer: str
    subject: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who another house says that it is. `email` is one that it has verified, `handle` what they are called there;
    `welcome`: the house lets in whoever that other house vouches for."""

    issuer: str
    subject: str
    email: str | None
    name: str
    handle: str
    welcome: bool


Purpose = Literal["reset", "forgotten", "phone", "email", "erasure"]
"""What a ticket opens: a new password, by somebody who looks after the house or by mail; a session; an address. The
last one opens nothing: it says that there is still something to be erased."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A secret that opens one thing once. Only its hash is kept; `about` is what else it says, `made_by` who gave it to
    somebody else, unless it was done at the machine itself."""

    hash: bytes
    purpose: Purpose
    person: PersonId
    expires_at: str
    about: str = ""
    made_by: PersonId | None = None
