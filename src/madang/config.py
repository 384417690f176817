"""The settings: environment variables with one prefix. Read by `app` and `__main__` only."""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any


class BadSetting(Exception):
    """A setting that cannot be used; the message says what was found and what was expected."""


def _setting(default: Any, text: str) -> Any:
    return field(default=default, metadata={"text": text})


def _secret(default: Any, text: str) -> Any:
    """One that is never listed."""
    return field(default=default, metadata={"text": text, "secret": True})


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is the variable `MADANG_` + its name in capitals."""

    host: str = _setting("127.0.0.1", "The address to listen on; 0.0.0.0 for every one of the machine.")
    port: int = _setting(8000, "The port to listen on.")
    data: Path = _setting(Path("data"), "The folder of the embedded store.")
    database_url: str = _setting("", "postgresql://… or sqlite:///…; empty: SQLite in the data folder.")
    nats_url: str = _setting("", "nats://…: the relay between several servers on one PostgreSQL; empty: one server.")
    origins: str = _setting(
        "http://localhost:3000 http://localhost:5173",
        "Further names of the server, and other pages that may speak to it, as origins.",
    )
    trusted_proxies: str = _setting(
        "", "Addresses or networks of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."
    )
    public_url: str = _setting(
        "", "Where people reach this house, https://chat.example: its links begin with it. One of the origins too."
    )
    mail_url: str = _setting(
        "", "smtp://user:password@host:587 or smtps://…: the server that takes our mails; empty: none."
    )
    mail_from: str = _setting(
        "", "The address that mails come from, chat@example.com; empty: the user of the mail server."
    )
    oidc_issuer: str = _setting(
        "", "An OpenID Connect provider by which people sign in, https://id.example; empty: none."
    )
    oidc_client_id: str = _setting("", "What the provider knows this house by.")
    oidc_client_secret: str = _secret("", "The password of this house at the provider.")
    oidc_name: str = _setting("", "What people know the provider by; empty: its host.")
    oidc_domains: str = _setting(
        "",
        "Mail domains, example.com: whom the provider vouches for with such an address is let in, and nobody else.",
    )
    rate_limits: bool = _setting(True, "'off' for measurements.")
    temporary_room_seconds: float = _setting(600.0, "How long a temporary room outlives the last person in it.")
    log_level: str = _setting("warning", "debug, info, warning or error.")

    @property
    def store_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data.absolute() / 'madang.sqlite3'}"

    @property
    def store_shown(self) -> str:
        """For people: the file, or which PostgreSQL, without who comes and by which password."""
        scheme, _, where = self.store_url.partition("://")
        if scheme.startswith("sqlite"):
            return str(Path(where.removeprefix("/").partition("?")[0]).absolute())
        return f"PostgreSQL at {where.rpartition('@')[2].partition('?')[0]}"


def read(environment: Mapping[str, str]) -> Settings:
    """The settings of this environment; raises `BadSetting`."""
    known = {variable(name): name for name in (each.name for each in fields(Settings))}
    unknown = sorted(name for name in environment if name.startswith("MADANG_") and name not in known)
    if unknown:
        raise BadSetting(f"There is no setting {unknown[0]}; 'madang settings' lists them all.")
    given = {known[name]: text for name, text in environment.items() if name in known and text != ""}
    return Settings(**{name: _parsed(name, text) for name, text in given.items()})


def variable(name: str) -> str:
    return f"MADANG_{name.upper()}"


def described(settings: Settings) -> list[tuple[str, str, str, str]]:
    """Every variable with what it is for, its default and its present value, as one would write them."""
    return [
        (variable(each.name), each.metadata["text"], _written(each.default), _now(settings, each))
        for each in fields(Settings)
    ]


def _now(settings: Settings, which: Field[Any]) -> str:
    value = getattr(settings, which.name)
    return "…" if value and which.metadata.get("secret") else _written(value)


def _written(value: Any) -> str:
    """Without the password that an address may hold."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return _PASSWORD.sub(r"\1:…@", str(value))


_PASSWORD = re.compile(r"(://[^/:@\s]*):[^/@\s]+@")


_LONGEST = 1e9
"""Thirty years of seconds: before that there are times to speak of, and no number is none."""

_EXPECTED = {
    "bool": "'on' or 'off'",
    "int": "a port from 0 to 65535",
    "float": "a number of seconds, 0 or more",
    "log_level": "debug, info, warning or error",
    "nats_url": "nats://host:port or tls://host:port",
}


def _parsed(name: str, text: str) -> Any:
    default = next(each.default for each in fields(Settings) if each.name == name)
    try:
        match default:
            case bool():
                return {"on": True, "off": False}[text.lower()]
            case int():
                return _port(text)
            case float():
                return _seconds(text)
            case Path():
                return Path(text).expanduser()
            case _:
                return _word(name, text)
    except (ValueError, KeyError):
        expected = _EXPECTED.get(name) or _EXPECTED[type(default).__name__]
        raise BadSetting(f"{variable(name)} is {_written(text)!r}; expected {expected}.") from None


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= _LONGEST:
        raise ValueError(text)
    return seconds


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise ValueError(text)
    return port


def _word(name: str, text: str) -> str:
    if name == "nats_url" and not text.startswith(("nats://", "tls://")):
        raise ValueError(text)
    if name == "log_level" and text.lower() not in ("debug", "info", "warning", "error"):
        raise ValueError(text)
    return text
