"""A known name with the words around it: what the rules of names inside a text ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from sitegen.knowledge.gazetteer import Match
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_class

_JOINTS = frozenset({"of", "for", "and", "the", "&"})
_STOPS = frozenset(".?!;:”\"'")
_LONG = 4
"""So many letters make a word that headlines write with a capital."""
_MOSTLY = 0.7


@value
class Surroundings:
    """A match inside its text."""

    tokens: Tokens
    match: Match
    other: frozenset[str] = frozenset()
    """The spellings of countries that the text as a whole uses for something else: a town, a state."""
    after_body: bool = False
    """True right behind the name of a known organisation."""
    first: int = field(init=False)
    """Index of the first token of the match."""
    last: int = field(init=False)
    """Index of the last token of the match."""
    before: str = field(init=False)
    """The token before the match in the same block, or the empty string, as `word(-1)` tells it: most rules ask."""
    after: str = field(init=False)
    """The token after it, as `word(1)` tells it."""

    def __post_init__(self) -> None:
        first, last = self.tokens.stretch(self.match.start, self.match.end)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        object.__setattr__(self, "before", self.word(-1))
        object.__setattr__(self, "after", self.word(1))

    @property
    def spelling(self) -> str:
        """The words matched, made plain."""
        return self.match.form.spelling

    def word(self, by: int) -> str:
        """The token `by` tokens after the match (before it, when negative) in the same block, or the empty string."""
        index = self.last + by if by > 0 else self.first + by
        tokens = self.tokens
        inside = 0 <= index < len(tokens.words) and tokens.leaves[index] == tokens.leaves[self.first]
        return tokens.words[index] if inside else ""

    def behind(self) -> tuple[str, ...]:
        """The capitalised words right behind the match in its sentence, and the small ones that names hold between."""
        return tuple(self._run(self.last + 1))

    def _run(self, at: int) -> Iterator[str]:
        tokens = self.tokens
        while tokens.in_sentence(at, self.last) and (not tokens.glued(at) or self._is_of_people(at)):
            word = tokens.words[at]
            joins = (
                (word in _JOINTS or word == "'s")
                and at > self.last + 1
                and tokens.in_sentence(at + 1, self.last)
                and tokens.words[at + 1][0].isupper()
            )
            if not (word[0].isupper() or joins):
                return
            yield word
            at += 1

    def _is_of_people(self, at: int) -> bool:
        """True for the 's of a People's Party, a Workers' or Women's Union: part of a name."""
        return self.tokens.words[at] == "'s" and self.tokens.words[at - 1] in load_class("name_classes", "whose_body")

    @property
    def in_headline(self) -> bool:
        """True in a sentence whose words have capitals even where they are no names: one in capitals, or a title."""
        sentence = self.tokens.sentence_at(self.first)
        words = self.tokens.words[sentence.start : max(sentence.stop, self.last + 1)]
        long = [word for word in words if len(word) >= _LONG and word.isalpha()]
        if words[-1] in _STOPS:
            return sum(map(str.isupper, long)) > _MOSTLY * len(long)
        return sum(word[0].isupper() for word in long) > _MOSTLY * len(long)

    def glued(self, by: int) -> bool:
        """True when no space stands between that token and the one beside it, nearer to the match."""
        index = self.last + by if by > 0 else self.first + by + 1
        return 0 <= index < len(self.tokens) and self.tokens.glued(index)


Rule = Callable[[Surroundings], bool]
