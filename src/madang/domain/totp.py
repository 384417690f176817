"""The second factor: codes of six digits that change every half minute (RFC 6238)."""

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote

SECONDS = 30
_DIGITS = 6
_AROUND = 1
"""Steps that a clock may be wrong by, or a slow thumb late."""


def new_secret() -> str:
    """160 bits in base 32, as an app takes them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code(secret: str, step: int) -> str:
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1)
    at = digest[-1] & 0xF
    number = int.from_bytes(digest[at : at + 4]) & 0x7FFF_FFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}d}"


def step_of(secret: str, given: str, now: float, after: int) -> int | None:
    """The step whose code this is, near the time `now` (seconds since 1970), of those later than `after`: a step that
    was used once is used up. None if it is no such code."""
    shown = given.replace(" ", "")
    today = int(now // SECONDS)
    found = None
    for step in range(today - _AROUND, today + _AROUND + 1):
        if hmac.compare_digest(code(secret, step).encode(), shown.encode(errors="replace")) and step > after:
            found = step
    return found


def url(secret: str, house: str, handle: str) -> str:
    """What the QR code says that an app takes the secret from."""
    label = quote(f"{house}:{handle}", safe="")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(house, safe='')}"
