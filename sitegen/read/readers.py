"""The readers of source files, one for each suffix. A suffix that stands here is one of articles."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.read.draft import Reader
from sitegen.read.html import read_html
from sitegen.read.markdown import read_markdown
from sitegen.read.plain import read_plain

READERS: Mapping[str, Reader] = {".txt": read_plain, ".md": read_markdown, ".html": read_html}
"""By the suffix of the file, in lower case."""
