"""Markdown of other systems as HTML: with the HTML that they let an author write in it, which ours shows as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Details
from sitegen.read.markdown import DEEPEST, read_front_matter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def details_and_html(text: str, path: str, prepare: Callable[[str], str]) -> tuple[Details, str]:
    """What the front matter says, and the body as HTML once `prepare` has gone over it.

    The HTML may hold anything that an author can write: it is for a reader of HTML, and never for a page. Raises
    SitegenError for mistakes in front matter, and SG322 for blocks nested too deep.
    """
    problems: list[Diagnostic] = []
    details, begin = read_front_matter(text, path, problems)
    if problems:
        raise SitegenError(problems)
    try:
        return details, str(_parser().render(prepare(text[begin:])))
    except RecursionError as error:
        raise SitegenError(Diagnostic(path, "lists or quotations are nested too deep", "SG322")) from error


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from sitegen.read.figures import figure_plugin

    made = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin).use(figure_plugin)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # the reader of HTML judges addresses
    return made
