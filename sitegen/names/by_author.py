"""What the author says of the names in an article: whom one means, and which are hidden, though they still speak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Entity, Kind, Mention, Origin, Quotation
from sitegen.names.added import EVERYWHERE
from sitegen.names.mentioned import place_of
from sitegen.text.spans import Cover, Element, Span, plain_words
from sitegen.text.values import value


@value
class Hidden:
    """What the author hides in one article: it is linked nowhere and listed nowhere, and still it may speak."""

    mentions: tuple[Mention, ...] = ()
    """The hidden mentions, in order of text."""
    words: Mapping[str, str] = field(default_factory=dict)
    """By the id of an entity of which no mention is left: the longest words that the article has for it."""


def link_by_hand(mentions: Iterable[Mention], marks: Iterable[Element]) -> tuple[Mention, ...]:
    """The mentions, which are in order of text, with the author's `entity:` links in place of what was found there."""
    by_hand = [mark for mark in marks if mark.tag == "entity" and mark.get("id")]
    if not by_hand:
        return tuple(mentions)
    taken = Cover(mark.span for mark in by_hand)
    free = [mention for mention in mentions if not taken.touches(mention.span)]
    linked = [Mention(mark.span, mark.get("id") or "") for mark in by_hand]
    return tuple(sorted((*free, *linked), key=place_of))


def sure_by_hand(found: Iterable[Entity], marks: Iterable[Element]) -> Iterator[Entity]:
    """The entities that a text gave, those certain that the author links by their ids."""
    ids = {mark.get("id") for mark in marks if mark.tag == "entity"}
    return (replace(one, certainty=1.0) if one.id in ids else one for one in found)


def without_denied(
    known: Sequence[Mention], marks: Iterable[Element], knowledge: KnowledgeBase
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The known mentions, and apart from them the built-in countries and places that the author leaves alone.

    Those may be the names of persons, and are free to be found as such.
    """
    hiding = tuple(_hiding(marks))
    if not hiding:
        return tuple(known), ()
    alone = Cover(mark.span for mark in hiding)
    denied = tuple(one for one in known if alone.touches(one.span) and _is_built_in_place(one, knowledge))
    return tuple(one for one in known if one not in denied), denied


def _is_built_in_place(mention: Mention, knowledge: KnowledgeBase) -> bool:
    entity = knowledge.get(mention.entity_id)
    return entity is not None and entity.origin is Origin.BUILT_IN and entity.kind in (Kind.COUNTRY, Kind.PLACE)


def hide(
    text: str,
    mentions: Sequence[Mention],
    denied: Sequence[Mention],
    marks: Iterable[Element],
    entities: Mapping[str, Entity],
) -> tuple[tuple[Mention, ...], Hidden]:
    """The mentions that may be shown, and what is hidden.

    A mark hides what it touches. One that holds in the whole article hides whatever it names under all its names.
    """
    marks = tuple(marks)
    hiding = tuple(_hiding(marks))
    if not hiding:
        return tuple(mentions), Hidden()
    touched = of_article = Cover(mark.span for mark in hiding)
    everywhere = tuple(mark.span for mark in hiding if mark.get(EVERYWHERE))
    ids = frozenset(_named_by(text, (*mentions, *denied), everywhere, entities))
    by_hand = _linked_against_site(hiding, marks) & ids
    if by_hand:
        own = tuple(mark for mark in hiding if mark.get(EVERYWHERE) != "site")
        ids -= by_hand - frozenset(_named_by(text, mentions, [m.span for m in own if m.get(EVERYWHERE)], entities))
        of_article = Cover(mark.span for mark in own)
    shown = tuple(
        one
        for one in mentions
        if one.entity_id not in ids and not (of_article if one.entity_id in by_hand else touched).touches(one.span)
    )
    left = {mention.entity_id for mention in shown}
    hidden = tuple(mention for mention in mentions if mention not in shown)
    words: dict[str, str] = {}
    for mention in (*hidden, *(one for one in denied if one.entity_id in ids)):
        written = plain_words(text, mention.span)
        if mention.entity_id not in left and len(written) > len(words.get(mention.entity_id, "")):
            words[mention.entity_id] = written
    return shown, Hidden(hidden, words)


def _linked_against_site(hiding: Iterable[Element], marks: Iterable[Element]) -> frozenset[str]:
    """The ids that an article links by hand; none where only the article itself hides names."""
    if not any(mark.get(EVERYWHERE) == "site" for mark in hiding):
        return frozenset()
    return frozenset(mark.get("id") or "" for mark in marks if mark.tag == "entity" and mark.get(EVERYWHERE) != "site")


def _hiding(marks: Iterable[Element]) -> Iterator[Element]:
    return (mark for mark in marks if mark.tag == "entity" and not mark.get("id"))


def _named_by(
    text: str, mentions: Iterable[Mention], spans: Collection[Span], entities: Mapping[str, Entity]
) -> Iterator[str]:
    """The ids of what is named at one of the spans: by all of it, by its end as surnames are, or by its last words."""
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    names = {" ".join(span.of(text).split()) for span in spans}
    for mention in mentions:
        entity = entities.get(mention.entity_id)
        is_person = entity is not None and entity.kind is Kind.PERSON
        if (mention.span.end in ends and (is_person or mention.span.start in starts)) or (
            entity is not None and is_person and any(name.endswith(f" {entity.name}") for name in names)
        ):
            yield mention.entity_id


def without_hidden(entities: Iterable[Entity], hidden: Hidden) -> tuple[Entity, ...]:
    """The entities that are not hidden, none of a country that is."""
    kept = (entity for entity in entities if entity.id not in hidden.words)
    return tuple(replace(entity, country="") if entity.country in hidden.words else entity for entity in kept)


def said_in_words(quotations: Iterable[Quotation], hidden: Hidden, text: str) -> tuple[Quotation, ...]:
    """The quotations, with words alone for a speaker who is hidden: those of the article, under its longest name."""
    here = {mention.span: plain_words(text, mention.span) for mention in hidden.mentions}
    return tuple(_in_words(quotation, hidden, here) for quotation in quotations)


def _in_words(quotation: Quotation, hidden: Hidden, here: Mapping[Span, str]) -> Quotation:
    speaker = quotation.speaker
    here_too = here.get(speaker.span) if speaker and speaker.span else None
    words = speaker and (hidden.words.get(speaker.entity_id) or here_too)
    return replace(quotation, speaker=replace(speaker, name=words, entity_id="")) if speaker and words else quotation
