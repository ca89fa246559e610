"""Everything that the author wrote: read and checked, every mistake of every file collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from sitegen.build.asked import find_dead, found_entities
from sitegen.build.filing import Clerk, FiledArticles, Record
from sitegen.build.holding import hold_back, told_of_held
from sitegen.build.others import OfOthers, told_of_others
from sitegen.build.stages import STAGES, Stages
from sitegen.build.workers import Watch, unwatched
from sitegen.diagnostics import Diagnostic, Severity, SitegenError, naming
from sitegen.knowledge import KnowledgeBase, names_only
from sitegen.model import Article, Origin
from sitegen.project.config import Config
from sitegen.read import Reading, find_pages, find_sources
from sitegen.read.site_names import SiteNames
from sitegen.read.sources import shown_path
from sitegen.read.unread import find_unread_files
from sitegen.site.links import locate
from sitegen.text.values import value

Value = TypeVar("Value")


@value
class Project:
    """Everything the author wrote, read and checked, and the articles annotated."""

    config: Config
    knowledge: KnowledgeBase
    articles: FiledArticles
    pages: tuple[Article, ...]
    warnings: tuple[Diagnostic, ...]
    held: tuple[Record, ...] = ()
    """What is held back, for it is dated ahead."""
    withheld: frozenset[str] = frozenset()
    """The paths of files that are not shown: drafts, and what is held back."""


def read_project(
    source: Path, output: Path | None = None, stages: Stages = STAGES, watch: Watch = unwatched
) -> Project:
    """Everything in the project folder. Raises SitegenError with the mistakes of all files at once."""
    problems: list[Diagnostic] = []
    listing = stages.list_project(source)
    config = _collect(problems, partial(stages.load_config, source))
    knowledge = _collect(problems, partial(stages.load_knowledge, source / "knowledge", source))
    theme = config.theme if config is not None else None
    sources = find_sources(source, output, theme, listing)
    articles = stages.file_all(sources, _clerk(source, config, knowledge), watch)
    problems.extend(chain.from_iterable(record.problems for record in articles.records))
    pages = _read_each(problems, find_pages(source, listing), source, stages.read_page)
    every = articles
    day = _collect(problems, stages.day) if config is not None and not config.future else None
    articles, held = hold_back(every, day)
    if not problems and not articles.facts:
        problems.append(_nothing_to_build(held))
        problems.extend(find_unread_files(sources))
    if knowledge is not None:
        problems.extend(_dead_ids(every, articles, knowledge))
    if problems or config is None or knowledge is None:
        raise SitegenError(problems)
    warnings = (
        *knowledge.warnings,
        *listed_though_settled(config, knowledge),
        *(warning for record in articles.records for warning in record.warnings),
        *(warning for reading in pages for warning in reading.warnings),
        *(told_of_held(held, day) if day is not None else ()),
        *told_of_others((*map(_of_record, articles.records), *map(_of_page, pages))),
        *find_unread_files(sources, _linked(articles)),
    )
    shown = tuple(page.article for page in pages if not page.article.draft)
    drafts = (record.path for record in articles.records if record.is_draft)
    withheld = {*drafts, *(one.path for one in held), *(page.article.path for page in pages if page.article.draft)}
    return Project(config, knowledge, articles, shown, warnings, held, frozenset(withheld))


def _nothing_to_build(held: Sequence[Record]) -> Diagnostic:
    if held:
        message = f"there is no article to build: {len(held)} of them held back until their day"
        hint = "--future, or `future: true` in site.yaml, publishes what is dated ahead"
        return Diagnostic(".", message, "SG401", help=hint)
    hint = "put a .txt, .md or .html file into the folder, or name another folder"
    return Diagnostic(".", "there is no article to build", "SG401", help=hint)


def _dead_ids(every: FiledArticles, shown: FiledArticles, knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """What is told of ids that nobody has; an article that is held back may mean somebody of another such one."""
    paths = {record.path for record in shown.records if record.facts is not None}
    for articles, is_shown in ((shown, True), (every, False)):
        asked = [one for record in every.records if (record.path in paths) is is_shown for one in record.asked]
        if asked:
            yield from find_dead(asked, found_entities(articles.facts), knowledge)


def _of_record(record: Record) -> OfOthers:
    return OfOthers(record.path, record.withheld, record.passed)


def _of_page(page: Reading) -> OfOthers:
    return OfOthers(page.article.path, page.withheld, page.passed)


def _linked(articles: FiledArticles) -> frozenset[str]:
    """The paths below the project of the files that articles lead to."""
    return frozenset(locate(one.article, target)[0] for one in articles.facts for target in one.targets)


def listed_though_settled(config: Config, knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """A warning (SG150) for each name that site.yaml ignores or gives a kind, and that an entry has."""
    if not config.named:
        return
    entries = {name: one for one in knowledge for name in (one.name, *one.aliases) if one.origin is Origin.KNOWLEDGE}
    for named in config.named:
        entry = entries.get(named.name)
        if entry is not None:
            message = f"“{named.name}” is `{entry.id}` in knowledge/; that entry is {named.effect}"
            told = Diagnostic("site.yaml", message, "SG150", named.line, named.column, named.way_out)
            yield replace(told, source_line=named.source_line, severity=Severity.WARNING)


def _clerk(source: Path, config: Config | None, knowledge: KnowledgeBase | None) -> Clerk:
    """Who files the articles; nothing is annotated while settings or knowledge are wrong."""
    if config is None or knowledge is None:
        return Clerk(source, None)
    site_names = SiteNames.of(config.ignore, config.kinds)
    return Clerk(source, names_only(knowledge), config.model, config.language, config.linking, site_names)


def _collect(problems: list[Diagnostic], read: Callable[[], Value]) -> Value | None:
    """What `read` returns, or None and its diagnostics added to `problems`."""
    try:
        return read()
    except SitegenError as error:
        problems.extend(error.diagnostics)
        return None


def _read_each(
    problems: list[Diagnostic], paths: Sequence[Path], root: Path, read: Callable[[Path, Path], Reading]
) -> tuple[Reading, ...]:
    def read_one(path: Path) -> Reading:
        with naming(shown_path(path, root)):
            return read(path, root)

    readings = (_collect(problems, partial(read_one, path)) for path in paths)
    return tuple(reading for reading in readings if reading is not None)
