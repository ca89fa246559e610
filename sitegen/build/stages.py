"""The slow stages of a build, and who is told how far they have come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from os import cpu_count
from pathlib import Path
from typing import TypeVar

from sitegen.annotate import annotate
from sitegen.diagnostics import Diagnostic, SitegenError, naming
from sitegen.knowledge import KnowledgeBase, load_knowledge
from sitegen.model import Annotated, Article
from sitegen.pages import Page
from sitegen.pages.render import page_renderer
from sitegen.project.config import Config, load_config
from sitegen.read import Reading, read_article, read_page
from sitegen.site.links import Asset
from sitegen.text.spacy_model import Model
from sitegen.text.wordlists import ENGLISH

Value = TypeVar("Value")

Watch = Callable[[str, int, int], None]
"""Is told how far a build has come: "read", "annotate" or "write", how much of it is done, and how much there is."""

WORTH_A_PROCESS = 64
"""Fewer articles than this are annotated in one process: starting others costs more than it saves."""
LARGEST_SHARE = 64
"""A process is given at most so many articles at a time, so that it can be told how far the work has come."""


def unwatched(step: str, done: int, total: int) -> None:
    """Says nothing."""


def annotate_all(
    articles: tuple[Article, ...],
    knowledge: KnowledgeBase,
    model: Model | None = None,
    language: str = ENGLISH,
    watch: Watch = unwatched,
) -> tuple[Annotated, ...]:
    """The articles with their annotations, in the same order; many are shared out among the processors."""
    if len(articles) < WORTH_A_PROCESS or (cpu_count() or 1) < 2:
        one_by_one = (_annotate(article, knowledge, model, language) for article in articles)
        return watched("annotate", one_by_one, len(articles), watch)
    chunk = min(LARGEST_SHARE, max(1, len(articles) // (4 * (cpu_count() or 1))))
    with ProcessPoolExecutor() as processes:
        one = partial(_annotate, knowledge=knowledge, model=model, language=language)
        annotated = processes.map(one, articles, chunksize=chunk)
        return watched("annotate", annotated, len(articles), watch)


def _annotate(article: Article, knowledge: KnowledgeBase, model: Model | None, language: str) -> Annotated:
    with naming(article.path):
        return annotate(article, knowledge, model, language)


def watched(step: str, values: Iterable[Value], total: int, watch: Watch) -> tuple[Value, ...]:
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


AnnotateAll = Callable[[tuple[Article, ...], KnowledgeBase, Model | None, str], tuple[Annotated, ...]]
"""From articles, known names, a model if there is one, and the language of articles that do not say theirs."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The slow stages. A preview has its own instead, which remember what they made of the same input."""

    load_config: Callable[[Path], Config] = load_config
    load_knowledge: Callable[[Path, Path], KnowledgeBase] = load_knowledge
    read_article: Callable[[Path, Path], Reading] = read_article
    read_page: Callable[[Path, Path], Reading] = read_page
    annotate_all: AnnotateAll = annotate_all
    page_renderer: Callable[[Path | None], Callable[[Page], str]] = page_renderer
    read_asset: Callable[[Asset], bytes] = read_asset


STAGES = Stages()
