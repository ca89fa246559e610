"""The names that are looked for in articles: where they have changed, and their forms, which the cache keeps."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.build.cache import Cache
from sitegen.build.filing import Clerk
from sitegen.build.known_names import Listed, Names, changed_names, ids_changed, names_of, rules_of
from sitegen.cache.values import pack_value, unpack_value
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.gazetteer import use_for
from sitegen.knowledge.kept_forms import Flat, KeptForms, compiled_forms, flat_forms, renewed_forms
from sitegen.site.prints import print_of

_FORMS, _OF = "forms", "forms of"
"""The names under which the forms are kept, and the print of the names whose forms they are."""


class LookedFor(NamedTuple):
    """The print of the names that are looked for, that of those before, and the ids of entities that are others."""

    print: bytes
    before: bytes = b""
    changed: frozenset[str] = frozenset()


def stale_articles(cache: Cache, clerk: Clerk) -> tuple[frozenset[int] | None, LookedFor]:
    """The keys of articles in which something may be found that was not, or no more, None when all are; and the names
    that are looked for. What these are is not asked where all that they are made of is as it was.
    """
    made_of, told = print_of(cache.entries_print, rules_of(clerk), clerk.site_names.kinds), cache.told("made of")
    made_of_before, names_before = unpack_value(told) if told is not None else (b"", b"")
    if made_of == made_of_before:
        return frozenset(), LookedFor(names_before)
    before = _names_before(cache)
    now = names_of(clerk, before)
    if now is None:
        return frozenset(), LookedFor(b"")
    changed = changed_names(before, now)
    names = print_of(*((entity_id, one.print) for entity_id, one in now.listed.items()))
    cache.tell("made of", pack_value((made_of, names)))
    looked_for = LookedFor(names, names_before if before is not None else b"", ids_changed(before, now))
    if changed is not None and not changed:
        return frozenset(), looked_for
    cache.tell("rules", now.rules)
    cache.tell("names", pack_value(tuple((entity_id, *listed) for entity_id, listed in now.listed.items())))
    if changed is None:
        return None, looked_for
    return frozenset({*cache.naming(changed.ids), *changed.standing_in(cache.texts())}), looked_for


def _names_before(cache: Cache) -> Names | None:
    """What articles were annotated by at the last build; None when there was none."""
    rules, kept = cache.told("rules"), cache.told("names")
    if rules is None or kept is None:
        return None
    return Names(rules, {entity_id: Listed(*listed) for entity_id, *listed in unpack_value(kept)})


def use_kept_forms(cache: Cache, knowledge: KnowledgeBase, names: LookedFor) -> None:
    """Have names looked for by the forms that the cache has of them; they are compiled and kept where it has others."""
    of, packed = cache.told(_OF), cache.told(_FORMS)
    flat = unpack_value(packed) if packed is not None else {}
    if packed is None or of != names.print:
        is_near = packed is not None and of == names.before
        flat = renewed_forms(flat, knowledge, names.changed) if is_near else flat_forms(knowledge)
        _keep(cache, names, flat)
    use_for(knowledge, KeptForms(flat, knowledge))


def keep_forms_of(cache: Cache, knowledge: KnowledgeBase, names: LookedFor) -> None:
    """Have the cache keep the forms of the names, where they are compiled to be looked for in many articles."""
    flat = compiled_forms(knowledge) if cache.told(_OF) != names.print else None
    if flat is not None:
        _keep(cache, names, flat)


def _keep(cache: Cache, names: LookedFor, flat: Flat) -> None:
    cache.tell(_FORMS, pack_value(flat))
    cache.tell(_OF, names.print)
