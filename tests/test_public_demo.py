"""The demo as it is published: every article that is ours, and not a sentence of the one that is not."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from linkcheck import find_mistakes

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds" / "articles"
REPORT = "battle-tanks-for-ukraine"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("public") / "site"
    command = [sys.executable, str(ROOT / "tools" / "public_demo.py"), str(output)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return output


def words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", "", text)))


def test_not_a_sentence_of_the_report_is_published(demo: Path) -> None:
    report = words((SEEDS / f"{REPORT}.txt").read_text(encoding="utf-8"))
    stretches = {tuple(report[at : at + 8]) for at in range(len(report) - 7)}
    for path in sorted(path for path in demo.rglob("*") if path.is_file()):
        found = words(path.read_text(encoding="utf-8"))
        assert not stretches & {tuple(found[at : at + 8]) for at in range(len(found) - 7)}, path
        assert REPORT not in path.read_text(encoding="utf-8"), path


def test_all_other_articles_are(demo: Path) -> None:
    ours = {path.stem for path in SEEDS.iterdir() if path.suffix in {".txt", ".md"}} - {REPORT}
    assert {path.stem for path in (demo / "articles").glob("*.html")} == ours
    assert find_mistakes(demo) == []


def test_the_page_about_the_demo_still_reads(demo: Path) -> None:
    about = " ".join(words((demo / "about.html").read_text(encoding="utf-8")))
    assert "The people in them are invented" in about
    assert "a real news report" not in about
