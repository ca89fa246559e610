"""Runs Lighthouse over one page of each kind and fails below the marks that the project holds itself to."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

MARKS = {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Lowest score of 100 for each category. Performance should be 100; a busy machine takes some points off."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def find_pages(site: Path) -> list[str]:
    """One page of every kind: of each folder the first that search engines may show, if there is any."""
    folders = ("articles", "people", "countries", "places", "organizations")
    first = [sorted(_entries(site / f), key=lambda page: (is_hidden(page), page))[:1] for f in folders]
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


def main(site: Path) -> int:
    """0 when every page reaches every mark, else 1."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    failed = False
    for page in find_pages(site):
        marks = {name: mark for name, mark in MARKS.items() if not (is_hidden(site / page) and name == "seo")}
        address = f"http://127.0.0.1:{server.server_port}/{page}"
        tries = (measure(address, Path(".ci/node/node_modules/.bin").resolve()) for _ in range(3))
        for scores in tries:
            if all(scores[name] >= mark for name, mark in marks.items()):
                break
        else:
            failed = True
        print(f"Lighthouse {page}: " + ", ".join(f"{name} {score:.0f}" for name, score in scores.items()))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
