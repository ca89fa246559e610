"""Who wrote the article of a saved page: from what its head says, from marked elements, from its byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.knowledge.given_names import is_given_name
from sitegen.read.html_hints import Hint, class_words, hint_of
from sitegen.read.html_lines import has_day, is_of_time
from sitegen.read.html_linked import Linked, names_of
from sitegen.read.html_metas import Metas, said_of
from sitegen.text.wordlists import load_class, load_words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_MOST = 20
_LONGEST_BYLINE = 200
_MOST_WORDS = 6
_OF_AUTHORS = frozenset({"author", "authors", "byline", "bylines"})
_OF_TWO_WORDS = (frozenset({"reader", "credits"}), frozenset({"contributor", "name"}))
"""What Firefox calls the authors of a page in its view for readers, and what some newsrooms call theirs."""
_BY = re.compile(
    r"\s*(?:(?:written|created|submitted|posted|published|reported|words|story|analysis|opinion|text|interview|review|essay|report|feature|commentary)"
    r"\s+)?(?:by|von|par|por)\b[:\s]+",
    re.IGNORECASE,
)
_STORY_BY = re.compile(r"\b(?:Story|Written|Submitted|Posted|Published|Reported) [Bb]y (?=[A-Z])")
_PARTS = re.compile(r"\s*[,|•·–—]\s+|\s+-\s+")
_LONGEST_BESIDE = 80
_LABEL = re.compile(r"^\w+:\s+")
_ENDS = re.compile(
    r"\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s(?=\d)|\S+@\S+|@\w+|https?://\S+|\s[|•·–—]\s|\d|\n|\(|\s(?:for|in|at|of|on|am)\s|\b(?:published|updated|posted|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:The )?[A-Z]\w+ (?:of|for) (?:the )?[A-Z][\w’'-]+(?: (?:and |of |the )*[A-Z][\w’'-]+){0,5}")
"""A ministry or the like: one word before “of”."""
_JOINTS = re.compile(r"\s*(?:;|\||•|·|&|/|,?\s\b(?:and|und|with)\b)\s+|\s*,\s+", re.IGNORECASE)


def find_authors(
    soup: BeautifulSoup, lines: Iterable[str], metas: Metas, linked: Sequence[Linked], publisher: str
) -> tuple[str, ...]:
    """The authors' names, from the surest place that tells them; the publisher's own name only where none does.

    `lines` are those between the headline and the article.
    """
    instead: tuple[str, ...] = ()
    for told in _told(soup, lines, metas, linked):
        names = tuple(dict.fromkeys(name for one in told for name in split_names(one)))[:_MOST]
        if names and not all(_is_publisher(name, publisher) for name in names):
            return tuple(name for name in names if not _is_publisher(name, publisher))
        instead = instead or names
    return instead


def byline_names(line: str) -> tuple[str, ...]:
    """The names in a line that begins with `By`; none in any other."""
    return split_names(line) if len(line) <= _LONGEST_BYLINE and _BY.match(line) else ()


def split_names(written: str) -> tuple[str, ...]:
    """The names in what a page says of its authors: `By Ana Lima and Tom Ruiz, harbour editor` has two."""
    words = _BY.sub("", written.strip(), count=1) if _BY.match(written) else written.strip()
    words = _LABEL.sub("", words)
    if _BODY.fullmatch(words) and words.split()[0].lower() not in load_class("page_authors", "function"):
        return (words,)
    words = " ".join(_ENDS.split(words, maxsplit=1)[0].split())
    parts = [part.strip(" .,:;-–—|•·") for part in _JOINTS.split(words)]
    first = next((part for part in parts if _is_name(part, 1)), "")
    names = (_cased(part) for part in parts if part == first or (_is_name(part, 2) and not part.startswith("The ")))
    return tuple(dict.fromkeys(names)) if first else ()


def _cased(name: str) -> str:
    """The name as people write it, where it is all in capitals and surely somebody's."""
    first = name.split()[0].title()
    return name.title() if name.isupper() and " " in name and is_given_name(first) else name


def _told(soup: BeautifulSoup, lines: Iterable[str], metas: Metas, linked: Sequence[Linked]) -> Iterator[list[str]]:
    """What each place says, the surest first."""
    for obj in linked:
        yield list(names_of(obj.get("author")))
    yield from ([said] for said in said_of(metas, "author") if "://" not in said)
    yield [_named(tag) for tag in soup.find_all(itemprop="author", limit=_MOST) if _is_of_article(tag)]
    yield [tag.get_text(" ") for tag in soup.find_all(rel="author", limit=_MOST) if _is_of_article(tag)]
    lines = tuple(lines)
    yield from ([line] for line in lines if byline_names(line))
    yield from ([line[found.start() :]] for line in lines if (found := _STORY_BY.search(line[:_LONGEST_BYLINE])))
    for tag in soup.find_all(_is_byline, limit=_MOST):
        if _is_of_article(tag):
            yield _in_byline(tag)
    yield from ([name] for line in lines if (name := _beside_day(line)))
    yield from (
        [line] for line, behind in pairwise(lines) if is_of_time(behind) and has_day(behind) and _is_surely(line)
    )


def _beside_day(line: str) -> str:
    """The name in a line that has a name and a day and nothing else, as `Ana Lima, 3 May 2024, 14:31` does; else ""."""
    if len(line) > _LONGEST_BESIDE or not has_day(line):
        return ""
    parts = [part.strip() for part in _PARTS.split(line)]
    names = [_BY.sub("", part) for part in parts if part and not is_of_time(part)]
    return names[0] if len(names) == 1 and _is_surely(names[0]) else ""


def _is_surely(words: str) -> bool:
    """True for a name that begins with a given name."""
    return _is_name(words, 2) and is_given_name(words.split()[0])


def _named(tag: Tag) -> str:
    name = tag.find(itemprop="name")
    named = name if name is not None else tag
    return str(named.get("content") or "") or named.get_text(" ")


def _is_byline(tag: Tag) -> bool:
    if not tag.attrs:
        return False
    words = class_words(tag)
    return not words.isdisjoint(_OF_AUTHORS) or any(words >= two for two in _OF_TWO_WORDS)


def _in_byline(tag: Tag) -> list[str]:
    """The name in an element that says that it is a byline: behind `By`, else in its links, else in its first line."""
    lines = [line for line in tag.get_text("\n").split("\n") if line.strip()]
    whole = " ".join(" ".join(lines).split())
    if len(whole) > _LONGEST_BYLINE or not lines:
        return []
    links = [link.get_text(" ") for link in tag.find_all("a") if _is_name(" ".join(link.get_text(" ").split()), 2)]
    return [whole] if _BY.match(whole) else links or [name for name in lines[:1] if _is_name(name.strip(), 1)]


def _is_of_article(tag: Tag) -> bool:
    """True for what stands neither among comments nor in a part of the page beside the article."""
    for around in tag.parents:
        if around.name == "article" and around.find_parent("article") is not None:
            return False
        if around.name in ("body", "html", "header") or not class_words(around).isdisjoint(_OF_AUTHORS | {"meta"}):
            continue
        if hint_of(around) >= Hint.APART and not _ends_article(around):
            return False
    return True


def _ends_article(tag: Tag) -> bool:
    """True for the footer of an article, which may stand under its headline."""
    if tag.name != "footer" and "footer" not in class_words(tag):
        return False
    return any(_is_entry(around) for around in tag.parents)


def _is_entry(tag: Tag) -> bool:
    return tag.name == "article" or tag.has_attr("itemscope") or "hentry" in class_words(tag)


def _is_name(words: str, fewest: int) -> bool:
    """True for a name of so many words: each with a capital, or a particle, and none of a function."""
    parts = words.split()
    if not fewest <= len(parts) <= _MOST_WORDS or len(words) < 2 or "." in words.rstrip(".").replace(". ", " "):
        return False
    if any(part.lower().strip(".") in load_class("page_authors", "function") for part in parts):
        return False
    particles = load_words("name_particles")
    return all(part[0].isupper() or not part[0].isascii() or part in particles for part in parts)


def _is_publisher(name: str, publisher: str) -> bool:
    mine, theirs = ("".join(filter(str.isalnum, words)).lower() for words in (name, publisher))
    return bool(theirs) and (theirs.startswith(mine) or mine.startswith(theirs))
