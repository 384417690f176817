"""Who is what in the house."""

from madang.domain.account_commands import IssueTicket, ResetPassword
from madang.domain.accounts import Ticket
from madang.domain.commands import JoinRoom
from madang.domain.events import MemberChanged, ProfileChanged, RoomRemoved, SessionEnded
from madang.domain.house_commands import AddPerson, SetRole, SetState
from madang.domain.ids import PersonId
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person
from madang.domain.rooms import HOME
from madang.domain.times import NEVER
from madang.store import accounts, audit, members, people
from tests.actions.turns import PASSWORD, House, Nodes, owned, person, session_of
from tests.store import rows


def test_another_role_is_a_change_in_every_room_and_is_written_down(house: House) -> None:
    owner, jiwoo = owned(house), house.member_with_account()
    house.does(jiwoo, JoinRoom("join_room", "-", HOME))
    happening = house.happens(owner, SetRole(jiwoo.id, "admin"))
    assert [type(event) for event in happening.events] == [MemberChanged, ProfileChanged]
    with house.database.read() as snapshot:
        now = people.get(snapshot, jiwoo.id)
        member = members.get(snapshot, HOME, jiwoo.id)
        (act,) = audit.page(snapshot, None, 5, None)
    assert now is not None
    assert member is not None
    assert (now.role, member.role) == ("admin", "admin")
    assert (act.actor, act.action, act.subject) == (owner.id, "person.role_changed", jiwoo.id)
    assert act.about == {"from": "member", "role": "admin"}
    assert house.happens(owner, SetRole(jiwoo.id, "admin")) == Happening(Nothing())


def test_who_may_less_than_before_signs_in_again(house: House) -> None:
    owner, admin = owned(house), house.member_with_account(role="admin")
    happening = house.happens(owner, SetRole(admin.id, "member"))
    assert SessionEnded(admin.id, session_of(admin).hex()) in happening.events
    happening = house.happens(owner, SetRole(admin.id, "owner"))
    assert not [event for event in happening.events if isinstance(event, SessionEnded)]


def test_a_reset_link_is_void_once_they_are_something_else(house: House) -> None:
    """An admin could otherwise keep one of a member, and with it become the owner whom they are made."""
    owner, admin, jiwoo = owned(house), house.member_with_account(role="admin"), house.member_with_account()
    key = b"t" * 32
    house.does(admin, IssueTicket(Ticket(key, "reset", jiwoo.id, NEVER, "")))
    house.does(owner, SetRole(jiwoo.id, "owner"))
    assert house.refuses(admin, ResetPassword(key, PASSWORD)) == "expired"


def test_who_becomes_a_guest_leaves_what_is_not_open(house: House) -> None:
    owner, jiwoo = owned(house), house.member_with_account()
    house.does(jiwoo, JoinRoom("join_room", "-", HOME))
    happening = house.happens(owner, SetRole(jiwoo.id, "guest"))
    assert RoomRemoved(jiwoo.id, HOME) in happening.events
    house.does(owner, SetRole(jiwoo.id, "member"))
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == [HOME], "and is at home again, once they are no guest"


def test_the_last_owner_stays_one(house: House) -> None:
    owner, second = owned(house), house.member_with_account()
    assert house.refuses(owner, SetRole(owner.id, "admin")) == "last_owner"
    house.does(owner, SetRole(second.id, "owner"))
    house.does(owner, SetRole(owner.id, "admin"))
    assert house.refuses(second, SetRole(second.id, "guest")) == "last_owner"


def test_nobody_is_made_something_who_is_not_there(house: House) -> None:
    owner = owned(house)
    assert house.refuses(owner, SetRole(PersonId("nobody"), "admin")) == "not_found"
    with house.turn(person()) as turn:
        gone = person()
        people.add(turn.tx, gone, turn.now)
        people.change(turn.tx, gone.id, state="erased")
    assert house.refuses(owner, SetRole(gone.id, "admin")) == "not_found"


def test_who_has_just_a_name_is_sent_an_invitation(house: House) -> None:
    owner = owned(house)
    with house.turn(person()) as turn:
        guest = person(role="guest")
        people.add(turn.tx, guest, turn.now)
    assert house.refuses(owner, SetRole(guest.id, "member")) == "not_set_up"


def test_somebody_is_let_in_by_hand_with_an_account_that_has_no_password_yet(house: House) -> None:
    owner = owned(house)
    asked = AddPerson(PersonId(rows.new_id()), " 김 지우 ", "Jiwoo", "admin")
    assert house.does(owner, asked) == Named(Person(asked.person, "김 지우", "admin"))
    with house.database.read() as snapshot:
        account = accounts.of(snapshot, asked.person)
        assert members.rooms_of(snapshot, asked.person) == [HOME]
    assert account is not None
    assert (account.handle, account.password) == ("jiwoo", None)
    assert house.refuses(owner, asked) == "handle_taken"
    admin = house.member_with_account(role="admin")
    assert house.refuses(admin, AddPerson(PersonId(rows.new_id()), "민준", "minjun", "member")) == "forbidden"


def test_who_is_an_admin_no_more_does_nothing_as_one_on_another_node(nodes: Nodes) -> None:
    house = nodes.here
    owner, admin, jiwoo = owned(house), house.member_with_account(role="admin"), house.member_with_account()
    demoted, acts = (owner, SetRole(admin.id, "member")), (admin, SetState(jiwoo.id, "deactivated"))
    assert nodes.at_once(demoted, acts) == ["done", "forbidden"]


def test_of_two_owners_who_show_out_each_other_at_once_one_stays(nodes: Nodes) -> None:
    house = nodes.here
    one, other = owned(house), house.member_with_account(role="owner")
    acts = [(who, SetRole(whom.id, "member")) for who, whom in ((one, other), (other, one))]
    assert nodes.at_once(acts[0], acts[1]) == ["done", "forbidden"]
    with house.database.read() as snapshot:
        assert people.owners(snapshot) == 1
