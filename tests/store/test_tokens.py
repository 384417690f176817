"""Tokens as they are kept, and who asks with one."""

from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.domain.scopes import Deputy, Scope
from madang.domain.sessions import NewSession
from madang.domain.tokens import Token
from madang.store import sessions, tokens
from madang.store.database import Database
from tests.store import rows

HASH = b"h" * 32


def token(owner: Person, rooms: tuple[RoomId, ...] | None = None, expires_at: str | None = None) -> Token:
    return Token(rows.new_id(), owner.id, "날씨", ("read",), rooms, rows.NOW, None, expires_at)


def test_what_is_kept_is_found_again(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        first = token(jiwoo, (RoomId("마당"),))
        second = token(jiwoo, expires_at=rows.LATER)
        tokens.add(tx, first, HASH)
        tokens.add(tx, second, b"i" * 32)
        sessions.add(tx, jiwoo.id, NewSession(b"j" * 32, rows.LATER, rows.new_id()), rows.NOW)
        assert tokens.get(tx.connection, first.id) == first
        assert tokens.get(tx.connection, "nothing") is None
        assert tokens.of(tx.connection, jiwoo.id, rows.NOW) == [second, first]
        assert tokens.of(tx.connection, jiwoo.id, rows.LATER) == [first]
        assert tokens.of(tx.connection, minjun.id, rows.NOW) == []
        assert tokens.count(tx.connection, jiwoo.id) == 2


def test_who_asks_with_one_is_bound_by_its_scope(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        tokens.add(tx, token(jiwoo, (RoomId("마당"),)), HASH)
        tokens.add(tx, token(jiwoo), b"i" * 32)
        sessions.add(tx, jiwoo.id, NewSession(b"j" * 32, rows.LATER), rows.NOW)
        found = sessions.people_of(tx.connection, [HASH, b"i" * 32, b"j" * 32], rows.NOW)
    reads = frozenset({"read"})
    assert found[HASH] == Deputy(jiwoo, Scope(reads, frozenset({RoomId("마당")})))  # type: ignore[arg-type]
    assert found[b"i" * 32] == Deputy(jiwoo, Scope(reads))  # type: ignore[arg-type]
    assert found[b"j" * 32] == jiwoo
