"""Runs Lighthouse over one page of each kind and fails below the marks that the project holds itself to."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from pathlib import Path

MARKS = {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Lowest score of 100 for each category. A busy machine takes points off: then the median of three counts."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def find_pages(site: Path) -> list[str]:
    """One page of every kind: of each folder the largest that search engines may show, if there is any."""
    folders = ("articles", "people", "countries", "places", "organizations", "archive", "tags")
    first = [
        sorted(_entries(site / f), key=lambda page: (is_hidden(page), -page.stat().st_size, page))[:1] for f in folders
    ]
    named = [site / name for name in ("index.html", "glossary.html", "quotations.html")]
    return [p.relative_to(site).as_posix() for p in (*named, *(p for some in first for p in some)) if p.is_file()]


def _entries(folder: Path) -> list[Path]:
    return [page for page in folder.glob("*.html") if page.name != "index.html"]


def is_hidden(page: Path) -> bool:
    """True when the page asks search engines to leave it out."""
    return 'content="noindex"' in page.read_text(encoding="utf-8")


def measure(address: str, node: Path) -> dict[str, float]:
    """The scores of one page, 0 to 100, by category."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    command = [node / "lighthouse", address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(MARKS)}"]
    done = subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, check=True)
    return {name: 100 * found["score"] for name, found in json.loads(done.stdout)["categories"].items()}


def measure_well(address: str, node: Path, marks: dict[str, int]) -> dict[str, float]:
    """The scores of one page when it reaches all marks at once, else the medians of three."""
    scores = [measure(address, node)]
    if any(scores[0][name] < mark for name, mark in marks.items()):
        scores += [measure(address, node) for _ in range(2)]
    return {name: statistics.median(score[name] for score in scores) for name in MARKS}


def judge(site: Path) -> bool:
    """True when every page reaches every mark."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    reached = True
    for page in find_pages(site):
        marks = {name: mark for name, mark in MARKS.items() if not (is_hidden(site / page) and name == "seo")}
        address = f"http://127.0.0.1:{server.server_port}/{page}"
        scores = measure_well(address, Path(".ci/node/node_modules/.bin").resolve(), marks)
        reached &= all(scores[name] >= mark for name, mark in marks.items())
        print(f"Lighthouse {page}: " + ", ".join(f"{name} {score:.0f}" for name, score in scores.items()), flush=True)
    return reached


if __name__ == "__main__":
    reached = [judge(Path(site)) for site in sys.argv[1:]]  # all of them, whatever the first says
    sys.exit(0 if all(reached) else 1)
