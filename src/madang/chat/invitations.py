"""What people may look at of invitations: those they made, who came by them, and where a link leads."""

from typing_extensions import TypedDict

from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.invitations import Invitation, is_good
from madang.domain.people import Person, Role
from madang.store import invitations, members, people, places
from madang.store.database import Snapshot

PAGE = 200
_MOST = 500
"""Who came by one."""


class NamedRoom(TypedDict):
    id: str
    name: str


class Invited(TypedDict):
    """An invitation as those see it who may end it. `uses`: how often it may be used, None: any number of times."""

    id: str
    role: Role
    rooms: list[RoomId]
    note: str
    by: PersonId
    created_at: str
    expires_at: str | None
    uses: int | None
    used: int
    revoked_at: str | None


class InvitationFace(TypedDict):
    """What somebody sees who holds the link."""

    role: Role
    rooms: list[NamedRoom]
    by: str


class Use(TypedDict):
    person: PersonId
    at: str


def listed(snapshot: Snapshot, who: Person, before: str | None = None, limit: int = PAGE) -> list[Invited]:
    """Mine, the latest first, or those before one; for those who look after the house, all."""
    found = invitations.listed(snapshot, None if who.role in policy.STAFF else who.id, limit, before)
    return [shown(each) for each in found]


def shown(invitation: Invitation) -> Invited:
    return Invited(
        id=invitation.id,
        role=invitation.role,
        rooms=list(invitation.rooms),
        note=invitation.note,
        by=invitation.created_by,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
        uses=invitation.most,
        used=invitation.used,
        revoked_at=invitation.revoked_at,
    )


def uses(snapshot: Snapshot, who: Person, id: str) -> list[Use]:
    invitation = invitations.get(snapshot, id)
    if invitation is None:
        raise Refusal("not_found", "There is no such invitation.")
    policy.may_see_invitation(who, invitation.created_by)
    return [Use(person=person, at=at) for person, at in invitations.uses(snapshot, id, _MOST)]


def face(snapshot: Snapshot, hash: bytes, now: str) -> InvitationFace:
    """Refuses `expired`, also for a key that never was one: nobody learns which there are."""
    invitation = invitations.by_hash(snapshot, hash)
    by = people.standing(snapshot, invitation.created_by) if invitation else None
    if invitation is None or by is None or not is_good(invitation, now):
        raise policy.expired_invitation()
    if not policy.still_invites(*by, invitation.role, places.get(snapshot)):
        raise policy.expired_invitation()
    return InvitationFace(role=invitation.role, rooms=_rooms(snapshot, invitation, by[0]), by=by[0].name)


def _rooms(snapshot: Snapshot, invitation: Invitation, by: Person) -> list[NamedRoom]:
    """Into which it leads now."""
    found = (members.entrance(snapshot, id, by.id) for id in invitation.rooms)
    return [
        NamedRoom(id=each.room.id, name=each.room.name)
        for each in found
        if each and policy.still_invites_into(by, invitation.role, each.room, each.member)
    ]
