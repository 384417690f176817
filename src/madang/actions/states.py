"""Whether somebody is let in: closing an account for some time, and showing somebody out for good."""

from madang.actions import erasure, members, sessions
from madang.actions.roles import somebody
from madang.actions.turn import Turn
from madang.domain import policy
from madang.domain.events import Event
from madang.domain.house_commands import Ban, SetState, SignOut, Unban
from madang.domain.outcomes import Happening, Nothing
from madang.domain.people import Person, State
from madang.store import audit, people


def set_state(turn: Turn, command: SetState) -> Happening:
    who, (whom, state) = turn.who, somebody(turn, command.person)
    if command.state == state:
        policy.may_look_after(who, whom)
        return Happening(Nothing())
    if command.state == "active":
        policy.may_let_back_in(who, whom, state, "deactivated")
        return _let_back_in(turn, who, whom, "person.reactivated")
    policy.may_show_out(who, whom, people.owners(turn.tx.connection))
    policy.may_let_back_in(who, whom, state, "active")  # a ban is not lifted by a deactivation
    events = _shown_out(turn, whom, "deactivated")
    audit.add(turn.tx, turn.now, who.id, "person.deactivated", whom.id)
    return Happening(Nothing(), events)


def sign_out(turn: Turn, command: SignOut) -> Happening:
    """They may come in again at once, with what they know; whoever found their telephone may not."""
    who, (whom, _) = turn.who, somebody(turn, command.person)
    policy.may_look_after(who, whom)
    events = sessions.signed_out(turn, whom.id)
    if events:
        audit.add(turn.tx, turn.now, who.id, "person.signed_out", whom.id, about={"sessions": len(events)})
    return Happening(Nothing(), events)


def ban(turn: Turn, command: Ban) -> Happening:
    """With a purge all that they said goes, piece by piece behind this."""
    who, (whom, state) = turn.who, somebody(turn, command.person)
    policy.may_show_out(who, whom, people.owners(turn.tx.connection))
    events = _shown_out(turn, whom, "banned") if state != "banned" else ()
    if command.purge:
        erasure.erase_messages(turn, whom.id)
    if command.purge or state != "banned":
        audit.add(turn.tx, turn.now, who.id, "person.banned", whom.id, about={"purge": command.purge})
    return Happening(Nothing(), events)


def unban(turn: Turn, command: Unban) -> Happening:
    who, (whom, state) = turn.who, somebody(turn, command.person)
    policy.may_let_back_in(who, whom, state, "banned")
    return _let_back_in(turn, who, whom, "person.unbanned")


def _shown_out(turn: Turn, whom: Person, state: State) -> tuple[Event, ...]:
    """Out of every room first, so that nothing is told to a connection that is about to end."""
    out = members.leave_all(turn, whom)
    people.change(turn.tx, whom.id, state=state)
    return (*out, *sessions.all_ended(turn, whom.id), *sessions.bots_ended(turn, whom.id))


def _let_back_in(turn: Turn, who: Person, whom: Person, action: str) -> Happening:
    """At home again, as on the first day; guests come by a link."""
    people.change(turn.tx, whom.id, state="active")
    audit.add(turn.tx, turn.now, who.id, action, whom.id)
    return Happening(Nothing(), members.come_home(turn, whom) if whom.role in policy.INSIDE else ())
