"""Task lists in Markdown: `- [ ] to do` and `- [x] done` as items with a box that is ticked or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

TASK = "task"
"""The type of the inline token that stands for the box."""
_BOX = re.compile(r"\[([ xX])\](?=[ \t\n])")


def tasks_plugin(parser: MarkdownIt) -> None:
    """Let the parser make boxes of what begins the items of such lists."""
    parser.core.ruler.after("inline", TASK, _make_boxes)
    parser.add_render_rule(TASK, _render_box)


def _make_boxes(state: StateCore) -> None:
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and inline.children:
            first = inline.children[0]
            box = _BOX.match(first.content) if first.type == "text" and _is_alone(inline) else None
            if box is not None:
                first.content = first.content[box.end() :]
                inline.children.insert(0, _box(is_done=box[1] != " "))
                item.attrSet("class", TASK)


def _render_box(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return "<input" + renderer.renderAttrs(tokens[at]) + ">"


def _is_alone(inline: Token) -> bool:
    """Whether more stands behind the box than nothing: `- [ ]` alone is a text."""
    return bool(inline.content[3:].strip())


def _box(*, is_done: bool) -> Token:
    from markdown_it.token import Token

    ticked = {"checked": ""} if is_done else {}
    return Token(TASK, "input", 0, attrs={"type": "checkbox", **ticked, "disabled": ""})
