"""Handles and mail addresses: what somebody signs in with. A handle is one person's for good, as a name is not."""

import re
import unicodedata

from madang.domain.errors import Refusal

LONGEST = 32
_EMAIL_LENGTH = 254
# Latin without accents and Hangul: no letter of one looks like a letter of the other, so no handle passes for another.
_HANDLE = re.compile(rf"[a-z0-9가-힣](?:[a-z0-9가-힣]|[._-](?=[a-z0-9가-힣])){{1,{LONGEST - 1}}}")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@(?:[^\s@<>()\[\],;:\"\\.]+\.)+[^\s@<>()\[\],;:\"\\.]{2,}")


def sound(text: str) -> str:
    """The handle as it is kept, in small letters; refuses `invalid`."""
    handle = normal(text)
    if not _HANDLE.fullmatch(handle):
        raise Refusal(
            "invalid",
            f"handle: use 2–{LONGEST} letters a–z, Hangul or digits, with single dots, hyphens or underscores between.",
        )
    return handle


def email(text: str) -> str:
    """The address as it is kept; refuses `invalid`. Whether anybody reads there, only a mail can tell."""
    found = normal(text)
    if len(found) > _EMAIL_LENGTH or not _EMAIL.fullmatch(found) or not found.isprintable():
        raise Refusal("invalid", "email: this is no mail address; one looks like jiwoo@example.com.")
    return found


def normal(text: str) -> str:
    """One spelling for a handle or a mail address that somebody types to sign in."""
    return unicodedata.normalize("NFKC", text[: _EMAIL_LENGTH + 1]).strip().lower()
