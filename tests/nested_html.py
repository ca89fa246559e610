"""HTML for tests as nobody would write it: containers in containers, with a word of its own in each place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TypeVar

Choice = TypeVar("Choice")

_INLINE = [
    "em",
    "i",
    "strong",
    "b",
    "s",
    "del",
    "ins",
    "code",
    "sub",
    "sup",
    "q",
    "cite",
    "span",
    "abbr",
    "mark",
    "label",
]
_AROUND = ["p", "div", "section", "article", "blockquote", "details", "center", "address", "x-box", "hgroup", "header"]
_WORD = re.compile(r"w\d+x")


def words_of(text: str) -> list[str]:
    """The words of such a piece, in order."""
    return _WORD.findall(text)


class Nested:
    """Makes one piece of HTML after another, by chance that comes from `seed`; `filler` stands behind each word."""

    def __init__(self, seed: int, filler: str = "") -> None:
        self._chance = random.Random(seed)
        self._filler = filler
        self._count = 0

    def blocks(self, depth: int = 2) -> str:
        """Blocks, and words between them."""
        kinds: list[Callable[[int], str]] = [self._inline, self._paragraph]
        kinds += [self._around, self._list, self._terms, self._table, self._figure] if depth else []
        return "".join(self._pick(kinds)(depth - 1) for _ in range(self._chance.randint(1, 3)))

    def _pick(self, choices: list[Choice]) -> Choice:
        return self._chance.choice(choices)

    def _word(self) -> str:
        self._count += 1
        return f"w{self._count}x{self._filler}"

    def _inline(self, depth: int) -> str:
        """Words, and elements within a line."""
        word, tag = self._word(), self._pick(_INLINE)
        ways = [word, f"{word} {self._word()}", f"{word}<br>{self._word()}", f"<{tag}>{word}</{tag}>"]
        ways.append(f"<ruby>{word}<rt>{self._word()}</rt></ruby>")
        return self._pick([*ways, f"{word} <{tag}>{self._inline(depth - 1) if depth > 0 else self._word()}</{tag}>"])

    def _paragraph(self, _: int) -> str:
        tag = self._pick(["p", "p", "h2", "h4", "pre"])
        return f"<{tag}>{self._inline(1)}</{tag}>"

    def _around(self, depth: int) -> str:
        tag = self._pick(_AROUND)
        return f"<{tag}>{self.blocks(depth)}</{tag}>"

    def _list(self, depth: int) -> str:
        tag = self._pick(["ul", "ol"])
        items = "".join(self._item(depth) for _ in range(self._chance.randint(1, 3)))
        return f"<{tag}>{items}</{tag}>"

    def _item(self, depth: int) -> str:
        inside = self._pick([self._inline, self.blocks])
        return self._pick(["<li>{}</li>", "<li>{}", "<div><li>{}</li></div>", "{}"]).format(inside(max(depth, 0)))

    def _terms(self, depth: int) -> str:
        term, meaning = self._inline(1), self.blocks(max(depth, 0))
        ways = [
            f"<dt>{term}</dt><dd>{meaning}</dd>",
            f"<div><dt>{term}<dd>{meaning}</div>",
            f"<dt><h3>{term}</h3></dt>",
        ]
        return f"<dl>{self._pick([*ways, f'<dd>{meaning}</dd>'])}</dl>"

    def _table(self, depth: int) -> str:
        caption = self._pick(["", f"<caption>{self._inline(1)}</caption>"])
        rows = "".join(self._row(depth) for _ in range(self._chance.randint(1, 3)))
        return f"<table>{caption}{self._pick(['{}', '<tbody>{}</tbody>', '<thead>{}</thead>']).format(rows)}</table>"

    def _row(self, depth: int) -> str:
        cells = "".join(self._cell(depth) for _ in range(self._chance.randint(1, 2)))
        return f"<tr>{cells}</tr>"

    def _cell(self, depth: int) -> str:
        tag = self._pick(["td", "th", "td colspan=2", "td rowspan=2"])
        inside = self._pick([self._inline, self._inline, self.blocks])
        return f"<{tag}>{inside(max(depth, 0))}</{tag[:2]}>"

    def _figure(self, _: int) -> str:
        """A figure, and a paragraph behind it: a heading over nothing but a picture is none of the article's."""
        inside = self._pick(["<img src=a.jpg>", f"<p>{self._inline(1)}</p>"])
        caption = f"<figcaption>{self._inline(1)}</figcaption>"
        return f"<figure>{inside}{caption}</figure><p>{self._word()}</p>"
