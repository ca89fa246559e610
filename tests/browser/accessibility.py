"""What axe-core finds on a page as it stands, in light and in dark, with its rules loaded once a page."""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours: a dark page is the light one in other colours, element for element."""


def assert_accessible(page: Page, *within: str) -> None:
    """Fail with axe's report if it finds anything in the parts of the page, selectors; with none, in all of it."""
    found = [_run(page, within, ()), _run_in_dark(page, within)]
    reports = [results.generate_report() for results in found if results.violations_count]
    assert not reports, f"{page.url}: {' '.join(reports)}"


def _run_in_dark(page: Page, within: tuple[str, ...]) -> AxeResults:
    markup = page.content()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.content() == markup, "the page is another one in the dark"
    results = _run(page, within, OF_COLOURS)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return results


def _run(page: Page, within: tuple[str, ...], rules: tuple[str, ...]) -> AxeResults:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    where = json.dumps({"include": [[selector] for selector in within]} if within else "html")
    options = json.dumps({"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {}))
    return AxeResults(page.evaluate(f"axe.run({where}, {options})"))
