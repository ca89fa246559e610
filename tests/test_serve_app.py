"""What the preview answers: as GitHub Pages would, from memory, and nothing from disk."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.serve.app import App
from sitegen.serve.content_types import content_type
from sitegen.serve.events import Board
from sitegen.serve.guard import Guard
from sitegen.serve.snapshot import Files, Snapshot, State, served

FILES = {
    "index.html": b"<body>home</body>",
    "404.html": b"<body>lost</body>",
    "articles/a.html": b"<body>a</body>",
    "people/index.html": b"<body>people</body>",
    "both.html": b"<body>both</body>",
    "both/index.html": b"<body>folder</body>",
    "deep/er/x.html": b"<body>deep</body>",
    "assets/style.css": b"p { color: red }",
    "assets/cards.js": b"1",
    "caf\u00e9.html": b"<body>cafe</body>",
    "a b&c.txt": b"text",
    "CNAME": b"example.org",
    ".nojekyll": b"",
}
GUARD = Guard(frozenset({"testserver"}), 80)
PROBLEM = Diagnostic("a.md", "is <b>wrong</b>", "SG101", 3, help="mend it")


def board(*problems: Diagnostic, **files: bytes) -> Board:
    return Board(Snapshot(Files({path: served(path, content) for path, content in (files or FILES).items()}), problems))


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass(frozen=True)
class Client:
    """Asks an application for exactly the path that is given, as no library would."""

    app: App

    def request(self, method: str, path: str, *headers: tuple[str, str]) -> Answer:
        bare, _, query = path.partition("?")
        named = {name.lower() for name, _ in headers}
        sent_headers = [*headers, *(() if "host" in named else (("Host", "testserver"),))]
        scope = {
            "type": "http",
            "method": method,
            "path": unquote(bare),
            "raw_path": bare.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in sent_headers],
            "server": ("127.0.0.1", 80),
        }
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        content = b"" if method == "HEAD" else b"".join(message.get("body", b"") for message in sent[1:])
        answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], answered, content)

    def get(self, path: str, *headers: tuple[str, str]) -> Answer:
        return self.request("GET", path, *headers)


def client(base_path: str = "", shown: Board | None = None) -> Client:
    return Client(App(shown or board(), GUARD, base_path))


FOUND = [
    ("/", "home"),
    ("/index.html", "home"),
    ("/index", "home"),
    ("/articles/a.html", ">a<"),
    ("/articles/a", ">a<"),
    ("/articles/a?x=../../etc/passwd", ">a<"),
    ("/people/", "people"),
    ("/people/index.html", "people"),
    ("/both", ">both<"),
    ("/both/", "folder"),
    ("/caf%C3%A9", "cafe"),
    ("/caf%c3%a9.html", "cafe"),
    ("/%61rticles/a", ">a<"),
    ("/a%20b&c.txt", "text"),
]


@pytest.mark.parametrize(("path", "words"), FOUND)
def test_found(path: str, words: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 200
    assert words in answer.text


LOST = [
    "/nothing",
    "/Index.html",
    "/articles/A.html",
    "/articles/",
    "/articles",
    "/deep/er/",
    "/articles/a/",
    "/articles/a.html/",
    "//",
    "//index.html",
    "/articles//a.html",
    "/./index.html",
    "/articles/../index.html",
    "/..%2findex.html",
    "/%2e%2e/index.html",
    "/%2e%2e%2f%2e%2e%2fetc/passwd",
    "/..%5cindex.html",
    "/articles%5ca.html",
    "/articles%2f..%2findex.html",
    "/%252e%252e/index.html",
    "/index.html%00",
    "/%00",
    "/index.html%20",
    "/index.html.",
    "/etc/passwd",
    "/sitegen/serve/app.py",
    "/caf%E9.html",
    "/cafe%CC%81.html",
    "/.sitegen",
    "/\u2025/index.html",
]


@pytest.mark.parametrize("path", LOST)
def test_lost(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 404
    assert "lost" in answer.text


@pytest.mark.parametrize(
    ("path", "place"), [("/people", "/people/"), ("/repo/people", "/repo/people/"), ("/repo", "/repo/")]
)
def test_a_folder_without_its_slash_leads_to_the_folder(path: str, place: str) -> None:
    answer = client("/repo" if path.startswith("/repo") else "").get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, place)


@pytest.mark.parametrize("path", ["//evil.example/people", "//people", "/people//", "/\\evil.example"])
def test_no_answer_leads_elsewhere(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 404
    assert "location" not in answer.headers


BELOW = [
    ("/repo/", 200),
    ("/repo/articles/a", 200),
    ("/repo/nothing", 404),
    ("/", 404),
    ("/articles/a", 404),
    ("/repository/", 404),
    ("/repo/repo/", 404),
    ("//repo/", 404),
    ("/REPO/", 404),
    ("/%72epo/", 200),
]


@pytest.mark.parametrize(("path", "status"), BELOW)
def test_a_project_site_lies_below_its_path(path: str, status: int) -> None:
    assert client("/repo").get(path).status_code == status


def test_a_site_without_a_page_for_the_lost() -> None:
    shown = board(**{"index.html": b"x"})
    answer = client(shown=shown).get("/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/nothing", "/.sitegen/events", "/.sitegen/live.js"])
def test_only_get_and_head(method: str, path: str) -> None:
    answer = client().request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/nothing", "/assets/style.css", "/people", "/.sitegen/live.js"])
def test_head_is_get_without_the_content(path: str) -> None:
    head, get = client().request("HEAD", path), client().get(path)
    assert head.status_code == get.status_code
    assert head.headers == get.headers


def test_headers_of_every_answer() -> None:
    for path in ("/", "/nothing", "/people", "/.sitegen/live.css", "/.sitegen/none"):
        headers = client().get(path, ("Origin", "http://testserver")).headers
        assert headers["cache-control"] == "no-cache"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in headers if name.startswith("access-control") or name == "set-cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        [("Host", "evil.example")],
        [("Origin", "http://evil.example")],
        [("Sec-Fetch-Site", "cross-site")],
        [("Host", "testserver"), ("Host", "evil.example")],
        [("Origin", "http://testserver"), ("Origin", "http://evil.example")],
    ],
)
@pytest.mark.parametrize("path", ["/", "/.sitegen/live.js", "/.sitegen/events"])
def test_strangers_are_told_nothing(headers: list[tuple[str, str]], path: str) -> None:
    answer = client().get(path, *headers)
    assert answer.status_code in {400, 403}
    assert answer.headers["content-type"].startswith("text/plain")
    assert "evil" not in answer.text
    assert "home" not in answer.text


def test_a_tag_saves_sending_what_is_known() -> None:
    for path in ("/", "/assets/style.css"):
        tag = client().get(path).headers["etag"]
        again = client().get(path, ("If-None-Match", f'"other", W/{tag}'))
        assert (again.status_code, again.content) == (304, b"")
        other = client(shown=board(**{path.lstrip("/") or "index.html": b"new"})).get(path, ("If-None-Match", tag))
        assert other.status_code == 200


STYLE = FILES["assets/style.css"]


@pytest.mark.parametrize(
    ("asked", "status", "content", "told"),
    [
        ("bytes=0-2", 206, STYLE[:3], "bytes 0-2/16"),
        ("bytes=4-", 206, STYLE[4:], "bytes 4-15/16"),
        ("bytes=-5", 206, STYLE[-5:], "bytes 11-15/16"),
        ("bytes=-99", 206, STYLE, "bytes 0-15/16"),
        ("bytes=2-99", 206, STYLE[2:], "bytes 2-15/16"),
        ("bytes=16-", 416, b"", "bytes */16"),
        ("bytes=-0", 416, b"", "bytes */16"),
        ("bytes=9-3", 416, b"", "bytes */16"),
        ("bytes=-", 200, STYLE, ""),
        ("bytes=0-1,3-4", 200, STYLE, ""),
        ("bytes=a-b", 200, STYLE, ""),
        ("lines=0-1", 200, STYLE, ""),
    ],
)
def test_a_stretch_of_a_file(asked: str, status: int, content: bytes, told: str) -> None:
    answer = client().get("/assets/style.css", ("Range", asked))
    assert (answer.status_code, answer.content) == (status, content)
    assert answer.headers.get("content-range", "") == told


def test_no_stretch_of_another_edition_and_none_of_a_page() -> None:
    other = client().get("/assets/style.css", ("Range", "bytes=0-2"), ("If-Range", '"other"'))
    page = client().get("/", ("Range", "bytes=0-2"))
    assert (other.status_code, page.status_code) == (200, 200)


def test_pages_get_the_script_and_other_files_stay_as_they_are() -> None:
    assert "/.sitegen/live.js" in client().get("/").text
    assert "/.sitegen/live.js" in client().get("/nothing").text
    for path in ("assets/style.css", "assets/cards.js", "CNAME"):
        assert client().get(f"/{path}").content == FILES[path]


def test_a_mistake_is_shown_over_the_last_good_build() -> None:
    shown = client(shown=board(PROBLEM))
    answer = shown.get("/articles/a")
    assert answer.status_code == 200
    assert ">a<" in answer.text
    assert "a.md:3" in answer.text
    assert "is &lt;b&gt;wrong&lt;/b&gt;" in answer.text
    assert "help: mend it" in answer.text
    assert shown.get("/assets/style.css").content == FILES["assets/style.css"]


def test_a_mistake_in_the_first_build_is_all_there_is_to_show() -> None:
    shown = client(shown=Board(Snapshot(problems=(PROBLEM,))))
    for path in ("/", "/articles/a.html"):
        answer = shown.get(path)
        assert answer.status_code == 500
        assert "a.md:3" in answer.text
        assert "/.sitegen/live.js" in answer.text
    assert shown.get("/.sitegen/live.js").status_code == 200


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.HTML", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("a.yaml", "text/yaml; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.tar.gz", "application/gzip"),
        ("a.b/CNAME", "application/octet-stream"),
        ("html", "application/octet-stream"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_content_types(path: str, expected: str) -> None:
    assert content_type(path) == expected


async def _first_events(shown: Board, known: State, *then: Snapshot) -> list[bytes]:
    """What an open page hears at once, and after each new snapshot."""
    events, heard = shown.events("", known), []
    assert await anext(events) == b"retry: 500\n\n"
    for snapshot in (None, *then):
        if snapshot is not None:
            shown.show(snapshot)
        try:
            heard.append(await asyncio.wait_for(anext(events), 0.2))
        except TimeoutError:
            heard.append(b"")
            events = shown.events("", known)
            await anext(events)
    return heard


def changed(**files: bytes) -> Snapshot:
    return board(**(FILES | files)).snapshot


RELOAD = b"event: reload\ndata: page\n\n"


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        (changed(**{"index.html": b"new"}), RELOAD),
        (changed(**{"assets/cards.js": b"2"}), RELOAD),
        (changed(**{"picture.png": b"2"}), RELOAD),
        (board(PROBLEM, **FILES).snapshot, RELOAD),
        (Snapshot(problems=(PROBLEM,)), RELOAD),
        (changed(**{"articles/a.html": b"new"}), b""),
        (changed(**{"feed.xml": b"new"}), b""),
        (changed(), b""),
    ],
)
def test_an_open_page_hears_what_concerns_it(snapshot: Snapshot, expected: bytes) -> None:
    shown = board()
    known = shown.snapshot.state("")
    assert asyncio.run(_first_events(shown, known, snapshot)) == [b"", expected]
    assert asyncio.run(_first_events(Board(snapshot), known))[0] == expected, "a page that comes late hears it too"


def test_a_style_sheet_is_exchanged_without_a_reload() -> None:
    shown = board()
    new = changed(**{"assets/style.css": b"p { color: blue }"})
    heard = asyncio.run(_first_events(shown, shown.snapshot.state(""), new))
    assert heard[1] == f"event: styles\ndata: {new.state('').styles}\n\n".encode()


def test_a_page_that_comes_or_goes_is_loaded_anew() -> None:
    states = [board(**files).snapshot.state("new") for files in (FILES, FILES | {"new.html": FILES["404.html"]})]
    assert states[0].page != states[1].page


def test_streams_end_when_the_preview_closes() -> None:
    async def listen() -> list[bytes]:
        shown = board()
        asyncio.get_running_loop().call_later(0.05, shown.close)
        return [event async for event in shown.events("", shown.snapshot.state(""))]

    assert asyncio.run(listen()) == [b"retry: 500\n\n"]
