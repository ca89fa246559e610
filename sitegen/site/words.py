"""The words of an article as the search compares them, by their first letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from sitegen.model import Article

SLOTS = "abcdefghijklmnopqrstuvwxyz_"
"""The first letters of words; the last stands for all others."""
_LETTERS = (*SLOTS[:-1], "{")
"""The letters, and what comes behind z."""
PRINT = 6
"""Bytes of the print of the words of one slot."""
LONGEST = 30
"""Of a longer word so many letters are found."""

_OTHER = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "ħ": "h", "ς": "σ"}
    | dict.fromkeys(".'’ʼ", "")
)
_ASCII = bytes(ord(char.lower()) if (char := chr(code)).isalnum() and code < 128 else 32 for code in range(256))
"""The same of letters without marks, in one go: small ones and digits, and spaces for all else."""
_ASCII_LINES = _ASCII[:10] + b"\n" + _ASCII[11:]
"""The same, with the ends of lines as they are."""
_PARTS = re.compile(r"[^\W_]+")
_UMLAUT = re.compile("([aou])e")


def fold(words: str) -> str:
    """The words in the letters by which they are compared, as static/find.js folds them: small, without marks, ß as ss;
    Müller is Mueller and Muller."""
    if words.isascii():
        parts = words.encode().translate(_ASCII, b".'").decode().split()
    else:
        parts = _PARTS.findall(_without_marks(words).translate(_OTHER))
    return _UMLAUT.sub(r"\1", " ".join(parts))


def fold_each(lines: Sequence[str]) -> list[str]:
    """Each line folded, but for the spaces in it; those without marks, as most are, in one go."""
    plain = "\n".join([line for line in lines if line.isascii()]).encode().translate(_ASCII_LINES, b".'").decode()
    folded = iter(_UMLAUT.sub(r"\1", plain).split("\n"))
    return [next(folded) if line.isascii() else fold(line) for line in lines]


def _without_marks(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words).lower()
    return "".join(char for char in letters if not unicodedata.category(char).startswith("M"))


@lru_cache(maxsize=200_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(part[:LONGEST] for part in fold(word).split())


def words_of(article: Article) -> tuple[str, ...]:
    """For each of SLOTS the words of headline, summary and text that begin so, in order, with spaces between."""
    raw = set(f"{article.headline} {article.summary} {article.text}".lower().replace("…", " ").split())
    words = sorted(set(chain.from_iterable(map(_folded, raw))))
    ends = [bisect_left(words, letter) for letter in _LETTERS]
    slots = [" ".join(words[start:end]) for start, end in pairwise(ends)]
    return (*slots, " ".join((*words[: ends[0]], *words[ends[-1] :])))


def print_words(words: Iterable[str]) -> bytes:
    """The prints of the words of all slots, one after the other."""
    return b"".join(hashlib.blake2b(one.encode(), digest_size=PRINT).digest() if one else bytes(PRINT) for one in words)


def prints_at(articles: Iterable[bytes], slot: int) -> bytes:
    """The prints of the words of one slot in articles whose words have these prints."""
    start = PRINT * slot
    return b"".join([prints[start : start + PRINT] for prints in articles])
