"""Programs in C, compiled when they are needed and kept in .cache/bench."""

import os
import shutil
import subprocess
from pathlib import Path

_KEPT = Path(__file__).parent.parent / ".cache" / "bench"


def compiled(source: Path) -> Path | None:
    """The program; None where it cannot be made."""
    program = _KEPT / source.stem
    if program.exists() and program.stat().st_mtime >= source.stat().st_mtime:
        return program
    if shutil.which("cc") is None:
        return None
    _KEPT.mkdir(parents=True, exist_ok=True)
    fresh = program.with_suffix(f".{os.getpid()}")
    if subprocess.run(["cc", "-O2", "-o", fresh, source], check=False).returncode:
        return None
    return fresh.rename(program)
