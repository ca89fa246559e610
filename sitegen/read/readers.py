"""The readers of source files, one for each suffix. A suffix that stands here is one of articles."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.read.draft import Draft, Reader


def _read_html(text: str, path: str) -> Draft:
    from sitegen.read.html import read_html  # each is loaded when there is something for it to read

    return read_html(text, path)


def _read_markdown(text: str, path: str) -> Draft:
    from sitegen.read.markdown import read_markdown

    return read_markdown(text, path)


def _read_plain(text: str, path: str) -> Draft:
    from sitegen.read.plain import read_plain

    return read_plain(text, path)


READERS: Mapping[str, Reader] = {".txt": _read_plain, ".md": _read_markdown, ".html": _read_html}
"""By the suffix of the file, in lower case."""
