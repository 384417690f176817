"""What was reported, for those who look after it: with the messages as they are now, who said them, and where."""

import dataclasses
from collections.abc import Sequence

from typing_extensions import TypedDict

from madang.domain import policy
from madang.domain.ids import RoomId
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.reports import Report
from madang.domain.rooms import Room
from madang.store import members, messages, people, reports
from madang.store.database import Snapshot

PAGE = 200


class Reports(TypedDict):
    """`people` are those who reported, and those who were reported."""

    reports: list[Report]
    messages: list[Message]
    people: list[Person]
    rooms: list[Room]


def listed(
    snapshot: Snapshot, who: Person, still_open: bool | None, before: str | None = None, limit: int = PAGE
) -> Reports:
    """The latest first, or those before one. Who looks after the house sees all, the others those of the rooms that
    they look after; nobody those in which they are concerned themselves."""
    everywhere = who.role in policy.STAFF
    found = reports.page(snapshot, who.id, everywhere=everywhere, still_open=still_open, before=before, limit=limit)
    said = _said(snapshot, found)
    known = {report.reporter for report in found} | {message.author for message in said}
    where = [_where(snapshot, who, id) for id in sorted({report.room for report in found})]
    return Reports(
        reports=found,
        messages=said,
        people=[person for id in sorted(known) if (person := people.get(snapshot, id))],
        rooms=[room for room in where if room],
    )


def _where(snapshot: Snapshot, who: Person, id: RoomId) -> Room | None:
    """A report shows what was reported and not the whole room: of one that `who` may not look into, the name alone."""
    entrance = members.entrance(snapshot, id, who.id)
    if entrance is None:
        return None
    room = entrance.room
    if policy.is_member(entrance.member) or room.kind in policy.kinds_seen(who):
        return room
    return dataclasses.replace(room, topic="", description="")


def _said(snapshot: Snapshot, found: Sequence[Report]) -> list[Message]:
    named = sorted({(report.room, report.message) for report in found})
    return [message for room, id in named if (message := messages.get(snapshot, room, id))]
