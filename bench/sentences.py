"""Sentences out of words: templates are taken apart once, so that one sentence costs a microsecond or two.

A speaker has one language and one subject, and knows nothing of rooms or people.
"""

import math
import re
from collections.abc import Callable, Sequence
from random import Random

from bench import english, korean

SUBJECTS = tuple(korean.THINGS)


def words(text: str) -> list[str]:
    return text.split("|")


_PLACE = re.compile(r"\{(\w+?)(?:\+(\w+))?\}")
_PARTICLES = {"은": "는", "이": "가", "을": "를", "과": "와", "로": "로"}
"""After a consonant, and after a vowel."""
_LINK_WORDS = words("notes|guide|draft|map|archive|story|recipe|plan|question|list|photo|release")
_HOSTS = ("https://example.com", "https://www.example.org", "https://docs.example.net", "https://blog.example.com")
_CODE = [
    "```python\ndef {verb}_{noun}(items: list[int]) -> int:\n    return sum(item * {number} for item in items)\n```",
    '```python\nfor {noun} in {noun}s:\n    if {noun}.count > {number}:\n        print({noun}.name, "{verb}")\n```',
    "```sql\nSELECT {noun}, count(*) FROM {noun}s WHERE id > {number} GROUP BY {noun};\n```",
    "```ts\nconst {noun} = await {verb}({number});\nif (!{noun}.ok) return;\n```",
    "```sh\n{verb} --{noun} {number} | sort | head\n```",
    '```json\n{{"{noun}": {number}, "{verb}": true}}\n```',
    "`{verb}_{noun}({number})`",
]
_NOUNS = words("user|room|message|entry|token|page|batch|cursor|frame|order|price|basket|photo")
_VERBS = words("load|merge|check|fetch|count|render|parse|send|index|split")

Part = str | Sequence[str]
Template = Sequence[Part]


class Speaker:
    """What somebody says in one language about one subject; `random` decides."""

    def __init__(self, language: str, subject: str) -> None:
        source = korean if language == "ko" else english
        chosen = {name: words(text) for name, text in source.WORDS.items()}
        chosen |= {"thing": words(source.THINGS[subject]), "link": ["{link}"], "loan": list(korean.LOANS)}
        self._said = _taken_apart(source.SAID, chosen)
        self._asked = _taken_apart(source.ASKED, chosen)
        self._answered = _taken_apart(source.ANSWERED, chosen)
        self._linked = _taken_apart(source.LINKED, chosen)
        self._coded = _taken_apart(source.CODED, chosen)
        self._mixed = _taken_apart(korean.MIXED, chosen) if language == "ko" else self._said
        self._short, self._tails, self._english = words(source.SHORT), words(source.TAILS), language == "en"

    def says(self, random: Random) -> str:
        """Something of a length that is log-normal: mostly a line, now and then several paragraphs."""
        length = math.exp(random.gauss(3.1, 1.0))
        if length < 8:
            return self._short[int(random.random() * len(self._short))]
        kind = random.random()
        if kind < 0.012:
            return f"{self._made(self._coded, random)}\n{_code(random)}"
        if kind < 0.035:
            return self._made(self._linked, random).replace("{link}", _link(random))
        text = self._made(self._mixed if kind < 0.13 else self._said, random)
        if len(text) < length:
            text = self._longer(text, min(length, 4000), random)
        return f"{text} {self._tails[int(random.random() * len(self._tails))]}" if kind > 0.9 else text

    def asks(self, random: Random) -> str:
        return self._made(self._asked, random)

    def answers(self, random: Random) -> str:
        return self._made(self._answered, random)

    def _longer(self, text: str, length: float, random: Random) -> str:
        parts, long = [text], len(text)
        while long < length:
            stop = "." if parts[-1][-1].isalnum() else ""
            parts.append(f"{stop}\n\n" if long > 250 and random.random() < 0.25 else f"{stop} ")
            parts.append(self._made(self._said, random, capital=True))
            long += len(parts[-1]) + 1
        return "".join(parts)

    def _made(self, templates: Sequence[Template], random: Random, *, capital: bool = False) -> str:
        chance = random.random
        template = templates[int(chance() * len(templates))]
        text = "".join([part if type(part) is str else part[int(chance() * len(part))] for part in template])
        return text[:1].upper() + text[1:] if self._english and (capital or chance() < 0.7) else text


def fitting(word: str, particle: str) -> str:
    """The word with the particle that its last sound takes: 을 or 를, 이 or 가."""
    sound = _last_sound(word)
    after_vowel = sound == 0 or (particle == "로" and sound == 8)
    if particle == "로":
        return f"{word}{'로' if after_vowel else '으로'}"
    return f"{word}{_PARTICLES[particle] if after_vowel else particle}"


def _last_sound(word: str) -> int:
    """Which consonant a word ends with, as Unicode counts them; 0 is none."""
    if word in korean.LOANS:
        return int(korean.LOANS[word])
    return (ord(word[-1]) - 0xAC00) % 28 if "가" <= word[-1] <= "힣" else 0


def _taken_apart(templates: Sequence[str], chosen: dict[str, list[str]]) -> list[Template]:
    return [_parts(template, chosen) for template in templates]


def _parts(template: str, chosen: dict[str, list[str]]) -> Template:
    parts: list[Part] = []
    end = 0
    for found in _PLACE.finditer(template):
        parts.append(template[end : found.start()])
        some, particle = chosen[found[1]], found[2]
        parts.append([fitting(word, particle) for word in some] if particle else some)
        end = found.end()
    return [*(part for part in parts if part), *([template[end:]] if template[end:] else [])]


def _link(random: Random) -> str:
    one: Callable[[Sequence[str]], str] = random.choice
    return f"{one(_HOSTS)}/{one(_LINK_WORDS)}/{one(_LINK_WORDS)}-{int(random.random() * 9000) + 100}"


def _code(random: Random) -> str:
    return random.choice(_CODE).format(
        noun=random.choice(_NOUNS), verb=random.choice(_VERBS), number=int(random.random() * 500) + 2
    )
