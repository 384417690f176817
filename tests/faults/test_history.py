"""The tester tested: a right history holds, and every kind of wrong one is caught by its rule."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults.history import Ear, History, Log, counts
from tests.model import Frame, Model

ROOM = "madang"


class Tale:
    """A small right history to be spoilt: alice and bob say three things, one is edited, one deleted; bob hears all of
    it live, carol comes when all is over."""

    def __init__(self) -> None:
        self.history = History()
        self.bob = self._ear("bob", 1)
        self.messages: dict[int, Frame] = {}
        self.rev = 1
        for seq, (author, text) in enumerate((("alice", "one"), ("bob", "two"), ("alice", "three")), start=1):
            self._said(seq, author, text)
        self._changed(1, "one!")
        self._changed(2, "")
        self.bob.open = True
        self.carol = self._ear("carol", 2)
        for message in sorted(self.messages.values(), key=lambda message: int(message["rev"])):
            if message["rev"] > 2:
                self.hears(self.carol, message)
        self.carol.hears(self.history.moment(), {"type": "caught_up", "room": ROOM, "rev": self.rev, "seq": 3})
        self.carol.open = True
        self.refused = self.history.send("id-refused", ROOM, "bob", "no")
        self.history.was_refused(self.refused)
        self.plain = self.history.listens_plainly("dave", ROOM)
        self.plain.said.add("two")
        for seq, text in ((1, "one"), (3, "three")):
            self.plain.hears({"message": text, "id": f"id-{seq}", "seq": seq})
        state = {"room": {"id": ROOM, "rev": 1}, "seq": 3, "rev": self.rev}
        self.log = Log(state, [copy.deepcopy(self.messages[seq]) for seq in (1, 2, 3)], [])

    def _ear(self, name: str, cursor: int) -> Ear:
        ear = self.history.listens(name, {ROOM: cursor})
        state = {"room": {"id": ROOM}, "rev": cursor, "seq": 0}
        ear.hears(self.history.moment(), {"type": "welcome", "rooms": [state]})
        if name == "bob":
            ear.hears(self.history.moment(), {"type": "caught_up", "room": ROOM, "rev": cursor, "seq": 0})
        return ear

    def _said(self, seq: int, author: str, text: str) -> None:
        self.rev += 1
        send = self.history.send(f"id-{seq}", ROOM, author, text)
        message = {"id": f"id-{seq}", "room": ROOM, "author": author, "seq": seq, "rev": self.rev, "text": text}
        self.messages[seq] = {**message, "deleted": False}
        self.hears(self.bob, self.messages[seq])
        self.history.was_done(send, seq)

    def _changed(self, seq: int, text: str) -> None:
        self.rev += 1
        change = self.history.change(f"id-{seq}", ROOM, text)
        self.messages[seq] = {**self.messages[seq], "text": text, "rev": self.rev, "deleted": not text}
        self.hears(self.bob, self.messages[seq])
        self.history.was_done(change, self.rev)

    def hears(self, ear: Ear, message: Frame, **instead: Any) -> None:
        frame = {"type": "message", "room": ROOM, "rev": message["rev"], "message": dict(message)}
        ear.hears(self.history.moment(), {**frame, **instead})

    def renumbers(self, first: int, second: int) -> None:
        """Two messages change places, and everybody is told so."""
        one, other = self.log.messages[first - 1], self.log.messages[second - 1]
        one["seq"], other["seq"] = second, first
        self.log.messages.sort(key=lambda message: int(message["seq"]))
        for send in self.history.sends:
            send.seqs = {message["seq"] for message in self.log.messages if message["id"] == send.id}

    def problems(self) -> list[str]:
        return self.history.problems({ROOM: self.log})


def test_a_right_history_holds() -> None:
    assert Tale().problems() == []


def lost_acknowledgement(tale: Tale) -> None:
    del tale.log.messages[2]
    tale.log.state["seq"] = 2


def told_another_place(tale: Tale) -> None:
    tale.history.sends[0].seqs = {7}


def nobodys_message_in_the_log(tale: Tale) -> None:
    tale.log.messages.append({**tale.messages[3], "id": "id-4", "seq": 4, "rev": 7})
    tale.log.state.update(seq=4, rev=7)


def nobodys_message_heard(tale: Tale) -> None:
    tale.hears(tale.bob, {**tale.messages[3], "id": "id-9", "rev": 7})


def another_author(tale: Tale) -> None:
    tale.log.messages[2]["author"] = "eve"


def twice_under_another_id(tale: Tale) -> None:
    tale.log.messages.append({**tale.messages[3], "id": "id-4", "seq": 4, "rev": 7})
    tale.log.state.update(seq=4, rev=7)


def twice_under_one_id(tale: Tale) -> None:
    tale.log.messages.append({**tale.messages[3], "seq": 4, "rev": 7})
    tale.log.state.update(seq=4, rev=7)


def two_outcomes(tale: Tale) -> None:
    tale.history.was_done(tale.history.sends[0], 2)


def answered_twice(tale: Tale) -> None:
    tale.bob.asked["ref"] += 1
    for _ in range(2):
        tale.bob.hears(tale.history.moment(), {"type": "done", "ref": "ref", "seq": 1})


def refused_and_there(tale: Tale) -> None:
    tale.log.messages.append(
        {**tale.messages[3], "id": "id-refused", "text": "no", "author": "bob", "seq": 4, "rev": 7}
    )
    tale.log.state.update(seq=4, rev=7)


def hole_in_the_places(tale: Tale) -> None:
    tale.log.messages[2]["seq"] = 4
    tale.log.state["seq"] = 4


def one_rev_for_two(tale: Tale) -> None:
    tale.log.messages[2]["rev"] = tale.log.messages[1]["rev"]


def observers_disagree(tale: Tale) -> None:
    tale.carol.heard[-2][1]["message"]["text"] = "one?"


def rev_goes_back(tale: Tale) -> None:
    tale.hears(tale.bob, tale.messages[1])


def one_change_was_not_replayed(tale: Tale) -> None:
    tale.carol.stretches[0].heard.pop(tale.messages[3]["rev"])


def the_end_was_not_told(tale: Tale) -> None:
    tale.log.state["rev"] += 1


def a_gap_that_nobody_closed(tale: Tale) -> None:
    stretch = tale.bob.stretches[0]
    stretch.told -= 2
    tale.hears(tale.bob, tale.messages[2])


def heard_of_a_room_they_are_not_in(tale: Tale) -> None:
    tale.bob.hears(tale.history.moment(), {"type": "room_removed", "room": ROOM})
    tale.hears(tale.bob, tale.messages[2])


def reordered(tale: Tale) -> None:
    tale.renumbers(1, 3)


def deleted_text_is_kept(tale: Tale) -> None:
    tale.log.messages[1]["text"] = "two"


def deleted_text_is_told_again(tale: Tale) -> None:
    message = {**tale.messages[2], "text": "two", "deleted": False, "rev": 3}
    tale.carol.heard.append((tale.history.moment(), {"type": "message", "room": ROOM, "rev": 3, "message": message}))


def edit_is_lost(tale: Tale) -> None:
    tale.log.messages[0]["text"] = "one"


def deleted_by_nobody(tale: Tale) -> None:
    tale.log.messages[0].update(text="", deleted=True)


def told_and_not_kept(tale: Tale) -> None:
    tale.history.send("id-4", ROOM, "bob", "four")
    tale.hears(tale.bob, {**tale.messages[3], "id": "id-4", "text": "four", "author": "bob", "seq": 4, "rev": 7})


def plain_hole(tale: Tale) -> None:
    tale.plain.heard.clear()
    tale.plain.hears({"message": "one", "id": "id-1", "seq": 1})
    tale.plain.open = True


def plain_order(tale: Tale) -> None:
    tale.plain.heard.reverse()


def plain_echo(tale: Tale) -> None:
    tale.plain.said.add("three")


WRONG: list[tuple[str, Callable[[Tale], None]]] = [
    ("R1", lost_acknowledgement),
    ("R1", told_another_place),
    ("R2", nobodys_message_in_the_log),
    ("R2", nobodys_message_heard),
    ("R2", another_author),
    ("R2", plain_echo),
    ("R3", twice_under_another_id),
    ("R3", twice_under_one_id),
    ("R3", two_outcomes),
    ("R3", answered_twice),
    ("R4", refused_and_there),
    ("R5", hole_in_the_places),
    ("R5", one_rev_for_two),
    ("R5", observers_disagree),
    ("R6", rev_goes_back),
    ("R6", plain_order),
    ("R7", one_change_was_not_replayed),
    ("R7", the_end_was_not_told),
    ("R7", a_gap_that_nobody_closed),
    ("R7", heard_of_a_room_they_are_not_in),
    ("R7", plain_hole),
    ("R8", reordered),
    ("R12", deleted_text_is_kept),
    ("R12", deleted_text_is_told_again),
    ("R12", edit_is_lost),
    ("R12", deleted_by_nobody),
    ("R15", told_and_not_kept),
]


@pytest.mark.parametrize(("rule", "spoil"), WRONG, ids=[spoil.__name__ for _, spoil in WRONG])
def test_a_wrong_history_is_caught(rule: str, spoil: Callable[[Tale], None]) -> None:
    tale = Tale()
    spoil(tale)
    found = tale.problems()
    assert any(problem.startswith(f"{rule}:") for problem in found), f"{rule} caught nothing; found were {found}"


def test_a_wrong_count_is_caught() -> None:
    tale = Tale()
    model = Model()
    model.me = {"id": "carol"}
    state = {"room": {"id": ROOM, "rev": 1}, "rev": 6, "seq": 3, "mine": {"read": 0, "unread": 2}}
    model.fold({"type": "welcome", "me": model.me, "epoch": "", "rooms": [state]})
    members: Frame = {"rev": 6, "members": []}
    model.load({"room": ROOM, "seq": 3, "messages": tale.log.messages, "members": []}, members)
    assert not [*counts("carol", "carol", model, {ROOM: tale.log})]
    model.rooms[ROOM].unread = 3
    assert any(problem.startswith("R10:") for problem in counts("carol", "carol", model, {ROOM: tale.log}))
    model.rooms[ROOM].unread = 2
    model.rooms[ROOM].messages["id-3"] = {**tale.messages[3], "text": "drei"}
    assert any(problem.startswith("R10:") for problem in counts("carol", "carol", model, {ROOM: tale.log}))


def test_what_nobody_knows_may_be_there_or_not() -> None:
    tale = Tale()
    tale.history.send("id-unknown", ROOM, "bob", "perhaps")
    assert tale.problems() == []
