"""Names as they are typed."""

import unicodedata

import pytest

from madang.domain.spelling import sought, spelled


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        # Every step of typing it, and its initials.
        ("박민수", "ㅂ 바 박 박ㅁ 박미 박민 박민ㅅ 박민수 미 민수 ㅂㅁ ㅂㅁㅅ ㅁㅅ"),
        ("아주아주 큰 방", "ㅇ 아 앚 아주 아주아 아주앚 아주아주 아주아주큰 ㅇㅈㅇㅈ ㅇㅈㅇㅈㅋㅂ ㅋㅂ 큰ㅂ"),
        ("강남역", "가 강 강나 강남 강남ㅇ 강남여 강남역 남여 ㄱㄴㅇ"),
        ("값진 과일", "갑 값 값지 고 과 과이 ㄱㅈ ㄱㅇ"),
        ("가수", "가 갓 가수 ㄱㅅ ㄳ"),
        ("꽃밭", "꼬 꽃 꽃ㅂ ㄲㅂ"),
        ("ㅋㅋ 방", "ㅋ ㅋㅋ ㅋㅋㅂ"),
        ("Été 2026", "ÉTÉ été 2026 e"),
        ("배포-알림 V2", "배포-아 포-알 v2 ㅂㅍㅇㄹ"),
        ("Straße", "STRASSE straß"),
        ("100%_", "100% %_"),
    ],
)
def test_a_name_is_found_while_it_is_typed(name: str, queries: str) -> None:
    kept = spelled(unicodedata.normalize("NFKC", name))
    for query in queries.split():
        for form in ("NFC", "NFD", "NFKC"):
            assert sought(unicodedata.normalize(form, query)) in kept, query


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("박민수", "ㅁㅂ ㄱㅁ ㄴㅅ 밖 박ㅅ 밥 수민 s 박만"),
        # What lies between two syllables is no initial.
        ("감사", "ㅁㅅ ㄱㅁ"),
        ("바", "박 ㅂㅏㄱ"),
        ("madang", "ㅁ 마당"),
    ],
)
def test_and_by_nothing_else(name: str, queries: str) -> None:
    for query in queries.split():
        assert sought(query) not in spelled(name), query


def test_spaces_are_none_and_nothing_is_in_everything() -> None:
    assert spelled("가 나\t다") == spelled("가나다")
    assert sought(" ") == "" == spelled("")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("박민수", "ㅂㅏㄱㅁㅣㄴㅅㅜ\u1107\u1106\u1109"),
        ("값진 과일", "ㄱㅏㅂㅅㅈㅣㄴㄱㅗㅏㅇㅣㄹ\u1100\u110c\u1100\u110b"),
        ("꽃밭", "ㄲㅗㅊㅂㅏㅌ\u1101\u1107"),
        ("ㅋㅋ 방", "ㅋㅋㅂㅏㅇ\u110f\u110f\u1107"),
        ("의왕 뷔페", "ㅇㅡㅣㅇㅗㅏㅇㅂㅜㅣㅍㅔ\u110b\u110b\u1107\u1111"),
        ("Straße 2026", "strasse2026"),
        ("Été", "e\u0301te\u0301"),
        ("\ufb01 ＡＢ", "fiab"),
        ("👩\u200d💻 배포", "👩\u200d💻ㅂㅐㅍㅗ\u1107\u1111"),
    ],
)
def test_what_is_kept_stays_as_it_is(name: str, kept: str) -> None:
    """It stands in every database, filled by a migration: changing this needs another one, which fills it anew."""
    assert spelled(name) == kept
