"""Where in its file each row stands, as the user would type it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.check.rows import Row, Topic
from sitegen.files.text_file import read_text_file
from sitegen.model import Article
from sitegen.read.source_lines import Lines, find_lines
from sitegen.site import Site


def located(rows: Sequence[Row], site: Site) -> tuple[Row, ...]:
    """The rows in the same order, with lines and columns, and with paths as seen from where the project was named."""
    root = site.config.root
    by_path: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.offset is not None:
            by_path[row.path].append(number)
    articles = _Articles(site)
    found: dict[int, tuple[int, int]] = {}
    for path, numbers in by_path.items():
        source = read_text_file(root / path, path)
        lines = find_lines(articles.at(path), source)
        found |= {number: _place(rows[number], lines, source) for number in numbers}
    return tuple(_located(row, root, found.get(number)) for number, row in enumerate(rows))


def _place(row: Row, lines: Lines, source: str) -> tuple[int, int]:
    """Line and column of the row; of a link or a picture those of its target, which stand in no word of the text."""
    line, column = lines.at(row.offset or 0)
    if row.topic not in (Topic.LINKS, Topic.PICTURES) or not row.subject:
        return line, column
    written = ((number, words.find(row.subject) + 1) for number, words in enumerate(source.split("\n"), 1))
    return min((place for place in written if place[1]), key=lambda at: abs(at[0] - line), default=(line, column))


def _located(row: Row, root: Path, place: tuple[int, int] | None) -> Row:
    line, column = place or (row.line, row.column)
    return replace(row, path=(root / row.path).as_posix(), line=line, column=column)


class _Articles:
    """The articles and pages of a site by the paths of their files."""

    def __init__(self, site: Site) -> None:
        self._store = site.store
        self._keys: Mapping[str, int] = {one.article.path: one.key for one in site.facts}
        self._pages: Mapping[str, Article] = {page.path: page for page in site.pages}

    def at(self, path: str) -> Article:
        """The article or page whose file is at this path."""
        if path in self._pages:
            return self._pages[path]
        return self._store.annotated(self._keys[path]).article
