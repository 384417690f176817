"""Hashing passwords: right, always at the same cost, and never on the loop."""

import asyncio
import threading
import unicodedata
from collections.abc import AsyncIterator

import pytest
from argon2 import PasswordHasher, extract_parameters
from typing_extensions import override

from madang.api import passwords
from madang.api.passwords import Passwords, Verdict
from madang.domain.errors import Refusal

PASSWORD = "비밀번호는길게쓰세요"


class Counting(PasswordHasher):
    """A cheap one that knows which threads it works in, and how often it verifies."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.threads: list[threading.Thread] = []
        self.verified = 0
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    @override
    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.threads.append(threading.current_thread())
        return super().hash(password, salt=salt)

    @override
    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.may_go_on.wait()
        self.threads.append(threading.current_thread())
        self.verified += 1
        return super().verify(hash, password)


@pytest.fixture
def hasher() -> Counting:
    return Counting()


@pytest.fixture
async def hashing(hasher: Counting) -> AsyncIterator[Passwords]:
    made = Passwords(hasher)
    yield made
    hasher.may_go_on.set()
    made.close()


async def test_a_password_is_known_again_and_no_other_is(hashing: Passwords) -> None:
    kept = await hashing.hash(PASSWORD)
    assert PASSWORD not in kept
    assert await hashing.verify(kept, PASSWORD) == Verdict(True)
    assert await hashing.verify(kept, unicodedata.normalize("NFD", PASSWORD)) == Verdict(True)
    assert await hashing.verify(kept, PASSWORD + "!") == Verdict(False)
    assert await hashing.verify("no hash", PASSWORD) == Verdict(False)
    assert await hashing.hash(PASSWORD) != kept, "each with a salt of its own"


async def test_what_is_too_short_is_refused_before_any_work(hashing: Passwords, hasher: Counting) -> None:
    with pytest.raises(Refusal):
        await hashing.hash("short")
    with pytest.raises(Refusal):
        await hashing.hash("jiwoo-the-first", "Jiwoo-the-First")
    assert hasher.threads == []


async def test_one_verify_whether_or_not_there_is_an_account(hashing: Passwords, hasher: Counting) -> None:
    assert await hashing.verify(None, PASSWORD) == Verdict(False)
    assert hasher.verified == 1
    assert not (await hashing.verify(await hashing.hash(PASSWORD), "another one")).right
    assert hasher.verified == 2


async def test_a_hash_of_other_parameters_is_made_anew(hashing: Passwords) -> None:
    kept = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    right, renewed = await hashing.verify(kept, PASSWORD)
    assert right
    assert renewed
    assert await hashing.verify(renewed, PASSWORD) == Verdict(True)
    assert await hashing.verify(kept, "another one") == Verdict(False)


async def test_fifty_at_once_never_work_on_the_loop(hashing: Passwords, hasher: Counting) -> None:
    kept = await hashing.hash(PASSWORD)
    verdicts = await asyncio.gather(*(hashing.verify(kept, PASSWORD) for _ in range(50)))
    assert verdicts == [Verdict(True)] * 50
    assert len(hasher.threads) == 51
    assert threading.current_thread() not in hasher.threads
    assert {thread.name.partition("_")[0] for thread in hasher.threads} == {"password"}
    assert len(set(hasher.threads)) <= 2


async def test_the_loop_goes_on_while_somebody_is_verified(hashing: Passwords, hasher: Counting) -> None:
    kept = await hashing.hash(PASSWORD)
    hasher.may_go_on.clear()
    waiting = asyncio.create_task(hashing.verify(kept, PASSWORD))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not waiting.done()
    hasher.may_go_on.set()
    assert (await waiting).right


async def test_who_would_wait_for_too_long_is_told_to_come_back(hashing: Passwords, hasher: Counting) -> None:
    kept = await hashing.hash(PASSWORD)
    hasher.may_go_on.clear()
    waiting = [asyncio.create_task(hashing.verify(kept, PASSWORD)) for _ in range(passwords.WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Refusal) as refused:
        await hashing.verify(kept, PASSWORD)
    assert (refused.value.code, refused.value.retry_after) == ("too_fast", 5.0)
    hasher.may_go_on.set()
    assert all(verdict.right for verdict in await asyncio.gather(*waiting))
    assert (await hashing.verify(kept, PASSWORD)).right


async def test_closing_waits_for_nobody(hashing: Passwords, hasher: Counting) -> None:
    kept = await hashing.hash(PASSWORD)
    hasher.may_go_on.clear()
    waiting = [asyncio.create_task(hashing.verify(kept, PASSWORD)) for _ in range(10)]
    await asyncio.sleep(0)
    hashing.close()
    hasher.may_go_on.set()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert any(isinstance(answer, asyncio.CancelledError) for answer in answers)
    assert hasher.verified < 10


def test_the_parameters_are_those_that_were_decided() -> None:
    found = extract_parameters(passwords.HASHER.hash("x"))
    assert (found.memory_cost, found.time_cost, found.parallelism) == (47_104, 2, 1)
    assert found.type.name == "ID"
