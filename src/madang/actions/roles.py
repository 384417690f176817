"""Who is what in the house. There is one way to another role, and it is written down."""

import dataclasses

from madang.actions import accounts, members, sessions
from madang.actions.people import seen_anew
from madang.actions.turn import Turn
from madang.domain import policy, texts
from madang.domain.errors import Refusal
from madang.domain.events import Event
from madang.domain.house_commands import AddPerson, SetRole
from madang.domain.ids import PersonId
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person, State
from madang.domain.rooms import HOME
from madang.store import accounts as kept_accounts
from madang.store import audit, people, rooms, tickets


def set_role(turn: Turn, command: SetRole) -> Happening:
    who, (whom, state) = turn.who, somebody(turn, command.person)
    policy.may_set_role(who, whom, command.role, people.owners(turn.tx.connection))
    if whom.role == command.role:
        return Happening(Nothing())
    if whom.role == "guest" and kept_accounts.of(turn.tx.connection, whom.id) is None:
        raise Refusal(
            "not_set_up",
            "They came with just a name and could not come back; send them an invitation, to be opened where they are.",
        )
    now = dataclasses.replace(whom, role=command.role)
    people.change(turn.tx, whom.id, role=now.role)
    tickets.remove_of(turn.tx, whom.id, "reset")  # whoever made the link may not look after who they are now
    seen = seen_anew(turn, now)
    moved = _moved(turn, whom, now) if state == "active" else ()
    audit.add(turn.tx, turn.now, who.id, "person.role_changed", whom.id, about={"from": whom.role, "role": now.role})
    return Happening(Nothing(), (*seen, *moved))


def add_person(turn: Turn, command: AddPerson) -> Happening:
    """An account without a password, which is chosen by a link."""
    who = turn.who
    policy.may_add_person(who, command.role, turn.place())
    person = Person(command.person, texts.person_name(command.name), command.role)
    events = accounts.add(turn, person, command.handle)
    audit.add(turn.tx, turn.now, who.id, "person.added", person.id, about={"role": person.role})
    return Happening(Named(person), events)


def somebody(turn: Turn, person: PersonId) -> tuple[Person, State]:
    """Whom it is about, as they are now; who is erased is nobody any more."""
    people.lock(turn.tx, person)
    # Whoever acts on people does so one after the other: the last owner could go twice otherwise, on two nodes.
    rooms.lock(turn.tx, HOME)
    found = people.standing(turn.tx.connection, person)
    if found is None or found[1] == "erased":
        raise policy.no_such_person(person)
    return found


def _moved(turn: Turn, was: Person, now: Person) -> tuple[Event, ...]:
    """Who may less than before signs in again, so that nothing goes on with what they were. Guests are in open rooms
    only; who is one no more is at home."""
    if was.role == "guest":
        return members.come_home(turn, now)
    if policy.ROLES.index(now.role) > policy.ROLES.index(was.role):
        return ()
    out = members.leave_all(turn, now, but="open") if now.role == "guest" else ()
    return (*sessions.all_ended(turn, now.id), *sessions.bots_ended(turn, now.id), *out)
