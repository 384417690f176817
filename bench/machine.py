"""The machine: its cores, the limit of open files, and a description that names neither the host nor its folders."""

import os
import platform
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3


@dataclass(frozen=True)
class Cores:
    """The core of the server and the core of the load client; None where nothing can be pinned."""

    server: int | None
    client: int | None

    @property
    def shared(self) -> bool:
        return self.server is None or self.server == self.client

    def __str__(self) -> str:
        if self.server is None:
            return "nothing is pinned: this system cannot"
        if self.shared:
            return "ONE core for server and load client: they take it from each other, the figures say little"
        return f"server pinned to core {self.server}, load client to core {self.client}"


def cores() -> Cores:
    """Two cores that are not two halves of one, if there are."""
    if not hasattr(os, "sched_getaffinity"):
        return Cores(None, None)
    mine = sorted(os.sched_getaffinity(0))
    first, siblings = mine[0], _siblings(mine[0])
    others = [core for core in mine if core not in siblings] or [core for core in mine if core != first]
    return Cores(first, others[-1] if others else first)


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Processes started inside the block stay on this core."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def raise_file_limit() -> int:
    """As many open files as the system allows; children inherit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else hard
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ValueError, OSError):
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return wanted


def described(pinned: Cores) -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "pinning": str(pinned),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {sys.version.split()[0]}",
        "sqlite": pysqlite3.sqlite_version,
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def _siblings(core: int) -> set[int]:
    path = Path(f"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list")
    try:
        text = path.read_text()
    except OSError:
        return {core}
    found: set[int] = set()
    for part in text.strip().split(","):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def _processor() -> str:
    try:
        rows = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((row.partition(":")[2].strip() for row in rows if row.startswith("model name")), platform.machine())
