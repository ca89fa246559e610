"""What an author should look at before a site goes out: one name that may be two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.text_file import LoadedFile, load_file
from sitegen.model import Annotated, Article, Gender, Kind
from sitegen.read.source_lines import find_lines
from sitegen.site.facts import ArticleFacts
from sitegen.site.rows import Found
from sitegen.text.spans import Span


def find_strangers(
    articles: Iterable[ArticleFacts], annotated_of: Callable[[int], Annotated], root: Path
) -> Iterator[Diagnostic]:
    """A warning (SG207) for a name nobody listed that two articles give to people who differ in gender or country.

    It stands where the second of them names its bearer first; `annotated_of` gives an article by its key.
    """
    people: dict[str, list[tuple[ArticleFacts, Found]]] = defaultdict(list)
    for one in sorted(articles, key=lambda one: one.article.path):
        for entity in one.found:
            if entity.kind == Kind.PERSON:
                people[entity.id].append((one, entity))
    for bearers in people.values():
        differing = _first_to_differ(bearers)
        if differing is None:
            continue
        (first, _), (second, entity) = differing
        whole = annotated_of(second.key)
        span = next(mention.span for mention in whole.mentions if mention.entity_id == entity.id)
        message = f"“{entity.name}” may be somebody else than in {first.article.path}; the site has one page for both"
        hint = "list them in knowledge/, both under this `name` and each with an `id`, or one if it is one person"
        file = load_file(root / whole.article.path, whole.article.path)
        yield warning_at(whole.article, span, message, "SG207", hint, file)


def _first_to_differ(
    bearers: list[tuple[ArticleFacts, Found]],
) -> tuple[tuple[ArticleFacts, Found], tuple[ArticleFacts, Found]] | None:
    """Two of which something differs: only the first with each gender and country need be looked at."""
    kinds = {(entity.gender, entity.country): (one, entity) for one, entity in reversed(bearers)}
    return next((pair for pair in combinations(kinds.values(), 2) if _differ(pair[0][1], pair[1][1])), None)


def _differ(one: Found, other: Found) -> bool:
    genders = {one.gender, other.gender}
    return genders == {Gender.FEMALE, Gender.MALE} or bool(
        one.country and other.country and one.country != other.country
    )


def warning_at(article: Article, span: Span, message: str, code: str, hint: str, file: LoadedFile) -> Diagnostic:
    """A warning that stands where the span is in the article's file."""
    source = file.text()
    line, column = find_lines(article, source).at(span.start)
    shown = source.split("\n")[line - 1][:200]
    return Diagnostic(article.path, message, code, line, column, hint, shown, Severity.WARNING)
