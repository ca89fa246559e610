"""Pictures and videos of a saved page: which can be kept, with what words, and what is left out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.read.flatten import Attributes
from sitegen.read.html_hints import Hint, hint_of
from sitegen.read.html_leaves import NO_WORDS
from sitegen.read.html_metas import attribute
from sitegen.read.targets import scheme_of

if TYPE_CHECKING:
    from bs4 import Tag

_SHOWN = ("img", "video", "audio", "iframe", "embed", "object", "amp-img", "amp-video", "amp-iframe")
"""Elements that show or play something."""

_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
_LEAST = 60
"""Pixels: what is said to be smaller is an icon."""

_MOST_NAMED = 5


def local_picture(img: Tag) -> Attributes:
    """The attributes of a picture that lies beside the page; none for any other, and for icons."""
    source = attribute(img, "src").strip()
    path = source.partition("?")[0].partition("#")[0]
    if scheme_of(source) or source.startswith(("/", "\\")) or not _PICTURE.search(path) or _is_small(img):
        return ()
    return ("src", path), ("alt", " ".join(attribute(img, "alt").split()))


def shown_in(tag: Tag, is_out: Callable[[Tag], bool]) -> Iterator[Tag]:
    """The pictures and videos that an element is or holds, but for those in what is out of the article."""
    waiting = deque((tag,))
    while waiting:
        here = waiting.popleft()
        if here.name in _SHOWN:
            yield here
        elif here is tag or here.name in ("picture", "figure", "noscript") or not is_out(here):
            waiting.extend(child for child in here.find_all(True, recursive=False) if here.name != "noscript")


def caption_of(box: Tag, captions: Iterable[Tag]) -> str:
    """The words under the pictures of a box: those of its captions, and beside them in a figure, each once."""
    told: list[str] = []
    written = (caption.get_text(" ") for caption in (*box.find_all("figcaption"), *captions))
    beside = " ".join(_words_beside(box)) if box.name == "figure" else ""
    for one in (*written, beside):
        words = " ".join(one.split())
        if words and not any(words in other for other in told):
            told = [other for other in told if other not in words] + [words]
    return " ".join(told)


def _words_beside(figure: Tag) -> Iterator[str]:
    """What stands in a figure and in no caption: often whose picture it is."""
    from bs4 import Tag
    from bs4.element import NavigableString

    for child in figure.children:
        if type(child) is NavigableString:
            yield child
        elif (
            isinstance(child, Tag)
            and child.name != "figcaption"
            and child.name not in NO_WORDS
            and hint_of(child) < Hint.APART
        ):
            yield from _words_beside(child)


def name_of(tag: Tag) -> str:
    """How what an element shows is named in a message; "" for what nobody would miss."""
    source = next((value for name in ("src", "data-src", "data") if (value := attribute(tag, name).strip())), "")
    source = source or attribute(tag.find("source"), "src")
    if not source or source[:5].lower() == "data:" or _is_small(tag):
        return ""
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    name = unquote(parts.path).rstrip("/").rpartition("/")[2]
    return name if _PICTURE.search(name) else f"{parts.netloc}{parts.path}"


def told_of_left_out(path: str, names: Iterable[str]) -> Iterator[Diagnostic]:
    """The note (SG334) that pictures of other sites and videos are left out, with the first of their names."""
    found = tuple(dict.fromkeys(name for name in names if name))
    if found:
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        message = f"pictures of other sites, and videos, are left out: {', '.join(found[:_MOST_NAMED])}{more}"
        hint = "to keep its pictures, save the page again as “Web page, complete”, with its folder beside it"
        yield Diagnostic(path, message, "SG334", help=hint, severity=Severity.NOTE)


def _is_small(tag: Tag) -> bool:
    sizes = (re.match(r"\d+", attribute(tag, name)) for name in ("width", "height"))
    return any(size and int(size[0]) < _LEAST for size in sizes)
