"""What a move about a date changes: `dates:` in the keys of its article."""

from __future__ import annotations

from sitegen.desk.in_article import block_of, held_place
from sitegen.desk.job import FileEdits, Job
from sitegen.desk.wording import mention_words
from sitegen.files.yaml_edit import Put
from sitegen.files.yaml_scalars import Value


def held_date(job: Job) -> int | None:
    """The number of the correction of the date with these words."""
    return held_place(job, "dates", "words")


def say_date(job: Job) -> tuple[FileEdits, ...]:
    """`dates:` with what the words mean; "" where they mean no date."""
    at = held_date(job)
    if at is not None:
        return (job.in_article(Put(("dates", at, "means"), job.move.means)),)
    found = dict(mention_words(job.scene.folded, job.span, block_of(job)))
    words = found.pop("name")
    own: dict[str, Value] = {"words": words} if words != found["quote"] else {}
    item: dict[str, Value] = {**found, **own, "means": job.move.means}
    return (job.in_article(Put(("dates", len(job.keys.get("dates", ()))), item)),)
