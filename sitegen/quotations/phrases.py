"""Noun phrases: where one begins, where it ends, and the name that it ends with. A light reading without a parser."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sitegen.model import Kind
from sitegen.quotations.article_context import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    VERB_LIKE,
    ArticleContext,
    Phrase,
    is_adverb,
    is_name_word,
    is_time,
    small_words,
    words_of,
)
from sitegen.quotations.nouns import people_nouns, people_plurals, singular_people, speaking_nouns
from sitegen.text.wordlists import load_words

_LONGEST_LETTERS = 4
"""Letters of an honour behind a name: MP, QC."""
_LONGEST_OFFICE = 8
"""How many words the second half of an office may have, behind its preposition."""
_WITHIN_OFFICES = frozenset({"in", "at", "without"})
_SYMBOLS = frozenset({"&", "'s", "'", "’", "$", "%", "/"})
"""What a noun chunk may hold besides words and figures."""
_HOW = frozenset({"how", "why", "seldom", "nearly", "almost"})
"""No phrase ends with them."""
_LOOSE = frozenset({"also", "then", "even", "still", "just", "now", "already", "soon", "ever", "instead"})
"""Nor with an adverb that belongs to the verb behind it."""
JOINING = frozenset({"and", "or"})
"""What joins two phrases to one."""
_PREDETERMINERS = frozenset({"all", "both", "half", "such"})
_LEADING_UP = words_of("preposition", "conjunction") | {"what", "whom", "which"}


def phrase_starting(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The noun phrase that begins at `first` and ends at `last` at the latest, cut where it ends itself."""
    if context.low[first] in SUBJECT_PRONOUNS and first not in context.mention_at:
        return Phrase(first, first, "pronoun")
    end = _chunk_end(context, first, last)
    if end is None:
        return None
    named = _name_at_end(context, first, end)
    titled = _titled_person(context, end, last) if named is not None and named.mention is None else None
    if titled is not None:
        return titled
    if named is not None and (named.mention is not None or end + 2 > last or context.low[end + 1] not in {"of", "for"}):
        return _with_others(context, named, first)
    head, bare = end, named is not None or is_bare_role(context, first, last)
    while end + 2 <= last and _bridges(context, end + 1):
        further = _chunk_end(context, end + 2, last)
        if further is None or (context.low[end + 1] in {"in", "on", "at", "to", "with"} and further < last):
            break
        end = further
    inner = _name_at_end(context, first, end)
    if inner is not None and bare and _is_called(context, head, inner):
        return inner
    return _trimmed(context, Phrase(first, end, "noun" if named is None else "name"))


def _titled_person(context: ArticleContext, end: int, last: int) -> Phrase | None:
    """The person behind an office of several words: "Special Agent in Charge Ana Ruiz", "Envoy to the UN Ana Ruiz"."""
    at = end + 2
    joins = context.low[end + 1] in _WITHIN_OFFICES or (context.low[end + 1] == "to" and context.low[at] == "the")
    while joins and at <= min(last, end + _LONGEST_OFFICE):
        mention = context.mention_at.get(at)
        if mention is not None and context.is_person(mention):
            return Phrase(at, context.tokens.at(mention.span.end - 1), "name", mention)
        if not (is_name_word(context.word[at]) or context.low[at] in DETERMINERS):
            return None
        at += 1
    return None


def _bridges(context: ArticleContext, index: int) -> bool:
    """True for a word that may join two chunks: of, for, and."""
    lower = context.low[index]
    return _joins(context, index) if lower in JOINING else lower in words_of("bridge")


def phrase_ending(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The noun phrase that ends at `last` and begins at `first` at the earliest."""
    if first > last:
        return None
    if context.low[last] in SUBJECT_PRONOUNS and last not in context.mention_at:
        return Phrase(last, last, "pronoun")
    named = _name_at_end(context, first, last)
    if named is not None and not _hangs_on_noun(context, named, first):
        return _of_place(context, named, first) or _with_others(context, named, first)
    start = last
    while start - 1 >= first and _extends_left(context, start - 1) and not _is_whole(context, start):
        start -= 1
    while start < last and context.low[start] in _LEADING_UP:
        start += 1
    return phrase_starting(context, start, last)


def _with_others(context: ArticleContext, named: Phrase, first: int) -> Phrase:
    """The name, with the persons whom "and" and commas join to it: "Ana Ruiz, Bo Lind and Maru Orlo"."""
    start = named.first
    while start - 1 > first and is_name_word(context.word[start - 1]):
        start -= 1
    if named.mention is None or context.word[start - 1] not in JOINING:
        return named
    begun, mark = named.first, start - 1
    while mark > first and (other := person_ending(context, mark - 1)) is not None and other.first >= first:
        begun, mark = other.first, other.first - 1
        if context.word[mark] != ",":
            break
    return Phrase(begun, named.last, "name") if begun < named.first else named


def person_ending(context: ArticleContext, last: int) -> Phrase | None:
    """The person whose name ends at `last`."""
    mention = context.mention_at.get(last)
    if mention is None or not context.is_person(mention):
        return None
    return Phrase(context.tokens.first_from(mention.span.start), last, "name", mention)


def _is_called(context: ArticleContext, head: int, named: Phrase) -> bool:
    """True for "Secretary of State Ana Ruiz", who is the head; not for "Friends of Ruiz" and "Aide to Mayor Ruiz"."""
    if named.mention is None or not context.is_person(named.mention) or context.low[head] in people_plurals():
        return False
    between = context.tokens.words[head + 2 : named.first]
    return any(word not in load_words("honorifics") | load_words("titles") for word in between)


def _of_place(context: ArticleContext, town: Phrase, first: int) -> Phrase | None:
    """The person in "Ana Ruiz of Lund", when the name that was read is the town's."""
    last = town.first - 2
    if town.mention is not None or last < first or context.word[town.first - 1] not in {"of", "in", "from"}:
        return None
    mention = context.mention_at.get(last)
    if mention is None or not context.is_person(mention):
        return None
    return Phrase(context.tokens.first_from(mention.span.start), last, "name", mention)


def _hangs_on_noun(context: ArticleContext, named: Phrase, first: int) -> bool:
    """True for the name in "a spokesman for Ruiz" and "polls in Lund and Kelp", where the noun is the head."""
    link = named.first - 1
    if named.mention is None and context.low[link] == "and":
        link -= 1
        while link > first and is_name_word(context.word[link]):
            link -= 1
    if link - 1 < first or not context.word[link - 1].islower():
        return False
    return context.low[link] in {"of", "for"} or (context.low[link] == "in" and named.mention is None)


def is_bare_role(context: ArticleContext, first: int, last: int) -> bool:
    """True for an apposition without an article, "professor of law": a noun for one person that cannot be a subject."""
    end = _chunk_end(context, first, last)
    bare = context.low[first] not in DETERMINERS and (first not in context.mention_at or end not in context.mention_at)
    return end is not None and bare and context.low[end] in singular_people() and not _is_owned(context, first, end)


def _is_owned(context: ArticleContext, first: int, last: int) -> bool:
    """True for "Lund's mayor", which can be a subject without an article."""
    return any(context.word[at] in {"'s", "'"} for at in range(first, last))


def head_of_one(context: ArticleContext, first: int, last: int) -> int | None:
    """The noun for one who may speak that ends the chunk at `first`: "mayor" in "the mayor of Lund"."""
    end = _chunk_end(context, first, last)
    one = end is not None and context.low[end] in speaking_nouns() - people_plurals()
    return end if one and first not in context.mention_at else None


def _is_whole(context: ArticleContext, start: int) -> bool:
    """True where an article opens a phrase that nothing before it leads to: "the" in "believed the mayor"."""
    article = context.low[start] in DETERMINERS and not context.word[start].isdigit()
    before = context.low[start - 1]
    return article and before not in _leading_on()


@cache
def _leading_on() -> frozenset[str]:
    """Words that an article may follow inside a phrase: of the, all the."""
    return words_of("bridge", "determiner", "standing_alone", "preposition") | _PREDETERMINERS


def _extends_left(context: ArticleContext, index: int) -> bool:
    lower = context.low[index]
    if lower in words_of("bridge") or lower in DETERMINERS or index in context.mention_at:
        return True
    if lower == "-":
        return context.tokens.glued(index)
    if lower.endswith("ing") and lower not in SUBORDINATORS:
        return index > 0 and context.word[index - 1] == "-"
    return lower[0].isalnum() and lower not in SUBORDINATORS


def _chunk_end(context: ArticleContext, first: int, last: int) -> int | None:
    """Last token of the plain noun chunk (no prepositions) that begins at `first`; None when there is none."""
    index = first
    while index <= last and _in_chunk(context, index, first):
        index += 1
    end = index - 1
    while end > first and (context.low[end] in JOINING | _HOW or context.word[end] in _LOOSE):
        end -= 1
    if end == first and context.low[end] in words_of("standing_alone"):
        return end
    if end < first or (end == first and context.low[end] in DETERMINERS and not context.word[end].isdigit()):
        return None
    return end


def _in_chunk(context: ArticleContext, index: int, first: int) -> bool:
    """True for a word that a noun chunk which begins at `first` holds."""
    if index in context.mention_at:
        return True
    return _opens_chunk(context, index) if index == first else _goes_on(context, index)


def _opens_chunk(context: ArticleContext, index: int) -> bool:
    word, lower = context.word[index], context.low[index]
    if lower in DETERMINERS or word[0] == "$" or word[0].isdigit():
        return True
    if lower == "and":
        return index > 0 and _joins(context, index)
    return word[0].isalpha() and not _is_small(lower)


def _goes_on(context: ArticleContext, index: int) -> bool:
    """True for a word that goes on with the chunk which the word before it belongs to."""
    word, lower, before = context.word[index], context.low[index], context.low[index - 1]
    if before in {"-", "."} and context.tokens.glued(index) and word[0].isalnum():
        return True
    if word == ".":
        return context.tokens.glued(index) and context.tokens.glued(index + 1) and context.word[index + 1].isalnum()
    if lower in DETERMINERS:
        return before in DETERMINERS or before == "'s" or before in JOINING or is_adverb(before)
    if word == "-":
        return context.tokens.glued(index)
    if lower in words_of("reflexive"):
        return False
    if word in _SYMBOLS or word[0].isdigit():
        return True
    if _is_verb(context, index):
        return False
    if lower in JOINING:
        return _joins(context, index)
    if not word[0].isalpha() or _is_small(lower):
        return lower in load_words("name_particles")
    if not (word[0].islower() and lower.endswith("ing")) or lower in speaking_nouns() | words_of("evidence"):
        return not is_adverb(lower) or person_ending(context, index - 1) is None
    if before in people_nouns() and context.word[index - 1].islower():
        return context.low[index + 1] in people_nouns()
    return before in DETERMINERS or before == "'s" or _leads_to_noun(context, index)


def _is_small(lower: str) -> bool:
    return lower in _small_but_adverbs()


@cache
def _small_but_adverbs() -> frozenset[str]:
    return small_words() - words_of("adverb")


def _joins(context: ArticleContext, index: int) -> bool:
    """True for “and” before a name, an article or a common word that is no verb."""
    following = context.word[index + 1]
    lower = following.lower()
    if is_name_word(following) or index + 1 in context.mention_at:
        return True
    if lower in DETERMINERS:
        return lower not in {"that", "this"}
    return following.islower() and not (_is_small(lower) or is_adverb(lower) or _is_past(lower))


def _is_past(lower: str) -> bool:
    """True for what may be the past of a verb."""
    return lower in VERB_LIKE or lower.endswith("ed")


def _is_verb(context: ArticleContext, index: int) -> bool:
    """True for a word inside a chunk that can only be a verb, and so ends it."""
    words, word = context.tokens.words, context.word[index]
    if word.islower() and index + 1 < len(words) and (_takes_object(words, index) or _tells_of_noun(words, index)):
        return True
    return (context.low[index] in VERB_LIKE and not word[0].isupper()) or _parts_names(context, index)


def _parts_names(context: ArticleContext, index: int) -> bool:
    """True for a past between two names, and behind several: "Perez hammered Ruiz", "two groups asked Mr. Ruiz"."""
    word, before, following = context.word[index], context.word[index - 1], index + 1
    if not (word.islower() and word.endswith("ed")):
        return False
    mention = context.mention_at.get(following + (context.word[following] in load_words("honorifics")))
    acts = is_name_word(before) or (before.islower() and before.endswith("s"))
    return acts and mention is not None and context.is_person(mention)


def _takes_object(words: tuple[str, ...], index: int) -> bool:
    """True for a verb that no list names: "her page lists him", "the senator emailed supporters"."""
    word, before, after = words[index], words[index - 1].lower(), words[index + 1].lower()
    if after != "that" and after in words_of("object") and word not in small_words():
        return True
    return word.endswith("ed") and (before in people_nouns() or (before.endswith("ly") and after in words_of("object")))


def _tells_of_noun(words: tuple[str, ...], index: int) -> bool:
    """True for the participle behind a noun in "a study published on Monday" and "papers unsealed in May"."""
    before, after = words[index - 1], words[index + 1].lower()
    plain = before.islower() and before[0].isalpha() and before not in small_words() and not before.endswith("ly")
    return plain and words[index].endswith("ed") and after in PREPOSITIONS


def _leads_to_noun(context: ArticleContext, index: int) -> bool:
    """True for "planning" in "the planning director" and "ranking" in "ranking Democrat Ana Ruiz"."""
    words, following = context.tokens.words, index + 1
    return following < len(words) and (context.low[following] in people_nouns() or following in context.mention_at)


def _name_at_end(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The name that the chunk ends with: a mention of a person or organisation, else its last capitalised words."""
    words = context.tokens.words
    mention = context.mention_at.get(last)
    if (
        mention is None
        and last > first
        and context.word[last].isupper()
        and 2 <= len(context.word[last]) <= _LONGEST_LETTERS
    ):
        held = context.mention_at.get(last - 1)
        if held is not None and context.is_person(held):
            return _name_at_end(context, first, last - 1)
    if mention is not None:
        kind = context.entities[mention.entity_id].kind
        start = context.tokens.first_from(mention.span.start)
        if kind is Kind.PERSON or (kind is Kind.ORGANIZATION and start >= first):
            return Phrase(start, last, "name", mention)
    if not is_name_word(context.word[last]) or is_time(context, last):
        return None
    start = last
    while start - 1 >= first and _in_name(words, start - 1):
        start -= 1
    while start < last and (
        context.word[start] in {"-", "&", "'s", "'S"} or context.low[start] in load_words("name_particles")
    ):
        start += 1
    return Phrase(start, last, "name")


def _in_name(words: tuple[str, ...], index: int) -> bool:
    word = words[index]
    if word in {"-", "&"} or (word.lower() in load_words("name_particles") and word.islower()):
        return index > 0 and words[index - 1][0].isupper()
    if word in {"'s", "'"} and index > 1:
        return words[index - 1][0].isupper() and words[index - 2][0].isupper()
    return word[0].isupper() and (is_name_word(word) or word.endswith("."))


def _trimmed(context: ArticleContext, phrase: Phrase) -> Phrase:
    """Without a leading article."""
    if phrase.first < phrase.last and context.low[phrase.first] in {"the", "a", "an"}:
        return replace(phrase, first=phrase.first + 1)
    return phrase
