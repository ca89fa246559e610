"""The words of the articles, for the search: cut by the age of the articles and by first letters.

Articles are numbered from the oldest on, so that a new one changes no number, and stand in shares of MOST_ARTICLES. Of
each share there is a file with its articles, and one for each first letter with the words that begin so: an edit makes
those files alone anew whose words are others. A small site has all of it in one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sitegen.pages.frame import PlannedFile
from sitegen.pages.search_files import index_file, script_of
from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import OF_TEXTS, once_a_site
from sitegen.site.prints import print_of
from sitegen.site.reads import TextPart
from sitegen.site.shapes import shape_of_saying
from sitegen.site.words import SLOTS, prints_at
from sitegen.text.spans import shorten

MOST_ARTICLES = 500
MOST_IN_ONE_FILE = 30
"""A site with no more articles than this has them and all their words in one file."""
LONGEST_SUMMARY = 100
COMMON, COMMON_FROM = 4, 20
"""A word that stands in more than a quarter of the articles of a share, and in so many, is said to stand in all."""

_WORDS, _PRINTS = (OF_TEXTS, "words of a share"), (OF_TEXTS, "prints of the words of a share")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NUMBERS = [f"{_DIGITS[n // 36] if n > 35 else ''}{_DIGITS[n % 36]}" for n in range(36 * 36)]
"""Numbers to the base of 36."""


def shares_of(site: Site) -> int:
    """In how many shares the articles stand."""
    return -(-len(site.facts) // MOST_ARTICLES)


def in_one_file(site: Site) -> bool:
    """True where one file has all articles and words."""
    return len(site.facts) <= MOST_IN_ONE_FILE


def word_files(site: Site) -> Iterator[PlannedFile]:
    """The files with the articles of each share and with their words."""
    if in_one_file(site):
        yield index_file("w0", partial(_whole_text, site), partial(_whole_inputs, site))
        return
    for share in range(shares_of(site)):
        articles = _articles(site, share)
        text, inputs = partial(_articles_text, site, articles), partial(_articles_inputs, site, articles)
        yield index_file(f"a{share}", text, inputs, shape=partial(shape_of_saying, site, articles))
        shape = partial(_words_shape, site, share)
        for number, slot in enumerate(SLOTS):
            given = (site, share, number)
            words, of_words = partial(_words_text, *given), partial(_words_inputs, *given)
            yield index_file(f"w{share}{slot}", words, of_words, shape=shape)


def _articles(site: Site, share: int) -> Sequence[ArticleFacts]:
    """The articles of a share, the oldest first."""
    end = len(site.facts) - share * MOST_ARTICLES
    return site.facts[max(end - MOST_ARTICLES, 0) : end][::-1]


def _whole_inputs(site: Site) -> tuple[Any, ...]:
    articles = _articles(site, 0)
    return _articles_inputs(site, articles), tuple(site.prints_of(one, TextPart.WORDS).words for one in articles)


def _whole_text(site: Site) -> str:
    words = [" ".join(filter(None, slots)) for slots in _words_of(site, 0)]
    return script_of({"articles": _rows(site, _articles(site, 0)), "words": _places(words)})


def _articles_inputs(site: Site, articles: Sequence[ArticleFacts]) -> tuple[Any, ...]:
    return tuple((one.head_print, _summary(site, one)) for one in articles)


def _articles_text(site: Site, articles: Sequence[ArticleFacts]) -> str:
    return script_of({"articles": _rows(site, articles)})


def _rows(site: Site, articles: Sequence[ArticleFacts]) -> list[tuple[str, str, str, str]]:
    """For each article its headline, its slug, its day in words, and what it is about."""
    day = site.config.interface.day
    return [
        (
            *(" ".join(one.article.headline.split()), one.article.slug),
            *(day(one.article.date) if one.article.date else "", _summary(site, one)),
        )
        for one in articles
    ]


def _summary(site: Site, one: ArticleFacts) -> str:
    return shorten(one.article.summary or site.prints_of(one, TextPart.OPENING).opening, LONGEST_SUMMARY)


def _words_inputs(site: Site, share: int, slot: int) -> tuple[bytes]:
    """The prints of the words of a slot, one after the other; all files of a share ask for the same texts."""
    kept: tuple[Any, ...] | None = site.memo.get(_PRINTS)
    if kept is None or kept[0] != share:
        asked = site.reads.during(
            lambda: tuple(site.prints_of(one, TextPart.WORDS).words for one in _articles(site, share))
        )
        kept = site.memo[_PRINTS] = share, *asked
    _, prints, texts, cards = kept
    site.reads.note(texts, cards)
    return (prints_at(prints, slot),)


@once_a_site
def _words_shape(site: Site, share: int) -> bytes:
    """What of the shape of the site the inputs go by."""
    return print_of(*(one.key for one in _articles(site, share)))


def _words_text(site: Site, share: int, slot: int) -> str:
    return script_of({"words": _places([words[slot] for words in _words_of(site, share)])})


def _places(articles: Sequence[str]) -> str:
    """Word after word, each with the articles that have it: the place of the first, and how far it is to each next."""
    found: dict[str, list[int]] = {}
    for place, words in enumerate(articles):
        for word in words.split():
            found.setdefault(word, []).append(place)
    most = max(len(articles) // COMMON, COMMON_FROM)
    return ";".join(f"{word},{_written(found[word]) if len(found[word]) <= most else '*'}" for word in sorted(found))


def _written(places: Sequence[int]) -> str:
    return ",".join(_NUMBERS[place - before] for before, place in zip((0, *places), places, strict=False))


def _words_of(site: Site, share: int) -> Sequence[Sequence[str]]:
    """The words of the articles of a share, which all of its files are made of: those of the last share are kept."""
    kept: tuple[int, Sequence[Sequence[str]]] | None = site.memo.get(_WORDS)
    if kept is None or kept[0] != share:
        kept = site.memo[_WORDS] = share, site.store.words([one.key for one in _articles(site, share)])
    return kept[1]
