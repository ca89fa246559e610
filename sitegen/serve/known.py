"""An edition with everything that it was made of, and what of it still holds when files have changed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from sitegen.build.filing import Clerk
from sitegen.build.project import Project
from sitegen.build.workers import Watch
from sitegen.pages import PlannedPage
from sitegen.read.readers import READERS
from sitegen.serve.cache import FiledFile
from sitegen.serve.edition import Edition, prepare
from sitegen.serve.snapshot import Files
from sitegen.site.assembly import Gathered
from sitegen.site.links import find_links
from sitegen.site.urls import page_of_article
from sitegen.text.values import value


@value
class Known:
    """An edition, and everything that it was made of."""

    edition: Edition
    files: Files
    project: Project
    gathered: Gathered
    clerk: Clerk
    filed: Mapping[str, tuple[Path, FiledFile]]
    """By their absolute paths, the source files."""
    checked: frozenset[tuple[bytes, object]] = field(default_factory=frozenset)
    """The kinds of pages of which one was made, each with the templates that it was made with."""


def has_same_facts(known: Known, project: Project) -> bool:
    """Whether the articles have the facts that they had, their texts aside, and lead where they led."""
    before, facts = known.project, project.articles.facts
    shown = (project.config.root, known.gathered.facts, project.pages, project.withheld)
    return (
        (before.config.root, before.pages) == (project.config.root, project.pages)
        and facts == before.articles.facts
        and find_links(*shown) == known.gathered.links
    )


def is_same(known: Known, project: Project) -> bool:
    """Whether the site of the last edition is that of the project, too, which has the same facts."""
    site, before = known.edition.made.site, known.project
    return (before.config, before.knowledge) == (project.config, project.knowledge) and all(
        site.prints[one.key] == one.prints for one in project.articles.facts
    )


def make_one_of_each_kind(
    edition: Edition, files: Files, before: frozenset[tuple[bytes, object]], watch: Watch
) -> frozenset[tuple[bytes, object]]:
    """Make one page of each kind that was not made `before` with these templates. Gives the kinds. Raises SitegenError.

    Pages of one kind are made by one function.
    """
    first: dict[tuple[bytes, object], str] = {}
    for planned in edition.made.planned:
        if isinstance(planned, PlannedPage):
            first.setdefault((edition.made.templates, getattr(planned.make, "func", planned.make)), planned.path)
    for number, (kind, path) in enumerate(first.items()):
        watch("write", number, len(first))
        if kind not in before:
            prepare(files, (path,))
    return frozenset(first)


def put_texts(edition: Edition, filed: Iterable[FiledFile]) -> bool:
    """Give an edition the texts of these articles; False when that is not to be had."""
    pairs = [(one.record.facts, one.packed) for one in filed]
    facts = [one for one, _ in pairs if one is not None]
    return edition.exchange(facts, {one.key: packed for one, packed in pairs if one is not None and packed is not None})


def pages_of_articles(filed: Iterable[FiledFile]) -> list[str]:
    """The paths of the pages of these articles."""
    return [page_of_article(one.record.facts.article) for one in filed if one.record.facts is not None]


def may_be_a_folder(path: str) -> bool:
    """Whether more than this path itself may have changed."""
    return not os.path.splitext(path)[1] or os.path.isdir(path)


def article_of(path: str, filed: Collection[str]) -> str:
    """The article that a changed file belongs to: itself, or that which has it as the YAML beside it."""
    stem, suffix = os.path.splitext(path)
    articles = [f"{stem}{other}" for other in READERS if other != ".md" and f"{stem}{other}" in filed]
    return articles[0] if suffix == ".yaml" and len(articles) == 1 else path
