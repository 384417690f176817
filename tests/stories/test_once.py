"""Once: the same id is one message for ever, however often and wherever it is sent."""

import asyncio

from tests.houses import House
from tests.people import HOME, People, Person, Said, new_id


async def over_http(person: Person, id: str, text: str) -> Said:
    answer = await person.asks("POST", f"/api/rooms/{person.room}/messages", {"id": id, "text": text}, expect=201)
    return Said(id, answer["seq"], answer["at"])


async def test_fifty_at_once_over_three_doors_are_one_message_and_fifty_equal_answers(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await alice.on_another_device()
    id = new_id()
    sending = [
        over_http(alice, id, "once") if n % 5 == 0 else (alice, phone)[n % 2].says("once", id=id) for n in range(50)
    ]
    answers = await asyncio.gather(*sending)
    assert len(set(answers)) == 1
    await alice.says("fence")
    await bob.hears("once")
    await bob.hears("fence", but_not="once")
    for device in (alice, phone, bob):
        assert device.texts() == ["once", "fence"]
        await device.agrees_with_a_fresh_fetch()


async def test_asking_again_after_an_edit_or_a_deletion_gives_the_first_answer_and_changes_nothing(
    people: People,
) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("first words")
    await alice.edits(said.id, "second words")
    assert await alice.says("first words", id=said.id) == said
    await alice.is_refused("id_taken", alice.says("second words", id=said.id))
    assert alice.texts() == ["second words"]
    await alice.deletes(said.id)
    assert await alice.says("first words", id=said.id) == said
    assert await over_http(alice, said.id, "first words") == said
    await bob.hears_that_is_gone(said.id)
    for person in (alice, bob):
        assert person.texts() == []
        await person.agrees_with_a_fresh_fetch()


async def test_asking_again_after_leaving_gives_the_first_answer(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("and off I go")
    await alice.leaves()
    assert await alice.says("and off I go", id=said.id) == said
    await alice.is_refused("not_a_member", alice.says("wait"))
    await bob.agrees_with_a_fresh_fetch()


async def test_asking_again_with_the_same_text_in_another_form_is_the_same(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    said = await alice.says("가\r\n나")
    assert await alice.says("\u1100\u1161\n\u1102\u1161", id=said.id) == said
    await alice.agrees_with_a_fresh_fetch()


async def test_many_who_want_one_id_are_told_apart(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    id = new_id()
    answers = await asyncio.gather(
        *((alice, bob)[n % 2].says("mine", id=id) for n in range(20)), return_exceptions=True
    )
    winners = [answer for answer in answers if isinstance(answer, Said)]
    refused = [getattr(answer, "frame", {})["code"] for answer in answers if not isinstance(answer, Said)]
    assert len(winners) == 10
    assert len(set(winners)) == 1
    assert refused == ["id_taken"] * 10
    await bob.agrees_with_a_fresh_fetch()


async def test_a_room_is_opened_once(people: People) -> None:
    (alice,) = await people.in_room(HOME, "Alice")
    id = new_id()
    rooms = await asyncio.gather(*(alice.does("open_room", id, name="뒤뜰") for _ in range(20)))
    assert {done["room"]["room"]["id"] for done in rooms} == {id}
    over_http = await alice.asks("POST", "/api/rooms", {"id": id, "name": "뒤뜰"}, expect=201)
    assert over_http == rooms[-1]["room"]
    await alice.agrees_with_a_fresh_fetch(id)


async def test_joining_and_leaving_at_once_again_and_again_ends_in_one_state(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    room = bob.room
    for _ in range(5):
        await asyncio.gather(
            *(bob.does(command, room=room) for command in ("leave_room", "join_room", "join_room", "leave_room") * 3)
        )
    await bob.until(lambda: room not in bob.model.rooms, "being out of the room")
    await bob.joins(room)
    for person in (alice, bob):
        await person.agrees_with_a_fresh_fetch()


async def test_asking_again_after_a_restart_gives_the_first_answer(database_url: str) -> None:
    with House(database_url) as house:
        async with People(house) as people:
            alice, bob = await people.in_room("정원", "Alice", "Bob")
            said = await alice.says("first words")
            edited = await alice.says("edited later")
            await alice.edits(edited.id, "edited")
            deleted = await alice.says("deleted later")
            await alice.deletes(deleted.id)
            house.restart()
            for person in (alice, bob):
                await person.until(lambda person=person: person.ended, "the end")  # type: ignore[misc]
                await person.comes_back()
            assert await alice.says("first words", id=said.id) == said
            assert await over_http(alice, edited.id, "edited later") == edited
            assert await alice.says("deleted later", id=deleted.id) == deleted
            await bob.is_refused("id_taken", bob.says("first words", id=said.id))
            for person in (alice, bob):
                assert person.texts() == ["first words", "edited"]
                await person.agrees_with_a_fresh_fetch()
