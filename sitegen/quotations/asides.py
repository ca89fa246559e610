"""Asides in a sentence: what stands between marks behind a subject, and whom it names."""

from __future__ import annotations

from sitegen.quotations.article_context import (
    DETERMINERS,
    PREPOSITIONS,
    ArticleContext,
    Phrase,
    is_dash,
    is_name_word,
    is_time,
    small_words,
    splits_number,
    words_of,
)
from sitegen.quotations.nouns import people_nouns
from sitegen.quotations.phrases import head_of_one
from sitegen.text.wordlists import load_words

REACH = 45
"""How many tokens before its verb a subject is looked for."""
CLOSING = frozenset({",", "—", "–", "―", "--", ")", "(", "-", "]"})
"""Marks that may end an aside."""
_OF_TIME = frozenset({"when", "while"})
_AMONG_EXAMPLES = frozenset({",", "(", ")", "-", "and", "or", "of", "the", "&", "'s"})
_LONGEST_NOUN = 9
"""Tokens of the noun before a name between commas, at most."""
_SHORTEST_TAG, _LONGEST_TAG = 2, 4
"""How many tokens the tag of a party has behind its letter: R-TX, R-New York."""


def before_tag(context: ArticleContext, last: int) -> int | None:
    """The last token before a comma and what is no subject behind it: an age, a party's tag, "R-Ohio", an honour."""
    if last < 2 or not context.word[last][:1].isalnum():
        return None
    first = last
    while last - first < _LONGEST_TAG and context.word[first - 1] not in {",", "("} and first > 1:
        first -= 1
    if context.word[first - 1] != "," or splits_number(context, first - 1):
        return None
    tag = _is_age(context, first, last) or _is_party(context, first, last) or _is_of_person(context, first, last)
    return first - 2 if tag else None


def _is_age(context: ArticleContext, first: int, last: int) -> bool:
    return first == last and context.word[first].isdigit()


def _is_party(context: ArticleContext, first: int, last: int) -> bool:
    """True for the tag of a politician, a letter and a place behind a hyphen: R-TX, D-Calif., D-New York."""
    words = context.tokens.words
    letter = words[first]
    return (
        last - first >= _SHORTEST_TAG
        and len(letter) == 1
        and letter.isupper()
        and words[first + 1] in {"-", "–"}
        and context.tokens.glued(first + 1)
        and all(word[0].isupper() for word in words[first + 2 : last + 1])
    )


def _is_of_person(context: ArticleContext, first: int, last: int) -> bool:
    """True for an honour or a town alone between commas behind a person's name: ", PhD," · ", Lund,"."""
    person, mention = context.mention_at.get(first - 2), context.mention_at.get(last)
    if context.word[last + 1] != "," or person is None or not context.is_person(person):
        return False
    return (mention is None or not context.is_speaker(mention)) and all(
        word[0].isupper() for word in context.tokens.words[first : last + 1]
    )


def before_examples(context: ArticleContext, last: int) -> int:
    """The last token before examples that end at `last`: "firms" in "several firms, such as Lund and Holm, said"."""
    at = last
    while at > 1 and last - at < REACH and (context.word[at][:1].isupper() or context.word[at] in _AMONG_EXAMPLES):
        at -= 1
    listed = context.tokens.words[at + 1 : last + 1]
    if "," in listed and "and" not in listed:
        return last  # "ills such as AIDS, the Harbour Board said"
    begins = context.low[at] == "including" or (context.low[at] == "as" and context.low[at - 1] == "such")
    at -= 1 + (context.low[at] == "as")
    return at - (context.word[at] == ",") if begins and at > 0 else last


def before_aside(context: ArticleContext, closing: int) -> tuple[int, Phrase | None]:
    """Last token before the aside that ends with the mark at `closing`, and the name when the aside is one.

    (-1, None) when what stands between the marks is no aside but a clause of its own.
    """
    words, tokens = context.tokens.words, context.tokens
    mark = words[closing]
    doubled = mark == "-" and words[closing - 1] == "-"
    closing -= doubled
    wanted = {"(": set(), ")": {"("}, "]": {"["}}.get(mark, {mark})
    index = closing - 1
    while index >= 0 and tokens.sentences[index] == tokens.sentences[closing] and closing - index < REACH:
        hyphen = context.word[index] == "-" and not is_dash(context, index)
        if (
            context.quoted_at[index] < 0
            and context.word[index] in wanted
            and not hyphen
            and not splits_number(context, index)
        ):
            if mark in {")", "]"} or mark != "," or _opens_aside(context, index + 1, closing - 1):
                return index - 1 - (doubled and words[index - 1] == "-"), name_alone(context, index + 1, closing - 1)
            if not _may_continue(context, index + 1):
                break
        index -= 1
    return -1, None


def before_office(context: ArticleContext, comma: int) -> int:
    """The comma before an office that ends at `comma`, as in "It left, the mayor, Ana Ruiz, said"; else `comma`."""
    opening = next((at for at in range(comma - 1, max(comma - REACH, 0), -1) if context.word[at] == ","), None)
    if opening is None or not context.tokens.in_sentence(opening, comma) or context.quoted_at[opening + 1] >= 0:
        return comma
    first = opening + 1
    while first < comma - 2 and first in context.mention_at:
        first += 1
    owned = context.low[first] == "'s"
    head = head_of_one(context, first + 1 if owned else opening + 1, comma - 1)
    if head is None or splits_number(context, opening):
        return comma
    alone = head == comma - 1 or context.low[head + 1] in words_of("bridge", "aside_preposition")
    words = {context.low[at] for at in range(head + 1, comma)}
    return opening if alone and words.isdisjoint(words_of("auxiliary", "verb_like", "subordinator")) else comma


def _may_continue(context: ArticleContext, first: int) -> bool:
    """True when a chunk between commas may be the middle of a longer aside: "a lawyer, teacher and mother"."""
    word = context.word[first]
    return word.lower() not in words_of("subject_pronoun", "subordinator") or word.lower() in {"who", "that"}


def _opens_aside(context: ArticleContext, first: int, last: int) -> bool:
    if last < first:
        return False
    word = context.word[first]
    lower = word.lower()
    if lower in {"who", "whose", "whom", "which", "where"} or lower in words_of("appositive_opener"):
        return True
    if word[0].isdigit() or word[0] in {"@", "#"} or word in load_words("name_suffixes") or first in context.mention_at:
        return True
    if _is_party(context, first, last):
        return True
    if lower in _OF_TIME:
        return _is_topic(context, first - 2)
    if lower in words_of("conjunction", "subject_pronoun", "subordinator", "auxiliary"):
        return False
    if lower in PREPOSITIONS:
        return first > 1 and (lower in words_of("aside_preposition") or _is_topic(context, first - 2))
    return is_name_word(word) or (word[0].islower() and not lower.endswith("ly"))


def _is_topic(context: ArticleContext, last: int) -> bool:
    """True when a name that ends at `last` opens its sentence: "Ruiz, on the other hand, said"."""
    mention = context.mention_at.get(last)
    first = context.tokens.first_from(mention.span.start) if mention is not None else last
    if not is_name_word(context.word[first]):
        return False
    before = context.word[first - 1] if first else ""
    return context.tokens.opens_sentence(first) or before in {"But", "And"} or is_name_word(before or ".")


def name_alone(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The person or organisation whose name, with what it is, fills the tokens from `first` to `last`."""
    if context.word[last] == ")" and "(" in context.tokens.words[first:last]:
        last = first + context.tokens.words[first:last].index("(") - 1
    mention = context.mention_at.get(last)
    if mention is None or not context.is_speaker(mention):
        return _named_of(context, first, last) or _unknown(context, first, last)
    name = context.tokens.first_from(mention.span.start)
    if name < first or not (_all_names(context, first, name) or _is_called(context, first, name)):
        return _named_of(context, first, last)
    return Phrase(name, last, "name", mention)


def _unknown(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """A name that nobody knows and that fills the tokens alone: ", Kelp Lines,"."""
    alone = not any(at in context.mention_at or is_time(context, at) for at in range(first, last + 1))
    return Phrase(first, last, "name") if first <= last and alone and _all_names(context, first, last + 1) else None


def _all_names(context: ArticleContext, first: int, end: int) -> bool:
    return all(is_name_word(word) for word in context.tokens.words[first:end])


def _is_called(context: ArticleContext, first: int, name: int) -> bool:
    """True for "the former Lund correspondent", "public defender" before a name: a noun for one person at its end."""
    opened = context.low[first] in DETERMINERS
    words = context.tokens.words[first + opened : name]
    plain = all(word[0].isalnum() and (is_name_word(word) or word.lower() not in small_words()) for word in words)
    return plain and context.low[name - 1] in people_nouns()


def _named_of(context: ArticleContext, first: int, last: int) -> Phrase | None:
    """The person who opens the tokens from `first` to `last` and is of a place or a body: "Ana Ruiz of the harbour"."""
    begun = first
    while (
        first < last and first not in context.mention_at and is_name_word(context.word[first]) and first - begun < REACH
    ):
        first += 1
    mention = context.mention_at.get(first)
    if mention is None or not context.is_person(mention):
        return None
    end = context.tokens.at(mention.span.end - 1)
    return (
        Phrase(first, end, "name", mention)
        if end < last and context.word[end + 1] in {"of", "from", "at", "in"}
        else None
    )


def past_apposed(context: ArticleContext, first: int, end: int) -> int:
    """The token behind the name between commas that tells who is meant, "her deputy, Ana Ruiz, said"; else `first`."""
    comma = next((at for at in range(first, min(first + _LONGEST_NOUN, end)) if context.word[at] == ","), end)
    behind = comma + 1
    while behind < end and is_name_word(context.word[behind]):
        behind += 1
    named = behind > comma + 1 and context.word[behind] == ","
    return behind + 1 if named and max(context.quoted[first:behind], default=-1) < 0 else first
