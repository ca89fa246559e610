"""What the author says of names for the whole site: which are never linked, and what sort of thing others are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from sitegen.knowledge.gazetteer import Form, Gazetteer
from sitegen.model import Article
from sitegen.text.letters import Clean, clean
from sitegen.text.slugs import make_slug
from sitegen.text.spans import Cover, Element, Span
from sitegen.text.tokens import shadow_of
from sitegen.text.values import value

SITE = "site"
"""What the attribute `everywhere` of a mark is that site.yaml asks for: what an article says goes before it."""
_TAKEN = frozenset({"entity", "code"})


@value
class SiteNames:
    """Names as texts write them, with their kinds; without a kind the name is ignored."""

    kinds: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, ignored: tuple[str, ...], kinds: Mapping[str, str]) -> SiteNames:
        """The names of site.yaml."""
        return cls((*((name, "") for name in ignored), *kinds.items()))

    def mark(self, article: Article) -> Article:
        """The article with a mark at each place of a name that neither the author nor the article says anything of."""
        if not self.kinds:
            return article
        marks = tuple(_marks(self, article))
        return replace(article, marks=(*article.marks, *marks)) if marks else article

    def spelled_in(self, text: str) -> Set[str]:
        """The spellings of those names that stand in a text, as `spelled` gives them; not within others of them."""
        if not self.kinds:
            return frozenset()
        gazetteer, _ = _compiled(self)
        visible = Clean.of(text)
        shadow = shadow_of(visible.text if visible is not None else text)
        return {match.form.spelling for match in gazetteer.find(shadow)}


def spelled(name: str) -> str:
    """The name as texts are searched for it."""
    return shadow_of(clean(name))


NO_NAMES = SiteNames()
"""Nothing is said of any name."""


@lru_cache(maxsize=4)
def _compiled(names: SiteNames) -> tuple[Gazetteer, Mapping[str, tuple[tuple[str, str], ...]]]:
    """What finds the names, and the attributes of their marks by their spellings; the kind goes before the ignoring."""
    attributes = {spelled(name): _attributes(clean(name), kind) for name, kind in names.kinds}
    return Gazetteer(Form(spelling, ()) for spelling in attributes), attributes


def _attributes(name: str, kind: str) -> tuple[tuple[str, str], ...]:
    if not kind:
        return ("id", ""), ("everywhere", SITE)
    return ("id", make_slug(name)), ("everywhere", SITE), ("kind", kind), ("name", name)


def _marks(names: SiteNames, article: Article) -> Iterator[Element]:
    gazetteer, attributes = _compiled(names)
    visible = Clean.of(article.text)
    matches = list(gazetteer.find(shadow_of(visible.text if visible is not None else article.text)))
    taken = Cover(mark.span for mark in article.marks if mark.tag in _TAKEN) if matches else Cover(())
    for match in matches:
        span = Span(match.start, match.end)
        span = visible.back(span) if visible is not None else span
        if not taken.touches(span):
            yield Element(span, "entity", attributes[match.form.spelling])
