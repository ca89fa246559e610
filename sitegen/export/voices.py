"""Who is quoted, as a table and for programs: a row for each source of each article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.export.characters import storable
from sitegen.export.tables import Cell, as_table
from sitegen.model import Gender
from sitegen.site.voices import ArticleVoices, Sort, Source, Tally, Voices

VOICE_COLUMNS = (
    *("article", "headline", "date", "source", "source_id", "sort", "kind", "role", "country", "gender"),
    *("quotations", "first_time"),
)
"""One row for each source of each article; of quotations that name nobody the sort is "nobody" and the source empty."""
NOT_SAID = "not said"


def render_voices(voices: Voices) -> str:
    """CSV with VOICE_COLUMNS, newest article first; an article that quotes nobody has no row."""
    return as_table(VOICE_COLUMNS, (row for article in voices.articles for row in _rows(article)))


def _rows(one: ArticleVoices) -> Iterator[tuple[Cell, ...]]:
    article = one.article
    head = (article.slug, storable(article.headline), article.date.isoformat() if article.date else "")
    for source in one.sources:
        record = record_of_source(source)
        yield (*head, *(record[column] for column in VOICE_COLUMNS[3:]))
    if one.unattributed:
        yield (*head, "", "", "nobody", "", "", "", NOT_SAID, one.unattributed, False)


def record_of_source(source: Source) -> dict[str, Cell]:
    """A source of one article, by the names of the columns."""
    entity = source.entity
    return {
        "source": storable(source.name),
        "source_id": entity.id if entity is not None else "",
        "sort": str(source.sort),
        "kind": str(entity.kind) if entity is not None else "",
        "role": storable(source.role),
        "country": source.country,
        "gender": gender_said(source.gender),
        "quotations": source.quotations,
        "first_time": source.first,
    }


def gender_said(gender: Gender) -> str:
    """Female, male, or that nothing says it."""
    return NOT_SAID if gender is Gender.UNKNOWN else str(gender)


def record_of_voices(voices: Voices) -> dict[str, Any]:
    """All of it, for programs: totals, the sources over all, and those of each article."""
    articles = voices.articles
    return {
        "total": {
            "articles": len(articles),
            "quotations": voices.quotations,
            **{str(sort): _record(voices.tally(sort)) for sort in Sort},
            "nobody": {"quotations": voices.unattributed},
            "gender": {gender_said(gender): _record(tally) for gender, tally in voices.genders().items()},
            "countries": _records(voices.countries()),
            "roles": _records(voices.roles()),
            "articles_with_no_named_source": _slugs(voices.with_named(0)),
            "articles_with_one_named_source": _slugs(voices.with_named(1)),
            "first_time": sum(source.first for one in articles for source in one.sources),
        },
        "sources": [
            record_of_source(one.source) | {"quotations": one.quotations, "articles": one.articles}
            for one in voices.voices
        ],
        "articles": [
            {
                "article": one.article.slug,
                "headline": one.article.headline,
                "date": one.article.date.isoformat() if one.article.date else None,
                "named": one.named,
                "unnamed": len(one.sources) - one.named,
                "nobody": one.unattributed,
                "quotations": one.quotations,
                "sources": [record_of_source(source) for source in one.sources],
            }
            for one in articles
        ],
    }


def _record(tally: Tally) -> dict[str, int]:
    return {"sources": tally.sources, "quotations": tally.quotations}


def _records(tallies: Mapping[str, Tally]) -> dict[str, dict[str, int]]:
    return {name or "not known": _record(tally) for name, tally in tallies.items()}


def _slugs(articles: Sequence[ArticleVoices]) -> list[str]:
    return [one.article.slug for one in articles]
