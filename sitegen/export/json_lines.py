"""One JSON object an article, as `sitegen annotate` writes it, with the text in which its offsets count."""

from __future__ import annotations

import json
from typing import Any

from sitegen.annotate.records import record_of
from sitegen.export.characters import storable_values
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated
from sitegen.site import Site
from sitegen.site.thresholds import shown_speaker


def render_json_lines(site: Site) -> str:
    """One line for each article, newest first: `id` (the slug), `text`, `entities`, `quotes`.

    Beside what `annotate` writes, an attributed quotation says whether a page of the site names its speaker (`shown`).
    """
    knowledge = KnowledgeBase(tuple(site.entities.values()))
    records = (_record(annotated, knowledge) for annotated in site.annotated)
    return "".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)


def _record(annotated: Annotated, knowledge: KnowledgeBase) -> dict[str, Any]:
    record = record_of(annotated, knowledge, annotated.article.slug)
    shown = {n for n, quotation in enumerate(annotated.quotations, 1) if shown_speaker(quotation) is not None}
    for one in record["quotes"]:
        if "speaker" in one:
            one["shown"] = one["group"] in shown
    checked = annotated.article.checked
    if checked is not None:
        record["checked"] = {"by": checked.by, "on": checked.on.isoformat(), "changed": checked.changed}
    found: dict[str, Any] = storable_values({"id": record["id"], "text": annotated.article.text} | record)
    return found
