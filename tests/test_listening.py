"""Where the server listens: one hint for each cause, and the addresses by which one comes."""

import errno
import socket

import pytest

from madang import listening
from madang.listening import CannotListen
from tests.servers import free_port


def test_it_listens_where_it_was_told() -> None:
    with listening.listen("127.0.0.1", 0) as here, socket.create_connection(here.getsockname()) as there:
        assert there.getpeername() == here.getsockname()
        assert not here.getblocking()


def test_each_cause_has_its_own_hint() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=rf"127.0.0.1:{port}: .*Stop what listens there, or set MADANG_PORT"):
            listening.listen("127.0.0.1", port)
    with pytest.raises(CannotListen, match="This machine has no such address; set MADANG_HOST"):
        listening.listen("203.0.113.1", free_port())
    with pytest.raises(CannotListen, match="Set MADANG_HOST to an address of this machine"):
        listening.listen("no.such.host.invalid", 0)
    assert "Ports below 1024" in listening._advice(PermissionError(errno.EACCES, "Permission denied"))
    assert "MADANG_HOST and MADANG_PORT" in listening._advice(OSError(errno.EAFNOSUPPORT, "no"))


def test_a_browser_is_told_the_address_it_can_open() -> None:
    assert listening.addresses("127.0.0.1", 8000) == ["http://localhost:8000"]
    assert listening.addresses("192.0.2.7", 80) == ["http://192.0.2.7:80"]
    assert listening.addresses("2001:db8::7", 80) == ["http://[2001:db8::7]:80"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_who_listens_everywhere_is_told_the_address_for_others_too(host: str) -> None:
    nearest, *others = listening.addresses(host, 8000)
    assert nearest == "http://localhost:8000"
    assert not any("localhost" in each or "127.0.0.1" in each for each in others)
