"""What is written down or taken away once in a while."""

from madang.chat.tidying import EVERY, Tidying
from madang.domain.chores import Chore, ClearSessions, EraseMessages, SeeSessions
from madang.domain.outcomes import Erased, Nothing, Outcome
from madang.live.hub import Hub
from tests.live.mouths import Clock, line


class House:
    """What was asked of the store; `left` pieces of what people who are gone have said."""

    def __init__(self, left: int = 0) -> None:
        self.clock = Clock()
        self.hub = Hub(self.clock)
        self.asked: list[Chore] = []
        self.left = left
        self.tidying = Tidying(self.hub, self.perform)

    async def perform(self, command: Chore) -> Outcome:
        self.asked.append(command)
        if isinstance(command, EraseMessages):
            self.left -= 1
            return Erased(self.left) if self.left >= 0 else Nothing()
        return Nothing()

    def seen(self) -> list[bytes]:
        found = [hash for command in self.asked if isinstance(command, SeeSessions) for hash in command.hashes]
        self.asked.clear()
        return found


async def test_a_session_that_is_used_is_noted_once_in_a_while() -> None:
    house = House()
    for _ in range(3):
        house.tidying.note(b"a")
        await house.tidying.tidy()
    assert house.seen() == [b"a"]
    house.clock.now += EVERY
    await house.tidying.tidy()
    assert house.seen() == [], "nobody was there"
    house.tidying.note(b"a")
    await house.tidying.tidy()
    assert house.seen() == [b"a"]


async def test_an_open_connection_is_a_sign_of_life() -> None:
    house = House()
    line(house.hub)[0].session = b"s" * 32
    line(house.hub)
    await house.tidying.tidy()
    assert house.seen() == [b"s" * 32]


async def test_many_are_noted_together_but_not_without_end() -> None:
    house = House()
    for n in range(1_200):
        house.tidying.note(n.to_bytes(4))
    await house.tidying.tidy()
    sizes = [len(command.hashes) for command in house.asked if isinstance(command, SeeSessions)]
    assert sizes == [500, 500, 200]


async def test_what_is_left_of_people_goes_some_pieces_at_a_time_to_the_last() -> None:
    house = House(left=23)
    assert [await house.tidying.erase() for _ in range(2)] == [True, False]
    assert house.asked == [EraseMessages()] * 24
    await house.tidying.tidy()
    assert house.asked[24:] == [ClearSessions()]
