"""What the mails say, in Korean and in English. A letter holds a key: nobody but its reader may see it."""

from typing import NamedTuple


class Letter(NamedTuple):
    """`awaited` is one without which somebody with an account cannot come in; the others are written to any address."""

    to: str
    subject: str
    text: str
    awaited: bool = False


def reset(to: str, house: str, url: str) -> Letter:
    """For somebody who has forgotten their password, or of whom somebody says so."""
    return _letter(
        to,
        f"[{house}] 비밀번호 다시 정하기 · A new password",
        f"{house}의 비밀번호를 새로 정하려면 한 시간 안에 아래 주소를 열어 주세요. 한 번만 쓸 수 있어요.\n"
        "직접 부탁하신 게 아니라면 그냥 두셔도 괜찮아요. 아무것도 바뀌지 않습니다.",
        f"To choose a new password for {house}, open this address within an hour. It works once.\n"
        "If it was not you who asked, leave it be: nothing changes.",
        url,
    )._replace(awaited=True)


def verification(to: str, house: str, url: str) -> Letter:
    """For somebody who says that this is their address."""
    return _letter(
        to,
        f"[{house}] 메일 주소 확인 · Your mail address",
        f"{house}에 적어 주신 메일 주소가 맞는지 확인하려고 해요. 하루 안에 아래 주소를 열어 주세요.\n"
        "이 주소를 적은 적이 없다면 그냥 두셔도 괜찮아요.",
        f"Somebody gave this address in {house}. If it was you, open this within a day.\nIf not, leave it be.",
        url,
    )


def taken(to: str, house: str, url: str) -> Letter:
    """For somebody whose address somebody else, or they themselves once more, have given for another account."""
    return _letter(
        to,
        f"[{house}] 이미 확인된 메일 주소예요 · Your address is known already",
        f"누군가 {house}의 다른 계정에 이 메일 주소를 적었어요. 이미 가지고 계신 계정에서 확인된 주소라서 "
        "달라진 것은 없습니다.\n"
        "직접 적으셨다면 아래 주소를 열어 원래 계정으로 들어와 주세요. 아니라면 그냥 두셔도 괜찮아요.",
        f"Somebody gave this address for another account in {house}. It is verified for the account that you have, so "
        "nothing has changed.\nIf it was you, open this and sign in with that account. If not, leave it be.",
        url,
    )


def _letter(to: str, subject: str, korean: str, english: str, url: str) -> Letter:
    return Letter(to, " ".join(subject.split()), f"{korean}\n\n{english}\n\n{url}\n")
