"""Months of talk among some hundred people in rooms of very different sizes, the same for the same seed.

It knows what was said, by whom, when and where; what a database makes of it is the business of bench/filling.py.
"""

import heapq
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter
from random import Random
from typing import NamedTuple

from bench.sentences import SUBJECTS, Speaker, words

ENDS = 1_793_545_200_000
"""Monday, 2 November 2026, 0:00 in Seoul, in milliseconds. What is being said then is said to its end."""
DAYS = 182

_HOUR = 3_600_000
_BURST = 12
_FAMILY = words("김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|류|홍")
_GIVEN = words(
    "지우|서연|민준|하은|도윤|지호|수아|예준|윤서|시우|하린|은우|다은|준서|채원|유진|건우|소율|현우|나은|정민|세아|"
    "우진|가람|보람|슬기|한결|다온|미르|아라"
)
_FIRST = words(
    "Ada|Ben|Clara|Dario|Elena|Felix|Grace|Hugo|Ines|Jonas|Kira|Leo|Mara|Nils|Olga|Pavel|Rosa|Samir|Tess|Umar|Vera|Wim|"
    "Yara|Zoe|Amara|Bruno|Celia|Emil|Freya|Idris|Juno|Lotte|Milo|Nadia|Otis|Priya"
)
_LAST = words(
    "Adler|Baker|Costa|Diaz|Ekman|Fischer|Gupta|Hansen|Ito|Jensen|Keller|Lopez|Moreau|Novak|Okoro|Park|Quinn|Rossi"
)
_ROOMS = (
    ("개발 이야기", "software"),
    ("점심 뭐 먹지", "food"),
    ("Design desk", "design"),
    ("회사 공지와 일정", "work"),
    ("Travellers", "trips"),
    ("책과 영화", "stories"),
    ("집과 마당", "home"),
    ("Morning runners", "health"),
    ("서버실", "software"),
    ("Book club", "stories"),
    ("주말 나들이", "trips"),
    ("커피 마시는 사람들", "food"),
    ("Plants & pets", "home"),
    ("신입 안내", "work"),
    ("Release notes", "software"),
    ("글꼴 연구회", "design"),
    ("달리기 모임", "health"),
    ("Office hours", "work"),
    ("영화의 밤", "stories"),
    ("Cooking", "food"),
)
_LONG_TAIL = 40

_AWAKE = (2, 1, 1, 1, 1, 2, 5, 14, 30, 55, 70, 66, 60, 62, 70, 72, 66, 60, 50, 44, 46, 44, 30, 12)
"""How much is said in each hour of a working day; at weekends half of it, and nobody is up before nine."""
_WEEK = list(
    accumulate(
        weight if day < 5 else (weight // 2 if hour >= 9 else 1)
        for day in range(7)
        for hour, weight in enumerate(_AWAKE)
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """`people` are its members; `share` is the part of all messages that is said here."""

    id: str
    name: str
    topic: str
    subject: str
    share: float
    people: list[Person] = field(repr=False)


class Said(NamedTuple):
    """A message as it is in the end: what was said `first`, and `text`, which is another one after an edit and empty
    after a deletion; either happened at `changed_at`. Times are in milliseconds."""

    at: int
    id: str
    room: Room
    author: Person
    first: str
    text: str
    changed_at: int | None
    deleted: bool


class Conversation:
    """The first room is home and the busiest by far, with nearly half of all messages. `reader` is in all rooms, and
    has never said or read anything."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        random = Random(f"people {seed}")
        self.people = _people(random)
        self.reader = Person(_uuid7(began(), random), "조용한 독자", "ko")
        self.rooms = _rooms(random, self.people, self.reader)

    def messages(self, count: int) -> Iterator[Said]:
        """So many, in order of time: the more, the denser."""
        shares = list(accumulate(room.share for room in self.rooms))
        ends = [round(count * share / shares[-1]) for share in shares]
        counts = [end - start for start, end in zip([0, *ends], ends, strict=False)]
        talks = (self._talk(room, some) for room, some in zip(self.rooms, counts, strict=True))
        return heapq.merge(*talks, key=attrgetter("at"))

    def _talk(self, room: Room, count: int) -> Iterator[Said]:
        random = Random(f"{self._seed} {room.name} {count}")
        regulars = [person for person in room.people if person is not self.reader]
        subjects = [room.subject, *random.sample(SUBJECTS, 3)]
        voices = {subject: {each: Speaker(each, subject) for each in ("ko", "en")} for subject in subjects}
        sizes = _bursts(random, count)
        starts = sorted(_moment(random) for _ in sizes)
        # Where much is said, people write faster; otherwise one burst would not be over before the next.
        pace = min(25_000.0, DAYS * 10 * _HOUR / max(count, 1))
        at = 0
        for start, size in zip(starts, sizes, strict=True):
            subject = room.subject if random.random() < 0.6 else subjects[int(random.random() * len(subjects))]
            around = _around(random, regulars)
            at = max(at, start)
            for said in _burst(random, room, around, voices[subject], size, at, pace):
                at = said.at
                yield said


def began() -> int:
    return ENDS - DAYS * 24 * _HOUR


def _burst(
    random: Random, room: Room, around: list[Person], voices: dict[str, Speaker], size: int, at: int, pace: float
) -> Iterator[Said]:
    """Some people talk for a while; a question is usually answered by somebody else."""
    chance = random.random
    asker: Person | None = None
    for _ in range(size):
        at += 1 + int(random.expovariate(1 / pace))
        author = around[int(chance() ** 1.5 * len(around))]
        voice = voices[author.language if chance() < 0.93 else "en"]
        if asker and author is not asker and chance() < 0.8:
            text, asker = _answer(random, voice, asker), None
        elif chance() < 0.1:
            text, asker = voice.asks(random), author
        else:
            text = voice.says(random)
        if len(around) > 1 and chance() < 0.04:
            text = f"@{around[int(chance() * len(around))].name} {text}"
        yield _said(random, at, room, author, text, voice)


def _answer(random: Random, voice: Speaker, asker: Person) -> str:
    return f"@{asker.name} {voice.answers(random)}" if random.random() < 0.2 else voice.answers(random)


def _said(random: Random, at: int, room: Room, author: Person, text: str, voice: Speaker) -> Said:
    fate = random.random()
    id = _uuid7(at, random)
    if fate > 0.03:
        return Said(at, id, room, author, text, text, None, False)
    changed_at = at + 5_000 + int(random.expovariate(1 / 120_000))
    if fate < 0.008:
        return Said(at, id, room, author, text, "", changed_at, True)
    return Said(at, id, room, author, text, f"{text} ({voice.answers(random)})", changed_at, False)


def _around(random: Random, regulars: list[Person]) -> list[Person]:
    """Who takes part: those who say most in a room are nearly always there."""
    some = {int(random.random() ** 3 * len(regulars)) for _ in range(2 + int(random.random() * 5))}
    return [regulars[place] for place in sorted(some)]


def _bursts(random: Random, count: int) -> list[int]:
    sizes: list[int] = []
    left = count
    while left > 0:
        sizes.append(min(left, 1 + int(random.expovariate(1 / _BURST))))
        left -= sizes[-1]
    return sizes


def _moment(random: Random) -> int:
    """A moment of these months, in Seoul, where people sleep at night and do other things at weekends."""
    day, hour = divmod(bisect(_WEEK, random.random() * _WEEK[-1]), 24)
    week = int(random.random() * (DAYS // 7))
    monday = ENDS - (week + 1) * 7 * 24 * _HOUR
    return monday + (day * 24 + hour) * _HOUR + int(random.random() * _HOUR)


def _people(random: Random) -> list[Person]:
    korean = [family + given for given in _GIVEN for family in _FAMILY]
    english = [f"{first} {last}" for first in _FIRST for last in _LAST] + _FIRST
    names = [(name, "ko") for name in random.sample(korean, 140)] + [
        (name, "en") for name in random.sample(english, 90)
    ]
    random.shuffle(names)
    return [Person(_uuid7(began(), random), name, language) for name, language in names]


def _rooms(random: Random, people: list[Person], reader: Person) -> list[Room]:
    names = [("madang", "work"), *_ROOMS]
    names += [(f"{random.choice(('모임', 'group', '작은 방', 'corner'))} {number}", SUBJECTS[number % len(SUBJECTS)])
              for number in range(1, _LONG_TAIL + 1)]  # fmt: skip
    rooms = []
    for place, (name, subject) in enumerate(names):
        share = 0.46 if place == 0 else 0.54 / _TAIL_WEIGHT / (place + 1) ** 1.3
        size = len(people) if place == 0 else max(3, int(len(people) / (place + 1) ** 0.8))
        id = "madang" if place == 0 else _uuid7(began(), random)
        topic = "" if place % 3 else Speaker("ko" if place % 2 else "en", subject).says(random).replace("\n", " ")[:200]
        rooms.append(Room(id, name, topic, subject, share, [reader, *random.sample(people, size)]))
    return rooms


_TAIL_WEIGHT = sum((place + 1) ** -1.3 for place in range(1, len(_ROOMS) + _LONG_TAIL + 1))


def _uuid7(at: int, random: Random) -> str:
    """A UUIDv7 of that time, from this `random`."""
    head, rest = f"{at:012x}", f"{random.getrandbits(74):019x}"
    return f"{head[:8]}-{head[8:]}-7{rest[1:4]}-{'89ab'[int(rest[0], 16)]}{rest[4:7]}-{rest[7:]}"
