"""A house: a real Madang server as a process of its own, to be stopped, killed, paused and started again.

    with House(database_url) as house:          # or House(): SQLite in a folder of its own
        ...                                     # house.url is http://127.0.0.1:…, house.socket_url is ws://127.0.0.1:…
        await house.stops()                     # SIGTERM, gives the exit code; the event loop goes on meanwhile
        house.start()                           # the same port, the same data
        house.kill()                            # SIGKILL
        house.pause(); house.resume()           # SIGSTOP, SIGCONT
    # at the end of the block: nothing in the log may look like a bug, unless house.may_log("what the test provoked")

Settings are keyword arguments, by the name of their variable: `House(url, nats_url=nats.url, log_level="info")`. The
limits are off unless `rate_limits="on"`: they count by address, and all people of a test have the same one. `start`
returns when `/api/health/ready` says yes. Start it in the main thread only.
"""

import asyncio
import contextlib
import http.client
import random
import re
import signal
import socket
import sys
from typing import Self

from typing_extensions import override

from tests.servers import Server

_TROUBLE = re.compile(
    r"\bbug\b|Traceback|was never (awaited|retrieved)|Task was destroyed|Exception ignored|\w+Warning:|CRITICAL"
)
"""What no log of a healthy house holds, whatever its people did."""


class House(Server):
    """One Madang. `settings` are those of `madang settings`, without their prefix and in small letters."""

    def __init__(self, database_url: str = "", **settings: object) -> None:
        super().__init__()
        self.port = _lasting_port()
        self.settings: dict[str, object] = {
            "data": self.folder / "data",
            "database_url": database_url,
            "rate_limits": "off",
            **settings,
        }
        self._looked_at = 0
        self._allowed: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @override
    def command(self) -> list[str]:
        return ["env", *self.environment(), sys.executable, *self.program()]

    def environment(self) -> list[str]:
        settings = {**self.settings, "host": "127.0.0.1", "port": self.port}
        return [f"MADANG_{name.upper()}={value}" for name, value in settings.items() if value != ""]

    def program(self) -> list[str]:
        """What Python runs."""
        return ["-m", "madang", "serve"]

    @override
    def answers(self) -> bool:
        return self.status("/api/health/ready") == 200

    def status(self, path: str) -> int | None:
        """The status of a plain GET; None when nobody answers. For moments when the loop may wait."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    @override
    def stop(self) -> None:
        """Asks it to stop, as a service manager would, and waits. Blocks: people with open sockets want `stops`."""
        self.asks_to_stop()
        self.waits_for_the_end()

    async def stops(self) -> int:
        """Like `stop`, while the people go on; gives the exit code."""
        self.asks_to_stop()
        return await asyncio.to_thread(self.waits_for_the_end)

    def asks_to_stop(self) -> None:
        assert self._process is not None, "the house does not run"
        self._process.send_signal(signal.SIGTERM)

    def waits_for_the_end(self) -> int:
        assert self._process is not None, "the house does not run"
        code = self._process.wait(30)
        self._process = None
        return code

    def restart(self) -> None:
        """A crash, and a new start on what it left."""
        self.kill()
        self.start()

    @property
    def pid(self) -> int:
        assert self._process is not None, "the house does not run"
        return self._process.pid

    # ── the log ──────────────────────────────────────────────────────────────────────────────────────────────

    def may_log(self, *texts: str) -> None:
        """Lines with one of these in them are no trouble: the test provoked them."""
        self._allowed += texts

    def has_nothing_to_hide(self) -> None:
        """Fails if the log holds anything that looks like a bug since the last look."""
        news = self.log()[self._looked_at :]
        self._looked_at += len(news)
        found = [
            line
            for line in news.splitlines()
            if _TROUBLE.search(line) and not any(text in line for text in self._allowed)
        ]
        assert not found, f"the log of the house holds:\n{news[-6000:]}"

    @override
    def __enter__(self) -> Self:
        return super().__enter__()

    @override
    def __exit__(self, kind: object = None, *_: object) -> None:
        log = self.log() if kind is None and (self.folder / "log").exists() else None
        try:
            if log is not None:
                self.has_nothing_to_hide()
        finally:
            super().__exit__()


def _lasting_port() -> int:
    """A free port below those that the system hands out by itself, so that it is still free after a crash."""
    for port in random.SystemRandom().sample(range(12_000, 32_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no free port was found")
