"""How people come in, and what they ask for about themselves: by no frame, through the same heart. Keys and passwords
come as hashes."""

from collections.abc import Mapping
from dataclasses import dataclass

from madang.domain.accounts import Somebody, Ticket
from madang.domain.ids import PersonId
from madang.domain.pictures import Picture
from madang.domain.rooms import HOME
from madang.domain.sessions import NewSession


@dataclass(frozen=True, slots=True)
class StartSession:
    """Somebody arrives in a room with just a name."""

    name: str
    session: NewSession
    room: str = HOME


@dataclass(frozen=True, slots=True)
class Visit:
    """A plain connection arrives in `room`, which is opened for it where it does not exist."""

    room: str


@dataclass(frozen=True, slots=True)
class ClaimHouse:
    """The house gets its first owner, who names it. That it is theirs they have shown at the edge. `home` is what the
    room where everybody arrives is called from now on, if nobody has named it yet."""

    house: str
    name: str
    handle: str
    email: str | None
    password: str
    session: NewSession
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Somebody makes an account of their own, where that is open to all."""

    name: str
    handle: str
    email: str | None
    password: str
    session: NewSession


@dataclass(frozen=True, slots=True)
class SignIn:
    """The password was right for the hash `verified`. `code` is of the second factor or a recovery code, as typed, and
    `recovery` the hash of it. `renewed` is the hash to keep from now on."""

    verified: str
    session: NewSession
    code: str | None = None
    recovery: bytes = b""
    renewed: str | None = None


@dataclass(frozen=True, slots=True)
class SignInElsewhere:
    """Another house knows them."""

    somebody: Somebody
    session: NewSession


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """Whoever asks holds the key whose hash this is. Only guests come in without an account."""

    hash: bytes
    name: str
    session: NewSession
    handle: str | None = None
    email: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class EndSession:
    """Whoever asks signs out where they are: `hash` is that of the key they ask with."""

    hash: bytes


@dataclass(frozen=True, slots=True)
class EndSessions:
    """Signs out other places: the session of this `id`, or all (None) but the one that asks."""

    asking: bytes
    id: str | None


@dataclass(frozen=True, slots=True)
class SetPassword:
    """`verified` is the hash of the old one (None: there was none), `asking` the session that goes on."""

    verified: str | None
    password: str
    asking: bytes


@dataclass(frozen=True, slots=True)
class SetHandle:
    handle: str


@dataclass(frozen=True, slots=True)
class SetEmail:
    email: str | None


@dataclass(frozen=True, slots=True)
class PrepareTotp:
    """A second factor that counts once a code of it was shown."""

    secret: str


@dataclass(frozen=True, slots=True)
class ConfirmTotp:
    """`recovery` are the hashes of the codes for the day on which the telephone is lost."""

    code: str
    recovery: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class RemoveTotp:
    """Back to the password alone."""


@dataclass(frozen=True, slots=True)
class RenewRecoveryCodes:
    """`code` is of the second factor or a recovery code, as typed, and `used` the hash of it; `recovery` are the hashes
    of those that count from now on."""

    code: str
    used: bytes
    recovery: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class UnlinkIdentity:
    """Nobody comes in any more because that other house vouches for them."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class IssueTicket:
    """For oneself, or by somebody who looks after the house for the person of the ticket."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """Whoever asks holds the key whose hash is `ticket`."""

    ticket: bytes
    password: str


@dataclass(frozen=True, slots=True)
class ClaimPhone:
    """The same, on a telephone that is to be signed in."""

    ticket: bytes
    session: NewSession


@dataclass(frozen=True, slots=True)
class VerifyEmail:
    """The same, for whoever has read their mail."""

    ticket: bytes


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Somebody goes for good, by their own wish or by that of an owner: the account at once."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class EditProfile:
    """`changes` are fields of one's own profile, or the name, with what they are to be."""

    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SetPicture:
    """One's own; None: there is none any more."""

    picture: Picture | None


AccountCommand = (
    StartSession
    | Visit
    | ClaimHouse
    | Register
    | SignIn
    | SignInElsewhere
    | AcceptInvitation
    | EndSession
    | EndSessions
    | SetPassword
    | SetHandle
    | SetEmail
    | PrepareTotp
    | ConfirmTotp
    | RemoveTotp
    | RenewRecoveryCodes
    | UnlinkIdentity
    | IssueTicket
    | ResetPassword
    | ClaimPhone
    | VerifyEmail
    | ErasePerson
    | EditProfile
    | SetPicture
)
