"""The quotations of a text in another language than English: words between marks, without a speaker.

Who says them would need the grammar of the language. That somebody does is told by what needs none: many words, or a
sign of speech about a few. Titles, names and words held at arm's length are short and have no such sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model import Quotation, QuotationKind, Segment, SpeakerRule
from sitegen.quotations.foreign_marks import Stretch, find_stretches, marks_of
from sitegen.text.spans import Span
from sitegen.text.tokens import Tokens
from sitegen.text.wordlists import base_of

_MANY, _FEW = 6, 3
"""From so many words on a stretch is a quotation by itself, or with a sign of speech."""
_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_ENDS = ".!?…,;؟؛।"
"""With what words that are spoken end before their mark."""
_SENTENCE_END = re.compile(r"[.!?…؟।][ \u00a0\u202f]+\w")
_BEFORE_SENTENCE = '.!?…:—–-»”“"؟।'
_BLANKS = " \u00a0\u202f\u2009\n"
_SHORT = 4
"""Words with fewer letters are small in titles."""


def reads_marks(language: str) -> bool:
    """Whether the quotation marks of this language, such as de-AT, are known."""
    return marks_of(language) is not None


def find_unattributed(tokens: Tokens, language: str) -> tuple[Quotation, ...]:
    """The quotations of a text in that language, in order of text; none in a language whose marks are not known.

    A stretch between marks is one with six words, or with three and a sign of speech: a sentence that ends inside, a
    comma or a point before the closing mark, a colon right before the opening one, or a comma behind the marks of words
    that open their sentence. English titles, with capitals all over, are none.
    """
    marks = marks_of(language)
    stretches = find_stretches(tokens, marks) if marks is not None else ()
    return tuple(_quotation(tokens.text, one) for one in stretches if _is_spoken(tokens.text, one, language))


def _quotation(text: str, stretch: Stretch) -> Quotation:
    whole = len(stretch.spans) > 1 or _shows_speech(text, stretch)
    kind = QuotationKind.DIRECT if whole else QuotationKind.PARTIAL
    segments = tuple(Segment(span, kind) for span in stretch.spans)
    return Quotation(segments, None, None, 0.0, SpeakerRule.NONE)


def _is_spoken(text: str, stretch: Stretch, language: str) -> bool:
    words = [word for inner in stretch.inner for word in _words(text, inner)]
    if len(words) < _FEW or (base_of(language) != "de" and _is_title(words)):
        return False
    return len(words) >= _MANY or _shows_speech(text, stretch)


def _words(text: str, inner: Span) -> Iterator[str]:
    return (found.group() for found in _WORD.finditer(text, inner.start, inner.end))


def _is_title(words: list[str]) -> bool:
    """True for words in title case, as English has it: “The Long Winter of Kelp Street”."""
    long = [word for word in words if len(word) >= _SHORT]
    return len(long) > 1 and all(word[0].isupper() or word[0].isdigit() for word in long)


def _shows_speech(text: str, stretch: Stretch) -> bool:
    first, last = stretch.inner[0], stretch.inner[-1]
    words = text[first.start : last.end].strip(_BLANKS)
    opens_sentence = not stretch.before or stretch.before in _BEFORE_SENTENCE
    return (
        words[-1:] in _ENDS
        or _SENTENCE_END.search(words) is not None
        or stretch.before == ":"
        or (opens_sentence and text[last.end + 1 : last.end + 2] == ",")
    )
