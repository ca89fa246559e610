"""An article as it is on the disk now, with all that was found in it: what a move is about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from sitegen.annotate import annotate
from sitegen.build.filing import Clerk
from sitegen.desk.homes import Home, home_of
from sitegen.desk.moves import Place
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.explain import Explanation, explain
from sitegen.explain.finding import NameFinding, QuotationFinding
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Article
from sitegen.read import read_loaded
from sitegen.read.loading import LoadedArticle, load_article
from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.text.folding import Folded
from sitegen.text.selectors import Selector, find_places
from sitegen.text.spans import Span
from sitegen.text.values import value


@value
class Grounds:
    """The project as the last good build has it."""

    clerk: Clerk
    knowledge: KnowledgeBase
    site: Site

    @property
    def root(self) -> Path:
        """The project folder."""
        return self.clerk.root

    def facts_of(self, path: str) -> ArticleFacts | None:
        """What the site knows of the article at this path below the project folder."""
        return next((one for one in self.site.facts if one.article.path == path), None)


@value(slots=False)
class Scene:
    """One article, read and annotated anew."""

    grounds: Grounds
    loaded: LoadedArticle
    article: Article

    @cached_property
    def home(self) -> Home:
        """Where its corrections stand."""
        return home_of(self.loaded)

    @cached_property
    def marked(self) -> Article:
        """The article with what site.yaml says of the names in it."""
        return self.grounds.clerk.site_names.mark(self.article)

    @cached_property
    def explanation(self) -> Explanation:
        """All that was found and nearly found, with reasons."""
        clerk = self.grounds.clerk
        return explain(self.marked, self.grounds.knowledge, clerk.model, clerk.language)

    @cached_property
    def annotated(self) -> Annotated:
        """The article with its annotations."""
        clerk = self.grounds.clerk
        return annotate(self.marked, self.grounds.knowledge, clerk.model, clerk.language)

    @cached_property
    def folded(self) -> Folded:
        """Its text, for finding words in it."""
        return Folded.of(self.article.text)

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of the files that it was read from, and of the one that holds its corrections."""
        files = {file.shown: digest_of(file.content) for file in self.loaded}
        return {self.home.shown: "", **files}

    def span(self, place: Place) -> Span:
        """The stretch of the text at a place. Raises SitegenError (SG752) where there is none, or more than one."""
        if not place.exact:
            if place.end > len(self.article.text):
                raise _nowhere(self.article.path, "ends before that place")
            return Span(place.start, place.end)
        found = find_places(self.folded, Selector(place.exact, place.prefix, place.suffix))
        if len(found) != 1:
            words = " ".join(place.exact.split())[:60]
            told = f"has “{words}” in {len(found)} places" if found else f"has no “{words}”"
            raise _nowhere(self.article.path, told)
        return found[0]

    def name_at(self, span: Span) -> NameFinding | None:
        """What was found, or nearly found, of exactly these words."""
        return next((one for one in self.explanation.names if one.span == span), None)

    def quotation_at(self, span: Span) -> QuotationFinding | None:
        """The quotation, or the words left out, that shares the most with a stretch."""
        shared = {n: _shared(one, span) for n, one in enumerate(self.explanation.quotations)}
        best = max(shared, key=lambda n: shared[n], default=-1)
        return self.explanation.quotations[best] if shared.get(best, 0) else None


def spans_of(finding: QuotationFinding) -> tuple[Span, ...]:
    """The stretches of a quotation."""
    return tuple(segment.span for segment in finding.segments) or (finding.span,)


def _shared(finding: QuotationFinding, span: Span) -> int:
    return sum(len(common) for one in spans_of(finding) if (common := one.clip(span)) is not None)


def _nowhere(path: str, told: str) -> SitegenError:
    hint = "select more words, or reload the page"
    return SitegenError(Diagnostic(path, f"the text {told}", "SG752", help=hint))


def scene_of(grounds: Grounds, path: str) -> Scene:
    """The article at a path below the project folder. Raises SitegenError: SG758 for one that the site does not show,
    SG3xx for what is wrong with it."""
    if grounds.facts_of(path) is None:
        raise SitegenError(Diagnostic(path, "is no article of this site", "SG758", help="reload the page"))
    loaded = load_article(grounds.root / path, grounds.root)
    return Scene(grounds, loaded, read_loaded(loaded).article)


def digest_of(content: bytes | None) -> str:
    """The SHA-256 of a file's bytes; empty for no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()
