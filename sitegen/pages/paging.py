"""How much one page holds: a list that is longer goes on, on pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from sitegen.site import Site, sort_key
from sitegen.site.urls import relative
from sitegen.text.values import value

Row = TypeVar("Row")

PAGE_SIZES: Mapping[str, int] = {
    "names": 400,
    "tags": 1000,
    "articles of a year": 200,
    "quotations": 150,
    "passages": 150,
    "passages in the glossary": 150,
    "terms": 500,
    "definitions": 100,
}
"""At most so many of these stand on one page, about 150 KB with what is usual in news. Home pages and the pages of a
tag hold `articles_per_page` of site.yaml."""

LETTERS_FROM = 60
"""A list of so many names has a bar of letters."""


@value
class PageLink:
    """One of the numbers below a list that is cut; 0, without an address, stands for a gap."""

    number: int
    href: str
    here: bool


@value
class Paging:
    """The way from one page of a list to the others: their numbers, and the addresses of those beside it."""

    pages: tuple[PageLink, ...] = ()
    newer: str = ""
    older: str = ""


UNCUT = Paging()
"""The paging of a list that is whole."""


@value
class LetterGroup(Generic[Row]):
    """The rows whose names begin with one letter, and the id and address of their heading."""

    letter: str
    id: str
    href: str
    entries: tuple[Row, ...]


@value
class LetterLink:
    """A letter in the bar above a long list, and the way to the first name that begins with it."""

    letter: str
    href: str


@value
class Cut(Generic[Row]):
    """One page's share of a list. `number` counts from 1; `paths` are those of all pages of the list."""

    number: int
    whole: Sequence[Row]
    size: int
    paths: Sequence[str]
    fragment: str = ""

    @property
    def path(self) -> str:
        """The path of this page."""
        return self.paths[self.number - 1]

    @property
    def start(self) -> int:
        """The place of its first row in the whole list."""
        return (self.number - 1) * self.size

    @property
    def rows(self) -> Sequence[Row]:
        """What stands on this page; taken from the list when it is asked for."""
        return self.whole[self.start : self.start + self.size]

    @property
    def paging(self) -> Paging:
        """The way to the other pages, for `paging_links`."""
        return _paging(self.number, self.path, self.paths, self.fragment)


def cut(rows: Sequence[Row], size: int, first: str, folder: str, fragment: str = "") -> list[Cut[Row]]:
    """The list in pages: `first`, then `folder`/2.html and so on; an empty list is one page.

    With a `fragment`, links to the first page lead to that part of it.
    """
    paths = paths_of(len(rows), size, first, folder)
    return [Cut(number, rows, size, paths, fragment) for number in range(1, len(paths) + 1)]


def paths_of(length: int, size: int, first: str, folder: str) -> list[str]:
    """The paths of the pages into which a list of this length is cut."""
    if length <= size:
        return [first]
    pages = -(-length // size)
    return [first, *(f"{folder}/{number}.html" for number in range(2, pages + 1))]


def numbered(site: Site, title: str, number: int) -> str:
    """The title of a page that goes on with a list says which page it is."""
    return title if number == 1 else f"{title}, {site.config.interface('page_n', number)}"


def _paging(number: int, path: str, paths: Sequence[str], fragment: str) -> Paging:
    def way(to: int) -> str:
        return relative(path, f"{paths[0]}#{fragment}" if to == 1 and fragment else paths[to - 1])

    return Paging(
        pages=tuple(PageLink(n, way(n) if n else "", n == number) for n in _pages_shown(number, len(paths))),
        newer=way(number - 1) if number > 1 else "",
        older=way(number + 1) if number < len(paths) else "",
    )


def _pages_shown(number: int, last: int) -> list[int]:
    """The numbers to show: first, last, and those about the current one; 0 stands for a gap. None for one page."""
    if last == 1:
        return []
    wanted = sorted({1, last, *range(max(number - 2, 1), min(number + 2, last) + 1)})
    shown: list[int] = []
    for page in wanted:
        if shown and page - shown[-1] > 1:
            shown.append(page - 1 if page - shown[-1] == 2 else 0)
        shown.append(page)
    return shown


def by_letter(rows: Iterable[Row], name_of: Callable[[Row], str]) -> list[LetterGroup[Row]]:
    """The rows, which stand by name, in groups of one first letter; what begins with none stands under "#"."""
    return [
        LetterGroup(letter, _letter_id(letter), f"#{_letter_id(letter)}", tuple(group))
        for letter, group in groupby(rows, key=lambda row: _letter(name_of(row)))
    ]


def find_letters(parts: Sequence[Cut[Row]], name_of: Callable[[Row], str]) -> dict[str, str]:
    """The first letters of all names, each with the page and fragment where they begin; none for a short list."""
    first: dict[str, str] = {}
    for part in parts if len(parts[0].whole) >= LETTERS_FROM else ():
        for row in part.rows:
            letter = _letter(name_of(row))
            if letter not in first:
                first[letter] = f"{part.path}#{_letter_id(letter)}"
    return first


def letter_links(letters: Mapping[str, str], path: str) -> list[LetterLink]:
    """The bar of letters as the page at `path` shows it."""
    return [LetterLink(letter, relative(path, address)) for letter, address in letters.items()]


def _letter_id(letter: str) -> str:
    """An id that needs no escaping, whatever the script."""
    return "letter-" + "-".join(f"{ord(char):x}" for char in letter)


def _letter(name: str) -> str:
    """The first letter, as a capital without accents, or "#"."""
    first = (name if name[:1].isascii() else sort_key(name)[0])[:1].upper()
    return first if first.isalpha() else "#"
