"""Everything that the author wrote: read and checked, every mistake of every file collected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sitegen.build.ambiguities import find_unknown_links
from sitegen.build.stages import STAGES, Stages, Value, Watch, unwatched, watched
from sitegen.diagnostics import Diagnostic, SitegenError, naming
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Article
from sitegen.project.config import Config
from sitegen.read import Reading, find_pages, find_sources, find_unread_files
from sitegen.read.sources import shown_path


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the author wrote, read and checked."""

    config: Config
    knowledge: KnowledgeBase
    articles: tuple[Article, ...]
    pages: tuple[Article, ...]
    warnings: tuple[Diagnostic, ...]


def read_project(
    source: Path, output: Path | None = None, stages: Stages = STAGES, watch: Watch = unwatched
) -> Project:
    """Everything in the project folder. Raises SitegenError with the mistakes of all files at once."""
    problems: list[Diagnostic] = []
    config = _collect(problems, partial(stages.load_config, source)) or Config(root=source)
    loaded = _collect(problems, partial(stages.load_knowledge, source / "knowledge", source))
    knowledge = loaded or KnowledgeBase()
    sources = find_sources(source, output, config.theme)
    readings = _read_each(problems, tuple(sources), source, stages.read_article, watch)
    pages = _read_each(problems, tuple(find_pages(source)), source, stages.read_page)
    articles = tuple(reading.article for reading in readings if not reading.article.draft)
    if not problems and not articles:
        hint = "put a .txt, .md or .html file into the folder, or name another folder"
        problems.append(Diagnostic(".", "there is no article to build", "SG401", help=hint))
    if loaded is not None:
        problems.extend(find_unknown_links(source, articles, knowledge))
    if problems:
        raise SitegenError(problems)
    warnings = (
        *(warning for reading in (*readings, *pages) for warning in reading.warnings),
        *find_unread_files(source, output, config.theme),
    )
    return Project(config, knowledge, articles, tuple(page.article for page in pages), warnings)


def _collect(problems: list[Diagnostic], read: Callable[[], Value]) -> Value | None:
    """What `read` returns, or None and its diagnostics added to `problems`."""
    try:
        return read()
    except SitegenError as error:
        problems.extend(error.diagnostics)
        return None


def _read_each(
    problems: list[Diagnostic],
    paths: Sequence[Path],
    root: Path,
    read: Callable[[Path, Path], Reading],
    watch: Watch = unwatched,
) -> tuple[Reading, ...]:
    def read_one(path: Path) -> Reading:
        with naming(shown_path(path, root)):
            return read(path, root)

    readings = (_collect(problems, partial(read_one, path)) for path in paths)
    return tuple(reading for reading in watched("read", readings, len(paths), watch) if reading is not None)
