"""Markdown of other systems as HTML: with the HTML that they let an author write in it, which ours shows as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Details
from sitegen.read.markdown import DEEPEST

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def details_and_html(text: str, path: str, prepare: Callable[[str], str]) -> tuple[Details, tuple[str, ...], str]:
    """What the front matter says, its keys that could not be taken, and the body as HTML, which `prepare` sees.

    The HTML may hold anything that an author can write: it is for a reader of HTML, and never for a page. Raises
    SitegenError: SG101 and SG307 for front matter that cannot be read, SG322 for blocks nested too deep.
    """
    from sitegen.read.frontmatter import details_that_fit
    from sitegen.read.head import find_head

    head = find_head(text, path) if text.startswith(("---", "+++", "{")) else None
    begin = head.begin if head is not None else 0
    details, told = details_that_fit(head.read(path)) if head is not None else (Details(), ())
    try:
        return details, told, str(_parser().render(prepare(text[begin:])))
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
