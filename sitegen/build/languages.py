"""What is told of articles in other languages than English: once for the whole project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.knowledge.country_names import has_country_names
from sitegen.text.wordlists import reads


class Written(Protocol):
    """An article, as far as it matters here."""

    @property
    def path(self) -> str: ...
    @property
    def language(self) -> str: ...


def told_of_languages(articles: Iterable[Written], of_site: str) -> Iterator[Diagnostic]:
    """One warning (SG347) for all articles in languages that the annotator has no rules for: what is found in them."""
    unread = [(one.path, one.language or of_site) for one in articles if not reads(one.language or of_site)]
    if not unread:
        return
    found: dict[str, list[str]] = defaultdict(list)
    for _, language in unread:
        found[what_is_found(language)].append(language)
    message = "; ".join(f"{_articles(languages)}: {what}" for what, languages in found.items())
    hint = "list the people, places and organisations that matter in knowledge/; `quotations:` says who speaks"
    yield Diagnostic(unread[0][0], message, "SG347", 1, help=hint, severity=Severity.WARNING)


def what_is_found(language: str) -> str:
    """What is found in a text in a language without rules, in a few words."""
    from sitegen.quotations.unattributed import reads_marks

    more = [
        "countries by the names that the language has for them" * has_country_names(language),
        "words between quotation marks without their speaker" * reads_marks(language),
    ]
    others = " and ".join(filter(None, more))
    listed = "what knowledge/ lists is found"
    return f"{listed}, {others}; nothing else" if others else f"only {listed}"


def _articles(languages: list[str]) -> str:
    which = ", ".join(f"`{language}`" for language in sorted(set(languages)))
    return f"an article in {which}" if len(languages) == 1 else f"{len(languages)} articles in {which}"
