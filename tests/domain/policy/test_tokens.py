"""Who has tokens."""

from typing import get_args

import pytest

from madang.domain import policy
from madang.domain.account_commands import EndSession, EndSessions
from madang.domain.commands import SendMessage, SetName
from madang.domain.ids import RoomId
from madang.domain.people import Role
from madang.domain.room_commands import BlockPerson, UnblockPerson
from madang.domain.scopes import Deputy, Right, Scope
from tests.domain.policy.cast import JIWOO, MINJUN, ROOM, are, code


@pytest.mark.parametrize("role", get_args(Role))
def test_tokens_are_for_those_with_an_account(role: Role) -> None:
    assert code(lambda: policy.may_have_tokens(are(role))) == (None if role in policy.INSIDE else "forbidden")
    bot = code(lambda: policy.may_revoke(are(role), are("bot", "x")))
    assert bot == (None if role in policy.STAFF else "not_found")
    assert code(lambda: policy.may_revoke(are(role), are("member", "x"))) == "not_found"
    assert code(lambda: policy.may_revoke(are(role), are(role))) is None


def test_what_is_asked_with_a_token_is_within_its_scope() -> None:
    def asks(command: object, *rights: Right, rooms: frozenset[RoomId] | None = None) -> str | None:
        return code(lambda: policy.may_ask(Deputy(JIWOO, Scope(frozenset(rights), rooms)), command))

    here, send = frozenset({ROOM.id}), SendMessage("send_message", "1", ROOM.id, "안녕")
    elsewhere = SendMessage("send_message", "1", "garden", "안녕")
    assert asks(send, "read", "write") is asks(send, "read", "write", rooms=here) is None
    assert asks(send, "read") == "forbidden"
    assert asks(elsewhere, "read", "write", rooms=here) == "not_found"
    name = SetName("set_name", "-", "지우개")
    block, unblock = BlockPerson("block_person", "-", MINJUN.id), UnblockPerson("unblock_person", "-", MINJUN.id)
    for of_an_account in (name, block, unblock):
        assert asks(of_an_account, "read", "write") == "forbidden"
        assert asks(of_an_account, "read", "write", rooms=here) == "forbidden"
    assert asks(EndSession(b"")) is None
    assert asks(EndSessions(b"", None), "read", "write") == "forbidden"
