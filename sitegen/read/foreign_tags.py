"""Marks of other systems in Markdown, which sitegen does not obey: tags of Hugo and Jekyll, links of Obsidian."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.read.draft import Body
from sitegen.text.spans import shorten

_BEGINNINGS = ("{{", "{%", "[[")
_TAG = re.compile(
    r"\{\{[<%][^{}\n]{1,2000}[>%]\}\}|\{%[^{}\n]{1,2000}%\}|\{\{ ?[\w.$\"'][^{}\n]{0,200}\}\}"
    r"|(?<!\w)!?\[\[[^\[\]\n]{1,500}\]\]"
)
_CODE = frozenset({"code", "pre"})
_LONGEST = 60


def told_of_tags(body: Body, source: str, path: str) -> Iterator[Diagnostic]:
    """A warning (SG370) at the first of the tags of other systems that the body shows as words, with their number.

    What stands in code is meant to be shown. `source` is the text of the file.
    """
    if not any(beginning in body.text for beginning in _BEGINNINGS):
        return
    code = [one.span for one in (*body.blocks, *body.marks) if one.tag in _CODE]
    found = [tag for tag in _TAG.finditer(body.text) if not any(span.start <= tag.start() < span.end for span in code)]
    if found:
        words = found[0][0]
        line = source.count("\n", 0, max(source.find(words), 0)) + 1
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        message = (
            f"`{shorten(words, _LONGEST)}` stands on the page as it is{more}; sitegen obeys no tags of other systems"
        )
        hint = (
            "write it in Markdown, or let `sitegen import` translate the site that it comes from; in `code` it may stay"
        )
        yield Diagnostic(path, message, "SG370", line, help=hint, severity=Severity.WARNING)
