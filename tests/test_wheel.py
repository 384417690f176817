"""What is published works for somebody with nothing but Python: no checkout, no Node, no database server."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin

import pytest

from tests.servers import free_port

HOUSE = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def madang(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `madang` command of a fresh environment: the wheel and what it needs, in locked versions."""
    client = HOUSE / "src/madang/web/index.html"
    assert client.exists(), "The web client is not built: run `make build` first"
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--quiet", "--out-dir", folder)
    uv(
        "export",
        "--frozen",
        "--no-default-groups",
        "--no-emit-project",
        "--quiet",
        "-o",
        folder / "locked.txt",
    )
    uv("venv", "--quiet", "--python", sys.executable, folder / "venv")
    [wheel] = folder.glob("*.whl")
    there = ("pip", "install", "--quiet", "--python", folder / "venv/bin/python")
    uv(*there, "--no-deps", "--require-hashes", "-r", folder / "locked.txt")
    uv(*there, "--no-deps", wheel)
    uv("pip", "check", "--quiet", "--python", folder / "venv/bin/python")
    return folder / "venv/bin/madang"


def uv(*arguments: str | Path) -> None:
    done = subprocess.run([UV, *arguments], check=False, cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, f"uv {arguments[0]} failed:\n{done.stderr}"


@pytest.fixture
def house(madang: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A running house: its address and its process."""
    port = free_port()
    # The new environment is all there is to find: no Node, no tools of ours.
    environment = {"PATH": str(madang.parent), "HOME": str(tmp_path), "MADANG_DATA": str(tmp_path / "data")}
    process = subprocess.Popen(
        [madang, "serve", "--port", str(port)],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate()


def test_the_wheel_serves_the_web_client_and_stops_when_asked(
    house: tuple[str, subprocess.Popen[str]],
) -> None:
    address, process = house
    wait_until_ready(address, process)

    page = fetch(address)
    assert "<!doctype html" in page.lower()
    scripts = re.findall(r'<script[^>]*\ssrc="([^"]+)"', page)
    assert scripts, f"No script in the page:\n{page}"
    for script in scripts:
        assert fetch(urljoin(address + "/", script)).strip()

    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0, output
    assert "Traceback" not in output


def wait_until_ready(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            fetch(f"{address}/api/health/ready")
        except URLError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                pytest.fail(f"madang serve is not ready ({error}):\n{process.communicate()[0]}")
            time.sleep(0.05)
        else:
            return


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:
        body: bytes = response.read()
        return body.decode()
