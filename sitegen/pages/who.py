"""Who and what is in an article: the list beside its text, whose entries are its cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from sitegen.model import Annotated, Article, Entity, Kind, Origin
from sitegen.pages.body import KINDS_IN_ORDER, number_entries
from sitegen.pages.excerpts import image_of, initials_of, role_then
from sitegen.pages.flags import flag_of
from sitegen.pages.locators import locator_of, seat_and_region
from sitegen.pages.telling import PersonHere
from sitegen.site import RolePlace, Site
from sitegen.site.anchors import Anchor, quotation_id
from sitegen.site.elsewhere import Elsewhere
from sitegen.site.memo import once_a_site
from sitegen.site.thresholds import shown_speaker
from sitegen.site.urls import ANY_ARTICLE, page_of, page_of_article, relative
from sitegen.text.spans import plain_words, shorten
from sitegen.text.values import value

LONGEST_SUMMARY = 240
LONGEST_EXCERPT = 120
MOST_SAID = 2
"""So much of what an entity says in the article stands in its entry."""
MOST_PEOPLE = 3
"""So many of the people of a country or an organisation stand in its entry; the others are counted."""
_JOINTS = tuple(f" {word} {article}" for word in ("of", "for", "at") for article in ("", "the "))


@value
class SaidHere:
    """The beginning of what an entity says in the article, and the way to it."""

    href: str
    words: str


@value
class OtherArticle:
    """Another article that names the same entity; so many `more` name it too."""

    article: Article
    href: str
    more: int


@value(kw_only=True)
class EntityCard:
    """What the list of every article says of an entity."""

    entity: Entity
    href: str
    image: str
    initials: str
    country: Entity | None
    summary: str
    where: str
    locator: str
    flag: str = ""
    """The address of its own flag, and `country_flag` that of its country's."""
    country_flag: str = ""

    def __hash__(self) -> int:
        """That of its address."""
        return hash(self.href)


@value(kw_only=True)
class WhoEntry:
    """One entry of "Who and what is in this article": an entity on the day of the article.

    Themes may ask it for what its card says, too.
    """

    card: EntityCard
    note: int
    mentions: tuple[str, ...]
    """The ways to its mentions, in order."""
    said: tuple[SaidHere, ...]
    """The first of what it says here; so many `more_said` are not told."""
    role: str
    """The role on the day of the article, with its years where it has ended since."""
    title: str
    """What the role begins with: all of it, or its title alone."""
    role_href: str
    people: tuple[PersonHere, ...] = ()
    """Those named in the article who belong to this country or organisation; so many `more_people` are not told."""
    more_people: int = 0
    more_said: int = 0
    elsewhere: OtherArticle | None = None
    checked: bool = False
    """True when somebody vouches for what is annotated in the article."""

    @property
    def found(self) -> bool:
        """True when nobody listed the entity, and nobody has checked the article."""
        return self.card.entity.origin is Origin.FOUND and not self.checked

    @property
    def tells_more(self) -> bool:
        """True when the entry tells something that no sentence of the article does."""
        card = self.card
        known = (card.image, card.summary, card.where, card.locator, card.entity.references, self.elsewhere)
        return any(known)

    entity = property(attrgetter("card.entity"))
    href = property(attrgetter("card.href"))
    image = property(attrgetter("card.image"))
    initials = property(attrgetter("card.initials"))
    country = property(attrgetter("card.country"))
    summary = property(attrgetter("card.summary"))
    where = property(attrgetter("card.where"))
    flag = property(attrgetter("card.flag"))
    country_flag = property(attrgetter("card.country_flag"))
    locator = property(attrgetter("card.locator"))


@value
class WhoGroup:
    """The entries of one kind."""

    kind: Kind
    heading: str
    entries: tuple[WhoEntry, ...]


def by_kind(site: Site, entries: Sequence[WhoEntry]) -> Iterator[WhoGroup]:
    """The entries of "Who and what is in this article", by kind."""
    for kind in KINDS_IN_ORDER:
        ours = tuple(entry for entry in entries if entry.card.entity.kind is kind)
        if ours:
            yield WhoGroup(kind, site.config.interface(kind), ours)


def who_entries(
    site: Site,
    annotated: Annotated,
    anchors: Iterable[Anchor],
    others: Mapping[str, Elsewhere | None],
    path: str = ANY_ARTICLE,
) -> tuple[WhoEntry, ...]:
    """What the list says of each entity on the day of the article; `others` has where else each is named.

    Addresses are written as on the page at `path`; those of the article's own places are fragments.
    """
    article = annotated.article
    fragments: dict[str, list[str]] = {}
    for anchor in anchors:
        fragments.setdefault(anchor.mention.entity_id, []).append(f"#{anchor.fragment}")
    said = _said_here(annotated)
    notes = number_entries(annotated, site)
    people = [
        PersonHere(entity, _title(site, entity, article))
        for entity in map(site.entities.__getitem__, notes)
        if entity.kind is Kind.PERSON
    ]
    return tuple(
        _entry(
            site,
            article,
            site.entities[entity_id],
            note=note,
            mentions=tuple(fragments[entity_id]),
            said=tuple(said.get(entity_id, ())),
            people=tuple(_people_of(site.entities[entity_id], people)),
            other=others.get(entity_id),
            path=path,
        )
        for entity_id, note in notes.items()
    )


def _people_of(entity: Entity, people: Iterable[PersonHere]) -> Iterator[PersonHere]:
    """Those who are of this country, or whose role names this organisation; their roles without its name at the end."""
    for person in people:
        of_country = entity.kind is Kind.COUNTRY and person.entity.country == entity.id
        if of_country or (entity.kind is Kind.ORGANIZATION and entity.name in person.role):
            yield person._replace(role=_shortened(person.role, entity.name))


def _shortened(role: str, name: str) -> str:
    """The role without “of NAME” at its end."""
    if role.endswith(name):
        for joint in _JOINTS:
            if role.endswith(joint + name):
                return role.removesuffix(joint + name)
    return role


def _said_here(annotated: Annotated) -> dict[str, list[SaidHere]]:
    """What each entity says in the article, in order, with the way to it."""
    said: dict[str, list[SaidHere]] = {}
    text = annotated.article.text
    atoms = {atom.span.start for atom in annotated.article.atoms}
    for number, quotation in enumerate(annotated.quotations, 1):
        speaker = shown_speaker(quotation)
        if speaker is not None and speaker.entity_id:
            words = shorten(plain_words(text, quotation.segments[0].span, atoms), LONGEST_EXCERPT)
            said.setdefault(speaker.entity_id, []).append(SaidHere(f"#{quotation_id(number)}", words))
    return said


def _title(site: Site, entity: Entity, article: Article) -> str:
    """What somebody is on the day of the article: the title alone."""
    role, here = entity.role_on(article.date), _given_here(site, entity, article)
    return here.title if here is not None else role.title if role else ""


def _given_here(site: Site, entity: Entity, article: Article) -> RolePlace | None:
    """The role that the article's own text gives somebody nobody listed."""
    return next((one for one in site.role_places.get(entity.id, ()) if one.article.slug == article.slug), None)


def role_here(site: Site, entity: Entity, article: Article) -> tuple[str, str]:
    """The role on the day of the article, with the fragment where its own text gives it; one that has ended since is
    told as such."""
    here, role = _given_here(site, entity, article), entity.role_on(article.date)
    if here is not None:
        return here.title, f"#{here.fragment}"
    return role_then(site, entity, article) or (role.title if role else ""), ""


def _entry(
    site: Site,
    article: Article,
    entity: Entity,
    *,
    note: int,
    mentions: tuple[str, ...],
    said: tuple[SaidHere, ...],
    people: tuple[PersonHere, ...],
    other: Elsewhere | None,
    path: str,
) -> WhoEntry:
    """What the list says of an entity on the day of the article."""
    role, role_href = role_here(site, entity, article)
    title = _title(site, entity, article)
    return WhoEntry(
        card=_card(site, entity, path),
        note=note,
        mentions=mentions,
        said=said[:MOST_SAID],
        role=role,
        title=title if role.startswith(title) else role,
        role_href=role_href,
        people=people[:MOST_PEOPLE],
        more_people=max(len(people) - MOST_PEOPLE, 0),
        more_said=max(len(said) - MOST_SAID, 0),
        elsewhere=_other_article(other, path),
        checked=article.checked is not None and not article.checked.changed,
    )


def _other_article(other: Elsewhere | None, path: str) -> OtherArticle | None:
    if other is None:
        return None
    return OtherArticle(other.facts.article, relative(path, page_of_article(other.facts.article)), other.more)


@once_a_site
def _card(site: Site, entity: Entity, path: str) -> EntityCard:
    return EntityCard(
        entity=entity,
        href=relative(path, page_of(entity)),
        image=image_of(site, entity, path),
        initials=initials_of(entity.name) if entity.kind is Kind.PERSON else "",
        country=site.countries.get(entity.country),
        summary=shorten(entity.summary, LONGEST_SUMMARY),
        where=seat_and_region(site, entity),
        locator=locator_of(site, entity, path),
        flag=flag_of(site, entity, path),
        country_flag=flag_of(site, site.countries.get(entity.country), path),
    )
