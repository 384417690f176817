"""Bad input at every door: each is refused by name, the connection lives on where it can, and nobody is harmed."""

import json
from typing import Any

import pytest

from madang.domain.errors import REFUSAL_CODES
from tests.people import HOME, People, new_id

DEEP = "[" * 20_000 + "]" * 20_000
V4 = "6f1b6a52-9a0e-4c8e-8f0a-0d6a5d3c2b1a"


def sends(**instead: Any) -> str:
    """A frame that says something, except for what is replaced; None takes a field away."""
    frame = {"type": "send_message", "ref": new_id(), "room": HOME, "text": "x", **instead}
    return json.dumps({name: value for name, value in frame.items() if value is not None})


def marks(seq: str) -> str:
    return f'{{"type": "mark_read", "ref": "r", "room": "{HOME}", "seq": {seq}}}'


FRAMES = {
    "empty": ("", "not_json"),
    "words": ("hello there", "not_json"),
    "half an object": ('{"type": "send_message"', "not_json"),
    "two objects": ("{} {}", "not_json"),
    "an array": ("[]", "not_json"),
    "an array of commands": ('[{"type": "pong"}]', "not_json"),
    "a string": ('"send_message"', "not_json"),
    "null": ("null", "not_json"),
    "a number": ("1e999", "not_json"),
    "deep": (DEEP, "not_json"),
    "deep inside": (sends(text="@").replace('"@"', DEEP), "not_json"),
    "single quotes": ("{'type': 'pong'}", "not_json"),
    "a raw control character": ('{"type": "pong\n"}', "not_json"),
    "a byte order mark": ("\ufeff{}", "not_json"),
    "no type": ("{}", "unknown_command"),
    "no such type": ('{"type": "fly", "ref": "r"}', "unknown_command"),
    "a type that is a number": ('{"type": 1}', "unknown_command"),
    "a type that is null": ('{"type": null}', "unknown_command"),
    "a type that is a list": ('{"type": ["pong"]}', "unknown_command"),
    "a type of the server": ('{"type": "message", "room": "madang"}', "unknown_command"),
    "a type of the house": ('{"type": "clear_rooms", "ref": "r", "since": "9"}', "unknown_command"),
    "a type with NUL": ('{"type": "send_message\\u0000"}', "unknown_command"),
    "a type with half a surrogate": ('{"type": "\\udead"}', "bad_text"),
    "no text": (sends(text=None), "invalid"),
    "no room": (sends(room=None), "invalid"),
    "no ref": (sends(ref=None), "invalid"),
    "an unknown field": (sends(author=new_id()), "invalid"),
    "a text that is a number": (sends(text=1), "invalid"),
    "a text that is a list": (sends(text=["x"]), "invalid"),
    "a text that is an object": (sends(text={"x": "y"}), "invalid"),
    "a text that is null": (sends(text="@").replace('"@"', "null"), "invalid"),
    "a ref that is a number": (sends(ref=1), "invalid"),
    "a ref that is too long": (sends(ref="r" * 65), "invalid"),
    "an empty ref": (sends(ref=""), "invalid"),
    "an empty text": (sends(text=""), "bad_text"),
    "a blank text": (sends(text=" \t\r\n\u3000\u200b"), "bad_text"),
    "a text with NUL": (sends(text="a\0b"), "bad_text"),
    "half a surrogate pair": (sends(text="@").replace("@", "\\ud83d"), "bad_text"),
    "a surrogate pair the wrong way round": (sends(text="@").replace("@", "\\ude00\\ud83d"), "bad_text"),
    "half a surrogate in a room": (sends(room="@").replace("@", "\\ud83d"), "bad_text"),
    "8,001 characters": (sends(text="가" * 8_001), "too_long"),
    "a ref that is no UUID": (sends(ref="message 1"), "bad_id"),
    "a ref that is a UUIDv4": (sends(ref=V4), "bad_id"),
    "a ref in capitals": (sends(ref=new_id().upper()), "bad_id"),
    "a ref in braces": (sends(ref="{" + new_id() + "}"), "bad_id"),
    "a ref with a line end": (sends(ref=new_id() + "\n"), "bad_id"),
    "a room that does not exist": (sends(room="nowhere"), "not_found"),
    "a room that cannot exist": (sends(room="no room"), "bad_id"),
    "a room with NUL": (sends(room="madang\0"), "bad_id"),
    "a room with a slash": (sends(room="../madang"), "bad_id"),
    "an empty room": (sends(room=""), "bad_id"),
    "a room name without end": (sends(room="x" * 30_000), "bad_id"),
    "SQL": (sends(room="'; DROP TABLE messages; --"), "bad_id"),
    "a seq that is a string": (marks('"1"'), "invalid"),
    "a seq that is a fraction": (marks("0.5"), "invalid"),
    "a seq that is true": (marks("true"), "invalid"),
    "a seq that is null": (marks("null"), "invalid"),
    "a seq that is infinite": (marks("Infinity"), "invalid"),
    "a negative seq": (marks("-1"), "bad_seq"),
    "a huge seq": (marks("9" * 30), "bad_seq"),
    "2 to the 63": (marks(str(2**63)), "bad_seq"),
    "after that is huge": (f'{{"type": "catch_up", "ref": "r", "room": "{HOME}", "after": {2**70}}}', "future"),
    "an edit of nothing": (sends(type="edit_message", message=new_id()), "not_found"),
    "an edit of no id": (sends(type="edit_message", message="latest"), "bad_id"),
    "a deletion of nothing": (sends(type="delete_message", message=new_id(), text=None), "not_found"),
    "a room without an id": ('{"type": "open_room", "ref": "garden", "name": "x"}', "bad_id"),
    "a room with a blank name": (f'{{"type": "open_room", "ref": "{new_id()}", "name": " "}}', "bad_text"),
    "a room with a long name": (f'{{"type": "open_room", "ref": "{new_id()}", "name": "{"x" * 81}"}}', "too_long"),
    "a room with a long topic": (
        f'{{"type": "open_room", "ref": "{new_id()}", "name": "x", "topic": "{"x" * 251}"}}',
        "too_long",
    ),
    "a room with NUL in its topic": (
        f'{{"type": "open_room", "ref": "{new_id()}", "name": "x", "topic": "\\u0000"}}',
        "bad_text",
    ),
    "joining nowhere": ('{"type": "join_room", "ref": "r", "room": "nowhere"}', "not_found"),
    "leaving nowhere": ('{"type": "leave_room", "ref": "r", "room": "nowhere"}', "not_found"),
    "a second hello": ('{"type": "hello"}', "hello_again"),
    "a second hello of somebody else": ('{"type": "hello", "token": "x"}', "hello_again"),
}


@pytest.mark.parametrize("which", FRAMES)
async def test_a_bad_frame_is_refused_and_the_connection_lives_on(people: People, which: str) -> None:
    frame, code = FRAMES[which]
    assert code in REFUSAL_CODES
    alice = await people.arrives("Alice")
    await alice.sends_raw(frame)
    refused = await alice.is_refused(code)
    assert len(refused["message"]) < 300, "it shows what was found, not all of it"
    if '"ref": "r"' in frame:
        assert refused["ref"] == "r"
    await alice.says("still here")
    await alice.agrees_with_a_fresh_fetch()


async def test_what_looks_bad_and_is_not(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.sends_raw(f'{{"text": "never said", "text": "twice", {sends(room=alice.room, text=None)[1:]}')
    await bob.hears("twice", but_not="never said")
    spaced = sends(room=alice.room, text="@").replace("@", "🙂" * 8_000)
    await alice.sends_raw(spaced + " " * (65_536 - len(spaced.encode())))
    await bob.hears("🙂" * 8_000)
    for text in (
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "%s %d {0} ${x}",
        "\u202eright to left",
        "\\",
        '"',
    ):
        await alice.says(text)
        await bob.hears(text)
    await bob.agrees_with_a_fresh_fetch()


async def test_an_id_belongs_to_one_message_of_one_author(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("mine")
    await bob.hears("mine")
    await alice.is_refused("id_taken", alice.says("other words", id=said.id))
    await bob.is_refused("id_taken", bob.says("mine", id=said.id))
    await bob.is_refused("id_taken", bob.says("other words", id=said.id))
    await alice.is_refused("id_taken", alice.says("mine", id=said.id, room=HOME))
    await alice.is_refused("not_found", alice.edits(said.id, "x", room=HOME))
    await bob.agrees_with_a_fresh_fetch()
    assert bob.texts() == ["mine"]


async def test_a_frame_that_is_no_text_ends_the_connection(people: People) -> None:
    binary, broken, huge = [await people.arrives(name) for name in ("Alice", "Bob", "Carol")]
    await binary.sends_raw(sends().encode())
    await binary.is_shown_out(4400)
    broken.sends_wire(b'{"type": "pong\xff"}')
    await broken.is_shown_out(1007, bye=False)
    await huge.sends_raw(sends(text="x" * 66_000))
    await huge.is_shown_out(4413)
    for one in (binary, broken, huge):
        await one.comes_back()
        await one.says("back again")


async def test_frames_before_hello_are_refused_and_hello_is_still_welcome(people: People) -> None:
    alice = await people.signs_in("Alice")
    await alice.connects()
    for frame, code in (
        (sends(ref="r"), "hello_first"),
        ('{"type": "pong"}', "hello_first"),
        ("hello", "not_json"),
        ('{"type": "hello", "token": 1}', "invalid"),
        ('{"type": "hello", "cursors": ["madang"]}', "invalid"),
        ('{"type": "hello", "cursors": {"madang": "1"}}', "invalid"),
        ('{"type": "hello", "cursors": {"madang": null}}', "invalid"),
        ('{"type": "hello", "admin": true}', "invalid"),
        ('{"type": "hello", "epoch": 7}', "invalid"),
    ):
        await alice.sends_raw(frame)
        assert (await alice.is_refused(code))["ref"] == ("r" if '"r"' in frame else None)
    await alice.says_hello()
    await alice.says("at last")


@pytest.mark.parametrize("token", [None, "", "x", "x\0", "가", "a" * 60_000, "' OR 1=1 --"])
async def test_who_has_no_session_is_shown_out(people: People, token: str | None) -> None:
    stranger = await people.stranger()
    await stranger.sends(type="hello", **({} if token is None else {"token": token}))
    await stranger.is_shown_out(4401)


async def test_who_never_says_hello_is_shown_out(people: People) -> None:
    stranger = await people.stranger()
    await stranger.is_shown_out(4408)


async def test_any_cursor_may_be_claimed(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.says("one")
    for rev, reason in ((10**30, "future"), (2**63, "future"), (99, "future"), (-1, "epoch"), (-(10**30), "epoch")):
        bob.drops()
        await bob.until(lambda: bob.ended, "the end")
        await bob.comes_back(cursors={bob.room: rev, "nowhere": 5, "": 1, "\0": 2**64}, focus="nowhere")
        reset = next(frame for frame in reversed(bob.frames) if frame["type"] == "reset")
        assert (reset["room"], reset["reason"]) == (bob.room, reason)
        await bob.agrees_with_a_fresh_fetch()


async def test_catching_up_from_beyond_the_head_is_refused(people: People) -> None:
    alice, _ = await people.in_room("정원", "Alice", "Bob")
    head = alice.model.rooms[alice.room].cursor
    await alice.catches_up(head)
    await alice.is_refused("future", alice.does("catch_up", room=alice.room, after=head + 1))
    await alice.catches_up(-5)
    await alice.says("still here")
    await alice.agrees_with_a_fresh_fetch()


# ── HTTP ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SAYS = f"/api/rooms/{HOME}/messages"
ASKED: dict[str, tuple[str, str, bytes | None, int, str]] = {
    "no JSON": ("POST", SAYS, b"hello", 400, "not_json"),
    "no body": ("POST", SAYS, b"", 422, "invalid"),
    "an array": ("POST", SAYS, b"[]", 422, "invalid"),
    "no UTF-8": ("POST", SAYS, b'{"id": "\xff", "text": "x"}', 400, "not_json"),
    "deep": ("POST", SAYS, DEEP.encode(), 400, "not_json"),
    "no text": ("POST", SAYS, json.dumps({"id": new_id()}).encode(), 422, "invalid"),
    "an unknown field": ("POST", SAYS, json.dumps({"id": new_id(), "text": "x", "seq": 1}).encode(), 422, "invalid"),
    "a wrong type": ("POST", SAYS, json.dumps({"id": new_id(), "text": 1}).encode(), 422, "invalid"),
    "no UUID": ("POST", SAYS, b'{"id": "1", "text": "x"}', 422, "bad_id"),
    "blank": ("POST", SAYS, json.dumps({"id": new_id(), "text": " "}).encode(), 422, "bad_text"),
    "NUL": ("POST", SAYS, json.dumps({"id": new_id(), "text": "\0"}).encode(), 422, "bad_text"),
    "half a surrogate": ("POST", SAYS, json.dumps({"id": new_id(), "text": "\ud800"}).encode(), 422, "bad_text"),
    "too long": ("POST", SAYS, json.dumps({"id": new_id(), "text": "x" * 8_001}).encode(), 422, "too_long"),
    "too large": ("POST", SAYS, json.dumps({"id": new_id(), "text": "x" * 66_000}).encode(), 413, "too_large"),
    "nowhere": (
        "POST",
        "/api/rooms/nowhere/messages",
        b'{"id": "%s", "text": "x"}' % new_id().encode(),
        404,
        "not_found",
    ),
    "no room at all": ("GET", "/api/rooms/a%20b/messages", None, 422, "bad_id"),
    "a room with NUL": ("GET", "/api/rooms/a%00b", None, 422, "bad_id"),
    "somebody with NUL": ("GET", "/api/people?query=a%00b", None, 422, "bad_text"),
    "rooms with NUL": ("GET", "/api/rooms?query=a%00b", None, 422, "bad_text"),
    "a room of broken bytes": ("GET", "/api/rooms/%ff%fe", None, 422, "bad_id"),
    "half a surrogate as a room": ("GET", "/api/rooms/%ed%a0%80", None, 422, "bad_id"),
    "no such room": ("GET", "/api/rooms/nowhere", None, 404, "not_found"),
    "no such message": ("GET", f"{SAYS}/{new_id()}", None, 404, "not_found"),
    "no message id": ("GET", f"{SAYS}/latest", None, 422, "bad_id"),
    "no message to edit": ("PATCH", f"{SAYS}/{new_id()}", b'{"text": "x"}', 404, "not_found"),
    "no message to delete": ("DELETE", f"{SAYS}/{new_id()}", None, 404, "not_found"),
    "a page of nothing": ("GET", f"{SAYS}?limit=0", None, 422, "invalid"),
    "a page of everything": ("GET", f"{SAYS}?limit=101", None, 422, "invalid"),
    "before a word": ("GET", f"{SAYS}?before=now", None, 422, "invalid"),
    "before a negative": ("GET", f"{SAYS}?before=-1", None, 422, "invalid"),
    "before a huge number": ("GET", f"{SAYS}?before={10**40}", None, 422, "invalid"),
    "before and after": ("GET", f"{SAYS}?before=2&after=1", None, 422, "invalid"),
    "changes after nothing": ("GET", f"/api/rooms/{HOME}/changes", None, 422, "invalid"),
    "changes after the head": ("GET", f"/api/rooms/{HOME}/changes?after={2**53}", None, 409, "future"),
    "changes after a negative": ("GET", f"/api/rooms/{HOME}/changes?after=-1", None, 422, "invalid"),
    "read beyond the head": ("PUT", f"/api/rooms/{HOME}/read", b'{"seq": 999999999999999999999}', 422, "bad_seq"),
    "read a fraction": ("PUT", f"/api/rooms/{HOME}/read", b'{"seq": 1.5}', 422, "invalid"),
    "read true": ("PUT", f"/api/rooms/{HOME}/read", b'{"seq": true}', 422, "invalid"),
    "a blank name": ("PATCH", "/api/people/me", b'{"name": ""}', 422, "bad_text"),
    "a name of half a surrogate": ("PATCH", "/api/people/me", b'{"name": "\\udc00"}', 422, "bad_text"),
    "a login of half a surrogate": (
        "POST",
        "/api/session/password",
        b'{"login": "\\ud800", "password": "b"}',
        422,
        "bad_text",
    ),
    "a login with NUL": ("POST", "/api/session/password", b'{"login": "a\\u0000", "password": "b"}', 422, "bad_text"),
    "a page with NUL": ("GET", "/api/audit?action=%00", None, 422, "bad_text"),
    "somebody of half a surrogate": (
        "POST",
        "/api/rooms/direct",
        b'{"id": "%s", "people": ["\\ud800"]}' % new_id().encode(),
        422,
        "bad_text",
    ),
    "a room called 1": ("POST", "/api/rooms", b'{"id": "1", "name": "x"}', 422, "bad_id"),
    "a session that is kept nowhere": ("POST", "/api/session", b'{"name": "x", "keep": "head"}', 422, "invalid"),
    "a session without a name": ("POST", "/api/session", b"{}", 422, "invalid"),
    "no such place": ("GET", "/api/nothing", None, 404, "not_found"),
    "no such method": ("PUT", "/api/session", b"{}", 405, "invalid"),
}


@pytest.mark.parametrize("which", ASKED)
async def test_a_bad_request_is_a_problem_with_a_code(people: People, which: str) -> None:
    method, path, body, status, code = ASKED[which]
    alice = await people.signs_in("Alice")
    answer = await alice.requests(method, path, body)
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["status"]) == (status, code, status), problem
    assert problem["message"] == problem["detail"]
    assert problem["message"].endswith(".")
    assert len(problem["message"]) < 300


async def test_a_body_without_a_length_ends_at_64_kib(people: People) -> None:
    alice = await people.signs_in("Alice")

    async def endless() -> Any:
        for _ in range(20):
            yield b" " * 8_192

    answer = await people.http.post(
        people.house.url + SAYS, content=endless(), headers={"authorization": f"Bearer {alice.token}"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_nothing_is_told_to_nobody(people: People) -> None:
    room = f"/api/rooms/{HOME}"
    for method, path in (
        ("GET", "/api/session"),
        ("DELETE", "/api/session"),
        ("GET", "/api/people/me"),
        ("PATCH", "/api/people/me"),
        ("GET", "/api/rooms"),
        ("POST", "/api/rooms"),
        ("GET", room),
        ("GET", f"{room}/members"),
        ("PUT", f"{room}/members/me"),
        ("DELETE", f"{room}/members/me"),
        ("PUT", f"{room}/read"),
        ("GET", f"{room}/messages"),
        ("POST", f"{room}/messages"),
        ("GET", f"{room}/messages/{new_id()}"),
        ("PATCH", f"{room}/messages/{new_id()}"),
        ("DELETE", f"{room}/messages/{new_id()}"),
        ("GET", f"{room}/changes?after=0"),
    ):
        for headers in ({}, {"authorization": "Bearer x"}, {"cookie": "madang_session=x"}):
            answer = await people.http.request(method, people.house.url + path, headers=headers)
            assert answer.status_code == 401, (method, path, answer.text)
            assert answer.json()["code"] == "no_session"
