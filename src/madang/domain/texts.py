"""Texts that people write: what is kept of them and what is refused."""

import unicodedata

from madang.domain.errors import Refusal

MESSAGE_LENGTH = 8_000
PERSON_NAME_LENGTH = 40
ROOM_NAME_LENGTH = 80
TOPIC_LENGTH = 250
DESCRIPTION_LENGTH = 2_000
SECTION_LENGTH = 40
REASON_LENGTH = 500

# Nobody sees these, or they change the direction of what is around: with them one name passes for another. Zero-width
# joiners stay in messages, where emoji and several scripts need them.
INVISIBLE = {
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0x180B, 0x1810),
    *range(0xE0000, 0xE0080),
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
    *(0x16FE4, 0x1D159),
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFEFF, 0xFFA0),
}

# Far more than any script needs on one letter; putting a run of marks in order takes the square of its length.
_MARKS = 32
_JOINER = "\u200d"


def message(text: str) -> str:
    """A message's text in NFC, line ends as `\\n`; refuses `bad_text` and `too_long`."""
    kept = _sound(text, "text").replace("\r\n", "\n").replace("\r", "\n")
    if not any(_seen(char) for char in kept):
        raise Refusal("bad_text", "The text is blank; write at least one character.")
    return _short(kept, MESSAGE_LENGTH, "text")


def person_name(text: str) -> str:
    """A person's name in NFKC on one line; refuses `bad_text` and `too_long`."""
    return _name(text, PERSON_NAME_LENGTH)


def room_name(text: str) -> str:
    """A room's name in NFKC on one line; refuses `bad_text` and `too_long`."""
    return _name(text, ROOM_NAME_LENGTH)


def topic(text: str) -> str:
    """A room's topic in NFC on one line, perhaps empty; refuses `bad_text` and `too_long`."""
    return line(text, TOPIC_LENGTH, "topic")


def line(text: str, longest: int, what: str) -> str:
    """Some words in NFC on one line, perhaps none; refuses `bad_text` and `too_long`. `what` they are."""
    return _short(" ".join(_sound(text, what).split()), longest, what)


def lines(text: str, longest: int, what: str) -> str:
    """The same on any number of lines."""
    return _short(_sound(text, what).replace("\r\n", "\n").replace("\r", "\n").strip(), longest, what)


def description(text: str) -> str:
    """A room's description in NFC, perhaps of several lines, perhaps empty; refuses `bad_text` and `too_long`."""
    return lines(text, DESCRIPTION_LENGTH, "description")


def reason(text: str) -> str:
    """Why somebody reports a message, in NFC, perhaps empty; refuses `bad_text` and `too_long`."""
    return _short(_sound(text, "reason").strip(), REASON_LENGTH, "reason")


def section(text: str) -> str:
    """A heading for some rooms, like a name but perhaps empty; refuses `bad_text` and `too_long`."""
    return _name(text, SECTION_LENGTH) if text.strip() else ""


def query(text: str) -> str:
    """What to look for in names, perhaps empty; refuses `bad_text` and `too_long`."""
    return _short(unicodedata.normalize("NFKC", _sound(text, "query")).strip(), ROOM_NAME_LENGTH, "query")


def _name(text: str, longest: int) -> str:
    plain = unicodedata.normalize("NFKC", _sound(text, "name"))
    kept = " ".join("".join(char for char in plain if _belongs_in_a_name(char)).split())
    if not any(_seen(char) for char in kept):
        raise Refusal("bad_text", "The name is blank; write at least one character.")
    # Again: what stood on both sides of something stripped may be one letter now.
    return _short(unicodedata.normalize("NFKC", kept), longest, "name")


def _belongs_in_a_name(char: str) -> bool:
    return ord(char) not in INVISIBLE and (char.isspace() or unicodedata.category(char) not in ("Cc", "Cf"))


def _seen(char: str) -> bool:
    return not char.isspace() and ord(char) not in INVISIBLE and unicodedata.category(char) not in ("Cc", "Cf", "Mn")


def _sound(text: str, what: str) -> str:
    if "\0" in text:
        raise Refusal("bad_text", f"The {what} has a NUL character, which cannot be kept.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refusal("bad_text", f"The {what} has half a surrogate pair, which is no character.") from None
    if not text.isascii() and _piled_up(text):
        raise Refusal("bad_text", f"The {what} has more than {_MARKS} marks on one letter.")
    return unicodedata.normalize("NFC", text)


def _piled_up(text: str) -> bool:
    marks = 0
    for char in text:
        marks = marks + 1 if char == _JOINER or unicodedata.category(char)[0] == "M" else 0
        if marks > _MARKS:
            return True
    return False


def _short(text: str, longest: int, what: str) -> str:
    if len(text) > longest:
        raise Refusal("too_long", f"The {what} has {len(text):,} characters; at most {longest:,} are allowed.")
    return text
