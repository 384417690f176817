"""How much a member has not read, as SQL: never kept, always derived from the log.

It is what was said after the read mark, less what was deleted there. One's own messages are none of it: saying
something moves one's mark to it. Deletions are few and indexed, so that the price does not grow with what is unread.
"""

from sqlalchemy import ColumnElement, func, select

from madang.store.tables import members, messages, rooms


def count() -> ColumnElement[int]:
    """For a row of `members` joined with its `rooms`: the messages after the mark that are not deleted."""
    deleted = (
        select(func.count())
        .select_from(messages)
        .where(messages.c.room == members.c.room, messages.c.seq > members.c.read, messages.c.deleted)
    )
    return rooms.c.seq - members.c.read - deleted.correlate(members).scalar_subquery()
