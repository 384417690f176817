"""The kinds of trouble that are not bugs."""

import re

from madang.domain import errors
from madang.domain.errors import REFUSAL_CODES, Goodbye, Refusal, StoreTrouble


def test_a_refusal_is_no_goodbye_and_neither_is_trouble() -> None:
    kinds = (Refusal, Goodbye, StoreTrouble)
    for kind in kinds:
        assert not any(issubclass(kind, other) for other in kinds if other is not kind)


def test_a_refusal_says_its_code_in_its_text() -> None:
    refusal = Refusal("too_fast", "Wait.", retry_after=1.5)
    assert (refusal.code, refusal.message, refusal.retry_after) == ("too_fast", "Wait.", 1.5)
    assert "too_fast" in str(refusal)
    assert Refusal("deleted", "Gone.").retry_after is None


def test_a_goodbye_says_its_code_and_reason() -> None:
    goodbye = Goodbye(errors.DRAINING, "The server is stopping.", 2.0)
    assert (goodbye.code, goodbye.reason, goodbye.retry_after) == (4001, "The server is stopping.", 2.0)


def test_codes_of_refusals_are_words_and_never_twice() -> None:
    assert len(set(REFUSAL_CODES)) == len(REFUSAL_CODES)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in REFUSAL_CODES)


def test_codes_of_goodbyes_are_free_for_applications_and_never_twice() -> None:
    codes = [value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)]
    assert len(set(codes)) == len(codes) >= 11
    assert all(4000 <= code <= 4999 for code in codes)


def test_what_may_be_tried_again_says_when() -> None:
    assert errors.unavailable().code == "unavailable"
    assert errors.unavailable().retry_after == 1.0
    assert errors.unavailable(3).retry_after == 3
