"""The site of a project as it is made in memory, before anything is rendered or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.build.ambiguities import find_strangers
from sitegen.build.filing import Record
from sitegen.build.project import Project, read_project
from sitegen.build.stages import STAGES, Stages
from sitegen.build.workers import Watch, unwatched
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.knowledge import KnowledgeBase
from sitegen.pages import PlannedPage, plan
from sitegen.site import Site
from sitegen.site.assembly import assemble_facts
from sitegen.site.facts import ArticleFacts
from sitegen.site.links import lost_pictures
from sitegen.text.wordlists import reads


@dataclass(frozen=True, slots=True)
class Made:
    """A site and its pages, ready to be made, and the warnings that the sources gave."""

    site: Site
    pages: tuple[PlannedPage, ...]
    warnings: tuple[Diagnostic, ...]
    knowledge: KnowledgeBase
    drafts: tuple[str, ...]
    """The paths of articles that are drafts."""


def make(
    source: Path,
    output: Path | None = None,
    *,
    strict: bool = False,
    base_url: str | None = None,
    stages: Stages = STAGES,
    watch: Watch = unwatched,
) -> Made:
    """The site of the project in `source`, with its pages, not yet rendered; `output` is not read for articles.

    A `base_url`, even an empty one, goes before that of site.yaml. Raises SitegenError as `build` does.
    """
    with paths_as_typed(source):
        project = read_project(source, output, stages, watch)
        config = project.config if base_url is None else replace(project.config, base_url=base_url.rstrip("/"))
        articles = project.articles
        given = (config, articles.facts, project.knowledge, project.pages, articles.store, project.withheld)
        site = assemble_facts(*given)
        told = (*find_warnings(project, source), *site.links.told)
        refused = [replace(one, severity=Severity.ERROR) for one in told if one.severity is Severity.WARNING]
        if strict and refused:
            raise SitegenError(refused)
        drafts = tuple(record.path for record in articles.records if record.is_draft)
        return Made(site, tuple(plan(site)), as_typed(source, told), project.knowledge, drafts)


def find_warnings(project: Project, source: Path) -> tuple[Diagnostic, ...]:
    """What the author should look at in the project, with paths below its folder `source`."""
    facts = project.articles.facts
    return (
        *project.config.notes,
        *project.warnings,
        *(one for record in sorted(project.articles.records, key=_path) for one in record.open_names),
        *find_strangers(facts, project.articles.store.annotated, source),
        *_in_other_languages(facts, project.config.language),
        *lost_pictures(project.config.root, facts),
    )


def _path(record: Record) -> str:
    return record.path


def _in_other_languages(facts: Sequence[ArticleFacts], language: str) -> Iterator[Diagnostic]:
    """One warning (SG347) for all articles in languages that the annotator does not read."""
    unread = [one.article for one in facts if not reads(one.article.language or language)]
    if unread:
        first = unread[0]
        which = f"this article is in `{first.language or language}`"
        more = f"; {len(unread) - 1} more are not in English either" if len(unread) > 1 else ""
        message = f"{which}: only what knowledge/ lists is found in it{more}"
        hint = "list the people, places and organisations that matter; their names are linked as you write them"
        yield Diagnostic(first.path, message, "SG347", 1, help=hint, severity=Severity.WARNING)


@contextmanager
def paths_as_typed(source: Path) -> Iterator[None]:
    """What goes wrong inside is told with paths as seen from where `source` was named."""
    try:
        yield
    except SitegenError as error:
        raise SitegenError(as_typed(source, error.diagnostics)) from error


def as_typed(source: Path, told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics with paths as seen from where `source` was named."""
    return tuple(_as_typed(source, one) for one in told)


_OF_NO_SOURCE = ("SG5", "SG74")
"""How the codes begin of what is told of the output, or of a cluster."""


def _as_typed(source: Path, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its path as seen from where `source` was named, so that editors find the file."""
    if Path(diagnostic.path).is_absolute() or diagnostic.code.startswith(_OF_NO_SOURCE):
        return diagnostic
    return replace(diagnostic, path=(source / diagnostic.path).as_posix())
