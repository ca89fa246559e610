"""`sitegen annotate`."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sitegen.cli.options import format_option
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text.values import uncollected

if TYPE_CHECKING:
    from sitegen.knowledge import KnowledgeBase
    from sitegen.read.site_names import SiteNames
    from sitegen.text.spacy_model import Model


def _fit_model(context: click.Context, parameter: click.Parameter, value: str | None) -> Model | None:
    """The model of that name; click tells why it cannot be used."""
    if not value:
        return None
    from sitegen.text.spacy_model import UnfitModelError, find_model

    try:
        return find_model(value)
    except UnfitModelError as error:
        raise click.BadParameter(f"{error.message}: {error.help}") from error


@click.command()
@click.argument("files", nargs=-1, type=click.File("r", encoding="utf-8-sig", errors="surrogateescape"))
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A project folder: its knowledge is used beside the built-in countries, places and organisations, and what "
    "its site.yaml says of names (`ignore`, `kinds`), of the language and of a spaCy model.",
)
@click.option(
    "--spacy",
    metavar="MODEL",
    callback=_fit_model,
    help="An installed spaCy model, such as en_core_web_sm, whose features are weighed too.",
)
@click.option("--shown", is_flag=True, help="Only what a page would show, with the roles that persons are given.")
@format_option
def annotate(
    files: tuple[Any, ...], source: Path | None, spacy: Model | None, shown: bool, message_format: str
) -> None:
    """Annotate texts: JSON lines in, JSON lines out.

    Reads objects {"id": …, "text": …}, one a line, from FILES or standard input. Writes for each, in the same order,
    the entities, dates and quotations found, with code-point offsets into exactly that text. With a "date" beside the
    text (2023-01-21) words such as "Friday" are resolved too.

    Example: sitegen annotate < articles.jsonl > annotations.jsonl
    """
    annotator = _annotator_of(source, spacy) if source else _plain_annotator(spacy)
    problems: list[Diagnostic] = []
    streams: tuple[Any, ...] = files or (click.open_file("-", encoding="utf-8-sig", errors="surrogateescape"),)
    with uncollected():
        for stream in streams:
            for record in _annotated_records(stream, annotator, shown, problems):
                click.echo(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    if problems:
        raise SitegenError(problems)


class _Annotator(NamedTuple):
    """What texts are annotated by."""

    knowledge: KnowledgeBase
    site_names: SiteNames
    model: Model | None
    language: str


def _plain_annotator(model: Model | None) -> _Annotator:
    from sitegen.knowledge import builtin_knowledge
    from sitegen.read.site_names import NO_NAMES

    return _Annotator(builtin_knowledge(), NO_NAMES, model, "en")


def _annotator_of(source: Path, model: Model | None) -> _Annotator:
    """What the articles of a project are annotated by. Raises SitegenError for what is wrong with it."""
    from sitegen.knowledge import load_knowledge
    from sitegen.project.config import load_config
    from sitegen.read.site_names import SiteNames

    config = load_config(source)
    names = SiteNames.of(config.ignore, config.kinds)
    return _Annotator(load_knowledge(source / "knowledge", source), names, model or config.model, config.language)


def _annotated_records(
    stream: Iterable[str], annotator: _Annotator, shown: bool, problems: list[Diagnostic]
) -> Iterator[dict[str, Any]]:
    from sitegen.annotate import annotate, article_of_text
    from sitegen.annotate.records import record_of, shown_record_of

    render = shown_record_of if shown else record_of
    name = getattr(stream, "name", "<stdin>")
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            identifier, text = record["id"], record["text"]
            if not isinstance(text, str):
                raise TypeError
            json.dumps((line, identifier, text), ensure_ascii=False).encode()
        except UnicodeEncodeError:
            hint = "write it as UTF-8"
            problems.append(Diagnostic(name, "this is no text in UTF-8", "SG603", number, help=hint))
            continue
        except (ValueError, KeyError, TypeError, RecursionError):
            hint = 'write {"id": "…", "text": "…"} on one line'
            problems.append(Diagnostic(name, "this is not an object with `id` and `text`", "SG601", number, help=hint))
            continue
        day = _day_of(record.get("date"))
        if day is None and record.get("date"):
            hint = "write the date as 2023-01-21; the text was annotated without it"
            problems.append(Diagnostic(name, "`date` is not a day", "SG602", number, help=hint))
        article = annotator.site_names.mark(article_of_text(text, day))
        annotated = annotate(article, annotator.knowledge, annotator.model, annotator.language)
        yield render(annotated, annotator.knowledge, identifier)


def _day_of(written: object) -> datetime.date | None:
    """The day that begins an ISO 8601 date or time, or None."""
    try:
        return datetime.date.fromisoformat(written[:10]) if isinstance(written, str) else None
    except ValueError:
        return None
