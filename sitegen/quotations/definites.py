"""Whom or what "the minister", "the company" and "the 31-year-old" stand for, where only one fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from sitegen.model import Entity, Kind, Mention
from sitegen.quotations.article_context import ArticleContext, Phrase, is_adverb, is_name_word, words_of
from sitegen.quotations.nouns import people_plurals, speaking_nouns
from sitegen.quotations.persons import Person, Resolution
from sitegen.text.wordlists import load_classes, load_rows, load_words

_REACH = 30
"""How many mentions of persons before the phrase are looked at."""
_PARAGRAPHS, _TOKENS = 2, 250
"""How far before the phrase an organisation may be named last."""
_ROLE, _NEAR_ROLE, _AGE, _CALLED, _BODY = 0.95, 0.9, 0.95, 0.95, 0.9
"""How often who has the role, has it nearby, has the age, is called so, is the only organisation was right."""


def resolve_definite(
    context: ArticleContext, phrase: Phrase, persons: Sequence[Person], before: int
) -> Resolution | None:
    """The person or the organisation that a noun with "the" stands for; None where none fits or several do.

    `before` is the number of persons that stand before the phrase.
    """
    if context.low[phrase.first - 1] != "the":
        return None
    head = context.low[phrase.last]
    near = persons[max(0, before - _REACH) : before]
    if head == "old":
        return _of_age(context, phrase, near)
    if phrase.first == phrase.last and head in body_nouns():
        return _body(context, phrase)
    return _by_role(context, phrase, near) if head in speaking_nouns() and head not in people_plurals() else None


def _by_role(context: ArticleContext, phrase: Phrase, near: Sequence[Person]) -> Resolution | None:
    """The only person in reach with that role, else the only one named in this paragraph or the last before it."""
    words = [context.low[index] for index in range(phrase.first, phrase.last + 1)]
    fitting = [person for person in near if _has_role(context.entities[person.mention.entity_id], words)]
    only = _only(fitting)
    if only is not None:
        return Resolution(only, _ROLE)
    leaves, own = context.tokens.leaves, context.tokens.leaves[phrase.first]
    only = _only([person for person in fitting if own - leaves[person.token] <= 1])
    return Resolution(only, _NEAR_ROLE) if only is not None else None


def _only(fitting: Sequence[Person]) -> Mention | None:
    """The last mention of the one person among those who fit, None when they are several or nobody."""
    several = {person.mention.entity_id for person in fitting}
    return fitting[-1].mention if len(several) == 1 else None


def _has_role(entity: Entity, words: Sequence[str]) -> bool:
    """True when the role's own noun is the last of the words, and the role holds those before it."""
    return any(_is_role(role.title, words) for role in entity.roles)


def _is_role(title: str, words: Sequence[str]) -> bool:
    said = title.lower().replace("’", "'").split()
    noun = next((at for at, word in enumerate(said) if word in {"of", "for", "at", "in"}), len(said)) - 1
    if noun < 0 or _in_full(said[noun]) != words[-1]:
        return False
    return all(word in said for word in words[:-1])


def _in_full(title: str) -> str:
    """A short title in full: governor for gov."""
    return next(iter(load_classes("short_titles").get(title.rstrip("."), {title})))


def _of_age(context: ArticleContext, phrase: Phrase, near: Sequence[Person]) -> Resolution | None:
    """The only person whose age stands behind the name: "Ruiz, 31, …" for "the 31-year-old"."""
    age = context.word[phrase.first]
    told = [person for person in near if _age_behind(context, person) == age]
    only = _only(told) if age.isdigit() else None
    return Resolution(only, _AGE) if only is not None else None


def _age_behind(context: ArticleContext, person: Person) -> str:
    last = context.tokens.at(person.mention.span.end - 1)
    return context.word[last + 2] if context.word[last + 1] in {",", "("} else ""


@cache
def body_nouns() -> frozenset[str]:
    """Nouns for bodies that speak: the company, the council."""
    return load_words("organization_nouns") | {row[1] for row in load_rows("speaking_nouns") if row[0] == "body"}


def _body(context: ArticleContext, phrase: Phrase) -> Resolution | None:
    """The organisation in reach with that noun in its name, else the only one there when it is what the text is about.

    In reach is what this paragraph and the two before it name.
    """
    named = tuple(_bodies_before(context, phrase))
    noun = context.low[phrase.last]
    called = {one.entity_id: one for one in named if noun in _words_of(context.entities[one.entity_id])}
    if len(called) == 1:
        return Resolution(next(iter(called.values())), _CALLED)
    if len({one.entity_id for one in named}) != 1 or not _may_be(context.entities[named[0].entity_id], noun):
        return None
    acting = any(_acts(context, mention) for mention in named) or _is_named_often(context, named[0])
    return Resolution(named[0], _BODY) if acting else None


def _words_of(entity: Entity) -> list[str]:
    return entity.name.lower().split()


def _may_be(entity: Entity, noun: str) -> bool:
    """True when nothing in the name tells of another sort of body: a ministry is no company, an Inc. no agency."""
    sorts = _sorts_of(entity.name)
    if noun in words_of("stands_for_firm"):
        return sorts <= {"form", "firm"}
    return noun in words_of("stands_for_body") and "form" not in sorts


@lru_cache(maxsize=20_000)
def _sorts_of(name: str) -> frozenset[str]:
    """The sorts of bodies that the words of a name tell of."""
    words = name.split()
    return frozenset(sort for word, sort, *_ in load_rows("organization_heads") if word in words)


def _is_named_often(context: ArticleContext, mention: Mention) -> bool:
    """True for an organisation with several mentions in the text."""
    spans = {one.span for one in context.mention_at.values() if one.entity_id == mention.entity_id}
    return len(spans) > 2


def _bodies_before(context: ArticleContext, phrase: Phrase) -> Iterator[Mention]:
    """The organisations in reach before the phrase, the nearest first."""
    leaves, seen = context.tokens.leaves, None
    for index in range(phrase.first - 1, max(-1, phrase.first - _TOKENS), -1):
        if leaves[phrase.first] - leaves[index] > _PARAGRAPHS:
            return
        mention = context.mention_at.get(index)
        if (
            mention is not None
            and mention is not seen
            and context.entities[mention.entity_id].kind is Kind.ORGANIZATION
        ):
            yield mention
        seen = mention


def _acts(context: ArticleContext, mention: Mention) -> bool:
    """True for a name that opens its sentence, perhaps behind "the", and is followed by a verb or a comma."""
    tokens = context.tokens
    first, following = tokens.first_from(mention.span.start), tokens.at(mention.span.end - 1) + 1
    opens = tokens.opens_sentence(first - (context.low[first - 1] == "the"))
    lower = context.low[following]
    verb = lower in words_of("auxiliary", "verb_like") or lower.endswith(("s", "ed")) or is_adverb(lower)
    return opens and (verb or lower in {",", "("}) and not is_name_word(context.word[following]) and lower != "'s"
