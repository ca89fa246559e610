"""Listed people whose dated roles leave out the day of an article that names them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sitegen.check.rows import Row, Topic
from sitegen.check.seen import Place
from sitegen.knowledge.written import WrittenEntry
from sitegen.model import Annotated, Entity, Origin
from sitegen.site import Site
from sitegen.text.values import value

_MOST_DAYS = 3


@value
class Unheld:
    """An article that names somebody who holds none of their roles on its day."""

    entity: Entity
    day: datetime.date
    place: Place


def unheld_in(annotated: Annotated, site: Site) -> Iterator[Unheld]:
    """The listed entities that an article names and that have roles, none of them held on its day."""
    day = annotated.article.date
    if day is None:
        return
    told: set[str] = set()
    for mention in annotated.mentions:
        entity = site.entities.get(mention.entity_id)
        if entity is None or entity.id in told or entity.origin is not Origin.KNOWLEDGE:
            continue
        told.add(entity.id)
        if entity.roles and entity.role_on(day) is None:
            yield Unheld(entity, day, Place(annotated.article.path, mention.span.start))


def role_rows(unheld: Iterable[Unheld], entries: Iterable[WrittenEntry]) -> Iterator[Row]:
    """A row for each of these entities, those that miss most articles first, at the latest of them; `entries` tell
    where their roles stand."""
    written = {entry.id: f"{entry.shown}:{entry.line}" for entry in entries}
    by_entity: dict[str, list[Unheld]] = defaultdict(list)
    for one in unheld:
        by_entity[one.entity.id].append(one)
    for several in sorted(by_entity.values(), key=lambda several: (-len(several), several[0].entity.name)):
        entity, days = several[0].entity, sorted({one.day for one in several})
        more = f" and {len(days) - _MOST_DAYS} days more" if len(days) > _MOST_DAYS else ""
        when = ", ".join(map(str, days[-_MOST_DAYS:])) + more
        place = several[0].place
        where = written.get(entity.id, "knowledge/")
        hint = f"add what {entity.name} was then to `roles:` in {where}, or mend `from` and `to` there"
        yield Row(
            *(Topic.ROLES, entity.name, f"none of the roles listed was held on {when}", hint, place.path),
            offset=place.offset,
            code="SG793",
            details={"id": entity.id, "articles": len(several)},
        )
