"""The names of an article with what its author says of them: a kind, and a role that the text need not give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sitegen.annotate.anchoring import trouble_of
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Applied, Article, Entity, Kind, Mention, NameCorrection, Role, Trouble
from sitegen.names import Names, find_names
from sitegen.names.added import EVERYWHERE, id_of_kind
from sitegen.read.site_names import SITE
from sitegen.site.thresholds import is_certain
from sitegen.text.folding import Folded, fold
from sitegen.text.letters import clean
from sitegen.text.selectors import Selector, find_places
from sitegen.text.slugs import make_slug
from sitegen.text.spacy_model import Model
from sitegen.text.spans import Cover, Element
from sitegen.text.values import value


@value
class CorrectedNames:
    """The names, and what became of what the author says of them."""

    names: Names
    applied: tuple[Applied, ...] = ()
    meant: tuple[tuple[NameCorrection, str], ...] = ()
    """Those that are to link their names, each with the id of whom it means."""


def find_corrected_names(
    article: Article, knowledge: KnowledgeBase, model: Model | None, language: str
) -> CorrectedNames:
    """The names of an article, as its author corrects them.

    Somebody whom the author gives a role, and whom the text does not show to be a person, is one.
    """
    article, names = _with_longer_names(article, knowledge, model, language)
    said = article.corrections.names if article.corrections is not None else ()
    if not said:
        return CorrectedNames(names)
    unknown = [
        one for one in said if one.role is not None and one.kind is None and not _meant(one, names, article, knowledge)
    ]
    if unknown:
        article = replace(article, marks=(*article.marks, *_as_persons(article, unknown)))
        names = find_names(article, knowledge, model, language)
    applied: list[Applied] = []
    meant: list[tuple[NameCorrection, str]] = []
    for one in (one for one in said if not one.hides):
        trouble = _trouble(one, names, article, knowledge)
        applied.append(trouble or Applied(one))
        if trouble is None:
            meant.append((one, _meant(one, names, article, knowledge)))
        if one.role is not None and trouble is None:
            names = _with_role(names, meant[-1][1], one.role, knowledge)
    return CorrectedNames(names, tuple(applied), tuple(meant))


def _with_longer_names(
    article: Article, knowledge: KnowledgeBase, model: Model | None, language: str
) -> tuple[Article, Names]:
    """The article with its marks led over longer names that keep their meaning, and its names.

    Marks of site.yaml inside any longer name go. One of a name that the article gives an entity is led over the whole
    of a longer name of the same one: of “Odile Varga”, where “Varga” is to mean her. Inside that of another whom a page
    shows it goes: in “Bo Varga”.
    """
    of_site = {mark for mark in article.marks if mark.get(EVERYWHERE) == SITE and mark.get("kind")}
    of_article = {mark for mark in article.marks if _means_one_everywhere(mark)}
    if not of_site and not of_article:
        return article, find_names(article, knowledge, model, language)
    plain = replace(article, marks=tuple(mark for mark in article.marks if mark not in of_site | of_article))
    names = find_names(plain, knowledge, model, language)
    around = {mark: [one for one in names.named if _is_around(one, mark)] for mark in of_site | of_article}
    text = article.text
    others = {mark for mark in of_article if any(_is_another(one, mark, names, text) for one in around[mark])}
    kept = (mark for mark in article.marks if mark not in others and (mark not in of_site or not around[mark]))
    led = (_led_over(mark, around[mark]) if mark in of_article else mark for mark in kept)
    article = replace(article, marks=tuple(dict.fromkeys(led)))
    return article, find_names(article, knowledge, model, language)


def _is_another(mention: Mention, mark: Element, names: Names, text: str) -> bool:
    """Whether a page shows another entity at a longer name around a mark.

    Several words inside that of a person are a name by themselves: “Bo Lind” in “Bo Lind Mara Holm”.
    """
    entity = names.entities.get(mention.entity_id)
    if entity is None or mention.entity_id == mark.get("id") or not is_certain(entity):
        return False
    is_at_end = mention.span.start == mark.span.start or mention.span.end == mark.span.end
    return entity.kind is not Kind.PERSON or (is_at_end and len(mark.span.of(text).split()) == 1)


def _is_around(mention: Mention, mark: Element) -> bool:
    return mention.span.covers(mark.span) and mention.span != mark.span


def _led_over(mark: Element, longer: Iterable[Mention]) -> Element:
    span = next((one.span for one in longer if one.entity_id == mark.get("id")), mark.span)
    return replace(mark, span=span)


def _means_one_everywhere(mark: Element) -> bool:
    by_article = mark.get(EVERYWHERE) not in (None, SITE)
    return mark.tag == "entity" and by_article and bool(mark.get("id")) and not mark.get("kind")


def _meant(one: NameCorrection, names: Names, article: Article, knowledge: KnowledgeBase) -> str:
    """The id of whom the name means; empty where it means nobody."""
    if one.entity_id:
        return one.entity_id
    if one.kind is not None:
        return id_of_kind(make_slug(clean(one.name)), one.kind, clean(one.name), knowledge)
    words = fold(one.name)
    at = (m.entity_id for m in names.named if fold(m.span.of(article.text)) == words)
    called = (entity.id for entity in names.entities.values() if words in map(fold, (entity.name, *entity.aliases)))
    return next(at, "") or next(called, "")


def _as_persons(article: Article, said: Sequence[NameCorrection]) -> Iterator[Element]:
    """A mark for every place of these names that no other mark has."""
    text = Folded.of(article.text)
    taken = Cover(mark.span for mark in article.marks if mark.tag in ("entity", "code"))
    for one in said:
        name = clean(one.name)
        attributes = (("id", make_slug(name)), ("everywhere", "yes"), ("kind", str(Kind.PERSON)), ("name", name))
        places = find_places(text, Selector(one.name))
        yield from (Element(span, "entity", attributes) for span in places if not taken.touches(span))


def _trouble(one: NameCorrection, names: Names, article: Article, knowledge: KnowledgeBase) -> Applied | None:
    entity_id = _meant(one, names, article, knowledge)
    known = knowledge.get(entity_id)
    if one.kind is Kind.COUNTRY and not entity_id:
        return trouble_of(one, Trouble.NO_COUNTRY, detail=one.name)
    if one.kind is not None and known is not None and known.kind is not one.kind:
        return trouble_of(one, Trouble.OTHER_KIND, detail=f"{entity_id}, {known.kind}")
    if one.role is None:
        return None
    entity = names.entities.get(entity_id)
    if entity is not None and entity.kind is not Kind.PERSON:
        return trouble_of(one, Trouble.OTHER_KIND, detail=f"{entity_id}, {entity.kind}")
    if known is not None and known.roles:
        return trouble_of(one, Trouble.HAS_ROLES, detail=entity_id)
    return None


def _with_role(names: Names, entity_id: str, title: str, knowledge: KnowledgeBase) -> Names:
    """The names with this role alone for somebody, which no words of the text give; without a title with none."""

    def given(entity: Entity) -> Entity:
        return replace(entity, roles=(Role(title),) if title else (), evidence=())

    def among(entities: Sequence[Entity]) -> tuple[Entity, ...]:
        return tuple(given(one) if one.id == entity_id else one for one in entities)

    entities = {one: given(entity) if one == entity_id else entity for one, entity in names.entities.items()}
    told, known = names.told, knowledge.get(entity_id)
    if known is not None and not any(one.id == entity_id for one in told):
        told = (*told, Entity(entity_id, known.kind, known.name))
    return replace(names, found=among(names.found), told=among(told), entities=entities)
