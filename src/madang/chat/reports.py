"""What was reported, for those who look after it: with the messages as they are now, who said them, and where."""

from collections.abc import Sequence

from typing_extensions import TypedDict

from madang.domain import policy
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.reports import Report
from madang.domain.rooms import Room
from madang.store import messages, people, reports, rooms
from madang.store.database import Snapshot

PAGE = 200


class Reports(TypedDict):
    """`people` are those who reported, and those who were reported."""

    reports: list[Report]
    messages: list[Message]
    people: list[Person]
    rooms: list[Room]


def listed(snapshot: Snapshot, who: Person, still_open: bool | None) -> Reports:
    """The latest first. Who looks after the house sees all, the others those of the rooms that they look after."""
    of_admin = None if who.role in policy.STAFF else who.id
    found = reports.page(snapshot, of_admin=of_admin, still_open=still_open, limit=PAGE)
    said = _said(snapshot, found)
    known = {report.reporter for report in found} | {message.author for message in said}
    where = [rooms.get(snapshot, id) for id in sorted({report.room for report in found})]
    return Reports(
        reports=found,
        messages=said,
        people=[person for id in sorted(known) if (person := people.get(snapshot, id))],
        rooms=[room for room in where if room],
    )


def _said(snapshot: Snapshot, found: Sequence[Report]) -> list[Message]:
    named = sorted({(report.room, report.message) for report in found})
    return [message for room, id in named if (message := messages.get(snapshot, room, id))]
