"""Whether what an author says of a name shows in what is linked, or goes before it in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.annotate.anchoring import trouble_of
from sitegen.model import Annotated, Applied, Entity, Mention, MentionCorrection, NameCorrection, Trouble
from sitegen.text.folding import Folded, fold
from sitegen.text.selectors import Selector, find_places


def unlinked_names(
    meant: Iterable[tuple[NameCorrection, str]],
    mentions: Sequence[Mention],
    text: str,
    entities: Mapping[str, Entity],
) -> Iterator[Applied]:
    """Those of the names that stand in a text, and are linked nowhere in it to the ids that they mean (UNLINKED)."""
    meant = tuple(meant)
    if not meant:
        return
    linked = {(mention.entity_id, fold(mention.span.of(text))) for mention in mentions}
    ids = {entity_id for entity_id, _ in linked}
    own = {fold(one.name) for one, _ in meant}
    found = [one for one in linked if one[1] not in own]
    for one, entity_id in meant:
        is_role_alone = not (one.entity_id or one.kind)
        able = (other for other in (entity_id, f"{entity_id}-{one.kind}") if _fits(one, entities, other))
        held = entity_id in ids if is_role_alone else any((other, fold(one.name)) in linked for other in able)
        held = held or (bool(one.entity_id) and _is_in_longer(one, found))
        if not held and (places := find_places(Folded.of(text), Selector(one.name))):
            yield trouble_of(one, Trouble.UNLINKED, places)


def _is_in_longer(one: NameCorrection, linked: Iterable[tuple[str, str]]) -> bool:
    """Whether the name is linked as a part of a longer one of whom it means."""
    return any(meant == one.entity_id and f" {fold(one.name)} " in f" {words} " for meant, words in linked)


def _fits(one: NameCorrection, entities: Mapping[str, Entity], entity_id: str) -> bool:
    """Whether an entity is of the kind that is said, where one is."""
    return one.kind is None or entity_id not in entities or entities[entity_id].kind is one.kind


def with_unlinked(applied: Iterable[Applied], annotated: Annotated) -> Iterator[Applied]:
    """What became of corrections, those of mentions that are not linked after all with that trouble (UNLINKED)."""
    linked = {mention.span: mention.entity_id for mention in annotated.mentions}
    for one in applied:
        said = one.correction
        held = True
        if isinstance(said, MentionCorrection) and said.entity_id != "" and one.span is not None:
            entity_id = linked.get(one.span)
            held = entity_id is not None and said.entity_id in (None, entity_id)
        yield one if held else replace(one, trouble=Trouble.UNLINKED)
