"""Names as ids: what is left of a name in lower-case ASCII, its words joined by hyphens."""

from __future__ import annotations

import re

MOST_LETTERS = 80
"""Longest slug of a name."""

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def slug_of(name: str) -> str:
    """The slug of a name, cut between words where it grows too long; empty where nothing of the name can be kept."""
    if len(name) <= MOST_LETTERS and _PLAIN.fullmatch(name):
        return name.lower().replace(" ", "-")
    from slugify import slugify

    return str(slugify(name, max_length=MOST_LETTERS, word_boundary=True))
