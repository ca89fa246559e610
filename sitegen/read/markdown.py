"""Markdown: CommonMark with tables, strikethrough, footnotes, definition and task lists, as one text with elements.

HTML in the source is shown as text. Without annotations, `weave` over this body gives what markdown-it would render.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.read.comments import (
    COMMENT_LINES,
    OPEN_COMMENT_LINES,
    UNCLOSED,
    comment_plugin,
    comments_left_out,
    unclosed_comment,
)
from sitegen.read.draft import Details, Draft
from sitegen.read.figures import figure_plugin
from sitegen.read.foreign_tags import told_of_tags
from sitegen.read.headings import heading_ids_plugin
from sitegen.read.headline import is_same_headline
from sitegen.read.markdown_body import Walk
from sitegen.read.markdown_plain import plain_body
from sitegen.read.plain_details import read_details
from sitegen.read.tasks import tasks_plugin
from sitegen.text.spans import ATOM

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DEEPEST = 60
"""Blocks may be nested less deep than this."""

_NESTED_NOTE = "nested note"


def read_markdown(text: str, path: str) -> Draft:
    """The article in a Markdown text with front matter.

    A heading of the first level at the very beginning is the headline, and is cut from the body, where front matter has
    no title or the same one. Its headings stand on the levels below, none of which is skipped. Raises SitegenError with
    every mistake: SG1xx and SG307 in front matter, SG305 without any words, SG320 and SG321 for links and pictures,
    SG322 for blocks nested too deep, SG323 for comments that never end.
    Tells of pictures without words (SG324) and of tags of other systems (SG370).
    """
    problems: list[Diagnostic] = []
    details, begin, comments = _front_matter(text, path, problems)
    plain = plain_body(text[begin:]) if not problems else None
    if plain is not None:
        return Draft(plain, details, (*comments_left_out(path, comments), *told_of_tags(plain, text, path)))
    lines_before = text.count("\n", 0, begin)
    found: dict[str, list[int]] = {}
    tokens = _collect(problems, lambda: parse_markdown(text[begin:], path, found), lines_before)
    walk, heading = (Walk(path, text.split("\n"), lines_before) for _ in range(2))
    title, rest = _split_title(tokens, heading)
    if details.headline and not is_same_headline(title, details.headline):
        title, rest = "", tokens
    walk.comments += [*comments, *(lines_before + line + 1 for line in found.get(COMMENT_LINES, ()))]
    if rest is not tokens:
        walk.comments += heading.comments
        walk.problems += [problem for problem in heading.problems if problem.code == UNCLOSED]
    body = walk.flatten(rest)
    problems.extend(walk.problems)
    if not body.text and not problems:
        problems.append(Diagnostic(path, "holds no text", "SG305", 1, help="write the article, or remove the file"))
    if problems:
        raise SitegenError(sorted(problems, key=lambda problem: problem.line))
    told = (*comments_left_out(path, walk.comments), *walk.told, *told_of_tags(body, text, path))
    return Draft(body.under_headline(), replace(details, headline=details.headline or title), told)


def parse_markdown(text: str, path: str, found: dict[str, Any] | None = None) -> Sequence[Token]:
    """The tokens of a Markdown text; where comments stand in it is put into `found`.

    Raises SitegenError: SG322 for blocks nested too deep and a note inside a note, SG323 for a comment that stays open.
    """
    found = {} if found is None else found
    try:
        tokens = parser().parse(text, found)
    except RecursionError as error:
        raise SitegenError(_too_deep(path, 0)) from error
    deep = next((token for token in tokens if token.level >= DEEPEST - 1), None)
    if deep is not None:
        raise SitegenError(_too_deep(path, deep.map[0] + 1 if deep.map else 0))
    if OPEN_COMMENT_LINES in found:
        raise SitegenError(unclosed_comment(path, line + 1) for line in found[OPEN_COMMENT_LINES])
    if _NESTED_NOTE in found:
        hint = "begin the inner note on a line of its own, without spaces before it"
        message = "a footnote is defined inside another one"
        raise SitegenError(Diagnostic(path, message, "SG322", found[_NESTED_NOTE], help=hint))
    return tokens


@cache
def parser() -> MarkdownIt:
    """The Markdown parser, made once: making it costs as much as reading an article."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from sitegen.read.windows_paths import windows_paths

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"]).use(footnote_plugin).use(windows_paths)
    made.use(comment_plugin).use(deflist_plugin).use(tasks_plugin).use(heading_ids_plugin)
    made.core.ruler.before("footnote_tail", "nested_note", _note_nesting)
    made.use(figure_plugin)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # addresses are judged here, with a line
    return made


def _note_nesting(state: StateCore) -> None:
    """Put the line of a footnote that stands inside another one into `state.env`: the plug-in would lose its words."""
    depth = 0
    for token in state.tokens:
        depth += (token.type == "footnote_reference_open") - (token.type == "footnote_reference_close")
        if depth > 1:
            state.env.setdefault(_NESTED_NOTE, token.map[0] + 1 if token.map else 0)


def _front_matter(text: str, path: str, problems: list[Diagnostic]) -> tuple[Details, int, tuple[int, ...]]:
    """What the front matter says, the offset where the body begins, and the lines in which comments begin before it."""
    from sitegen.read.head import find_head, may_have_head

    if not may_have_head(text):
        return Details(), 0, ()

    begin = 0
    try:
        head = find_head(text, path)
        if head is None:
            return Details(), 0, ()
        begin = head.begin
        return read_details(head.read(path)), begin, head.comments
    except SitegenError as error:
        problems.extend(error.diagnostics)
        return Details(), begin, ()


def _collect(problems: list[Diagnostic], parse: Callable[[], Sequence[Token]], lines_before: int) -> Sequence[Token]:
    """What `parse` returns; else nothing, and what is wrong, counted from the head of the file, among `problems`."""
    try:
        return parse()
    except SitegenError as error:
        problems.extend(replace(d, line=d.line and d.line + lines_before) for d in error.diagnostics)
        return ()


def _split_title(tokens: Sequence[Token], heading: Walk) -> tuple[str, Sequence[Token]]:
    """The words of a first-level heading that begins the text, and the tokens after it.

    A heading with a picture or a note in it is not cut. The walk over the heading is `heading`.
    """
    if len(tokens) < 3 or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return "", tokens
    body = heading.flatten(tokens[:3])
    title = " ".join(body.text.replace(ATOM, " ").split())
    return title, tokens if body.atoms or not title else tokens[3:]


def _too_deep(path: str, line: int) -> Diagnostic:
    hint = "write it with fewer levels"
    return Diagnostic(path, "lists or quotations are nested too deep", "SG322", line, help=hint)
