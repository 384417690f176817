"""People talk: they say things, mend them, take them back, read, come and go, and everybody sees the same."""

from tests.people import People


async def test_what_is_said_is_heard_by_everybody_the_author_too(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("안녕")
    heard = await bob.hears("안녕")
    assert (heard["id"], heard["seq"], heard["author"]) == (said.id, said.seq, alice.id)
    assert heard["created_at"] == said.at
    assert await alice.hears("안녕") == heard
    await alice.agrees_with_a_fresh_fetch()
    await bob.agrees_with_a_fresh_fetch()
