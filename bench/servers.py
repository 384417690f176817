"""Servers as processes: started on their core, halted while others are measured, and looked at from outside."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.compiled import compiled
from bench.machine import Cores, on_core

STARTS_WITHIN = 20.0
_HOME = Path(__file__).parent.parent
_PEERS = Path(__file__).parent / "peers"
_PARTS_WITHIN, _GLANCE = 90.0, 0.2
_FEW, _IDLE = 50, 0.05


class CannotRun(Exception):
    """This server cannot be had here, and why, in a few words for a table."""


class Server:
    """One process, alive inside a `with` block. Its output goes to a file that is shown if it does not start. Raises
    `CannotRun` on the way in."""

    def __init__(self, cores: Cores) -> None:
        self._core = cores.server
        self.port = 0
        self.folder = Path(tempfile.mkdtemp(prefix="madang-bench-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._open_alone = 0

    def command(self) -> Sequence[str]:
        """What to run; it listens on `self.port` of the loopback, or says on which port it does."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return {}

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def resident(self) -> int:
        """Memory in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024

    @property
    def processor_seconds(self) -> float:
        return time.clock_gettime(((~self.pid) << 3) | 2)  # what clock_getcpuclockid(3) gives on Linux

    def __enter__(self) -> Self:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("MADANG_")}
        try:
            with self._log.open("wb") as log, on_core(self._core):
                self._process = subprocess.Popen(
                    self.command(),
                    cwd=_HOME,
                    env={**kept, **self.environment()},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            self._await()
            self._open_alone = self.open_files
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, _: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def open_files(self) -> int:
        with contextlib.suppress(OSError):
            return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))
        return 0

    def part(self) -> None:
        """Waits until those who have left are forgotten and nothing is left to do: a server that is halted before has
        it all to do later, together with those who come then."""
        patience, used = time.monotonic() + _PARTS_WITHIN, 0.0
        while time.monotonic() < patience:
            time.sleep(_GLANCE)
            before, used = used, self.processor_seconds
            if self.open_files <= self._open_alone + _FEW and used - before < _IDLE * _GLANCE:
                return

    def halt(self) -> None:
        """Takes no processor time until `go_on`."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    @property
    def _log(self) -> Path:
        return self.folder / "output"

    def _await(self) -> None:
        assert self._process is not None
        patience = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < patience and self._process.poll() is None:
            self.port = self.port or self._said_port()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port or 1), timeout=1):
                return
            time.sleep(0.05)
        said = self._log.read_text(errors="replace").strip() or f"(nothing; it ended with {self._process.poll()})"
        print(f"{type(self).__name__} did not start:\n{said}", file=sys.stderr)
        raise CannotRun(f"it did not start: {said.splitlines()[-1][:80]}")

    def _said_port(self) -> int:
        found = re.search(r"http://[\w.]+:(\d+)", self._log.read_text(errors="replace"))
        return int(found[1]) if found else 0


class Madang(Server):
    """The real one with everything on, but for the limits: one visitor here is a thousand."""

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "madang", "serve"]

    def environment(self) -> dict[str, str]:
        return {
            "MADANG_HOST": "127.0.0.1",
            "MADANG_PORT": "0",
            "MADANG_DATA": str(self.folder / "data"),
            "MADANG_RATE_LIMITS": "off",
        }


class OnUvicorn(Server):
    """uvicorn as it comes; it takes uvloop and httptools, which are installed beside it."""

    def __init__(self, cores: Cores, peer: str) -> None:
        super().__init__(cores)
        self._app = f"bench.peers.{peer}:app"

    def command(self) -> Sequence[str]:
        self.port = free_port()
        return [sys.executable, "-m", "uvicorn", self._app, "--port", str(self.port), "--log-level", "warning"]


class OnPython(Server):
    """A peer that is a program of its own."""

    def __init__(self, cores: Cores, peer: str) -> None:
        super().__init__(cores)
        self._peer = f"bench.peers.{peer}"

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", self._peer]


class OnNode(Server):
    """The checkout's own Node, and what `npm ci` has brought for the peers."""

    def __init__(self, cores: Cores, peer: str) -> None:
        super().__init__(cores)
        self._script = _PEERS / f"{peer}.mjs"

    def command(self) -> Sequence[str]:
        node, packages = _HOME / ".tools" / "bin" / "node", _PEERS / "node_modules"
        if not node.exists() or not packages.exists():
            raise CannotRun("npm ci has not brought its packages")
        return [str(node), str(self._script)]

    def environment(self) -> dict[str, str]:
        return {"NODE_ENV": "production"}


class OnBun(OnNode):
    """The program lies in a package for each system; those that are not for this one are not installed."""

    def command(self) -> Sequence[str]:
        found = sorted(_PEERS.glob("node_modules/@oven/bun-*/bin/bun"))
        if not found:
            raise CannotRun("npm ci has not brought it")
        return [str(found[0]), str(self._script)]


class InC(Server):
    """Compiled as the load client is."""

    def __init__(self, cores: Cores, *arguments: str) -> None:
        super().__init__(cores)
        self._arguments = arguments

    def command(self) -> Sequence[str]:
        program = compiled(_PEERS / "epoll_batch.c") if sys.platform == "linux" else None
        if program is None:
            raise CannotRun("no C compiler for Linux")
        return [str(program), *self._arguments]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
