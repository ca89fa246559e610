"""Where a request may go: to public addresses alone, each checked after its name is resolved, redirects no less."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from sitegen.text.values import value

Resolve = Callable[[str, int], list[str]]
"""From the name of a host and a port, its addresses as digits. Raises OSError."""

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(Exception):
    """An address that is not asked, with the reason."""


@value
class Target:
    """An address that may be asked: `places` are the addresses of its host, as digits."""

    scheme: str
    host: str
    port: int
    path: str
    places: tuple[str, ...]


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves it."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked(url: str, home: str, resolve: Resolve = resolved) -> Target:
    """The target of an address that may be asked. Raises RefusedError for one that may not, and OSError.

    It has to be https and to lead to public addresses alone, by whatever name. The one exception is `home`, the service
    that is asked, where that is itself written as a loopback address: then it, and nothing else there, may be asked.
    """
    scheme, host, port, path = _parts(url)
    at_home = (scheme, host, port) == _parts(home)[:3]
    if scheme != "https" and not at_home:
        raise RefusedError("it is no https address")
    places = tuple(dict.fromkeys(resolve(host, port)))
    if not places:
        raise RefusedError("its name leads nowhere")
    if not (at_home and _is_loopback(host)):
        for place in places:
            if not is_public(ipaddress.ip_address(place.partition("%")[0])):
                raise RefusedError(f"it leads to {place}, which is no public address")
    return Target(scheme, host, port, path, places)


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, and so is every other that is written inside it."""
    return all(one.is_global and not one.is_multicast for one in (address, *_inside(address)))


def _inside(address: Address) -> Iterator[Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo or ()
        yield from (one for one in (address.ipv4_mapped, address.sixtofour, *teredo) if one is not None)
        if address in _NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port, and path with query. Raises RefusedError for what is no address of the web."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise RefusedError("it is no address") from error
    if scheme not in PORTS or not host:
        raise RefusedError("it is no address of the web")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("it holds a name or a password")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise RefusedError("it holds characters that an address has not")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return scheme, host, port or PORTS[scheme], path


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
