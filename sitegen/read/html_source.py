"""A saved page made safe to parse: bounded, and without what is not text. Takes time in proportion to the page."""

from __future__ import annotations

import re

from sitegen.diagnostics import Diagnostic, SitegenError

MOST_CHARACTERS = 5_000_000
MOST_OPENINGS = 200
"""A stretch of a page without `>` holds no more `<` than this, else the parser is slow beyond measure."""

_APART = re.compile(r"<(?:(?P<comment>!--)|(?P<declaration>[!?])|(?P<raw>script|style|template|svg)\b)", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}[^>]*>", re.IGNORECASE) for name in ("script", "style", "template", "svg")}
_LARGE = 500_000
_PICTURE = re.compile(r"data:[\w.+-]+/[\w.+-]+[^\s\"'()<>]{200,}", re.IGNORECASE)
"""A picture or a font that a page holds in itself."""
_SHADOW = re.compile(r"<template(?=[^<>]{0,200}\bshadowroot)", re.IGNORECASE)
"""What an element of the page’s own making draws in its place: SingleFile and other savers write it out so."""
_SAVED_FROM = re.compile(r"<!--[^>]{0,200}?\burl(?:=\(\d+\)|:\s*)(https?://[^\s<>\"]+)")
_HEAD = 5_000
_ARCHIVE = re.compile(r"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)
_LINKED_DATA = re.compile(r"""\btype\s*=\s*["']?application/ld\+json""", re.IGNORECASE)


def split_source(text: str, path: str) -> tuple[str, tuple[str, ...]]:
    """The page without scripts, styles, drawings, comments and declarations; and its JSON-LD texts.

    Raises SitegenError: SG302 when it is too large, SG331 when a parser would choke on it.
    """
    text = _PICTURE.sub("data:,", text) if len(text) > _LARGE else text
    if len(text) > MOST_CHARACTERS:
        message = f"is {len(text):,} characters long; at most {MOST_CHARACTERS:,} are read"
        raise SitegenError(Diagnostic(path, message, "SG302", help="save the text of the page alone"))
    if _ARCHIVE.match(text, 0, _HEAD):
        hint = "open it in a browser, and save it as .html, “complete”"
        raise SitegenError(Diagnostic(path, "is an archive of a page (MHTML), and no page", "SG331", help=hint))
    text = _SHADOW.sub("<div", text)
    kept: list[str] = []
    linked: list[str] = []
    at = 0
    while found := _APART.search(text, at):
        kept.append(text[at : found.start()])
        at = _end_of(text, found)
        if found["raw"] and _LINKED_DATA.search(text, found.start(), min(found.start() + 300, at)):
            linked.append(text[text.find(">", found.start()) + 1 : text.rfind("</", found.start(), at)])
    kept.append(text[at:])
    page = "".join(kept)
    _refuse_endless_tags(page, path)
    return page, tuple(linked)


def saved_from(text: str) -> str:
    """The address that a browser noted where it saved the page; "" without any."""
    found = _SAVED_FROM.search(text, 0, _HEAD)
    return found[1] if found else ""


def _end_of(text: str, found: re.Match[str]) -> int:
    """Where that which begins at `found` ends; the end of the text when it is never closed."""
    if found["raw"]:
        end = _ENDS[found["raw"].lower()].search(text, found.end())
        return end.end() if end else len(text)
    mark = "-->" if found["comment"] else ">"
    at = text.find(mark, found.end())
    return at + len(mark) if at >= 0 else len(text)


def _refuse_endless_tags(page: str, path: str) -> None:
    begin = page.find("<")
    while begin >= 0:
        end = page.find(">", begin)
        end = len(page) if end < 0 else end
        if page.count("<", begin, end) > MOST_OPENINGS:
            line = page.count("\n", 0, begin) + 1
            hint = "save the page again, or copy its text into a .txt file"
            raise SitegenError(Diagnostic(path, "holds tags that never end", "SG331", line, help=hint))
        begin = page.find("<", end)
