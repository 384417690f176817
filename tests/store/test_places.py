"""The place as it is kept."""

from dataclasses import replace

from madang.domain.places import Place
from madang.store import facts, places
from madang.store.database import Database


def test_a_place_is_what_was_kept_and_at_first_nobodys(database: Database) -> None:
    mine = Place("우리 집", "어서 오세요", "#aa3322", "l1", "closed", plain_doors=False, claimed=True)
    with database.write() as tx:
        assert places.get(tx.connection) == Place()
        assert not Place().claimed
        kept = places.put(tx, mine)
        assert kept == replace(mine, edition=1)
        assert places.get(tx.connection) == kept
        assert places.put(tx, kept).edition == 2


def test_what_another_version_kept_with_it_is_passed_over(database: Database) -> None:
    with database.write() as tx:
        facts.put(tx, "place", '{"name": "집", "mood": "fine"}')
        assert places.get(tx.connection) == Place("집")
