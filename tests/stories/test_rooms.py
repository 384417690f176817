"""Rooms of every kind, and who is in them."""

import asyncio

from tests.model import Frame
from tests.people import People, Person, new_id


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


async def test_who_is_removed_hears_nothing_more(people: People) -> None:
    alice, bob, carol = await people.in_room("정원", "Alice", "Bob", "Carol")
    phone = await bob.on_another_device()
    room = alice.room
    await alice.does("edit_room", room=room, kind="private")
    await carol.is_refused("forbidden", carol.does("remove_member", room=room, person=bob.id))
    sending = [carol.says(f"말 {number}") for number in range(5)]
    removing = alice.does("remove_member", room=room, person=bob.id)
    await asyncio.gather(*sending, removing)
    await carol.says("이제 우리끼리")
    for device in (bob, phone):
        await device.hears_frame(type="room_removed", room=room, but_not="이제 우리끼리")
        await device.is_refused("not_found", device.says("아직 있어요", room=room))
        await device.asks("GET", f"/api/rooms/{room}/messages", expect=404)
        await device.asks("GET", f"/api/rooms/{room}/changes?after=0", expect=404)
        await device.is_refused("not_a_member", device.catches_up(0, room=room))
    await alice.agrees_with_a_fresh_fetch()
    bob.drops()
    welcome = await bob.comes_back(cursors={room: 1, "madang": 1})
    assert room not in [state["room"]["id"] for state in welcome["rooms"]]
    await alice.does("add_member", room=room, person=bob.id)
    await bob.is_live(room)
    await carol.says("다시 함께")
    await bob.hears("다시 함께", room=room)
    await bob.agrees_with_a_fresh_fetch(room)


async def test_who_is_brought_in_is_told_on_all_devices(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    carol = await people.arrives("Carol")
    phone = await carol.on_another_device()
    await bob.does("add_member", room=bob.room, person=carol.id)
    for device in (carol, phone):
        await device.is_live(bob.room)
        await device.agrees_with_a_fresh_fetch(bob.room)
    await alice.agrees_with_a_fresh_fetch()


async def test_who_is_silenced_reads_and_does_not_speak(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.does("set_member", room=alice.room, person=bob.id, silenced_for=600)
    told = await bob.hears_where(
        lambda frame: frame["type"] == "member" and frame["member"]["silenced_until"] is not None, "the silence"
    )
    assert told["member"]["person"] == bob.id
    await bob.is_refused("silenced", bob.says("저요"))
    await bob.leaves()
    await bob.joins(alice.room)
    await bob.is_refused("silenced", bob.says("나갔다 와도"))
    await alice.does("set_member", room=alice.room, person=bob.id, silenced_for=0)
    await bob.says("이제 됩니다")
    await alice.hears("이제 됩니다")
    await bob.agrees_with_a_fresh_fetch()


async def test_a_few_talk_among_themselves(people: People) -> None:
    alice, bob, eve = [await people.arrives(name) for name in ("Alice", "Bob", "Eve")]
    phone = await bob.on_another_device()
    opened = (await alice.does("open_direct", new_id(), people=[bob.id]))["room"]
    room = opened["room"]["id"]
    for device in (alice, bob, phone):
        await device.is_live(room)
    added = await phone.hears_frame(type="room_added")
    assert [face["name"] for face in added["state"]["others"]] == ["Alice"]
    await alice.says("우리 둘이", room=room)
    for device in (bob, phone):
        await device.hears("우리 둘이", room=room)
        await device.agrees_with_a_fresh_fetch(room)
    again = (await bob.does("open_direct", new_id(), people=[alice.id]))["room"]
    assert again["room"]["id"] == room
    await eve.is_refused("not_found", eve.does("join_room", room=room))
    await eve.asks("GET", f"/api/rooms/{room}/messages", expect=404)
    await bob.leaves(room)
    await alice.says("아직 거기 있나요", room=room)
    bob.drops()
    welcome = await bob.comes_back()
    assert room not in [state["room"]["id"] for state in welcome["rooms"]]
    await bob.does("open_direct", new_id(), people=[alice.id])
    await bob.is_live(room)
    await bob.says("네", room=room)
    await alice.hears("네", room=room)
    await bob.agrees_with_a_fresh_fetch(room)
    welcome = await phone_comes_back(phone)
    assert {state["room"]["id"]: state["others"] for state in welcome["rooms"]}[room][0]["name"] == "Alice"


async def phone_comes_back(phone: Person) -> Frame:
    phone.drops()
    return await phone.comes_back()


async def test_how_one_has_a_room_is_the_same_on_all_devices_and_nobody_elses_business(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await alice.on_another_device()
    done = await alice.does("set_preferences", room=alice.room, favourite=True, notify="mentions", section="일")
    wanted = {"notify": "mentions", "favourite": True, "section": "일", "order": 0}
    assert done["preferences"] == wanted
    for device in (alice, phone):
        assert (await device.hears_frame(type="preferences", room=alice.room))["preferences"] == wanted
    phone.drops()
    welcome = await phone.comes_back()
    assert {state["room"]["id"]: state["preferences"] for state in welcome["rooms"]}[alice.room] == wanted
    await alice.says("끝")
    await bob.hears("끝", but_not="mentions")
