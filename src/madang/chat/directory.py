"""Looking people up: everybody for those with an account, and for guests whoever is in a room with them."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from functools import cache, partial
from typing import NotRequired

from typing_extensions import TypedDict

from madang.domain import policy, texts
from madang.domain.ids import PersonId
from madang.domain.people import Person, Role, State
from madang.domain.pictures import Picture
from madang.domain.profiles import Profile, Status
from madang.store import accounts, directory, people, pictures
from madang.store.database import Snapshot

PAGE = 100


class Entry(TypedDict):
    """A profile as others see it; `email` is for owners alone, and just what somebody says before it is verified.
    `maker` is who made a bot."""

    id: PersonId
    name: str
    handle: str | None
    role: Role
    picture: str | None
    title: str
    status: Status | None
    time_zone: str | None
    locale: str | None
    state: State
    joined_at: str
    email: NotRequired[str | None]
    email_verified: NotRequired[bool]
    maker: NotRequired[PersonId | None]


class Statuses(TypedDict):
    """Of those who were asked for, who have one and whom one may see."""

    statuses: dict[PersonId, Status]


class MyProfile(Entry):
    me: Person


class People(TypedDict):
    """`next` asks for the page after this one; None: that is all."""

    people: list[Entry]
    next: str | None


def page(snapshot: Snapshot, who: Person, now: str, *, query: str, after: str | None, limit: int) -> People:
    policy.may_look_around(who)
    roles, states = policy.people_seen(who)
    found = directory.page(
        snapshot,
        now,
        query=texts.query(query),
        after=PersonId(after) if after else None,
        limit=limit + 1,
        roles=roles,
        states=states,
    )
    more = len(found) > limit
    return People(people=[_entry(each) for each in found[:limit]], next=found[limit - 1].id if more else None)


def profile(snapshot: Snapshot, who: Person, id: str, now: str) -> Entry:
    found = directory.get(snapshot, PersonId(id), now)
    if found is None:
        raise policy.no_such_person(PersonId(id))
    policy.may_see(who, found.id, partial(_meets(snapshot, who, [found.id]), found.id))
    entry = _entry(found)
    if found.role == "bot":
        entry["maker"] = people.inviter(snapshot, found.id)
    if policy.sees_mail(who):
        account = accounts.of(snapshot, found.id)
        entry["email"] = account.email if account else None
        entry["email_verified"] = account is not None and account.email_verified
    return entry


def statuses(snapshot: Snapshot, who: Person, of: Collection[str], now: str) -> Statuses:
    """Of nobody else it says anything, not even that there is no such person."""
    found = directory.statuses(snapshot, [PersonId(each) for each in of], now)
    meets = _meets(snapshot, who, found)
    return Statuses(statuses={id: each for id, each in found.items() if policy.sees(who, id, partial(meets, id))})


def mine(snapshot: Snapshot, who: Person, now: str) -> MyProfile:
    found = directory.get(snapshot, who.id, now)
    if found is None:
        raise policy.no_such_person(who.id)
    return MyProfile(**_entry(found), me=Person(found.id, found.name, found.role, found.picture))


def picture_of(snapshot: Snapshot, who: Person, id: str) -> Picture | None:
    """Of a person whom `who` may see; None: there is no picture."""
    whom = people.get(snapshot, PersonId(id))
    if whom is None:
        raise policy.no_such_person(PersonId(id))
    policy.may_see(who, whom.id, partial(_meets(snapshot, who, [whom.id]), whom.id))
    return pictures.get(snapshot, pictures.of_person(whom.id))


def logo(snapshot: Snapshot) -> Picture | None:
    return pictures.get(snapshot, pictures.HOUSE)


def _meets(snapshot: Snapshot, who: Person, people: Collection[PersonId]) -> Callable[[PersonId], bool]:
    """Whether somebody of these is in a room with `who`. It is looked up for all of them, once, and only if asked."""
    met = cache(lambda: directory.together(snapshot, who.id, people, policy.rooms_of(who)))
    return lambda id: id in met()


def _entry(profile: Profile) -> Entry:
    return Entry(**{**asdict(profile), "status": profile.status})  # type: ignore[typeddict-item]
