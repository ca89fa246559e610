"""Whom "he" and "she" mean: everybody named before, ranked by learned weights, and nobody of them as a candidate too.

What is weighed is whom the passage is about, rather than who was named last: who is the subject of sentences, opens
paragraphs, spoke last, and how far back. See `tables/pronoun_weights.txt` and `tools/train_pronouns.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from sitegen.model import Gender
from sitegen.quotations.article_context import ArticleContext, Phrase, is_name_word, sentence_start
from sitegen.quotations.candidates import class_of
from sitegen.quotations.noun_phrases import hangs_on_preposition, speaking_nouns
from sitegen.quotations.persons import PRONOUNS, Person, Resolution
from sitegen.text.values import value
from sitegen.text.weights import Weights

_REACH = 30
"""How many mentions of persons before a pronoun are looked at."""
_LONGEST_CLAUSE = 40
"""How many tokens before a mention a verb is looked for."""
_OPENS_BYLINE = frozenset({"By", "BY"})
_LONGEST_BYLINE = 12
"""How many tokens may stand before a name in the line of its author."""
_LONGEST_BRACKET = 12
"""How many tokens may stand between a bracket and a name in it."""
_VERBS = frozenset({"auxiliary", "saying", "verb", "ed"})
_POSSESSIVE = frozenset({"'s", "'"})


@value
class Choice:
    """Somebody whom a pronoun may mean, by the last mention, or nobody of those who are named; and what shows it."""

    person: Person | None
    features: tuple[str, ...]


def resolve_pronoun(
    context: ArticleContext, phrase: Phrase, persons: Sequence[Person], before: int, recent: Mapping[Gender, str]
) -> Resolution | None:
    """The person whom "he" or "she" means; None for other pronouns and when nobody fits.

    `before` is the number of persons that stand before the pronoun; `recent` says whom the pronoun meant last.
    """
    return likeliest(choices_of(context, phrase, persons, before, recent), Weights.load("pronoun"))


def likeliest(choices: Sequence[Choice], weights: Weights) -> Resolution | None:
    """The likeliest person among the choices, with its share; None where nobody is the only choice."""
    if len(choices) < 2:
        return None
    shares = shares_of(choices, weights)
    ranked = sorted(zip(shares, choices, strict=True), key=lambda one: -one[0])
    (best, mention), *others = [(share, one.person.mention) for share, one in ranked if one.person is not None]
    return Resolution(mention, best, tuple(other for _, other in others))


def shares_of(choices: Sequence[Choice], weights: Weights) -> list[float]:
    """The probability that the weights give each choice among its rivals."""
    scores = [weights.of(choice.features) for choice in choices]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    return [share / sum(shares) for share in shares]


def choices_of(
    context: ArticleContext, phrase: Phrase, persons: Sequence[Person], before: int, recent: Mapping[Gender, str]
) -> tuple[Choice, ...]:
    """Whom the pronoun may mean, in order of text, and last nobody; no choice for pronouns of other kinds."""
    gender = PRONOUNS.get(context.low[phrase.last])
    if gender is None:
        return ()
    fitting = (gender, Gender.UNKNOWN)
    named_before = persons[max(0, before - _REACH) : before]
    able = (one for one in named_before if one.gender in fitting and not _is_author(context, one))
    near = [one for one in able if not _plays(context, one, phrase)]
    passage = _Passage.of(context, phrase, near, recent.get(gender))
    named = [Choice(several[-1], tuple(_features(passage, several, gender))) for several in passage.mentions.values()]
    return (*named, Choice(None, tuple(_of_nobody(passage, gender))))


def _is_author(context: ArticleContext, person: Person) -> bool:
    """True for the name in a line of its own that begins with "By" and has nothing but names before it."""
    if _OPENS_BYLINE.isdisjoint(context.tokens.vocabulary):
        return False
    first = person.token
    while first > 0 and context.tokens.leaves[first - 1] == context.tokens.leaves[person.token]:
        first -= 1
        if person.token - first > _LONGEST_BYLINE:
            return False
    before = range(first + 1, person.token)
    return context.low[first] == "by" and all(
        is_name_word(context.word[at]) or context.low[at] in {"and", ",", "&"} for at in before
    )


def _plays(context: ArticleContext, person: Person, phrase: Phrase) -> bool:
    """True for whom brackets name right behind somebody else's name, the actor of a role, and a pronoun behind them."""
    if "(" not in context.tokens.words[max(0, person.token - _LONGEST_BRACKET) : person.token]:
        return False
    at, opening = person.token, None
    while at > 0 and person.token - at < _LONGEST_BRACKET and context.tokens.in_sentence(at - 1, person.token):
        at -= 1
        if context.word[at] == ")":
            return False
        if context.word[at] == "(":
            opening = at
            break
    if opening is None:
        return False
    mention = context.mention_at.get(opening - 1)
    other = mention is not None and context.is_person(mention) and mention.entity_id != person.mention.entity_id
    return other and ")" in context.tokens.words[person.token : phrase.first]


@value
class _Passage:
    """The text before a pronoun: who of those that it may mean is named where."""

    context: ArticleContext
    phrase: Phrase
    mentions: Mapping[str, Sequence[Person]]
    """The mentions of each, in order of text."""
    first_here: str | None
    """Who is named first in the pronoun's own paragraph."""
    first_before: str | None
    """And in the last paragraph before it that names anybody."""
    topic: str | None
    """Who is named first in the last paragraph before it that names somebody in a subject's place."""
    last: str | None
    """Who is named last."""
    spoke: str | None
    """Who was the last by name to speak."""
    meant: str | None
    """Whom the pronoun meant last."""

    @classmethod
    def of(cls, context: ArticleContext, phrase: Phrase, near: Sequence[Person], meant: str | None) -> _Passage:
        leaves, own = context.tokens.leaves, context.tokens.leaves[phrase.first]
        mentions: dict[str, list[Person]] = {}
        first_of: dict[int, str] = {}
        for person in near:
            mentions.setdefault(person.mention.entity_id, []).append(person)
            if context.quoted_at[person.token] < 0:
                first_of.setdefault(leaves[person.token], person.mention.entity_id)
        before = [person for person in near if leaves[person.token] < own and context.quoted_at[person.token] < 0]
        spoken = [person.mention.entity_id for person in near if person.speaks]
        outside = [person.mention.entity_id for person in near if context.quoted_at[person.token] < 0]
        return cls(
            context,
            phrase,
            mentions,
            first_of.get(own),
            first_of[leaves[before[-1].token]] if before else None,
            _topic(context, before),
            outside[-1] if outside else None,
            spoken[-1] if spoken else None,
            meant,
        )


def _topic(context: ArticleContext, before: Sequence[Person]) -> str | None:
    """Who is named first, and not bound, in the last paragraph that names somebody so."""
    topic: Person | None = None
    leaves = context.tokens.leaves
    for person in reversed(before):
        if topic is not None and leaves[person.token] != leaves[topic.token]:
            break
        if not _is_bound(context, person):
            topic = person
    return topic.mention.entity_id if topic is not None else None


def _features(passage: _Passage, several: Sequence[Person], gender: Gender) -> Iterator[str]:
    """What speaks for a pronoun meaning somebody who is named in these places."""
    context, last, entity = passage.context, several[-1], several[-1].mention.entity_id
    yield "somebody"
    yield "gender known" if last.gender is gender else "gender unknown"
    outside = [person for person in several if context.quoted_at[person.token] < 0]
    yield f"named {min(len(outside), 4)}"
    if entity == passage.meant:
        yield "meant last"
    if entity == passage.spoke:
        yield "spoke last"
    if entity == passage.last:
        yield "named last"
    if entity == passage.first_here:
        yield "first here"
    elif passage.first_here is None and entity == passage.topic:
        yield "topic before"
    if entity == passage.first_before:
        yield "first before" if passage.first_here is None else "first before, others here"
    near = outside[-1] if outside else last
    yield _distance(context, near.token, passage.phrase.first)
    yield from _of_place(context, near)


def _distance(context: ArticleContext, token: int, pronoun: int) -> str:
    """How far back a mention stands: in sentences in the pronoun's paragraph, else in paragraphs."""
    tokens = context.tokens
    leaves = tokens.leaves[pronoun] - tokens.leaves[token]
    sentences = tokens.sentences[pronoun] - tokens.sentences[token]
    return f"sentences {min(sentences, 4)}" if leaves == 0 else f"paragraphs {min(leaves, 6)}"


def _of_place(context: ArticleContext, person: Person) -> Iterator[str]:
    """What part the last mention plays in its sentence."""
    last = context.tokens.at(person.mention.span.end - 1)
    following = context.low[last + 1] or "."
    if context.quoted_at[person.token] >= 0:
        yield "inside marks"
        return
    if person.speaks:
        yield "speaks there"
    if following in _POSSESSIVE:
        yield "possessive"
    else:
        yield "before a noun" if following in speaking_nouns() else f"then {class_of(following)}"
    if _hangs(context, person):
        yield "after a preposition"
    if _is_behind_verb(context, person.token):
        yield "behind a verb"


def _is_bound(context: ArticleContext, person: Person) -> bool:
    """True for a mention that is part of another phrase, "by Ruiz" or "Ruiz's", or stands behind a verb."""
    following = context.word[context.tokens.at(person.mention.span.end - 1) + 1]
    return following in _POSSESSIVE or _hangs(context, person) or _is_behind_verb(context, person.token)


def _hangs(context: ArticleContext, person: Person) -> bool:
    last = context.tokens.at(person.mention.span.end - 1)
    return hangs_on_preposition(context, Phrase(person.token, last, "name", person.mention))


def _is_behind_verb(context: ArticleContext, first: int) -> bool:
    """True when a verb stands before the token in its sentence, outside marks; not in "One of them was Ana Ruiz"."""
    sentences = context.tokens.sentences
    start = sentence_start(context, first)
    if context.low[start] == "among" or (context.low[start] == "one" and context.low[start + 1] == "of"):
        return False
    for index in range(first - 1, max(-1, first - _LONGEST_CLAUSE), -1):
        if sentences[index] != sentences[first]:
            return False
        if context.quoted_at[index] < 0 and class_of(context.low[index]) in _VERBS:
            return True
    return False


def _of_nobody(passage: _Passage, gender: Gender) -> Iterator[str]:
    yield "nobody"
    known = any(several[-1].gender is gender for several in passage.mentions.values())
    yield f"nobody, {'known' if known else 'unknown'} {min(len(passage.mentions), 3)}"
