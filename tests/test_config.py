"""The settings: every one of them read, and refused with a line that says what was found and what was expected."""

import dataclasses
from pathlib import Path

import pytest

from madang import config
from madang.config import BadSetting, Settings


def test_without_any_variable_the_defaults_hold() -> None:
    assert config.read({}) == Settings()
    assert config.read({"PATH": "/bin", "MADANG_PORT": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("MADANG_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("MADANG_PORT", "0", "port", 0),
        ("MADANG_PORT", "65535", "port", 65535),
        ("MADANG_DATA", "/var/lib/madang", "data", Path("/var/lib/madang")),
        ("MADANG_DATA", "~/madang", "data", Path.home() / "madang"),
        ("MADANG_DATABASE_URL", "postgresql://a@b/c", "database_url", "postgresql://a@b/c"),
        ("MADANG_NATS_URL", "nats://a:1", "nats_url", "nats://a:1"),
        ("MADANG_ORIGINS", "https://a", "origins", "https://a"),
        ("MADANG_TRUSTED_PROXIES", "10.0.0.0/8", "trusted_proxies", "10.0.0.0/8"),
        ("MADANG_PUBLIC_URL", "https://a", "public_url", "https://a"),
        ("MADANG_MAIL_URL", "smtp://a", "mail_url", "smtp://a"),
        ("MADANG_MAIL_FROM", "a@b", "mail_from", "a@b"),
        ("MADANG_OIDC_ISSUER", "https://a", "oidc_issuer", "https://a"),
        ("MADANG_OIDC_CLIENT_ID", "a", "oidc_client_id", "a"),
        ("MADANG_OIDC_CLIENT_SECRET", "a", "oidc_client_secret", "a"),
        ("MADANG_OIDC_NAME", "회사", "oidc_name", "회사"),
        ("MADANG_OIDC_DOMAINS", "a.example", "oidc_domains", "a.example"),
        ("MADANG_RATE_LIMITS", "off", "rate_limits", False),
        ("MADANG_RATE_LIMITS", "ON", "rate_limits", True),
        ("MADANG_TEMPORARY_ROOM_SECONDS", "0.5", "temporary_room_seconds", 0.5),
        ("MADANG_LOG_LEVEL", "debug", "log_level", "debug"),
        ("MADANG_LOG_LEVEL", "INFO", "log_level", "INFO"),
    ],
)
def test_a_setting_is_read(variable: str, text: str, name: str, value: object) -> None:
    assert config.read({variable: text}) == dataclasses.replace(Settings(), **{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("variable", "text", "expected"),
    [
        ("MADANG_PORT", "http", "a port from 0 to 65535"),
        ("MADANG_PORT", "-1", "a port from 0 to 65535"),
        ("MADANG_PORT", "65536", "a port from 0 to 65535"),
        ("MADANG_PORT", "80.5", "a port from 0 to 65535"),
        ("MADANG_RATE_LIMITS", "maybe", "'on' or 'off'"),
        ("MADANG_RATE_LIMITS", "1", "'on' or 'off'"),
        ("MADANG_TEMPORARY_ROOM_SECONDS", "soon", "a number"),
        ("MADANG_TEMPORARY_ROOM_SECONDS", "-1", "a number of seconds, 0 or more"),
        ("MADANG_TEMPORARY_ROOM_SECONDS", "nan", "a number"),
        ("MADANG_TEMPORARY_ROOM_SECONDS", "inf", "a number"),
        ("MADANG_TEMPORARY_ROOM_SECONDS", "1e300", "a number"),
        ("MADANG_NATS_URL", "localhost:4222", "nats://host:port"),
        ("MADANG_LOG_LEVEL", "loud", "debug, info, warning or error"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_in_one_line(variable: str, text: str, expected: str) -> None:
    with pytest.raises(BadSetting) as refused:
        config.read({variable: text})
    assert str(refused.value).startswith(f"{variable} is {text!r}; expected {expected}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("variable", ["MADANG_PROT", "MADANG_", "MADANG_port", "MADANG_SECRET"])
def test_a_variable_that_nobody_knows_is_refused(variable: str) -> None:
    with pytest.raises(BadSetting, match=f"There is no setting {variable}; 'madang settings' lists them all"):
        config.read({"MADANG_PORT": "1", variable: "1"})


def test_every_setting_is_described_as_one_would_write_it() -> None:
    settings = Settings(port=8123, rate_limits=False)
    described = {name: (text, default, now) for name, text, default, now in config.described(settings)}
    assert list(described) == [config.variable(each.name) for each in dataclasses.fields(Settings)]
    assert all(text.endswith(".") for text, _, _ in described.values())
    assert described["MADANG_PORT"][1:] == ("8000", "8123")
    assert described["MADANG_RATE_LIMITS"][1:] == ("on", "off")
    assert config.read({name: now for name, (_, _, now) in described.items()}) == settings


def test_the_store_is_in_the_data_folder_unless_another_is_named(tmp_path: Path) -> None:
    assert Settings(data=tmp_path).store_url == f"sqlite:///{tmp_path}/madang.sqlite3"
    assert Settings(data=Path("data")).store_url == f"sqlite:///{Path.cwd()}/data/madang.sqlite3"
    assert Settings(database_url="postgresql://a@b/c").store_url == "postgresql://a@b/c"


def test_the_store_is_shown_as_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings(data=Path("data")).store_shown == f"{tmp_path}/data/madang.sqlite3"
    assert Settings(database_url="sqlite:///rel.db").store_shown == f"{tmp_path}/rel.db"
    assert Settings(database_url="sqlite:////abs/a.db").store_shown == "/abs/a.db"
    assert Settings(database_url="postgresql://a:hunter2@b:1/c?x=y").store_shown == "PostgreSQL at b:1/c"


def test_a_password_in_an_address_is_not_listed() -> None:
    settings = Settings(database_url="postgresql://madang:hunter2@db/madang", mail_url="smtp://chat:hunter2@mail:587")
    shown = {name: now for name, _, _, now in config.described(settings)}
    assert shown["MADANG_DATABASE_URL"] == "postgresql://madang:…@db/madang"
    assert shown["MADANG_MAIL_URL"] == "smtp://chat:…@mail:587"
    secret = {name: now for name, _, _, now in config.described(Settings(oidc_client_secret="hunter2"))}
    assert secret["MADANG_OIDC_CLIENT_SECRET"] == "…"
    assert shown["MADANG_OIDC_CLIENT_SECRET"] == ""
    assert shown["MADANG_ORIGINS"] == Settings().origins
