"""`sitegen check`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import default_source, format_option, output_option, project_of
from sitegen.cli.progress import shown_progress
from sitegen.diagnostics import Diagnostic, SitegenError

if TYPE_CHECKING:
    from sitegen.build.made import Made
    from sitegen.check import Review, Row

TOPICS = (
    *("corrections", "ambiguous", "links", "roles", "pictures", "quotations"),
    *("names", "unused", "drafts", "warnings", "entities"),
)
MOST_ROWS = 20
"""So many rows of each topic are shown to people without --all."""
WIDTHS = (80, 120)
"""The narrowest and the widest lines that are written for people."""


def _topics(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The topics in a list with commas; click tells which are none."""
    chosen = tuple(dict.fromkeys(part.strip() for part in (value or "").split(",") if part.strip()))
    unknown = next((topic for topic in chosen if topic not in TOPICS), None)
    if unknown is not None:
        raise click.BadParameter(f"{unknown!r} is none of {', '.join(TOPICS)}")
    return chosen or TOPICS


@click.command()
@click.argument("source", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--only",
    metavar="TOPICS",
    callback=_topics,
    help=f"Only these, with commas between them: {', '.join(TOPICS)}.",
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="Quotations of which the annotator is less sure than this are told, though pages show their speaker.",
)
@click.option("--all", "everything", is_flag=True, help=f"Every row, not the first {MOST_ROWS} of each topic.")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit status 1 when there is any row of the chosen topics, that of entities left out: it is a plain listing.",
)
@output_option("Where `build` puts the site: a folder that holds no articles. Nothing is written there.")
@format_option
def check(
    source: Path | None,
    only: tuple[str, ...],
    below: float,
    everything: bool,
    strict: bool,
    output: Path,
    message_format: str,
) -> None:
    """Review a project: what was found in it, and what to look at before it goes out.

    SOURCE is a project folder, or one article of it. Without it: the folder you stand in when it has a site.yaml or
    articles/, else ./seeds. Tells corrections that no longer fit, names that may be two people, dead links to places
    on pages, roles that miss the day of an article, pictures without alternative text, quotations without a speaker or
    of which the annotator is not sure, names without an entry, unused entries, drafts, other warnings, and all
    entities: each with its place and a way out. Within a topic the least sure and the most frequent come first; of
    quotations those whose speaker a page tells.

    Mistakes are told as `build` tells them, with exit status 1. JSON has all rows; GitHub annotations those that count
    with --strict.

    Example: sitegen check my-site --only quotations,names
    """
    from sitegen.build.recalled import with_made
    from sitegen.check import Subject, Topic, review
    from sitegen.check.places import located

    folder, article = _project_and_article(source or default_source())

    def look(made: Made) -> tuple[Review, tuple[Row, ...]]:
        _refuse_unknown(article, made, source)
        subject = Subject(made.site, made.knowledge, made.pages, made.warnings, made.drafts)
        reviewed = review(subject, tuple(map(Topic, only)), below, article)
        rows = reviewed.rows if everything or message_format != "text" else tuple(_first_rows(reviewed))
        return reviewed, located(rows, made.site)

    with shown_progress() as watch:
        reviewed, rows = with_made(folder, output, look, watch=watch)
    _write(reviewed, rows, (source or folder).as_posix(), message_format)
    if strict and reviewed.open:
        raise SystemExit(1)


def _project_and_article(source: Path) -> tuple[Path, str]:
    """The project folder, and the path below it of the one article that is asked for, if it is one."""
    if source.is_dir():
        return source, ""
    folder = Path(os.path.relpath(project_of(source)))
    return folder, Path(os.path.relpath(source, folder)).as_posix()


def _refuse_unknown(article: str, made: Made, source: Path | None) -> None:
    """Raises SitegenError (SG799) when one article is asked for, and the project has none at this path."""
    known = {one.article.path for one in made.site.facts} | {page.path for page in made.site.pages} | {*made.drafts}
    if article and article not in known:
        hint = "name a project folder, or one of its articles"
        raise SitegenError(Diagnostic(str(source), "is no article of this project", "SG799", help=hint))


def _first_rows(review: Review) -> Iterator[Row]:
    for _, rows in groupby(review.rows, key=lambda row: row.topic):
        yield from islice(rows, MOST_ROWS)


def _write(review: Review, rows: Sequence[Row], named: str, message_format: str) -> None:
    from rich.console import Console

    from sitegen.check.render import as_diagnostic, record_of_review, render_review
    from sitegen.cli.diagnostics import show

    if message_format == "json":
        click.echo(json.dumps(record_of_review(review, rows), ensure_ascii=False, indent=2))
    elif message_format == "github":
        show((as_diagnostic(row) for row in rows if row.needs_attention), Console(), message_format)
    else:
        import shutil

        width = min(max(shutil.get_terminal_size((100, 24)).columns, WIDTHS[0]), WIDTHS[1])
        click.echo(render_review(review, named, rows, width), nl=False)
