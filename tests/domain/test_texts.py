"""Texts that people write: what is kept of them and what is refused."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.domain import texts
from madang.domain.errors import Refusal

EVERY = [texts.message, texts.person_name, texts.room_name, texts.topic, texts.description]
NAMES = [texts.person_name, texts.room_name]


def code(check: Callable[[str], str], text: str) -> str:
    with pytest.raises(Refusal) as refused:
        check(text)
    assert refused.value.message.endswith(".")
    return refused.value.code


# ── what holds for all ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("check", EVERY)
@pytest.mark.parametrize("text", ["a\0b", "\0", "\ud83d", "a\udc00", "x" + "\u0301" * 33])
def test_what_is_no_text_is_refused(check: Callable[[str], str], text: str) -> None:
    assert code(check, text) == "bad_text"


@pytest.mark.parametrize("check", EVERY)
def test_one_text_has_one_writing(check: Callable[[str], str]) -> None:
    assert check("cafe\u0301") == "café"
    assert check("한") == "한"


@pytest.mark.parametrize("check", EVERY)
@given(text=st.text(max_size=50))
def test_what_was_kept_is_kept_the_same_again(check: Callable[[str], str], text: str) -> None:
    try:
        kept = check(text)
    except Refusal:
        return
    assert check(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode()


@pytest.mark.parametrize("check", EVERY)
def test_a_bomb_of_marks_is_refused_in_no_time(check: Callable[[str], str]) -> None:
    """Putting n marks in order takes n² steps."""
    bomb = "a" + "\u0315" * 16_000 + "\u0300" * 16_000
    started = time.process_time()
    assert code(check, bomb) == "bad_text"
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize("check", EVERY)
def test_letters_with_several_marks_are_kept(check: Callable[[str], str]) -> None:
    for text in ("Việt", "กั่", "שָׁלוֹם", "z̴͍̈́a̵", "ཧཱུྃ"):
        assert unicodedata.normalize("NFKC", check(text)) == unicodedata.normalize("NFKC", text)


# ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "안녕하세요",
        "👨‍👩‍👧‍👦",
        "❤️‍🔥",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "می‌خواهم",
        "two\nlines\ttab",
        "  spaces  ",
        "ﬁ ① Ａ",
        "<script>alert(1)</script>",
        "\u202ereversed",
        "!",
    ],
)
def test_a_message_is_kept_as_it_was_written(text: str) -> None:
    assert texts.message(text) == text


def test_lines_end_in_one_way() -> None:
    assert texts.message("a\r\nb\rc\nd\n\r\n") == "a\nb\nc\nd\n\n"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t\r", "\u00a0\u3000", "\u200b", "\u200d\u200c", "\u3164", "\u2800", "\u202e\u202c", "\x07", "\ufe0f"],
)
def test_a_message_in_which_nobody_sees_anything_is_blank(text: str) -> None:
    assert code(texts.message, text) == "bad_text"


@pytest.mark.parametrize("char", ["x", "가", "👍"])
def test_a_message_is_as_long_as_its_characters(char: str) -> None:
    assert texts.message(char * 8000) == char * 8000
    assert code(texts.message, char * 8001) == "too_long"


def test_what_counts_is_what_is_kept() -> None:
    assert len(texts.message("e\u0301" * 8000)) == 8000
    assert len(texts.message("\r\n" * 7999 + "x")) == 8000


def test_a_refusal_says_what_was_found_and_what_was_expected() -> None:
    with pytest.raises(Refusal) as refused:
        texts.message("가" * 9000)
    assert refused.value.message == "The text has 9,000 characters; at most 8,000 are allowed."


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("check", NAMES)
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("김지우", "김지우"),
        ("  Ji  Woo\t\n", "Ji Woo"),
        ("Ｊｉｗｏｏ", "Jiwoo"),
        ("ﬁ①", "fi1"),
        ("지\u200b우", "지우"),
        ("\u202eadmin\u202c", "admin"),
        ("a\u2066b\u2069c\u00ad", "abc"),
        ("지우\x07", "지우"),
        ("👩‍🚀", "👩🚀"),
        ("e\u200b\u0301", "é"),
        ("a\u034fb", "ab"),
        ("\u3164지우\uffa0", "지우"),
    ],
)
def test_a_name_is_what_one_sees_of_it(check: Callable[[str], str], text: str, kept: str) -> None:
    assert check(text) == kept


@pytest.mark.parametrize("check", NAMES)
@pytest.mark.parametrize(
    "text", ["", " \t", "\u200b\u2060", "\u3164", "\u1160", "\uffa0", "\u115f", "\u2800", "\x01", "\ufe0f", "\u0301"]
)
def test_a_name_of_which_one_sees_nothing_is_blank(check: Callable[[str], str], text: str) -> None:
    assert code(check, text) == "bad_text"


def test_names_and_topics_have_their_lengths() -> None:
    for check, longest in ((texts.person_name, 40), (texts.room_name, 80), (texts.topic, 250)):
        assert len(check("가" * longest)) == longest
        assert code(check, "가" * (longest + 1)) == "too_long"
    assert code(texts.person_name, "ﷺ" * 3) == "too_long", "one sign that is eighteen characters"


@given(text=st.text(max_size=40))
def test_no_name_holds_anything_that_lies(text: str) -> None:
    try:
        kept = texts.person_name(text)
    except Refusal:
        return
    assert not {ord(char) for char in kept} & texts.INVISIBLE
    assert unicodedata.is_normalized("NFKC", kept)
    assert kept == kept.strip()
    assert "\n" not in kept


def test_a_topic_is_one_line_and_may_be_empty() -> None:
    assert texts.topic("") == texts.topic(" \n ") == ""
    assert texts.topic(" 이야기\n 합시다 ") == "이야기 합시다"
    assert texts.topic("①") == "①"


def test_a_description_may_have_several_lines_or_none() -> None:
    assert texts.description(" 첫 줄\r\n둘째 줄\r ") == "첫 줄\n둘째 줄"
    assert texts.description("") == ""
    assert code(texts.description, "가" * 2_001) == "too_long"


def test_a_heading_and_a_query_may_be_empty() -> None:
    assert (texts.section("  일\u200b "), texts.section(" "), texts.query(" 정원 "), texts.query("")) == (
        "일",
        "",
        "정원",
        "",
    )
    assert code(texts.section, "가" * 41) == code(texts.query, "가" * 81) == "too_long"
    assert code(texts.section, "\0") == code(texts.query, "\0") == "bad_text"


def test_a_reason_may_be_empty_and_is_not_endless() -> None:
    assert (texts.reason(" 욕설\n "), texts.reason("")) == ("욕설", "")
    assert code(texts.reason, "가" * 501) == "too_long"
