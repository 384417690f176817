"""What somebody signs in with."""

import unicodedata

import pytest

from madang.domain import handles
from madang.domain.errors import Refusal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("jiwoo", "jiwoo"),
        (" Jiwoo ", "jiwoo"),
        ("min.jun_k-2", "min.jun_k-2"),
        ("지우", "지우"),
        (unicodedata.normalize("NFD", "지우"), "지우"),
        ("ｊｉｗｏｏ", "jiwoo"),
        ("a" * 32, "a" * 32),
    ],
)
def test_a_handle_has_one_spelling(text: str, kept: str) -> None:
    assert handles.sound(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a" * 33,
        ".ab",
        "ab.",
        "a..b",
        "a b",
        "a@b.c",
        "jiwoo\u200b",
        "јiwoo",
        "é-é",
        "ㄱㄴ",
        "a\0b",
        "a\nb",
        "-",
    ],
)
def test_what_could_pass_for_another_is_no_handle(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        handles.sound(text)
    assert refused.value.code == "invalid"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Jiwoo@Example.COM ", "jiwoo@example.com"),
        ("a+b@c.d.example", "a+b@c.d.example"),
        ("지우@예시.한국", "지우@예시.한국"),
    ],
)
def test_a_mail_address_has_one_spelling(text: str, kept: str) -> None:
    assert handles.email(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jiwoo",
        "@example.com",
        "a@b",
        "a@b@c.de",
        "a b@c.de",
        "a@c.de\nBcc: x@y.zz",
        "a@.de",
        "<a@c.de>",
        "a" * 250 + "@c.de",
    ],
)
def test_anything_else_is_no_mail_address(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        handles.email(text)
    assert refused.value.code == "invalid"
