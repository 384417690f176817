"""The log of messages as it is kept."""

from sqlalchemy import Connection, exc, select

from madang.domain.ids import MessageId, RoomId
from madang.domain.messages import Message
from madang.store.database import Transaction
from madang.store.tables import messages

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


def add(tx: Transaction, message: Message, fingerprint: bytes) -> bool:
    """Keeps a new message. False: another node has just used its id in another room."""
    try:
        tx.connection.execute(
            messages.insert().values(
                id=message.id,
                room=message.room,
                author=message.author,
                seq=message.seq,
                rev=message.rev,
                text=message.text,
                fingerprint=fingerprint,
                created_at=message.created_at,
            )
        )
    except exc.IntegrityError:
        return False
    return True


def get(connection: Connection, room: RoomId, id: MessageId) -> Message | None:
    row = connection.execute(_SELECT.where(messages.c.id == id, messages.c.room == room)).first()
    return Message(*row) if row else None


def sent(connection: Connection, id: MessageId) -> tuple[Message, bytes] | None:
    """A message of any room with the fingerprint of what was first sent."""
    row = connection.execute(select(*_MESSAGE, messages.c.fingerprint).where(messages.c.id == id)).first()
    return (Message(*row[:-1]), row[-1]) if row else None


def change(tx: Transaction, message: Message) -> None:
    tx.connection.execute(
        messages.update()
        .where(messages.c.id == message.id)
        .values(rev=message.rev, text=message.text, edited_at=message.edited_at, deleted=message.deleted)
    )


def changed(connection: Connection, room: RoomId, after: int, limit: int) -> list[Message]:
    """What has a `rev` after this one, each in its present state, latest first."""
    found = connection.execute(
        _SELECT.where(messages.c.room == room, messages.c.rev > after).order_by(messages.c.rev.desc()).limit(limit)
    )
    return [Message(*row) for row in found]


def newest(connection: Connection, room: RoomId, limit: int) -> list[Message]:
    return before(connection, room, 1 << 62, limit)


def before(connection: Connection, room: RoomId, seq: int, limit: int) -> list[Message]:
    found = connection.execute(
        _SELECT.where(messages.c.room == room, messages.c.seq < seq).order_by(messages.c.seq.desc()).limit(limit)
    )
    return [Message(*row) for row in found][::-1]


def after(connection: Connection, room: RoomId, seq: int, limit: int) -> list[Message]:
    found = connection.execute(
        _SELECT.where(messages.c.room == room, messages.c.seq > seq).order_by(messages.c.seq).limit(limit)
    )
    return [Message(*row) for row in found]


def around(connection: Connection, room: RoomId, seq: int, limit: int) -> list[Message]:
    """Up to `limit` messages with `seq` in the middle; where one side is short, the other is not made longer."""
    return before(connection, room, seq, limit // 2) + after(connection, room, seq - 1, limit - limit // 2)
