"""Rooms of every kind, and who is in them."""

from tests.people import People, new_id


async def test_a_room_is_renamed_and_its_link_still_leads_there(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    await alice.does("edit_room", room=alice.room, name="뒤뜰", topic="꽃", description="함께 가꿉니다")
    for hearer in (bob, phone):
        frame = await hearer.hears_frame(type="room", room=alice.room)
        assert (frame["state"]["name"], frame["state"]["topic"]) == ("뒤뜰", "꽃")
        await hearer.agrees_with_a_fresh_fetch()
    await bob.is_refused("forbidden", bob.does("edit_room", room=bob.room, name="내 것"))
    carol = await people.arrives("Carol")
    assert (await carol.joins(alice.room))["room"]["name"] == "뒤뜰"


async def test_nobody_outside_knows_a_private_room(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    eve = await people.arrives("Eve")
    room = alice.room
    await eve.asks("GET", f"/api/rooms/{room}/messages")
    await alice.does("edit_room", room=room, kind="private")
    await alice.says("우리끼리")
    await bob.hears("우리끼리")
    nowhere = await eve.is_refused("not_found", eve.does("join_room", room=new_id()))
    refused = await eve.is_refused("not_found", eve.does("join_room", room=room))
    assert len(refused["message"]) == len(nowhere["message"])
    for path in ("", "/messages", "/members", "/changes?after=0"):
        await eve.asks("GET", f"/api/rooms/{room}{path}", expect=404)
    await bob.agrees_with_a_fresh_fetch()


async def test_visitors_leave_a_room_that_is_no_longer_open(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    visitor = await people.at_plain_door(alice.room)
    await visitor.says("잠깐 들렀어요")
    author = (await alice.hears("잠깐 들렀어요"))["author"]
    await alice.does("edit_room", room=alice.room, kind="public")
    await visitor.is_shown_out(4403)
    left = await bob.hears_where(
        lambda frame: frame["type"] == "member" and frame["member"]["person"] == author and frame["member"]["left"],
        "that the visitor has left",
    )
    assert left["room"] == alice.room
    late = await people.at_plain_door(alice.room)
    await late.is_shown_out(4403)
    await bob.agrees_with_a_fresh_fetch()


async def test_an_archived_room_is_read_until_it_is_restored(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await bob.says("마지막 말")
    await alice.does("edit_room", room=alice.room, archived=True)
    await bob.hears_frame(type="room", room=alice.room)
    await bob.is_refused("archived", bob.says("더 할 말"))
    await bob.is_refused("archived", bob.edits("마지막 말", "고친 말"))
    assert "마지막 말" in bob.texts()
    await alice.does("edit_room", room=alice.room, archived=False)
    await bob.says("다시")
    await alice.hears("다시")
    await alice.agrees_with_a_fresh_fetch()


async def test_in_an_announcement_room_the_others_listen(people: People) -> None:
    alice, bob = await people.in_room("알림", "Alice", "Bob")
    await alice.does("edit_room", room=alice.room, announcement=True)
    await bob.is_refused("forbidden", bob.says("저도요"))
    await alice.says("내일 쉽니다")
    await bob.hears("내일 쉽니다")
