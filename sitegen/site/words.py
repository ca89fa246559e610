"""The words of an article as the search compares them, by their first letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sitegen.model import Article

SLOTS = "abcdefghijklmnopqrstuvwxyz_"
"""The first letters of words; the last stands for all others."""
PRINT = 6
"""Bytes of the print of the words of one slot."""
LONGEST = 30
"""Of a longer word so many letters are found."""

_OTHER = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "ħ": "h", "ς": "σ"}
    | dict.fromkeys(".'’ʼ", "")
)
_SPLIT = re.compile(r"[^\s,;:!?()\[\]\"“”„«»…/\-–—\ufffc]+")
"""Whatever else parts words is looked at word by word, once each."""
_PARTS = re.compile(r"[^\W_]+")
_UMLAUT = re.compile("([aou])e")


def fold(words: str) -> str:
    """The words in the letters by which they are compared, as static/find.js folds them: small, without marks, ß as ss;
    Müller is Mueller and Muller."""
    plain = words.lower() if words.isascii() else _without_marks(words)
    return _UMLAUT.sub(r"\1", " ".join(_PARTS.findall(plain.translate(_OTHER))))


def _without_marks(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words).lower()
    return "".join(char for char in letters if not unicodedata.category(char).startswith("M"))


@lru_cache(maxsize=200_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(part[:LONGEST] for part in fold(word).split())


def words_of(article: Article) -> tuple[str, ...]:
    """For each of SLOTS the words of headline, summary and text that begin so, in order, with spaces between."""
    raw = set(_SPLIT.findall(f"{article.headline} {article.summary} {article.text}".lower()))
    slots: dict[str, set[str]] = {slot: set() for slot in SLOTS}
    for word in raw:
        for part in _folded(word):
            slots[slot_of(part)].add(part)
    return tuple(" ".join(sorted(slots[slot])) for slot in SLOTS)


def slot_of(word: str) -> str:
    """The one of SLOTS under which a folded word stands."""
    return word[0] if "a" <= word[0] <= "z" else SLOTS[-1]


def print_words(words: Iterable[str]) -> bytes:
    """The prints of the words of all slots, one after the other."""
    return b"".join(hashlib.blake2b(one.encode(), digest_size=PRINT).digest() if one else bytes(PRINT) for one in words)


def print_at(prints: bytes, slot: int) -> bytes:
    """The print of the words of one slot."""
    return prints[PRINT * slot : PRINT * (slot + 1)]
