"""The site of a project as it is made in memory, before anything is rendered or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.ambiguities import find_strangers
from sitegen.build.filing import Record
from sitegen.build.languages import told_of_languages
from sitegen.build.project import Project, read_project
from sitegen.build.stages import STAGES, Stages
from sitegen.build.workers import Watch, unwatched
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.knowledge import KnowledgeBase
from sitegen.site import Site
from sitegen.site.assembly import assemble_facts
from sitegen.site.links import lost_pictures
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.pages import PlannedPage


@value
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
        site = assemble_facts(*given, articles.postings)
        told = (*find_warnings(project, source), *site.links.told)
        refused = [replace(one, severity=Severity.ERROR) for one in told if one.severity is Severity.WARNING]
        if strict and refused:
            raise SitegenError(refused)
        drafts = tuple(record.path for record in articles.records if record.is_draft)
        return Made(site, _planned(site), as_typed(source, told), project.knowledge, drafts)


def _planned(site: Site) -> tuple[PlannedPage, ...]:
    # what plans pages takes long to load, which may be done while others annotate
    from sitegen.pages import plan

    return tuple(plan(site))


def find_warnings(project: Project, source: Path) -> tuple[Diagnostic, ...]:
    """What the author should look at in the project, with paths below its folder `source`."""
    facts = project.articles.facts
    return (
        *project.config.notes,
        *project.warnings,
        *(one for record in sorted(project.articles.records, key=_path) for one in record.open_names),
        *find_strangers(facts, project.articles.store.annotated, source),
        *told_of_languages((one.article for one in facts), project.config.language),
        *lost_pictures(project.config.root, facts),
    )


def _path(record: Record) -> str:
    return record.path


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
_OF_NAMES = "SG77"
"""How those begin of what may be told of a name, or of an address in the web, that was asked for."""


def _as_typed(source: Path, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its path as seen from where `source` was named, so that editors find the file."""
    path, home = Path(diagnostic.path), source.resolve()
    is_elsewhere = diagnostic.code.startswith(_OF_NO_SOURCE) or (path.is_absolute() and home not in path.parents)
    is_name = diagnostic.code.startswith(_OF_NAMES) and not (source / path).exists()
    if is_elsewhere or is_name:
        return diagnostic
    below = path.relative_to(home) if path.is_absolute() else path
    return replace(diagnostic, path=(source / below).as_posix())
