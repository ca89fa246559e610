"""What an author should look at before a site goes out: one name that may be two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from pathlib import Path

from sitegen.annotate import closed_cover
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.text_file import LoadedFile, load_file
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.model import Annotated, Article, Gender, Kind
from sitegen.names.namesakes import shared_names
from sitegen.read.source_lines import find_lines
from sitegen.site.facts import ArticleFacts
from sitegen.site.rows import Found
from sitegen.text.spans import Cover, Span
from sitegen.text.tokens import shadow_of
from sitegen.text.values import value


@value(slots=False)
class OpenNames:
    """Finds the names that several listed people bear, where the text does not say whom they mean."""

    knowledge: KnowledgeBase

    @cached_property
    def _shared(self) -> Mapping[str, tuple[str, ...]]:
        return shared_names(self.knowledge)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(Form(name, ()) for name in self._shared)

    def find(self, one: Annotated, file: LoadedFile) -> Iterator[Diagnostic]:
        """A warning (SG206) for the first mention of each shared name that stays nobody's, in the article's file."""
        if not self._shared:
            return
        text = one.article.text
        marks = (mark.span for mark in one.article.marks if mark.tag == "entity")
        taken, closed = Cover((*(m.span for m in one.mentions), *marks)), closed_cover(one.article)
        told: set[str] = set()
        for match in self._gazetteer.find(shadow_of(text)):
            span, name = Span(match.start, match.end), match.form.spelling
            if name not in told and not taken.touches(span) and not closed.touches(span):
                told.add(name)
                ids = self._shared[name]
                message = f"“{span.of(text)}” may be {' or '.join(f'`{entity_id}`' for entity_id in ids)}"
                hint = f"say which in the front matter, with `entities:` and below it `{name}: {ids[0]}`"
                yield _warning(one.article, span, message, "SG206", hint, file)


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
        yield _warning(whole.article, span, message, "SG207", hint, file)


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


def _warning(article: Article, span: Span, message: str, code: str, hint: str, file: LoadedFile) -> Diagnostic:
    source = file.text()
    line, column = find_lines(article, source).at(span.start)
    shown = source.split("\n")[line - 1][:200]
    return Diagnostic(article.path, message, code, line, column, hint, shown, Severity.WARNING)
