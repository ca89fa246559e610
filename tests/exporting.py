"""Sites for the tests of exports: made of values, with any text and any spans."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from sitegen.knowledge import KnowledgeBase
from sitegen.model import (
    Annotated,
    Article,
    DateMention,
    Entity,
    Kind,
    Mention,
    Origin,
    Quotation,
    QuotationKind,
    Segment,
    Speaker,
)
from sitegen.project.config import Config
from sitegen.site import Site
from sitegen.site.assembly import assemble
from sitegen.text.spans import Cover, Element, Span

NOWHERE = Path("/nonexistent")

PEOPLE = (
    Entity("ana-lima", Kind.PERSON, "Ana Lima", origin=Origin.FOUND),
    Entity("lima", Kind.PLACE, "Lima", country="peru"),
    Entity("peru", Kind.COUNTRY, "Peru", country_code="PE", aliases=("Peruvian",)),
    Entity("quay-board", Kind.ORGANIZATION, "Quay Board", url="https://quay.example/"),
    Entity("bollard", Kind.TERM, "bollard", summary="A post on a quay.", glossary=True),
)
KNOWLEDGE = KnowledgeBase(PEOPLE)


def site_of(*annotated: Annotated, base_url: str = "", knowledge: KnowledgeBase = KNOWLEDGE) -> Site:
    """A site of these articles."""
    return assemble(Config(root=NOWHERE, title="The Quay", base_url=base_url), annotated, knowledge)


def article_of(text: str, **values: object) -> Article:
    """An article of one paragraph, unless `blocks` are given."""
    given = {"slug": "a", "headline": "A", "blocks": (Element(Span(0, len(text)), "p"),), "path": "a.txt"} | values
    return Article(text=text, **given)


def said(
    text: str,
    words: str,
    kind: str = "direct",
    who: str = "",
    speaker: str = "",
    cue: str = "",
    confidence: float = 0.9,
) -> Quotation:
    """A quotation of `words`, which stand in `text`; `speaker` are the words for `who`, which may be no entity."""
    segments = tuple(Segment(find(text, part), QuotationKind(kind)) for part in words.split("|"))
    known = {person.id: person.name for person in PEOPLE}
    spoken = Speaker(find(text, speaker), known.get(who, speaker), who) if speaker else None
    return Quotation(segments, find(text, cue) if cue else None, spoken, confidence, "after" if speaker else "")


def find(text: str, words: str) -> Span:
    """Where `words` stand first."""
    return Span(text.index(words), text.index(words) + len(words))


def mention(text: str, words: str, entity_id: str) -> Mention:
    """The first place of `words` as a mention."""
    return Mention(find(text, words), entity_id)


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()) | st.sampled_from("<>&\"'“”=\n\t\r\0\x0b\ufffe￼"))


@st.composite
def annotated_articles(draw: st.DrawFn) -> Annotated:
    """Any text in one or two paragraphs, with mentions that do not overlap and quotations that cross them anyhow."""
    first, second = draw(ANY_TEXT.filter(bool)), draw(ANY_TEXT.filter(bool))
    text = f"{first}\n\n{second}"
    blocks = (Element(Span(0, len(first)), "p"), Element(Span(len(first) + 2, len(text)), "p"))
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(*sorted(pair)))
    mentions: list[Mention] = []
    for span in sorted(draw(st.lists(spans, max_size=4))):
        if not mentions or span.start >= mentions[-1].span.end:
            mentions.append(Mention(span, draw(st.sampled_from(PEOPLE)).id))
    taken = Cover(one.span for one in mentions)
    dates = tuple(
        DateMention(span, "2023-W03") for span in draw(st.lists(spans, max_size=1)) if not taken.touches(span)
    )
    speakers = st.none() | st.builds(Speaker, spans, st.just("x"), st.sampled_from(["", "ana-lima", "quay-board"]))
    segments = st.lists(st.builds(Segment, spans, st.sampled_from(QuotationKind)), min_size=1, max_size=3).map(tuple)
    quotations = st.lists(
        st.builds(Quotation, segments, st.none() | spans, speakers, st.floats(0, 1), st.just("")), max_size=3
    )
    marks = st.lists(st.builds(Element, spans, st.sampled_from(["em", "code", "s", "q"])), max_size=3)
    atoms = tuple(Element(Span(at, at + 1), "br") for at in draw(st.sets(st.integers(0, len(first) - 1), max_size=2)))
    article = article_of(text, blocks=blocks, marks=tuple(draw(marks)), atoms=atoms, headline=draw(ANY_TEXT))
    return Annotated(article, tuple(mentions), tuple(draw(quotations)), dates=dates)
