"""Pictures of people, and of the house."""

from madang.domain import ids
from madang.domain.account_commands import SetPicture
from madang.domain.commands import JoinRoom, OpenRoom
from madang.domain.events import MemberChanged, PlaceChanged, ProfileChanged, RoomChanged
from madang.domain.house_commands import SetLogo, SetRoomPicture
from madang.domain.outcomes import Happening, InPlace, Named
from madang.domain.pictures import Picture
from madang.domain.rooms import HOME
from madang.store import audit, members, pictures, places, rooms
from tests.actions.turns import House, owned

PICTURE = Picture("1" * 32, "image/webp", b"one")


def test_another_picture_is_a_change_in_every_room(house: House) -> None:
    owned(house)
    jiwoo = house.member_with_account()
    house.does(jiwoo, JoinRoom("join_room", "-", HOME))
    happening = house.happens(jiwoo, SetPicture(PICTURE))
    assert isinstance(happening.outcome, Named)
    assert happening.outcome.me.picture == PICTURE.name
    assert [type(event) for event in happening.events] == [MemberChanged, ProfileChanged]
    assert house.happens(jiwoo, SetPicture(PICTURE)) == Happening(happening.outcome)
    with house.database.read() as snapshot:
        member = members.get(snapshot, HOME, jiwoo.id)
        assert pictures.get(snapshot, pictures.of_person(jiwoo.id)) == PICTURE
    assert member is not None
    assert member.picture == PICTURE.name
    assert house.does(jiwoo, SetPicture(None)) == Named(jiwoo)
    with house.database.read() as snapshot:
        assert pictures.get(snapshot, pictures.of_person(jiwoo.id)) is None


def test_guests_have_none(house: House) -> None:
    owned(house)
    assert house.refuses(house.member_with_account(role="guest"), SetPicture(PICTURE)) == "forbidden"


def test_the_logo_is_chosen_by_those_who_look_after_the_house(house: House) -> None:
    owner = owned(house)
    assert house.refuses(house.member_with_account(), SetLogo(PICTURE)) == "forbidden"
    happening = house.happens(owner, SetLogo(PICTURE))
    with house.database.read() as snapshot:
        place = places.get(snapshot)
        assert pictures.get(snapshot, pictures.HOUSE) == PICTURE
        assert [act.action for act in audit.page(snapshot, None, 5, None)] == ["house.logo_changed"]
    assert place.logo == PICTURE.name
    assert happening == Happening(InPlace(place), (PlaceChanged(place),))
    assert house.happens(owner, SetLogo(PICTURE)) == Happening(InPlace(place))
    house.does(owner, SetLogo(None))
    with house.database.read() as snapshot:
        assert places.get(snapshot).logo is None


def test_the_picture_of_a_room_is_chosen_by_those_who_look_after_it(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    assert house.refuses(minjun, SetRoomPicture(room, PICTURE)) == "forbidden"
    happening = house.happens(jiwoo, SetRoomPicture(room, PICTURE))
    (event,) = happening.events
    assert isinstance(event, RoomChanged)
    assert event.state.picture == PICTURE.name
    assert house.happens(jiwoo, SetRoomPicture(room, PICTURE)).events == ()
    with house.database.read() as snapshot:
        assert pictures.get(snapshot, room) == PICTURE
        assert rooms.get(snapshot, room) == event.state
    house.does(jiwoo, SetRoomPicture(room, None))
    with house.database.read() as snapshot:
        assert pictures.get(snapshot, room) is None


def test_a_room_with_somebodys_id_leaves_their_picture_alone(house: House) -> None:
    owned(house)
    jiwoo, mallory = house.member_with_account(), house.member_with_account()
    house.does(jiwoo, SetPicture(PICTURE))
    house.does(mallory, OpenRoom("open_room", jiwoo.id, "방"))
    house.does(mallory, SetRoomPicture(jiwoo.id, Picture("2" * 32, "image/webp", b"two")))
    house.does(mallory, SetRoomPicture(jiwoo.id, None))
    with house.database.read() as snapshot:
        assert pictures.get(snapshot, pictures.of_person(jiwoo.id)) == PICTURE
        assert pictures.get(snapshot, jiwoo.id) is None
    assert not ids.is_room(pictures.HOUSE)
    assert not ids.is_room(pictures.of_person(jiwoo.id))
