"""Figures: a picture with its caption, and the credit that a caption ends with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sitegen.read.comments import COMMENT
from sitegen.read.flatten import Flattener
from sitegen.text.weave import escape
from sitegen.text.wordlists import load_words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

FIGURE = "figure"
"""The type of the token of a picture that stands alone in a paragraph of Markdown and has a title, its caption."""
CREDIT_TAG = "small"
"""The mark over a credit: HTML’s element for small print."""

_AFTER = r"(?:\A|(?<=[.!?…”\"’)\]|/–—-]\s)|(?<=\n))"
"""A credit begins a caption, or stands behind a sentence or a mark."""


def find_credit(caption: str) -> int:
    """Where in the caption the credit begins, which goes on to its end; the length of the caption where it has none.

    A credit begins with ©, or with one of the words in `credit_labels.txt` and a colon, in brackets or not.
    """
    found = _credits().search(caption)
    return found.start() if found else len(caption)


@cache
def _credits() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(load_words("credit_labels"), key=len, reverse=True))
    label = rf"(?i:{labels})\s?:\s*\S"
    return re.compile(rf"{_AFTER}{label}|(?:\A|(?<=\s))[(\[]?©\s*\S|(?:\A|(?<=\s))[(\[]{label}")


def write_figure(flat: Flattener, write_picture: Callable[[], None], caption: str) -> None:
    """Write a figure: what `write_picture` writes, and under it the caption, its credit marked as small print."""
    caption = " ".join(caption.split())
    flat.open_block("figure")
    flat.open_block("")
    write_picture()
    flat.close_block()
    if caption:
        _write_caption(flat, caption)
    flat.close_block()


def _write_caption(flat: Flattener, caption: str) -> None:
    credit = find_credit(caption)
    flat.open_block("figcaption")
    flat.write(caption[:credit])
    if credit < len(caption):
        flat.open_mark(CREDIT_TAG)
        flat.write(caption[credit:])
        flat.close_mark()
    flat.close_block()


def figure_plugin(parser: MarkdownIt) -> None:
    """Make one token of each paragraph that holds a picture with a title, or a link around it, and nothing else."""
    parser.core.ruler.push(FIGURE, _find_figures)
    parser.add_render_rule(FIGURE, _render_figure)


def _find_figures(state: StateCore) -> None:
    tokens, kept = state.tokens, []
    at = 0
    while at < len(tokens):
        inline = tokens[at + 1] if tokens[at].type == "paragraph_open" else None
        if inline is not None and tokens[at + 2].type == "paragraph_close" and (picture := _only_picture(inline)):
            kept.append(_figure_of(inline, picture))
            at += 3
        else:
            kept.append(tokens[at])
            at += 1
    state.tokens = kept


def _render_figure(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """The figure as it is woven, for whoever renders with the parser alone."""
    caption = " ".join(tokens[at].content.split())
    credit = find_credit(caption)
    told = f"<{CREDIT_TAG}>{escape(caption[credit:])}</{CREDIT_TAG}>" if credit < len(caption) else ""
    picture = renderer.renderInline(tokens[at].children or (), options, env)
    return f"<figure>{picture}<figcaption>{escape(caption[:credit])}{told}</figcaption></figure>\n"


def _only_picture(inline: Token) -> Token | None:
    """The picture that is all there is in a paragraph; None where there is more, and where it has no title."""
    shown = [
        one for one in inline.children or () if one.type != COMMENT and (one.type != "text" or one.content.strip())
    ]
    if [one.type for one in shown] == ["link_open", "image", "link_close"]:
        shown = shown[1:2]
    alone = len(shown) == 1 and shown[0].type == "image" and str(shown[0].attrs.get("title", "")).strip()
    return shown[0] if alone else None


def _figure_of(inline: Token, picture: Token) -> Token:
    """The token of a figure: its children are those of the paragraph, its content the caption."""
    from markdown_it.token import Token

    caption = str(picture.attrs.pop("title"))
    return Token(FIGURE, "figure", 0, map=inline.map, level=inline.level - 1, children=inline.children, content=caption)
