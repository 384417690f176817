"""Ids: what they look like, and how a new one is made.

People and messages are named by UUIDv7 (RFC 9562), rooms by a UUIDv7 or a short word.
"""

import re
import secrets
import unicodedata
from typing import NewType

from madang.domain.errors import Refusal
from madang.domain.texts import INVISIBLE

PersonId = NewType("PersonId", str)
RoomId = NewType("RoomId", str)
MessageId = NewType("MessageId", str)

ROOM_ID_LENGTH = 64

_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_PLAIN_WORD = re.compile(rf"[A-Za-z0-9_-]{{1,{ROOM_ID_LENGTH}}}")


def new(now_ms: int) -> str:
    """A fresh UUIDv7 for the time `now_ms` (milliseconds since 1970)."""
    bits = (now_ms & (1 << 48) - 1) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0b11 << 62) | 0b10 << 62
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def person(text: str) -> PersonId:
    """`text` as the id of a person; refuses `bad_id`."""
    return PersonId(_uuid7(text, "person"))


def message(text: str) -> MessageId:
    """`text` as a message id; refuses `bad_id`."""
    return MessageId(_uuid7(text, "message"))


def report(text: str) -> str:
    """`text` as the id of a report; refuses `bad_id`."""
    return _uuid7(text, "report")


def opened_room(text: str) -> RoomId:
    """`text` as the id of a room about to be opened; refuses `bad_id`."""
    return RoomId(_uuid7(text, "room"))


def room(text: str) -> RoomId:
    """`text` as the id of any room, in NFC; refuses `bad_id`."""
    if not is_room(text):
        raise Refusal(
            "bad_id",
            f"The room id has to be 1–{ROOM_ID_LENGTH} letters, digits, '-' or '_'; found {_shown(text)}.",
        )
    return RoomId(unicodedata.normalize("NFC", text))


def is_message(text: str) -> bool:
    return _UUID7.fullmatch(text) is not None


def is_room(text: str) -> bool:
    return _PLAIN_WORD.fullmatch(text) is not None or _is_word(text)


def _is_word(text: str) -> bool:
    """A word of any script. Vowel signs are marks in many of them; what nobody sees is in none."""
    if not 0 < len(text) <= 4 * ROOM_ID_LENGTH:
        return False
    word = unicodedata.normalize("NFC", text)
    return (
        len(word) <= ROOM_ID_LENGTH
        and not unicodedata.category(word[0]).startswith("M")
        and all(char in "-_" or _belongs_in_a_word(char) for char in word)
    )


def _belongs_in_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" and ord(char) not in INVISIBLE


def _uuid7(text: str, of: str) -> str:
    if not _UUID7.fullmatch(text):
        raise Refusal("bad_id", f"The {of} id has to be a UUIDv7 in lower case; found {_shown(text)}.")
    return text


def _shown(text: str) -> str:
    return ascii(text if len(text) <= 60 else text[:60] + "…")
