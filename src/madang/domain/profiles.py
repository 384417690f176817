"""A profile: what somebody lets the others know about themselves."""

import re
from dataclasses import dataclass

from madang.domain import texts, times
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.people import Role, State

TITLE_LENGTH = 80
STATUS_LENGTH = 100
_EMOJI_LENGTH = 16
_TIME_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Status:
    """`until` is the time at which it goes by itself; None: never."""

    emoji: str = ""
    text: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """`handle` is None for guests. `time_zone` is one of IANA's names, `locale` a language tag."""

    id: PersonId
    name: str
    role: Role
    picture: str | None
    state: State
    joined_at: str
    handle: str | None = None
    title: str = ""
    status: Status | None = None
    time_zone: str | None = None
    locale: str | None = None


def title(text: str) -> str:
    return texts.line(text, TITLE_LENGTH, "title")


def status(status: Status | None) -> Status | None:
    """None where nothing is said."""
    if status is None:
        return None
    emoji, text = texts.line(status.emoji, _EMOJI_LENGTH, "emoji"), texts.line(status.text, STATUS_LENGTH, "status")
    return Status(emoji, text, _time(status.until)) if emoji or text else None


def time_zone(text: str | None) -> str | None:
    if text and (len(text) > 64 or not _TIME_ZONE.fullmatch(text)):
        raise Refusal("invalid", "time_zone: expected the name of a time zone, like Asia/Seoul.")
    return text or None


def locale(text: str | None) -> str | None:
    if text and (len(text) > 16 or not _LOCALE.fullmatch(text)):
        raise Refusal("invalid", "locale: expected a language tag, like ko or en-GB.")
    return text or None


def _time(text: str | None) -> str | None:
    try:
        return None if text is None else times.written(times.seconds(text))
    except (ValueError, OverflowError, OSError):
        raise Refusal("invalid", "until: expected a time, like 2026-11-26T09:00:00Z.") from None
