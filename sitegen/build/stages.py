"""The slow stages of a build, which a preview replaces by ones that remember."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.filing import Clerk, FiledArticles, file_all
from sitegen.build.source_files import print_of_file
from sitegen.build.terms import today
from sitegen.build.workers import OneProcess, Watch
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.listing import Listing, not_listed
from sitegen.knowledge import KnowledgeBase, load_knowledge
from sitegen.project.config import Config, load_config
from sitegen.read import Reading, read_page
from sitegen.read.sources import Sources
from sitegen.site.links import Asset
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.pages import Page

FileAll = Callable[[Sources, Clerk, Watch], FiledArticles]
"""From the sources and who files them; is told how far it has come."""


def _page_renderer(theme: Path | None) -> Callable[[Page], str]:
    # what renders takes long to load, which may be done while others annotate
    from sitegen.pages.render import page_renderer

    return page_renderer(theme)


def read_asset(asset: Asset) -> bytes:
    """The content of one of the author's files. Raises SitegenError (SG301) when it cannot be read."""
    try:
        return asset.source.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise SitegenError(Diagnostic(str(asset.source), message, "SG301", help="check its permissions")) from error


def print_asset(asset: Asset) -> tuple[bytes]:
    """What one of the author's files is made of."""
    return print_of_file(asset.source)


def _file_all(sources: Sources, clerk: Clerk, watch: Watch) -> FiledArticles:
    return file_all(sources.paths, clerk, watch, workers=OneProcess())


@value
class Stages:
    """The slow stages. A preview has its own instead, which remember what they made of the same input."""

    list_project: Callable[[Path], Listing] = not_listed
    load_config: Callable[[Path], Config] = load_config
    load_knowledge: Callable[[Path, Path], KnowledgeBase] = load_knowledge
    file_all: FileAll = _file_all
    read_page: Callable[[Path, Path], Reading] = read_page
    page_renderer: Callable[[Path | None], Callable[[Page], str]] = _page_renderer
    read_asset: Callable[[Asset], bytes] = read_asset
    print_asset: Callable[[Asset], tuple[bytes]] = print_asset
    day: Callable[[], datetime.date | None] = today
    """The day that it is, for articles that are dated ahead; none: they are shown."""


STAGES = Stages()
