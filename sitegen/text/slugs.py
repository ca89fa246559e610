"""Names as ids: what is left of a name in lower-case ASCII, its words joined by hyphens."""

from __future__ import annotations

import re

MOST_LETTERS = 80
"""Longest slug of a name."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""What Windows keeps for devices: no file can have such a name there, with any ending."""
NOT_FOR_PAGES = DEVICES | {"index"}
"""Slugs after which no page of an entity or a tag can be called: the list of all of them is index.html."""

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def make_slug(name: str, longest: int = MOST_LETTERS, whole_words: bool = True) -> str:
    """The slug of a name, cut where it grows too long; empty where nothing of the name can be kept."""
    if len(name) <= longest and _PLAIN.fullmatch(name):
        return name.lower().replace(" ", "-")
    from slugify import slugify

    return str(slugify(name, max_length=longest, word_boundary=whole_words))
