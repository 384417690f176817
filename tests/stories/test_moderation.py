"""Keeping the peace: blocking, reporting, deleting, slowing down, and what is kept of it."""

from tests.people import People, new_id


async def test_whom_one_has_blocked_writes_to_one_no_more(people: People) -> None:
    alice, mallory = [await people.arrives(name) for name in ("Alice", "Mallory")]
    phone = await alice.on_another_device()
    await alice.does("block_person", person=mallory.id)
    for device in (alice, phone):
        assert (await device.hears_frame(type="blocks"))["people"] == [mallory.id]
    assert await alice.asks("GET", "/api/people/me/blocks") == {"people": [mallory.id]}
    await mallory.is_refused("forbidden", mallory.does("open_direct", new_id(), people=[alice.id]))
    await alice.is_refused("forbidden", alice.does("open_direct", new_id(), people=[mallory.id]))
    await alice.does("unblock_person", person=mallory.id)
    assert (await phone.hears_frame(type="blocks"))["people"] == []
    await mallory.does("open_direct", new_id(), people=[alice.id])
    await mallory.says("고마워요")
    await alice.hears("고마워요")
    assert not [frame for frame in mallory.frames if frame["type"] == "blocks"], "it is nobody else's business"
