"""A small project to correct, and an author who makes moves in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitegen.desk.bench import Desk, Prepared
from sitegen.desk.moves import parse_move
from sitegen.desk.scene import Grounds, Scene
from sitegen.serve.preview import Plan, Preview

FERRY = """---
title: The late ferry   # as printed
# nobody knows why
date: 2026-03-14
---
“It is late again,” said Ines Duarte, the harbour master of Vorsel. The mayor, Oskar Lindqvist, laughed.

Duarte waited for two hours. “Nobody told me anything,” Lindqvist said on Friday. Duarte went home like Ashby Combe.
"""
PEOPLE = """# People in the news.

- name: Oskar Lindqvist
  kind: person
  roles:
    - title: Mayor of Vorsel   # since when?

- name: Vera Holm
  kind: person
  status: draft
"""


def make_project(place: Path) -> Path:
    """A project with three articles and some people."""
    folder = place / "project"
    (folder / "articles").mkdir(parents=True)
    (folder / "knowledge").mkdir()
    write(folder / "articles" / "ferry.md", FERRY)
    write(folder / "articles" / "note.txt", "“We will see,” said Ines Duarte, the harbour master of Vorsel.\n")
    write(folder / "articles" / "bare.md", "# Bare\n\n“We saw it,” said Ines Duarte, the harbour master of Vorsel.\n")
    write(folder / "knowledge" / "people.yaml", PEOPLE)
    return folder


def write(path: Path, text: str) -> None:
    """The text as it is, line ends and all."""
    path.write_bytes(text.encode())


class Author:
    """Makes moves at a desk, by the words that they are about."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._preview = Preview(Plan(folder, folder / "_site"))
        self.desk = Desk(self.grounds)

    def grounds(self) -> Grounds | None:
        """What a desk goes by: the last good build."""
        self._preview.rebuild()
        return self._preview.grounds

    def scene(self, article: str = "articles/ferry.md") -> Scene:
        return self.desk.scene(article)

    def move(self, act: str, words: str, nth: int = 0, article: str = "articles/ferry.md", **keys: Any) -> Prepared:
        """What was written for a move at the n-th place of some words."""
        scene = self.scene(article)
        start = -1
        for _ in range(nth + 1):
            start = scene.article.text.index(words, start + 1)
        given = {"act": act, "article": article, "at": {"start": start, "end": start + len(words)}, **keys}
        seen = self.desk.preview(parse_move(given), scene.digests)
        return self.desk.write(parse_move(given), seen.digests)

    def added(self, prepared: Prepared) -> dict[str, str]:
        """By their files, the lines that came, with + before them, and those that went, with -."""
        told = {}
        for change in prepared.changes:
            lines = [line for line in change.diff.splitlines(keepends=True)[2:] if line[0] in "+-"]
            told[change.shown] = "".join(lines)
            after = change.after
            assert after is None or (self.folder / change.shown).read_bytes() == after
        return told
