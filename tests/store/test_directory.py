"""People as others look them up."""

from typing import Any

from sqlalchemy import event, text

from madang.domain.accounts import Account
from madang.domain.ids import PersonId
from madang.domain.people import Person, Role
from madang.domain.profiles import Profile, Status
from madang.store import accounts, directory, people, profiles
from madang.store.database import Database, Snapshot
from madang.store.transaction import Transaction
from tests.store import rows

ROLES: tuple[Role, ...] = ("owner", "admin", "member", "bot")


def found(snapshot: Snapshot, query: str = "", after: PersonId | None = None, limit: int = 50) -> list[str]:
    pages = directory.page(snapshot, rows.NOW, query=query, after=after, limit=limit, roles=ROLES, states=["active"])
    return [each.name for each in pages]


def somebody(tx: Transaction, name: str, handle: str) -> Person:
    who = rows.person(tx, name)
    accounts.add(tx, Account(who.id, handle))
    return who


def test_a_profile_is_all_that_somebody_says_about_themselves(database: Database) -> None:
    with database.write() as tx:
        jiwoo = somebody(tx, "지우", "jiwoo")
        profiles.change(tx, jiwoo.id, title="디자인", status_emoji="🌴", status_text="쉬어요", status_until=rows.LATER)
        before = directory.get(tx.connection, jiwoo.id, rows.NOW)
        after = directory.get(tx.connection, jiwoo.id, rows.LATER)
        assert directory.get(tx.connection, PersonId("nobody"), rows.NOW) is None
    assert before == Profile(
        jiwoo.id, "지우", "member", None, "active", rows.NOW, "jiwoo", "디자인", Status("🌴", "쉬어요", rows.LATER)
    )
    assert after is not None
    assert after.status is None, "its time is over"


def test_people_are_found_by_a_part_of_their_name_or_handle(database: Database) -> None:
    with database.write() as tx:
        somebody(tx, "김하늘", "haneul")
        somebody(tx, "100% Kim", "percent")
        somebody(tx, "Under_score", "u")
        assert found(tx.connection, "하늘") == ["김하늘"]
        assert found(tx.connection, "KIM") == ["100% Kim"]
        assert found(tx.connection, "NEUL") == ["김하늘"]
        assert found(tx.connection, "%") == ["100% Kim"]
        assert found(tx.connection, "_") == ["Under_score"]
        assert found(tx.connection, "nobody") == []


def test_people_are_found_while_their_name_is_typed_and_by_initials(database: Database) -> None:
    with database.write() as tx:
        somebody(tx, "박민수", "minsu")
        marta = somebody(tx, "Marta", "marta")
        for query in ("박ㅁ", "박미", "박민ㅅ", "ㅂㅁㅅ", "ㅁㅅ"):
            assert found(tx.connection, query) == ["박민수"]
        people.rename(tx, marta.id, "김하늘")
        assert found(tx.connection, "ㄱㅎ") == ["김하늘"]
        people.change(tx, marta.id, name="이한별", role="admin")
        assert found(tx.connection, "ㄱㅎ") == []
        assert found(tx.connection, "이하") == ["이한별"]


def test_who_was_shown_out_and_who_has_no_account_is_not_among_them(database: Database) -> None:
    with database.write() as tx:
        rows.person(tx, "손님", "guest")
        gone = somebody(tx, "간 사람", "gone")
        people.change(tx, gone.id, state="deactivated")
        somebody(tx, "지우", "jiwoo")
        assert found(tx.connection) == ["지우"]


def test_pages_go_on_where_the_last_one_ended_also_among_the_same_names(database: Database) -> None:
    with database.write() as tx:
        same = sorted(rows.person(tx, "같은 이름").id for _ in range(3))
        rows.person(tx, "가장 먼저")
        rows.person(tx, "힘")
        everybody = found(tx.connection)
        assert sorted(everybody) == sorted(["가장 먼저", "같은 이름", "같은 이름", "같은 이름", "힘"])
        assert found(tx.connection, limit=2) == everybody[:2]
        assert found(tx.connection, after=PersonId(same[1])) == everybody[-2:]


def test_who_is_in_a_room_with_somebody(database: Database) -> None:
    with database.write() as tx:
        room, other = rows.room(tx), rows.room(tx, "other")
        jiwoo, minjun, seoyeon = (rows.person(tx) for _ in range(3))
        rows.member(tx, room, jiwoo)
        rows.member(tx, room, minjun)
        rows.member(tx, other, seoyeon)
        others = [minjun.id, seoyeon.id, jiwoo.id]
        assert directory.together(tx.connection, jiwoo.id, others) == {minjun.id, jiwoo.id}
        assert directory.together(tx.connection, jiwoo.id, others, [other]) == set()
        rows.leave(tx, room, minjun)
        assert directory.together(tx.connection, jiwoo.id, [minjun.id]) == set()


def test_statuses_are_of_those_who_said_something_for_now(database: Database) -> None:
    with database.write() as tx:
        jiwoo, haneul, gone = somebody(tx, "지우", "jiwoo"), somebody(tx, "하늘", "haneul"), rows.person(tx, "간 사람")
        profiles.change(tx, jiwoo.id, status_text="쉬어요")
        profiles.change(tx, haneul.id, title="디자인")
        profiles.change(tx, gone.id, status_emoji="🌴", status_until=rows.NOW)
        found = directory.statuses(tx.connection, [jiwoo.id, haneul.id, gone.id], rows.NOW)
        assert found == {jiwoo.id: Status("", "쉬어요", None)}
        assert directory.statuses(tx.connection, [haneul.id], rows.NOW) == {}


def test_who_looks_somebody_up_passes_no_visitors(database: Database) -> None:
    with database.write() as tx:
        for n in range(2_000):
            rows.person(tx, f"손님 {n}", "visitor" if n % 10 else "member")
        if not database.is_sqlite:
            tx.connection.execute(text("ANALYZE people"))
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        asked.append((sql, parameters))

    with database.read() as snapshot:
        event.listen(snapshot, "before_cursor_execute", hear)
        for after in (None, rows.new_id()):
            found(snapshot, "손", after=PersonId(after) if after else None)
        event.remove(snapshot, "before_cursor_execute", hear)
        for sql, parameters in asked:
            explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
            plan = "\n".join(str(row) for row in snapshot.exec_driver_sql(explain + sql, parameters))
            assert "ix_people_listed" in plan, plan
            assert "TEMP B-TREE" not in plan.upper(), plan
