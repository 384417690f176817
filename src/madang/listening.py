"""Where the server listens: the socket, what to do where there can be none, and by which addresses one comes to it."""

import errno
import socket
from contextlib import suppress

from madang.api.origins import is_loopback
from madang.api.server import QUEUE

_EVERY = ("0.0.0.0", "::")  # noqa: S104 - to be told from the others
_ELSEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses of nobody, by which to ask which of ours one would go out by; nothing is sent there."""


class CannotListen(Exception):
    """The message says why, and what to do."""


def listen(host: str, port: int) -> socket.socket:
    # The protocol is named, since asyncio turns Nagle's delay off only for sockets that say they are TCP.
    listening = socket.socket(_family(host), socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(QUEUE)
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise CannotListen(f"Cannot listen on {host}:{port}: {why}. {_advice(error)}") from None
    listening.setblocking(False)
    return listening


def addresses(host: str, port: int) -> list[str]:
    """Where a browser finds what listens there, the nearest first."""
    names = ["localhost", *_own(host)] if host in _EVERY else ["localhost" if is_loopback(host) else host]
    return [f"http://{f'[{name}]' if ':' in name else name}:{port}" for name in names]


def _own(host: str) -> list[str]:
    """The machine's own address among others, if it has one."""
    with suppress(OSError), socket.socket(_family(host), socket.SOCK_DGRAM) as asking:
        asking.connect((_ELSEWHERE[asking.family], 9))
        name = str(asking.getsockname()[0])
        return [] if is_loopback(name) else [name]
    return []


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _advice(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "Set MADANG_HOST to an address of this machine; 0.0.0.0 is all of them."
    match error.errno:
        case errno.EADDRINUSE:
            return "Stop what listens there, or set MADANG_PORT to another port."
        case errno.EADDRNOTAVAIL:
            return (
                "This machine has no such address; set MADANG_HOST to one that it has, or to 0.0.0.0 for all of them."
            )
        case errno.EACCES:
            return "Ports below 1024 need more rights; set MADANG_PORT to a higher one."
        case _:
            return "Set MADANG_HOST and MADANG_PORT to something else."
