"""The few facts that a database knows about itself."""

from madang.store import facts, schema
from madang.store.database import Database


def test_a_fact_is_put_and_put_anew(database: Database) -> None:
    for value in ("then", "now"):
        with database.write() as tx:
            facts.put(tx, "probed_at", value)
        with database.read() as snapshot:
            assert facts.every(snapshot)["probed_at"] == value


def test_a_new_epoch_is_the_only_fact_that_changes(database: Database) -> None:
    before = schema.prepare(database)
    renewed = schema.renew_epoch(database)
    after = schema.prepare(database)
    assert after.epoch == renewed != before.epoch
    assert after.secret == before.secret


def test_what_nobody_is_told_of_leaves_another_mark_each_time(database: Database) -> None:
    marks = []
    for _ in range(3):
        with database.read() as snapshot:
            marks.append(facts.untold(snapshot))
        with database.write() as tx:
            facts.mark_untold(tx)
    assert len(set(marks)) == 3
    assert marks[0] == ""
