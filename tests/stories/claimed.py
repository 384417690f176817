"""A house with an owner, for the stories of those who look after it.

    async def test_…(claimed: Claimed) -> None:
        member, guest = await claimed.member(), await claimed.guest()
        await claimed.owner.asks("PATCH", f"/api/people/{member.id}", {"role": "admin"})

`claimed.open_room` is one into which guests may come; `claimed.handle()` is one that nobody had before.
"""

from itertools import count
from typing import Any

from tests.houses import House
from tests.people import PASSWORD, People, Person, new_id

_numbers = count(1)


class Claimed:
    """`people` are everybody in this story; the owner is signed in for each of them anew."""

    def __init__(self, people: People, owner: Person, open_room: str) -> None:
        self.people = people
        self.owner = owner
        self.open_room = open_room

    def handle(self) -> str:
        return f"person-{next(_numbers)}"

    async def member(self, role: str = "member") -> Person:
        """Somebody with an account, whose handle is their name in small letters."""
        handle = self.handle()
        invitation = await self.owner.asks("POST", "/api/invitations", {"role": "member"})
        person = await self.people.accepts(key_of(invitation), handle.capitalize(), handle=handle)
        if role != "member":
            await self.owner.asks("PATCH", f"/api/people/{person.id}", {"role": role})
        await person.comes_back()
        return person

    async def guest(self, name: str = "Gast") -> Person:
        """Somebody in the open room with just a name."""
        invitation = await self.owner.asks("POST", "/api/invitations", {"role": "guest", "rooms": [self.open_room]})
        person = await self.people.accepts(key_of(invitation), name)
        await person.comes_back()
        person.room = self.open_room
        await person.is_live()
        return person


def key_of(invitation: dict[str, Any]) -> str:
    path, _, key = str(invitation["url"]).partition("#")
    assert path == "/join"
    return key


async def claimed(house: House) -> tuple[str, str]:
    """Makes a house that has no owner one; gives the handle of the owner, and an open room."""
    async with People(house) as people:
        owner = await people.claims("Owner")
        room = new_id()
        await owner.asks("POST", "/api/rooms", {"id": room, "name": "앞마당", "kind": "open"})
    return "owner", room


async def entered(people: People, handle: str, room: str) -> Claimed:
    owner = await people.signs_in_as(handle, PASSWORD)
    owner.name = "Owner"
    await owner.comes_back()
    if room not in owner.model.rooms:
        await owner.joins(room)
    owner.room = room
    return Claimed(people, owner, room)
