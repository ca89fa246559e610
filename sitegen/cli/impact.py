"""`sitegen impact`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import count, default_source, first_lines, format_option, output_option
from sitegen.diagnostics import Diagnostic, SitegenError

if TYPE_CHECKING:
    from sitegen.build.project import Project
    from sitegen.enrich.impact import Impact, TouchedArticle
    from sitegen.knowledge import KnowledgeBase
    from sitegen.model import Entity
    from sitegen.site import Site

_ORIGINS = {"knowledge": "listed in knowledge/", "built-in": "built in", "found": "found in the text"}


@click.command()
@click.argument("entity_id", metavar="ID")
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder. Default: the folder you stand in when it has a site.yaml or articles/, else ./seeds.",
)
@output_option("Where the site was built: what that build kept makes the answer quick.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON for programs, with everything in it.")
@format_option
def impact(entity_id: str, source: Path | None, output: Path, as_json: bool, message_format: str) -> None:
    """Say what a changed fact of somebody or something touches.

    For the entity with this ID, listed, built in or found: the articles that name it and how often, the role that each
    shows on its day, the quotations it speaks, and the pages that would be made anew. Nothing is changed.

    Example: sitegen impact ines-duarte
    """
    from sitegen.build.recalled import with_project
    from sitegen.enrich.impact import find_impact, record_of_impact, site_of

    root = source or default_source()

    def answer(project: Project) -> Impact:
        site = site_of(project)
        return find_impact(project, site, _entity(entity_id, site, project.knowledge, root))

    found = with_project(root, output, answer)
    if as_json:
        click.echo(json.dumps(record_of_impact(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))


def _entity(entity_id: str, site: Site, knowledge: KnowledgeBase, root: Path) -> Entity:
    """The entity. Raises SitegenError (SG774) when there is none, or a draft alone."""
    from sitegen.enrich.near import did_you_mean, near_names

    entity = site.entities.get(entity_id) or knowledge.get(entity_id)
    if entity is None:
        _refuse_draft(entity_id, root)
        every = {one.id: one for one in (*knowledge, *site.entities.values())}
        near = near_names(entity_id, site.entities.values()) or near_names(entity_id, every.values())
        hint = did_you_mean(near, "an id is printed by `sitegen explain` and stands in the address of its page")
        raise SitegenError(Diagnostic(entity_id, "there is nobody and nothing with this id", "SG774", help=hint))
    return entity


def _refuse_draft(entity_id: str, root: Path) -> None:
    """Raises SitegenError (SG774) where a draft has this id."""
    from sitegen.build.made import paths_as_typed
    from sitegen.knowledge.written import written_entries

    with paths_as_typed(root):
        for entry in written_entries(root / "knowledge", root):
            if entry.id == entity_id and entry.is_draft:
                message = f"`{entity_id}` is a draft, and the articles name nobody and nothing else by this id"
                hint = "delete its `status: draft` when it is right, and ask again"
                raise SitegenError(Diagnostic(entry.shown, message, "SG774", entry.line, help=hint))


def _lines(found: Impact) -> Iterator[str]:
    """What is told to people, line by line."""
    entity = found.entity
    yield f"{entity.name} ({entity.id}): {entity.kind}, {_ORIGINS[entity.origin]}"
    times = sum(one.mentions for one in found.articles)
    yield _head(found.articles, "article", f"Named {count(times, 'time')} in")
    yield from first_lines([_article_line(one) for one in found.articles])
    yield _head(found.quotations, "quotation", "Speaks")
    yield from first_lines([f"{one.path}: {_shortened(one.words)}" for one in found.quotations])
    yield _head(found.pages, "page", "A changed fact makes anew")
    yield from first_lines(found.pages)
    yield _head(found.files, "other file", "and")
    yield from first_lines(found.files)


def _head(values: Sequence[object], one: str, before: str) -> str:
    return f"{before} {count(len(values), one)}{':' if values else ''}"


def _article_line(one: TouchedArticle) -> str:
    more = [count(one.quotations, "quotation")] if one.quotations else []
    shown = [f"as {one.role}"] if one.role else []
    day = f" ({one.date.isoformat()})" if one.date else ""
    return f"{one.path}{day}: " + ", ".join([count(one.mentions, "mention"), *more, *shown])


def _shortened(words: str, longest: int = 90) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= longest else one_line[: longest - 1].rstrip() + "…"
