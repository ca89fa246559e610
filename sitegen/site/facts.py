"""What the rest of a site needs of one article: flat, small values, made once where the article is annotated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count
from sys import intern

from sitegen.model import Annotated, Article, Entity, Quotation
from sitegen.site.anchors import Anchor, find_anchors, paragraph_at, paragraph_starts
from sitegen.site.checked import as_checked
from sitegen.site.flat import Flat, flat_annotated, quotations_in
from sitegen.site.links import targets_of
from sitegen.site.opening import find_opening
from sitegen.site.prints import print_of, print_of_head
from sitegen.site.rows import Found, LaterRows, Named, Naming, Passage, Quoted, RoleGiven, Rows, Shapes, Uttered
from sitegen.site.snippets import Snippet, find_sentences, weave_passage
from sitegen.site.spoken import find_names, spoken_words, verbatim
from sitegen.site.text_prints import NO_PRINTS, TextPrints, pack_text_prints
from sitegen.site.thresholds import without_doubtful_clauses
from sitegen.site.told_genders import ToldGender, told_genders
from sitegen.site.words import print_words, words_of
from sitegen.text.spans import Span, plain_words
from sitegen.text.values import value


@value
class ArticleFacts:
    """What the rest of a site needs of one article.

    `article` is without its text and what lies over it; `key` is its place in the store, which has the rest.
    """

    key: int
    article: Article
    rows: Rows | LaterRows = field(default=Rows())
    quotations: int = 0
    """How many there are among the rows."""
    found: tuple[Found, ...] = ()
    told: tuple[Found, ...] = ()
    """What the article tells of listed entities beyond their entries."""
    roles: tuple[RoleGiven, ...] = ()
    genders: tuple[ToldGender, ...] = ()
    """What the text tells of the gender of those it quotes."""
    targets: tuple[str, ...] = ()
    """The relative targets of the author's links and pictures."""
    head_print: bytes = b""
    """Of everything but its text and what lies over it."""
    prints: TextPrints = field(default=NO_PRINTS, compare=False)
    """Facts that differ in these alone are equal: a site that was made of the one holds for the other."""
    shapes: Shapes = field(default=Shapes(), compare=False)
    """Those of facts that were kept in a cache."""

    @property
    def named(self) -> tuple[Named, ...]:
        """The entities that it names, in order of their first mentions."""
        return self.rows.named

    @property
    def uttered(self) -> tuple[Uttered, ...]:
        """Its quotations."""
        return self.rows.uttered

    @property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """For each passage that names several entities their ids, each once."""
        return self.rows.together


@value
class Filed:
    """An article taken apart: the annotations for its own page, the facts, and what lists of other pages show of it."""

    annotated: Annotated
    flat: Flat
    """The same as numbers and strings."""
    facts: ArticleFacts
    namings: Mapping[str, tuple[Naming, ...]]
    """By the id of an entity the passages that name it, in order."""
    quoted: tuple[Quoted, ...]
    words: tuple[str, ...] = ()
    """As `words_of` gives them."""


def file_article(annotated: Annotated, linking: str, key: int = 0) -> Filed:
    """The annotated article taken apart, without clauses that may be no report; `linking` as in `find_anchors`."""
    kept = as_checked(without_doubtful_clauses(annotated))
    sentences = find_sentences(kept)
    groups: dict[tuple[str, tuple[int, int]], list[Anchor]] = {}
    snippets: dict[tuple[int, int], Snippet] = {}
    for anchor in find_anchors(kept, linking):
        snippet = sentences.around(anchor.mention.span)
        place = snippet.span.start, snippet.span.end
        snippets[place] = snippet
        groups.setdefault((intern(anchor.mention.entity_id), place), []).append(anchor)
    namings: dict[str, list[Naming]] = {}
    mentions: dict[str, int] = {}
    together: dict[tuple[int, int], list[str]] = {}
    for (entity_id, place), anchors in groups.items():
        namings.setdefault(entity_id, []).append(_naming(snippets[place], anchors))
        mentions[entity_id] = mentions.get(entity_id, 0) + len(anchors)
        together.setdefault(place, []).append(entity_id)
    quoted = tuple(_quoted(sentences.around(*(part.span for part in one.segments)), one) for one in kept.quotations)
    words, flat = words_of(kept.article), flat_annotated(kept)
    rows = Rows(
        named=tuple(Named(one, one, times, len(namings[one])) for one, times in mentions.items()),
        uttered=tuple(map(_uttered, count(1), kept.quotations, find_names(kept))),
        together=tuple(tuple(ids) for ids in together.values() if len(ids) > 1),
    )
    facts = ArticleFacts(
        key=key,
        article=head_of(kept.article),
        rows=rows,
        quotations=len(rows.uttered),
        found=tuple(map(_found, kept.found)),
        told=tuple(map(_found, kept.told)),
        roles=tuple(_roles_given(kept)),
        genders=tuple(told_genders(kept)),
        targets=targets_of(kept.article),
        head_print=print_of_head(kept.article),
        prints=pack_text_prints(
            whole=print_of(flat),
            named={one: _print_of(shown) for one, shown in namings.items()},
            uttered=[print_of(*one.passage, *one[1:]) for one in quoted],
            opening=find_opening(kept),
            words=print_words(words),
            reported=_print_of_reported(kept, flat),
        ),
    )
    return Filed(kept, flat, facts, {one: tuple(shown) for one, shown in namings.items()}, quoted, words)


def head_of(article: Article) -> Article:
    """The article without its text and what lies over it."""
    return replace(article, text="", blocks=(), marks=(), atoms=(), corrections=None)


def passage_of(snippet: Snippet, highlighted: Sequence[Span] = (), quotation: Quotation | None = None) -> Passage:
    """The snippet as other pages show it."""
    return Passage(weave_passage(snippet, highlighted, quotation), snippet.cut_before, snippet.cut_after)


def fragment_of(entity_id: str, naming: Naming) -> str:
    """The fragment of the article's page that leads to the first mention of the passage."""
    return f"m-{entity_id}-{naming.place}" if isinstance(naming.place, int) else naming.place


def _naming(snippet: Snippet, anchors: Sequence[Anchor]) -> Naming:
    first = anchors[0]
    passage = passage_of(snippet, [anchor.mention.span for anchor in anchors])
    return Naming(passage, first.number if first.woven else first.fragment)


def _print_of(namings: Sequence[Naming]) -> bytes:
    return print_of(*[(*naming.passage, naming.place) for naming in namings])


def _print_of_reported(annotated: Annotated, flat: Flat) -> bytes:
    """The print of the quotations, and of the words at all their places with what stands beside these."""
    text = annotated.article.text
    atoms = frozenset(atom.span.start for atom in annotated.article.atoms)
    spans = [
        span
        for one in annotated.quotations
        for span in (*(part.span for part in one.segments), one.cue, one.speaker.span if one.speaker else None)
        if span is not None
    ]
    words = tuple([text[max(span.start - 1, 0) : span.end + 1] for span in spans])
    plain = tuple([plain_words(text, span, atoms) for span in spans]) if atoms else ()
    return print_of(quotations_in(flat), words, plain)


def _uttered(number: int, quotation: Quotation, names: tuple[str, ...]) -> Uttered:
    speaker = quotation.speaker
    kind, rule = str(quotation.segments[0].kind), str(quotation.rule) if quotation.rule else ""
    if speaker is None:
        return Uttered(number, kind, "", "", -1.0, rule, names)
    return Uttered(number, kind, intern(speaker.entity_id), intern(speaker.name), quotation.confidence, rule, names)


def _quoted(snippet: Snippet, quotation: Quotation) -> Quoted:
    text = snippet.article.text
    cue = quotation.cue.of(text) if quotation.cue else ""
    passage = passage_of(snippet, quotation=quotation)
    return Quoted(passage, cue, spoken_words(snippet, quotation), verbatim(snippet, quotation))


def _found(entity: Entity) -> Found:
    roles = tuple(role.title for role in entity.roles)
    more = (entity.country, str(entity.gender), entity.certainty)
    return Found(intern(entity.id), str(entity.kind), entity.name, entity.aliases, entity.summary, roles, *more)


def _roles_given(annotated: Annotated) -> Iterator[RoleGiven]:
    """Every role that the article gives an entity whose entry has none, with the paragraph."""
    paragraphs = paragraph_starts(annotated.article)
    for entity in (*annotated.found, *annotated.told):
        for role, span in zip(entity.roles, entity.evidence, strict=False):
            yield RoleGiven(intern(entity.id), role.title, paragraph_at(paragraphs, span))
