"""What the first paragraph tells about an article that does not say it itself: dateline and headline."""

from __future__ import annotations

import re

from sitegen.text.spans import ATOM
from sitegen.text.tokens import tokenize
from sitegen.text.wordlists import load_words

LONGEST_HEADLINE = 70
"""In characters; a first sentence that is longer is cut."""

_SHORTEST_HEADLINE = 30
_LOOKED_AT = 1000
_DATELINE = re.compile(r"(?P<place>[^\W\d_][^\n—–:;!?]{1,70}?)\s+(?:—|–|--?)\s+(?=\S)")
_PLACE = re.compile(r"[^,(]+")
_WORD = re.compile(r"\w+")
_CLAUSE_MARK = re.compile(r"[,;:]\s|\s[—–-]\s|\s\(")


def find_dateline(paragraph: str) -> tuple[str, int]:
    """The dateline at the beginning of a paragraph, and the offset where the report begins; "" and 0 without one.

    A dateline begins with a place in capitals and ends with a dash: `PARIS — `, `GOMA, Congo (Agency) — `.
    """
    found = _DATELINE.match(paragraph)
    if not found:
        return "", 0
    place = _PLACE.match(found["place"])
    capitals = place[0].strip() if place else ""
    if len(capitals) < 2 or not capitals.isupper() or len(capitals.split()) > 5:
        return "", 0
    return found["place"].strip(), found.end()


def derive_headline(paragraph: str) -> str:
    """A headline of at most LONGEST_HEADLINE characters from the first sentence of `paragraph`; may be empty."""
    _, begin = find_dateline(paragraph)
    words = " ".join(paragraph[begin : begin + _LOOKED_AT].replace(ATOM, " ").split())
    sentence = _first_sentence(words)
    return (_shorten(sentence) if len(sentence) > LONGEST_HEADLINE else sentence).rstrip(" .,;:—–-")


def _first_sentence(words: str) -> str:
    tokens = tokenize(words)
    ends = [end for end, sentence in zip(tokens.ends, tokens.sentences, strict=True) if sentence == 0]
    return words[: ends[-1]] if ends else words


def _shorten(sentence: str) -> str:
    """The sentence up to its last clause boundary that leaves it short enough, else up to a word, with an ellipsis."""
    within = sentence[: LONGEST_HEADLINE + 1]
    marks = [found.start() for found in _CLAUSE_MARK.finditer(within)]
    openers = load_words("clause_openers")
    joints = [found.start() for found in re.finditer(r"\s(?=(\S+)\s)", within) if found[1] in openers]
    cut = max((at for at in (*marks, *joints) if at >= _SHORTEST_HEADLINE), default=0)
    short = sentence[:cut] if cut else f"{_whole_words(sentence)}…"
    return _drop_unclosed(short)


def _whole_words(sentence: str) -> str:
    return sentence[:LONGEST_HEADLINE].rpartition(" ")[0] or sentence[: LONGEST_HEADLINE - 1]


def _drop_unclosed(words: str) -> str:
    """Without a quotation mark that the cut left open."""
    for opening, closing in (("“", "”"), ("«", "»"), ("„", "“")):
        if words.count(opening) > words.count(closing):
            words = words[: words.rindex(opening)] + words[words.rindex(opening) + 1 :]
    return words.replace('"', "") if words.count('"') % 2 else words


def is_same_headline(one: str, other: str) -> bool:
    """Whether two headlines are the same but for marks and capitals."""
    return _words_of(one) == _words_of(other)


def _words_of(headline: str) -> list[str]:
    return _WORD.findall(headline.casefold()) or [headline]
