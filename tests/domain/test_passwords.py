"""What a password may be."""

import unicodedata

import pytest

from madang.domain import passwords
from madang.domain.errors import Refusal


@pytest.mark.parametrize(
    "text", ["correct horse", "비밀번호는길게쓰세요", "a b c d e f", "0123456789", "x" * 195 + "12345"]
)
def test_a_long_password_is_a_good_one(text: str) -> None:
    assert passwords.sound(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invalid"),
        ("짧은비밀번호", "invalid"),
        ("123456789", "invalid"),
        ("aaaaaaaaaaaaaaaa", "invalid"),
        ("abcdabcdabcd", "invalid"),
        ("x" * 1_001, "too_long"),
    ],
)
def test_what_is_short_or_all_alike_is_refused_and_not_repeated(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        passwords.sound(text)
    assert refused.value.code == code
    assert not text or text not in refused.value.message


def test_nobody_takes_a_name_of_their_own() -> None:
    with pytest.raises(Refusal):
        passwords.sound("Minjun.Kim.1", "minjun.kim.1")
    assert passwords.sound("Minjun.Kim.1", "", "minjun")


def test_korean_is_the_same_however_it_was_typed() -> None:
    typed = "비밀번호는길게쓰세요"
    apart = unicodedata.normalize("NFD", typed)
    assert apart != typed
    assert passwords.sound(apart) == passwords.sound(typed) == passwords.normal(apart)


def test_it_is_the_kept_form_that_has_to_be_long_enough() -> None:
    with pytest.raises(Refusal):
        passwords.sound(unicodedata.normalize("NFD", "비밀번호다섯"))


def test_a_guess_without_end_costs_no_more_than_a_long_one() -> None:
    assert len(passwords.normal("x" * 1_000_000)) == passwords.LONGEST
