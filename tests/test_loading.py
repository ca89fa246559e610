"""What a build loads: only what it needs for what is there, for loading is most of what a small build does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_BUILD = """
import sys
from sitegen.cli import cli
cli.main(["build", sys.argv[1], "--output", sys.argv[2]], standalone_mode=False)
print(*sorted(sys.modules))
"""
_ARTICLE = """---
title: The harbour of Alto reopens
date: 2026-10-05
tags: [harbour, ferries]
---

“We sail again on Monday,” Ines Duarte, the harbour master, said in Lisbon. She thanked the crew of the ferry.

The port of Alto was closed for three weeks after the storm. Ferries to Porto Novo are to leave twice a day.
"""


_ENTRY = "- name: Ines Duarte\n  kind: person\n  summary: Harbour master of Alto.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one Markdown article."""
    folder = tmp_path_factory.mktemp("loading")
    (folder / "project" / "articles").mkdir(parents=True)
    (folder / "project" / "articles" / "harbour.md").write_text(_ARTICLE)
    (folder / "project" / "site.yaml").write_text("title: The Alto Gazette\n")
    (folder / "project" / "knowledge").mkdir()
    (folder / "project" / "knowledge" / "people.yaml").write_text(_ENTRY)
    return folder


def _loaded(folder: Path) -> frozenset[str]:
    """The modules that a build has loaded at its end."""
    words = [sys.executable, "-c", _BUILD, str(folder / "project"), str(folder / "out")]
    told = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert (folder / "out" / "articles" / "harbour.html").is_file()
    return frozenset(told.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def loaded(folder: Path) -> frozenset[str]:
    """The modules that a first build has loaded."""
    return _loaded(folder)


@pytest.mark.parametrize(
    "unneeded",
    [
        "bs4",
        "concurrent.futures",
        "markdown_it",
        "importlib.metadata",
        "importlib.resources",
        "multiprocessing",
        "pydantic",
        "rich",
        "ruamel.yaml",
        "sitegen.export.tei",
        "sitegen.read.html",
        "sitegen.read.plain",
        "tomllib",
    ],
)
def test_a_build_of_a_markdown_article_does_without(loaded: frozenset[str], unneeded: str) -> None:
    assert {"sitegen.read.markdown", "sitegen.pages.render"} <= loaded
    assert unneeded not in loaded


def test_a_new_summary_loads_nothing_that_annotates(loaded: frozenset[str], folder: Path) -> None:
    annotators = {"sitegen.annotate", "sitegen.names", "sitegen.quotations"}
    (folder / "project" / "knowledge" / "people.yaml").write_text(_ENTRY.replace("Harbour", "The harbour"))
    again = _loaded(folder)
    assert "The harbour master" in (folder / "out" / "people" / "ines-duarte.html").read_text()
    assert annotators <= loaded
    assert not annotators & again


def test_an_edit_of_an_article_loads_no_reader_of_yaml(loaded: frozenset[str], folder: Path) -> None:
    (folder / "project" / "articles" / "harbour.md").write_text(_ARTICLE.replace("thanked", "praised"))
    again = _loaded(folder)
    assert "praised the crew" in (folder / "out" / "articles" / "harbour.html").read_text()
    assert "yaml" in loaded  # for knowledge is a list
    assert "yaml" not in again


def test_a_run_loads_the_command_that_it_is_of(loaded: frozenset[str]) -> None:
    assert "sitegen.cli.build" in loaded
    assert not loaded & {"sitegen.cli.check", "sitegen.cli.serve", "sitegen.cli.import_"}


def test_warnings_that_no_terminal_shows_load_nothing_for_colours(folder: Path) -> None:
    entry = "  aliases: [Lisbon]\n"
    (folder / "project" / "knowledge" / "people.yaml").write_text(_ENTRY + entry)
    words = [sys.executable, "-m", "sitegen", "build", str(folder / "project"), "--output", str(folder / "out")]
    told = subprocess.run([*words[:1], "-X", "importtime", *words[1:]], capture_output=True, text=True, timeout=60)
    assert "warning[SG212]: the alias 'Lisbon' is the name of `lisbon` (place)" in told.stderr
    assert "sitegen.cli.diagnostics" in told.stderr
    assert "rich" not in told.stderr


def test_a_build_with_warnings_and_nobody_to_tell_them_is_built(folder: Path) -> None:
    words = [sys.executable, "-m", "sitegen", "build", str(folder / "project"), "--output", str(folder / "out")]
    told = subprocess.run(["sh", "-c", 'exec "$@" 2>&-', "sh", *words], capture_output=True, text=True, timeout=60)
    assert (told.returncode, told.stderr) == (0, "")
    assert "1 warning" in told.stdout
