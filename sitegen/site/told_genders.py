"""The gender that a text itself tells of those it quotes: “she said”, “Mr Kessar”. A given name tells nothing here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sitegen.knowledge.given_names import gender_of_title
from sitegen.model import Annotated, Gender, Mention, Quotation

_PRONOUNS: Mapping[str, Gender] = {"she": Gender.FEMALE, "he": Gender.MALE}


class ToldGender(NamedTuple):
    """What the text calls somebody whom it quotes. `between` are the ids of others whom it names last before a pronoun.

    Where a person is among these, the pronoun may have been understood by a given name, and tells nothing.
    """

    entity_id: str
    gender: str
    between: tuple[str, ...] = ()


def told_genders(annotated: Annotated) -> Iterator[ToldGender]:
    """Each thing that the article tells of the gender of those it quotes, once."""
    speakers = {one.speaker.entity_id for one in annotated.quotations if one.speaker is not None}
    named = [one for one in annotated.mentions if one.entity_id in speakers]
    told = dict.fromkeys((*_by_titles(annotated, named), *_by_pronouns(annotated)))
    yield from told


def _by_titles(annotated: Annotated, named: list[Mention]) -> Iterator[ToldGender]:
    """“Mr Kessar”, whether the address is a part of the mention or stands before it."""
    text = annotated.article.text
    for mention in named:
        start = mention.span.start
        words = text[max(start - 20, 0) : start].split() if text[start - 1 : start].isspace() else ()
        for word in (*mention.span.of(text).split(maxsplit=1)[:1], *words[-1:]):
            if (gender := gender_of_title(word)) is not Gender.UNKNOWN:
                yield ToldGender(mention.entity_id, str(gender))


def _by_pronouns(annotated: Annotated) -> Iterator[ToldGender]:
    """“She said”, of somebody whom the text names before, with the others whom it names in between."""
    text, mentions = annotated.article.text, annotated.mentions
    starts = [mention.span.start for mention in mentions]
    for quotation in annotated.quotations:
        speaker = _pronoun(text, quotation)
        if speaker is None:
            continue
        entity_id, gender, at = speaker
        before = mentions[: bisect_left(starts, at)]
        places = [number for number, one in enumerate(before) if one.entity_id == entity_id]
        if places:
            between = dict.fromkeys(one.entity_id for one in before[places[-1] + 1 :])
            yield ToldGender(entity_id, str(gender), tuple(between))


def _pronoun(text: str, quotation: Quotation) -> tuple[str, Gender, int] | None:
    """Whom the words of the speaker mean, the gender that they tell, and where they stand; None for no pronoun."""
    speaker = quotation.speaker
    if speaker is None or speaker.span is None or not speaker.entity_id:
        return None
    gender = _PRONOUNS.get(speaker.span.of(text).lower())
    return (speaker.entity_id, gender, speaker.span.start) if gender is not None else None
