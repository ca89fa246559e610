"""Answers requests from the newest snapshot; what is not at hand is made by a thread meanwhile."""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.serve.events import Board
from sitegen.serve.guard import Guard
from sitegen.serve.inject import OWN, Ahead, add_preview, render_error_page, render_plain_page
from sitegen.serve.review import PREFIX, Review
from sitegen.serve.snapshot import LOST, Served, SiteFile, State, served, tag_of
from sitegen.serve.threads import in_thread
from sitegen.text.values import value

_RANGE = re.compile(r"bytes=(?!-$)([0-9]{0,15})-([0-9]{0,15})", re.ASCII)
_ALLOWED = ("GET", "HEAD")
_ALWAYS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@value
class App:
    """The preview as an ASGI application; `base_path` comes before every path of the site."""

    board: Board
    guard: Guard
    base_path: str = ""
    review: Review | None = None
    """The correction desk, where there is one."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            response = await self._answer(Request(scope, receive))
            response.headers.update(_ALWAYS)
            await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        came_in_at = (request.scope.get("server") or ("",))[0]
        if any(len(request.headers.getlist(name)) > 1 for name in ("host", "origin")):
            return PlainTextResponse("Refused: a header that may come once came twice.\n", 400)
        if why := self.guard.refusal(request.headers, came_in_at):
            return PlainTextResponse(f"Refused: {why}.\n", 403)
        path = request.scope["path"]
        if self.review is not None and path.startswith(OWN + PREFIX):
            return await self.review.answer(request, path.removeprefix(OWN + PREFIX))
        if request.method not in _ALLOWED:
            return PlainTextResponse("Only GET and HEAD are answered.\n", 405, {"Allow": ", ".join(_ALLOWED)})
        if path.startswith(OWN):
            return self._own(request, path.removeprefix(OWN))
        if not path.startswith(f"{self.base_path}/"):
            return self._outside(path)
        return await in_thread(self._site, request, path[len(self.base_path) + 1 :])

    def _own(self, request: Request, name: str) -> Response:
        """The preview's own files, and the stream of events."""
        if name == "events":
            return self._events(request)
        own = _own_files(_OWN_FILES if self.review is None else _WITH_DESK).get(name)
        return _sent(request, own) if own else PlainTextResponse("There is no such file.\n", 404)

    def _events(self, request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        wanted = request.query_params
        path = unquote(wanted.get("path", "")).removeprefix(f"{self.base_path}/")
        known = State(wanted.get("page", ""), wanted.get("files", ""), wanted.get("styles", ""))
        return StreamingResponse(self.board.events(path, known), media_type="text/event-stream")

    def _outside(self, path: str) -> Response:
        """The answer to an address outside a site that lies below a path."""
        inside = f"{self.base_path}/"
        if path == self.base_path:
            return Response(status_code=301, headers={"Location": inside})
        words = f"The site lies below {inside}, as a project site does, and this address is outside:"
        page = render_plain_page("Outside the site", words, inside)
        return Response(page, 404, media_type="text/html")

    def _site(self, request: Request, path: str) -> Response:
        snapshot = self.board.snapshot
        state = snapshot.state(path)
        if not snapshot.files:
            return Response(render_error_page(state, snapshot.problems), 500, media_type="text/html")
        name = snapshot.find(path)
        if name is None and (folder := snapshot.folder(path)):
            return Response(status_code=301, headers={"Location": f"{self.base_path}/{quote(folder)}"})
        file = snapshot.files.get(name or LOST)
        if file is None:
            return PlainTextResponse("There is no such page.\n", 404)
        ahead = Ahead(snapshot.held.get(name or LOST), tuple(sorted(snapshot.held)))
        shown = _WithPreview(file, state, snapshot.problems, self._token, ahead) if file.is_page else file
        try:
            return _sent(request, shown, 200 if name else 404)
        except SitegenError as error:
            return _instead(file, state, (*snapshot.problems, *error.diagnostics), self._token)

    @property
    def _token(self) -> str:
        return self.review.token if self.review is not None else ""


@value
class _WithPreview:
    """A page as it is sent: with the preview's script, and with what is wrong."""

    file: SiteFile
    state: State
    problems: tuple[Diagnostic, ...]
    token: str = ""
    """That of the correction desk, where there is one."""
    ahead: Ahead = field(default_factory=Ahead)

    @property
    def type(self) -> str:
        """Its content type."""
        return self.file.type

    @property
    def is_page(self) -> bool:
        """True: it is a page."""
        return True

    @property
    def tag(self) -> str:
        """A tag that differs when the page does, or when something else is wrong."""
        return tag_of(repr((self.state, self.token)).encode())

    @property
    def content(self) -> bytes:
        """The page. Raises SitegenError."""
        html = self.file.content.decode("utf-8", "replace")
        return add_preview(html, self.state, self.problems, self.token, self.ahead).encode()

    @property
    def latest(self) -> bytes | None:
        """The page as it was, without the script."""
        return self.file.latest


def _instead(file: SiteFile, state: State, problems: tuple[Diagnostic, ...], token: str) -> Response:
    """What is answered where a file cannot be made: the page as it was when it could be, else the problems alone."""
    before = file.latest if file.is_page else None
    if before is None:
        return Response(render_error_page(state, problems), 500, media_type="text/html")
    page = add_preview(before.decode("utf-8", "replace"), state, problems, token)
    return Response(page, 200, media_type="text/html")


def _sent(request: Request, file: SiteFile, status: int = 200) -> Response:
    """The file, or word that what the browser has is still the newest."""
    tag = f'"{file.tag}"'
    headers = {"ETag": tag, "Content-Type": file.type}
    asked = {known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")}
    if status == 200 and (tag in asked or "*" in asked):
        return Response(status_code=304, headers={"ETag": tag})
    if status == 200 and not file.is_page:
        headers["Accept-Ranges"] = "bytes"
        if request.headers.get("if-range", tag) == tag and (part := _RANGE.fullmatch(request.headers.get("range", ""))):
            return _part(file.content, headers, part[1], part[2])
    return Response(file.content, status, headers)


def _part(content: bytes, headers: dict[str, str], first: str, last: str) -> Response:
    """One stretch of a file (RFC 9110, 14.2): players of sound and film ask for it. `first` and `last` are digits."""
    size = len(content)
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    return Response(content[start : end + 1], 206, headers | {"Content-Range": f"bytes {start}-{end}/{size}"})


_OWN_FILES = ("live.js", "live.css")
_WITH_DESK = (*_OWN_FILES, "desk.js", "desk.css")


@cache
def _own_files(names: tuple[str, ...]) -> dict[str, Served]:
    folder = Path(__file__).parent
    return {name: served(name, (folder / name).read_bytes()) for name in names}
