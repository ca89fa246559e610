"""What an author should look at, the least sure first: in one article with reasons, on a whole site by its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sitegen.site import Site
from sitegen.site.anchors import quotation_id
from sitegen.site.facts import ArticleFacts
from sitegen.site.urls import page_of_article

_SURE = 0.95
"""What is less sure is a doubt."""

Record = dict[str, Any]


def doubts_of(mentions: Sequence[Mapping[str, Any]], quotations: Sequence[Mapping[str, Any]]) -> list[Record]:
    """Names and speakers of an article that are not sure, as its state has them, each of the same words once.

    Those that the author has settled, by a correction in this article, come last.
    """
    every = (*_names(mentions), *_speakers(quotations))
    return sorted(every, key=lambda doubt: (doubt["settled"], doubt["probability"]))


def _names(mentions: Sequence[Mapping[str, Any]]) -> Iterator[Record]:
    told: set[tuple[str, str | None]] = set()
    for number, one in enumerate(mentions):
        mark = (one["words"], one["id"])
        sure = one["probability"] if one["probability"] is not None else 0.5 if one["could_be"] else 1.0
        settled = one["corrected"] in ("here", "article")
        if (settled or (sure < _SURE and not one["corrected"])) and mark not in told:
            told.add(mark)
            yield _doubt("mention", number, sure, one["because"], settled)


def _speakers(quotations: Sequence[Mapping[str, Any]]) -> Iterator[Record]:
    for number, one in enumerate(quotations):
        settled = one["corrected"]
        if settled or (one["segments"] and one["confidence"] < _SURE):
            sure = one["confidence"] if one["speaker"] else 0.0
            yield _doubt("quotation", number, sure, one["because"], settled)


def _doubt(what: str, index: int, probability: float, why: str, settled: bool) -> Record:
    return {"what": what, "index": index, "probability": probability, "why": why, "settled": settled}


def doubts_on_site(site: Site, limit: int) -> list[Record]:
    """What is not sure on the pages of all articles, at most so many."""
    every = (
        {
            "article": facts.article.path,
            "page": page_of_article(facts.article),
            "headline": facts.article.headline,
            **doubt,
        }
        for facts in site.facts
        for doubt in _of_article(facts)
    )
    return list(islice(sorted(every, key=lambda doubt: doubt["probability"]), limit))


def _of_article(facts: ArticleFacts) -> Iterator[Record]:
    for said in facts.uttered:
        sure = max(said.confidence, 0.0)
        if sure < _SURE and said.rule != "author":
            yield _on_page("quotation", quotation_id(said.number), said.speaker, sure)
    certainty = {found.id: found.certainty for found in facts.found}
    for named in facts.named:
        sure = certainty.get(named.stored_id, 1.0)
        if sure < _SURE:
            name = next(found.name for found in facts.found if found.id == named.stored_id)
            yield _on_page("mention", f"m-{named.entity_id}-1", name, sure)


def _on_page(what: str, fragment: str, name: str, probability: float) -> Record:
    return {"what": what, "fragment": fragment, "name": name, "probability": round(probability, 3)}
