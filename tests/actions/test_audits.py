"""Taking the log of the house along."""

from madang.domain.house_commands import ExportAudit
from madang.domain.people import Role
from madang.store import audit
from tests.actions.turns import House, owned


def test_it_is_for_owners_and_stands_in_the_log(house: House) -> None:
    owner = owned(house)
    roles: tuple[Role, ...] = ("admin", "member")
    for role in roles:
        assert house.refuses(house.member_with_account(role=role), ExportAudit()) == "forbidden"
    house.does(owner, ExportAudit())
    with house.database.read() as snapshot:
        (act,) = audit.page(snapshot, None, 5, None)
    assert (act.actor, act.action) == (owner.id, "audit.exported")
