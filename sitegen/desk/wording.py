"""The words by which the desk finds a correction again, or the refusal where no words tell its place from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text import wording
from sitegen.text.folding import Folded
from sitegen.text.selectors import Selector
from sitegen.text.spans import Span
from sitegen.text.wording import words_of


def quotation_words(text: Folded, span: Span) -> Mapping[str, str]:
    """What finds a quotation that has the words at `span`. Raises SitegenError (SG752)."""
    return _told(wording.quotation_words(text, span), text, span)


def new_quotation_words(text: Folded, span: Span) -> Mapping[str, str]:
    """What makes a quotation of exactly the words at `span`. Raises SitegenError (SG752)."""
    return _told(wording.new_quotation_words(text, span), text, span)


def mention_words(text: Folded, span: Span, block: Span) -> Mapping[str, str]:
    """What finds one mention in its block: the words around it, and its own. Raises SitegenError (SG752)."""
    return _told(wording.mention_words(text, span, block), text, span)


def selector_in(item: Mapping[str, Any]) -> Selector:
    """The selector of a correction that stands in a file."""
    return Selector(*(str(item.get(key, "")) for key in ("quote", "prefix", "suffix")))


def _told(words: Mapping[str, str] | None, text: Folded, span: Span) -> Mapping[str, str]:
    if words is not None:
        return words
    message = f"nothing tells “{words_of(text.original, span)[:60]}” here from the same words elsewhere"
    raise SitegenError(Diagnostic("desk", message, "SG752", help="make the text around it different, or select more"))
