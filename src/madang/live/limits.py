"""Limits: token buckets, one per key (a person, an address)."""

from collections import Counter
from collections.abc import Callable, Hashable

_FORGET_ABOVE = 50_000
_LEAST = 0.001
"""Seconds: waits are told in milliseconds, and none is told as nothing."""
_ARRIVALS = 30
"""A minute."""


class Buckets:
    """`rate` tokens a second, `burst` at most; `rate` None never limits. `clock` gives seconds."""

    def __init__(self, rate: float | None, burst: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._held: dict[Hashable, tuple[float, float]] = {}
        self._forget_above = _FORGET_ABOVE

    def change(self, rate: float | None, burst: float) -> None:
        """From now on, and for everybody anew."""
        if (rate, burst) != (self._rate, self._burst):
            self._rate, self._burst, self._held = rate, burst, {}

    def take(self, key: Hashable, tokens: float = 1.0) -> float:
        """0 where the tokens were there and are taken now; otherwise the seconds until they will be."""
        if self._rate is None:
            return 0.0
        now = self._clock()
        level, at = self._held.get(key, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._rate)
        if level < tokens:
            self._held[key] = (level, now)
            return max((tokens - level) / self._rate, _LEAST)
        self._held[key] = (level - tokens, now)
        if len(self._held) > self._forget_above:
            self._forget(now)
        return 0.0

    def charge(self, key: Hashable, tokens: float) -> None:
        """Takes tokens for what is done already, be they there or not."""
        if self._rate is not None:
            now = self._clock()
            level, at = self._held.get(key, (self._burst, now))
            self._held[key] = (min(self._burst, level + (now - at) * self._rate) - tokens, now)

    def _forget(self, now: float) -> None:
        """A full bucket says nothing; drop those. Next time once there are twice as many as are left: where few can be
        dropped, looking at all of them each time would cost more than whoever fills them pays."""
        assert self._rate is not None
        self._held = {
            key: (level, at) for key, (level, at) in self._held.items() if level + (now - at) * self._rate < self._burst
        }
        self._forget_above = max(_FORGET_ABOVE, 2 * len(self._held))


class Limits:
    """All limits of the house. `on` False is for measurements."""

    def __init__(self, clock: Callable[[], float], *, on: bool = True) -> None:
        def buckets(rate: float, burst: float) -> Buckets:
            return Buckets(rate if on else None, burst, clock)

        self._on = on
        self.commands = buckets(20, 100)
        self.frames = buckets(200, 2_000)
        """All that one person sends, asked for or not; beyond it the connection ends."""
        self.reads = buckets(5, 40)
        self.echoes = buckets(50, 500)
        """What is sent to everybody at `/ws`, by address."""
        self.looks = buckets(50, 300)
        """Requests over HTTP, of whatever kind."""
        self.hellos = buckets(1, 60)
        """Of one person; each costs by how many rooms have to be brought."""
        self.rubbish = buckets(5, 100)
        self.sessions = buckets(*_by_the_minute(_ARRIVALS))
        """Who arrives and who signs in, by address."""
        self.messages = Buckets(None, 0, clock)
        """What one person says and rewords, where the house wants less of it than it can bear."""
        self.guesses = buckets(1 / 60, 10)
        """Passwords tried for one login, be there such an account or not, from one place; right ones cost nothing."""
        self.guesses_anywhere = buckets(0.1, 100)
        """... from all places together where its owner has not signed in before."""
        self.additions = buckets(1 / 600, 10)
        """Rooms that one person puts another one into, who did not ask for it."""
        self.codes = buckets(1 / 300, 5)
        """Wrong codes of the second factor, from one place: there are only a million."""
        self.codes_anywhere = buckets(1 / 300, 20)
        """... from all places together where its owner has not signed in before."""
        self.exports = buckets(1 / 60, 5)
        """Files with all that somebody has; each reads everything they ever said."""
        self.mails = buckets(1 / 600, 3)
        """What one account is sent, and what one person has us send to one address."""
        self.mails_by = buckets(1 / 600, 10)
        """What one person has us send to whatever address."""
        self.mails_from = buckets(1 / 60, 60)
        """The same from one place: a school comes in from one."""
        self.mails_to = buckets(1 / 600, 20)
        """What all together have us send to one address that nobody has verified."""
        self.pictures = buckets(0.2, 20)
        """Pictures of one person that have to be decoded."""
        self.connections = buckets(50, 500)
        self.visits = buckets(2, 100)
        self.strangers: Counter[str] = Counter()
        """Connections that have not yet said who they are, by address."""
        self.lines_per_person = 40 if on else 1 << 30
        self.strangers_per_address = 500 if on else 1 << 30

    def follow(self, messages: int | None, arrivals: int | None) -> None:
        """What those who look after the house want them to be, in a minute; None: what they were at first."""
        if self._on:
            self.messages.change(*((None, 0.0) if messages is None else (messages / 60, messages)))
            self.sessions.change(*_by_the_minute(arrivals or _ARRIVALS))


def _by_the_minute(number: int) -> tuple[float, float]:
    """A rate, and twice as many at once: a class comes in with the bell."""
    return number / 60, 2 * number
