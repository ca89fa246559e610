"""The encoding of a text that is not UTF-8, where it is certain: UTF-16, or Windows-1252 of western languages."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 2000
_MOSTLY = 0.8
"""Such a share of the characters of UTF-16 has a zero for one of its bytes: those of western languages."""
_MOST_LETTERS = 0.08
"""Languages that are written in Windows-1252 have fewer letters beyond ASCII; others, read as if it were, have more."""

_LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸàáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœšž"
_MARKS_OF_TEXT = "“”‘’„‚«»‹›–—…€£§©®™°•·¡¿†\xa0"
_STRANGE = re.compile(
    rf"[^\x00-\x7f{_LETTERS}{_MARKS_OF_TEXT}]"  # what no text of these languages has
    r"|(?<=[a-z])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸ]"  # a capital inside a word: ’ of a Macintosh
    r"|[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸ](?![^\W\d_]|[’'.])"  # a capital alone
    r"|(?<=\w)[“”„‚«»‹›](?=\w)|(?<=\w)[„‚]"  # marks where letters of DOS would be
)
_HIGH_LETTER = re.compile(f"[{_LETTERS}]")
_LETTER = re.compile(r"[^\W\d_]")


def certain_encoding(content: bytes) -> str:
    """The codec of a text that is not UTF-8; empty where more than one may be meant."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return codec if _is_text(content[len(mark) :], codec) else ""
    if b"\0" in content[:_LOOKED_AT]:
        return next((codec for at, codec in ((1, "utf-16-le"), (0, "utf-16-be")) if _has_zeros(content, at)), "")
    return "cp1252" if _is_western(content) else ""


def _has_zeros(content: bytes, at: int) -> bool:
    """Whether nearly every second byte is zero, and no other."""
    sample = content[:_LOOKED_AT]
    zeros, others = sample[at::2], sample[1 - at :: 2]
    codec = "utf-16-le" if at else "utf-16-be"
    return zeros.count(0) >= _MOSTLY * max(1, len(zeros)) and not others.count(0) and _is_text(content, codec)


def _is_text(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _is_western(content: bytes) -> bool:
    """Whether the bytes make text of a western language in Windows-1252, and hardly of another."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = len(_HIGH_LETTER.findall(text))
    return _STRANGE.search(text) is None and high <= _MOST_LETTERS * len(_LETTER.findall(text))
