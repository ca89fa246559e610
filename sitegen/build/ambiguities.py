"""What an author should look at before a site goes out: one name that may be two people."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from sitegen.annotate import closed_cover
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.text_file import read_text_file
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.model import Annotated, Article, Entity, Gender, Kind
from sitegen.names.namesakes import shared_names
from sitegen.read.source_lines import find_lines
from sitegen.text.spans import Cover, Span
from sitegen.text.tokens import shadow_of


def find_ambiguities(annotated: Iterable[Annotated], knowledge: KnowledgeBase, root: Path) -> tuple[Diagnostic, ...]:
    """Warnings, by article: SG206 for a name that several listed people bear, where the text does not say whom it
    means; SG207 for a name nobody listed that two articles of the project in `root` give to people who differ in
    gender or country.
    """
    articles = tuple(sorted(annotated, key=lambda one: one.article.path))
    return (*_open_names(articles, shared_names(knowledge), root), *_strangers(articles, root))


def _open_names(
    articles: Iterable[Annotated], shared: Mapping[str, tuple[str, ...]], root: Path
) -> Iterator[Diagnostic]:
    """The first mention of each shared name in each article that stays nobody's."""
    gazetteer = Gazetteer(Form(name, ()) for name in shared)
    for one in articles if shared else ():
        text = one.article.text
        marks = (mark.span for mark in one.article.marks if mark.tag == "entity")
        taken, closed = Cover((*(m.span for m in one.mentions), *marks)), closed_cover(one.article)
        told: set[str] = set()
        for match in gazetteer.find(shadow_of(text)):
            span, name = Span(match.start, match.end), match.form.spelling
            if name not in told and not taken.touches(span) and not closed.touches(span):
                told.add(name)
                ids = shared[name]
                message = f"“{span.of(text)}” may be {' or '.join(f'`{entity_id}`' for entity_id in ids)}"
                hint = f"say which in the front matter, with `entities:` and below it `{name}: {ids[0]}`"
                yield _warning(one.article, span, message, "SG206", hint, root)


def _strangers(articles: Iterable[Annotated], root: Path) -> Iterator[Diagnostic]:
    """The first two articles that give one found name to people who differ."""
    people: dict[str, list[tuple[Annotated, Entity]]] = defaultdict(list)
    for one in articles:
        for entity in one.found:
            if entity.kind is Kind.PERSON:
                people[entity.id].append((one, entity))
    for bearers in people.values():
        differing = _first_to_differ(bearers)
        if differing is None:
            continue
        (first, _), (second, entity) = differing
        span = next(mention.span for mention in second.mentions if mention.entity_id == entity.id)
        message = f"“{entity.name}” may be somebody else than in {first.article.path}; the site has one page for both"
        hint = "list them in knowledge/, both under this `name` and each with an `id`, or one if it is one person"
        yield _warning(second.article, span, message, "SG207", hint, root)


def _first_to_differ(
    bearers: list[tuple[Annotated, Entity]],
) -> tuple[tuple[Annotated, Entity], tuple[Annotated, Entity]] | None:
    """Two of which something differs: only the first with each gender and country need be looked at."""
    kinds = {(entity.gender, entity.country): (one, entity) for one, entity in reversed(bearers)}
    return next((pair for pair in combinations(kinds.values(), 2) if _differ(pair[0][1], pair[1][1])), None)


def _differ(one: Entity, other: Entity) -> bool:
    genders = {one.gender, other.gender}
    return genders == {Gender.FEMALE, Gender.MALE} or bool(
        one.country and other.country and one.country != other.country
    )


def _warning(article: Article, span: Span, message: str, code: str, hint: str, root: Path) -> Diagnostic:
    source = read_text_file(root / article.path, article.path)
    line, column = find_lines(article, source).at(span.start)
    shown = source.split("\n")[line - 1][:200]
    return Diagnostic(article.path, message, code, line, column, hint, shown, Severity.WARNING)


def find_unknown_links(source: Path, articles: Iterable[Article], knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """The author's `entity:` links that lead to no entity."""
    for article in articles:
        for mark in article.marks:
            wanted = mark.get("id")
            if mark.tag != "entity" or not wanted or knowledge.get(wanted):
                continue
            near = difflib.get_close_matches(wanted, (entity.id for entity in knowledge), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "add an entry to knowledge/, or leave the id out"
            yield replace(_position_of(wanted, source, article.path), code="SG204", help=hint)


def _position_of(wanted: str, source: Path, shown: str) -> Diagnostic:
    """Where an article, or the .yaml file beside it, names an entity that is not there."""
    written = re.compile(rf"(?:entity:|: *[\"']?)({re.escape(wanted)})(?![\w-])")
    message = f"there is no entity `{wanted}`"
    for path in (shown, Path(shown).with_suffix(".yaml").as_posix()):
        lines = read_text_file(source / path, path).splitlines() if (source / path).is_file() else []
        for number, line in enumerate(lines, 1):
            if found := written.search(line):
                return Diagnostic(path, message, "", number, found.start(1) + 1, source_line=line[:200])
    return Diagnostic(shown, message, "")
