"""Saying something, mending it, taking it back."""

import dataclasses
import hashlib
from collections.abc import Callable, Sequence
from functools import partial

from madang.actions.turn import Turn
from madang.domain import ids, policy, texts, times
from madang.domain.chores import ForgetMessages
from madang.domain.commands import DeleteMessage, EditMessage, SendMessage
from madang.domain.errors import Refusal
from madang.domain.events import MessageChanged
from madang.domain.ids import MessageId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.outcomes import Changed, Erased, Happening, Said
from madang.domain.people import Person
from madang.domain.rooms import Room
from madang.store import audit, blocks, members, messages, reads, rooms
from madang.store.rooms import Head
from madang.store.transaction import Transaction

_WORTH_FORESEEING = 2
_DAY = 24 * 3600


def foresee(tx: Transaction, asked: Sequence[tuple[Person, SendMessage]]) -> None:
    """What `send` will ask for each of these, read at once. What is malformed is left for `send` to refuse."""
    sound = [(who, command) for who, command in asked if ids.is_message(command.ref) and ids.is_room(command.room)]
    if len(sound) < _WORTH_FORESEEING:
        return
    messages.find_all(tx, [ids.message(command.ref) for _, command in sound])
    pairs = {(ids.room(command.room), who.id) for who, command in sound}
    members.find_all(tx, pairs)
    about = {room: rooms.find(tx, room) for room, _ in pairs}
    if direct := [id for id, room in about.items() if room and room.kind == "direct"]:
        blocks.find_all(tx, direct)
    if slow := [pair for pair in pairs if (room := about[pair[0]]) and room.slow_mode]:
        reads.find_said_at(tx, slow)


def send(turn: Turn, command: SendMessage) -> Happening:
    id, room, text = ids.message(command.ref), ids.room(command.room), texts.message(command.text)
    fingerprint = _fingerprint(turn.secret, room, text)
    # The room is locked before the id is looked up, so that the same id on two nodes meets itself here.
    head = turn.lock(room)
    earlier = messages.sent(turn.tx, id)
    if earlier and (earlier[0].author, earlier[0].room) == (turn.who.id, room):
        return _again(*earlier, fingerprint)
    about, member = turn.room(room), members.find(turn.tx, room, turn.who.id)
    policy.may_post(turn.who, about, member, turn.now)
    if earlier:  # said only now: who may not know of the room learns nothing of it by an id
        raise _id_taken(id)
    _must_reach(turn, about)
    if policy.waits(about, member):
        policy.must_have_waited(about, reads.said_at(turn.tx, room, turn.who.id), turn.now)
    message = Message(id, room, turn.who.id, head.seq + 1, head.rev + 1, text, turn.now, None, False)
    messages.add(turn.tx, message, fingerprint)
    rooms.advance(turn.tx, room, Head(message.seq, message.rev))
    reads.say(turn.tx, room, turn.who.id, message.seq, turn.now)
    return Happening(Said(message.seq, message.created_at), (MessageChanged(room, message.rev, message, new=True),))


def edit(turn: Turn, command: EditMessage) -> Happening:
    text = texts.message(command.text)
    message = _named(turn, command, partial(policy.may_reword, now=turn.now))
    if message.deleted:
        raise Refusal("deleted", "The message is deleted and cannot be edited.")
    if message.text == text:
        return Happening(Changed(message.rev))
    room = turn.room(message.room)
    _must_reach(turn, room)
    if policy.says_anew(room, members.find(turn.tx, room.id, turn.who.id), message, turn.now):
        policy.must_have_waited(room, reads.said_at(turn.tx, room.id, turn.who.id), turn.now)
        reads.say_anew(turn.tx, room.id, turn.who.id, turn.now)
    return _change(turn, dataclasses.replace(message, text=text, edited_at=turn.now))


def _must_reach(turn: Turn, room: Room) -> None:
    if room.kind == "direct":
        policy.must_reach(out_of_reach=blocks.out_of_reach(turn.tx, room.id, turn.who.id))


def delete(turn: Turn, command: DeleteMessage) -> Happening:
    """One's own; or that of somebody else by those who look after the room, which is written down."""
    message = _named(turn, command, policy.may_delete)
    if message.deleted:
        return Happening(Changed(message.rev))
    if message.author != turn.who.id:
        about = {"message": message.id}
        audit.add(turn.tx, turn.now, turn.who.id, "message.deleted", message.author, message.room, about)
    return take_back(turn, message)


def take_back(turn: Turn, message: Message) -> Happening:
    """Leaves its place without its text, on behalf of the house."""
    return _change(turn, dataclasses.replace(message, text="", deleted=True))


def forget(turn: Turn, command: ForgetMessages) -> Happening:
    """Those of them that are really older than the room keeps its messages. The outcome is how many that are."""
    days = turn.room(command.room).retention_days
    if days is None:
        return Happening(Erased(0))
    before = times.later(turn.now, -days * _DAY)
    found = (messages.get(turn.tx.connection, command.room, id) for id in command.messages)
    old = [message for message in found if message and not message.deleted and message.created_at < before]
    events = tuple(event for message in old for event in take_back(turn, message).events)
    return Happening(Erased(len(old)), events)


_May = Callable[[Person, Room, Member | None, Message], None]


def _named(turn: Turn, command: EditMessage | DeleteMessage, may: _May) -> Message:
    room, id = ids.room(command.room), ids.message(command.message)
    turn.lock(room)
    about, member = turn.room(room), members.get(turn.tx.connection, room, turn.who.id)
    policy.must_be_member(turn.who, about, member)
    message = messages.get(turn.tx.connection, room, id)
    if message is None:
        raise no_such_message(id)
    may(turn.who, about, member, message)
    return message


def no_such_message(id: MessageId) -> Refusal:
    return Refusal("not_found", f"There is no message {id} in this room.")


def _change(turn: Turn, message: Message) -> Happening:
    changed = dataclasses.replace(message, rev=turn.next_rev(message.room))
    messages.change(turn.tx, changed)
    return Happening(Changed(changed.rev), (MessageChanged(changed.room, changed.rev, changed, new=False),))


def _again(earlier: Message, was: bytes, fingerprint: bytes) -> Happening:
    if was != fingerprint:
        raise _id_taken(earlier.id)
    # Told again too: if the first commit was in doubt, nobody may have heard of it. Who has, is not told twice.
    new = earlier.edited_at is None and not earlier.deleted
    return Happening(
        Said(earlier.seq, earlier.created_at), (MessageChanged(earlier.room, earlier.rev, earlier, new=new),)
    )


def _id_taken(id: MessageId) -> Refusal:
    return Refusal("id_taken", f"The id {id} was used for another message; make a new one.")


def _fingerprint(secret: bytes, room: RoomId, text: str) -> bytes:
    """Recognises a retry after an edit or a deletion. Keyed, so that a deleted text cannot be guessed from it."""
    return hashlib.blake2b(f"{room}\0{text}".encode(), digest_size=16, key=secret).digest()
