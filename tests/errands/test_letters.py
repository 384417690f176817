"""What the mails say."""

from madang.errands import letters


def test_a_letter_speaks_both_languages_and_has_its_link_on_a_line_of_its_own() -> None:
    for letter in (
        letters.reset("a@b.example", "우리 마당", "https://chat.example/reset#KEY"),
        letters.verification("a@b.example", "우리 마당", "https://chat.example/reset#KEY"),
        letters.taken("a@b.example", "우리 마당", "https://chat.example/reset#KEY"),
    ):
        assert letter.to == "a@b.example"
        assert "우리 마당" in letter.subject
        assert "https://chat.example/reset#KEY" in letter.text.splitlines()
        assert "열어" in letter.text
        assert "open this" in letter.text


def test_the_name_of_a_house_makes_no_header() -> None:
    letter = letters.reset("a@b.example", "house\r\nBcc: c@d.example", "https://chat.example/")
    assert "\n" not in letter.subject
