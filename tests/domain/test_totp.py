"""Codes that change every half minute."""

import base64
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from madang.domain import totp

RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "eight"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_codes_are_those_of_rfc_6238(at: int, eight: str) -> None:
    assert totp.code(RFC, at // totp.SECONDS) == eight[-6:]
    assert totp.step_of(RFC, eight[-6:], at, 0) == at // totp.SECONDS


def test_a_clock_may_be_wrong_by_one_step_and_not_by_two() -> None:
    now = 1_000_000 * totp.SECONDS + 7
    known = [totp.step_of(RFC, totp.code(RFC, 1_000_000 + by), now, 0) for by in (-2, -1, 0, 1, 2)]
    assert known == [None, 999_999, 1_000_000, 1_000_001, None]


def test_a_step_is_used_once() -> None:
    now = 1_000_000 * totp.SECONDS
    assert totp.step_of(RFC, totp.code(RFC, 1_000_000), now, 1_000_000) is None
    assert totp.step_of(RFC, totp.code(RFC, 999_999), now, 1_000_000) is None
    assert totp.step_of(RFC, totp.code(RFC, 1_000_001), now, 1_000_000) == 1_000_001


@pytest.mark.parametrize("given", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\ud800"])
def test_anything_else_is_no_code(given: str) -> None:
    assert totp.step_of(RFC, given, 59, 0) is None


def test_people_may_type_it_as_it_is_shown() -> None:
    assert totp.step_of(RFC, "287 082", 59, 0) == 1


def test_a_secret_is_long_and_new_and_fits_into_a_link() -> None:
    assert len({totp.new_secret() for _ in range(50)}) == 50
    secret = totp.new_secret()
    assert len(base64.b32decode(secret)) == 20
    found = urlsplit(totp.url(secret, "우리 마당: A", "jiwoo"))
    assert (found.scheme, found.netloc) == ("otpauth", "totp")
    assert unquote(found.path) == "/우리 마당: A:jiwoo"
    assert parse_qs(found.query) == {"secret": [secret], "issuer": ["우리 마당: A"]}
