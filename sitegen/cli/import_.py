"""`sitegen import`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import count, format_option, tell

if TYPE_CHECKING:
    from sitegen.importing import Report
    from sitegen.importing.writing import Written


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The project folder that gets the articles; it is made if need be. Default: the folder you are in.",
)
@click.option(
    "--pictures",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the pictures that an export or a feed names. Default: uploads/ beside it.",
)
@click.option(
    "--type",
    "types",
    metavar="TYPE",
    multiple=True,
    help="A further type of posts in a WordPress export that makes articles, besides posts and pages. Repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing, and tell what would be written.")
@format_option
def import_(
    paths: tuple[Path, ...],
    into: Path | None,
    pictures: Path | None,
    types: tuple[str, ...],
    dry_run: bool,
    message_format: str,
) -> None:
    """Turn what you have into articles.

    PATH is a document (.docx), a WordPress export or a saved feed (.xml), a saved web page (.html), an archive (.zip),
    or a folder of these, of Hugo or of Jekyll. Articles go to articles/, plain pages to pages/, pictures to
    static/pictures/. No file that exists is changed, and the network is never asked. A report tells what did not come.

    Example: sitegen import export.xml --into my-site
    """
    from sitegen.importing import import_all

    folder = into or Path(".")
    report = import_all(paths, folder, uploads=pictures, types=types, dry_run=dry_run)
    for line in _lines(report, folder, dry_run=dry_run):
        click.echo(line)
    tell(report.problems, message_format)
    if report.problems:
        raise SystemExit(1)


def _lines(report: Report, folder: Path, *, dry_run: bool) -> Iterator[str]:
    """What came, what did not, and why."""
    from sitegen.importing import Became

    kinds = {kind: [one for one in report.written if one.became is kind] for kind in Became}
    came = kinds[Became.WRITTEN]
    yield f"{'Would import' if dry_run else 'Imported'} {_counted(came)} into {folder}"
    if dry_run:
        yield from (f"  {one.path}" for one in came)
    if same := kinds[Became.SAME]:
        yield f"There already, and the same: {count(len(same), 'article')}"
    taken = (f"{one.path} ({one.item.origin})" for one in kinds[Became.TAKEN])
    yield from _block("Left as they are, for something else is there already:", taken)
    broken = (f"{one.item.origin}: {one.why}" for one in kinds[Became.BROKEN])
    others = (f"{one.origin}: {one.why}" for one in report.left_out)
    yield from _block("Not imported:", [*others, *broken])
    yield from _block("Left out of articles:", (f"{one.path}: {what}" for one in came for what in one.item.left_out))
    if came and not dry_run:
        yield f"Next: sitegen build {shlex.quote(str(folder))}"


def _counted(came: Sequence[Written]) -> str:
    articles = [one for one in came if not one.item.is_page]
    drafts = sum(one.item.draft for one in articles)
    told = count(len(articles), "article") + (f" ({count(drafts, 'draft')})" if drafts else "")
    pages = len(came) - len(articles)
    told += f", {count(pages, 'page')}" if pages else ""
    return f"{told} and {count(sum(one.pictures for one in came), 'picture')}"


def _block(heading: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    held = tuple(lines)
    if held:
        yield heading
        yield from (f"  {line}" for line in held)
