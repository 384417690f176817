"""How much a member has not read, as SQL: never kept, always derived from the log.

It is what was said after the read mark, less what does not count. Those exceptions are few and indexed, so that the
price does not grow with what is unread.
"""

from sqlalchemy import ColumnElement, func, select

from madang.store.tables import members, messages, rooms


def count() -> ColumnElement[int]:
    """For a row of `members` joined with its `rooms`: the messages after the mark, not deleted and not one's own."""
    after = (messages.c.room == members.c.room) & (messages.c.seq > members.c.read)
    deleted = select(func.count()).select_from(messages).where(after, messages.c.deleted)
    mine = (
        select(func.count())
        .select_from(messages)
        .where(after, messages.c.author == members.c.person, messages.c.deleted.is_(False))
    )
    return (
        rooms.c.seq
        - members.c.read
        - deleted.correlate(members).scalar_subquery()
        - mine.correlate(members).scalar_subquery()
    )
