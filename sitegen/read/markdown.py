"""Markdown: CommonMark with tables, strikethrough and footnotes, from markdown-it's tokens to one text with elements.

HTML in the source is shown as text. Without annotations, `weave` over this body gives what markdown-it would render.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.read.comments import COMMENT, COMMENT_LINES, OPEN_COMMENT_LINES, comment_plugin
from sitegen.read.draft import Body, Details, Draft
from sitegen.read.flatten import Attributes, Flattener
from sitegen.read.targets import entity_of, image_problem, link_problem
from sitegen.text.spans import ATOM

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DEEPEST = 60
"""Blocks may be nested less deep than this."""

_NESTED_NOTE = "nested note"
_OPEN_COMMENT = "SG323"


def read_markdown(text: str, path: str) -> Draft:
    """The article in a Markdown text with front matter.

    Without a title a heading of the first level at the very beginning is the headline, and is cut from the body. When
    the body still has such headings, all are lowered by one. Raises SitegenError with every mistake: SG1xx and SG307
    in front matter, SG305 without any words, SG320 and SG321 for links and pictures, SG322 for blocks nested too deep,
    SG323 for comments that never end.
    """
    problems: list[Diagnostic] = []
    details, begin = _front_matter(text, path, problems)
    lines_before = text.count("\n", 0, begin)
    found: dict[str, list[int]] = {}
    tokens = _collect(problems, lambda: parse_markdown(text[begin:], path, found), lines_before)
    walk, heading = (Walk(path, text.split("\n"), lines_before) for _ in range(2))
    title, rest = _split_title(tokens, heading) if not details.headline else ("", tokens)
    walk.comments += [lines_before + line + 1 for line in found.get(COMMENT_LINES, ())]
    if rest is not tokens:
        walk.comments += heading.comments
        walk.problems += [problem for problem in heading.problems if problem.code == _OPEN_COMMENT]
    body = walk.flatten(rest)
    problems.extend(walk.problems)
    if not body.text and not problems:
        problems.append(Diagnostic(path, "holds no text", "SG305", 1, help="write the article, or remove the file"))
    if problems:
        raise SitegenError(sorted(problems, key=lambda problem: problem.line))
    told = tuple(_comments_left_out(path, walk.comments))
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
        raise SitegenError(_open_comment(path, line + 1) for line in found[OPEN_COMMENT_LINES])
    if _NESTED_NOTE in found:
        hint = "begin the inner note on a line of its own, without spaces before it"
        message = "a footnote is defined inside another one"
        raise SitegenError(Diagnostic(path, message, "SG322", found[_NESTED_NOTE], help=hint))
    return tokens


@cache
def parser() -> MarkdownIt:
    """The Markdown parser, made once: making it costs as much as reading an article."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"]).use(footnote_plugin)
    made.use(comment_plugin)
    made.core.ruler.before("footnote_tail", "nested_note", _note_nesting)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # addresses are judged here, with a line
    return made


def _note_nesting(state: StateCore) -> None:
    """Put the line of a footnote that stands inside another one into `state.env`: the plug-in would lose its words."""
    depth = 0
    for token in state.tokens:
        depth += (token.type == "footnote_reference_open") - (token.type == "footnote_reference_close")
        if depth > 1:
            state.env.setdefault(_NESTED_NOTE, token.map[0] + 1 if token.map else 0)


def _front_matter(text: str, path: str, problems: list[Diagnostic]) -> tuple[Details, int]:
    """What the front matter says, and the offset where the body begins."""
    if not text.startswith("---"):
        return Details(), 0
    from sitegen.read.frontmatter import parse_details, split_front_matter

    begin = 0
    try:
        yaml, begin = split_front_matter(text, path)
        return (parse_details(yaml, path, first_line=2) if begin else Details()), begin
    except SitegenError as error:
        problems.extend(error.diagnostics)
        return Details(), begin


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


def _open_comment(path: str, line: int, shown: str = "") -> Diagnostic:
    hint = "close it with --> (or %%), or write a backslash before it to show it; what stands in a comment is no text"
    return Diagnostic(path, "a comment begins here and never ends", _OPEN_COMMENT, line, help=hint, source_line=shown)


def _comments_left_out(path: str, lines: Sequence[int]) -> Iterator[Diagnostic]:
    """A note (SG344) where the first of the comments stands."""
    if lines:
        what = "a comment is" if len(lines) == 1 else f"{len(lines)} comments are"
        message = f"{what} left out of the site"
        yield Diagnostic(path, message, "SG344", min(lines), severity=Severity.NOTE)


def _too_deep(path: str, line: int) -> Diagnostic:
    hint = "write it with fewer levels"
    return Diagnostic(path, "lists or quotations are nested too deep", "SG322", line, help=hint)


class Walk:
    """One walk over the tokens, writing the body and gathering what is wrong."""

    def __init__(self, path: str, lines: Sequence[str], lines_before: int) -> None:
        self.problems: list[Diagnostic] = []
        self.comments: list[int] = []
        """The lines on which comments begin."""
        self._path = path
        self._lines = lines
        self._lines_before = lines_before
        self._line = 0
        self._flat = Flattener()
        self._links: list[bool] = []
        """For each open link: whether it was written as a mark."""

    def flatten(self, tokens: Iterable[Token]) -> Body:
        """The body that the tokens make."""
        for token in tokens:
            if token.type == "inline":
                self._line = token.map[0] + self._lines_before + 1 if token.map else 0
                for child in token.children or ():
                    self._inline(child)
            elif token.type in _BLOCKS:
                _BLOCKS[token.type](self._flat, token)
            elif token.nesting > 0:
                self._flat.open_block("" if token.hidden else token.tag, _attributes(token))
            elif token.nesting < 0:
                self._flat.close_block()
        return self._flat.body()

    def _inline(self, token: Token) -> None:
        if token.type == "link_open":
            self._open_link(str(token.attrs.get("href", "")), token)
        elif token.type == "link_close":
            if self._links.pop():
                self._flat.close_mark()
        elif token.type == "image":
            self._image(token)
        elif token.type == COMMENT:
            self._comment(token)
        elif token.type in _INLINES:
            _INLINES[token.type](self._flat, token)
            self._line += bool(self._line) and token.type in ("softbreak", "hardbreak")
        elif token.nesting > 0:
            self._flat.open_mark(token.tag, _attributes(token))
        elif token.nesting < 0:
            self._flat.close_mark()

    def _open_link(self, href: str, token: Token) -> None:
        entity = entity_of(href)
        problem = None if entity is not None else link_problem(href, self._path, self._line, self._source_line())
        if problem is not None:
            self.problems.append(problem)
        elif entity is not None:
            self._flat.open_mark("entity", (("id", unquote(entity)),))
        else:
            self._flat.open_mark("a", _attributes(token))
        self._links.append(problem is None)

    def _comment(self, token: Token) -> None:
        self.comments.append(self._line)
        if not token.meta["closed"]:
            self.problems.append(_open_comment(self._path, self._line, self._source_line()))
        self._line += bool(self._line) * token.content.count("\n")

    def _image(self, token: Token) -> None:
        src = str(token.attrs.get("src", ""))
        problem = image_problem(src, self._path, self._line, self._source_line())
        if problem is not None:
            self.problems.append(problem)
        shown = tuple((name, value) for name, value in _attributes(token) if name != "alt")
        self._flat.write_atom("img", (*shown[:1], ("alt", _words(token.children or ())), *shown[1:]))

    def _source_line(self) -> str:
        return self._lines[self._line - 1] if 0 < self._line <= len(self._lines) else ""


def _attributes(token: Token) -> Attributes:
    """The attributes of a token. Alignment becomes a class, for no style stands in a page."""
    return tuple(_as_class(name, str(value)) for name, value in token.attrs.items())


def _as_class(name: str, value: str) -> tuple[str, str]:
    return ("class", value.replace("text-align:", "align-")) if name == "style" else (name, value)


def _words(tokens: Iterable[Token]) -> str:
    """What a picture shows, without markup."""
    return "".join(_words_of(tokens))


def _words_of(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield from _words_of(token.children or ())
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type in ("text", "code_inline"):
            yield token.content


def _write_code(flat: Flattener, token: Token) -> None:
    from markdown_it.common.utils import unescapeAll

    flat.open_block("pre")
    language = unescapeAll(token.info).split(maxsplit=1)[:1]
    flat.open_block("code", tuple(("class", f"language-{word}") for word in language))
    flat.write(token.content)
    flat.close_block()
    flat.close_block()


def _write_code_inline(flat: Flattener, token: Token) -> None:
    flat.open_mark("code")
    flat.write(token.content)
    flat.close_mark()


def _write_hard_break(flat: Flattener, _: Token) -> None:
    flat.write_atom("br")
    flat.write("\n")


def _open_notes(flat: Flattener, _: Token) -> None:
    flat.open_block("section", (("class", "footnotes"), ("role", "doc-endnotes")))
    flat.open_block("ol")


def _close_notes(flat: Flattener, _: Token) -> None:
    flat.close_block()
    flat.close_block()


def _open_note(flat: Flattener, token: Token) -> None:
    flat.open_block("li", (("id", f"fn{token.meta['id'] + 1}"),))


def _write_note_reference(flat: Flattener, token: Token) -> None:
    number, reference = _note_ids(token)
    named = (("data-note", number), ("role", "doc-noteref"))
    flat.write_atom("a", (("class", "note-ref"), ("id", reference), ("href", f"#fn{number}"), *named))


def _write_way_back(flat: Flattener, token: Token) -> None:
    number, reference = _note_ids(token)
    named = (("data-back", number), ("role", "doc-backlink"))
    flat.write_atom("a", (("class", "note-back"), ("href", f"#{reference}"), *named))


def _note_ids(token: Token) -> tuple[str, str]:
    """The number of a note, and the id of this reference to it."""
    number, again = str(token.meta["id"] + 1), token.meta.get("subId", 0)
    return number, f"fnref{number}" + (f"-{again + 1}" if again else "")


_Write = Callable[[Flattener, "Token"], None]

_BLOCKS: Mapping[str, _Write] = {
    "code_block": _write_code,
    "fence": _write_code,
    "hr": lambda flat, token: flat.write_block_atom(token.tag),
    "footnote_block_open": _open_notes,
    "footnote_block_close": _close_notes,
    "footnote_open": _open_note,
    "footnote_anchor": _write_way_back,
}
"""How block tokens are written that are not one element each."""

_INLINES: Mapping[str, _Write] = {
    "text": lambda flat, token: flat.write(token.content),
    "softbreak": lambda flat, token: flat.write("\n"),
    "hardbreak": _write_hard_break,
    "code_inline": _write_code_inline,
    "footnote_ref": _write_note_reference,
}
