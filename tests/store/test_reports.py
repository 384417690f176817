"""Reports as they are kept."""

import dataclasses

from madang.domain.ids import MessageId, RoomId
from madang.domain.people import Person
from madang.domain.reports import Report
from madang.store import members, reports
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows


def reported(tx: Transaction, room: RoomId, message: str, by: Person, at: str = rows.NOW) -> Report:
    report = Report(rows.new_id(), room, MessageId(message), by.id, "무례해요", at)
    reports.add(tx, report)
    return report


def test_a_report_is_kept_and_closed_with_the_others_of_its_message(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, minjun = rows.room(tx), rows.person(tx), rows.person(tx)
        said, other = rows.said(tx, room, jiwoo).id, rows.said(tx, room, jiwoo).id
        first, second, third = (reported(tx, room, *of) for of in ((said, jiwoo), (said, minjun), (other, minjun)))
        assert reports.get(tx.connection, first.id) == first
        assert reports.get(tx.connection, rows.new_id()) is None
        assert reports.of(tx.connection, said, minjun.id) == second
        assert reports.of(tx.connection, other, jiwoo.id) is None
        reports.close(tx, second, jiwoo.id, rows.LATER, "deleted")
        closed = {"closed_at": rows.LATER, "closed_by": jiwoo.id, "outcome": "deleted"}
        for report in (first, second):
            assert reports.get(tx.connection, report.id) == dataclasses.replace(report, **closed)  # type: ignore[arg-type]
        assert reports.get(tx.connection, third.id) == third


def test_a_page_is_the_latest_of_all_or_of_the_rooms_one_looks_after(database: Database) -> None:
    with database.write() as tx:
        mine, other = rows.room(tx, "mine"), rows.room(tx, "other")
        jiwoo, minjun, seoyeon = rows.person(tx), rows.person(tx), rows.person(tx)
        for room in (mine, other):
            rows.member(tx, room, jiwoo)
        early = reported(tx, mine, rows.said(tx, mine, seoyeon).id, minjun)
        late = reported(tx, other, rows.said(tx, other, seoyeon).id, minjun, rows.LATER)

        def page(
            of_admin: Person | None = None, still_open: bool | None = None, limit: int = 9, before: str | None = None
        ) -> list[str]:
            who, everywhere = of_admin or minjun, of_admin is None
            found = reports.page(
                tx.connection, who.id, everywhere=everywhere, still_open=still_open, limit=limit, before=before
            )
            return [report.id for report in found]

        assert (page(), page(limit=1)) == ([late.id, early.id], [late.id])
        assert (page(before=late.id), page(before=early.id)) == ([early.id], [])
        assert reports.count_open(tx.connection, minjun.id) == 2
        assert page(jiwoo) == []
        member = members.get(tx.connection, mine, jiwoo.id)
        assert member is not None
        members.set_standing(tx, dataclasses.replace(member, admin=True))
        assert page(jiwoo) == [early.id]
        reports.close(tx, early, jiwoo.id, rows.LATER, "dismissed")
        assert reports.count_open(tx.connection, minjun.id) == 1
        assert (page(still_open=True), page(still_open=False)) == ([late.id], [early.id])
        rows.leave(tx, mine, jiwoo)
        assert page(jiwoo) == []
