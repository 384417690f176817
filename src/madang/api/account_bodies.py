"""The bodies of requests about accounts."""

from typing import Literal

from madang.api.bodies import Body

Keep = Literal["cookie", "token"]
"""Where a session lives: in a cookie, or as its key in the answer."""


class NewOwner(Body):
    house: str
    home: str | None = None
    name: str
    handle: str
    password: str
    email: str | None = None
    key: str | None = None
    keep: Keep = "cookie"


class NewAccount(Body):
    name: str
    handle: str
    password: str
    email: str | None = None
    keep: Keep = "cookie"


class Login(Body):
    """`login` is a handle or a mail address."""

    login: str
    password: str
    code: str | None = None
    keep: Keep = "cookie"


class Key(Body):
    key: str


class PhoneKey(Key):
    keep: Keep = "cookie"


class WhoForgot(Body):
    login: str


class ResetKey(Key):
    password: str


class NewPassword(Body):
    """`old` is missing where one has only signed in elsewhere."""

    old: str | None = None
    new: str


class NewHandle(Body):
    handle: str


class NewEmail(Body):
    email: str | None
    password: str


class MyPassword(Body):
    password: str


class Code(Body):
    code: str


class MyPasswordAndCode(MyPassword):
    """The code of the second factor, or a recovery code."""

    code: str


class LinkedIdentity(MyPassword):
    """Which one: it has no other name."""

    issuer: str
    subject: str
