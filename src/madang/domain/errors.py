"""The kinds of trouble that are not bugs: a refusal answers one command, a goodbye ends one connection."""

from typing import Literal, get_args

RefusalCode = Literal[
    "not_json",
    "unknown_command",
    "invalid",
    "bad_text",
    "too_long",
    "bad_id",
    "id_taken",
    "no_session",
    "wrong_login",
    "code_needed",
    "wrong_code",
    "not_set_up",
    "not_found",
    "not_a_member",
    "forbidden",
    "foreign_origin",
    "wrong_host",
    "deleted",
    "archived",
    "silenced",
    "not_reachable",
    "banned",
    "slow_mode",
    "handle_taken",
    "last_owner",
    "expired",
    "bad_seq",
    "future",
    "hello_first",
    "hello_again",
    "too_fast",
    "too_many",
    "too_large",
    "unavailable",
    "internal",
]
REFUSAL_CODES: tuple[RefusalCode, ...] = get_args(RefusalCode)

INTERNAL = 4000
DRAINING = 4001
SLOW = 4002
SILENT = 4003
FLOODING = 4005
PROTOCOL = 4400
SIGNED_OUT = 4401
FORBIDDEN = 4403
NO_HELLO = 4408
TOO_MANY = 4409
TOO_LARGE = 4413


class Refusal(Exception):
    """Understood and declined: the answer to one command.

    `code` is stable, `message` tells a person what was found and what was expected,
    `retry_after` is in seconds where trying again later can help.
    """

    def __init__(self, code: RefusalCode, message: str, retry_after: float | None = None) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.retry_after = retry_after


class Goodbye(Exception):
    """This connection is over. `code` is the close code, which says whether to come back."""

    def __init__(self, code: int, reason: str, retry_after: float | None = None) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason
        self.retry_after = retry_after


class StoreTrouble(Exception):
    """The store cannot be used now: disk full, database locked or gone. Nothing is known to be committed."""


def unavailable(retry_after: float = 1.0) -> Refusal:
    """The refusal for a command whose fate the store's trouble left open."""
    return Refusal(
        "unavailable",
        "The store cannot be reached or written now. Send the same again in a moment.",
        retry_after,
    )
