"""The forms of a knowledge base as a build compiled them: only those are looked for in a text that may be in it."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from sitegen.cache.ready import made_once
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.gazetteer import Form, Gazetteer, Match, compile_forms, compiled_gazetteer_of
from sitegen.model import Entity

Row = tuple[str, tuple[str, ...], bool]
"""A form: its spelling, the ids of those whom it may mean, and whether it comes from a line in capitals."""
Rows = tuple[Row, ...]
Flat = Mapping[str, bytes]
"""The rows of forms by the first word of their spellings, packed: of thousands a text has a few hundred."""

_WITHOUT_REFERENCES = 2
"""The version of `marshal` in which equal rows are the same bytes."""
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""Letters as those are at which a match may not begin or end."""


def flat_forms(knowledge: KnowledgeBase) -> Flat:
    """What `compile_forms` makes of a knowledge base, flat.

    Most of it is what ships with sitegen, which is kept ready.
    """
    known = builtin_knowledge().by_id
    changed = {entity.id for entity in knowledge if _named(entity) != _named(known.get(entity.id))}
    return renewed_forms(_shipped_forms(), knowledge, changed | known.keys() - knowledge.by_id.keys())


def compiled_forms(knowledge: KnowledgeBase) -> Flat | None:
    """The same, where these were compiled already to be looked for in many texts."""
    gazetteer = compiled_gazetteer_of(knowledge)
    return _packed(_by_first_word(gazetteer.forms)) if gazetteer is not None else None


def renewed_forms(flat: Flat, knowledge: KnowledgeBase, changed: AbstractSet[str]) -> Flat:
    """The same, of the forms of a knowledge base that was like this one but for the entities with the ids in `changed`.

    Compiled are the forms of these, and those of all others that have the first word of one in common.
    """
    entities, before = knowledge.by_id, {word: rows_in(packed) for word, packed in flat.items()}
    own = _by_first_word(compile_forms(entities[one] for one in changed if one in entities))
    of_before = (word for word, rows in before.items() if any(not changed.isdisjoint(ids) for _, ids, _ in rows))
    touched = {*of_before, *(word for word in own if _bearers(own[word]))}
    shared = touched & before.keys()
    alike = shared.union(word for word in before if word.upper() in shared)  # "CEMEX" hides the capitals of "Cemex"
    bearers = {one for word in alike for one in (*_bearers(before[word]), *_bearers(own.get(word, ())))}
    anew = _by_first_word(compile_forms(entities[one] for one in bearers if one in entities))
    now = {word: (anew if word in shared else own).get(word, ()) for word in touched}
    return {word: packed for word, packed in {**flat, **_packed(now)}.items() if now.get(word, packed)}


def rows_in(packed: bytes) -> Rows:
    """The rows that were packed."""
    rows: Rows = marshal.loads(packed)
    return rows


def _packed(by_word: Mapping[str, Rows]) -> dict[str, bytes]:
    return {word: marshal.dumps(rows, _WITHOUT_REFERENCES) for word, rows in by_word.items()}


@cache
def _shipped_forms() -> Flat:
    """The forms of what is built in, by the first words of their spellings."""
    forms: Flat = made_once("forms", lambda: _packed(_by_first_word(compile_forms(builtin_knowledge()))))
    return forms


def _by_first_word(forms: Iterable[Form]) -> dict[str, Rows]:
    by_word: dict[str, list[Row]] = {}
    for form in forms:
        row = (form.spelling, tuple(entity.id for entity in form.entities), form.capitals)
        by_word.setdefault(_first_word(form.spelling), []).append(row)
    return {word: tuple(rows) for word, rows in by_word.items()}


def _bearers(rows: Rows) -> set[str]:
    """The ids of those whom some forms may mean."""
    return {one for _, ids, _ in rows for one in ids}


def _named(entity: Entity | None) -> tuple[object, ...]:
    """All of an entity that its forms are made of."""
    return (entity.kind, entity.name, entity.aliases, entity.origin) if entity is not None else ()


class KeptForms:
    """Finds in a text what the gazetteer of a knowledge base finds, and compiles for it only what may be there.

    A match stands between word boundaries, so that the first word of its form is a word of the text. For a few texts
    that takes less time than to compile all.
    """

    def __init__(self, flat: Flat, knowledge: KnowledgeBase) -> None:
        self._flat, self._entities = flat, knowledge.by_id

    def find(self, shadow: str) -> Iterator[Match]:
        """The matches that stand between word boundaries, longest first from the left, without overlap."""
        return Gazetteer(self._forms(("", *dict.fromkeys(_WORD.findall(shadow))))).find(shadow)

    def _forms(self, words: Iterable[str]) -> Iterator[Form]:
        for word in words:
            packed = self._flat.get(word)
            for spelling, ids, capitals in rows_in(packed) if packed is not None else ():
                yield Form(spelling, tuple(self._entities[one] for one in ids), capitals)


def _first_word(spelling: str) -> str:
    """The letters with which a spelling begins; empty for one that begins with something else."""
    found = _WORD.match(spelling)
    return found[0] if found else ""
