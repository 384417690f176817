"""Reverse proxies that are believed. What anybody else says about where a request comes from changes nothing."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network

_FORWARDING = {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"}
_SECURE = {"http": "https", "ws": "wss"}


class Proxies:
    """`networks` are those of the proxies."""

    def __init__(self, networks: Sequence[Network] = ()) -> None:
        self._networks = tuple(networks)

    def trusts(self, host: str) -> bool:
        address = _address(host)
        return address is not None and any(address in network for network in self._networks)

    def origin(self, peer: str, forwarded_for: str) -> str:
        """Who really asks: each proxy writes at the end of the list from whom it has it, so it is read from there, for
        as long as those who wrote are ours."""
        seen = peer
        for said in reversed(forwarded_for.split(",")):
            if not self.trusts(seen):
                break
            if (address := _address(said)) is None:
                break
            seen = str(address)
        return seen


class Forwarded:
    """The outermost of all: what comes from our proxies looks as if it came without them."""

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = scope.get("client")
        if scope["type"] in ("http", "websocket") and peer and self._proxies.trusts(peer[0]):
            headers = Headers(scope=scope)
            forwarded_for = ",".join(headers.getlist("x-forwarded-for"))
            if (origin := self._proxies.origin(peer[0], forwarded_for)) != peer[0]:
                scope["client"] = (origin, 0)
            if _scheme(headers) == "https":
                scope["scheme"] = _SECURE.get(scope["scheme"], scope["scheme"])
        await self._app(scope, receive, send)


def came_directly(headers: Headers) -> bool:
    """Whether nothing between us and the other end says that it was there."""
    return _FORWARDING.isdisjoint(headers.keys())


def parsed(text: str) -> tuple[Network, ...]:
    """A list with commas or spaces between, as it stands in a setting; raises `ValueError`."""
    return tuple(ip_network(each) for each in text.replace(",", " ").split())


def neighbourhood(host: str) -> str:
    """What limits count by: an address, and of IPv6 the network, as everybody has as many addresses as they like."""
    address = _address(host)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or host)


def _scheme(headers: Headers) -> str:
    """What the nearest proxy was spoken to in; it writes last."""
    said = headers.getlist("x-forwarded-proto")
    return said[-1].rpartition(",")[2].strip().lower() if said else ""


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, perhaps with a port."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
