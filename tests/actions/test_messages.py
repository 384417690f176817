"""Saying something, mending it, taking it back; and saying it again, which is always safe."""

import dataclasses
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from madang import actions
from madang.actions.turn import Turn
from madang.domain import times
from madang.domain.chores import ForgetMessages
from madang.domain.commands import Command, DeleteMessage, EditMessage, EditRoom, JoinRoom, LeaveRoom, SendMessage
from madang.domain.errors import Refusal, RefusalCode
from madang.domain.events import MessageChanged
from madang.domain.ids import MessageId, RoomId
from madang.domain.messages import Message
from madang.domain.outcomes import Changed, Erased, Happening, InRoom, Said
from madang.domain.people import Person
from madang.domain.room_commands import BlockPerson, OpenDirect, UnblockPerson
from madang.domain.rooms import Standing
from madang.store import messages, people, reads, tables
from tests.actions.turns import SECRET, House, owned, person
from tests.chat.hearts import hooked
from tests.store import rows


def send(ref: str, room: str, text: str = "안녕") -> SendMessage:
    return SendMessage("send_message", ref, room, text)


def edit(message: str, room: str, text: str) -> EditMessage:
    return EditMessage("edit_message", "-", room, message, text)


def delete(message: str, room: str) -> DeleteMessage:
    return DeleteMessage("delete_message", "-", room, message)


def kept(house: House, room: RoomId, id: str) -> Message:
    with house.database.read() as snapshot:
        found = messages.get(snapshot, room, MessageId(id))
    assert found is not None
    return found


def test_messages_get_the_next_places_of_their_room(house: House) -> None:
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    here, there = house.room(jiwoo, minjun), house.room(jiwoo)
    places = [
        (happening.outcome, happening.events[0])
        for who, room in ((jiwoo, here), (minjun, here), (jiwoo, there), (jiwoo, here))
        for happening in [house.happens(who, send(rows.new_id(), room))]
    ]
    seqs = [outcome.seq for outcome, _ in places if isinstance(outcome, Said)]
    revs = [event.rev for _, event in places if isinstance(event, MessageChanged)]
    assert seqs == [1, 2, 1, 3]
    assert revs == [4, 5, 3, 6]


def test_a_message_is_told_as_it_is_kept(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref = rows.new_id()
    happening = house.happens(jiwoo, send(ref, room, "cafe\u0301\r\n!"))
    message = kept(house, room, ref)
    assert happening.events == (MessageChanged(room, 3, message, new=True),)
    assert happening.outcome == Said(1, message.created_at)
    assert message.text == "café\n!"
    assert message.author == jiwoo.id


def test_saying_something_moves_the_authors_read_mark(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.says(jiwoo, room)
    house.says(minjun, room)
    with house.database.read() as snapshot:
        assert reads.standing(snapshot, room, jiwoo.id) == Standing(1, 1)
        assert reads.standing(snapshot, room, minjun.id) == Standing(2, 0)


def test_sending_again_gets_the_first_outcome_and_tells_what_is_there_already(house: House) -> None:
    """Who has heard it is not told twice (the hub sees to that); who has not, as the commit was in doubt, is."""
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, first = house.says(jiwoo, room, "안녕")
    house.says(jiwoo, room, "other")
    again = house.happens(jiwoo, send(ref, room, "안녕"))
    assert again.outcome == first
    (event,) = again.events
    assert isinstance(event, MessageChanged)
    assert (event.rev, event.message.seq, event.message.text, event.new) == (3, 1, "안녕", True)
    assert house.head(room) == (2, 4)


def test_sending_again_works_after_an_edit_a_deletion_and_leaving(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, first = house.says(jiwoo, room, "first")
    house.does(jiwoo, edit(ref, room, "second"))
    assert house.happens(jiwoo, send(ref, room, "first")).outcome == first
    assert house.refuses(jiwoo, send(ref, room, "second")) == "id_taken"
    house.does(jiwoo, delete(ref, room))
    again = house.happens(jiwoo, send(ref, room, "first"))
    assert again.outcome == first
    assert [event.message.text for event in again.events if isinstance(event, MessageChanged)] == [""]
    assert house.refuses(jiwoo, send(ref, room, "other")) == "id_taken"
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    assert house.happens(jiwoo, send(ref, room, "first")).outcome == first


def test_the_same_text_in_another_writing_is_the_same(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, first = house.says(jiwoo, room, "é\r\n")
    assert house.does(jiwoo, send(ref, room, "e\u0301\n")) == first


def test_an_id_is_taken_for_another_text_room_or_author(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    here, there = house.room(jiwoo, minjun), house.room(jiwoo)
    ref, _ = house.says(jiwoo, here)
    assert house.refuses(jiwoo, send(ref, here, "other")) == "id_taken"
    assert house.refuses(jiwoo, send(ref, there)) == "id_taken"
    assert house.refuses(minjun, send(ref, here)) == "id_taken"
    assert house.head(here).seq == 1
    assert house.head(there).seq == 0


@pytest.mark.parametrize(
    ("ref", "room", "text", "code"),
    [
        ("no-id", "", "안녕", "bad_id"),
        ("0199aa00-0000-4000-8000-000000000001", "", "안녕", "bad_id"),
        ("", "a b", "안녕", "bad_id"),
        ("", "nowhere", "안녕", "not_found"),
        ("", "", "  \n", "bad_text"),
        ("", "", "a\0b", "bad_text"),
        ("", "", "가" * 8001, "too_long"),
    ],
)
def test_what_cannot_be_said_is_refused_and_leaves_no_trace(
    house: House, ref: str, room: str, text: str, code: RefusalCode
) -> None:
    jiwoo = house.guest()
    here = house.room(jiwoo)
    assert house.refuses(jiwoo, send(ref or rows.new_id(), room or here, text)) == code
    assert house.head(here) == (0, 2)


def test_only_members_speak(house: House) -> None:
    jiwoo, outsider = house.guest(), house.guest()
    room = house.room(jiwoo)
    assert house.refuses(outsider, send(rows.new_id(), room)) == "not_a_member"
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    assert house.refuses(jiwoo, send(rows.new_id(), room)) == "not_a_member"


def test_an_edit_takes_the_next_rev_and_keeps_the_place(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, said = house.says(jiwoo, room, "before")
    happening = house.happens(jiwoo, edit(ref, room, "after"))
    message = kept(house, room, ref)
    assert happening == Happening(Changed(4), (MessageChanged(room, 4, message, new=False),))
    assert (message.text, message.seq, message.created_at) == ("after", said.seq, said.at)
    assert message.edited_at is not None
    assert house.head(room) == (1, 4)


def test_an_edit_that_changes_nothing_tells_nobody(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, _ = house.says(jiwoo, room, "same")
    assert house.happens(jiwoo, edit(ref, room, "same")) == Happening(Changed(3))
    assert kept(house, room, ref).edited_at is None


def test_a_deletion_takes_the_text_and_leaves_the_place(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, said = house.says(jiwoo, room, "secret")
    happening = house.happens(jiwoo, delete(ref, room))
    message = kept(house, room, ref)
    assert (message.text, message.deleted, message.seq) == ("", True, said.seq)
    assert happening == Happening(Changed(4), (MessageChanged(room, 4, message, new=False),))
    assert house.happens(jiwoo, delete(ref, room)) == Happening(Changed(4))
    assert house.refuses(jiwoo, edit(ref, room, "again")) == "deleted"


def test_only_the_author_changes_a_message(house: House) -> None:
    jiwoo, minjun, outsider = house.guest(), house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    ref, _ = house.says(jiwoo, room)
    for command in (edit(ref, room, "mine now"), delete(ref, room)):
        assert house.refuses(minjun, command) == "forbidden"
        assert house.refuses(outsider, command) == "not_a_member"
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    assert house.refuses(jiwoo, delete(ref, room)) == "not_a_member"
    assert kept(house, room, ref).text == "안녕"


def test_a_message_is_changed_in_its_own_room_only(house: House) -> None:
    jiwoo = house.guest()
    here, there = house.room(jiwoo), house.room(jiwoo)
    ref, _ = house.says(jiwoo, here)
    assert house.refuses(jiwoo, edit(ref, there, "x")) == "not_found"
    assert house.refuses(jiwoo, delete(rows.new_id(), here)) == "not_found"
    assert house.refuses(jiwoo, delete("no-id", here)) == "bad_id"
    assert house.refuses(jiwoo, delete(ref, "nowhere")) == "not_found"
    assert house.refuses(jiwoo, edit(ref, here, " ")) == "bad_text"


def test_a_deleted_text_cannot_be_guessed_from_what_is_kept_of_it(house: House) -> None:
    """The fingerprint is keyed: two houses keep different ones of the same text."""
    jiwoo = house.guest()
    room = house.room(jiwoo)
    ref, _ = house.says(jiwoo, room, "1234")
    house.does(jiwoo, delete(ref, room))
    with house.database.write() as tx:
        found = messages.sent(tx, MessageId(ref))
    assert found is not None
    with house.turn(jiwoo) as turn:
        other = dataclasses.replace(turn, secret=b"t" * 16)
        actions.perform(other, send(second := rows.new_id(), room, "1234"))
        again = messages.sent(turn.tx, MessageId(second))
        assert again is not None
        assert again[1] != found[1]


# ── keeping the peace ────────────────────────────────────────────────────────────────────────────────────────────


def test_who_looks_after_a_room_deletes_what_others_said_and_it_is_written_down(house: House) -> None:
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()
    room = house.room(jiwoo, minjun, sua)
    bad, _ = house.says(minjun, room, "욕설")
    delete = DeleteMessage("delete_message", "-", room, bad)
    assert house.refuses(sua, delete) == "forbidden"
    (event,) = house.happens(jiwoo, delete).events
    assert isinstance(event, MessageChanged)
    assert (event.message.text, event.message.deleted) == ("", True)
    assert house.happens(jiwoo, delete).events == ()
    assert house.audited() == [(jiwoo.id, "message.deleted", minjun.id, room, {"message": bad})]
    mine, _ = house.says(minjun, room)
    house.does(minjun, DeleteMessage("delete_message", "-", room, mine))
    assert len(house.audited()) == 1, "one's own is nobody's business"


def test_in_a_slow_room_one_waits_between_two_messages(house: House) -> None:
    """The turns of this house are a minute apart."""
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.does(jiwoo, EditRoom("edit_room", "-", room, slow_mode=90))
    first, said = house.says(minjun, room)
    with pytest.raises(Refusal) as refused:
        house.happens(minjun, SendMessage("send_message", rows.new_id(), room, "또"))
    assert (refused.value.code, refused.value.retry_after) == ("slow_mode", 30)
    assert house.says(minjun, room, ref=first)[1] == said, "a retry is no second message"
    house.says(minjun, room)
    for _ in range(2):
        house.says(jiwoo, room)


def test_in_a_slow_room_old_messages_are_no_way_to_say_more(house: House) -> None:
    """The turns of this house are a minute apart."""
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.does(jiwoo, EditRoom("edit_room", "-", room, slow_mode=90))
    first, _ = house.says(minjun, room)
    house.does(minjun, edit(first, room, "오타를 고친다"))
    second, _ = house.says(minjun, room)
    assert house.refuses(minjun, edit(first, room, "새 소식")) == "slow_mode"
    house.does(minjun, edit(second, room, "새 소식"))
    assert house.refuses(minjun, SendMessage("send_message", rows.new_id(), room, "또")) == "slow_mode"
    own, _ = house.says(jiwoo, room)
    for text in ("하나", "둘", "셋"):
        house.does(jiwoo, edit(own, room, text))


def test_who_comes_into_a_slow_room_again_has_waited_no_longer(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.does(jiwoo, EditRoom("edit_room", "-", room, slow_mode=3_600))
    said, _ = house.says(minjun, room)
    house.does(minjun, DeleteMessage("delete_message", "-", room, said))
    house.does(minjun, LeaveRoom("leave_room", "-", room))
    house.does(minjun, JoinRoom("join_room", "-", room))
    assert house.refuses(minjun, SendMessage("send_message", rows.new_id(), room, "또")) == "slow_mode"


def test_a_room_without_rules_of_its_own_costs_no_statement_more(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)

    def statements() -> int:
        asked: list[str] = []

        def hook(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            asked.append(statement)

        with hooked("before_cursor_execute", hook):
            house.says(minjun, room)
        return len([each for each in asked if "SAVEPOINT" not in each])

    usual = statements()
    house.does(jiwoo, EditRoom("edit_room", "-", room, announcement=False, retention_days=7, topic="이야기"))
    assert statements() == usual
    house.does(jiwoo, EditRoom("edit_room", "-", room, slow_mode=1))
    assert statements() == usual + 1


def talk(house: House, one: Person, other: Person) -> RoomId:
    opened = house.does(one, OpenDirect("open_direct", rows.new_id(), [other.id]))
    assert isinstance(opened, InRoom)
    return opened.room.room.id


def statements_of(house: House, asked: list[tuple[Person, SendMessage]], minutes: Iterator[int]) -> list[str]:
    """What the database is asked for these in one batch, in which they are said some minutes from eleven o'clock on."""
    found: list[str] = []

    def hook(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    with hooked("before_cursor_execute", hook), house.database.write() as tx:
        actions.foresee(tx, asked)
        for (who, command), minute in zip(asked, minutes, strict=False):
            with tx.attempt():
                actions.perform(Turn(tx, who, times.later("2026-11-25T11:00:00.000Z", 60 * minute), SECRET), command)
    return found


def test_a_batch_costs_the_same_however_much_is_said_between_two_and_in_a_slow_room(house: House) -> None:
    jiwoo, minjun, sua = (house.guest() for _ in range(3))
    room, slow = house.room(jiwoo, minjun), house.room(jiwoo, minjun, sua)
    house.does(jiwoo, EditRoom("edit_room", "-", slow, slow_mode=1))
    two = talk(house, jiwoo, minjun)

    minutes = count()

    def cost(room: RoomId, *those: Person, often: int = 10) -> int:
        asked = [(who, send(rows.new_id(), room)) for who in those for _ in range(often)]
        return len(statements_of(house, asked, minutes))

    usual = cost(room, jiwoo, minjun)
    assert cost(two, jiwoo, minjun) == cost(two, jiwoo, minjun, often=20) == usual + 2
    assert cost(slow, minjun, sua) == cost(slow, minjun, sua, often=20) == usual + 1


def test_in_one_batch_nothing_is_said_to_whoever_has_just_blocked_one(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = talk(house, jiwoo, minjun)
    block, unblock = BlockPerson("block_person", "-", minjun.id), UnblockPerson("unblock_person", "-", minjun.id)
    said: list[str] = []
    with house.database.write() as tx:
        asked = [(minjun, send(rows.new_id(), room)) for _ in range(3)]
        actions.foresee(tx, asked)
        for who, command in (asked[0], (jiwoo, block), asked[1], (jiwoo, unblock), asked[2]):
            try:
                with tx.attempt():
                    actions.perform(Turn(tx, who, rows.NOW, SECRET), command)
                said.append("done")
            except Refusal as refusal:
                said.append(refusal.code)
    assert said == ["done", "done", "not_reachable", "done", "done"]


def test_in_one_batch_the_second_message_in_a_slow_room_waits(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.does(jiwoo, EditRoom("edit_room", "-", room, slow_mode=90))
    first, second = send(rows.new_id(), room), send(rows.new_id(), room)
    with pytest.raises(Refusal, match="slow"), house.database.write() as tx:
        actions.foresee(tx, [(minjun, first), (minjun, second)])
        actions.perform(Turn(tx, minjun, rows.NOW, SECRET), first)
        actions.perform(Turn(tx, minjun, rows.LATER, SECRET), second)


def test_what_a_room_keeps_no_longer_is_taken_back(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    old, new = (MessageId(house.says(jiwoo, room)[0]) for _ in range(2))
    forget = ForgetMessages(room, (old, new, MessageId(rows.new_id())))
    assert house.happens(person(), forget) == Happening(Erased(0))
    house.does(jiwoo, EditRoom("edit_room", "-", room, retention_days=1))
    assert house.happens(person(), forget) == Happening(Erased(0))
    with house.turn(jiwoo) as turn:
        turn.tx.writing.execute(
            tables.messages.update().where(tables.messages.c.id == old).values(created_at="2026-11-24T09:00:00.000Z")
        )
    happening = house.happens(person(), forget)
    (event,) = happening.events
    assert isinstance(event, MessageChanged)
    assert (happening.outcome, event.message.id, event.message.deleted) == (Erased(1), old, True)
    assert house.happens(person(), forget) == Happening(Erased(0))


def refusal(house: House, who: Person, command: Command) -> tuple[str, str]:
    with pytest.raises(Refusal) as refused:
        house.does(who, command)
    return refused.value.code, refused.value.message


def test_between_two_a_block_ends_what_is_said_and_is_not_told_from_somebody_who_is_gone(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    talks: list[RoomId] = []
    for others in ([minjun], [sua], [minjun, sua]):
        talk = house.does(jiwoo, OpenDirect("open_direct", rows.new_id(), [each.id for each in others]))
        assert isinstance(talk, InRoom)
        talks.append(talk.room.room.id)
    ref, _ = house.says(minjun, talks[0])
    house.does(jiwoo, BlockPerson("block_person", "-", minjun.id))
    with house.turn(sua) as turn:
        people.change(turn.tx, sua.id, state="banned")

    def says(room: RoomId) -> SendMessage:
        return SendMessage("send_message", rows.new_id(), room, "거기 있어?")

    blocked, gone = refusal(house, minjun, says(talks[0])), refusal(house, jiwoo, says(talks[1]))
    assert blocked == gone
    assert blocked[0] == "not_reachable"
    assert house.refuses(jiwoo, says(talks[0])) == "not_reachable", "who cannot answer is not spoken to"
    assert house.refuses(minjun, EditMessage("edit_message", "-", talks[0], ref, "다른 말")) == "not_reachable"
    house.says(minjun, talks[2])
    house.does(minjun, DeleteMessage("delete_message", "-", talks[0], ref))
    house.does(jiwoo, UnblockPerson("unblock_person", "-", minjun.id))
    house.says(minjun, talks[0])


def test_a_room_that_one_may_not_see_is_not_there_for_an_id_that_was_used_either(house: House) -> None:
    owner, jiwoo = owned(house), house.member_with_account()
    secret, garden = house.room(owner), house.room(jiwoo)
    house.does(owner, EditRoom("edit_room", "-", secret, kind="private"))
    ref, _ = house.says(jiwoo, garden)
    for room in (secret, RoomId(rows.new_id())):
        assert house.refuses(jiwoo, SendMessage("send_message", ref, room, "안녕")) == "not_found"
    assert house.refuses(owner, SendMessage("send_message", ref, secret, "안녕")) == "id_taken"
