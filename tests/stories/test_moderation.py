"""Keeping the peace: blocking, reporting, deleting, slowing down, and what is kept of it."""

from tests.people import People, new_id


async def test_whom_one_has_blocked_writes_to_one_no_more(people: People) -> None:
    alice, mallory = [await people.arrives(name) for name in ("Alice", "Mallory")]
    phone = await alice.on_another_device()
    await alice.does("block_person", person=mallory.id)
    for device in (alice, phone):
        assert (await device.hears_frame(type="blocks"))["people"] == [mallory.id]
    assert await alice.asks("GET", "/api/people/me/blocks") == {"people": [mallory.id]}
    await mallory.is_refused("not_reachable", mallory.does("open_direct", new_id(), people=[alice.id]))
    await alice.is_refused("not_reachable", alice.does("open_direct", new_id(), people=[mallory.id]))
    await alice.does("unblock_person", person=mallory.id)
    assert (await phone.hears_frame(type="blocks"))["people"] == []
    await mallory.does("open_direct", new_id(), people=[alice.id])
    await mallory.says("고마워요")
    await alice.hears("고마워요")
    assert not [frame for frame in mallory.frames if frame["type"] == "blocks"], "it is nobody else's business"


async def test_a_message_is_reported_and_those_who_look_after_the_room_take_it_away(people: People) -> None:
    alice, bob, mallory = await people.in_room("정원", "Alice", "Bob", "Mallory")
    said = await mallory.says("욕설")
    await bob.hears("욕설")
    await bob.is_refused("forbidden", bob.deletes("욕설"))
    await bob.does("report_message", new_id(), room=bob.room, message=said.id, reason="무례해요")
    await bob.does("report_message", new_id(), room=bob.room, message=said.id, reason="또")
    (report,) = (await alice.asks("GET", "/api/reports?open=true"))["reports"]
    assert (report["message"], report["reporter"], report["reason"]) == (said.id, bob.id, "무례해요")
    assert (await mallory.asks("GET", "/api/reports"))["reports"] == []
    await mallory.is_refused("not_found", mallory.does("close_report", report=report["id"], outcome="dismissed"))
    await alice.does("close_report", report=report["id"], outcome="deleted")
    for hearer in (bob, mallory):
        assert (await hearer.hears_that_is_gone(said.id))["text"] == ""
        await hearer.agrees_with_a_fresh_fetch()
    assert (await alice.asks("GET", "/api/reports?open=true"))["reports"] == []


async def test_who_looks_after_a_room_deletes_what_others_said(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await bob.says("욕설")
    await alice.hears("욕설")
    await alice.deletes("욕설")
    await bob.hears_that_is_gone(said.id)
    await bob.is_refused("deleted", bob.edits(said.id, "고친 말"))
    await bob.agrees_with_a_fresh_fetch()


async def test_in_a_slow_room_one_waits_and_is_told_how_long(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.does("edit_room", room=alice.room, kind="open", history_visible=True, slow_mode=600)
    visitor = await people.at_plain_door(alice.room)
    await bob.says("하나")
    refused = await bob.is_refused("slow_mode", bob.says("둘"))
    assert 590 < refused["retry_after"] <= 600
    await visitor.says("저도 하나")
    await visitor.says("저도 둘")
    assert (await visitor.is_refused("slow_mode"))["retry_after"] > 590
    await alice.says("셋")
    await alice.says("넷")
    await bob.hears("넷")
    await alice.does("edit_room", room=alice.room, slow_mode=0)
    await bob.says("다시")
    await alice.hears("다시", but_not="둘")


async def test_who_was_removed_reads_what_everybody_may_and_is_let_in_by_who_removed_them(people: People) -> None:
    alice, bob, carol = await people.in_room("정원", "Alice", "Bob", "Carol")
    await alice.does("edit_room", room=alice.room, kind="public", history_visible=True)
    await alice.does("remove_member", room=alice.room, person=bob.id)
    await bob.hears_frame(type="room_removed")
    await bob.is_refused("banned", bob.joins(alice.room))
    assert (await bob.requests("PUT", f"/api/rooms/{alice.room}/members/me")).status_code == 403
    await carol.is_refused("forbidden", carol.does("add_member", room=alice.room, person=bob.id))
    await alice.does("add_member", room=alice.room, person=bob.id)
    await bob.says("다시 왔어요")
    await carol.hears("다시 왔어요")
