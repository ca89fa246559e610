"""Words, sentences and leaf blocks of a text, with their offsets: what every annotator reads.

Matching runs on the *shadow*: the text with every kind of apostrophe, space and single line break made plain, of
exactly the same length, so that an offset into one is an offset into the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import field
from functools import cache, lru_cache
from itertools import chain, compress, count, pairwise, repeat

from sitegen.text.parse import Parse
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.wordlists import ENGLISH, load_rows, load_words, reads

_PLAIN = (
    ("\u2019", "'"),
    ("\u02bc", "'"),
    *((space, " ") for space in "\u00a0\u202f\u2007\u2009\u200a\t"),
    ("\u2011", "-"),
    ("\u2010", "-"),
)
_WORD = r"(?:[^\W_]++|[\u0300-\u036f]++)++"
_DOMAIN = r"(?:com|org|net|edu|gov|info|tv|co\.uk|org\.uk|gov\.uk|ac\.uk)"
_PATH = r"(?:/[^\s]*[^\s.,;:!?)\]”’\"'])?+"
_ADDRESS = rf"(?:://[^\s]*[^\s.,;:!?)\]”’\"']|(?:\.[\w-]++)*?\.{_DOMAIN}(?![\w-]|\.\w){_PATH})?+"
"""What makes a word the address of a page or site: Halvik.com, www.halvik.com/news, https://halvik.com."""
_TOKEN = re.compile(
    rf"[^\W_]{{2,}}+(?:[\u0300-\u036f]++[^\W_]*+)*+(?:'{_WORD})*+{_ADDRESS}"
    rf"|(?:[^\W\d_]\.){{2,}}|(?:[^\W\d_]\.)+[^\W\d_](?= \.)|{_WORD}(?:'{_WORD})*+|\.\.\.|''|``"
    rf"|(?<=[^\W\d_]\.)'[sS]\b|\S",
)
"""Words of several letters, which are most, come first."""
_LINE_BREAK = re.compile(r"\n(?!\n)(?<!\n\n)")
_POSSESSIVES = ("'s", "'S")
_LEAF_BREAK = re.compile(r"\n[ ]*\n\s*")
_ENDS = frozenset({".", "!", "?", "…", "..."})
_LAST_MARKS = frozenset(".!?…")
"""With which what may end a sentence ends."""
_ALONE = frozenset(',:;?!)”"')
"""Marks that are a token of their own behind a word."""
_BEFORE_POINT = " ."
"""Where it stands, the letters before may be an abbreviation whose last point was printed apart: U.S ."""
_CLOSERS = frozenset("”’\"')]»") | {"''"}
_OPENERS = frozenset("“‘\"'([«") | {"``", "''"}


def shadow_of(text: str) -> str:
    """The text made plain for matching, of the same length: ’ is ', no-break spaces and line breaks are spaces."""
    if text.isascii() and text.isprintable():
        return text
    for written, plain in _PLAIN:
        text = text.replace(written, plain)
    return _LINE_BREAK.sub(" ", text)


@cache
def is_capital(word: str) -> bool:
    """True for a word with a capital where a name has it: Ibarra, d'Alembert; not for what is none, past the end."""
    if is_address(word):
        return False
    return word[:1].isupper() or (word[1:2] == "'" and len(word) > 3 and word[2].isupper())


def is_address(word: str) -> bool:
    """True for the address of a page or site: Halvik.com."""
    return "." in word and len(word.rpartition(".")[2]) > 1


@value
class Tokens:
    """A text cut into words and marks. All tuples are parallel, one entry a token.

    A possessive 's is a token of its own, as is a hyphen; U.S. and Mr. keep their points. `sentences` and `leaves`
    number the sentence and the leaf block that the token stands in, from 0, in order of text.
    """

    text: str
    shadow: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    leaves: tuple[int, ...]
    parse: Parse | None = None
    """What a language model says of the text, where one is asked."""
    lower_words: tuple[str, ...] = field(init=False)
    """The words in small letters."""
    vocabulary: frozenset[str] = field(init=False)
    """The different words of the text."""
    small_words: frozenset[str] = field(init=False)
    """Those that stand in small letters somewhere."""
    other_words: frozenset[str] = field(init=False)
    """The rest of the vocabulary: words with a capital or without letters, and marks."""
    capital_words: frozenset[str] = field(init=False)
    """The different words with a capital where a name has it."""
    capitals: tuple[int, ...] = field(init=False)
    """Their tokens, in order."""
    openings: tuple[bool, ...] = field(init=False)
    """For each token whether nothing but opening marks stands before it in its sentence."""
    blocks: tuple[range, ...] = field(init=False)
    """The tokens of each leaf block that has words, in order."""
    before: Sequence[str] = field(init=False)
    """For each token the word before it in its sentence, or the empty string."""
    behind: Sequence[str] = field(init=False)
    """The same for the word behind it."""

    def __post_init__(self) -> None:
        vocabulary = frozenset(self.words)
        small = frozenset(filter(str.islower, vocabulary))
        others = vocabulary - small
        capitals = frozenset(filter(is_capital, others))
        edges = _first_of_each(self.sentences)
        lower = {word: word.lower() for word in others}
        for name, made in (
            ("before", _parted(("", *self.words[:-1]), edges)),
            ("behind", _parted((*self.words[1:], ""), [edge - 1 for edge in edges])),
            ("lower_words", tuple(map(lower.get, self.words, self.words))),
            ("vocabulary", vocabulary),
            ("small_words", small),
            ("other_words", others),
            ("capital_words", capitals),
            ("openings", _openings(self.words, edges)),
            ("blocks", tuple(_stretches_of(self.leaves))),
        ):
            object.__setattr__(self, name, made)
        object.__setattr__(self, "capitals", tuple(compress(count(), map(capitals.__contains__, self.words))))

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The word at `index`; the empty string before the first token and after the last."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def sentence_word(self, index: int, of: int) -> str:
        """The word at `index` when it stands in the sentence of token `of`, else the empty string."""
        words, sentences = self.words, self.sentences
        return words[index] if 0 <= index < len(words) and sentences[index] == sentences[of] else ""

    def where(self, words: Set[str]) -> list[int]:
        """The tokens whose word is one of these, in order."""
        here = self.vocabulary & words
        if here <= self.capital_words:
            return [index for index in self.capitals if self.words[index] in here] if here else []
        return list(compress(count(), map(here.__contains__, self.words)))

    def in_sentence(self, index: int, of: int) -> bool:
        """True when there is a token `index`, in the sentence of token `of`."""
        return 0 <= index < len(self.words) and self.sentences[index] == self.sentences[of]

    def sentence_at(self, index: int) -> range:
        """The tokens of the sentence in which token `index` stands."""
        number = self.sentences[index]
        return range(bisect_left(self.sentences, number, 0, index), bisect_right(self.sentences, number, index))

    def at(self, offset: int) -> int:
        """Index of the token that covers `offset`, else of the last one before it; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def first_from(self, offset: int) -> int:
        """Index of the first token that starts at `offset` or after; `len(self)` when there is none."""
        index = self.at(offset)
        return index if index >= 0 and self.starts[index] == offset else index + 1

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that cover the first and the last character of a range of offsets, each as `at` tells it."""
        first = bisect_right(self.starts, start) - 1
        within = first >= 0 and self.ends[first] >= end
        return first, first if within else bisect_right(self.starts, end - 1) - 1

    def span(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last` (inclusive)."""
        return Span(self.starts[first], self.ends[last])

    def sentence_spans(self) -> tuple[Span, ...]:
        """The sentences, in order of text, from their first word to their last mark; none spans two leaf blocks."""
        return tuple([self.span(sentence[0], sentence[-1]) for sentence in _stretches_of(self.sentences)])

    def name(self, first: int, last: int) -> str:
        """The words from token `first` to token `last` as they are written, made plain and on one line."""
        if first == last:
            return self.words[first]
        return " ".join(self.shadow[self.starts[first] : self.ends[last]].split())

    def glued(self, index: int) -> bool:
        """True when token `index` follows the one before it without a space."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def opens_sentence(self, index: int) -> bool:
        """True when nothing but opening marks stands before the token in its sentence."""
        return index < 0 or self.openings[index]


def _first_of_each(numbers: Sequence[int]) -> list[int]:
    """Where each number stands first in a sequence that never falls."""
    found, first = [], 0
    while first < len(numbers):
        found.append(first)
        first = bisect_right(numbers, numbers[first], first)
    return found


def _stretches_of(numbers: Sequence[int]) -> list[range]:
    """The stretches of one number in a sequence that never falls."""
    firsts = _first_of_each(numbers)
    return [range(first, end) for first, end in pairwise((*firsts, len(numbers)))]


def _parted(words: Iterable[str], edges: Iterable[int]) -> list[str]:
    """The words, with nothing at the edges."""
    parted = list(words)
    for edge in edges:
        parted[edge] = ""
    return parted


def _openings(words: Sequence[str], firsts: Iterable[int]) -> tuple[bool, ...]:
    opens = [False] * len(words)
    for index in firsts:
        opens[index] = True
        while words[index] in _OPENERS and index + 1 < len(words):
            index += 1
            opens[index] = True
    return tuple(opens)


def tokenize(text: str, leaves: Iterable[Span] = (), language: str = ENGLISH) -> Tokens:
    """The tokens of `text`. Leaf blocks are taken from `leaves`, else from blank lines.

    In a language without lists of its own every point behind a word of several letters may end a sentence.
    """
    shadow = shadow_of(text)
    words, starts, ends = _words_of(shadow, language)
    leaf_starts = sorted(leaf.start for leaf in leaves) or [0, *(m.end() for m in _LEAF_BREAK.finditer(text))]
    firsts = [bisect_left(starts, start) for start in leaf_starts]
    counts = (end - first for first, end in pairwise((0, *firsts, len(words))))
    leaf_of = tuple(chain.from_iterable(repeat(leaf, count) for leaf, count in enumerate(counts, -1)))
    sentences = _number_sentences(words, starts, ends, leaf_of, language)
    return Tokens(text, shadow, tuple(words), tuple(starts), tuple(ends), sentences, leaf_of)


def sentence_ends(text: str) -> list[int]:
    """Where each sentence of one leaf block of English ends: the same sentences as `tokenize` finds, and no more."""
    words, starts, ends = _words_of(shadow_of(text), ENGLISH)
    sentences = _number_sentences(words, starts, ends, [0] * len(words), ENGLISH)
    return list(dict(zip(sentences, ends, strict=True)).values())


def _words_of(shadow: str, language: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a plain text, where each starts and where it ends.

    Nearly all stand alone between spaces, or with one mark behind them.
    """
    abbreviations = load_words("abbreviations", ENGLISH) if reads(language) else frozenset()
    if _BEFORE_POINT in shadow:
        return _cut(shadow, abbreviations)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    for piece in shadow.replace("\n", " ").split(" "):
        end = start + len(piece)
        if piece.isalnum():
            words.append(piece)
            starts.append(start)
            ends.append(end)
        elif piece[:-1].isalnum() and (piece[-1] in _ALONE or _ends_plainly(piece, abbreviations)):
            words += (piece[:-1], piece[-1])
            starts += (start, end - 1)
            ends += (end - 1, end)
        elif piece:
            cut, begins, stops = _cut_piece(piece, abbreviations)
            words += cut
            starts += [start + at for at in begins]
            ends += [start + at for at in stops]
        start = end + 1
    return words, starts, ends


def _cut(shadow: str, abbreviations: Set[str]) -> tuple[list[str], list[int], list[int]]:
    """The same of a stretch of a plain text that spaces part from the rest."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    before, end = "", 0
    for word in _TOKEN.findall(shadow):
        start = shadow.find(word, end)
        if word[0] == "." and start == end and (before in abbreviations or _is_initial(before)):
            words[-1], ends[-1] = before + ".", end + 1
            before, end = "", start + len(word)
            continue
        before, end = word, start + len(word)
        if "'" in word and len(word) > 2 and word.endswith(_POSSESSIVES):
            words += (word[:-2], word[-2:])
            starts += (start, end - 2)
            ends += (end - 2, end)
        else:
            words.append(word)
            starts.append(start)
            ends.append(end)
    return words, starts, ends


_cut_piece = lru_cache(maxsize=4_000)(_cut)


def _ends_plainly(piece: str, abbreviations: Set[str]) -> bool:
    """True for a word and a point that is no part of it."""
    return piece[-1] == "." and piece[:-1] not in abbreviations and not _is_initial(piece[:-1])


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


def _number_sentences(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], leaves: Sequence[int], language: str
) -> tuple[int, ...]:
    starters = load_words("sentence_starters", ENGLISH) if reads(language) else frozenset()
    closing = _closing_abbreviations()
    numbers: list[int] = []
    number, ended, abbreviated, leaf = 0, False, False, leaves[0] if leaves else 0
    for index, word in enumerate(words):
        if leaves[index] != leaf:
            number, ended, abbreviated, leaf = number + 1, False, False, leaves[index]
        elif ended or abbreviated:
            spaced = ends[index - 1] != starts[index]
            opens = spaced and (word[0].isupper() or word[0].isdigit() or word in _OPENERS)
            if ended and opens:
                number, ended = number + 1, False
            elif abbreviated and spaced and word in starters:
                number += 1
            elif not (word in _CLOSERS or word in _ENDS):
                ended = False
        numbers.append(number)
        if word[-1] not in _LAST_MARKS:
            abbreviated = False
            continue
        if word == "." and index and "." in words[index - 1]:
            abbreviated = True
            continue
        if word in _ENDS or (word == "X." and words[index - 1] == "on"):
            ended = True  # "wrote on X. Ana Ruiz": the network, and nobody's initial
        abbreviated = (len(word) > 2 and word[-1] == "." and "." in word[:-1] and word != "...") or word in closing
    return tuple(numbers)


@cache
def _closing_abbreviations() -> frozenset[str]:
    """Abbreviations that may end a sentence too: Inc., Calif."""
    return frozenset(f"{row[0]}." for row in load_rows("abbreviations", ENGLISH) if "closes" in row[1:])
