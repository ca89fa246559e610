"""What a move about a name changes in the keys of its article: `entities:` for all of it, `mentions:` for one place."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sitegen.desk.job import FileEdits, Job
from sitegen.desk.wording import mention_words, selector_in
from sitegen.files.yaml_edit import Edit, Put, Remove
from sitegen.files.yaml_scalars import Flow, Scalar, Value
from sitegen.site.checked import digest_of
from sitegen.text.folding import fold
from sitegen.text.selectors import find_places
from sitegen.text.spans import Span
from sitegen.text.weave import leaf_blocks


def put_entity(job: Job, change: Mapping[str, str] | str) -> FileEdits:
    """`entities:` with a name as an id, "", or keys of which those that stay are kept."""
    held = job.keys.get("entities", {})
    key = job.key_of(held, job.name)
    before = held.get(key)
    role = before.get("role") if isinstance(before, dict) else None
    value: Scalar | Flow
    if isinstance(change, str):
        value = Flow({"id": change, "role": role}) if role and change else change
    else:
        kept = before if isinstance(before, dict) else {"id": before} if before and "kind" not in change else {}
        kept = {k: v for k, v in kept.items() if not ("kind" in change and k == "id")}
        value = Flow({**kept, **change})
    return job.in_article(Put(("entities", key), value), *_without_mention(job))


def say_checked(job: Job) -> tuple[FileEdits, ...]:
    """`checked:` with today's day, and in short what was checked."""
    today = datetime.date.today().isoformat()
    value = Flow({"by": job.move.by, "on": today, "digest": digest_of(job.scene.annotated)})
    return (job.in_article(Put(("checked",), value)),)


def without_own(job: Job) -> tuple[FileEdits, ...]:
    """The article without what it says itself of the name: that would go before what holds in every article."""
    held = job.keys.get("entities", {})
    key = job.key_of(held, job.name)
    edits = (*([Remove(("entities", key))] if key in held else ()), *_without_mention(job))
    return (job.in_article(*edits),) if edits else ()


def _without_mention(job: Job) -> tuple[Edit, ...]:
    """What takes the correction of this one mention away, where there is one."""
    at = held_mention(job)
    return (Remove(("mentions", at)),) if at is not None else ()


def put_mention(job: Job, key: str, value: str) -> FileEdits:
    """`mentions:` with this one."""
    at = held_mention(job)
    if at is None:
        item: dict[str, Value] = {**mention_words(job.scene.folded, job.span, block_of(job)), key: value}
        return job.in_article(Put(("mentions", len(job.keys.get("mentions", ()))), item))
    others = [other for other in ("entity", "kind") if other != key and other in job.keys["mentions"][at]]
    return job.in_article(Put(("mentions", at, key), value), *(Remove(("mentions", at, other)) for other in others))


def block_of(job: Job) -> Span:
    """The leaf block around the words of a move."""
    blocks = (block.span for block in leaf_blocks(job.scene.article.blocks))
    return next((span for span in blocks if span.covers(job.span)), job.span)


def held_mention(job: Job) -> int | None:
    """The number of the correction of this mention."""
    return held_place(job, "mentions", "name")


def held_place(job: Job, key: str, own: str) -> int | None:
    """The number of the correction below `key` of these words, which stand behind `own`, or are all of its quote."""
    for number, item in enumerate(job.keys.get(key, ())):
        words = fold(str(item.get(own, "") or item.get("quote", ""))) if isinstance(item, dict) else ""
        for place in find_places(job.scene.folded, selector_in(item)) if words else ():
            is_it = fold(job.span.of(job.text)) == words
            if is_it and (place.covers(job.span) or job.span.covers(place)):
                return number
    return None
