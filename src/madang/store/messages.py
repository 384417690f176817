"""The log of messages as it is kept."""

from collections.abc import Collection
from itertools import takewhile
from typing import cast

from sqlalchemy import Connection, bindparam, select

from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.messages import Message
from madang.store.tables import members, messages
from madang.store.transaction import Transaction

_MESSAGE = (
    messages.c.id,
    messages.c.room,
    messages.c.author,
    messages.c.seq,
    messages.c.rev,
    messages.c.text,
    messages.c.created_at,
    messages.c.edited_at,
    messages.c.deleted,
)
_SELECT = select(*_MESSAGE)
_SENT = select(*_MESSAGE, messages.c.fingerprint).where(messages.c.id.in_(bindparam("ids", expanding=True)))
_IN_ROOM = _SELECT.where(messages.c.room == bindparam("of_room"))
_GET = _IN_ROOM.where(messages.c.id == bindparam("of_id"))
_CHANGED = _IN_ROOM.where(messages.c.rev > bindparam("rev")).order_by(messages.c.rev.desc()).limit(bindparam("most"))
_BEFORE = _IN_ROOM.where(messages.c.seq < bindparam("seq")).order_by(messages.c.seq.desc()).limit(bindparam("most"))
_AFTER = _IN_ROOM.where(messages.c.seq > bindparam("seq")).order_by(messages.c.seq).limit(bindparam("most"))
_BY_AUTHOR = (
    # By the rooms they were ever in, since messages are not found by their authors otherwise.
    _SELECT.where(messages.c.author == bindparam("of_author"), messages.c.deleted.is_(False))
    .where(messages.c.room.in_(select(members.c.room).where(members.c.person == bindparam("of_author"))))
    .where(messages.c.id > bindparam("after"))
    .order_by(messages.c.id)
    .limit(bindparam("most"))
)
_OLDEST = (
    select(messages.c.id, messages.c.seq, messages.c.created_at)
    .where(messages.c.room == bindparam("of_room"), messages.c.seq > bindparam("seq"), messages.c.deleted.is_(False))
    .order_by(messages.c.seq)
    .limit(bindparam("most"))
)
_ADD = messages.insert()


def add(tx: Transaction, message: Message, fingerprint: bytes) -> None:
    """Keeps a new message."""
    tx.know(message.id, (message, fingerprint))
    tx.later(
        _ADD,
        message.id,
        {
            "id": message.id,
            "room": message.room,
            "author": message.author,
            "seq": message.seq,
            "rev": message.rev,
            "text": message.text,
            "fingerprint": fingerprint,
            "created_at": message.created_at,
        },
    )


def get(connection: Connection, room: RoomId, id: MessageId) -> Message | None:
    row = connection.execute(_GET, {"of_room": room, "of_id": id}).first()
    return Message(*row) if row else None


def sent(tx: Transaction, id: MessageId) -> tuple[Message, bytes] | None:
    """A message of any room with the fingerprint of what was first sent."""
    try:
        return cast("tuple[Message, bytes] | None", tx.known(id))
    except KeyError:
        find_all(tx, [id])
        return sent(tx, id)


def find_all(tx: Transaction, ids: Collection[MessageId]) -> None:
    """Reads these at once, so that `sent` knows them."""
    rows = tx.connection.execute(_SENT, {"ids": list(set(ids))})
    found = {row.id: (Message(*row[:-1]), row[-1]) for row in rows.all()}
    for id in ids:
        tx.know(id, found.get(id))


def by_author(connection: Connection, author: PersonId, after: str, limit: int) -> list[Message]:
    """What somebody has said anywhere, in the order of ids, after the one of this id."""
    found = connection.execute(_BY_AUTHOR, {"of_author": author, "after": after, "most": limit})
    return [Message(*row) for row in found.all()]


def oldest(connection: Connection, room: RoomId, after: int, before: str, limit: int) -> list[tuple[MessageId, int]]:
    """Those that were said before this time and are not deleted, with their `seq`, from the one after `after` on. It
    ends with the first that was said later, so that none is ever passed over."""
    found = connection.execute(_OLDEST, {"of_room": room, "seq": after, "most": limit}).all()
    return [(MessageId(id), seq) for id, seq, _ in takewhile(lambda row: row[2] < before, found)]


def change(tx: Transaction, message: Message) -> None:
    tx.writing.execute(
        messages.update()
        .where(messages.c.id == message.id)
        .values(rev=message.rev, text=message.text, edited_at=message.edited_at, deleted=message.deleted)
    )


def changed(connection: Connection, room: RoomId, after: int, limit: int) -> list[Message]:
    """What has a `rev` after this one, each in its present state, latest first."""
    found = connection.execute(_CHANGED, {"of_room": room, "rev": after, "most": limit})
    return [Message(*row) for row in found.all()]


def newest(connection: Connection, room: RoomId, limit: int) -> list[Message]:
    return before(connection, room, 1 << 62, limit)


def before(connection: Connection, room: RoomId, seq: int, limit: int) -> list[Message]:
    found = connection.execute(_BEFORE, {"of_room": room, "seq": seq, "most": limit})
    return [Message(*row) for row in found.all()][::-1]


def after(connection: Connection, room: RoomId, seq: int, limit: int) -> list[Message]:
    found = connection.execute(_AFTER, {"of_room": room, "seq": seq, "most": limit})
    return [Message(*row) for row in found.all()]


def around(connection: Connection, room: RoomId, seq: int, limit: int) -> list[Message]:
    """Up to `limit` messages with `seq` in the middle; where one side is short, the other is not made longer."""
    return before(connection, room, seq, limit // 2) + after(connection, room, seq - 1, limit - limit // 2)
