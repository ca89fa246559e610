"""Asks a service of the web for JSON: named, patient, bounded in time and size, and never led astray by a redirect.

The standard library's http.client does it: the connection must go to the very address that was checked, else a name
could lead elsewhere the moment after, and there the socket is ours to open. A library would need the same below it.
"""

from __future__ import annotations

import datetime
import email.utils
import http.client
import json
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.enrich.addresses import PORTS, RefusedError, Resolve, Target, checked, resolved
from sitegen.text.values import value

MOST_BYTES = 20_000_000
"""Largest answer that is read; items of large countries have some millions."""
MOST_REDIRECTS = 5
MOST_TRIES = 3
"""So often a service that is busy is asked the same."""
LONGEST_WAIT = 60.0
"""Seconds that are waited for a busy service at most, each time."""
FIRST_WAIT = 5.0
"""Seconds where it does not say how long."""
QUIET = 20.0
"""Seconds after which a silent connection is given up."""
LONGEST_ANSWER = 120.0
"""Seconds in which an answer has to be there whole."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_CHUNK = 65_536


@value
class Answer:
    """What a service answers: its status, where it redirects to, how long it asks to wait, and the body."""

    status: int
    location: str = ""
    retry_after: str = ""
    body: bytes = b""


@value
class Client:
    """Asks the service at `home`, such as https://www.wikidata.org, and says who asks."""

    home: str
    agent: str
    resolve: Resolve = resolved
    sleep: Callable[[float], None] = time.sleep

    def get_json(self, path: str) -> Any:
        """The answer to a path with its query, read as JSON. Raises SitegenError: SG776 where the service cannot be
        reached, SG777 for an address that must not be asked, SG778 for any answer but JSON, SG779 where it is busy.
        """
        body = self._get(self.home + path)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise _error(self.home + path, "the answer is no JSON", "SG778") from error

    def _get(self, url: str) -> bytes:
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask_patiently(url)
            if answer.status == http.client.OK:
                return answer.body
            if answer.status not in _REDIRECTS or not answer.location:
                raise _error(url, f"the answer is status {answer.status}", "SG778")
            url = _led_to(url, answer.location)
        raise _error(url, "one redirect leads to another, again and again", "SG778")

    def _ask_patiently(self, url: str) -> Answer:
        """The answer, once the service is no longer busy; it is waited for as long as it asks, within bounds."""
        for tried in range(MOST_TRIES):
            answer = self._ask(url)
            if answer.status not in _BUSY:
                return answer
            wait = seconds_of(answer.retry_after, FIRST_WAIT * 2**tried)
            if wait > LONGEST_WAIT:
                told = f"the service asks to wait {wait:,.0f} seconds"
                raise _error(url, told, "SG779", "run the command again then: what came is kept")
            if tried + 1 < MOST_TRIES:
                self.sleep(wait)
        raise _error(url, "the service is busy", "SG779", "run the command again later: what came is kept")

    def _ask(self, url: str) -> Answer:
        try:
            target = checked(url, self.home, self.resolve)
            return _answer(target, self.agent)
        except RefusedError as error:
            raise _error(url, f"this address is not asked: {error}", "SG777") from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            told = getattr(error, "strerror", None) or str(error) or type(error).__name__
            hint = "is there a connection to the internet? What was asked before is kept"
            raise _error(url, f"cannot be reached: {told}", "SG776", hint) from error


def seconds_of(retry_after: str, otherwise: float) -> float:
    """The seconds that a Retry-After header asks to wait, as a number or as a moment (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return otherwise
    zone = moment.tzinfo or datetime.UTC
    return max((moment.replace(tzinfo=zone) - datetime.datetime.now(datetime.UTC)).total_seconds(), 0.0)


def _answer(target: Target, agent: str) -> Answer:
    deadline = time.monotonic() + LONGEST_ANSWER
    connection = _connection(target)
    try:
        headers = {"Host": _authority(target), "User-Agent": agent, "Accept": "application/json"}
        connection.request("GET", target.path, headers=headers)
        response = connection.getresponse()
        is_wanted = response.status == http.client.OK
        body = _body(response, deadline) if is_wanted else b""
        told = response.headers
        return Answer(response.status, told.get("Location", ""), told.get("Retry-After", ""), body)
    finally:
        connection.close()


def _connection(target: Target) -> http.client.HTTPConnection:
    """A connection to the place that was checked, in the name of the host that was asked for."""
    sock = _opened(target)
    if target.scheme == "https":
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
        except BaseException:
            sock.close()
            raise
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = sock
    return connection


def _authority(target: Target) -> str:
    """Host and port as a request names them."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == PORTS[target.scheme] else f"{host}:{target.port}"


def _opened(target: Target) -> socket.socket:
    """A socket to the first of the places that answers. Raises OSError."""
    failed: OSError | None = None
    for place in target.places:
        try:
            return socket.create_connection((place, target.port), timeout=QUIET)
        except OSError as error:
            failed = error
    assert failed is not None
    raise failed


def _body(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The whole body. Raises OSError where it is too large or comes too slowly, and IncompleteRead."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise OSError(f"the answer is longer than {MOST_BYTES:,} bytes")
        if time.monotonic() > deadline:
            raise OSError(f"the answer took longer than {LONGEST_ANSWER:.0f} seconds")
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _led_to(url: str, location: str) -> str:
    """Where a redirect leads. Raises SitegenError (SG777) for what is no address."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise _error(location, "this address is not asked: it is none", "SG777") from error


def _error(url: str, message: str, code: str, hint: str = "") -> SitegenError:
    shown = "".join(c if c.isprintable() else "�" for c in url[:300])
    return SitegenError(Diagnostic(shown, message, code, help=hint))
