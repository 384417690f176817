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

from bench.machine import Cores, on_core

STARTS_WITHIN = 20.0
_HOME = Path(__file__).parent.parent


class Server:
    """One process, alive inside a `with` block. Its output goes to a file that is shown if it does not start."""

    def __init__(self, cores: Cores) -> None:
        self._core = cores.server
        self.port = 0
        self.folder = Path(tempfile.mkdtemp(prefix="madang-bench-"))
        self._process: subprocess.Popen[bytes] | None = None

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
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> Self:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("MADANG_")}
        with self._log.open("wb") as log, on_core(self._core):
            self._process = subprocess.Popen(
                self.command(),
                cwd=_HOME,
                env={**kept, **self.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._await()
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
        raise RuntimeError(f"{type(self).__name__} did not start:\n{self._log.read_text(errors='replace')}")

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


class FastApiLoop(Server):
    """uvicorn as it comes."""

    def command(self) -> Sequence[str]:
        self.port = free_port()
        app = "bench.peers.fastapi_loop:app"
        return [sys.executable, "-m", "uvicorn", app, "--port", str(self.port), "--log-level", "warning"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
