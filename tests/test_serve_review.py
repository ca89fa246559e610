"""The correction desk by HTTP: who is listened to, and what a move does from the request to the file."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from desk_project import FERRY, make_project, write
from test_serve_app import GUARD, Answer, Client

from sitegen.desk.bench import Desk
from sitegen.serve.app import App
from sitegen.serve.events import Board
from sitegen.serve.preview import Plan, Preview
from sitegen.serve.review import MOST_BYTES, Review


@dataclass(frozen=True)
class Page:
    """A page of a preview with a desk, as its script sees it."""

    app: App
    preview: Preview

    def ask(self, method: str, name: str, body: bytes = b"", *headers: tuple[str, str], in_parts: int = 1) -> Answer:
        bare, _, query = f"/.sitegen/{name}".partition("?")
        named = {key.lower() for key, _ in headers}
        usual = [("Host", "testserver")] if "host" not in named else []
        scope = {
            "type": "http",
            "method": method,
            "path": unquote(bare),
            "query_string": query.encode(),
            "headers": [(key.lower().encode(), value.encode()) for key, value in (*headers, *usual)],
            "server": ("127.0.0.1", 80),
        }
        size = -(-len(body) // in_parts) or 1
        parts = [body[at : at + size] for at in range(0, len(body), size)] or [b""]
        waiting = [{"type": "http.request", "body": part, "more_body": part is not parts[-1]} for part in parts]
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        answered = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))

    @property
    def headers(self) -> dict[str, str]:
        assert self.app.review is not None
        return {
            "Origin": "http://testserver",
            "Content-Type": "application/json",
            "X-Sitegen-Token": self.app.review.token,
        }

    def post(self, name: str, value: Any, **other: str | None) -> Answer:
        """A request with a JSON body; `other` headers go in the place of the usual ones, None without."""
        headers = {**self.headers, **{key.replace("_", "-"): value for key, value in other.items()}}
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        given = ((key, value) for key, value in headers.items() if value is not None)
        return self.ask("POST", f"desk/{name}", body, *given)

    def get(self, name: str) -> Any:
        answer = self.ask("GET", f"desk/{name}")
        assert answer.status_code == 200, answer.text
        return json.loads(answer.content)

    def state(self, page: str = "/articles/ferry.html") -> Any:
        return self.get(f"article?path={page}")


def page_of(folder: Path, base_path: str = "") -> Page:
    preview = Preview(Plan(folder, folder / "_site"))
    board = Board(preview.rebuild())
    assert not board.snapshot.problems
    review = Review(Desk(lambda: preview.grounds), lambda address: board.snapshot.find(address.lstrip("/")))
    return Page(App(board, GUARD, base_path, review), preview)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def desk(project: Path) -> Page:
    return page_of(project)


def hide(state: Any, words: str = "Ines Duarte", **keys: Any) -> dict[str, Any]:
    mention = next(one for one in state["mentions"] if one["words"] == words)
    at = {"start": mention["start"], "end": mention["end"]}
    return {"act": "hide", "article": state["article"], "at": at, **keys}


def answered(answer: Answer, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.content)


def test_from_the_state_to_the_file_and_back(desk: Page, project: Path) -> None:
    state = desk.state()
    assert state["article"] == state["writes_to"] == "articles/ferry.md"
    seen = answered(desk.post("preview", {"move": hide(state), "digests": state["digests"]}))
    assert seen["label"] == "hide “Ines Duarte” in this article"
    assert '+  Ines Duarte: ""\n' in seen["files"][0]["diff"]
    assert (project / "articles" / "ferry.md").read_text() == FERRY, "a preview writes nothing"
    done = answered(desk.post("write", {"move": hide(state), "digests": seen["digests"]}))
    assert done["written"] == ["articles/ferry.md"]
    assert done["undo"] == {"label": seen["label"]}
    assert (project / "articles" / "ferry.md").read_text() == FERRY.replace(
        "14\n", '14\nentities:\n  Ines Duarte: ""\n'
    )
    assert desk.state()["undo"] == done["undo"]
    back = answered(desk.post("undo", {}))
    assert (back["written"], back["undo"]) == (["articles/ferry.md"], None)
    assert (project / "articles" / "ferry.md").read_text() == FERRY
    assert answered(desk.post("undo", {}), 422)["diagnostics"][0]["code"] == "SG759"


def test_a_file_that_changed_meanwhile_is_not_written(desk: Page, project: Path) -> None:
    state = desk.state()
    (project / "articles" / "ferry.md").write_text(FERRY + "More.\n")
    for name in ("preview", "write"):
        told = answered(desk.post(name, {"move": hide(state), "digests": state["digests"]}), 409)
        assert (told["error"], told["changed"]) == ("changed", ["articles/ferry.md"])
    assert (project / "articles" / "ferry.md").read_text() == FERRY + "More.\n"


def test_undo_is_refused_where_somebody_wrote_since(desk: Page, project: Path) -> None:
    state = desk.state()
    seen = answered(desk.post("preview", {"move": hide(state), "digests": state["digests"]}))
    answered(desk.post("write", {"move": hide(state), "digests": seen["digests"]}))
    path = project / "articles" / "ferry.md"
    edited = path.read_text() + "More.\n"
    path.write_text(edited)
    assert answered(desk.post("undo", {}), 409)["changed"] == ["articles/ferry.md"]
    assert path.read_text() == edited


def test_a_write_needs_the_digest_of_every_file(desk: Page, project: Path) -> None:
    state = desk.state()
    accept = hide(state, act="accept", scope="everywhere")
    before = (project / "knowledge" / "people.yaml").read_text()
    assert (
        "people.yaml"
        in answered(desk.post("write", {"move": accept, "digests": state["digests"]}), 400)["diagnostics"][0]["message"]
    )
    assert answered(desk.post("write", {"move": accept, "digests": {}}), 400)["error"] == "malformed"
    seen = answered(desk.post("preview", {"move": accept, "digests": state["digests"]}))
    (project / "knowledge" / "people.yaml").write_text(before + "\n")
    told = answered(desk.post("write", {"move": accept, "digests": seen["digests"]}), 409)
    assert told["changed"] == ["knowledge/people.yaml"]
    assert (project / "knowledge" / "people.yaml").read_text() == before + "\n"


WRONG = [
    ({"X_Sitegen_Token": None}, 403),
    ({"X_Sitegen_Token": ""}, 403),
    ({"X_Sitegen_Token": "é"}, 403),
    ({"X_Sitegen_Token": "x" * 43}, 403),
    ({"Origin": None}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
    ({"Sec_Fetch_Site": "cross-site"}, 403),
    ({"Content_Type": "text/plain"}, 415),
    ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ({"Content_Type": None}, 415),
]


@pytest.mark.parametrize(("headers", "status"), WRONG)
@pytest.mark.parametrize("name", ["preview", "write", "undo"])
def test_strangers_write_nothing(desk: Page, project: Path, name: str, headers: Any, status: int) -> None:
    state = desk.state()
    answer = desk.post(name, {"move": hide(state), "digests": state["digests"]}, **headers)
    assert answer.status_code == status
    assert not [key for key in answer.headers if key.startswith("access-control")]
    assert (project / "articles" / "ferry.md").read_text() == FERRY


BODIES = [
    (b"", 400),
    (b"{", 400),
    (b"[" * 20_000, 400),
    (b"1" * 9_000, 400),
    (b"\xff", 400),
    (b"null", 400),
    (b"[]", 400),
    (b'{"move": 1, "digests": {}}', 400),
    (b'{"move": {}, "digests": {}, "more": 1}', 400),
    (b'{"move": {"act": "hide", "\\ud800": 1}, "digests": {}}', 400),
    (b'{"move": {"act": "hide", "article": "a", "at": {"exact": "\\ud800"}}, "digests": {}}', 400),
    (b'{"move": {"act": "hide", "article": "a", "at": {"exact": "b"}}, "digests": {"a\\u0000b": ""}}', 400),
    (b'{"move": {"act": "hide", "article": "a", "at": {"exact": "b"}}, "digests": {"/etc/passwd": ""}}', 409),
    (b'{"move": {"act": "hide", "article": "a", "at": {"exact": "b"}}, "digests": {"../secret": ""}}', 409),
    (b'{"move": {"act": "hide", "article": "../../etc/passwd", "at": {"exact": "b"}}, "digests": {}}', 422),
    (b'{"move": {"act": "hide", "article": "articles", "at": {"exact": "b"}}, "digests": {}}', 422),
    (b" " * (MOST_BYTES + 1), 413),
]


@pytest.mark.parametrize(("body", "status"), BODIES)
@pytest.mark.parametrize("name", ["preview", "write"])
def test_bodies_that_are_none(desk: Page, name: str, body: bytes, status: int) -> None:
    told = answered(desk.post(name, body), status)
    assert told["diagnostics"]


def test_a_long_body_is_not_read_to_its_end(desk: Page) -> None:
    answer = desk.ask("POST", "desk/undo", b" " * 10 * MOST_BYTES, *desk.headers.items(), in_parts=100)
    assert answer.status_code == 413


def test_undo_takes_nothing(desk: Page) -> None:
    assert answered(desk.post("undo", {"x": 1}), 400)["error"] == "malformed"


@pytest.mark.parametrize(
    ("method", "name", "allowed"),
    [
        ("GET", "write", "POST"),
        ("PUT", "undo", "POST"),
        ("POST", "article", "GET, HEAD"),
        ("DELETE", "entities", "GET, HEAD"),
    ],
)
def test_other_methods(desk: Page, method: str, name: str, allowed: str) -> None:
    answer = desk.ask(method, f"desk/{name}", b"", *desk.headers.items())
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("name", ["", "nothing", "write/", "../desk.js", "article/x"])
def test_nothing_else_is_there(desk: Page, name: str) -> None:
    for method in ("GET", "POST"):
        assert desk.ask(method, f"desk/{name}", b"{}", *desk.headers.items()).status_code == 404


def test_pages_have_the_token_and_the_script(desk: Page) -> None:
    assert desk.app.review is not None
    shown = Client(desk.app).get("/articles/ferry.html")
    assert f'src="/.sitegen/desk.js" data-token="{desk.app.review.token}"' in shown.text
    assert desk.ask("GET", "desk.js").status_code == desk.ask("GET", "desk.css").status_code == 200
    bare = Client(App(desk.app.board, GUARD)).get("/articles/ferry.html")
    assert "desk.js" not in bare.text
    assert bare.headers["etag"] != shown.headers["etag"], "a page that a browser kept has the token of an older preview"


def test_without_a_desk_there_is_nothing_of_it(desk: Page) -> None:
    bare = Page(App(desk.app.board, GUARD), desk.preview)
    for name in ("desk/article?path=/articles/ferry.html", "desk/entities?q=a", "desk.js", "desk.css", "desk/"):
        assert bare.ask("GET", name).status_code == 404
    assert bare.ask("POST", "desk/undo", b"{}", *desk.headers.items()).status_code == 405


def test_the_search(desk: Page) -> None:
    found = desk.get("entities?q=osk&kind=person")["entities"]
    assert [(one["id"], one["origin"]) for one in found] == [("oskar-lindqvist", "knowledge")]
    assert desk.get("entities?q=duarte&article=articles/ferry.md")["entities"][0]["id"] == "ines-duarte"
    assert len(desk.get("entities?q=a&limit=3")["entities"]) == 3
    assert desk.get("entities?q=zzzz")["entities"] == []
    for wrong in ("limit=x", "limit=99999", "kind=thing", "limit=%C2%B2"):
        assert desk.ask("GET", f"desk/entities?q=a&{wrong}").status_code == 400


def test_doubts_of_all_articles(project: Path) -> None:
    open_end = "The boat lay there.\n\n“Nobody could say when the boat would go on.”\n\nIt rained in Ashby Combe.\n"
    write(project / "articles" / "open.txt", open_end)
    desk = page_of(project)
    doubts = desk.get("doubts")["doubts"]
    sure = [one["probability"] for one in doubts]
    assert sure == sorted(sure)
    assert ("articles/open.txt", "quotation", "q1") in {
        (one["article"], one["what"], one["fragment"]) for one in doubts
    }
    assert all(0 <= one["probability"] < 0.95 for one in doubts)
    assert len(desk.get("doubts?limit=1")["doubts"]) == 1
    shown = Client(desk.app)
    for one in doubts:
        assert f'id="{one["fragment"]}"' in shown.get(f"/{one['page']}").text
    assert desk.ask("GET", "desk/doubts?limit=-1").status_code == 400


def test_the_state_leads_to_every_link_of_the_page(desk: Page) -> None:
    state, html = desk.state(), Client(desk.app).get("/articles/ferry.html").text
    linked = set(re.findall(r'<a id="(m-[^"]+)"', html))
    assert {one["fragment"] for one in state["mentions"]} - {""} == linked
    assert {one["fragment"] for one in state["quotations"]} - {""} == set(re.findall(r' id="(q\d+)"', html))
    for one in (*state["mentions"], *state["quotations"]):
        assert f'id="{one["paragraph"]}"' in html
    text = state["text"]
    assert all(text[one["start"] : one["end"]] == one["words"] for one in state["mentions"])
    assert [one["id"] for one in state["speakers"]][:2] == ["ines-duarte", "oskar-lindqvist"]
    assert state["mentions"][0]["entry"] == {
        "name": "Ines Duarte",
        "kind": "person",
        "id": "ines-duarte",
        "role": "harbour master of Vorsel",
        "file": "knowledge/people.yaml",
    }
    assert [one["probability"] for one in state["doubts"]] == sorted(one["probability"] for one in state["doubts"])
    assert state["corrections"] == []


def test_no_article(desk: Page) -> None:
    for asked in ("path=/index.html", "path=/none", "", "path=/articles/../ferry.html"):
        assert desk.ask("GET", f"desk/article?{asked}").status_code == 404
    assert desk.ask("GET", "desk/article?source=../../etc/passwd").status_code == 422


def test_each_preview_has_a_token_of_its_own(desk: Page) -> None:
    tokens = {Review(desk.app.review.desk, lambda address: None).token for _ in range(3)} if desk.app.review else set()
    assert len(tokens) == 3
    assert all(len(token) >= 40 for token in tokens)
