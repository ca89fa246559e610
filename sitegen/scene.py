"""A text as the reading of reports sees it: which tokens are quoted, which belong to names, and the classes of words.

The classes are data, in `reporting_words.txt`; everything else is told from capitals and endings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sitegen.language import load_rows
from sitegen.model import Entity, Kind, Mention
from sitegen.text import Span
from sitegen.tokens import Tokens

PhraseKind = Literal["name", "pronoun", "noun"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its first and last token, and the mention that names it, when one does."""

    first: int
    last: int
    kind: PhraseKind
    mention: Mention | None = None

    def span(self, tokens: Tokens) -> Span:
        """The words of the phrase in the text; a mention's own span where there is one."""
        return self.mention.span if self.mention is not None else tokens.span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with what the reading of its reports stands on; `quoted` and `mention_at` are parallel to the tokens."""

    tokens: Tokens
    quoted: tuple[int, ...]
    """Number of the quoted stretch that holds the token, else -1."""
    mention_at: Mapping[int, Mention]
    """The mention that covers a token."""
    entities: Mapping[str, Entity]

    def is_person(self, mention: Mention) -> bool:
        """True when the mention means a person."""
        return self.entities[mention.entity_id].kind is Kind.PERSON


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one class of `reporting_words.txt`, in lower case."""
    return frozenset(word for row in load_rows("reporting_words") if row[0] == kind for word in row[1].split())


def is_adverb(word: str) -> bool:
    """True for words that may stand between a subject and its verb."""
    return word in words_of("adverb") or (len(word) > 4 and word.endswith("ly") and word.islower())


def is_name_word(word: str) -> bool:
    """True for a capitalised word that is not one of the small words of the language."""
    return word[0].isupper() and word.lower() not in small_words()


@cache
def small_words() -> frozenset[str]:
    kinds = "determiner subject_pronoun preposition subordinator conjunction auxiliary negation adverb"
    return frozenset().union(*(words_of(kind) for kind in kinds.split()))


def is_time(scene: Scene, index: int) -> bool:
    """True inside "on Friday", "last week", "in 2016": something of time that is nobody's name."""
    words = scene.tokens.words
    word = words[index].lower()
    if word in {"on", "in", "last", "this", "next", "late", "early", "earlier", "the", "a", "same"}:
        return index + 1 < len(words) and is_time(scene, index + 1) and words[index + 1].lower() not in {"in", "on"}
    timely = word in words_of("time") and index not in scene.mention_at
    return timely or (word.isdigit() and index > 0 and words[index - 1].lower() in words_of("time") | {"in"})
