"""The demo site and two made ones in Debian's Chromium, from a local server and from the disk."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import made_site
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sitegen.build import build

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STORY = "articles/battle-tanks-for-ukraine.html"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks the tests of this folder, before `-m` chooses."""
    if Path(__file__).parent in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)  # after pytest has grouped tests by their parameters
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests of this folder last: Playwright's event loop runs on until the very end."""
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)


_begun_again: set[str] = set()


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: Any) -> None:
    """Runs a test that hung, and so ended its process, once more in a new one: a browser may hang at any page."""
    if crashitem not in _begun_again and hasattr(sched, "pending"):
        _begun_again.add(crashitem)
        report.outcome = "hung, begun again"
        sched.mark_test_pending(crashitem)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, built once, with every mention a link: there is more to try."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(ROOT / "seeds", folder / "project")
    settings = folder / "project" / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("linking: section", "linking: all"), encoding="utf-8")
    build(folder / "project", folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with an article of 60 entities and 200 mentions, built once."""
    folder = tmp_path_factory.mktemp("made")
    build(made_site.write_project(folder / "project"), folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose pages run from right to left, built once."""
    output = tmp_path_factory.mktemp("mirrored") / "site"
    build(made_site.WORDS / "rtl", output)
    return output


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site on a local server."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def serving_article(folder: Path, name: str, text: str) -> Iterator[str]:
    """The address of a site that has one article, made in the folder."""
    (folder / "project").mkdir(exist_ok=True)
    (folder / "project" / name).write_text(text, encoding="utf-8")
    build(folder / "project", folder / "site")
    with serving(folder / "site") as address:
        yield address


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the demo site on a local server."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def served_made(made: Path) -> Iterator[str]:
    """The address of the site with the large article."""
    with serving(made) as address:
        yield address


@pytest.fixture(scope="session")
def served_mirrored(mirrored: Path) -> Iterator[str]:
    """The address of the site from right to left."""
    with serving(mirrored) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests, the one that is on PATH."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "no Chromium on PATH: `make test` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, served: str) -> Iterator[OpenPage]:
    """Opens a page of the demo site in a new context; what it complains of is in `page.complaints`.

    With `stopped` the clock of the page stands still, and goes on by `page.clock.run_for` only.
    """
    contexts: list[BrowserContext] = []

    def visit_page(path: str = STORY, address: str = "", *, stopped: bool = False, **settings: object) -> Page:
        wanted = {"viewport": {"width": 1280, "height": 900}} | settings
        context = chromium.new_context(**wanted)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.complaints = []
        page.on(
            "console", lambda message: message.type in ("error", "warning") and page.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.complaints.append(request.url) if _foreign(request.url) else None)
        if stopped:
            page.clock.install(time=0)
        page.goto(f"{address or served}/{path}")
        if stopped:
            page.clock.pause_at(60_000)
        return page

    yield visit_page
    for context in contexts:
        context.close()


def open_marks(page: Page) -> None:
    """Shows the buttons that say what is marked."""
    if not page.locator(".marks").evaluate("marks => marks.open"):
        page.click(".marks summary")


def each(visit: OpenPage, addresses: list[str], **settings: object) -> Iterator[Page]:
    """The pages, one after the other, in one browser window."""
    page = None
    for address in addresses:
        if page is None:
            folder, _, name = address.rpartition("/")
            page = visit(name, folder, **settings)
        else:
            page.goto(address)
        yield page


def _foreign(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1", "file://", "data:"))


@dataclass(frozen=True)
class Story:
    """The largest article of a site, and the mentions in it that tests go to."""

    site: Path
    address: str
    path: str
    person: str
    """Its id; so are the others. This one is in the text once or more, and says something there."""
    name: str
    other: str
    row: tuple[str, str, str]
    """Fragments of three mentions that follow one another in a paragraph."""
    repeated: str
    country: str

    @property
    def first(self) -> str:
        """The first mention of the person, as a selector."""
        return f"#m-{self.person}-1"


@pytest.fixture(params=["demo", "made"])
def story(request: pytest.FixtureRequest, site: Path, served: str, made: Path, served_made: str) -> Story:
    """The article of the seed, then the one with 60 entities and 200 mentions."""
    if request.param == "demo":
        row = ("m-poland-1", "m-latvia-1", "m-russia-1")
        return Story(site, served, STORY, "zbigniew-rau", "Zbigniew Rau", "twitter", row, "russia", "germany")
    row = ("m-lutheran-gauge-archive-2", "m-quellmar-3", "m-ottokar-brennhuis-2")
    person = ("sandor-vatrenyi", "Sandor Vatrenyi")
    return Story(made, served_made, made_site.STORY, *person, "yevheniia-dubravska", row, "norway", "denmark")


@pytest.fixture
def read(visit: OpenPage, story: Story) -> OpenPage:
    """Opens the story in a new context, with the settings of `visit`."""
    return partial(visit, story.path, story.address)


def find_kinds(site: Path) -> list[str]:
    """One page of every kind that the site has; of articles the largest."""
    top = ["index.html", "404.html", "about.html", "glossary.html", "quotations.html", "search.html"]
    kinds = [site / name for name in top]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        kinds.append(folder / "index.html")
        kinds += sorted(set(folder.glob("*.html")) - {folder / "index.html"}, key=_size)[-1:]
    return [path.relative_to(site).as_posix() for path in kinds if path.is_file()]


def _size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, path.name
