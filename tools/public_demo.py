"""Builds the demo as it may be published: without the news report, whose text is its publisher's (see NOTICE).

    python tools/public_demo.py OUTPUT

The public address is taken from SITEGEN_BASE_URL, as `sitegen build` does.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
REPORT = "battle-tanks-for-ukraine"


def copy_demo(target: Path) -> None:
    """The demo project in the new folder `target`, without the report and without the paragraphs that link to it."""
    shutil.copytree(SEEDS, target, ignore=shutil.ignore_patterns(f"{REPORT}.*"))
    for page in (*target.rglob("*.md"), *target.rglob("*.txt")):
        paragraphs = page.read_text(encoding="utf-8").split("\n\n")
        page.write_text("\n\n".join(p for p in paragraphs if REPORT not in p), encoding="utf-8")


def main(output: Path) -> int:
    """The exit status of the build."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        copy_demo(demo)
        command = [sys.executable, "-m", "sitegen", "build", str(demo), "--output", str(output), "--strict"]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/public_demo.py OUTPUT")
    sys.exit(main(Path(sys.argv[1])))
