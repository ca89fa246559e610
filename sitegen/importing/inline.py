"""The words of a leaf as Markdown: what could be a sign is escaped, emphasis and links are written where they hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sitegen.read.draft import Body
from sitegen.read.html_fragment_words import COMMENT, NOTE
from sitegen.text.spans import ATOM, Element, Span

_SIGNS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**", "s": "~~", "del": "~~", "code": "`", "a": "["}
"""The marks that Markdown has a sign for; of others the words alone are written."""
_ESCAPED = re.compile(r"[\\`*\[\]<]|~(?=~)|(?<=~)~|&(?=#?\w)|%(?=%)|(?<=%)%|(?<![^\W_])_|_(?![^\W_])|\$(?=\$)")
_AT_LINE_START = re.compile(r"(?m)^(?:(#{1,6}(?=\s|$)|[-+](?=\s|$)|[>|=:]|~(?=\s)|-+\s*$)|(\d{1,9})([.)])(?=\s|$))")
_NOTE = re.compile(r"(?<!\\)\[\^\d+\]|\A\[[ x]\](?=\s|\Z)")
_BREAK = "\0"
"""Stands for the backslash of a hard break until all else is written: no text holds it."""
_SPACE = re.compile(r"[ \t\n\r\f]+")


def escape_words(words: str) -> str:
    """The words with a backslash before everything that Markdown would take for a sign inside a line."""
    return _ESCAPED.sub(lambda found: "\\" + found[0], words)


def written_address(address: str) -> str:
    """An address as it stands between the round brackets of a link: without spaces, brackets and marks."""
    return re.sub(r'[\s()<>"\\`]', lambda found: f"%{ord(found[0]):02X}", address.strip())


def picture_markdown(picture: Element) -> str:
    """A picture with its alternative text, and its title where it has one."""
    title = " ".join((picture.get("title") or "").split())
    quoted = re.sub(r'(["\\]|&(?=[#\w]))', r"\\\1", title)
    alt = escape_words(" ".join((picture.get("alt") or "").split()))
    return f"![{alt}]({written_address(picture.get('src') or '')}" + (f' "{quoted}")' if title else ")")


def comment_markdown(words: str) -> str:
    """Words for whoever edits the file, which no reader sees."""
    return f"<!-- {' '.join(words.split()).replace('--', '- -')} -->"


class Layers:
    """A body whose marks and atoms can be asked for by place, in logarithmic time."""

    def __init__(self, body: Body) -> None:
        self.text = body.text
        signed = (mark for mark in body.marks if mark.tag in _SIGNS)
        self._marks = sorted(signed, key=lambda mark: (mark.span.start, -mark.span.end))
        self._mark_starts = [mark.span.start for mark in self._marks]
        self._atoms = sorted(body.atoms, key=lambda atom: atom.span.start)
        self._atom_starts = [atom.span.start for atom in self._atoms]

    def marks_in(self, span: Span) -> Sequence[Element]:
        """The marks that lie in the span and have a sign, the outer before the inner ones."""
        first, last = (bisect_left(self._mark_starts, at) for at in (span.start, span.end))
        return [mark for mark in self._marks[first:last] if mark.span.end <= span.end]

    def atoms_in(self, start: int, end: int) -> Sequence[Element]:
        """The atoms between two offsets, in order."""
        first, last = (bisect_left(self._atom_starts, at) for at in (start, end))
        return self._atoms[first:last]

    def words_in(self, span: Span) -> str:
        """The words in the span, without atoms."""
        at, words = span.start, ""
        for atom in self.atoms_in(span.start, span.end):
            words += self.text[at : atom.span.start]
            at = atom.span.end
        return words + self.text[at : span.end]


def inline_markdown(layers: Layers, span: Span, *, breaks: bool = True) -> str:
    """What stands in the span, as Markdown; without `breaks` on one line.

    Marks that Markdown would not read where they stand (a letter right behind `**`) are left out, not their words.
    """
    for marks in (layers.marks_in(span), ()):
        written = _Inline(layers, breaks).write(span, marks)
        if _reads_as(written, layers.words_in(span)):
            return written
    return written


def _reads_as(markdown: str, words: str) -> bool:
    """Whether a reader of Markdown finds just these words in it, white space aside."""
    from sitegen.read.markdown import parse_markdown
    from sitegen.read.markdown_body import Walk

    without_notes = _NOTE.sub("", markdown)  # what they refer to stands elsewhere; a box is one in a list alone
    read = Walk("", (), 0).flatten(parse_markdown(f"a\n{without_notes}", ""))
    return "".join(read.text.replace(ATOM, "").split()) == "a" + "".join(words.replace(ATOM, "").split())


class _Inline:
    """Writes one leaf."""

    def __init__(self, layers: Layers, breaks: bool) -> None:
        self._layers = layers
        self._text = layers.text
        self._breaks = breaks

    def write(self, span: Span, marks: Sequence[Element]) -> str:
        """The leaf as Markdown."""
        written = self._stretch(span.start, span.end, marks, frozenset())
        lines = (line.strip(" ") for line in written.strip(f" \n{_BREAK}").split("\n"))
        kept = "\n".join(line for line in lines if line.strip(_BREAK))
        return _AT_LINE_START.sub(_escaped_start, kept).replace(_BREAK, "\\")

    def _stretch(self, start: int, end: int, marks: Sequence[Element], around: frozenset[str]) -> str:
        """What stands between two offsets, inside the signs `around`."""
        out: list[str] = []
        at, number = start, 0
        starts = [mark.span.start for mark in marks]
        while number < len(marks):
            mark = marks[number]
            number += 1
            first, last = max(mark.span.start, at), min(mark.span.end, end)
            if first < last:
                behind = bisect_left(starts, last, number)
                out.append(self._words(at, first))
                out.append(self._mark(mark, first, last, marks[number:behind], around))
                at, number = last, behind
        out.append(self._words(at, end))
        return "".join(out)

    def _mark(self, mark: Element, start: int, end: int, inner: Sequence[Element], around: frozenset[str]) -> str:
        sign = _SIGNS[mark.tag]
        if sign in around or "`" in around:
            return self._stretch(start, end, inner, around)
        if sign == "`":
            return _code(self._text[start:end])
        held = self._stretch(start, end, inner, around | {sign})
        words = held.strip()
        if not words:
            return held
        before, after = held[: len(held) - len(held.lstrip())], held[len(held.rstrip()) :]
        if sign == "[":
            return f"{before}[{words}]({written_address(mark.get('href') or '')}){after}"
        return f"{before}{sign}{words}{sign}{after}"

    def _words(self, start: int, end: int) -> str:
        out: list[str] = []
        at = start
        for atom in self._layers.atoms_in(start, end):
            out += (escape_words(self._spaced(self._text[at : atom.span.start])), self._atom(atom))
            at = atom.span.end
        return "".join((*out, escape_words(self._spaced(self._text[at:end]))))

    def _spaced(self, words: str) -> str:
        """The words with one space or line break for each run of white space."""
        return _SPACE.sub(lambda found: "\n" if self._breaks and "\n" in found[0] else " ", words)

    def _atom(self, atom: Element) -> str:
        if atom.tag == "br":
            return f"{_BREAK}\n" if self._breaks else " "
        if atom.tag == "img":
            return picture_markdown(atom)
        if atom.tag == COMMENT:
            return comment_markdown(atom.get("words") or "")
        if atom.tag == "input":
            return "[ ]" if atom.get("checked") is None else "[x]"
        if atom.tag == NOTE:
            return f"[^{atom.get('number')}]"
        return ""


def _code(words: str) -> str:
    """Words of code between as many marks as it takes."""
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{' '.join(words.split())}{space}{fence}"


def _escaped_start(found: re.Match[str]) -> str:
    return "\\" + found[1] if found[1] else f"{found[2]}\\{found[3]}"
