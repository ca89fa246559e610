"""Words found again in a text that was edited: the place that has most of them in order, where no other comes near.

How many words two places share in order is their longest common subsequence, counted with the bits of one integer
(Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004). Only places around the rarest of the words are
looked at, so that the time does not grow with the text once its words are indexed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.text.folding import Folded, fold, words_of
from sitegen.text.selectors import Selector, find_places
from sitegen.text.spans import Span
from sitegen.text.values import value

ENOUGH = 0.6
"""The share of words that a place must have to be the one."""
AHEAD = 0.25
"""By how much of this share the place must be ahead of the next."""
NEAR = 0.34
"""The share from which a place is worth telling."""
_HALF = 0.5
"""The share of the words themselves, without those around, that must be there."""
_TELLING = 4
"""A word of so many letters tells more than that a sentence is English."""
_SEVERAL = 3
"""So many words tell something even if they are short."""
_MOST_STARTS = 200
_MOST_PLACES = 12
_MOST_LITERAL = 50


@value
class Again:
    """The place of a text that has most words of a selector, and whether it can be no other."""

    span: Span
    certain: bool


@value
class _Scored:
    first: int
    """Number of its first word."""
    last: int
    share: float
    own: float
    """The share of the words themselves, in what stands from the first of them to the last."""
    tells: bool


def find_again(text: Folded, selector: Selector) -> Again | None:
    """Where most words of the selector stand in order, though not all of it fits; None where nothing comes near."""
    words, before, behind = (_words(part) for part in (selector.exact, selector.prefix, selector.suffix))
    if not words:
        return None
    places = sorted(_places(text, selector, words), key=lambda at: -_shared(words, _slice(text, at)))
    scored = [_scored(text, at, words, before, behind) for at in places[:_MOST_PLACES]]
    scored.sort(key=lambda one: (-one.share, one.first))
    if not scored or scored[0].own < NEAR:
        return None
    best = scored[0]
    others = (one.share for one in scored if one.first > best.last or one.last < best.first)
    ahead = best.share - max(others, default=0.0) >= AHEAD
    certain = ahead and best.share >= ENOUGH and best.own >= _HALF and best.tells
    return Again(text.back(text.words[best.first][1], text.words[best.last][2]), certain)


def _words(part: str) -> Sequence[str]:
    return tuple(word for word, _, _ in words_of(fold(part)))


def _places(text: Folded, selector: Selector, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of the text's words, from the first to behind the last, in which the words may stand."""
    literal = find_places(text, Selector(selector.exact))[:_MOST_LITERAL]
    starts = {_word_from(text, span.start): True for span in literal}
    slack = 2 + len(words) // 4
    votes: Counter[int] = Counter()
    looked = 0
    rare = sorted({*words}, key=lambda word: (len(text.places.get(word, ())), word))
    for word in rare:
        numbers = text.places.get(word, ())
        looked += len(numbers)
        if looked > _MOST_STARTS:
            break
        offset = words.index(word)
        votes.update({(number - offset) // slack: 1 for number in numbers})
    near = {bucket * slack: True for bucket, _ in votes.most_common(_MOST_PLACES)}
    for start in {**starts, **near}:
        yield max(0, start - slack), min(len(text.words), start + len(words) + 2 * slack)


def _word_from(text: Folded, offset: int) -> int:
    """The number of the first word that begins at an offset of the original, or behind it."""
    low, high = 0, len(text.words)
    while low < high:
        middle = (low + high) // 2
        if text.back(text.words[middle][1], text.words[middle][2]).start < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _slice(text: Folded, at: tuple[int, int]) -> Sequence[str]:
    return [word for word, _, _ in text.words[at[0] : at[1]]]


def _scored(
    text: Folded, at: tuple[int, int], words: Sequence[str], before: Sequence[str], behind: Sequence[str]
) -> _Scored:
    """The tightest stretch there that shares as many words, and how much speaks for it."""
    near = _slice(text, at)
    counts = _counts(words, near)
    own = counts[-1] if counts else 0
    if not own:
        return _Scored(at[0], at[0], 0.0, 0.0, False)
    last = at[0] + counts.index(own)
    inside = [word for word, _, _ in text.words[at[0] : last + 1]]
    back = _counts(words[::-1], inside[::-1])
    first = last - back.index(own)
    prefix = _shared(before, _slice(text, (max(0, first - len(before) - 2), first)))
    suffix = _shared(behind, _slice(text, (last + 1, last + 3 + len(behind))))
    length = max(len(words), last + 1 - first)
    share = (own + prefix + suffix) / (length + len(before) + len(behind))
    telling = {word for word in words if len(word) >= _TELLING}
    kept = telling & {*inside[first - at[0] :]}
    tells = bool(kept) or own >= _SEVERAL or prefix + suffix > (len(before) + len(behind)) / 2
    return _Scored(first, last, share, own / length, tells)


def _shared(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words both have in order."""
    counts = _counts(words, others)
    return counts[-1] if counts else 0


def _counts(words: Sequence[str], others: Sequence[str]) -> list[int]:
    """For each of the `others` how many of the words those up to it have in order."""
    bits: dict[str, int] = {}
    for number, word in enumerate(words):
        bits[word] = bits.get(word, 0) | 1 << number
    whole = (1 << len(words)) - 1
    row = whole
    counts = []
    for other in others:
        hit = row & bits.get(other, 0)
        row = ((row + hit) | (row - hit)) & whole
        counts.append(len(words) - row.bit_count())
    return counts
