"""What is wrong with the user's entries, and what should be looked at: each told where it stands, with a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.static_folder import StaticNames
from sitegen.knowledge.base import KnowledgeBase
from sitegen.knowledge.listed import Listed
from sitegen.knowledge.near import nearest_id
from sitegen.model import Entity, Kind, Origin
from sitegen.text.near import nearest

LONGEST_SUMMARY = 240
"""Characters of a summary that a card shows."""
MOST_TOLD = 20
"""So many doubts of one sort are told one by one; the last of them counts the rest."""
Doubt = Callable[[], Diagnostic]
"""What would be told; where it stands is looked for only then."""
_COUNTRY_HELP = "use the slug of its English name, such as `poland` or `united-states`"


def find_clashes(found: Iterable[Listed]) -> Iterator[Diagnostic]:
    """Two entries with one id (SG201), and two that claim one name (SG203); people may bear the same."""
    ids: dict[str, Listed] = {}
    names: dict[Kind, dict[str, Listed]] = {kind: {} for kind in Kind}
    for listed in found:
        entity = listed.entity
        if entity.id in ids:
            message = f"the id `{entity.id}` is used twice; the other is at {ids[entity.id].location}"
            yield listed.diagnostic(message, "SG201", "give one of the two another `id:`")
            continue
        ids[entity.id] = listed
        names_of_kind = names[entity.kind]
        for name in (entity.name, *entity.aliases):
            other = names_of_kind.setdefault(name, listed)
            if other is not listed and entity.kind is not Kind.PERSON:
                message = f"{name!r} also names `{other.entity.id}` at {other.location}"
                yield listed.diagnostic(message, "SG203", "a name or alias can mean one entity only")


def find_missing(found: Iterable[Listed], knowledge: KnowledgeBase, static: Path) -> Iterator[Diagnostic]:
    """Countries (SG202) and pictures (SG210) that entries name and that are not there; of drafts only countries."""
    pictures = StaticNames(static)
    for listed in found:
        entity = listed.entity
        if entity.country and not _is_country(knowledge.get(entity.country)):
            near = nearest_id(entity.country, (one for one in knowledge if one.kind is Kind.COUNTRY))
            hint = f"did you mean `{near}`?" if near else _COUNTRY_HELP
            yield listed.diagnostic(f"there is no country with the id `{entity.country}`", "SG202", hint, "country")
        if entity.image and not listed.is_draft and not pictures.has(entity.image):
            message, hint = f"there is no picture {entity.image!r} in static/", _way_to_picture(entity.image, pictures)
            yield listed.diagnostic(message, "SG210", hint, "image", "file")


def _is_country(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is Kind.COUNTRY


def _way_to_picture(image: str, pictures: StaticNames) -> str:
    if "://" in image:
        return "save it in static/, and write its path there"
    folder, slash, name = image.strip("/").removeprefix("static/").rpartition("/")
    there = pictures.names_in(folder)
    near = name if name in there else nearest(name, there)
    return f"did you mean `{folder}{slash}{near}`?" if near else "put it there, or leave the key out"


def find_doubts(found: Sequence[Listed], knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """Warnings: long summaries (SG211), aliases that are others' names (SG212), pictures without words (SG213)."""
    for doubts in (_long_summaries(found), _names_of_others(found, knowledge), _pictures_without_words(found)):
        told = [doubt() for doubt in islice(doubts, MOST_TOLD)]
        rest = sum(1 for _ in doubts)
        if rest:
            told[-1] = replace(told[-1], message=f"{told[-1].message}; {rest} more entries are like this")
        yield from (replace(one, severity=Severity.WARNING) for one in told)


def _long_summaries(found: Iterable[Listed]) -> Iterator[Doubt]:
    for listed in found:
        length = len(listed.entity.summary)
        if length > LONGEST_SUMMARY:
            message = f"the summary has {length} characters; cards show {LONGEST_SUMMARY}"
            hint = "shorten it to a sentence or two; what is longer may go into `facts:`"
            yield partial(listed.diagnostic, message, "SG211", hint, "summary")


def _names_of_others(found: Iterable[Listed], knowledge: KnowledgeBase) -> Iterator[Doubt]:
    """Aliases that are the names of other entities, so that a text may mean either."""
    named = {entity.name: entity for entity in knowledge}
    for listed in found:
        for alias in listed.entity.aliases:
            other = named.get(alias)
            if other is not None and other.id != listed.entity.id:
                message = f"the alias {alias!r} is the name of `{other.id}` ({other.kind})"
                hint = _way_to_one(listed.entity, other)
                yield partial(listed.diagnostic_of_alias, alias, message, "SG212", hint)


def _way_to_one(entity: Entity, other: Entity) -> str:
    """The way out for an entity with an alias that is another's name: they may be one, where that is built in."""
    if other.origin is Origin.BUILT_IN and other.kind is entity.kind:
        return f"if they are one, write `id: {other.id}`: the entry then goes over the built-in one"
    return "leave it out here, and say in the articles that need it whom it means, with `entities:`"


def _pictures_without_words(found: Iterable[Listed]) -> Iterator[Doubt]:
    for listed in found:
        if not listed.is_described:
            message = f"the picture of {listed.entity.name} has no alternative text"
            hint = f'write `image: {{file: {listed.entity.image}, alt: …}}`; `alt: ""` where it only goes with the name'
            yield partial(listed.diagnostic, message, "SG213", hint, "image")
