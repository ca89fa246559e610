"""The forms of a knowledge base as a build compiled them: only those are looked for in a text that may be in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import Form, Gazetteer, Match, compile_forms

Flat = tuple[tuple[str, tuple[tuple[Any, ...], ...]], ...]
"""By the first word of their spellings, forms as tuples of strings and truth values."""

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""Letters as those are at which a match may not begin or end."""


def flat_forms(knowledge: KnowledgeBase) -> Flat:
    """What `compile_forms` makes of a knowledge base, flat."""
    by_word: dict[str, list[tuple[Any, ...]]] = {}
    for form in compile_forms(knowledge):
        row = (form.spelling, tuple(entity.id for entity in form.entities), form.capitals)
        by_word.setdefault(_first_word(form.spelling), []).append(row)
    return tuple((word, tuple(rows)) for word, rows in by_word.items())


class KeptForms:
    """Finds in a text what the gazetteer of a knowledge base finds, and compiles for it only what may be there.

    A match stands between word boundaries, so that the first word of its form is a word of the text. For a few texts
    that takes less time than to compile all.
    """

    def __init__(self, flat: Flat, knowledge: KnowledgeBase) -> None:
        self._rows, self._entities = dict(flat), knowledge.by_id

    def find(self, shadow: str) -> Iterator[Match]:
        """The matches that stand between word boundaries, longest first from the left, without overlap."""
        return Gazetteer(self._forms(("", *dict.fromkeys(_WORD.findall(shadow))))).find(shadow)

    def _forms(self, words: Iterable[str]) -> Iterator[Form]:
        for word in words:
            for spelling, ids, capitals in self._rows.get(word, ()):
                yield Form(spelling, tuple(self._entities[one] for one in ids), capitals)


def _first_word(spelling: str) -> str:
    """The letters with which a spelling begins; empty for one that begins with something else."""
    found = _WORD.match(spelling)
    return found[0] if found else ""
