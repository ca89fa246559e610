"""`sitegen voices`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import count, default_source, first_lines, format_option, output_option, project_of
from sitegen.diagnostics import Diagnostic, SitegenError

if TYPE_CHECKING:
    from sitegen.build.made import Made
    from sitegen.site.voices import ArticleVoices, Source, Tally, Voice, Voices

_SORTS = {
    "person": "people, by name",
    "institution": "organisations, countries and places",
    "name": "names without an entry",
    "unnamed": "without a name",
}
_GENDERS = {"female": "she", "male": "he", "unknown": "not said"}


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@output_option("Where the site was built: what that build kept makes the answer quick.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON for programs, with everything in it.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table, with a row for each source of each article.")
@format_option
def voices(path: Path | None, output: Path, as_json: bool, as_csv: bool, message_format: str) -> None:
    """Say who is quoted: by article and over all.

    Named and unnamed sources, people and institutions, their roles and countries, who is quoted for the first time,
    and the articles with one named source or none. A gender is told only where the texts say he, she, Mr or Ms, or
    knowledge/ does. PATH is a project folder, or one article of it. Without it: the folder you stand in when it has a
    site.yaml or articles/, else ./seeds. Nothing is changed.

    Example: sitegen voices --csv > voices.csv
    """
    from sitegen.build.recalled import with_made
    from sitegen.export.voices import record_of_voices, render_voices

    if as_json and as_csv:
        raise click.UsageError("--json and --csv are two formats: choose one")
    article = path if path is not None and path.is_file() else None
    root = project_of(article) if article is not None else path or default_source()
    found = with_made(root, output, lambda made: _voices(made, root, article))
    if as_csv:
        click.echo(render_voices(found).encode("utf-8"), nl=False)
    elif as_json:
        click.echo(json.dumps(record_of_voices(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))


def _voices(made: Made, root: Path, article: Path | None) -> Voices:
    """Who is quoted on the site, or in one article. Raises SitegenError (SG801) when that is none of the project."""
    from sitegen.site.voices import find_voices, voices_of

    every = find_voices(made.site)
    if article is None:
        return every
    shown = article.resolve().relative_to(root.resolve()).as_posix()
    ours = tuple(one for one in every.articles if one.article.path == shown)
    if not ours:
        hint = "name a .txt, .md or .html file of the project that is no draft"
        raise SitegenError(Diagnostic(article.as_posix(), "is no article of the site", "SG801", help=hint))
    return voices_of(ours)


def _lines(found: Voices) -> Iterator[str]:
    """What is told to people, line by line."""
    from sitegen.model import Gender
    from sitegen.site.voices import Sort

    yield f"{count(found.quotations, 'quotation')} in {count(len(found.articles), 'article')}, found automatically"
    yield "Who is quoted:"
    for sort in Sort:
        yield f"  {_SORTS[sort]}: {_told(found.tally(sort))}"
    yield f"  nobody is named: {count(found.unattributed, 'quotation')}"
    yield "What the texts, or knowledge/, call the people:"
    for gender, tally in found.genders().items():
        yield f"  {_GENDERS[Gender(gender)]}: {_told(tally)}"
    for number, words in ((0, "no named source"), (1, "one named source")):
        few = found.with_named(number)
        yield f"{count(len(few), 'article')} with {words}{':' if few else ''}"
        yield from first_lines([one.article.path for one in few])
    named = [one for one in found.voices if one.source.is_named]
    yield "Named:" if named else "Nobody is named"
    yield from first_lines([_voice_line(one) for one in named])
    unnamed = found.of(Sort.UNNAMED)
    if unnamed:
        yield "Without a name:"
        yield from first_lines([f"“{one.source.name}”: {count(one.quotations, 'quotation')}" for one in unnamed])
    first = [(one, source) for one in found.articles for source in one.sources if source.first]
    if first:
        yield "Quoted for the first time:"
        yield from first_lines([_first_line(*row) for row in first])


def _told(tally: Tally) -> str:
    return f"{count(tally.sources, 'source')}, {count(tally.quotations, 'quotation')}"


def _voice_line(one: Voice) -> str:
    about = [words for words in (one.source.role, one.source.country) if words and words != one.source.name]
    name = ", ".join([one.source.name, *about])
    return f"{name}: {count(one.quotations, 'quotation')} in {count(one.articles, 'article')}"


def _first_line(article: ArticleVoices, source: Source) -> str:
    return f"{source.name}: {article.article.path}"
