"""Ids of headings in Markdown, of their words or as `{#id}` behind them says, and links on the page that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.text.slugs import make_slug

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_LONGEST = 80
_OWN_ID = re.compile(r"\s*\{#([A-Za-z][\w.-]*)\}\s*\Z", re.ASCII)
"""What Hugo, Pandoc and Kramdown let stand behind a heading."""
TAKEN = frozenset(
    (
        *("about", "about-heading", "card", "card-title", "content", "here-heading", "known-named", "known-speaker"),
        *("list-heading", "map-heading", "mentioned", "mentioned-heading", "people-heading", "related-heading"),
        *("said", "said-heading", "search", "search_box", "search_found", "search_ways", "site-menu", "top"),
        *("company-heading", "genders-heading", "sorts-heading"),
        *("find-kind", "find-year", "voices-heading", "who"),
    )
)
"""Ids that pages have of their own."""
_TAKEN_FORMS = re.compile(r"(?:p|q|fn|fnref)\d+(?:-\d+)?|(?:m|who|when|said|find|notes?|sitegen)-.*", re.ASCII)
"""What the ids of paragraphs, quotations, notes, mentions and entries look like."""


def heading_ids_plugin(parser: MarkdownIt) -> None:
    """Let the parser give every heading an id, and lead `#…` to it."""
    parser.core.ruler.push("heading_ids", _set_ids)


def _set_ids(state: StateCore) -> None:
    """Give the ids, each once, and write them into the links of the text where these mean them in another spelling."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open":
            one = _free(
                _cut_id(inline) or make_slug(_words(inline), _LONGEST, whole_words=True) or "section", taken, counts
            )
            taken.add(one)
            ids.setdefault(_loose(one), one)
            opening.attrSet("id", one)
    for link in _links(state.tokens) if ids else ():
        name = unquote(str(link.attrs["href"])[1:])
        if name not in taken and not _is_of_page(name) and _loose(name) in ids:
            link.attrs["href"] = f"#{ids[_loose(name)]}"


def _free(wanted: str, taken: set[str], counts: dict[str, int]) -> str:
    """The id that is wanted, changed as far as it takes to be none that the page has; `counts` goes on by words."""
    stem = f"section-{wanted}" if _is_of_page(wanted) else wanted
    if stem not in taken:
        return stem
    number = next(number for number in count(counts.get(stem, 1)) if f"{stem}-{number}" not in taken)
    counts[stem] = number + 1
    return f"{stem}-{number}"


def _is_of_page(name: str) -> bool:
    return name.casefold() in TAKEN or _TAKEN_FORMS.fullmatch(name) is not None


def _cut_id(heading: Token) -> str:
    """The id that stands behind the words of a heading, which lose it; empty where there is none."""
    last = heading.children[-1] if heading.children else None
    found = _OWN_ID.search(last.content) if last is not None and last.type == "text" else None
    if last is None or found is None:
        return ""
    last.content = last.content[: found.start()]
    return found[1]


def _words(heading: Token) -> str:
    return "".join(one.content for one in heading.children or () if one.type in ("text", "code_inline"))


def _loose(name: str) -> str:
    """An id as all systems would spell it: its letters and figures alone."""
    return make_slug(name).replace("-", "")


def _links(tokens: Iterable[Token]) -> Iterator[Token]:
    """The links that lead to a place on their own page."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open" and str(child.attrs.get("href", "")).startswith("#"):
                yield child
