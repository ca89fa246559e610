"""Markdown whose paths are written as Windows has them: `..\\..\\ferry.png`, where a backslash would be lost."""

from __future__ import annotations

import re
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.helpers.parse_link_destination import _Result

_STEP = re.compile(r"<?\.{1,2}\\")


def windows_paths(md: MarkdownIt) -> None:
    """Have addresses that begin with such a step read with slashes; all others are what CommonMark makes of them."""
    known = vars(helpers) | {"parseLinkDestination": _link_destination}
    # A copy: the module itself is shared by every parser.
    md.helpers = SimpleNamespace(**known)  # type: ignore[assignment]


def _link_destination(text: str, begin: int, end: int) -> _Result:
    found = helpers.parseLinkDestination(text, begin, end)
    written = text[begin : found.pos]
    if found.ok and _STEP.match(written):
        found.str = written.strip("<>").replace("\\", "/")
    return found
