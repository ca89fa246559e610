"""Takes the two pictures of the demo that README.md shows, with the Chromium that is on PATH, into docs/pictures/.

    python tools/take_pictures.py

Without the news report, whose text is its publisher's: see public_demo.py.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from public_demo import copy_demo

from sitegen.build import build

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = {"width": 1200, "height": 750}


def open_card(page: Page) -> None:
    """Bring a paragraph to the middle of the window and rest on a name in it."""
    page.evaluate("document.getElementById('m-halvard-instefjord-1').scrollIntoView({block: 'center'})")
    page.hover("#m-halvard-instefjord-1")
    page.wait_for_selector("#card:popover-open")


def main() -> None:
    """Build the demo and take the pictures."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        copy_demo(folder / "demo")
        build(folder / "demo", folder / "site")
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto((folder / "site" / "articles" / "slower-ferry.html").as_uri())
        open_card(page)
        page.screenshot(path=PICTURES / "card.png")
        page.goto((folder / "site" / "index.html").as_uri())
        page.screenshot(path=PICTURES / "home.png")
        browser.close()


if __name__ == "__main__":
    main()
