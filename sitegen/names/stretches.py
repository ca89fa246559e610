"""Every stretch of a text that could be one name: runs of capitals, whole, in pieces, and joined over small words.

Which of the many ways to cut a run is right is not decided here: the judge weighs them against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.knowledge.given_names import is_given_name
from sitegen.knowledge.organizations import unsure_names
from sitegen.names.organizations.lexicon import heads, is_capital, is_office
from sitegen.names.people.lexicon import Sort, sort_of
from sitegen.text.tokens import Tokens
from sitegen.text.values import value
from sitegen.text.wordlists import load_words

_JOINERS = frozenset({"of", "for", "'s", "'", "&", "in", "on", "and"})
"""What stands between two pieces of one name; "and" only where a body's word speaks for it."""
_LONGEST = 10
"""Tokens; nothing longer is a name."""
_HEADLINE = 7
"""Tokens from which a run of capitals is not cut at its beginning, and a few more at its end: it is a headline."""
_MOST_JOINED = 4
"""Pieces in one name."""

_OF_MATTERS = frozenset({"of", "for", "on"})
"""What stands between a body and the matters that it is for."""
_LONGEST_MATTER = 3
"""Words."""

_OPENING, _CLOSING = frozenset({"“", '"', "‘", "'", "("}), frozenset({"”", '"', "’", "'", ")"})
"""The marks of a nickname."""
_BEHIND = _JOINERS | _OPENING | {"-", "party"}
"""What may stand behind a capital in a stretch of several words, but for other capitals."""

Stretch = tuple[int, int]
"""First and last token."""


@value
class _Piece:
    """A run of capitals without a small word in it, and what joins it to the next one."""

    first: int
    last: int
    joiner: str = ""

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return self.last - self.first + 1


def find_stretches(tokens: Tokens, mentioned: Mapping[int, str], closed: frozenset[int]) -> Iterator[Stretch]:
    """The stretches in order of their runs, some more than once; `mentioned` has the tokens of known names.

    Pieces of nothing but `closed` tokens, which no other name may hold, are passed over.
    """
    reached = 0
    capitals = tokens.capital_words | frozenset(filter(is_capital, tokens.other_words - tokens.capital_words))
    going_on = capitals | _BEHIND
    for index in tokens.where(capitals):
        if index < reached:
            continue
        if tokens.behind[index] not in going_on:
            if index not in closed:
                yield index, index
            continue
        pieces = tuple(_pieces(tokens, index))
        for number, piece in enumerate(pieces):
            if closed.issuperset(range(piece.first, piece.last + 1)):
                continue
            starts = _starts(tokens, piece, mentioned)
            yield from _cuts(tokens, piece, starts, mentioned)
            if tokens.word(piece.last + 1) in _OPENING:
                yield from _with_nickname(tokens, piece)
            if piece.joiner:
                yield from _joined(tokens, pieces[number : number + _MOST_JOINED], starts, mentioned)
                if piece.joiner in _OF_MATTERS and tokens.words[piece.last] in heads():
                    yield from ((start, end) for end in _matters(tokens, pieces[-1], mentioned) for start in starts)
        reached = pieces[-1].last + 1


def _pieces(tokens: Tokens, first: int) -> Iterator[_Piece]:
    """The pieces that small words join to the run of capitals which begins at `first`."""
    while True:
        last = _piece_end(tokens, first)
        begins, joiner = _over_joiner(tokens, last)
        yield _Piece(first, last, joiner)
        if not joiner:
            return
        first = begins


def _piece_end(tokens: Tokens, first: int) -> int:
    last, words, sentences = first, tokens.words, tokens.sentences
    while last + 1 < len(words) and sentences[last + 1] == sentences[first]:
        if is_capital(words[last + 1]):
            last += 1
        elif _is_hyphen(tokens, last + 1):
            last += 2
        else:
            break
    return last


def _is_hyphen(tokens: Tokens, index: int) -> bool:
    """True for the hyphen of Spokesman-Review."""
    joined = tokens.words[index] == "-" and tokens.glued(index) and tokens.glued(index + 1)
    return joined and is_capital(tokens.words[index + 1])


def _over_joiner(tokens: Tokens, last: int) -> tuple[int, str]:
    """The capital with which the name may go on, and the small word before it; the empty string where it ends."""
    joiner, begins = tokens.behind[last], last + 2
    if joiner not in _JOINERS:
        return last, ""
    if joiner in _OF_MATTERS and tokens.sentence_word(begins, last) == "the":
        begins += 1
    word = tokens.sentence_word(begins, last)
    return (begins, joiner) if word and is_capital(word) else (last, "")


def _cuts(tokens: Tokens, piece: _Piece, starts: Sequence[int], mentioned: Mapping[int, str]) -> Iterator[Stretch]:
    """A piece with and without what stands at its edges."""
    ends = _ends(tokens, piece, mentioned)
    for start in starts:
        yield from [(start, end) for end in ends if start <= end]
    if tokens.behind[piece.last] == "party" and tokens.words[piece.last] in load_words("organization_parties"):
        yield piece.last, piece.last + 1


def _with_nickname(tokens: Tokens, piece: _Piece) -> Iterator[Stretch]:
    """A given name with what stands behind it in marks, and the surname: Ana "Nan" Ruiz."""
    opening, closing = piece.last + 1, piece.last + 3
    marked = tokens.word(closing) in _CLOSING and tokens.glued(closing)
    given = sort_of(tokens.words[piece.last]) is Sort.NAME
    if not marked or not given or not tokens.in_sentence(closing + 1, piece.last):
        return
    if is_capital(tokens.words[opening + 1]) and is_capital(tokens.words[closing + 1]):
        yield piece.last, closing + 1
        if tokens.behind[closing + 1] in load_words("name_suffixes"):
            yield piece.last, closing + 2


def _joined(
    tokens: Tokens, pieces: Sequence[_Piece], starts: Sequence[int], mentioned: Mapping[int, str]
) -> Iterator[Stretch]:
    """What the first piece, begun at one of `starts`, comes to with one or more of those behind it."""
    for more in range(1, len(pieces)):
        if not _may_join(tokens, pieces[: more + 1]):
            return
        ends = {pieces[more].last, _known_edge(pieces[more], mentioned)}
        yield from ((start, end) for start in starts for end in sorted(ends) if end - start < _LONGEST)


def _matters(tokens: Tokens, piece: _Piece, mentioned: Mapping[int, str]) -> Iterator[int]:
    """Where the list ends that tells what a body is for, "and" before its last: Ministry of Kelp, Tides and Ports."""
    at, joint = piece.last + 1, ""
    while joint != "and" and tokens.in_sentence(at + 1, piece.last) and tokens.words[at] in (",", "and"):
        joint = tokens.words[at + 1] if tokens.words[at + 1] == "and" else tokens.words[at]
        first = at + 1 + (tokens.words[at + 1] == "and")
        if not is_capital(tokens.word(first) or ".") or not tokens.in_sentence(first, piece.last):
            return
        end = _piece_end(tokens, first)
        other = is_given_name(tokens.words[first]) or not mentioned.keys().isdisjoint(range(first, end + 1))
        if other or end - first >= _LONGEST_MATTER:
            return
        at = end + 1
    if joint == "and":
        yield at - 1


def _may_join(tokens: Tokens, pieces: Sequence[_Piece]) -> bool:
    """True unless "and" joins what no word for a body holds together."""
    if pieces[-2].joiner != "and":
        return True
    return any(tokens.words[index] in heads() for index in range(pieces[0].first, pieces[-1].last + 1))


def _known_edge(piece: _Piece, mentioned: Mapping[int, str]) -> int:
    """Where the known name at the beginning of the piece ends, else the end of the piece."""
    return _past_known(piece.first, piece.last, mentioned) - 1 if piece.first in mentioned else piece.last


def _past_known(first: int, last: int, mentioned: Mapping[int, str]) -> int:
    """The first token behind the known name that begins at `first`; the one behind it where there is none."""
    known, behind = mentioned.get(first), first + 1
    while known is not None and behind <= last and mentioned.get(behind) == known:
        behind += 1
    return behind


def _starts(tokens: Tokens, piece: _Piece, mentioned: Mapping[int, str]) -> list[int]:
    """Where a name may begin in the piece: at its start, behind an office, and behind what may only lead up to it."""
    starts = [piece.first]
    if not 1 < piece.length < _HEADLINE:
        return starts
    behind = _past_known(piece.first, piece.last, mentioned)
    if behind <= piece.last and _leads(tokens, piece.first, mentioned) and tokens.words[behind] != "-":
        starts.append(behind)
    for index in range(behind, piece.last):
        if is_office(tokens.words[index]) and tokens.words[index + 1] != "-":
            starts.append(index + 1)
    return starts


def _leads(tokens: Tokens, first: int, mentioned: Mapping[int, str]) -> bool:
    """True for a first word that may be none of the name's: an opener, a known name, an office, an acronym."""
    word = tokens.words[first]
    if is_given_name(word):
        return False
    shown = first in mentioned or tokens.opens_sentence(first) or is_office(word)
    return shown or word.isupper() or word == "The" or word in load_words("compass")


def _ends(tokens: Tokens, piece: _Piece, mentioned: Mapping[int, str]) -> list[int]:
    """Where a name may end in the piece: at its end, before an office or a known name, with a word for a place."""
    ends = [piece.last]
    if piece.length > _HEADLINE + 3:
        return ends
    for index in range(piece.first, piece.last):
        word, following = tokens.words[index], tokens.words[index + 1]
        if "-" in (word, following):
            continue
        turns = index > piece.first and (word in load_words("place_kinds") or word in heads())
        alone = index == piece.first and word in unsure_names()
        if turns or alone or is_office(following) or _opens_known(index + 1, mentioned):
            ends.append(index)
    return ends


def _opens_known(index: int, mentioned: Mapping[int, str]) -> bool:
    return index in mentioned and mentioned.get(index - 1) != mentioned[index]
