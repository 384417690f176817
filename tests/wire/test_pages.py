"""What clients fetch over HTTP: sorted by what it is."""

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.rooms import Room
from madang.wire import pages
from tests.wire import protocol

ROOM = RoomId("madang")


def test_changes_are_sorted_by_what_they_are() -> None:
    message, member, room = protocol.value_of(Message), protocol.value_of(Member), protocol.value_of(Room)
    page = pages.changes_page(
        ROOM,
        43,
        12,
        [MessageChanged(ROOM, 40, message, new=True), RoomChanged(ROOM, 42, room), MemberChanged(ROOM, 43, member)],
    )
    assert page == {
        "room": ROOM,
        "rev": 43,
        "seq": 12,
        "reset": False,
        "messages": [message],
        "members": [member],
        "state": room,
    }
    assert pages.changes_page(ROOM, 43, 12, None)["reset"]
