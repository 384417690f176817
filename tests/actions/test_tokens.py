"""Programs that come in."""

from typing import Any

import pytest

from madang.domain.account_commands import EditProfile, EndSession, ErasePerson
from madang.domain.commands import (
    AddMember,
    AnyCommand,
    DeleteMessage,
    EditRoom,
    JoinRoom,
    LeaveRoom,
    OpenRoom,
    RemoveMember,
    SendMessage,
    SetMember,
    SetName,
)
from madang.domain.events import MemberChanged, SessionEnded
from madang.domain.house_commands import AddBot, AddToken, Ban, EditPlace, RevokeToken, SetRole, SetState
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Named, Said, Tokened
from madang.domain.people import Person, Role
from madang.domain.room_commands import CloseReport, ReportMessage
from madang.domain.rooms import HOME
from madang.domain.scopes import Deputy, Scope
from madang.store import accounts, audit, members, tokens
from tests.actions.turns import House, owned
from tests.store import rows

HASH = b"t" * 32


def asked(**more: Any) -> AddToken:
    wanted: dict[str, Any] = {"rights": ("read",), "rooms": None, "expires_at": None, **more}
    return AddToken(rows.new_id(), HASH, "날씨", **wanted)


def test_a_bot_has_a_handle_and_no_password_and_is_at_home(house: House) -> None:
    owner = owned(house)
    bot = PersonId(rows.new_id())
    assert house.does(owner, AddBot(bot, "날씨", "Weather")) == Named(Person(bot, "날씨", "bot"))
    with house.database.read() as snapshot:
        account = accounts.of(snapshot, bot)
        assert account is not None
        assert (account.handle, account.password) == ("weather", None)
        assert members.rooms_of(snapshot, bot) == [HOME]
        assert [act.action for act in audit.page(snapshot, None, 5, None)] == ["bot.made"]
    assert house.refuses(owner, AddBot(PersonId(rows.new_id()), "날씨", "weather")) == "handle_taken"
    assert house.refuses(house.member_with_account(), AddBot(PersonId(rows.new_id()), "비", "rain")) == "forbidden"


def test_a_token_is_for_what_its_owner_sees(house: House) -> None:
    owned(house)
    jiwoo, minjun = house.member_with_account(), house.member_with_account()
    room = house.room(minjun)
    made = house.does(jiwoo, asked(rights=("write", "read", "read"), rooms=(room, HOME, room)))
    assert isinstance(made, Tokened)
    assert (made.token.rights, made.token.rooms) == (("read", "write"), (room, HOME))
    assert house.refuses(jiwoo, asked(rooms=("nowhere",))) == "not_found"
    assert house.refuses(jiwoo, asked(rights=("write",))) == "invalid"
    assert house.refuses(jiwoo, asked(rooms=tuple(f"room-{number}" for number in range(51)))) == "too_many"
    assert house.refuses(house.member_with_account(role="guest"), asked()) == "forbidden"


def test_only_those_who_look_after_the_house_make_one_for_a_bot(house: House) -> None:
    owner, jiwoo = owned(house), house.member_with_account()
    bot = PersonId(rows.new_id())
    house.does(owner, AddBot(bot, "날씨", "weather"))
    assert house.refuses(jiwoo, asked(bot=bot)) == "forbidden"
    assert house.refuses(owner, asked(bot=jiwoo.id)) == "not_found"
    made = house.does(owner, asked(bot=bot))
    assert isinstance(made, Tokened)
    assert made.token.person == bot
    assert house.refuses(jiwoo, RevokeToken(made.token.id)) == "not_found"
    happening = house.happens(owner, RevokeToken(made.token.id))
    assert happening.events == (SessionEnded(bot, HASH.hex()),)
    with house.database.read() as snapshot:
        assert tokens.get(snapshot, made.token.id) is None
    assert house.refuses(owner, RevokeToken(made.token.id)) == "not_found"


def a_bot(house: House, maker: Person, handle: str = "weather") -> Person:
    id = PersonId(rows.new_id())
    house.does(maker, AddBot(id, "날씨", handle))
    return Person(id, "날씨", "bot")


def is_in(house: House, who: Person, room: RoomId) -> bool:
    with house.database.read() as snapshot:
        return room in members.rooms_of(snapshot, who.id)


def test_nobody_reads_a_private_room_by_a_bot_of_somebody_else(house: House) -> None:
    owner, admin = owned(house), house.member_with_account(role="admin")
    bot, room = a_bot(house, owner), house.room(owner, name="비밀")
    house.does(owner, EditRoom("edit_room", "-", room, kind="private"))
    house.does(owner, AddMember("add_member", "-", room, bot.id))
    assert house.refuses(admin, asked(bot=bot.id)) == "forbidden"
    house.does(owner, asked(bot=bot.id))


def test_a_bot_is_in_a_private_room_together_with_its_maker_only(house: House) -> None:
    owner, admin, jiwoo = owned(house), house.member_with_account(role="admin"), house.member_with_account()
    bot, room = a_bot(house, admin), house.room(jiwoo, owner)
    enter = AddMember("add_member", "-", room, bot.id)
    house.does(owner, enter)
    house.does(jiwoo, EditRoom("edit_room", "-", room, kind="private"))
    assert not is_in(house, bot, room), "it was there without its maker"
    assert house.refuses(jiwoo, enter) == "forbidden"
    goes: list[tuple[Person, AnyCommand]] = [
        (admin, LeaveRoom("leave_room", "-", room)),
        (owner, RemoveMember("remove_member", "-", room, admin.id)),
        (owner, Ban(admin.id, False)),
    ]
    for by, gone in goes:
        house.does(jiwoo, AddMember("add_member", "-", room, admin.id))
        house.does(jiwoo, enter)
        assert is_in(house, bot, room)
        house.does(by, gone)
        assert not is_in(house, bot, room)
    secret = OpenRoom("open_room", rows.new_id(), "몰래", kind="private")
    assert house.refuses(bot, secret) == "forbidden"


@pytest.mark.parametrize("gone", [SetRole, SetState, Ban, ErasePerson], ids=lambda each: each.__name__)
def test_the_tokens_of_a_bot_end_with_what_its_maker_may(house: House, gone: type) -> None:
    owner, admin = owned(house), house.member_with_account(role="admin")
    bot = a_bot(house, admin)
    house.does(admin, asked(bot=bot.id))
    about = {SetRole: ("member",), SetState: ("deactivated",), Ban: (False,), ErasePerson: ()}[gone]
    assert SessionEnded(bot.id, HASH.hex()) in house.happens(owner, gone(admin.id, *about)).events
    with house.database.read() as snapshot:
        assert tokens.count(snapshot, bot.id) == 0


def test_a_deputy_does_what_its_scope_allows_and_nothing_more(house: House) -> None:
    owner = owned(house)
    garden, other = house.room(owner), house.room(owner)
    send = SendMessage("send_message", rows.new_id(), garden, "안녕")
    reader = Deputy(owner, Scope(frozenset({"read"})))
    for command in (send, JoinRoom("join_room", "-", HOME), SetName("set_name", "-", "이름"), EditPlace({})):
        assert house.refuses(reader, command) == "forbidden"
    writer = Deputy(owner, Scope(frozenset({"read", "write"}), frozenset({garden})))
    assert isinstance(house.does(writer, send), Said)
    assert house.refuses(writer, LeaveRoom("leave_room", "-", other)) == "not_found"
    assert house.refuses(writer, LeaveRoom("leave_room", "-", RoomId("nowhere"))) == "not_found"
    assert house.refuses(writer, LeaveRoom("leave_room", "-", "!")) == "bad_id"
    for beyond in (OpenRoom("open_room", rows.new_id(), "방"), EditPlace({}), EditProfile({}), asked()):
        assert house.refuses(writer, beyond) == "forbidden"
    everywhere = Deputy(owner, Scope(frozenset({"read", "write"})))
    house.does(everywhere, OpenRoom("open_room", rows.new_id(), "방"))
    assert house.refuses(everywhere, asked()) == "forbidden"
    house.does(reader, EndSession(HASH))


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_a_token_of_those_who_look_after_the_house_looks_after_nothing(house: House, role: Role) -> None:
    owned(house)
    staff, jiwoo = house.member_with_account(role=role), house.member_with_account()
    room, theirs = house.room(staff, jiwoo), house.room(jiwoo, staff)
    program = Deputy(staff, Scope(frozenset({"read", "write"})))
    for each in (room, theirs):
        message, _ = house.says(jiwoo, each)
        house.does(staff, ReportMessage("report_message", report := rows.new_id(), each, message, ""))
        for command in (
            EditRoom("edit_room", "-", each, kind="open", history_visible=True),
            DeleteMessage("delete_message", "-", each, message),
            RemoveMember("remove_member", "-", each, jiwoo.id),
            SetMember("set_member", "-", each, jiwoo.id, silenced_for=60),
            CloseReport("close_report", "-", report, "dismissed"),
        ):
            assert house.refuses(program, command) == "forbidden", command
    happening = house.happens(program, OpenRoom("open_room", rows.new_id(), "방"))
    assert [event.member.role for event in happening.events if isinstance(event, MemberChanged)] == [role]
