"""Markdown of other systems as HTML: with the HTML that they let an author write in it, which ours shows as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.draft import Details
from sitegen.read.markdown import DEEPEST
from sitegen.text.values import value

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_OF_HTML = frozenset({".html", ".htm", ".xhtml"})


@value
class Foreign:
    """A file of another system."""

    details: Details
    told: tuple[str, ...]
    """Keys of its front matter that could not be taken."""
    keys: Mapping[str, Any]
    """All of it, as it is written."""
    html: str


def read_foreign(text: str, path: str, prepare: Callable[[str], str]) -> Foreign:
    """What the front matter says, and the body as HTML, which `prepare` sees before. That of a file of HTML is HTML.

    The HTML may hold anything that an author can write: it is for a reader of HTML, and never for a page. Raises
    SitegenError: SG101 and SG307 for front matter that cannot be read, SG322 for blocks nested too deep.
    """
    from sitegen.read.frontmatter import details_that_fit
    from sitegen.read.head import find_head

    head = find_head(text, path)
    begin = head.begin if head is not None else 0
    document = head.read(path) if head is not None else None
    details, told = details_that_fit(document) if document is not None else (Details(), ())
    keys = document.value if document is not None and isinstance(document.value, dict) else {}
    body = prepare(text[begin:])
    if PurePosixPath(path).suffix.lower() in _OF_HTML:
        return Foreign(details, told, keys, body)
    try:
        return Foreign(details, told, keys, str(_parser().render(body)))
    except RecursionError as error:
        raise SitegenError(Diagnostic(path, "lists or quotations are nested too deep", "SG322")) from error


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from sitegen.read.figures import figure_plugin
    from sitegen.read.tasks import tasks_plugin

    made = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin).use(figure_plugin).use(
        tasks_plugin
    )
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # the reader of HTML judges addresses
    return made
