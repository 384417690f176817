"""Starts Madang with one bug built in: `python launch.py answer_before_commit`."""

import asyncio
import dataclasses
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from madang import actions
from madang.__main__ import main
from madang.actions import messages
from madang.actions.turn import Turn
from madang.chat import commits, telling
from madang.domain import ids
from madang.domain.commands import SendMessage
from madang.domain.errors import Refusal
from madang.domain.events import RoomRemoved
from madang.domain.outcomes import Happening
from madang.live.recent import Recent
from madang.store import database
from madang.store import messages as kept

LATE = 3.0
"""Seconds between the mistaken word about a message and the commit: long enough to be hit."""


def answer_before_commit() -> None:
    """`done` goes out when the command was decided, not when it was kept."""

    def too_early(_: commits.Commits, decided: list[tuple[Any, Any]]) -> None:
        for waiting, result in decided:
            commits._answer(waiting, result)

    _before_the_commit(too_early)


def tell_before_commit() -> None:
    """Everybody hears of it when it was decided, not when it was kept."""

    def too_early(heart: commits.Commits, decided: list[tuple[Any, Any]]) -> None:
        heart._tell([event for _, result in decided if isinstance(result, Happening) for event in result.events])

    _before_the_commit(too_early)


def _before_the_commit(act: Callable[[commits.Commits, list[tuple[Any, Any]]], None]) -> None:
    loops: list[asyncio.AbstractEventLoop] = []
    decided: list[tuple[Any, Any]] = []
    hearts: list[commits.Commits] = []
    commit, decide, write = commits.Commits._commit, commits.Commits._decide, database.Database.write

    async def commit_on_a_known_loop(self: commits.Commits, batch: list[Any]) -> None:
        loops[:], hearts[:] = [asyncio.get_running_loop()], [self]
        await commit(self, batch)

    def decide_and_remember(self: commits.Commits, tx: Any, waiting: Any, *rest: Any) -> Any:
        result = decide(self, tx, waiting, *rest)
        decided.append((waiting, result))
        return result

    @contextmanager
    def write_late(self: database.Database) -> Iterator[Any]:
        decided.clear()
        with write(self) as tx:
            yield tx
            if any(isinstance(waiting.command, SendMessage) for waiting, _ in decided):
                loops[0].call_soon_threadsafe(act, hearts[0], [*decided])
                time.sleep(LATE)

    _plant(commits.Commits, "_commit", commit_on_a_known_loop)
    _plant(commits.Commits, "_decide", decide_and_remember)
    _plant(database.Database, "write", write_late)


def _plant(where: Any, name: str, what: Any) -> None:
    assert hasattr(where, name), f"{where} has no {name} any more"
    setattr(where, name, what)


def dedupe_removed() -> None:
    """The server names the messages itself, and a retry is another message."""
    send = messages.send

    def send_as_new(turn: Turn, command: SendMessage) -> Happening:
        if kept.sent(turn.tx, ids.message(command.ref)):
            command = dataclasses.replace(command, ref=ids.new(int(time.time() * 1000)))
        return send(turn, command)

    actions._ACTIONS[SendMessage] = send_as_new


def dedupe_in_memory() -> None:
    """What was said before the last start is no longer known to be the same."""
    send = messages.send
    known: set[str] = set()

    def send_if_known(turn: Turn, command: SendMessage) -> Happening:
        if command.ref not in known and kept.sent(turn.tx, ids.message(command.ref)):
            command = dataclasses.replace(command, ref=ids.new(int(time.time() * 1000)))
        known.add(command.ref)
        return send(turn, command)

    actions._ACTIONS[SendMessage] = send_if_known


def catch_up_off_by_one() -> None:
    """Whoever comes back misses the first change after their cursor."""
    pieces = Recent.pieces
    _plant(Recent, "pieces", lambda recent, after, upto: pieces(recent, after + 1, upto))


def deleted_text_kept() -> None:
    """A deletion marks the message, and its text stays."""
    change = kept.change

    def change_but_keep(tx: Any, message: Any) -> None:
        before = kept.get(tx.connection, message.room, message.id)
        change(tx, dataclasses.replace(message, text=before.text if before else ""))

    _plant(kept, "change", change_but_keep)


def refused_and_kept() -> None:
    """What is refused was done before, and nothing takes it back."""
    decide = commits.Commits._decide

    def refuse_afterwards(self: commits.Commits, tx: Any, waiting: Any, *rest: Any) -> Any:
        result = decide(self, tx, waiting, *rest)
        if isinstance(waiting.command, SendMessage):
            return Refusal("forbidden", "This word is not welcome.")
        return result

    _plant(commits.Commits, "_decide", refuse_afterwards)


def membership_at_join_only() -> None:
    """Whoever has left goes on listening."""
    apply = telling.Telling._apply

    def apply_but_stay(self: telling.Telling, line: Any, event: Any) -> None:
        if not isinstance(event, RoomRemoved):
            apply(self, line, event)

    _plant(telling.Telling, "_apply", apply_but_stay)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
    main(["serve"])
