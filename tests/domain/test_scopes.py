"""What a token is for."""

from pydantic_core import to_json

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.domain.scopes import Deputy, Scope, renewed

JIWOO = Person(PersonId("j"), "지우", "member", "picture")
READS = Scope(frozenset({"read"}), frozenset({RoomId("garden")}))


def test_a_deputy_is_its_owner_for_everybody_else() -> None:
    deputy = Deputy(JIWOO, READS)
    assert (deputy.id, deputy.name, deputy.role, deputy.picture) == ("j", "지우", "member", "picture")
    assert to_json(deputy) == to_json(JIWOO), "nothing of a scope is on the wire"


def test_it_is_not_mistaken_for_its_owner() -> None:
    deputy = Deputy(JIWOO, READS)
    assert deputy != JIWOO
    assert deputy != JIWOO
    assert deputy == Deputy(JIWOO, READS)
    assert deputy != Deputy(JIWOO, Scope(frozenset({"read"})))
    assert hash(deputy) == hash(Deputy(JIWOO, READS))


def test_who_is_seen_anew_keeps_the_scope() -> None:
    now = Person(JIWOO.id, "새 이름", "admin")
    again = renewed(Deputy(JIWOO, READS), now)
    assert isinstance(again, Deputy)
    assert (again.name, again.role, again.scope) == ("새 이름", "member", READS)
    assert renewed(JIWOO, now) is now
