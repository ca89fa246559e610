"""A saved web page as an article: its main text, what it says about itself, the pictures that were saved with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from sitegen.importing.html import Source, item_of_body, item_of_html
from sitegen.importing.items import Find, Item, LeftOut, Pictures, slug_of
from sitegen.read.file_names import day_and_rest
from sitegen.read.html import read_html
from sitegen.read.html_fragment_words import COMMENT, FoundPicture
from sitegen.text.spans import Element

_OF_PAGE = re.compile(r"<(?:!doctype|html|head|title|body|main|article|nav|header|footer)\b", re.IGNORECASE)
"""What a page has, and a piece that is all article has not."""
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


def read_saved_page(text: str, path: str, shown: str, find: Find) -> Iterator[Item | LeftOut]:
    """The article in a saved page; all of a piece of one, as newsletters are exported.

    Raises SitegenError where no article is found in a page, as `read_html` does.
    """
    if len(_PARAGRAPH.findall(text)) > 1 and not _OF_PAGE.search(text):
        stem = PurePosixPath(path).stem
        day, rest = day_and_rest(stem)
        yield item_of_html(text, Source(origin=shown, slug=slug_of(rest), date=day), find)
        return
    draft = read_html(text, shown)
    details = draft.details
    title = details.headline
    slug = details.slug or slug_of(title) or slug_of(PurePosixPath(path).stem)
    pictures = Pictures(slug, find)
    left_out: list[str] = []
    body = replace(draft.body, atoms=tuple(_placed(one, pictures, left_out) for one in draft.body.atoms))
    told = (*(one.message for one in draft.told), *left_out)
    source = Source(
        origin=shown,
        title=title,
        slug=slug,
        date=details.date,
        authors=details.authors,
        tags=details.tags,
        publisher=details.publisher,
        language=details.language,
        summary=details.summary,
        dateline=details.dateline,
        draft=details.draft,
    )
    yield item_of_body(body, source, pictures, told)


def _placed(atom: Element, pictures: Pictures, left_out: list[str]) -> Element:
    """A picture with its path in the project; what is not at hand as the place where it was."""
    if atom.tag != "img":
        return atom
    address = atom.get("src") or ""
    path = pictures.place(FoundPicture(address, atom.get("alt") or ""))
    if path:
        return replace(atom, attrs=(("src", path), ("alt", atom.get("alt") or "")))
    left_out.append(f"picture {address[:500]}")
    return Element(atom.span, COMMENT, (("words", left_out[-1]),))
