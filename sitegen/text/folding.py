"""A text with all that is written in several ways made one: white space, marks, dashes, accents; and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from sitegen.text.letters import Clean
from sitegen.text.spans import ATOM, Span
from sitegen.text.values import value

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("“”„‟«»〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›`´′ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
"""Characters that mean the same, one for one."""
_LONGER = re.compile(rf"[ {ATOM}]*{ATOM}[ {ATOM}]*| {{2,}}|-{{2,}}|\.{{3}}|''")
"""What is written with several characters, or stands for a picture or a break, and becomes one or none."""
_ONE = {"-": "-", ".": "…", "'": '"'}
_CLOSES = re.compile(r"[\s,.;:!?…)\]}\"'-]|\Z")
_WORD = re.compile(r"\w+(?:'\w+)*")


def small(text: str) -> str:
    """The text in small letters, but for the few that would become several."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@value(slots=False)
class Folded:
    """A folded text. `original` is the text that it was made of, into which every `Span` points."""

    text: str
    original: str
    _clean: Clean | None
    _at: Sequence[int]
    """Where in the folded text characters begin that stand behind others which became fewer; sorted."""
    _moved: Sequence[int]
    """By how many characters these, and all behind them, stand further on in the cleaned text."""
    _ends: Mapping[int, int]
    """Where in the cleaned text ends what became one character, by where that stands in the folded text."""

    @classmethod
    def of(cls, original: str) -> Folded:
        """The folded text. Takes time in proportion to its length."""
        clean = Clean.of(original)
        plain = (clean.text if clean is not None else original).translate(_ALIKE)
        parts: list[str] = []
        at, moved, ends, done, length = [0], [0], {}, 0, 0
        for found in _LONGER.finditer(plain):
            one = _one_for(found, plain)
            parts += (plain[done : found.start()], one)
            length += found.start() - done + len(one)
            done = found.end()
            ends[length - 1] = done if one else found.start()
            at.append(length)
            moved.append(done - length)
        return cls("".join((*parts, plain[done:])), original, clean, at, moved, ends)

    def back(self, start: int, end: int) -> Span:
        """Where the original has what stands in the folded text from `start` to `end`, which is behind it."""
        span = Span(self._further(start), self._ends.get(end - 1) or self._further(end - 1) + 1)
        return self._clean.back(span) if self._clean is not None else span

    def _further(self, offset: int) -> int:
        return offset + self._moved[bisect_right(self._at, offset) - 1]

    @cached_property
    def lower(self) -> str:
        """The folded text in small letters, as long as it is."""
        return small(self.text)

    @cached_property
    def words(self) -> Sequence[tuple[str, int, int]]:
        """The words in small letters, each with its start and its end in the folded text."""
        return tuple(words_of(self.text))

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """For each word the numbers of its places among `words`."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, (word, _, _) in enumerate(self.words):
            found[word].append(number)
        return dict(found)


def fold(words: str) -> str:
    """Words as a folded text has them, without white space around."""
    return Folded.of(words).text.strip()


def words_of(folded: str) -> Iterator[tuple[str, int, int]]:
    """The words of a folded text in small letters, each with its start and its end."""
    return ((found.group().casefold(), found.start(), found.end()) for found in _WORD.finditer(folded))


def _one_for(found: re.Match[str], plain: str) -> str:
    """What stands for several characters; a picture, a break or the number of a note parts words as a blank does."""
    run = found.group()
    if ATOM not in run:
        return _ONE.get(run[0], " ")
    return "" if " " not in run and _CLOSES.match(plain, found.end()) else " "
