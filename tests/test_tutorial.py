"""docs/tutorial.md does what it says: its files are written, its commands run, and what they print is what it shows."""

from __future__ import annotations

import base64
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import run_sitegen

TUTORIAL = (Path(__file__).parent.parent / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NOT_HERE = ("pip", "cd", "sitegen serve")
"""What is not run: a test has no index of packages and no browser to open."""
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)


class Reader:
    """Somebody who follows the page."""

    def __init__(self, folder: Path, host: Path) -> None:
        self.folder = folder
        self.host = host
        self.printed = ""
        self.commands: list[str] = []

    def follow(self, kind: str, block: str) -> None:
        {"sh": self.run, "text": self.compare, "markdown": self.write, "yaml": self.say}[kind](block)

    def run(self, block: str) -> None:
        self.printed = ""
        for line in block.splitlines():
            self.commands.append(line)
            if line.startswith("sitegen new"):
                done = run_sitegen(*line.split()[1:], cwd=self.folder.parent)
                assert done.returncode == 0, done.stderr
            elif line.startswith(("rm", "git")):
                words = line.replace("ADDRESS", shlex.quote(str(self.host)))
                subprocess.run(["sh", "-c", words], cwd=self.folder, check=True, capture_output=True)
            elif not line.startswith(NOT_HERE):
                self.printed += self.told(line)

    def told(self, line: str) -> str:
        words = [one.strip('"') for one in re.findall(r'"[^"]*"|\S+', line)]
        done = run_sitegen(*words[1:], cwd=self.folder)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def compare(self, block: str) -> None:
        flat = " ".join(self.printed.split())
        for line in block.splitlines():
            assert " ".join(line.split()) in flat, (line, self.printed)

    def write(self, block: str) -> None:
        (self.folder / "articles" / "quay.md").write_text(block, encoding="utf-8")

    def say(self, block: str) -> None:
        where, _, yaml = block.partition("\n")
        article, site = self.folder / "articles" / "quay.md", self.folder / "site.yaml"
        _, head, text = article.read_text(encoding="utf-8").split("---\n", 2)
        if where == "# the head of articles/quay.md":
            article.write_text(f"---\n{yaml}---\n{text}", encoding="utf-8")
        elif where == "# more in the head of articles/quay.md":
            article.write_text(f"---\n{head}{yaml}---\n{text}", encoding="utf-8")
        elif where == "# at the end of site.yaml":
            site.write_text(site.read_text(encoding="utf-8") + yaml, encoding="utf-8")
        else:
            path = self.folder / where.removeprefix("# ")
            assert path.read_text(encoding="utf-8").count("status: draft") == 1
            path.write_text(yaml, encoding="utf-8")
            (self.folder / "static" / "portraits").mkdir(parents=True)
            (self.folder / "static" / "portraits" / "odile-varga.png").write_bytes(PICTURE)


def blocks() -> Iterator[tuple[str, str]]:
    yield from BLOCK.findall(TUTORIAL)


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository to publish in, for somebody who has told Git a name and nothing else."""
    (tmp_path / "gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    for name in [name for name in os.environ if name.startswith(("GIT_", "SITEGEN_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    subprocess.run(["git", "init", "-q", "--bare", "host.git"], cwd=tmp_path, check=True)
    return tmp_path / "host.git"


def test_the_tutorial_can_be_followed(tmp_path: Path, host: Path) -> None:
    reader = Reader(tmp_path / "my-site", host)
    for kind, block in blocks():
        reader.follow(kind, block)
    page = (reader.folder / "_site" / "articles" / "quay.html").read_text(encoding="utf-8")
    assert "checked by R. Editor on 15 March 2026" in page
    assert 'data-by="fishmongers"' in page
    assert 'data-by="Jonas Vell"' in page
    assert "jonas-vell" not in page
    assert 'data-entity="larkmoor"' in page
    assert "A woman in a yellow raincoat at a railing" in page
    assert {"sitegen serve --open", 'pip install "sitegen-press[deploy]"'} <= set(reader.commands)
    shown = ["git", "-C", str(host), "show", "gh-pages:articles/quay.html"]
    assert "checked by R. Editor" in subprocess.run(shown, capture_output=True, check=True).stdout.decode()
