"""Trying whether the store keeps what it is given."""

from madang.domain.chores import Probe
from madang.domain.outcomes import Happening, Nothing
from madang.store import facts
from tests.actions.turns import House, person


def test_a_probe_is_kept_and_tells_nobody(house: House) -> None:
    found = []
    for _ in range(2):
        assert house.happens(person(), Probe()) == Happening(Nothing())
        with house.database.read() as snapshot:
            found.append(facts.every(snapshot)["probed_at"])
    assert found[0] < found[1], "the second was written too"
