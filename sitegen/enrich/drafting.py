"""A draft of an entry: what the articles say of somebody or something that nobody has listed yet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sitegen.files.yaml_scalars import Flow, Value, write_item, write_scalar
from sitegen.model import Entity, Gender, Kind, Origin
from sitegen.site import Site
from sitegen.text.letters import clean
from sitegen.text.slugs import make_slug
from sitegen.text.spans import plain_words
from sitegen.text.values import value

MOST_ARTICLES = 8
"""So many of the articles that name it are told above a draft."""


@value
class NamingArticle:
    """An article that holds a name: its path below the project, its day, and how often the name stands in it."""

    path: str
    date: datetime.date | None
    times: int


@value
class GivenRole:
    """A role that articles give, with their paths."""

    title: str
    paths: tuple[str, ...]


@value
class Draft:
    """What the articles say: the keys of an entry, and where they are from. `articles` stand newest first."""

    name: str
    kind: Kind
    id: str = ""
    """Empty where it is the slug of the name."""
    aliases: tuple[str, ...] = ()
    gender: Gender = Gender.UNKNOWN
    country: str = ""
    roles: tuple[GivenRole, ...] = ()
    articles: tuple[NamingArticle, ...] = ()

    @property
    def entry(self) -> Mapping[str, Value]:
        """The keys of the entry with their values."""
        keys: dict[str, Value] = {
            "name": self.name,
            "kind": str(self.kind),
            "id": self.id,
            "status": "draft",
            "aliases": Flow(self.aliases) if self.aliases else "",
            "gender": "" if self.gender is Gender.UNKNOWN else str(self.gender),
            "country": self.country,
            "roles": tuple({"title": role.title} for role in self.roles),
        }
        return {key: value for key, value in keys.items() if value}


def find_entity(site: Site, written: str) -> Entity | None:
    """The entity that the articles name by this id or name, or by an alias or surname that no other has; else None."""
    asked = clean(" ".join(written.split()))
    if asked in site.entities:
        return site.entities[asked]
    for known_by in (_name, _aliases, _surname):
        found = [one for one in site.entities.values() if asked.casefold() in map(str.casefold, known_by(one))]
        if len(found) == 1:
            return found[0]
    return None


def _name(entity: Entity) -> tuple[str, ...]:
    return (entity.name,)


def _aliases(entity: Entity) -> tuple[str, ...]:
    return entity.aliases


def _surname(entity: Entity) -> tuple[str, ...]:
    return (entity.name.split()[-1],) if entity.kind is Kind.PERSON else ()


def draft_of(site: Site, entity: Entity, kind: Kind | None = None) -> Draft:
    """What the articles say of an entity that they name; another `kind` goes before the one that was found."""
    places = site.named_in.get(entity.id, ())
    given: dict[str, list[str]] = {}
    for place in site.role_places.get(entity.id, ()):
        given.setdefault(place.title, []).append(place.article.path)
    is_found = entity.origin is Origin.FOUND
    return Draft(
        name=entity.name,
        kind=kind or entity.kind,
        id="" if entity.id == make_slug(entity.name) else entity.id,
        aliases=tuple(_other_spellings(site, entity)) if is_found else (),
        gender=entity.gender,
        country=entity.country if is_found else "",
        roles=tuple(GivenRole(title, tuple(dict.fromkeys(paths))) for title, paths in given.items()),
        articles=tuple(NamingArticle(one.article.path, one.article.date, one.named.mentions) for one in places),
    )


def draft_of_words(site: Site, written: str, kind: Kind) -> Draft | None:
    """A draft for a name that stands in articles, but of which nothing was found; None when it stands in none."""
    name = clean(" ".join(written.split()))
    return replace(Draft(name, kind), articles=articles) if (articles := articles_with(site, name)) else None


def articles_with(site: Site, name: str) -> tuple[NamingArticle, ...]:
    """The articles in whose text these words stand as they are, and how often."""
    between = r"\s+"
    words = re.compile(rf"(?<!\w){between.join(map(re.escape, name.split()))}(?!\w)")
    counted = ((one.article, len(words.findall(clean(one.article.text)))) for one in site.annotated)
    return tuple(NamingArticle(article.path, article.date, times) for article, times in counted if times)


def _other_spellings(site: Site, entity: Entity) -> Iterator[str]:
    """What else the articles call a found entity, the commonest first; short forms of its name are left out."""
    counts = dict.fromkeys(entity.aliases, 0)
    for place in site.named_in.get(entity.id, ()):
        annotated = site.annotated_of(place.facts)
        text = annotated.article.text
        for words in (plain_words(text, m.span) for m in annotated.mentions if m.entity_id == entity.id):
            counts[words] = counts.get(words, 0) + 1
    spellings = (words for words in counts if not is_short_form(words, entity.name, entity.kind))
    yield from sorted(spellings, key=lambda words: (-counts[words], words))


def is_short_form(words: str, name: str, kind: Kind) -> bool:
    """True for a name and for what is left of it when words go: these need no alias. So is one word of a person's."""
    rest = iter(name.casefold().split())
    parts = words.casefold().split()
    return (kind is Kind.PERSON and len(parts) == 1) or all(part in rest for part in parts)


def draft_lines(draft: Draft) -> Iterator[str]:
    """The draft as an item of a list in YAML, at the margin, with comments that say where it is from."""
    yield from _told_above(draft.articles)
    sources = {write_scalar(role.title): role.paths for role in draft.roles}
    for line in write_item(draft.entry, 0):
        title = line.partition("- title: ")[2]
        yield f"{line} # {_paths(sources[title])}" if title in sources else line


def _told_above(articles: tuple[NamingArticle, ...]) -> Iterator[str]:
    times = sum(one.times for one in articles)
    if articles:
        yield f"# Named {_count(times, 'time')} in {_count(len(articles), 'article')}:"
    for one in articles[:MOST_ARTICLES]:
        day = f", {one.date.isoformat()}" if one.date else ""
        yield f"#   {_in_comment(one.path)}{day}: {_count(one.times, 'time')}"
    if len(articles) > MOST_ARTICLES:
        yield f"#   and {len(articles) - MOST_ARTICLES} more"


def _paths(paths: Iterable[str]) -> str:
    first, *others = map(_in_comment, paths)
    return f"{first} and {len(others)} more" if others else first


def _in_comment(words: str) -> str:
    """Words that cannot end the comment in which they stand."""
    return "".join(c if c.isprintable() else "�" for c in words)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
