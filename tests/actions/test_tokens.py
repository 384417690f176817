"""Programs that come in."""

from typing import Any

from madang.domain.account_commands import EditProfile, EndSession
from madang.domain.commands import JoinRoom, LeaveRoom, OpenRoom, SendMessage, SetName
from madang.domain.events import SessionEnded
from madang.domain.house_commands import AddBot, AddToken, EditPlace, RevokeToken
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Named, Said, Tokened
from madang.domain.people import Person
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
