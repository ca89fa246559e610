"""How long a card takes to open, its layout with it: in Chromium, on the page of 60 entities and 200 mentions."""

from __future__ import annotations

import shutil
from pathlib import Path

import made_site
from playwright.sync_api import sync_playwright

from sitegen.build import build

MOST_MILLISECONDS = 16
OPENING = """() => {
    const card = document.getElementById('card'), taken = [];
    for (const mention of document.querySelectorAll('a.mention')) {
        mention.scrollIntoView({block: 'center', behavior: 'instant'});
        mention.focus({preventScroll: true});
        mention.getBoundingClientRect();
        const begun = performance.now();
        mention.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', altKey: true, bubbles: true}));
        card.getBoundingClientRect();
        taken.push(performance.now() - begun);
        mention.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    }
    return taken.sort((a, b) => a - b);
}"""


def test_a_card_opens_within_a_frame(tmp_path: Path) -> None:
    build(made_site.write_project(tmp_path / "project"), tmp_path / "site")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((tmp_path / "site" / made_site.STORY).as_uri())
        runs = [page.evaluate(OPENING) for _ in range(3)]
        browser.close()
    assert {len(run) for run in runs} == {made_site.MENTIONS}
    best = min(runs, key=lambda run: run[len(run) * 95 // 100])
    print(
        f"\na card opens in {best[len(best) // 2]:.1f} ms (median), {best[len(best) * 95 // 100]:.1f} (95 in 100),",
        end=" ",
    )
    print(f"n = {len(best)}, best of {len(runs)} runs")
    assert best[len(best) * 95 // 100] <= MOST_MILLISECONDS
