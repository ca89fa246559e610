"""A WordPress export (WXR): posts, pages and drafts. It only names pictures: those come from the uploads folder."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitegen.importing.html import Source, item_of_html
from sitegen.importing.items import Find, Item, LeftOut, counted, slug_of
from sitegen.importing.places import leading_on
from sitegen.importing.xml import elements
from sitegen.model import Publisher

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMES = frozenset({"item", "title", "link", "language"})
_DRAFTS = frozenset({"draft", "pending", "private", "future", "auto-draft"})
_KINDS = {"post": False, "page": True}
"""The types that make articles, and whether they are plain pages."""
_SHORTCODE = re.compile(r"(?<!\[)\[(/?)([A-Za-z][\w-]*)((?:\s[^\[\]<>]*)?)/?\](?!\]|\()")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b[^\[\]]*\]((?:(?!\[(?:wp_)?caption\b).)*?)\[/(?:wp_)?caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_CLOSING = re.compile(r"\[/([A-Za-z][\w-]*)\]")
_KNOWN_SHORTCODES = frozenset({"audio", "video", "gallery", "playlist", "embed", "caption", "wp_caption", "code"})
_MORE = re.compile(r"<!--\s{0,9}(?:more|nextpage)\b(?:(?!<!--).)*?-->", re.DOTALL)
_APART = re.compile(
    "(" + "|".join(rf"<{tag}\b(?:(?!<{tag}\b).)*?</{tag}>" for tag in ("pre", "script", "style")) + ")",
    re.DOTALL | re.IGNORECASE,
)
"""No pattern here looks past the next beginning of what it looks for, else a text of beginnings takes for ever."""
_HAS_PARAGRAPHS = re.compile(r"<p[\s>]|<!--\s*wp:", re.IGNORECASE)
_MADE_BLOCK = re.compile(r"<!--\s{1,9}wp:([a-z][\w/-]{0,100})\s{1,9}(\{[^\n]{0,2000}?\})?\s{0,9}/-->")
_WITHOUT_WORDS = frozenset({"separator", "spacer", "more", "nextpage", "footnotes"})
_UNCATEGORIZED = frozenset({"uncategorized", "uncategorised"})


def read_wordpress(
    content: bytes, shown: str, find: Find, types: Collection[str] = frozenset()
) -> Iterator[Item | LeftOut]:
    """The posts and pages of an export, in its order, and what makes none. Raises SitegenError as `elements` does.

    Posts of these further `types` are articles as well.
    """
    about: dict[str, str] = {}
    others: Counter[str] = Counter()
    worded: Counter[str] = Counter()
    names: dict[str, str] = {}
    for element in elements(content, shown, frozenset(_tags(content))):
        name = _local(element.tag)
        if name == "author":
            names[_text(element, "author_login")] = _plain(_text(element, "author_display_name"))
            continue
        if name != "item":
            about.setdefault(name, _plain(element.text or "") if name == "title" else (element.text or "").strip())
            continue
        kind = _text(element, "post_type") or "post"
        if kind not in _KINDS and kind not in types:
            others[kind] += 1
            worded[kind] += kind not in _WHY and bool(_text(element, "encoded", "content"))
        elif _text(element, "status") == "trash":
            others["posts in the bin"] += 1
        else:
            yield from _post(element, shown, find, about, names)
    for kind, count in sorted(others.items()):
        way = f"; {worded[kind]} with words: --type {kind} takes them" if worded[kind] else ""
        yield LeftOut(f"{shown}: {count} × {kind}", _WHY.get(kind, f"is neither a post nor a page{way}"))


_OF_LOOK = frozenset(
    [
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "wp_font_face",
        "wp_font_family",
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
    ]
)
_WHY = {
    "attachment": "an export names pictures and does not hold them",
    "nav_menu_item": "menus are made of what a site has",
    "posts in the bin": "was thrown away there",
    "revision": "is an older version",
    **dict.fromkeys(_OF_LOOK, "belongs to the look of that site"),
}


def _tags(content: bytes) -> Iterator[str]:
    """The names of the elements that are read, in each version of the format."""
    yield from _NAMES
    for version in dict.fromkeys(re.findall(rb"http://wordpress\.org/export/[\d.]+/", content[:20_000])):
        yield f"{{{version.decode()}}}author"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _text(item: Element, name: str, space: str = "") -> str:
    """The words of the first child with this name, whatever its namespace; `space` is a word of that."""
    found = (one for one in item if _local(one.tag) == name and space in one.tag)
    return next(((one.text or "").strip() for one in found), "")


def _post(
    item: Element, shown: str, find: Find, about: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Item | LeftOut]:
    title = _plain(_text(item, "title"), "")
    number = _text(item, "post_id")
    origin = f"{shown}: {title or 'post'}" + (f" (post {number})" if number else "")
    content = _text(item, "encoded", "content")
    words, notes = _html_of(content)
    words += _footnotes(item)
    comments = sum(_local(one.tag) == "comment" for one in item)
    login = _text(item, "creator")
    status = _text(item, "status")
    told = (
        *notes,
        *_blocks_left_out(content),
        *((counted(comments, "comment of a reader", "comments of readers"),) if comments else ()),
    )
    told += ("its password: whoever publishes it publishes it for all",) if _text(item, "post_password") else ()
    source = Source(
        origin=origin,
        title=title,
        slug=slug_of(unquote(_text(item, "post_name"))),
        date=_day(_text(item, "post_date")) or _day(_text(item, "post_date_gmt")),
        authors=tuple(_filed_under(item, _AUTHOR)) or tuple(filter(None, (names.get(login) or login,))),
        tags=tuple(_filed_under(item, _SUBJECTS)),
        publisher=Publisher(about.get("title", ""), _text(item, "link")),
        language=about.get("language", ""),
        summary=_plain(_text(item, "encoded", "excerpt")),
        draft=status in _DRAFTS or bool(_text(item, "post_password")),
        is_page=_KINDS.get(_text(item, "post_type") or "post", False),
        aliases=tuple(_old_address(_text(item, "link"))) if status == "publish" else (),
        addresses=tuple(_addresses(item, number, about.get("link", ""))),
        told=told,
    )
    yield item_of_html(words, source, find, base=_text(item, "link") or about.get("link", ""))


def _addresses(item: Element, number: str, home: str) -> Iterator[str]:
    """How other posts of the site name this one."""
    yield from (_text(item, "link"), _text(item, "guid"))
    if number and home:
        yield f"{home.rstrip('/')}/?p={number}"


def _old_address(link: str) -> Iterator[str]:
    """The path that the post had, so that it leads on; none for one with a query, nor for the home page."""
    if "?" not in link:
        yield from leading_on(urlsplit(link).path)


_SUBJECTS = frozenset({"category", "post_tag", "tag"})
_AUTHOR = frozenset({"author"})
"""Where a site has several authors for a post, it files the post under them."""


def _filed_under(item: Element, domains: frozenset[str]) -> Iterator[str]:
    for one in item:
        words = _plain(one.text or "")
        is_filed = _local(one.tag) == "category" and one.get("domain", "category") in domains
        if is_filed and words and words.lower() not in _UNCATEGORIZED:
            yield words


def _day(words: str) -> datetime.date | None:
    """The day of a moment as it was written there; None for the year 0 of a draft."""
    try:
        return datetime.date.fromisoformat(words[:10])
    except ValueError:
        return None


def _plain(written: str, between: str = " ") -> str:
    """Words that are written as HTML."""
    return " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", between, written)).split())


def _html_of(content: str) -> tuple[str, tuple[str, ...]]:
    """The content as HTML with its paragraphs marked, and what stands in square brackets for something else."""
    told: list[str] = []

    def caption(found: re.Match[str]) -> str:
        picture = _PICTURE.match(found[1])
        if picture is None:
            return found[1]
        return (
            f"\n\n<figure>{picture[0].strip()}<figcaption>{found[1][picture.end() :].strip()}</figcaption></figure>\n\n"
        )

    closed = frozenset(_CLOSING.findall(content))

    def shortcode(found: re.Match[str]) -> str:
        closing, name, more = found[1], found[2], found[3]
        if name.lower() not in _KNOWN_SHORTCODES and not (closing or "=" in more or name in closed):
            return found[0]
        if not closing:
            told.append(f"shortcode {found[0][:200]}")
        return ""

    parts = _APART.split(_CAPTION.sub(caption, _MORE.sub("\n\n", content)))
    has_paragraphs = _HAS_PARAGRAPHS.search(content) is not None
    parts[::2] = [_SHORTCODE.sub(shortcode, part) for part in parts[::2]]
    if not has_paragraphs:
        parts[::2] = [_with_breaks(part) for part in parts[::2]]
    return "".join(parts), tuple(dict.fromkeys(told))


def _footnotes(item: Element) -> str:
    """The footnotes of a post, which the block editor keeps apart from its text, as the list that is referred to."""
    kept = (_text(one, "meta_value") for one in item if _text(one, "meta_key") == "footnotes")
    try:
        notes = json.loads(next(kept, "[]"))
    except ValueError:
        return ""
    held = [one for one in notes if isinstance(one, dict) and one.get("content")] if isinstance(notes, list) else []
    items = "".join(f'<li id="{html.escape(str(one.get("id")))}">{one["content"]}</li>' for one in held)
    return f"<ol>{items}</ol>" if items else ""


def _blocks_left_out(content: str) -> Iterator[str]:
    """The blocks that hold no words of their own: that site made them anew each time, or kept them elsewhere."""
    for found in _MADE_BLOCK.finditer(content):
        if found[1] not in _WITHOUT_WORDS:
            yield f"block wp:{found[1]} {' '.join((found[2] or '').split())[:200]}".strip()


def _with_breaks(words: str) -> str:
    """Words of the old editor, in which a blank line ends a paragraph, and a line end is a break."""
    spaced = re.sub(r"[ \t]+", " ", words.replace("\r\n", "\n"))
    marked = re.sub(r" ?\n ?\n\s*", "<br><br>", spaced)
    return re.sub(r"(?<![>\s]) ?\n(?=[^\s<]|<(?:a|b|i|em|strong|img|span|q)\b)", "<br>\n", marked)
