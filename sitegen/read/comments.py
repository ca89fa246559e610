"""Comments in Markdown: `<!-- … -->` as in HTML, `%% … %%` as in Obsidian. They are no text, on no page.

Inside code they stay what they are, words to be shown; behind a backslash too. One that never closes would publish or
swallow what its author did not mean, so that it is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

COMMENT = "comment"
"""The type of the inline token that stands for a comment; its `meta` says whether the comment closes."""
COMMENT_LINES = "comment lines"
"""In the environment of a parse: the lines, from 0, on which comments begin that stand between blocks."""
OPEN_COMMENT_LINES = "open comment lines"
"""The same of those that never close."""

UNCLOSED = "SG323"
"""The code of the mistake that a comment never ends."""

_CLOSERS = {"<!--": "-->", "%%": "%%"}


def comment_plugin(parser: MarkdownIt) -> None:
    """Let the parser leave comments out."""
    parser.block.ruler.before(
        "fence", COMMENT, _comment_block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.before("autolink", COMMENT, _comment_inline)


def _comment_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Comments that begin a line and end one; what follows in the line of an end is a block of its own."""
    if state.is_code_block(first) or not _opener_at(state.src, _start_of(state, first)):
        return False
    line, at, looked = first, _start_of(state, first), False
    while opener := _opener_at(state.src, at):
        begun = line
        closed = _find_end(state, line, at + len(opener), end, _CLOSERS[opener])
        if closed is None:
            if not silent:
                state.env.setdefault(OPEN_COMMENT_LINES, []).append(begun)
                state.line = end
            return True
        line, at = closed
        at = _behind_space(state, line, at)
        if line == first and not looked and at < state.eMarks[line]:
            if not _only_comments(state, line, at):
                return False
            looked = True
        if not silent:
            state.env.setdefault(COMMENT_LINES, []).append(begun)
    if not silent:
        _go_on_behind(state, line, at)
    return True


def _start_of(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _opener_at(text: str, at: int) -> str:
    """The mark that opens a comment at `at`, or the empty string."""
    return next((opener for opener in _CLOSERS if text.startswith(opener, at)), "")


def _find_end(state: StateBlock, line: int, at: int, end: int, closer: str) -> tuple[int, int] | None:
    """Line and offset behind the mark that closes; None where the lines of the container end before."""
    for number in range(line, end):
        if number > line and state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        begin = at if number == line else _start_of(state, number)
        found = state.src.find(closer, begin, state.eMarks[number])
        if found >= 0:
            return number, found + len(closer)
    return None


def _only_comments(state: StateBlock, line: int, at: int) -> bool:
    """True when nothing but further comments stands in the rest of the line, the last perhaps open."""
    at = _behind_space(state, line, at)
    while opener := _opener_at(state.src, at):
        closed = state.src.find(_CLOSERS[opener], at + len(opener), state.eMarks[line])
        if closed < 0:
            return True
        at = _behind_space(state, line, closed + len(_CLOSERS[opener]))
    return at >= state.eMarks[line]


def _behind_space(state: StateBlock, line: int, at: int) -> int:
    """The offset of the first character from `at` on that is no white space, or the end of the line."""
    end = state.eMarks[line]
    while at < end and state.src[at].isspace():
        at += 1
    return at


def _go_on_behind(state: StateBlock, line: int, at: int) -> None:
    """Let the next block begin behind the last comment: in the same line, when words follow there."""
    if state.src[at : state.eMarks[line]].strip():
        state.bMarks[line], state.tShift[line], state.sCount[line] = at, 0, state.blkIndent
        state.line = line
    else:
        state.line = line + 1


def _comment_inline(state: StateInline, silent: bool) -> bool:
    """A comment among words, with the space that would stand twice without it."""
    opener = _opener_at(state.src, state.pos)
    if not opener or (opener == "%%" and not _may_open(state.src, state.pos)):
        return False
    closer = _CLOSERS[opener]
    found = state.src.find(closer, state.pos + len(opener), state.posMax)
    end = found + len(closer) if found >= 0 else state.posMax
    nothing_yet = not state.pending and all(token.type == COMMENT for token in state.tokens)
    spaced = nothing_yet or state.src[state.pos - 1].isspace()
    if not silent:
        token = state.push(COMMENT, "", 0)
        token.hidden = True
        token.content = state.src[state.pos : end]
        token.meta = {"closed": found >= 0}
    if spaced:
        while end < state.posMax and state.src[end] == " ":
            end += 1
    state.pos = end
    return True


def _may_open(text: str, at: int) -> bool:
    """True for `%%` that no number or word stands before, and that closes: no other is a comment among words."""
    return not (at and (text[at - 1].isalnum() or text[at - 1] == "%")) and text.find("%%", at + 2) >= 0


def without_comments(text: str) -> str:
    """The text with all that stands in comments made blank, everything else where it was; code is not looked at."""
    return "".join(_blanked(text))


def _blanked(text: str) -> Iterator[str]:
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end + 3
        yield text[at:start]
        yield "".join(char if char == "\n" else " " for char in text[start:end])
        at = end
    yield text[at:]


def unclosed_comment(path: str, line: int, shown: str = "") -> Diagnostic:
    """What is told (SG323) of a comment that begins on this line and never ends; `shown` is the line."""
    hint = "close it with --> (or %%), or write a backslash before it to show it; what stands in a comment is no text"
    return Diagnostic(path, "a comment begins here and never ends", UNCLOSED, line, help=hint, source_line=shown)


def comments_left_out(path: str, lines: Sequence[int]) -> Iterator[Diagnostic]:
    """A note (SG344) where the first of the comments stands."""
    if lines:
        what = "a comment is" if len(lines) == 1 else f"{len(lines)} comments are"
        message = f"{what} left out of the site"
        yield Diagnostic(path, message, "SG344", min(lines), severity=Severity.NOTE)
