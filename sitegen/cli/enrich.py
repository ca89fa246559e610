"""`sitegen enrich`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import count, default_source, format_option, tell
from sitegen.diagnostics import Severity

if TYPE_CHECKING:
    from sitegen.enrich.wikidata import Enriched, Looked


def _picked(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The items by the ids of entries; click tells what is wrong with one that is not ID=Q…."""
    from sitegen.enrich.archive import is_qid

    picked = dict(value.partition("=")[::2] for value in values)
    wrong = next((value for value in values if not is_qid(value.partition("=")[2])), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not written ID=Q…, such as ines-duarte=Q42")
    return picked


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder. Default: the folder you stand in when it has a site.yaml or articles/, else ./seeds.",
)
@click.option("--pick", "picked", multiple=True, metavar="ID=Q…", callback=_picked, help="The item an entry means.")
@click.option("--write", is_flag=True, help="Write what is shown into the files.")
@click.option("--refresh", is_flag=True, help="Ask anew what was asked before.")
@format_option
def enrich(
    ids: tuple[str, ...],
    source: Path | None,
    picked: dict[str, str],
    write: bool,
    refresh: bool,
    message_format: str,
) -> None:
    """Fill entries of knowledge from Wikidata.

    Without an ID, all entries with `status: draft`. Shows what would be added: a description, dates of birth and death,
    offices with their days, the country, the official site, the source. Keys that an entry has already stay as they
    are. Where several items have the name, they are listed and none is taken: --pick says which. The answers are kept
    in knowledge/.wikidata/, so that a build needs no network.

    Example: sitegen enrich ines-duarte --write
    """
    from sitegen.build.made import as_typed, paths_as_typed
    from sitegen.enrich.wikidata import client_for
    from sitegen.enrich.wikidata import enrich as enrich_entries
    from sitegen.project.config import load_config

    root = source or default_source()
    with paths_as_typed(root):
        config = load_config(root)
        found = enrich_entries(root, config, ids, picked, client_for(config), refresh=refresh)
        for line in _lines(found):
            click.echo(line)
        for change in found.changes if write else ():
            change.write()
    tell(as_typed(root, found.told), message_format)
    click.echo(_summary(found, write=write), err=True)
    if any(one.severity is Severity.ERROR for one in found.told):
        raise SystemExit(1)


def _lines(found: Enriched) -> Iterator[str]:
    """Which item each entry means, or which it may mean, then what is added to the files."""
    for one in found.looked:
        yield from _about(one)
    for change in found.changes:
        yield ""
        yield from change.diff()


def _about(one: Looked) -> Iterator[str]:
    item = one.choice.item
    if item is not None:
        yield f"{one.entry.id}: {item.qid}, {item.label('en')}{_described(item.description('en'))}"
    elif one.choice.candidates:
        yield f"{one.entry.id}: called {one.entry.name} in Wikidata are"
        for candidate in one.choice.candidates:
            unfit = f" (no: {candidate.unfit})" if candidate.unfit else ""
            yield f"  {candidate.item.qid}: {candidate.label}{_described(candidate.description)}{unfit}"


def _described(words: str) -> str:
    return f", {words}" if words else ""


def _summary(found: Enriched, *, write: bool) -> str:
    if not found.looked and not found.told:
        return "There is no draft in knowledge/: name the entries that are to be filled"
    if not found.changes:
        return "Nothing to add"
    files = count(len(found.changes), "file")
    return f"Wrote {files}" if write else f"Nothing is written yet: --write changes {files}"
