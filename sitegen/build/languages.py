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
    @property
    def headline(self) -> str: ...


_LATIN_BEFORE, _LATIN_MORE = "\u0250", ("\u1e00", "\u1eff")
"""Below the first, and between the two others, letters are Latin."""


def told_of_languages(articles: Iterable[Written], of_site: str) -> Iterator[Diagnostic]:
    """One warning (SG347) for all articles in languages that the annotator has no rules for: what is found in them.

    Another (SG373) for those that would be read by its rules, and whose headline is in the letters of another language.
    """
    articles = tuple(articles)
    yield from _told_of_letters([one.path for one in articles if _is_foreign(one, of_site)], of_site)
    unread = [(one.path, one.language or of_site) for one in articles if not reads(one.language or of_site)]
    if not unread:
        return
    found: dict[str, list[str]] = defaultdict(list)
    for _, language in unread:
        found[what_is_found(language)].append(language)
    message = "; ".join(f"{_articles(languages)}: {what}" for what, languages in found.items())
    hint = "list the people, places and organisations that matter in knowledge/; `quotations:` says who speaks"
    yield Diagnostic(unread[0][0], message, "SG347", 1, help=hint, severity=Severity.WARNING)


def _is_foreign(article: Written, of_site: str) -> bool:
    """Whether most letters of the headline are not Latin, though the article is said to be in a language that is."""
    headline = article.headline
    if headline.isascii() or not reads(article.language or of_site):
        return False
    letters = [char for char in headline if char.isalpha()]
    latin = sum(char < _LATIN_BEFORE or _LATIN_MORE[0] <= char <= _LATIN_MORE[1] for char in letters)
    return 2 * latin < len(letters)


def _told_of_letters(paths: list[str], of_site: str) -> Iterator[Diagnostic]:
    if paths:
        others = f" (and {len(paths) - 1} more)" if len(paths) > 1 else ""
        message = (
            f"has a headline in other letters than those of `{of_site}`{others}, and is read as if it were in that"
        )
        hint = "say its language, as `lang: ar`; or that of all articles, as `language: ar` in site.yaml"
        yield Diagnostic(paths[0], message, "SG373", 1, help=hint, severity=Severity.WARNING)


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
