"""The place, as it is before anybody owns it."""

from madang.domain.places import Place


def test_a_new_place_lets_nobody_register_and_belongs_to_nobody() -> None:
    new = Place()
    assert new.registration == "invitation"
    assert not new.claimed
    assert new.plain_doors is None
