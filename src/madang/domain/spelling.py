"""Names as they are typed, letter by letter: so one finds them by half a syllable (박ㅁ) and by initials (ㅂㅁㅅ) too.

What is sought stands somewhere in what is spelled: a plain substring, in every database.
"""

import unicodedata

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
_FINALS = "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"

# The keys of each part of a syllable, the same for a final and an initial: who types 박 may be on the way to 바구.
_KEYS = {
    first + place: keys
    for first, parts in ((0x1100, list(_INITIALS)), (0x1161, _VOWELS.split()), (0x11A8, _FINALS.split()))
    for place, keys in enumerate(parts)
}
_AS_INITIAL = {ord(key): chr(0x1100 + place) for place, key in enumerate(_INITIALS)}
_PARTS_OF_INITIALS = frozenset(_AS_INITIAL.values())


def spelled(name: str) -> str:
    """All its letters without spaces, and then the initials of its syllables, as characters that no letter is."""
    parts = _parts(name)
    return parts.translate(_KEYS) + "".join(part for part in parts if part in _PARTS_OF_INITIALS)


def sought(query: str) -> str:
    """What to look for in what is `spelled`: nothing but consonants are initials, also where two became one (ㄳ)."""
    keys = _parts(query).translate(_KEYS)
    return keys.translate(_AS_INITIAL) if all(ord(key) in _AS_INITIAL for key in keys) else keys


def _parts(text: str) -> str:
    """Upper and lower case are one; every Hangul letter, also one that stands alone, is a part of a syllable."""
    return "".join(unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).split())
