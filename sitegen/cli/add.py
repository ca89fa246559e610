"""`sitegen add`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import count, default_source, format_option, output_option
from sitegen.diagnostics import Diagnostic, SitegenError

if TYPE_CHECKING:
    from sitegen.enrich.drafting import Draft
    from sitegen.knowledge.written import WrittenEntry
    from sitegen.site import Site

KINDS = ("person", "country", "place", "organization", "term")


@click.command()
@click.argument("name")
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder. Default: the folder you stand in when it has a site.yaml or articles/, else ./seeds.",
)
@output_option("Where the site was built: what that build kept makes the answer quick.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is, where the articles do not show it or mislead.")
@click.option("--write", is_flag=True, help="Put it into knowledge/, for instance into people.yaml.")
@format_option
def add(name: str, source: Path | None, output: Path, kind: str | None, write: bool, message_format: str) -> None:
    """Draft an entry of knowledge from what the articles say.

    NAME is a name as the articles write it, or an id that sitegen prints. The draft holds what was found: the kind,
    other spellings, roles with the articles that give them, the country. `status: draft` keeps it out of the site until
    you delete that line. Nothing is changed unless you say --write, and then the entry is only added.

    Example: sitegen add "Ines Duarte" --write
    """
    from sitegen.build.made import paths_as_typed
    from sitegen.build.recalled import with_project
    from sitegen.enrich.drafting import draft_lines
    from sitegen.enrich.impact import site_of
    from sitegen.enrich.writing import added_entry
    from sitegen.knowledge.written import written_entries

    if not name.strip():
        raise click.BadParameter("say whom or what is to be added", param_hint="NAME")
    root = source or default_source()
    draft = with_project(root, output, lambda project: _draft(site_of(project), name, kind))
    with paths_as_typed(root):
        _refuse_known(draft, name, tuple(written_entries(root / "knowledge", root)))
        lines = tuple(draft_lines(draft))
        if not write:
            click.echo("\n".join(lines))
            return
        change = added_entry(root, _files(draft), draft.entry, lines)
        change.write()
    click.echo(f"Added {draft.name} to {root / change.shown} as a draft", err=True)


def _draft(site: Site, name: str, kind: str | None) -> Draft:
    """The draft. Raises SitegenError: SG770 when no article holds the name, SG772 when its kind must be said."""
    from sitegen.enrich.drafting import articles_with, draft_of, draft_of_words, find_entity
    from sitegen.enrich.near import did_you_mean, near_names
    from sitegen.model import Kind

    entity = find_entity(site, name)
    said = Kind(kind) if kind else None
    if entity is not None:
        return draft_of(site, entity, said)
    draft = draft_of_words(site, name, said) if said else None
    if draft is not None:
        return draft
    if articles := articles_with(site, name):
        message = f"stands in {count(len(articles), 'article')}, but nothing there shows what it is"
        raise SitegenError(Diagnostic(name, message, "SG772", help=f"say it: --kind {', '.join(KINDS[:-1])} or term"))
    hint = did_you_mean(near_names(name, site.entities.values()), "write it as an article does")
    raise SitegenError(Diagnostic(name, "no article holds this name", "SG770", help=hint))


def _refuse_known(draft: Draft, name: str, entries: tuple[WrittenEntry, ...]) -> None:
    """Raises SitegenError (SG771) where knowledge/ has an entry of this id or name."""
    from sitegen.text.slugs import make_slug

    wanted = {draft.id or make_slug(draft.name), name}
    for entry in entries:
        if entry.id in wanted or (entry.names & {draft.name, name} and entry.kind == draft.kind):
            message = f"{draft.name} is listed already, with the id `{entry.id}`"
            draft_too = " and delete its `status: draft` when it is right" if entry.is_draft else ""
            hint = f"change that entry{draft_too}; `sitegen enrich {entry.id}` fills it from Wikidata"
            raise SitegenError(Diagnostic(entry.shown, message, "SG771", entry.line, help=hint))


def _files(draft: Draft) -> tuple[str, ...]:
    """The files that may take it, in the order in which they are tried."""
    from sitegen.site.urls import FOLDERS
    from sitegen.text.slugs import make_slug

    return (f"knowledge/{FOLDERS.get(draft.kind, 'terms')}.yaml", f"knowledge/{draft.id or make_slug(draft.name)}.yaml")
