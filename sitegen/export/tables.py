"""Quotations and mentions as CSV (RFC 4180): UTF-8, CRLF, one header, every cell on one line.

A cell that a spreadsheet could take for a formula gets an apostrophe before it. So that this can be undone exactly, a
cell that already is apostrophes before such a thing gets one more: take one away wherever `'+[=+@-…]` begins a cell.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sitegen.export.characters import storable
from sitegen.export.statements import Named, Reported, find_named, find_reported, page_address
from sitegen.model import Article
from sitegen.site import Site

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
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def render_quotations(site: Site) -> str:
    """The quotations of all articles, newest article first, each with the best guess at its speaker."""
    return _table(QUOTATION_COLUMNS, _all_quotations(site))


def render_shown_quotations(site: Site) -> tuple[str, str]:
    """The same for readers, without speakers that the pages do not name: as CSV, and as JSON.

    The JSON is a list of objects, whose keys are QUOTATION_COLUMNS.
    """
    rows = list(_all_quotations(site, shown_only=True))
    return _table(QUOTATION_COLUMNS, rows), _json_list(QUOTATION_COLUMNS, rows)


def _all_quotations(site: Site, *, shown_only: bool = False) -> Iterator[tuple[Cell, ...]]:
    for annotated in site.annotated:
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
    return _table(MENTION_COLUMNS, rows)


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


def _table(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
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
