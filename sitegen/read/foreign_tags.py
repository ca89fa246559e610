"""Marks of other systems in Markdown, which sitegen does not obey: tags of Hugo and Jekyll, links of Obsidian, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.read.draft import Body
from sitegen.text.spans import shorten

_BEGINNINGS = ("{{", "{%", "[[", "[!", "{:", "{.", "{#", "{/*", ":::", "<")
_OF_HTML = (
    "a|abbr|audio|b|big|blockquote|br|button|center|cite|code|dd|del|details|div|dl|dt|em|embed|figcaption|figure|font"
    "|h[1-6]|hr|i|iframe|img|ins|kbd|li|link|mark|object|ol|p|picture|pre|q|ruby|rt|s|script|section|small|source|span"
    "|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video"
)
_HTML = rf"(?<!<)</?(?:{_OF_HTML})(?:\s[^<>]{{0,1000}})?/?>"
_TAG = re.compile(
    r"\{\{[<%][^{}\n]{1,2000}[>%]\}\}|\{%[^{}\n]{1,2000}%\}|\{\{ ?[\w.$\"'][^{}\n]{0,200}\}\}"
    r"|(?<!\w)!?\[\[[^\[\]\n]{1,500}\]\]|^\[!\w{1,30}\][+-]?|\{:[ .#\w][^{}\n]{0,200}\}|\{\.\w[^{}\n]{0,200}\}"
    r"|\{# [^\n]{0,500}?#\}|\{/\*[^\n]{0,500}?\*/\}|^:{3,} ?[\w{][^\n]{0,200}"
    rf"|{_HTML}",
    re.MULTILINE | re.IGNORECASE,
)
_WRITTEN = re.compile(rf"(?<!\\){_HTML}", re.IGNORECASE)
"""HTML in a source, but for what a backslash before it lets show."""
_CODE = frozenset({"code", "pre"})
_LONGEST = 60


def told_of_tags(body: Body, source: str, path: str) -> Iterator[Diagnostic]:
    """A warning (SG370) at the first of the tags of other systems that the body shows as words, with their number.

    What stands in code is meant to be shown. `source` is the text of the file.
    """
    if not any(beginning in body.text for beginning in _BEGINNINGS):
        return
    written = frozenset(_WRITTEN.findall(source))
    code = [one.span for one in (*body.blocks, *body.marks) if one.tag in _CODE]
    found = [
        tag
        for tag in _TAG.finditer(body.text)
        if not any(span.start <= tag.start() < span.end for span in code) and _is_foreign(tag[0], written)
    ]
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


def _is_foreign(tag: str, written: frozenset[str]) -> bool:
    """Whether a tag, if it is one of HTML, is `written` as one, and not so that it shows: `&lt;b&gt;`, `\\<b>`."""
    return not tag.startswith("<") or tag in written
