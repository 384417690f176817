"""An invitation: a link by which people come in. Its key is known to those only who have the link."""

from dataclasses import dataclass

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whoever comes by it gets the role and finds themselves in the rooms. `most` is how often it may be used (None:
    any number of times), `used` how often it was."""

    id: str
    role: Role
    rooms: tuple[RoomId, ...]
    note: str
    created_by: PersonId
    created_at: str
    expires_at: str | None = None
    most: int | None = None
    used: int = 0
    revoked_at: str | None = None


def is_good(invitation: Invitation, now: str) -> bool:
    """Whether somebody may still come by it."""
    return (
        invitation.revoked_at is None
        and (invitation.expires_at is None or invitation.expires_at > now)
        and (invitation.most is None or invitation.used < invitation.most)
    )
