"""The built demo site in Debian's Chromium, from a local server and from the disk."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

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


@pytest.hookimpl(trylast=True)  # after pytest has grouped tests by their parameters
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of this folder and puts them last: Playwright's event loop runs on until the very end."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, built once."""
    output = tmp_path_factory.mktemp("browser") / "site"
    build(ROOT / "seeds", output)
    return output


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the demo site on a local server."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


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
    """Opens a page of the demo site in a new context; what it complains of is in `page.complaints`."""
    contexts: list[BrowserContext] = []

    def visit_page(path: str = STORY, address: str = "", **settings: object) -> Page:
        wanted = {"viewport": {"width": 1280, "height": 900}} | settings
        context = chromium.new_context(**wanted)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on(
            "console", lambda message: message.type in ("error", "warning") and page.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.complaints.append(request.url) if _foreign(request.url) else None)
        page.goto(f"{address or served}/{path}")
        return page

    yield visit_page
    for context in contexts:
        context.close()


def _foreign(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1", "file://", "data:"))
