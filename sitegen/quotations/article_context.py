"""A text as the reading of reports sees it: which tokens are quoted, which belong to names, and the classes of words.

The classes are data, in `reporting_words.txt` and `reporting_classes.txt`; all else is told from capitals and endings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Literal

from sitegen.model import Entity, Kind, Mention
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_classes

LONGEST_SENTENCE = 200
"""How many tokens of a sentence are read to either side, so that time stays in proportion to the text."""
_LONGEST_DATELINE = 18
"""How many tokens a dateline may have, its brackets and commas counted."""
_NO_WORDS, _NOT_QUOTED = ("",) * 2 * LONGEST_SENTENCE, (-1,) * 2 * LONGEST_SENTENCE
"""What stands behind the last token, and so before the first too: places below 0 are counted from the end."""
PhraseKind = Literal["name", "pronoun", "noun", "masked"]


@value
class Phrase:
    """A noun phrase: its first and last token, and the mention that names it, when one does."""

    first: int
    last: int
    kind: PhraseKind
    mention: Mention | None = None
    means: Phrase | None = None
    """For "who": the phrase that it goes back to."""

    def span(self, tokens: Tokens) -> Span:
        """The words of the phrase in the text; a mention's own span where there is one."""
        return self.mention.span if self.mention is not None else tokens.span(self.first, self.last)


@value
class ArticleContext:
    """A text with what the reading of its reports stands on; `quoted` and `mention_at` are parallel to the tokens."""

    tokens: Tokens
    quoted: tuple[int, ...]
    """Number of the quoted stretch that holds the token, else -1."""
    mention_at: Mapping[int, Mention]
    """The mention that covers a token."""
    entities: Mapping[str, Entity]
    word: Sequence[str] = field(init=False)
    """The word at a token; the empty string a little before the first and after the last, as the rules look there."""
    low: Sequence[str] = field(init=False)
    """The same in small letters."""
    quoted_at: Sequence[int] = field(init=False)
    """Number of the quoted stretch that holds the token, else -1; -1 beyond the text too."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "word", self.tokens.words + _NO_WORDS)
        object.__setattr__(self, "low", self.tokens.lower_words + _NO_WORDS)
        object.__setattr__(self, "quoted_at", self.quoted + _NOT_QUOTED)

    def is_person(self, mention: Mention) -> bool:
        """True when the mention means a person."""
        return self.entities[mention.entity_id].kind is Kind.PERSON

    def is_speaker(self, mention: Mention) -> bool:
        """True for a person or an organisation."""
        return self.entities[mention.entity_id].kind in (Kind.PERSON, Kind.ORGANIZATION)


def splits_number(context: ArticleContext, index: int) -> bool:
    """True for the comma in 15,000."""
    return context.word[index + 1][:1].isdigit() and context.word[index - 1][-1:].isdigit()


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """The words of some classes of `reporting_words.txt` or `reporting_classes.txt`, in lower case."""
    classes = {**load_classes("reporting_classes"), **load_classes("reporting_words")}
    return frozenset().union(*(classes[kind] for kind in kinds))


AUXILIARIES = words_of("auxiliary")
CONJUNCTIONS = words_of("conjunction")
DETERMINERS = words_of("determiner")
NEGATIONS = words_of("negation")
OF_TIME = words_of("time")
PREPOSITIONS = words_of("preposition")
SUBJECT_PRONOUNS = words_of("subject_pronoun")
SUBORDINATORS = words_of("subordinator")
VERB_LIKE = words_of("verb_like")
"""The classes that are asked about at every turn."""
_BEFORE_TIME = words_of("before_time")


@cache
def is_adverb(word: str) -> bool:
    """True for words that may stand between a subject and its verb."""
    if word in words_of("adverb"):
        return True
    return word.endswith("ly") and len(word) > 4 and word.islower() and word not in words_of("no_adverb")


@cache
def is_name_word(word: str) -> bool:
    """True for a capitalised word that is not one of the small words of the language."""
    return word[:1].isupper() and word.lower() not in small_words()


@cache
def small_words() -> frozenset[str]:
    kinds = "determiner subject_pronoun preposition subordinator conjunction auxiliary negation adverb"
    return words_of(*kinds.split())


def sentence_start(context: ArticleContext, index: int) -> int:
    """First token of the sentence that holds the token `index`, or of the part of it that is read."""
    sentences = context.tokens.sentences
    start = index
    while start > 0 and sentences[start - 1] == sentences[index] and index - start < LONGEST_SENTENCE:
        start -= 1
    return start


def is_dash(context: ArticleContext, index: int) -> bool:
    """True for a dash, not for the hyphen inside a word."""
    word = context.word[index]
    if word != "-":
        return word in {"—", "–", "―", "--"}
    return not context.tokens.glued(index) or "-" in {context.word[index - 1], context.word[index + 1]}


def past_dateline(context: ArticleContext, start: int) -> int:
    """First token after the dateline that opens a paragraph at `start`: "LUND (Wire) —", "(WIRE)"; else `start`."""
    tokens, words = context.tokens, context.tokens.words
    if start > 0 and tokens.leaves[start - 1] == tokens.leaves[start]:
        return start
    if context.word[start] == "(" and context.word[start + 2] == ")":
        after = start + 3
        while context.word[after] in {"—", "–", "-"}:
            after += 1
        if context.word[start + 1].isupper() or (after > start + 3 and is_name_word(context.word[start + 1])):
            return after
    if context.word[start][:1].isupper() and context.word[start + 1] == "(" and context.word[start + 3] == ")":
        dash = start + 4  # "Lund (WIRE) –"
        if context.word[start + 2].isupper() and is_dash(context, dash):
            return dash + 1 + (context.word[dash + 1] == "-")
    for index in range(start, min(start + _LONGEST_DATELINE, len(words) - 1)):
        if is_dash(context, index):
            after = index + 1 + (context.word[index + 1] == "-")
            return after if index > start and context.word[start].isupper() else start
        if context.word[index][:1].islower() or tokens.leaves[index] != tokens.leaves[start]:
            return start
    return start


def is_time(context: ArticleContext, index: int) -> bool:
    """True inside "on Friday", "last week", "in 2016": something of time that is nobody's name."""
    words = context.tokens.lower_words
    for at in range(index, min(index + 4, len(words))):
        word = words[at]
        if word.isdigit() and at > 0:
            return words[at - 1] in OF_TIME
        if word in _BEFORE_TIME:
            continue
        return word in OF_TIME and at not in context.mention_at
    return False
