"""One process needs no relay, and pays nothing for the one it has not."""

import subprocess
import sys

import pytest

from madang.live.relay import NoRelay


async def test_one_process_tells_nobody() -> None:
    relay = NoRelay()
    await relay.start(lambda *_: pytest.fail("heard"), lambda _: pytest.fail("doubted"))
    for act in (relay.subscribe, relay.unsubscribe):
        act("madang.room.madang")
    relay.publish("madang.room.madang", b"{}")
    await relay.close()
    assert not relay.reaches_others


def test_who_needs_no_relay_does_not_load_one() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, madang.__main__; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "madang.live.relay" in loaded
    assert "nats" not in loaded
