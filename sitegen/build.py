"""From a project folder to a published site: every stage in order, every mistake collected, nothing half done."""

from __future__ import annotations

import difflib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from os import cpu_count
from pathlib import Path
from typing import TypeVar

from sitegen.annotate import annotate
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.doubts import find_doubts
from sitegen.files.text_file import read_text_file
from sitegen.knowledge import KnowledgeBase, load_knowledge, names_only
from sitegen.model import Annotated, Article
from sitegen.pages import Page, plan
from sitegen.pages.locators import locator_files
from sitegen.project.config import Config, load_config
from sitegen.publish import OutputFile, publish
from sitegen.read import Reading, find_pages, find_sources, find_strays, read_article, read_page
from sitegen.render import page_renderer, static_files
from sitegen.search import STATIC_FILES, search_files
from sitegen.site import Site, assemble
from sitegen.sitemap import Listed, render_robots, render_sitemaps
from sitegen.targets import Asset
from sitegen.text.spacy_model import Model

Value = TypeVar("Value")

Watch = Callable[[str, int, int], None]
"""Is told how far a build has come: "read", "annotate" or "write", how much of it is done, and how much there is."""

WORTH_A_PROCESS = 64
"""Fewer articles than this are annotated in one process: starting others costs more than it saves."""
LARGEST_SHARE = 64
"""A process is given at most so many articles at a time, so that it can be told how far the work has come."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: counts of each, the warnings, and the seconds it took."""

    output: Path
    articles: int
    entities: int
    mentions: int
    quotations: int
    pages: int
    warnings: tuple[Diagnostic, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Made:
    """A site and its pages, ready to be rendered, and the warnings that the sources gave."""

    site: Site
    pages: tuple[Page, ...]
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the author wrote, read and checked."""

    config: Config
    knowledge: KnowledgeBase
    articles: tuple[Article, ...]
    pages: tuple[Article, ...]
    warnings: tuple[Diagnostic, ...]


def unwatched(step: str, done: int, total: int) -> None:
    """Says nothing."""


def annotate_all(
    articles: tuple[Article, ...], knowledge: KnowledgeBase, model: Model | None = None, watch: Watch = unwatched
) -> tuple[Annotated, ...]:
    """The articles with their annotations, in the same order; many are shared out among the processors."""
    if len(articles) < WORTH_A_PROCESS or (cpu_count() or 1) < 2:
        return _watched("annotate", (annotate(article, knowledge, model) for article in articles), len(articles), watch)
    chunk = min(LARGEST_SHARE, max(1, len(articles) // (4 * (cpu_count() or 1))))
    with ProcessPoolExecutor() as processes:
        annotated = processes.map(partial(annotate, knowledge=knowledge, model=model), articles, chunksize=chunk)
        return _watched("annotate", annotated, len(articles), watch)


def _watched(step: str, values: Iterable[Value], total: int, watch: Watch) -> tuple[Value, ...]:
    """The values, each reported to `watch` when it is there."""
    watch(step, 0, total)
    taken = []
    for done, value in enumerate(values, 1):
        taken.append(value)
        watch(step, done, total)
    return tuple(taken)


def read_asset(asset: Asset) -> bytes:
    """The content of one of the author's files. Raises SitegenError (SG301) when it cannot be read."""
    try:
        return asset.source.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise SitegenError(Diagnostic(str(asset.source), message, "SG301", help="check its permissions")) from error


@dataclass(frozen=True, slots=True)
class Stages:
    """The slow stages. A preview puts its own in their place, which remember what they made of the same input."""

    load_config: Callable[[Path], Config] = load_config
    load_knowledge: Callable[[Path, Path], KnowledgeBase] = load_knowledge
    read_article: Callable[[Path, Path], Reading] = read_article
    read_page: Callable[[Path, Path], Reading] = read_page
    annotate_all: Callable[[tuple[Article, ...], KnowledgeBase, Model | None], tuple[Annotated, ...]] = annotate_all
    page_renderer: Callable[[Path | None], Callable[[Page], str]] = page_renderer
    read_asset: Callable[[Asset], bytes] = read_asset


STAGES = Stages()


def build(
    source: Path, output: Path, *, strict: bool = False, base_url: str | None = None, watch: Watch = unwatched
) -> Built:
    """Build the project in `source` into `output`, whole or not at all.

    A `base_url`, even an empty one, goes before that of site.yaml. Raises SitegenError with every mistake found, each
    path as seen from where `source` was named; with `strict` a warning is a mistake too. The output is then as it was.
    """
    begun = time.perf_counter()
    stages = replace(STAGES, annotate_all=partial(annotate_all, watch=watch))
    made = make(source, output, strict=strict, base_url=base_url, stages=stages, watch=watch)
    with paths_as_typed(source):
        published = publish(output_files(made, watch=watch), output, protected=(source,))
    return Built(
        output=published.output,
        articles=len(made.site.annotated),
        entities=len(made.site.entities),
        mentions=sum(len(annotated.mentions) for annotated in made.site.annotated),
        quotations=sum(len(annotated.quotations) for annotated in made.site.annotated),
        pages=len(made.pages),
        warnings=(*made.warnings, *published.warnings),
        seconds=time.perf_counter() - begun,
    )


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
        annotated = stages.annotate_all(project.articles, names_only(project.knowledge), config.model)
        told = (*project.warnings, *find_doubts(annotated, project.knowledge, source))
        if strict and told:
            raise SitegenError(replace(warning, severity=Severity.ERROR) for warning in told)
        site = assemble(config, annotated, project.knowledge, project.pages)
        warnings = tuple(_as_typed(source, warning) for warning in told)
        return Made(site, tuple(plan(site)), warnings)


def output_files(made: Made, stages: Stages = STAGES, watch: Watch = unwatched) -> Iterator[OutputFile]:
    """Every file of the site, rendered when it is asked for: the pages, the assets, the author's own files.

    Raises SitegenError: SG430 for a mistake in a template.
    """
    render = stages.page_renderer(made.site.config.theme)
    for done, page in enumerate(made.pages):
        watch("write", done, len(made.pages))
        yield OutputFile(page.path, render(page).encode("utf-8"), page.origin)
    for path, content in static_files(made.site.config.theme):
        if made.site.config.search or path not in STATIC_FILES:
            yield OutputFile(f"assets/{path}", content, f"static/{path} of the theme")
    for path, text in locator_files(made.site):
        yield OutputFile(path, text.encode("utf-8"))
    for path, text in search_files(made.site):
        yield OutputFile(f"assets/search/{path}", text.encode("utf-8"), "the index of the search")
    for path, text in found_files(made):
        yield OutputFile(path, text.encode("utf-8"))
    yield from _downloads(made.site)
    for asset in made.site.assets:
        yield OutputFile(asset.path, stages.read_asset(asset), str(asset.source.absolute()))
    yield OutputFile(".nojekyll", b"")


def _downloads(site: Site) -> Iterator[OutputFile]:
    """What "Who said what" offers to take along."""
    from sitegen.export.tables import render_shown_quotations, render_shown_quotations_json

    yield OutputFile("quotations.csv", render_shown_quotations(site).encode("utf-8"))
    yield OutputFile("quotations.json", render_shown_quotations_json(site).encode("utf-8"))


def found_files(made: Made) -> Iterator[tuple[str, str]]:
    """What search engines and feed readers ask for: path and text. The author's own file of the same name goes before.

    Feeds and the sitemap hold full addresses, so that a site that does not know its own has none.
    """
    site, base_url = made.site, made.site.config.base_url
    own = {path.casefold() for path in site.targets.files}
    texts: list[tuple[str, str]] = [("robots.txt", render_robots(base_url))]
    if base_url:
        from sitegen.feeds import render_atom, render_json_feed

        listed = [Listed(page.path, page.metadata.modified) for page in made.pages if page.metadata.indexable]
        texts += [("feed.xml", render_atom(site)), ("feed.json", render_json_feed(site))]
        texts += render_sitemaps(listed, base_url)
    yield from ((path, text) for path, text in texts if path.casefold() not in own)


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
        problems.extend(_unknown_links(source, articles, knowledge))
    if problems:
        raise SitegenError(problems)
    warnings = (
        *(warning for reading in (*readings, *pages) for warning in reading.warnings),
        *find_strays(source, output, config.theme),
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
    readings = (_collect(problems, partial(read, path, root)) for path in paths)
    return tuple(reading for reading in _watched("read", readings, len(paths), watch) if reading is not None)


def _unknown_links(source: Path, articles: Iterable[Article], knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """The author's `entity:` links that lead to no entity."""
    for article in articles:
        for mark in article.marks:
            wanted = mark.get("id")
            if mark.tag != "entity" or not wanted or knowledge.get(wanted):
                continue
            near = difflib.get_close_matches(wanted, (entity.id for entity in knowledge), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "add an entry to knowledge/, or leave the id out"
            yield replace(_place_of(wanted, source, article.path), code="SG204", help=hint)


def _place_of(wanted: str, source: Path, shown: str) -> Diagnostic:
    """Where an article, or the .yaml file beside it, names an entity that is not there."""
    written = re.compile(rf"(?:entity:|: *[\"']?)({re.escape(wanted)})(?![\w-])")
    message = f"there is no entity `{wanted}`"
    for path in (shown, Path(shown).with_suffix(".yaml").as_posix()):
        lines = read_text_file(source / path, path).splitlines() if (source / path).is_file() else []
        for number, line in enumerate(lines, 1):
            if found := written.search(line):
                return Diagnostic(path, message, "", number, found.start(1) + 1, source_line=line[:200])
    return Diagnostic(shown, message, "")


@contextmanager
def paths_as_typed(source: Path) -> Iterator[None]:
    """What goes wrong inside is told with paths as seen from where `source` was named."""
    try:
        yield
    except SitegenError as error:
        raise SitegenError(_as_typed(source, diagnostic) for diagnostic in error.diagnostics) from error


def _as_typed(source: Path, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its path as seen from where `source` was named, so that editors find the file."""
    if Path(diagnostic.path).is_absolute() or diagnostic.code.startswith("SG5"):
        return diagnostic
    return replace(diagnostic, path=(source / diagnostic.path).as_posix())
