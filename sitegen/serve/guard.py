"""Who may ask: only pages of the preview itself, under names that no other site can take.

A page of some other site can send requests to this machine, and by DNS rebinding even under a name of its own choosing.
Its browser then says so: in Host, in Origin, in Sec-Fetch-Site. All names are compared whole, as strings, with a list
of those that are ours, so that no other spelling of an address (127.1, 0x7f000001, a port 08000) slips through.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Mapping

from sitegen.text.values import value

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine alone: no other site can take them, so that they may also come without a port, as through a
forwarded one."""
_HTTP_PORT = 80
_SHOWN_AS_PAGE = frozenset({"document", "iframe"})
"""A link from another site may lead here: a browser lets that site read nothing of what it then shows."""


@value
class Guard:
    """Knows the names under which the preview answers: those of `names`, with the port as a browser writes it.

    `any_own_address` also allows the very IP address at which a request came in: right when the preview listens at
    all addresses of the machine. An address cannot be rebound as a name can.
    """

    names: frozenset[str]
    port: int
    any_own_address: bool = False

    def refusal(self, headers: Mapping[str, str], came_in_at: str = "") -> str:
        """Why a request with these headers (names in lower case) is not answered; empty when it is.

        `came_in_at` is the IP address of this machine that the request was sent to.
        """
        hosts = self._hosts(came_in_at)
        host = headers.get("host", "").lower()
        if host not in hosts:
            return "this preview does not answer under that name"
        origin = headers.get("origin")
        if origin is not None and origin.lower() != f"http://{host}":
            return "this preview answers only its own pages"
        if headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
            return ""
        shown_as_page = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") in _SHOWN_AS_PAGE
        return "" if shown_as_page else "this preview answers only its own pages"

    def _hosts(self, came_in_at: str) -> frozenset[str]:
        own = frozenset({bracketed(came_in_at)} if self.any_own_address and came_in_at else ())
        names = self.names | own
        with_port = frozenset(f"{name}:{self.port}" for name in names)
        return with_port | (names if self.port == _HTTP_PORT else names & frozenset(_LOOPBACK))


def guard_for(host: str, port: int) -> Guard:
    """The guard of a preview that listens at `host`: a name, an IP address, or 0.0.0.0 or :: for all addresses."""
    return Guard(frozenset(name.lower() for name in _names_for(host)), port, is_everywhere(host))


def is_everywhere(host: str) -> bool:
    """True for the addresses that mean every address of the machine."""
    address = _address(host)
    return address is not None and address.is_unspecified


def is_loopback(host: str) -> bool:
    """True when only this machine can reach `host`."""
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def bracketed(host: str) -> str:
    """The host as it stands in an address: IPv6 in brackets and without a zone, IPv4 always in its own spelling."""
    address = _address(host)
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or f"[{address.compressed}]")
    return host


def _names_for(host: str) -> Iterator[str]:
    if is_everywhere(host):
        machine = socket.gethostname()
        yield from (*_LOOPBACK, machine, f"{machine.partition('.')[0]}.local")
    elif is_loopback(host):
        yield from (*_LOOPBACK, bracketed(host))
    else:
        yield bracketed(host)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
