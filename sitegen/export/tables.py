"""Quotations and mentions as CSV (RFC 4180): UTF-8, CRLF, one header, every cell on one line.

A cell that a spreadsheet could take for a formula gets an apostrophe before it. So that this can be undone exactly, a
cell that already is apostrophes before such a thing gets one more: take one away wherever `'+[=+@-…]` begins a cell.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sitegen.export.characters import storable
from sitegen.export.statements import Named, Reported, find_named, find_reported, page_address
from sitegen.model import Annotated, Article
from sitegen.site import Site
from sitegen.site.downloads import ALL, INDEX, Part, find_parts
from sitegen.site.memo import OF_TEXTS

Cell = str | int | float | bool | None

QUOTATION_COLUMNS = (
    *("article", "headline", "date", "quotation", "part", "kind", "words", "speaker", "speaker_id", "speaker_kind"),
    *("speaker_words", "cue", "confidence", "shown", "rule", "address", "start", "end"),
)
"""One row for each part of a quotation."""

MENTION_COLUMNS = (
    *("article", "headline", "date", "mention", "words", "entity_id", "name", "kind", "country_code", "known_from"),
    *("address", "entity_address", "start", "end"),
)
"""One row for each mention."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What spreadsheets take for the beginning of a formula, after any number of apostrophes."""
_BEGINS = frozenset("'=+-@\t\r\n＝＋－＠")
"""What it begins with."""
_ROWS = (OF_TEXTS, "rows of a download")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def render_quotations(site: Site) -> str:
    """The quotations of all articles, newest article first, each with the best guess at its speaker."""
    return as_table(QUOTATION_COLUMNS, _all_quotations(site.annotated, site))


class PlannedDownload(NamedTuple):
    """A file to take along: its path, what gives its text, and the part that is in it; none in the index."""

    path: str
    text: Callable[[], str]
    part: Part | None


def plan_downloads(site: Site) -> Iterator[PlannedDownload]:
    """The same for readers, without speakers that the pages do not name, as CSV and as JSON.

    The JSON is a list of objects, whose keys are QUOTATION_COLUMNS. Where there is one file a year, those called
    "quotations" have the newest year, and an index names the others.
    """
    parts = find_parts(site)
    for stem, part in ((ALL, parts[0]), *((part.stem, part) for part in parts if part.year)):
        yield PlannedDownload(f"{stem}.csv", partial(_shown_table, site, part), part)
        yield PlannedDownload(f"{stem}.json", partial(_shown_list, site, part), part)
    if parts[0].year:
        yield PlannedDownload(INDEX, partial(_index, parts), None)


def _shown_table(site: Site, part: Part) -> str:
    return as_table(QUOTATION_COLUMNS, _shown_rows(site, part))


def _shown_list(site: Site, part: Part) -> str:
    return _json_list(QUOTATION_COLUMNS, _shown_rows(site, part))


def _shown_rows(site: Site, part: Part) -> Sequence[tuple[Cell, ...]]:
    """The rows of a part, which are made once for all files that have it: those of the last part are kept."""
    kept: tuple[str, list[tuple[Cell, ...]]] | None = site.memo.get(_ROWS)
    if kept is None or kept[0] != part.stem:
        rows = list(_all_quotations(map(site.annotated_of, part.articles), site, shown_only=True))
        kept = site.memo[_ROWS] = part.stem, rows
    return kept[1]


def _index(parts: Sequence[Part]) -> str:
    """Which file has which year."""
    files = [
        {"year": part.year, "quotations": part.quotations, "csv": f"{part.stem}.csv", "json": f"{part.stem}.json"}
        for part in parts
    ]
    total = sum(part.quotations for part in parts)
    index = {"quotations": total, f"{ALL}.csv": parts[0].year, f"{ALL}.json": parts[0].year, "files": files}
    return json.dumps(index, ensure_ascii=False, indent=1) + "\n"


def _all_quotations(
    articles: Iterable[Annotated], site: Site, *, shown_only: bool = False
) -> Iterator[tuple[Cell, ...]]:
    for annotated in articles:
        article = _article_cells(annotated.article)
        for reported in find_reported(site, annotated):
            said = _of_nobody(reported) if shown_only and not reported.shown else reported
            yield from _quotation_rows(article, said)


def _of_nobody(reported: Reported) -> Reported:
    return replace(reported, name="", entity=None, words_of_speaker="", confidence=None)


def render_mentions(site: Site) -> str:
    """The mentions of all articles, newest article first."""
    rows = (
        _mention_row(site, annotated.article, named)
        for annotated in site.annotated
        for named in find_named(site, annotated)
    )
    return as_table(MENTION_COLUMNS, rows)


def _quotation_rows(article: tuple[str, ...], one: Reported) -> Iterator[tuple[Cell, ...]]:
    entity = one.entity
    speaker = (one.name, entity.id, str(entity.kind)) if entity else (one.name, "", "")
    rule = str(one.quotation.rule or "")
    said = (*map(storable, (*speaker, one.words_of_speaker, one.cue)), one.confidence, one.shown, rule, one.address)
    for number, part in enumerate(one.parts, 1):
        words = storable(part.words)
        yield (*article, one.number, number, str(part.kind), words, *said, part.span.start, part.span.end)


def _mention_row(site: Site, article: Article, one: Named) -> tuple[Cell, ...]:
    entity = one.entity
    return (
        *_article_cells(article),
        *(one.number, storable(one.words), entity.id, storable(entity.name), str(entity.kind), entity.country_code),
        *(str(entity.origin), one.address, page_address(site, entity), one.span.start, one.span.end),
    )


def _article_cells(article: Article) -> tuple[str, ...]:
    return article.slug, storable(article.headline), article.date.isoformat() if article.date else ""


def as_table(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """CSV with these columns."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: Cell) -> Cell:
    """The value as the writer of CSV takes it: numbers and None as they are."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _BEGINS and _FORMULA.match(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _json_list(columns: Sequence[str], rows: Iterable[Iterable[Cell]]) -> str:
    """A list of objects, one on each line."""
    return "[\n" + ",\n".join([_encode(dict(zip(columns, row, strict=True))) for row in rows]) + "\n]\n"
