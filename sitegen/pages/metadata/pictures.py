"""The first picture of an article, as programs are told of it: its address, its words, who made it."""

from __future__ import annotations

from sitegen.files.picture_size import Size
from sitegen.model import Article
from sitegen.pages.metadata.json_ld import Node
from sitegen.site import Site
from sitegen.site.urls import absolute
from sitegen.text.spans import Element, plain_words
from sitegen.text.values import value


@value
class Picture:
    """A picture of an article. `address` is public; every other field may be empty."""

    address: str
    alternative: str = ""
    caption: str = ""
    credit: str = ""
    """Who made it, as the author writes it."""
    size: Size | None = None


def find_picture(site: Site, article: Article) -> Picture | None:
    """The first picture of the article; None where it has none, and where the site does not know its own address."""
    base = site.config.base_url
    for atom in article.atoms if base else ():
        source = (atom.get("src") if atom.tag == "img" else "") or ""
        if source and (file := site.links.file_of(article, source)):
            words = atom.get("alt") or ""
            return Picture(absolute(base, file), words, *_caption(article, atom), site.links.sizes.get(file))
    return None


def structure_picture(picture: Picture | None) -> Node | str:
    """The picture for JSON-LD: its address, or an ImageObject where the author says what is on it or who made it."""
    if picture is None:
        return ""
    if not (picture.caption or picture.credit):
        return picture.address
    told = {"contentUrl": picture.address, "caption": picture.caption, "creditText": picture.credit}
    return {"@type": "ImageObject", **told}


def _caption(article: Article, atom: Element) -> tuple[str, str]:
    """The words of the caption under a picture, and its credit; empty where there is none."""
    figure = next((one for one in article.blocks if one.tag == "figure" and one.span.covers(atom.span)), None)
    if figure is None:
        return "", ""
    spans = [one.span for one in article.blocks if one.tag == "figcaption" and figure.span.covers(one.span)]
    credits = [one.span for one in article.marks if one.tag == "small" and figure.span.covers(one.span)]
    whole = " ".join(plain_words(article.text, span) for span in spans)
    credit = " ".join(plain_words(article.text, span) for span in credits)
    return whole.removesuffix(credit).strip(), credit
