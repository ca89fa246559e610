"""The socket that the preview listens at."""

from __future__ import annotations

import errno
import os
import socket

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.serve.guard import bracketed, is_everywhere

DEFAULT_PORT = 8000
_TRIED = 100
"""How many ports are tried from the default one upwards."""


def listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens at `host` and `port`; without a port, at the first free one from DEFAULT_PORT upwards.

    Raises SitegenError: SG701 when the port is taken, SG702 when there is no such address to listen at.
    """
    family, address = _resolve(host)
    for number in (port,) if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + _TRIED):
        try:
            return _listen(family, address, number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SitegenError(_no_address(f"{host}:{number}", error)) from error
    if port is None:
        message, hint = f"the ports {DEFAULT_PORT} to {DEFAULT_PORT + _TRIED - 1} are taken", "name a port with --port"
    else:
        message, hint = f"port {port} is taken", "name another one, or leave --port out to get a free one"
    raise SitegenError(Diagnostic("serve", message, "SG701", help=hint))


def address_of(host: str, listening: socket.socket) -> str:
    """The address that a browser on this machine takes, without a slash at its end."""
    name = "127.0.0.1" if is_everywhere(host) else bracketed(host)
    port = listening.getsockname()[1]
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def _resolve(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SitegenError(_no_address(host, error)) from error
    family, _, _, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    return family, str(address[0])


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(256)
    except BaseException:
        listening.close()
        raise
    return listening


def _no_address(named: str, error: Exception) -> Diagnostic:
    why = error.strerror if isinstance(error, OSError) and error.strerror else error
    hint = "leave --host and --port out, or name an address of this machine and a port from 1024 upwards"
    return Diagnostic("serve", f"cannot listen at {named}: {why}", "SG702", help=hint)
