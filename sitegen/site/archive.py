"""Articles on shelves: by year and by tag."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from os.path import splitext
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.files.text_file import read_text_file
from sitegen.model import Article
from sitegen.site.facts import ArticleFacts
from sitegen.text.slugs import DEVICES, NOT_FOR_PAGES, make_slug
from sitegen.text.values import value


@value
class Shelf:
    """The articles of one year or one tag, newest first. `slug` names its page."""

    name: str
    slug: str
    articles: tuple[ArticleFacts, ...]


def find_years(facts: Sequence[ArticleFacts]) -> tuple[Shelf, ...]:
    """A shelf for each year, in the order of the articles; those without a date stand on the shelf "undated"."""
    years: dict[str, list[ArticleFacts]] = defaultdict(list)
    for one in facts:
        years[f"{one.article.date.year:04d}" if one.article.date else "undated"].append(one)
    return tuple(Shelf(year, year, tuple(articles)) for year, articles in years.items())


def find_tags(facts: Sequence[ArticleFacts]) -> tuple[Shelf, ...]:
    """A shelf for each tag, by name. Tags that differ in capitals only are one, under the commonest spelling.

    Tags whose slugs are equal ("C" and "C++") are numbered in the order of their names.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, list[ArticleFacts]] = defaultdict(list)
    for one in facts:
        for tag in distinct_tags(one.article):
            spellings[tag.casefold()][tag] += 1
            articles[tag.casefold()].append(one)
    slugs = slugs_of(articles, "tag")
    return tuple(
        Shelf(min(spellings[key], key=lambda tag: (-spellings[key][tag], tag)), slugs[key], tuple(articles[key]))
        for key in sorted(articles)
    )


def slugs_of(names: Iterable[str], nameless: str) -> Mapping[str, str]:
    """A slug for each name, all different; one that is its own slug keeps it, one without letters is `nameless`."""
    plain = {name: make_slug(name) or nameless for name in names}
    taken: dict[str, str] = {}
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for name in sorted(plain, key=lambda name: (plain[name] != name.replace(" ", "-"), name)):
        slug = plain[name]
        while slug in taken:
            slug = f"{plain[name]}-{next(numbers[plain[name]])}"
        taken[slug] = name
    return {name: slug for slug, name in taken.items()}


def tags_without_page(tags: Iterable[Shelf], root: Path) -> Iterator[Diagnostic]:
    """A mistake (SG403) for each tag whose page can have no place, told in the first article that has it."""
    for shelf in tags:
        if shelf.slug in NOT_FOR_PAGES:
            article = min((one.article for one in shelf.articles), key=lambda article: article.path)
            tag = next(tag for tag in article.tags if tag.casefold() == shelf.name.casefold())
            why = "has a name that Windows reserves for a device" if shelf.slug in DEVICES else "lists all tags"
            path, line, text = _place_of_tag(article, tag, root)
            message = f"the tag “{tag}” would have the page `tags/{shelf.slug}.html`, which {why}"
            column = text.casefold().find(tag.casefold()) + 1
            yield Diagnostic(path, message, "SG403", line, column, "give it another name, such as two words", text)


def _place_of_tag(article: Article, tag: str, root: Path) -> tuple[str, int, str]:
    """Where the author writes a tag: the path of the file, the line and its text; 1 and "" where that is not seen."""
    beside = f"{splitext(article.path)[0]}.yaml"
    shown = beside if not article.path.lower().endswith(".md") and (root / beside).is_file() else article.path
    lines = list(enumerate(read_text_file(root / shown, shown).splitlines(), 1))
    after = next((place for place, (_, text) in enumerate(lines) if text.lstrip().casefold().startswith("tags")), 0)
    word = re.compile(rf"(?<!\w){re.escape(tag)}(?!\w)", re.IGNORECASE)
    return next(((shown, number, text) for number, text in lines[after:] if word.search(text)), (shown, 1, ""))


def distinct_tags(article: Article) -> tuple[str, ...]:
    """The tags of an article, each once, however it is spelled."""
    first: dict[str, str] = {}
    for tag in filter(None, article.tags):
        first.setdefault(tag.casefold(), tag)
    return tuple(first.values())
