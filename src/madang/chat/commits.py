"""Group commit: while one commit is on its way to the disk, commands gather; the next transaction takes them all.

No timer and no added delay. Nobody is told and nobody is answered before the commit is durable.
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from madang import actions
from madang.actions.turn import Turn
from madang.domain.commands import AnyCommand
from madang.domain.errors import Refusal, StoreTrouble, unavailable
from madang.domain.events import Event
from madang.domain.outcomes import Happening, Outcome
from madang.domain.people import Person
from madang.store.database import Database
from madang.store.transaction import StoreConflict, Transaction

log = logging.getLogger(__name__)

BATCH = 256
BATCH_CHARACTERS = 200_000
"""What one batch may say at most: it bounds what one write to a listener can be."""
WAITING = 20_000
_CONFLICTS = 8


@dataclass(slots=True)
class _Waiting:
    who: Person
    command: AnyCommand
    answer: asyncio.Future[Outcome]


class Commits:
    """`tell` is called on the loop with the events of a durable batch; `doubt` with the commands of a batch of which it
    is not known whether it was kept, `cut` with events that could not be told to everybody. `now` gives a time."""

    def __init__(
        self,
        database: Database,
        secret: bytes,
        now: Callable[[], str],
        tell: Callable[[Sequence[Event]], None],
        doubt: Callable[[Sequence[AnyCommand]], None],
        cut: Callable[[Sequence[Event]], None],
    ) -> None:
        self._database = database
        self._secret = secret
        self._now = now
        self._tell = tell
        self._doubt = doubt
        self._cut = cut
        self._waiting: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._in_doubt = False
        self._closing = False
        self.trouble: StoreTrouble | None = None

    def submit(self, who: Person, command: AnyCommand) -> "asyncio.Future[Outcome]":
        """The outcome to be, or a `Refusal`. The order of calls is the order in the log."""
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if self._closing or len(self._waiting) >= WAITING:
            answer.set_exception(unavailable(retry_after=2.0))
        else:
            self._waiting.append(_Waiting(who, command, answer))
            self._wake.set()
        return answer

    async def run(self) -> None:
        """Works until `close`."""
        while not (self._closing and not self._waiting):
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._commit_safely(self._take())

    async def close(self) -> None:
        """Takes nothing new; what waits is still committed and answered by `run`."""
        self._closing = True
        self._wake.set()

    async def settle(self) -> bool:
        """Between two batches: brings what was written to where it stays; what was deleted is then nowhere any more.
        False: it is to be tried again."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, self._database.settle)
        except StoreTrouble:
            return False

    def shut(self) -> None:
        self._writer.shutdown()

    def _take(self) -> list[_Waiting]:
        batch, characters = [self._waiting.popleft()], 0
        while self._waiting and len(batch) < BATCH and characters < BATCH_CHARACTERS:
            characters += len(getattr(batch[-1].command, "text", ""))
            batch.append(self._waiting.popleft())
        return batch

    async def _commit_safely(self, batch: list[_Waiting]) -> None:
        """The heart goes on whatever happens, and nobody waits for ever."""
        try:
            await self._commit(batch)
        except Exception as error:  # noqa: BLE001 - what is broken here must not end everything
            bug = _bug(error)
            for waiting in batch:
                _answer(waiting, bug)

    async def _commit(self, batch: list[_Waiting]) -> None:
        loop = asyncio.get_running_loop()
        self._in_doubt = False
        try:
            results = await loop.run_in_executor(self._writer, self._decide_together, batch)
        except StoreTrouble as trouble:
            self._fail(batch, trouble)
            return
        self.trouble = None
        self._tell_all([event for result in results if isinstance(result, Happening) for event in result.events])
        for waiting, result in zip(batch, results, strict=True):
            _answer(waiting, result)

    def _tell_all(self, events: list[Event]) -> None:
        """What is kept stays kept and is answered, even if telling it is broken."""
        try:
            self._tell(events)
        except Exception as error:  # noqa: BLE001 - the heart goes on
            _bug(error)
            self._cut(events)

    def _fail(self, batch: list[_Waiting], trouble: StoreTrouble) -> None:
        if self.trouble is None:
            log.error("the store cannot commit: %s", trouble)
        self.trouble = trouble
        for waiting in batch:
            _answer(waiting, unavailable())
        if self._in_doubt:
            self._doubt([waiting.command for waiting in batch])

    def _decide_together(self, batch: list[_Waiting]) -> list[Happening | Refusal]:
        """Runs in the writer thread. A conflict with another node undoes everything, so that it can be done again; if
        that does not help, each is decided alone, so that whatever is in its own way is not in the others'."""
        for _ in range(_CONFLICTS):
            try:
                return self._decide_once(batch)
            except StoreConflict as conflict:
                log.info("the batch met another writer and is done again: %s", conflict)
        if len(batch) == 1:
            return [unavailable()]
        return [result for waiting in batch for result in self._decide_together([waiting])]

    def _decide_once(self, batch: list[_Waiting]) -> list[Happening | Refusal]:
        with self._database.write() as tx:
            actions.foresee(tx, [(waiting.who, waiting.command) for waiting in batch])
            now = self._now()
            results = [self._decide(tx, waiting, now) for waiting in batch]
            tx.write_out()
            self._in_doubt = True  # from here on a failure no longer means that nothing was kept
        return results

    def _decide(self, tx: Transaction, waiting: _Waiting, now: str) -> Happening | Refusal:
        try:
            with tx.attempt():
                return actions.perform(Turn(tx, waiting.who, now, self._secret), waiting.command)
        except Refusal as refusal:
            return refusal
        except StoreTrouble:
            raise
        except Exception as error:  # noqa: BLE001 - one command's bug harms no other
            return _bug(error)


def _answer(waiting: _Waiting, result: Happening | Refusal) -> None:
    if waiting.answer.done():  # whoever asked is gone
        return
    if isinstance(result, Happening):
        waiting.answer.set_result(result.outcome)
    else:
        waiting.answer.set_exception(result)


def _bug(error: Exception) -> Refusal:
    """Logs the bug, once, and gives the refusal that carries its id."""
    id = secrets.token_hex(4)
    log.error("bug %s", id, exc_info=error)
    return Refusal("internal", f"Something is broken here; the log knows it as {id}.", retry_after=5.0)
