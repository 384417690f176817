"""Retention: in rooms that keep messages for some days only, the older ones go, piece by piece, like any deletion."""

from collections.abc import Awaitable, Callable

from madang.domain.chores import Chore, ForgetMessages
from madang.domain.ids import RoomId
from madang.domain.outcomes import Erased
from madang.store import messages, rooms

AT_ONCE = 100
"""Messages in one transaction, so that nobody waits long for their own."""
_PIECES = 20
"""In one turn."""
_DAY = 24 * 3600


class Retention:
    """`perform` does a chore of the house, `read` looks through a snapshot, `time(later)` is the time in that many
    seconds."""

    def __init__(
        self,
        perform: Callable[[Chore], Awaitable[object]],
        read: Callable[..., Awaitable[object]],
        time: Callable[[float], str],
    ) -> None:
        self._perform = perform
        self._read = read
        self._time = time
        # Up to where everything is gone: tombstones are not looked through again and again.
        self._gone: dict[RoomId, int] = {}

    async def forget(self) -> bool:
        """Some of it; whether there may be more. Refuses `unavailable`; the next time does it."""
        found = await self._read(rooms.retaining)
        assert isinstance(found, dict)
        self._gone = {room: seq for room, seq in self._gone.items() if room in found}
        pieces = 0
        for room, days in found.items():
            while await self._forget_some(room, self._time(-days * _DAY)):
                pieces += 1
                if pieces == _PIECES:
                    return True
        return False

    async def _forget_some(self, room: RoomId, before: str) -> bool:
        """Whether there may be more."""
        old = await self._read(messages.oldest, room, self._gone.get(room, 0), before, AT_ONCE)
        assert isinstance(old, list)
        if not old:
            return False
        gone = await self._perform(ForgetMessages(room, tuple(id for id, _ in old)))
        if gone != Erased(len(old)):  # meanwhile the room keeps them for longer, or somebody deleted one
            return False
        self._gone[room] = old[-1][1]
        return len(old) == AT_ONCE
