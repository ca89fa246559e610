"""A saved web page as an article: its main text, what it says about itself, the pictures that were saved with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from sitegen.importing.html import Source, item_of_body
from sitegen.importing.items import Find, Item, LeftOut, Pictures, slug_of
from sitegen.read.html import read_html
from sitegen.read.html_fragment_words import COMMENT, FoundPicture
from sitegen.text.spans import Element


def read_saved_page(text: str, path: str, shown: str, find: Find) -> Iterator[Item | LeftOut]:
    """The article in a saved page. Raises SitegenError where no article is found in it, as `read_html` does."""
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
