"""Where in its source file an offset into an article's text stands."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sitegen.model import Article
from sitegen.read.comments import without_comments
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks

_WORD = re.compile(r"\w+")
_HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{1,30};")
_OPENING = 4
"""So many first words of a block find it in the file."""
_GAP = 400
"""At most so many characters of markup stand between two words."""


@value
class Lines:
    """Maps offsets in an article's text to lines and columns of its file, both from 1."""

    anchors: tuple[tuple[int, int, int], ...]
    """Words that stand in both: where each begins in the text and in the file, and its length; sorted."""
    starts: tuple[int, ...]
    """Where the lines of the file begin."""

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the offset in the file."""
        position = max(0, self._in_file(offset))
        line = bisect_right(self.starts, position)
        return line, position - self.starts[line - 1] + 1

    def _in_file(self, offset: int) -> int:
        """The offset in the file: inside a word, or counted from the nearer of the words around it."""
        following = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0])
        near = self.anchors[max(0, following - 1) : following + 1]
        if not near:
            return 0
        text_at, file_at, _ = min(near, key=lambda anchor: max(anchor[0] - offset, offset - anchor[0] - anchor[2] + 1))
        return file_at + offset - text_at


def find_lines(article: Article, source: str) -> Lines:
    """The way from the article's text back to `source`, the text of its file.

    Words are followed from block to block; markup between them is passed over.
    """
    suffix = article.path.lower().rpartition(".")[2]
    visible = _VISIBLE[suffix](source) if suffix in _VISIBLE else source
    starts = (0, *(match.end() for match in re.finditer("\n", visible)))
    return Lines(tuple(sorted(_anchors(article, visible))), starts)


def _without_tags(source: str) -> str:
    """The source with everything that no reader sees made blank, and entities made characters; all else stays put."""
    blank = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), source)
    return _ENTITY.sub(lambda match: html.unescape(match.group())[:1].ljust(len(match.group())), blank)


_VISIBLE = {"html": _without_tags, "md": without_comments}
"""What of a file a reader sees, by its suffix: all of others."""


def _anchors(article: Article, source: str) -> Iterator[tuple[int, int, int]]:
    position = 0
    for leaf in leaf_blocks(article.blocks):
        words = [(m.group(), m.start()) for m in _WORD.finditer(article.text, leaf.span.start, leaf.span.end)]
        begin = _find_opening([word for word, _ in words[:_OPENING]], source, position)
        if begin is None:
            continue
        position = begin
        for word, at in words:
            found = _find_word(word, source, position)
            if found is not None:
                yield at, found, len(word)
                position = found + len(word)


def _find_opening(words: Sequence[str], source: str, position: int) -> int | None:
    """Where the words stand in a row, from `position` on or anywhere; fewer of them where markup parts them."""
    for count in range(len(words), 0, -1):
        pattern = re.compile(r"\b" + r"\W{1,80}?(?:\([^()]*\)\W{0,9})?".join(map(re.escape, words[:count])) + r"\b")
        found = pattern.search(source, position) or (pattern.search(source) if count > 1 else None)
        if found is not None:
            return found.start()
    return None


def _find_word(word: str, source: str, position: int) -> int | None:
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(source, position, position + _GAP)
    return found.start() if found else None
