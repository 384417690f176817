"""What a password may be. How it is hashed is nobody's business here, and no text of one ever leaves in a message."""

import unicodedata

from madang.domain.errors import Refusal

SHORTEST = 10
LONGEST = 1_000
_DIFFERENT = 5
"""Characters: the same one over and over is guessed first."""


def sound(text: str, *about: str) -> str:
    """`text` as it is to be hashed; refuses `invalid`, `too_long`. It must not be what it is `about`, like a handle."""
    if len(text) > LONGEST:
        raise Refusal("too_long", f"The password has {len(text):,} characters; at most {LONGEST:,} are allowed.")
    kept = normal(text)
    if len(kept) < SHORTEST:
        raise Refusal("invalid", f"password: {len(kept)} characters are too few; use at least {SHORTEST}.")
    if len(set(kept)) < _DIFFERENT:
        raise Refusal("invalid", f"password: too much alike; use at least {_DIFFERENT} different characters.")
    if any(kept.casefold() == normal(each).casefold() for each in about if each):
        raise Refusal("invalid", "password: it is one of your names; think of something nobody can guess.")
    return kept


def normal(text: str) -> str:
    """One spelling for what looks the same: macOS types 비밀 in other code points than Windows (NFKC, RFC 8265)."""
    return unicodedata.normalize("NFKC", text[:LONGEST])
