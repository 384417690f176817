"""The history checker: what everybody sent and heard, held against what the log says in the end.

A `History` is written down while people talk: every send and change with its outcome, and everything each connection
heard, in one order of moments (all clients of a test live in one process, so there is one clock: a counter).
`problems` then gives every breach of the invariants that it finds, as sentences that begin with the rule's name:

| rule | says |
|---|---|
| R1 | every acknowledged send is in the log, where its author was told |
| R2 | nothing in the log, and nothing received, that nobody sent |
| R3 | one message per id, one outcome per id |
| R4 | a refused send never appears |
| R5 | `seq` and `rev` are unique and gapless, and all observers agree |
| R6 | on one connection `rev` never goes back |
| R7 | replay and live together are everything, or there was an explicit reset |
| R8 | acknowledged before the other was sent: earlier in the log |
| R10 | at rest, marks and counts are what one counts in the log |
| R12 | edits and deletions converge; deleted text does not come back |
| R15 | nothing was acknowledged or told that was not kept |
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Literal

from tests.model import Frame, Model

Outcome = Literal["unknown", "done", "refused"]


@dataclass
class Send:
    """One message that somebody wanted to say, with all attempts under one id. `id` None: said at the plain door, where
    the server makes the id; its text must be unlike all others."""

    id: str | None
    room: str
    author: str
    text: str
    began: int
    ended: int | None = None
    outcome: Outcome = "unknown"
    seqs: set[int] = field(default_factory=set)


@dataclass
class Change:
    """An edit, or a deletion (`text` is empty)."""

    message: str
    room: str
    text: str
    began: int
    ended: int | None = None
    outcome: Outcome = "unknown"
    rev: int = 0


@dataclass
class Log:
    """What HTTP says of a room at rest: its state and all its messages in order, and who is in it now."""

    state: Frame
    messages: list[Frame]
    members: list[Frame]

    @property
    def things(self) -> dict[int, str]:
        """Everything there is, by the `rev` of its latest change."""
        found = {message["rev"]: message["id"] for message in self.messages}
        found |= {member["rev"]: member["person"] for member in self.members}
        return found | {self.state["room"]["rev"]: self.state["room"]["id"]}


@dataclass
class Stretch:
    """One connection in one room, without a reset: all that it heard after `start`."""

    room: str
    start: int
    told: int = 0
    caught_up: int = -1
    gap: bool = False
    over: bool = False
    heard: dict[int, str] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return max(self.told, self.caught_up)


class Ear:
    """What one connection of the full protocol heard. `open`: it is still there at the end, and at rest."""

    def __init__(self, name: str, began: int, cursors: dict[str, int]) -> None:
        self.name = name
        self.began = began
        self.open = False
        self.heard: list[tuple[int, Frame]] = []
        self.asked: Counter[str] = Counter()
        self.stretches: list[Stretch] = []
        self.problems: list[str] = []
        self._cursors = cursors
        self._now: dict[str, Stretch] = {}

    def hears(self, moment: int, frame: Frame) -> None:
        self.heard.append((moment, frame))
        match frame["type"]:
            case "welcome":
                for state in frame["rooms"]:
                    room = state["room"]["id"]
                    self._begin(room, self._cursors.get(room, state["rev"]))
            case "room_added":
                self._begin(frame["state"]["room"]["id"], frame["state"]["rev"])
            case "room_removed" if stretch := self._now.pop(frame["room"], None):
                stretch.over = True
            case "reset":
                self._begin(frame["room"], frame["rev"])
            case "caught_up" if stretch := self._now.get(frame["room"]):
                self._catch_up(stretch, frame["rev"])
            case "message" | "member" | "room":
                self._hear(frame)
            case "done" | "refused":
                self.asked[frame["ref"]] -= 1

    @property
    def caught_up(self) -> bool:
        """In every room, also after what it asked for again."""
        return all(stretch.caught_up >= 0 for stretch in self._now.values())

    def asked_again(self, room: str, after: int) -> None:
        """A `catch_up` was answered: from here on what was told may be told again."""
        if stretch := self._now.get(room):
            stretch.start, stretch.told, stretch.caught_up = min(stretch.start, after), 0, -1

    def _begin(self, room: str, start: int) -> None:
        if earlier := self._now.get(room):
            earlier.over = True
        self._now[room] = Stretch(room, start)
        self.stretches.append(self._now[room])

    def _catch_up(self, stretch: Stretch, rev: int) -> None:
        if rev < stretch.told:
            self.problems.append(
                f"R6: {self.name} was caught up at rev {rev} of {stretch.room} after rev {stretch.told}"
            )
        stretch.caught_up, stretch.gap = rev, False

    def _hear(self, frame: Frame) -> None:
        stretch = self._now.get(frame["room"])
        if stretch is None:
            self.problems.append(f"R7: {self.name} heard of {frame['room']}, where they are not")
            return
        rev = frame["rev"]
        if rev <= stretch.end:
            self.problems.append(f"R6: {self.name} heard rev {rev} of {frame['room']} after rev {stretch.end}")
        if stretch.caught_up >= 0 and rev > stretch.end + 1:
            stretch.gap = True
        stretch.told = max(stretch.told, rev)
        stretch.heard[rev] = thing(frame)


class PlainEar:
    """What one connection at `/ws/chat/{room}` heard."""

    def __init__(self, name: str, room: str) -> None:
        self.name = name
        self.room = room
        self.open = False
        self.heard: list[Frame] = []
        self.said: set[str] = set()

    def hears(self, frame: Frame) -> None:
        if "message" in frame:
            self.heard.append(frame)


class History:
    """Written down by the clients of one test, and judged in the end."""

    def __init__(self) -> None:
        self._moments = count(1)
        self.sends: list[Send] = []
        self.changes: list[Change] = []
        self.ears: list[Ear] = []
        self.plain_ears: list[PlainEar] = []

    def moment(self) -> int:
        return next(self._moments)

    # ── writing it down ──────────────────────────────────────────────────────────────────────────────────────

    def send(self, id: str | None, room: str, author: str, text: str) -> Send:
        self.sends.append(Send(id, room, author, text, self.moment()))
        return self.sends[-1]

    def change(self, message: str, room: str, text: str) -> Change:
        self.changes.append(Change(message, room, text, self.moment()))
        return self.changes[-1]

    def was_done(self, what: Send | Change, number: int) -> None:
        """Answered: a send with its `seq`, a change with its `rev`."""
        what.ended, what.outcome = what.ended or self.moment(), "done"
        if isinstance(what, Send):
            what.seqs.add(number)
        else:
            what.rev = number

    def was_refused(self, what: Send | Change) -> None:
        """Definitely: not `unavailable`, which leaves it open."""
        what.ended, what.outcome = self.moment(), "refused"

    def listens(self, name: str, cursors: dict[str, int]) -> Ear:
        self.ears.append(Ear(name, self.moment(), cursors))
        return self.ears[-1]

    def listens_plainly(self, name: str, room: str) -> PlainEar:
        self.plain_ears.append(PlainEar(name, room))
        return self.plain_ears[-1]

    # ── judging it ───────────────────────────────────────────────────────────────────────────────────────────

    def holds(self, logs: dict[str, Log]) -> None:
        """Fails with the breaches that were found; `logs` are the rooms that are judged."""
        found = self.problems(logs)
        assert not found, f"{len(found)} breaches:\n" + "\n".join(found[:20])

    def problems(self, logs: dict[str, Log]) -> list[str]:
        found = [
            *self._sends(logs),
            *self._strangers(logs),
            *self._numbers(logs),
            *self._agreement(logs),
            *self._order(),
            *self._texts(logs),
        ]
        for ear in self.ears:
            found += [*ear.problems, *_answers(ear), *_completeness(ear, logs)]
        for plain in self.plain_ears:
            found += _plain(plain, logs[plain.room])
        return list(dict.fromkeys(found))

    def _sends(self, logs: dict[str, Log]) -> Iterator[str]:
        kept = {message["id"]: message for log in logs.values() for message in log.messages}
        for send in self.sends:
            message = kept.get(send.id or "")
            if send.outcome == "done" and message is None:
                yield f"R1: {send.text!r} was acknowledged and is not in the log (R15: or never was)"
            elif send.outcome == "done" and message and send.seqs != {message["seq"]}:
                yield f"R1: {send.text!r} was acknowledged at {send.seqs}, and is at {message['seq']}"
            elif send.outcome == "refused" and message is not None:
                yield f"R4: {send.text!r} was refused and is in the log"
            if len(send.seqs) > 1:
                yield f"R3: {send.text!r} was acknowledged at several places: {send.seqs}"
            if message and (message["author"], message["room"]) != (send.author, send.room):
                yield f"R2: {send.text!r} is in the log with another author or room: {message}"

    def _strangers(self, logs: dict[str, Log]) -> Iterator[str]:
        """What nobody sent, in the log or heard; and what was said twice."""
        known = {send.id for send in self.sends if send.id}
        plainly = {(send.room, send.text) for send in self.sends if send.id is None}
        texts = self._possible_texts()
        for room, log in logs.items():
            ids = Counter(message["id"] for message in log.messages)
            yield from (f"R3: {id} is {times} times in the log" for id, times in ids.items() if times > 1)
            said = Counter(message["text"] for message in log.messages if not message["deleted"])
            once = {send.text for send in self.sends if send.room == room}
            yield from (f"R3: {text!r} is {said[text]} times in the log" for text in sorted(once) if said[text] > 1)
            for message in log.messages:
                if message["id"] not in known and (room, message["text"]) not in plainly:
                    yield f"R2: nobody sent {message}"
        for ear in self.ears:
            for _, frame in ear.heard:
                if frame["type"] != "message" or frame["room"] not in logs:
                    continue
                message = frame["message"]
                if message["id"] not in known and (frame["room"], message["text"]) not in plainly:
                    yield f"R2: {ear.name} heard what nobody sent: {message}"
                elif not message["deleted"] and message["text"] not in texts.get(message["id"], {message["text"]}):
                    yield f"R2: {ear.name} heard a text that nobody wrote: {message}"

    def _possible_texts(self) -> dict[str, set[str]]:
        texts = {send.id: {send.text} for send in self.sends if send.id}
        for change in self.changes:
            texts.setdefault(change.message, set()).add(change.text)
        return texts

    def _numbers(self, logs: dict[str, Log]) -> Iterator[str]:
        for room, log in logs.items():
            seqs = [message["seq"] for message in log.messages]
            if seqs != list(range(1, log.state["seq"] + 1)):
                yield f"R5: the places in {room} are not 1 to {log.state['seq']}: {_oddities(seqs)}"
            revs = Counter([message["rev"] for message in log.messages] + [member["rev"] for member in log.members])
            for rev, times in revs.items():
                if times > 1 or not 1 <= rev <= log.state["rev"]:
                    yield f"R5: rev {rev} of {room} is there {times} times; the head is {log.state['rev']}"

    def _agreement(self, logs: dict[str, Log]) -> Iterator[str]:
        """All who hear of a change hear the same, and it is kept."""
        seen: dict[tuple[str, int], Frame] = {}
        kept = {room: {message["id"]: message for message in log.messages} for room, log in logs.items()}
        for ear, frame in self._lasting(logs):
            room, rev = frame["room"], frame["rev"]
            if seen.setdefault((room, rev), frame) != frame:
                yield f"R5: rev {rev} of {room} is {frame} for {ear.name}, {seen[room, rev]} for another"
            if rev > logs[room].state["rev"]:
                yield f"R15: {ear.name} heard rev {rev} of {room}; the head is {logs[room].state['rev']}"
            if frame["type"] != "message":
                continue
            message = kept[room].get(frame["message"]["id"])
            if message is None:
                yield f"R15: {ear.name} heard what is not in the log: {frame['message']}"
            elif message["seq"] != frame["message"]["seq"]:
                yield f"R5: {ear.name} heard {frame['message']}; the log has it at {message['seq']}"
        for room, log in logs.items():
            for message in log.messages:
                frame = seen.get((room, message["rev"]), {})
                if frame and frame.get("message") != message:
                    yield f"R5: rev {message['rev']} of {room} was told as {frame}, and is kept as {message}"

    def _lasting(self, logs: dict[str, Log]) -> Iterator[tuple[Ear, Frame]]:
        for ear in self.ears:
            for _, frame in ear.heard:
                if frame["type"] in ("message", "member", "room") and frame["room"] in logs:
                    yield ear, frame

    def _order(self) -> Iterator[str]:
        rooms = {send.room for send in self.sends}
        for room in sorted(rooms):
            done = [send for send in self.sends if send.room == room and send.outcome == "done"]
            by_end = sorted(done, key=lambda send: send.ended or 0)
            highest, at = 0, 0
            for send in sorted(done, key=lambda send: send.began):
                while at < len(by_end) and (by_end[at].ended or 0) < send.began:
                    highest, at = max(highest, *by_end[at].seqs), at + 1
                if min(send.seqs) < highest:
                    yield f"R8: {send.text!r} is at {send.seqs}, before one that was acknowledged before it was sent"

    def _texts(self, logs: dict[str, Log]) -> Iterator[str]:
        for message in (message for log in logs.values() for message in log.messages):
            changes = [change for change in self._of(message["id"]) if change.outcome != "refused"]
            done = [change for change in changes if change.outcome == "done"]
            if message["deleted"] and message["text"]:
                yield f"R12: a deleted message has kept its text: {message}"
            if message["deleted"] and changes and all(change.text for change in changes):
                yield f"R12: nobody deleted {message}"
            if not done:
                continue
            last = max(done, key=lambda change: change.rev)
            possible = {last.text, *(change.text for change in changes if change.outcome == "unknown")}
            if message["text"] not in possible:
                yield f"R12: {message} should say one of {possible}"
        gone = {change.message: change for change in self.changes if not change.text and change.outcome == "done"}
        for ear in self.ears:
            for _, frame in ear.heard:
                if frame["type"] != "message" or frame["message"]["deleted"]:
                    continue
                change = gone.get(frame["message"]["id"])
                if change and (frame["rev"] >= change.rev or ear.began > (change.ended or 0)):
                    yield f"R12: {ear.name} heard a deleted text again: {frame}"

    def _of(self, message: str) -> list[Change]:
        if len(self.changes) != getattr(self, "_indexed", -1):
            self._indexed = len(self.changes)
            self._by_message: dict[str, list[Change]] = {}
            for change in self.changes:
                self._by_message.setdefault(change.message, []).append(change)
        return self._by_message.get(message, [])


def counts(name: str, me: str, model: Model, logs: dict[str, Log]) -> Iterator[str]:
    """R10: the marks and counts of somebody at rest, held against the log."""
    for id, room in model.rooms.items():
        if id not in logs:
            continue
        unread = sum(
            message["seq"] > room.read and not message["deleted"] and message["author"] != me
            for message in logs[id].messages
        )
        if room.unread != unread:
            yield f"R10: {name} has {room.unread} unread in {id}; the log has {unread} after {room.read}"
        for message in room.timeline:
            if message not in logs[id].messages[message["seq"] - 1 : message["seq"]]:
                yield f"R10: {name} holds {message}, which is not what the log says"
        if room.floor + len(room.timeline) != logs[id].state["seq"] + 1:
            yield f"R10: {name} holds {len(room.timeline)} messages from {room.floor} on, of {logs[id].state['seq']}"


def thing(frame: Frame) -> str:
    """The id of what a lasting event is about."""
    match frame["type"]:
        case "message":
            id: str = frame["message"]["id"]
        case "member":
            id = frame["member"]["person"]
        case _:
            id = frame["state"]["id"]
    return id


def _answers(ear: Ear) -> Iterator[str]:
    for ref, left in ear.asked.items():
        if left < 0:
            yield f"R3: {ear.name} was answered {-left} times too often for {ref}"


def _completeness(ear: Ear, logs: dict[str, Log]) -> Iterator[str]:
    for stretch in (stretch for stretch in ear.stretches if stretch.room in logs):
        log = logs[stretch.room]
        awaited = ear.open and not stretch.over
        if awaited and (stretch.gap or stretch.end < log.state["rev"]):
            yield f"R7: {ear.name} ended at rev {stretch.end} of {stretch.room}; the head is {log.state['rev']}"
        for rev, id in sorted(log.things.items()):
            if stretch.start < rev <= stretch.end and stretch.heard.get(rev) != id:
                yield f"R7: {ear.name} heard {stretch.room} from {stretch.start} to {stretch.end}, but never rev {rev}"


def _plain(ear: PlainEar, log: Log) -> Iterator[str]:
    kept = {message["seq"]: message for message in log.messages}
    for frame in ear.heard:
        if kept.get(frame["seq"], {}).get("id") != frame["id"]:
            yield f"R15: {ear.name} heard what is not in the log: {frame}"
        if frame["message"] in ear.said:
            yield f"R2: {ear.name} heard themselves"
    seqs = [frame["seq"] for frame in ear.heard]
    if any(later <= earlier for earlier, later in pairwise(seqs)):
        yield f"R6: {ear.name} heard the places {_oddities(seqs)}"
    last = log.state["seq"] if ear.open else max(seqs, default=0)
    for seq in range(min(seqs, default=last), last + 1) if seqs else ():
        message = kept.get(seq)
        if message and seq not in seqs and not message["deleted"] and message["text"] not in ear.said:
            yield f"R7: {ear.name} never heard {message}"


def _oddities(numbers: list[int]) -> list[tuple[int, int]]:
    """Where a row of numbers does not go up by one."""
    return [(earlier, later) for earlier, later in pairwise([0, *numbers]) if later != earlier + 1][:10]
