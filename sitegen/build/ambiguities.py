"""What an author should look at before a site goes out: one name that may be two people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path

from sitegen.annotate import closed_cover
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.text_file import LoadedFile, load_file
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.knowledge.near import nearest_id
from sitegen.model import Annotated, Article, Entity, Gender, Kind
from sitegen.names.namesakes import shared_names
from sitegen.read.loading import LoadedArticle
from sitegen.read.source_lines import find_lines
from sitegen.site.facts import ArticleFacts, Found
from sitegen.text.spans import Cover, Span
from sitegen.text.tokens import shadow_of


@dataclass(frozen=True)
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


def find_unknown_links(article: Article, loaded: LoadedArticle, knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """The author's `entity:` links that lead to no entity, in an article that was read from these files."""
    for mark in article.marks:
        wanted = mark.get("id")
        if mark.tag != "entity" or not wanted or knowledge.get(wanted):
            continue
        words = mark.span.of(article.text)
        near = nearest_id(wanted, (entity for entity in knowledge if _may_mean(words, entity)))
        hint = f"did you mean `{near}`?" if near else "add an entry to knowledge/, or leave the id out"
        yield replace(_position_of(wanted, loaded), code="SG204", help=hint)


def _may_mean(words: str, entity: Entity) -> bool:
    """False for a name that shares no word with any of the entity's, so that its bearer is of another kind."""
    named = {word.casefold() for word in words.split() if word[:1].isupper()}
    own = (word.casefold() for name in (entity.name, *entity.aliases) for word in name.split())
    return not named or not named.isdisjoint(own)


def _position_of(wanted: str, loaded: LoadedArticle) -> Diagnostic:
    """Where an article, or the .yaml file beside it, names an entity that is not there."""
    written = re.compile(rf"(?:entity:|: *[\"']?)({re.escape(wanted)})(?![\w-])")
    message = f"there is no entity `{wanted}`"
    for file in loaded:
        for number, line in enumerate(file.text().splitlines(), 1):
            if found := written.search(line):
                return Diagnostic(file.shown, message, "", number, found.start(1) + 1, source_line=line[:200])
    return Diagnostic(loaded.file.shown, message, "")
