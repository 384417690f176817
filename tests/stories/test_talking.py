"""People talk: they say things, mend them, take them back, read, come and go, and everybody sees the same."""

import asyncio

from tests.people import HOME, People, Person


async def test_what_is_said_is_heard_by_everybody_the_author_too(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("안녕")
    heard = await bob.hears("안녕")
    assert (heard["id"], heard["seq"], heard["author"]) == (said.id, said.seq, alice.id)
    assert heard["created_at"] == said.at
    assert await alice.hears("안녕") == heard
    await _all_agree(alice, bob)


async def test_messages_are_edited_and_deleted_before_everybodys_eyes(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("안뇽")
    rev = await alice.edits("안뇽", "안녕")
    mended = await bob.hears("안녕")
    assert (mended["id"], mended["seq"], mended["rev"]) == (said.id, said.seq, rev)
    assert mended["edited_at"] >= said.at
    rev = await alice.deletes("안녕")
    gone = await bob.hears_that_is_gone(said.id)
    assert (gone["text"], gone["seq"], gone["rev"]) == ("", said.seq, rev)
    await _all_agree(alice, bob)


async def test_deleted_and_mended_words_are_in_nothing_that_comes_later(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("canary one")
    await alice.edits(said.id, "canary two")
    await alice.deletes(said.id)
    await bob.hears_that_is_gone(said.id)
    visitor = await people.at_plain_door(alice.room)
    carol = await people.arrives("Carol")
    await carol.joins(alice.room)
    await carol.catches_up(0)
    for device in (carol, bob):
        device.drops()
        await device.until(lambda device=device: device.ended, "the end")  # type: ignore[misc]
    heard = len(bob.frames)
    await carol.comes_back(cursors={carol.room: 0})
    await bob.comes_back()
    await alice.says("fence")
    await visitor.hears("fence")
    here = f"/api/rooms/{alice.room}"
    for path in (here, f"{here}/messages", f"{here}/messages/{said.id}", f"{here}/changes?after=0", "/api/rooms"):
        assert "canary" not in (await carol.requests("GET", path)).text
    assert "canary" not in str(carol.frames + bob.frames[heard:] + visitor.frames)
    await _all_agree(alice, bob, carol)


async def test_the_same_edit_and_the_same_deletion_again_change_nothing(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    said = await alice.says("one")
    assert await alice.edits(said.id, "two") == await alice.edits(said.id, "two")
    assert await alice.deletes(said.id) == await alice.deletes(said.id)
    await alice.agrees_with_a_fresh_fetch()


async def test_only_the_author_changes_a_message_and_nobody_a_deleted_one(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("mine")
    await bob.hears("mine")
    await bob.is_refused("forbidden", bob.edits("mine", "yours"))
    await bob.is_refused("forbidden", bob.deletes("mine"))
    await alice.deletes("mine")
    await alice.is_refused("deleted", alice.edits(said.id, "back"))
    await _all_agree(alice, bob)


async def test_text_is_kept_in_nfc_with_plain_line_ends(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.says("한글\r\nline")
    await bob.hears("한글\nline")
    longest = "가" * 8_000
    await alice.says(longest)
    await bob.hears(longest)


async def test_two_devices_of_one_person_share_marks_and_counts(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    for text in ("one", "two", "three"):
        await alice.says(text)
    await phone.hears("three")
    assert phone.model.rooms[bob.room].unread == 3
    await bob.reads(2)
    await phone.hears_frame(type="read_mark", room=bob.room, read=2, unread=1)
    assert (await bob.reads(1))["read"] == 2, "a read mark only grows"
    await alice.deletes("three")
    await _all_agree(bob, phone)
    assert phone.model.rooms[bob.room].unread == 0


async def test_saying_something_moves_the_own_read_mark_on_every_device(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    await alice.says("a question")
    said = await bob.says("an answer")
    await phone.hears("an answer")
    held = phone.model.rooms[bob.room]
    assert (held.read, held.unread) == (said.seq, 0)
    await _all_agree(alice, bob, phone)


async def test_counts_stay_right_while_everybody_speaks_and_reads_at_once(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    for seq in range(1, 90, 3):
        await asyncio.gather(
            alice.says("a"), bob.reads(max(seq - 2, 0)), alice.says("b"), bob.reads(max(seq - 1, 0)), alice.says("c")
        )
    await _all_agree(alice, bob, phone)


async def test_a_read_mark_beyond_the_last_message_is_refused(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.says("one")
    await bob.is_refused("bad_seq", bob.reads(2))
    await bob.is_refused("bad_seq", bob.reads(-1))
    await _all_agree(alice, bob)


async def test_a_room_is_opened_on_all_devices_of_who_opened_it(people: People) -> None:
    (alice,) = await people.in_room(HOME, "Alice")
    phone = await alice.on_another_device()
    room = await alice.opens_room("뒤뜰", "고요한 곳")
    added = await phone.hears_frame(type="room_added")
    assert added["state"]["room"] | {"id": room, "name": "뒤뜰", "topic": "고요한 곳"} == added["state"]["room"]
    await phone.is_live(room)
    await alice.says("first")
    await phone.hears("first")
    phone.room = room
    await _all_agree(alice, phone)


async def test_opening_the_same_room_again_gives_the_same_room(people: People) -> None:
    alice, bob = await people.in_room(HOME, "Alice", "Bob")
    room = await alice.opens_room("뒤뜰")
    assert await alice.opens_room("뒤뜰", id=room) == room
    await alice.is_refused("id_taken", alice.opens_room("앞뜰", id=room))
    await bob.is_refused("id_taken", bob.opens_room("뒤뜰", id=room))


async def test_who_joins_hears_what_comes_and_finds_what_was(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    await alice.says("before")
    bob = await people.arrives("Bob")
    state = await bob.joins(alice.room)
    assert state["mine"] == {"read": state["seq"], "unread": 0}, "what was said before is no news"
    assert bob.texts() == ["before"]
    member = await alice.hears_frame(type="member", room=alice.room)
    assert (member["member"]["person"], member["member"]["left"]) == (bob.id, False)
    await alice.says("after")
    await bob.hears("after")
    assert (await bob.joins(alice.room))["rev"] == state["rev"] + 1, "joining again changes nothing"
    await _all_agree(alice, bob)


async def test_who_left_hears_nothing_more_and_may_not_speak(people: People) -> None:
    alice, bob, eve = await people.in_room("정원", "Alice", "Bob", "Eve")
    phone = await eve.on_another_device()
    await alice.says("for all")
    await eve.hears("for all")
    await phone.hears("for all")
    await eve.leaves()
    for device in (eve, phone):
        await device.hears_frame(type="room_removed", room=alice.room)
    await bob.until(lambda: bob.model.rooms[bob.room].members[eve.id]["left"], "that Eve left")
    await alice.says("secret")
    await alice.types()
    await bob.hears("secret")
    await bob.renames("Robert")
    await alice.says("after all of it", room=HOME)
    for device in (eve, phone):
        await device.hears("after all of it", but_not="secret")
        assert alice.room not in device.model.rooms
    await eve.is_refused("not_a_member", eve.says("still here"))
    await eve.is_refused("not_a_member", eve.reads(1))
    await eve.is_refused("not_a_member", eve.catches_up(0))
    await eve.is_refused("not_a_member", eve.edits(bob.named("secret"), "mine"))
    assert (await eve.does("leave_room", room=alice.room))["type"] == "done", "leaving again changes nothing"
    await _all_agree(alice, bob)


async def test_who_comes_again_hears_again_and_their_words_kept_their_name(people: People) -> None:
    alice, eve = await people.in_room("정원", "Alice", "Eve")
    await eve.says("I was here")
    await eve.leaves()
    await eve.hears_frame(type="room_removed")
    page = await alice.asks("GET", f"/api/rooms/{alice.room}/messages")
    assert [(member["name"], member["left"]) for member in page["members"]] == [("Eve", True)]
    await eve.joins(alice.room)
    await alice.says("welcome back")
    await eve.hears("welcome back")
    await _all_agree(alice, eve)


async def test_a_new_name_is_seen_in_every_room_and_on_every_device(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    me = await bob.renames("김지우")
    assert me == {"id": bob.id, "name": "김지우", "role": "member", "picture": None}
    assert (await phone.hears_frame(type="profile"))["me"] == me

    def renamed_in(room: str) -> bool:
        return bool(alice.model.rooms[room].members[bob.id]["name"] == "김지우")

    await alice.until(lambda: renamed_in(HOME) and renamed_in(alice.room), "the new name in both rooms")
    await _all_agree(alice, bob, phone)
    await alice.agrees_with_a_fresh_fetch(HOME)


async def test_a_name_cannot_lie_about_itself(people: People) -> None:
    (bob,) = await people.in_room(HOME, "Bob")
    assert (await bob.renames(" A\u202elice\u200b \n  B "))["name"] == "Alice B"
    await bob.is_refused("bad_text", bob.renames("\u200b \u2060"))
    await bob.is_refused("too_long", bob.renames("x" * 41))


async def test_typing_is_seen_by_the_others_in_the_room_and_by_nobody_else(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    eve = await people.arrives("Eve")
    await alice.types()
    await bob.hears_frame(type="typing", room=alice.room, person=alice.id)
    await eve.types(alice.room)
    await alice.says("fence")
    await bob.hears("fence", but_not="typing")
    await alice.says("for Eve", room=HOME)
    await eve.hears("for Eve", but_not='"typing"')
    await alice.hears("fence", but_not='"typing"')


async def test_everybody_knows_who_is_here(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    held = alice.model.rooms[alice.room]
    await alice.until(lambda: held.here == {alice.id, bob.id}, "both being here")
    assert held.count == 2
    await bob.leaves()
    await alice.until(lambda: held.here == {alice.id}, "being alone")


async def test_everybody_sees_one_order(people: People) -> None:
    everybody = await people.in_room("정원", "Alice", "Bob", "Carol", "Dora")
    words = [person.says(f"{person.name} {n}") for n in range(25) for person in everybody]
    places = sorted(said.seq for said in await asyncio.gather(*words))
    assert places == list(range(1, 101)), "gapless, each place once"
    for person in everybody:
        await person.until(lambda person=person: len(person.texts()) == 100, "all 100 messages")  # type: ignore[misc]
        assert person.model.gaps == person.model.repeats == 0
    heard = [[frame["message"]["id"] for frame in person.frames if frame["type"] == "message"] for person in everybody]
    assert all(each == heard[0] for each in heard)
    for person in everybody:
        own = [text for text in person.texts() if text.startswith(person.name)]
        assert own == [f"{person.name} {n}" for n in range(25)], "what one person says keeps its order"
    await _all_agree(*everybody)


async def test_a_refusal_in_the_middle_harms_nobody_else(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await asyncio.gather(
        alice.says("one"), alice.is_refused("bad_text", alice.says(" \n")), bob.says("two"), alice.says("three")
    )
    await alice.until(lambda: sorted(alice.texts()) == ["one", "three", "two"], "what was right")
    await _all_agree(alice, bob)


async def _all_agree(*everybody: Person) -> None:
    for person in everybody:
        await person.agrees_with_a_fresh_fetch()
