"""Mail by SMTP, to a real server."""

import logging

import pytest

from madang.errands import letters, mail
from madang.errands.mail import Mail, Server
from tests.errands.boxes import Box

LETTER = letters.reset("jiwoo@example.com", "우리 마당", "https://chat.example/reset#KEY")


async def sends(box: Box, *given: letters.Letter) -> None:
    postman = Mail(Server("127.0.0.1", box.port, False), "Madang <chat@example.com>", again_after=(0.0, 0.0))
    for letter in given:
        postman.send(letter)
    await postman.close()


async def test_a_letter_arrives() -> None:
    with Box() as box:
        await sends(box, LETTER)
    (letter,) = box.letters
    assert (letter["To"], letter["From"]) == ("jiwoo@example.com", "Madang <chat@example.com>")
    assert letter["Subject"] == LETTER.subject
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@example.com>")
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text


async def test_a_server_that_is_busy_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    with Box("451 later", "421 later") as box:
        await sends(box, LETTER)
        assert box.asked == 3
        assert len(box.letters) == 1
    assert not caplog.records


async def test_a_letter_that_waits_keeps_no_other(caplog: pytest.LogCaptureFixture) -> None:
    with Box(*["451 later"] * 4) as box:
        postman = Mail(Server("127.0.0.1", box.port, False), "chat@example.com", again_after=(3_600.0,))
        for _ in range(6):
            postman.send(LETTER)
        await postman.close()
        assert (box.asked, len(box.letters)) == (6, 2)
    assert [record.message for record in caplog.records] == ["the server stops with 4 mails unsent"]


async def test_a_bug_with_one_letter_does_not_keep_the_next(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver, bugs = Mail._deliver, [LookupError("a bug")]

    async def sometimes(postman: Mail, letter: letters.Letter) -> None:
        if bugs:
            raise bugs.pop()
        await deliver(postman, letter)

    monkeypatch.setattr(Mail, "_deliver", sometimes)
    with Box() as box:
        await sends(box, LETTER, LETTER)
    assert len(box.letters) == 1
    assert [record.message for record in caplog.records] == ["bug in the mail"]


async def test_what_is_refused_for_good_is_given_up_and_the_next_is_sent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), Box("550 no such jiwoo@example.com") as box:
        await sends(box, LETTER, LETTER)
        assert (box.asked, len(box.letters)) == (2, 1)
    (record,) = caplog.records
    assert "jiwoo" not in record.getMessage()
    assert "KEY" not in record.getMessage()


@pytest.mark.parametrize(("answer", "times"), [("550 no such jiwoo@example.com", 1), ("450 not now", 3)])
async def test_an_unknown_mailbox_is_asked_for_once(caplog: pytest.LogCaptureFixture, answer: str, times: int) -> None:
    with Box(unknown=answer) as box:
        await sends(box, LETTER)
    assert box.asked == times
    (record,) = caplog.records
    assert "jiwoo" not in record.getMessage()


async def test_without_a_server_nobody_waits(caplog: pytest.LogCaptureFixture) -> None:
    with Box() as box:
        pass
    await sends(box, LETTER)
    assert "could not be sent" in caplog.text


async def test_there_is_an_end_to_what_waits(caplog: pytest.LogCaptureFixture) -> None:
    postman = Mail(Server("127.0.0.1", 9, False), "chat@example.com", again_after=())
    for _ in range(mail.WAITING + 1):
        postman.send(LETTER)
    assert "dropped" in caplog.text
    await postman.close()


async def test_made_up_addresses_keep_nobody_from_a_new_password(caplog: pytest.LogCaptureFixture) -> None:
    postman = Mail(Server("127.0.0.1", 9, False), "chat@example.com", again_after=())
    for n in range(mail.WAITING):
        postman.send(
            letters.verification(f"{n}@made.up.example", "우리 마당", "https://chat.example/account#verify=KEY")
        )
    assert "dropped" in caplog.text
    caplog.clear()
    postman.send(LETTER)
    assert "dropped" not in caplog.text
    await postman.close()


async def test_a_password_is_said_to_nobody_without_tls(caplog: pytest.LogCaptureFixture) -> None:
    with Box() as box:
        postman = Mail(Server("127.0.0.1", box.port, False, "chat", "secret"), "chat@example.com", again_after=())
        postman.send(LETTER)
        await postman.close()
    assert box.asked == 0
    assert "could not be sent" in caplog.text


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Server("mail.example", 587, False)),
        ("smtp://localhost:25", Server("localhost", 25, False)),
        ("smtps://chat%40example.com:p%2Fw@mail.example", Server("mail.example", 465, True, "chat@example.com", "p/w")),
        ("smtps://mail.example:2465/", Server("mail.example", 2465, True)),
    ],
)
def test_a_server_is_read_from_its_url(url: str, server: Server) -> None:
    assert mail.parsed(url) == server


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://a:b", "smtp://a/b"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        mail.parsed(url)
