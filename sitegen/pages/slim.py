"""Our own scripts as they are sent: without comments, and without the spaces that only people need."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STRING = re.compile(r'("(?:\\.|[^"\\])*")')
_SPACED = re.compile(r" ?([=?:<>&|,;{}()*!]+) ?")


def slim(script: str) -> str:
    """The script line by line, so that nothing depends on where a semicolon may be left out.

    Only for scripts that are written as ours are: a comment has a line to itself. Lines with a template, a pattern or a
    division keep their spaces, for what stands in these is not told apart here.
    """
    return "".join(f"{line}\n" for line in _lines(script))


def _lines(script: str) -> Iterator[str]:
    in_template = False
    for line in map(str.strip, script.splitlines()):
        if not line or line.startswith("//"):
            continue
        yield line if in_template or "`" in line or "/" in line else _without_spaces(line)
        in_template ^= line.count("`") % 2 == 1


def _without_spaces(line: str) -> str:
    parts = _STRING.split(line)
    parts[::2] = (_SPACED.sub(r"\1", part) for part in parts[::2])
    return "".join(parts)
