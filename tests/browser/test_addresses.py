"""One site, three homes: below a repository's name, on a domain, and on the disk. It works in all with no setting."""

from __future__ import annotations

import functools
import http.server
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import ROOT, OpenPage, each
from linkcheck import PageReader

from sitegen.build import build

KINDS = [
    "index.html",
    "articles/slower-ferry.html",
    "people/ragnhild-tveitnes.html",
    "people/index.html",
    "countries/norway.html",
    "places/bergen.html",
    "glossary.html",
    "quotations.html",
    "about.html",
]


class Host(http.server.SimpleHTTPRequestHandler):
    """Shows a folder below a path, as GitHub Pages does: 404.html for whatever is not there."""

    def __init__(self, *arguments: object, base: str, **settings: object) -> None:
        self.base = base
        super().__init__(*arguments, **settings)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.base) if path.startswith(f"{self.base}/") else "/nothing")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path.startswith(f"{self.base}/"):
            self.wfile.write((Path(self.directory) / "404.html").read_bytes())

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def hosted(site: Path, base: str) -> Iterator[str]:
    """The address of the site on a local server, below the path `base`."""
    handler = functools.partial(Host, directory=str(site), base=base)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Home:
    """Where the site is: its address, the pages that can be reached there, and the links that lead nowhere."""

    address: str
    pages: dict[str, PageReader]
    broken: list[str]


@pytest.fixture(scope="module", params=["below a name", "on a domain", "on the disk"])
def home(request: pytest.FixtureRequest, site: Path) -> Iterator[Home]:
    """The demo site in each of its homes."""
    if request.param == "on the disk":
        yield Home(site.as_uri(), *crawl(site.as_uri()))
        return
    with hosted(site, "/repo" if request.param == "below a name" else "") as address:
        yield Home(address, *crawl(address))


def crawl(home: str) -> tuple[dict[str, PageReader], list[str]]:
    """Every page that can be reached from the first one, by address, and every link that leads nowhere."""
    pages: dict[str, PageReader] = {}
    files: set[str] = set()
    links = [("the reader", f"{home}/index.html")]
    broken = []
    for page, link in links:
        address = urldefrag(link).url
        if address in pages or address in files or not is_local(address):
            continue
        try:
            if not address.startswith(f"{home}/"):
                raise OSError("outside the site")
            with urllib.request.urlopen(address) as answer:
                content = answer.read()
        except OSError as error:
            broken.append(f"{page}: {link}: {error}")
            continue
        files.add(address)
        if address.endswith(".html"):
            pages[address] = PageReader()
            pages[address].feed(content.decode("utf-8"))
            links += [(address, urljoin(address, reference)) for reference in pages[address].references]
    places = ((page, *urldefrag(link)) for page, link in links)
    broken += [f"{page}: no #{i} in {to}" for page, to, i in places if i and to in pages and i not in pages[to].ids]
    return pages, broken


def is_local(address: str) -> bool:
    """Whether this leads to this machine, and not to somebody else's site."""
    return address.startswith(("file:", "http://127.0.0.1"))


def test_every_link_of_every_page_leads_somewhere(home: Home, site: Path) -> None:
    assert home.broken == []
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert {page.removeprefix(f"{home.address}/") for page in home.pages} == there, "every page can be reached"


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    links = ("index.html#there", "index.html#gone", "gone.html", "../outside.html", "https://elsewhere.example/")
    (tmp_path / "site").mkdir()
    (tmp_path / "outside.html").touch()
    text = "".join(f'<a id="there" href="{link}">' for link in links)
    (tmp_path / "site" / "index.html").write_text(text)
    pages, broken = crawl((tmp_path / "site").as_uri())
    assert len(pages) == 1
    assert [any(word in found for found in broken) for word in ("#gone", "gone.html", "outside.html")] == [True] * 3
    assert len(broken) == 3


def test_each_kind_of_page_is_whole_in_a_browser(home: Home, visit: OpenPage) -> None:
    for kind, page in zip(KINDS, each(visit, [f"{home.address}/{kind}" for kind in KINDS]), strict=True):
        assert page.complaints == [], kind
        sheets = page.evaluate("[...document.styleSheets].map(sheet => sheet.href)")
        assert sheets[-1] == f"{home.address}/assets/style.css", kind
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute", kind
        links = page.evaluate("[...document.links].map(link => link.href)")
        own = {urldefrag(link).url for link in links if is_local(link)}
        assert own, kind
        assert {link for link in own if link.endswith(".html")} <= set(home.pages), kind


def test_one_goes_from_page_to_page(home: Home, visit: OpenPage) -> None:
    page = visit("index.html", address=home.address)
    page.click("main a[href='articles/slower-ferry.html']")
    page.wait_for_url(f"{home.address}/articles/slower-ferry.html")
    page.click("nav a:text-is('People')")
    page.wait_for_url(f"{home.address}/people/index.html")
    page.click("main a[href='ragnhild-tveitnes.html']")
    page.wait_for_url(f"{home.address}/people/ragnhild-tveitnes.html")
    page.click(".site-title a")
    page.wait_for_url(f"{home.address}/index.html")


@pytest.mark.parametrize("base", ["", "/repo"])
def test_the_page_for_what_is_not_there_works_at_any_depth(
    base: str, site: Path, visit: OpenPage, tmp_path: Path
) -> None:
    if base:  # the one thing that needs a setting: a page that is shown anywhere cannot know where the root is
        site = tmp_path / "site"
        build(ROOT / "seeds", site, base_url=f"https://somebody.example{base}")
    with hosted(site, base) as address:
        for lost in ("nowhere.html", "articles/nowhere.html", "a/b/c/"):
            page = visit(lost, address=address)
            assert len(page.complaints) == 1, "only the page itself is not there"
            assert "status of 404" in page.complaints[0]
            assert page.locator("h1").inner_text() == "There is no such page"
            assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
        page.click("main a")
        page.wait_for_url(f"{address}/index.html")
