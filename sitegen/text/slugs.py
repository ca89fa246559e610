"""Names as ids: what is left of a name in lower-case ASCII, its words joined by hyphens."""

from __future__ import annotations

import re

MOST_LETTERS = 80
"""Longest slug of a name."""

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def make_slug(name: str, longest: int = MOST_LETTERS, whole_words: bool = True) -> str:
    """The slug of a name, cut where it grows too long; empty where nothing of the name can be kept."""
    if len(name) <= longest and _PLAIN.fullmatch(name):
        return name.lower().replace(" ", "-")
    from slugify import slugify

    return str(slugify(name, max_length=longest, word_boundary=whole_words))
