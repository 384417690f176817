"""The command line: one clear line for everything that keeps the server from starting."""

import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from madang import __version__
from madang.store import schema
from madang.store.database import Database
from tests.servers import free_port, wait_until


def environment(folder: Path, **settings: object) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MADANG_")}
    given = {f"MADANG_{name.upper()}": str(value) for name, value in {"data": folder, **settings}.items()}
    return {**kept, **given, "PYTHONIOENCODING": "utf-8"}


def run(folder: Path, *arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "madang", *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(folder, **settings),
        cwd=folder,
        timeout=60,
    )


def refused(ran: subprocess.CompletedProcess[str]) -> str:
    """The one line that says why."""
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout == ""
    (line,) = ran.stderr.splitlines()
    assert line.startswith("madang: ")
    return line.removeprefix("madang: ")


def test_a_taken_port_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refused(run(tmp_path, "serve", port=port))
    assert line.startswith(f"Cannot listen on 127.0.0.1:{port}: ")
    assert "MADANG_PORT" in line


def test_an_address_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    line = refused(run(tmp_path, "serve", "--host", "203.0.113.1", "--port", "0"))
    assert line.startswith("Cannot listen on 203.0.113.1:0: ")
    assert "MADANG_HOST" in line
    assert not list(tmp_path.iterdir()), "no database was made for it"


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    line = refused(run(tmp_path, "serve", port=0, data=tmp_path / "file" / "data"))
    assert "Cannot write in" in line
    assert "MADANG_DATA" in line


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "madang.sqlite3").write_text("no database" * 100)
    assert "not a database" in refused(run(tmp_path, "serve", port=0))


@pytest.mark.parametrize("url", ["mysql://a:hunter2@b/c", "nonsense", "sqlite://"])
def test_a_url_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    line = refused(run(tmp_path, "serve", port=0, database_url=url))
    assert "expected sqlite:///path/to/file or postgresql://user@host/database" in line
    assert "hunter2" not in line


def test_a_postgresql_that_is_not_there_is_refused(tmp_path: Path) -> None:
    url = f"postgresql://madang:hunter2@127.0.0.1:{free_port()}/madang"
    line = refused(run(tmp_path, "serve", port=0, database_url=url))
    assert line.startswith("The database does not answer: ")
    assert "hunter2" not in line


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"port": "http"}, "MADANG_PORT is 'http'; expected a port from 0 to 65535."),
        ({"prot": "1"}, "There is no setting MADANG_PROT; 'madang settings' lists them all."),
        ({"origins": "*", "port": 0}, "MADANG_ORIGINS: '*' is no origin"),
        ({"public_url": "chat.example", "port": 0}, "MADANG_PUBLIC_URL: 'chat.example' is no origin"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(tmp_path: Path, settings: dict[str, Any], part: str) -> None:
    assert part in refused(run(tmp_path, "serve", **settings))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origins", "*"),
        ("trusted_proxies", "*"),
        ("mail_url", "nonsense"),
        ("oidc_issuer", "id.example"),
        ("database_url", "nonsense"),
    ],
)
def test_the_settings_are_looked_at_before_the_port(tmp_path: Path, name: str, value: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = refused(run(tmp_path, "serve", port=taken.getsockname()[1], **{name: value}))
    assert f"MADANG_{name.upper()}" in line


def test_an_option_is_a_setting_and_refused_like_one(tmp_path: Path) -> None:
    assert (
        refused(run(tmp_path, "serve", "--port", "http")) == "MADANG_PORT is 'http'; expected a port from 0 to 65535."
    )


def test_the_settings_are_listed_with_their_values(tmp_path: Path) -> None:
    ran = run(tmp_path, "settings", port=8123)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "MADANG_PORT\n" in ran.stdout
    assert "default 8000, now 8123" in ran.stdout
    assert "MADANG_NATS_URL\n" in ran.stdout


def test_the_schema_is_printed_as_json(tmp_path: Path) -> None:
    ran = run(tmp_path, "schema")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {"ClientFrame", "ServerFrame", "Page"} <= json.loads(ran.stdout)["$defs"].keys()


def test_the_version_is_printed(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"Madang {__version__}\n"


def test_a_command_that_is_none_shows_the_usage(tmp_path: Path) -> None:
    ran = run(tmp_path, "dance")
    assert ran.returncode == 2
    assert "usage: madang" in ran.stderr


def test_who_says_nothing_gets_help(tmp_path: Path) -> None:
    ran = run(tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "run the server" in ran.stdout
    assert re.search(r"madang person add .*handle name", run(tmp_path, "person", "--help").stdout)


@pytest.mark.parametrize("line", ["new-epoch", "person list", "person add jiwoo 지우", "invite new", "invite list"])
def test_no_command_but_serve_makes_a_house(tmp_path: Path, line: str) -> None:
    said = refused(run(tmp_path, *line.split(), data=tmp_path / "elsewhere"))
    assert said.startswith(f"There is no house at {tmp_path}/elsewhere/madang.sqlite3. ")
    assert "MADANG_DATA" in said
    assert not list(tmp_path.iterdir())


def made(folder: Path) -> Path:
    """A house in which nobody has been yet."""
    file = folder / "madang.sqlite3"
    database = Database(f"sqlite:///{file}")
    schema.prepare(database)
    database.close()
    return file


def test_a_new_epoch_is_made_for_a_database_that_was_restored(tmp_path: Path) -> None:
    file = made(tmp_path)
    ran = run(tmp_path, "new-epoch", database_url="sqlite:///madang.sqlite3")
    assert ran.stderr == f"This was {file}.\n", "an operator with several houses sees which one it was"
    lines = [run(tmp_path, "new-epoch").stdout for _ in range(2)]
    assert lines[0] != lines[1]
    assert all(line.startswith("The epoch is now ") for line in lines)


def test_it_serves_where_it_says_and_stops_when_asked(tmp_path: Path) -> None:
    """An interrupt is no failure: nothing is printed about it and the exit code is 0."""
    port = free_port()
    server = subprocess.Popen(
        ["sh", "-c", 'ulimit -Sn 256; exec "$@"', "sh", sys.executable, "-m", "madang", "serve"],
        env=environment(tmp_path, port=port),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        wait_until(lambda: server.poll() is not None or answers(port))
        soft, hard = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    finally:
        server.kill()
    assert server.returncode == 0, err
    assert err == ""
    assert (tmp_path / "madang.sqlite3").stat().st_mode & 0o777 == 0o600
    assert soft == hard, "it takes all the descriptors that it may have"
    lines = out.splitlines()
    assert re.fullmatch(rf"  set up http://localhost:{port}/setup#[\w-]{{32}}", lines.pop(2))
    assert lines == [
        f"Madang {__version__}",
        f"  open   http://localhost:{port}",
        f"  data   {tmp_path}/madang.sqlite3",
        "  stop   Ctrl-C",
    ]


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/api/health/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_people_are_looked_after_while_nothing_runs_and_otherwise_in_the_browser(tmp_path: Path) -> None:
    file = made(tmp_path)
    assert run(tmp_path, "person", "list").stdout.startswith("Nobody yet. Start the server")
    line = refused(run(tmp_path, "person", "add", "jiwoo", "김지우"))
    assert line.startswith("This house has no owner yet")
    assert line.endswith(f"(This is {file}.)")
    assert refused(run(tmp_path, "person", "ban", "nobody")).startswith("There is nobody here")
    assert run(tmp_path, "person").returncode == 2
    database = Database(f"sqlite:///{file}")
    try:
        assert "use the browser, under /admin" in refused(run(tmp_path, "invite", "list"))
    finally:
        database.close()
