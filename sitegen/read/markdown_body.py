"""The body of a Markdown article: markdown-it's tokens written as one text with the elements over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic
from sitegen.read.comments import COMMENT, unclosed_comment
from sitegen.read.draft import Body
from sitegen.read.figures import FIGURE, write_figure
from sitegen.read.flatten import Attributes, Flattener
from sitegen.read.targets import entity_of, image_problem, link_problem, without_words
from sitegen.read.tasks import TASK

if TYPE_CHECKING:
    from markdown_it.token import Token


class Walk:
    """One walk over the tokens, writing the body and gathering what is wrong."""

    def __init__(self, path: str, lines: Sequence[str], lines_before: int) -> None:
        self.problems: list[Diagnostic] = []
        self.told: list[Diagnostic] = []
        """What the author should look at."""
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
                self._inlines(token)
            elif token.type == FIGURE:
                write_figure(self._flat, partial(self._inlines, token), token.content)
            elif token.type in _BLOCKS:
                _BLOCKS[token.type](self._flat, token)
            elif token.nesting > 0:
                self._flat.open_block("" if token.hidden else token.tag, _attributes(token))
            elif token.nesting < 0:
                self._flat.close_block()
        return self._flat.body()

    def _inlines(self, token: Token) -> None:
        self._line = token.map[0] + self._lines_before + 1 if token.map else 0
        for child in token.children or ():
            self._inline(child)

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
        is_inside = any(self._links)  # an address between < and > may stand in the words of a link
        if problem is not None:
            self.problems.append(problem)
        elif is_inside:
            pass
        elif entity is not None:
            self._flat.open_mark("entity", (("id", unquote(entity)),))
        else:
            self._flat.open_mark("a", _attributes(token))
        self._links.append(problem is None and not is_inside)

    def _comment(self, token: Token) -> None:
        self.comments.append(self._line)
        if not token.meta["closed"]:
            self.problems.append(unclosed_comment(self._path, self._line, self._source_line()))
        self._line += bool(self._line) * token.content.count("\n")

    def _image(self, token: Token) -> None:
        src = str(token.attrs.get("src", ""))
        problem = image_problem(src, self._path, self._line, self._source_line())
        alt = _words(token.children or ())
        if problem is not None:
            self.problems.append(problem)
        elif not alt.strip():
            self.told.append(without_words(src, self._path, self._line, self._source_line()))
        more = (one for one in _attributes(token) if one[0] not in ("src", "alt"))
        self._flat.write_atom("img", (("src", src), ("alt", alt), *more))

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
    TASK: lambda flat, token: flat.write_atom(token.tag, _attributes(token)),
}
