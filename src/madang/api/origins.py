"""Which pages may speak to the server, and by which names. One list for CORS, for the sockets and for every request."""

import re
import socket
from collections.abc import Mapping, Set
from functools import cache
from ipaddress import ip_address
from threading import Thread
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^\[\]:/?#@\s]+?)\.?)(?::[0-9]*)?")


class Origins:
    """`allowed` are the origins beyond the server's own, like `https://chat.example`."""

    def __init__(self, allowed: frozenset[str], own_names: Set[str] = frozenset()) -> None:
        self.allowed = allowed
        self._own_names = own_names
        self._named = {urlsplit(origin).hostname for origin in allowed}

    def knows(self, host: str) -> bool:
        """Whether this `Host` is a name of ours. Anybody can let a name of theirs point here, and their pages would
        then be ours; nobody can do so with an address, with localhost, or with what this machine calls itself."""
        found = _HOST.fullmatch(host.lower())
        if found is None:
            return False
        name = found["name"] or found["six"]
        if name == "localhost" or name.endswith(".localhost") or name in self._named or name in self._own_names:
            return True
        return _is_address(name)

    def may(self, headers: Mapping[str, str], scheme: str, *, with_cookie: bool) -> bool:
        """Without an `Origin` it is a program and no page: fine, as long as it brings no browser's cookie."""
        origin = headers.get("origin")
        if origin is None:
            return not with_cookie
        return origin in self.allowed or origin == _own(headers, scheme)


def _own(headers: Mapping[str, str], scheme: str) -> str:
    return f"{'https' if scheme in ('https', 'wss') else 'http'}://{headers.get('host', '')}".lower()


def is_loopback(host: str) -> bool:
    """Whether this address, or this name, is of the machine itself only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


@cache
def own_names() -> Set[str]:
    """What this machine calls itself. Its full name may need a resolver that does not answer; then it comes later."""
    short = socket.gethostname().lower()
    found = {short, f"{short.partition('.')[0]}.local"}
    finder = Thread(target=lambda: found.add(socket.getfqdn().lower()), name="own name", daemon=True)
    finder.start()
    finder.join(1.0)
    return found


def parsed(text: str) -> frozenset[str]:
    """A list with commas or spaces between, as it stands in a setting. Raises `ValueError` for what is no origin."""
    found = frozenset(each.removesuffix("/") for each in text.replace(",", " ").split())
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
            raise ValueError(f"{origin!r} is no origin; one looks like https://chat.example")
    return found
