"""The correction desk by HTTP, for a preview with `--review`: `sitegen.desk` says what is asked and answered.

Every answer is JSON. What may write is asked for with a token that only pages of this preview hold, from their own
origin, and as JSON: no form and no link of another site can send such a request.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sitegen.desk.bench import ChangedError, Desk, Prepared
from sitegen.desk.doubts import doubts_on_site
from sitegen.desk.moves import malformed, parse_digests, parse_move
from sitegen.desk.search import search
from sitegen.desk.state import state_of
from sitegen.diagnostics import Diagnostic, SitegenError, unexpected
from sitegen.model import Entity, Kind
from sitegen.serve.threads import in_thread
from sitegen.site.urls import page_of_article
from sitegen.text.values import value

PREFIX = "desk/"
"""How the names of the desk begin, below the preview's own address."""
TOKEN = "x-sitegen-token"
MOST_BYTES = 65_536
"""Longest body of a request."""
_PATIENCE = 10.0
"""Seconds within which a body must have come."""
_MOST_FOUND = 100
_MALFORMED = "SG751"

Record = dict[str, Any]


class _Refusal(Exception):
    """A request that is not listened to."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.status, self.why, self.headers = status, why, headers


@value
class Review:
    """The desk of one preview. `find` gives the file of the site that an address means, None for none."""

    desk: Desk
    find: Callable[[str], str | None]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    async def answer(self, request: Request, name: str) -> Response:
        """The answer to a request for what is called `name` below `desk/`."""
        try:
            if name in _READ:
                _demand(request.method in ("GET", "HEAD"), 405, "only GET and HEAD are answered", Allow="GET, HEAD")
                asked = dict(request.query_params)
                return await in_thread(_told, lambda: _READ[name](self, asked))
            if name not in _WRITTEN:
                return _json({"error": "unknown"}, 404)
            given = await self._given(request)
            return await in_thread(_told, lambda: _WRITTEN[name](self, given))
        except _Refusal as refusal:
            told = Diagnostic("desk", refusal.why, _MALFORMED, help="reload the page")
            return _json(_wrong("malformed", (told,)), refusal.status, refusal.headers)

    async def _given(self, request: Request) -> Any:
        """What the request brings, when it may write."""
        headers = request.headers
        _demand(request.method == "POST", 405, "only POST is answered", Allow="POST")
        held = headers.get(TOKEN, "").encode("latin-1", "replace")
        _demand(hmac.compare_digest(held, self.token.encode()), 403, "the token of this preview did not come along")
        own = f"http://{headers.get('host', '').lower()}"
        _demand(headers.get("origin", "").lower() == own, 403, "it does not come from a page of this preview")
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        _demand(kind == "application/json", 415, "only application/json is read")
        body = await _body(request)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise _Refusal(400, "this is not JSON") from None

    def article(self, asked: Mapping[str, str]) -> Record:
        """The state of an article."""
        source = asked.get("source") or self._source_of(asked.get("path", ""))
        _demand(bool(source), 404, "this is not the page of an article")
        return {**state_of(self.desk.scene(source)), **self._undoable()}

    def _source_of(self, address: str) -> str:
        """The source file of the article whose page is at an address; empty where there is none."""
        page, grounds = self.find(address), self.desk.grounds()
        facts = grounds.site.facts if grounds is not None else ()
        return next((one.article.path for one in facts if page == page_of_article(one.article)), "")

    def entities(self, asked: Mapping[str, str]) -> Record:
        """Entities by a few letters."""
        grounds, kind = self.desk.grounds(), asked.get("kind", "")
        most = min(_number(asked.get("limit", "20")), _MOST_FOUND)
        _demand(kind in {"", *Kind}, 400, "`kind` is one of the kinds")
        if grounds is None:
            return {"entities": []}
        facts = grounds.facts_of(asked.get("article", ""))
        near = {one.entity_id for one in facts.named} if facts is not None else set[str]()
        every: dict[str, Entity] = {**grounds.knowledge.by_id, **grounds.site.entities}
        return {"entities": search(every.values(), asked.get("q", "")[:200], kind, most, near)}

    def doubts(self, asked: Mapping[str, str]) -> Record:
        """What is not sure in all articles."""
        grounds, limit = self.desk.grounds(), _number(asked.get("limit", "100"))
        return {"doubts": doubts_on_site(grounds.site, limit) if grounds is not None else []}

    def preview(self, given: Any) -> Record:
        """What a move would write."""
        prepared = self.desk.preview(*_move_of(given))
        files = [{"path": one.shown, "made": one.before is None, "diff": one.diff} for one in prepared.changes]
        return {**_label(prepared), "files": files, "digests": dict(prepared.digests)}

    def write(self, given: Any) -> Record:
        """The same, written."""
        prepared = self.desk.write(*_move_of(given))
        return {**_label(prepared), "written": prepared.paths, **self._undoable()}

    def undo(self, given: Any) -> Record:
        """The last move taken back."""
        if given != {}:
            raise malformed("`undo` takes {}")
        prepared = self.desk.undo()
        return {**_label(prepared), "written": prepared.paths, **self._undoable()}

    def _undoable(self) -> Record:
        last = self.desk.last
        return {"undo": {"label": last} if last else None}


_READ: Mapping[str, Callable[[Review, Mapping[str, str]], Record]] = {
    "article": Review.article,
    "doubts": Review.doubts,
    "entities": Review.entities,
}
_WRITTEN: Mapping[str, Callable[[Review, Any], Record]] = {
    "preview": Review.preview,
    "write": Review.write,
    "undo": Review.undo,
}


def _number(limit: str) -> int:
    _demand(limit.isascii() and limit.isdecimal() and len(limit) < 5, 400, "`limit` is a number")
    return int(limit)


def _demand(right: bool, status: int, why: str, **headers: str) -> None:
    if not right:
        raise _Refusal(status, why, headers)


async def _body(request: Request) -> bytes:
    """The body, when it is not too long and comes in time."""
    body = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.stream():
                body += chunk
                _demand(len(body) <= MOST_BYTES, 413, f"at most {MOST_BYTES} bytes are read")
    except TimeoutError:
        raise _Refusal(408, "it did not come in time") from None
    except ClientDisconnect:
        raise _Refusal(400, "it did not come whole") from None
    return bytes(body)


def _move_of(given: Any) -> tuple[Any, Mapping[str, str]]:
    if not isinstance(given, dict) or given.keys() != {"move", "digests"}:
        raise malformed("`move` and `digests` are expected")
    return parse_move(given["move"]), parse_digests(given["digests"])


def _label(prepared: Prepared) -> Record:
    return {"label": prepared.label, "notes": _records(prepared.notes)}


def _told(work: Callable[[], Record]) -> Response:
    """The answer that `work` gives, or why there is none."""
    try:
        return _json(work())
    except ChangedError as error:
        return _json({**_wrong("changed", error.diagnostics), "changed": error.paths}, 409)
    except SitegenError as error:
        is_move = any(one.code != _MALFORMED for one in error.diagnostics)
        return _json(_wrong("refused" if is_move else "malformed", error.diagnostics), 422 if is_move else 400)
    except _Refusal:
        raise
    except Exception as error:  # a mistake of ours must not look like an answer
        return _json(_wrong("unexpected", (unexpected(error),)), 500)


def _wrong(error: str, diagnostics: Iterable[Diagnostic]) -> Record:
    return {"error": error, "diagnostics": _records(diagnostics)}


def _records(diagnostics: Iterable[Diagnostic]) -> list[Record]:
    keys = ("path", "line", "column", "code", "message", "help", "severity")
    return [{key: getattr(one, key) for key in keys} for one in diagnostics]


def _json(value: Record, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    content = json.dumps(value, separators=(",", ":"))  # in ASCII, so that whatever came can go back
    return Response(content, status, dict(headers or {}), media_type="application/json")
