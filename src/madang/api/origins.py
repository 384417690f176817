"""Which pages may speak to the server. One list for CORS, for the sockets and for requests that change something."""

from collections.abc import Mapping
from urllib.parse import urlsplit


class Origins:
    """`allowed` are the origins beyond the server's own, like `https://chat.example`."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed

    def may(self, headers: Mapping[str, str], scheme: str, *, with_cookie: bool) -> bool:
        """Without an `Origin` it is a program and no page: fine, as long as it brings no browser's cookie."""
        origin = headers.get("origin")
        if origin is None:
            return not with_cookie
        return origin in self.allowed or origin == _own(headers, scheme)


def _own(headers: Mapping[str, str], scheme: str) -> str:
    return f"{'https' if scheme in ('https', 'wss') else 'http'}://{headers.get('host', '')}".lower()


def parsed(text: str) -> frozenset[str]:
    """A list with commas or spaces between, as it stands in a setting. Raises `ValueError` for what is no origin."""
    found = frozenset(text.replace(",", " ").split())
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
            raise ValueError(f"{origin!r} is no origin; one looks like https://chat.example")
    return found
