"""Ids: what they look like, and how a new one is made."""

import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.domain import ids
from madang.domain.errors import Refusal

GOOD = "0199aa00-0000-7000-8000-000000000001"


def code(check: object, text: str) -> str:
    assert callable(check)
    with pytest.raises(Refusal) as refused:
        check(text)
    return refused.value.code


@given(now_ms=st.integers(0, (1 << 48) - 1))
def test_a_new_id_is_a_uuid_of_version_7_for_its_time(now_ms: int) -> None:
    made = uuid.UUID(ids.new(now_ms))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == now_ms


def test_a_new_id_is_accepted_as_one_and_is_never_the_same() -> None:
    made = [ids.new(1_764_063_660_000) for _ in range(1000)]
    assert [ids.message(id) for id in made] == made
    assert len(set(made)) == 1000


@pytest.mark.parametrize("check", [ids.message, ids.opened_room])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "madang",
        GOOD.upper().replace("9", "A"),
        GOOD.replace("-", ""),
        GOOD.replace("-7", "-4"),
        GOOD.replace("-8000", "-c000"),
        GOOD + "\n",
        " " + GOOD,
        GOOD.replace("0", "٠"),
        "\0" * 36,
        "x" * 100_000,
    ],
)
def test_what_is_no_uuid_of_version_7_in_lower_case_is_refused(check: object, text: str) -> None:
    assert code(check, text) == "bad_id"
    assert not ids.is_message(text)


def test_a_good_id_is_kept_as_it_is() -> None:
    assert [ids.message(GOOD), ids.opened_room(GOOD), ids.room(GOOD)] == [GOOD] * 3
    assert ids.is_message(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "madang",
        "a",
        "A-b_9",
        "마당",
        "ភាសា",
        "हिन्दी",
        "ภาษาไทย",
        "தமிழ்",
        "العربية",
        "日本語",
        "ñandú",
        "x" * 64,
        "가" * 64,
        GOOD,
    ],
)
def test_a_room_is_a_word_in_any_script(text: str) -> None:
    assert ids.is_room(text)
    assert ids.room(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "a/b",
        "a.b",
        "../etc",
        "a\n",
        "a\0",
        "x" * 65,
        "가" * 65,
        "🌳",
        "a\u200bb",
        "\u202emadang",
        "\u3164",
        "\u115f",
        "\u0301",
        "\ud800",
        "madang*",
        "madang>",
        "%2e",
        "x" * 100_000,
    ],
)
def test_what_is_no_word_is_no_room(text: str) -> None:
    assert not ids.is_room(text)
    assert code(ids.room, text) == "bad_id"


def test_one_room_has_one_writing() -> None:
    assert ids.room("cafe\u0301") == ids.room("café")
    assert ids.room("한글") == "한글"
    assert len(ids.room("가" * 64)) == 64


def test_what_was_found_is_shown_harmlessly_and_cut() -> None:
    with pytest.raises(Refusal) as refused:
        ids.room("\x1b[31m\u202e" + "x" * 10_000)
    assert refused.value.message.isascii() or "\u202e" not in refused.value.message
    assert "\x1b" not in refused.value.message
    assert len(refused.value.message) < 250


def test_a_bomb_of_marks_is_refused_in_no_time() -> None:
    bomb = "a" + "\u0315" * 16_000 + "\u0300" * 16_000
    started = time.process_time()
    assert not ids.is_room(bomb)
    assert time.process_time() - started < 0.1
