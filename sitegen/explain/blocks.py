"""The lines that overrule what was found: for each finding what an author may paste, valid for this very text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath

from sitegen.explain import Explanation
from sitegen.explain.finding import DateFinding, NameFinding, QuotationFinding
from sitegen.explain.forms import block, entry, inline, pairs
from sitegen.files.yaml_scalars import Flow, Scalar, Value
from sitegen.model import Article, Entity, Kind, QuotationKind
from sitegen.read.head import Form
from sitegen.text.folding import Folded
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks
from sitegen.text.wording import bare, last_words, mention_words, new_quotation_words, quotation_words, words_of

OF_AUTHOR = frozenset({"by_hand", "left_alone", "hidden_with_name", "in_heading", "author", "denied"})
"""Rules by which the author has decided already, or nothing is ever annotated."""
OTHER_KINDS: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.PERSON: (Kind.PLACE, Kind.ORGANIZATION),
    Kind.PLACE: (Kind.PERSON, Kind.ORGANIZATION),
    Kind.ORGANIZATION: (Kind.PLACE, Kind.PERSON),
    Kind.COUNTRY: (Kind.PLACE, Kind.ORGANIZATION),
    Kind.TERM: (Kind.ORGANIZATION,),
}
"""What each kind is mistaken for."""
_OTHER_FORM = {
    QuotationKind.DIRECT: QuotationKind.PARTIAL,
    QuotationKind.PARTIAL: QuotationKind.DIRECT,
    QuotationKind.INDIRECT: QuotationKind.PARTIAL,
}
_A = {
    Kind.PERSON: "a person",
    Kind.PLACE: "a place",
    Kind.ORGANIZATION: "an organisation",
    Kind.COUNTRY: "a country",
    Kind.TERM: "a term",
}
_SPEAKS = (Kind.PERSON, Kind.ORGANIZATION)
_COMMA = re.compile(r",(?!\d)")
_STOPS = re.compile(r"[.!?;…\n]")


@value
class Block:
    """One way to overrule a finding."""

    what: str
    """What it does, in plain words."""
    where: str
    """The file that it goes into, below the project folder."""
    key: str
    """Under which it stands: entities, mentions, quotations or dates."""
    value: Value
    """What stands there: a mapping of one name, or a list of one correction."""
    change: str
    """What of it says what it does, on one line: `""`, or `speaker: ines-duarte`."""
    form: Form = Form.YAML

    @property
    def lines(self) -> str:
        """The lines to paste."""
        return block(self.key, self.value, self.form)

    @property
    def on_one_line(self) -> str:
        """The same on one line."""
        return entry(self.key, self.value, self.form)


def _kinds(finding: NameFinding) -> tuple[Kind, ...]:
    """What a name may be instead: of another kind than it has now, or what it was weighed as and left out."""
    if finding.entity is not None:
        return OTHER_KINDS[finding.entity.kind]
    return (finding.kind,) if finding.kind is not None else ()


def _in_mention(meaning: Scalar | Flow) -> Mapping[str, Value]:
    """What `entities:` says of a name, as the keys of `mentions:`."""
    if isinstance(meaning, Flow):
        assert isinstance(meaning.value, Mapping)
        return meaning.value
    return {"entity": meaning}


@value(slots=False)
class Blocks:
    """Makes the blocks of an article's findings."""

    explanation: Explanation
    form: Form = Form.YAML
    """How the keys of the article are written."""

    @property
    def where(self) -> str:
        """The file that holds corrections of this article: itself where it has front matter, else one beside it."""
        path = PurePosixPath(self._article.path or "text.txt")
        return path.as_posix() if path.suffix.lower() == ".md" else path.with_suffix(".yaml").as_posix()

    def of(self, finding: NameFinding | QuotationFinding | DateFinding) -> tuple[Block, ...]:
        """The blocks of a finding, the one first that is most often right; none where the author has decided already,
        or where no words tell the place from others."""
        if finding.rule in OF_AUTHOR:
            return ()
        if isinstance(finding, NameFinding):
            return (*self._of_name(finding), *self._of_mention(finding))
        if isinstance(finding, DateFinding):
            return tuple(self._of_date(finding))
        return tuple(self._of_quotation(finding))

    @property
    def _article(self) -> Article:
        return self.explanation.article

    @cached_property
    def _folded(self) -> Folded:
        return Folded.of(self._article.text)

    @cached_property
    def _known(self) -> Mapping[str, Entity]:
        """Whom and what the article names, by id."""
        return {one.entity.id: one.entity for one in self.explanation.names if one.entity is not None}

    # Names.

    def _of_name(self, finding: NameFinding) -> Iterator[Block]:
        name = words_of(self._article.text, finding.span)
        for what, meaning in self._meanings(finding):
            change = inline(meaning, self.form)
            yield Block(f"{what} in this article", self.where, "entities", {name: meaning}, change, self.form)

    def _meanings(self, finding: NameFinding) -> Iterator[tuple[str, Scalar | Flow]]:
        """What a name may mean instead, and how that is written."""
        if finding.entity is not None:
            yield "no link and no card", ""
        for entity_id in self._others(finding):
            yield f"it means {self._name_of(entity_id)}", entity_id
        for kind in _kinds(finding):
            yield f"it is {_A[kind]}", Flow({"kind": str(kind)})

    def _others(self, finding: NameFinding) -> Iterator[str]:
        """Ids that a name may have instead: those that were possible, else the nearest of the same kind.

        None that is known by this name and more: where it means something else, that name may be found no more.
        """
        own = finding.entity.id if finding.entity is not None else ""
        possible = [entity_id for entity_id in finding.other_ids if entity_id != own]
        if possible or finding.entity is None:
            yield from possible
            return
        kind, name = finding.entity.kind, words_of(self._article.text, finding.span).casefold()
        same = (
            one.id
            for one, words in self._around(finding.span)
            if one.kind is kind and own not in one.id and name not in f"{one.name}\n{words}".casefold()
        )
        yield from islice(same, 1)

    def _around(self, span: Span) -> Iterator[tuple[Entity, str]]:
        """Whom and what the article names, and by which words, the nearest first."""
        named = [one for one in self.explanation.names if one.entity is not None and one.shown]
        for one in sorted(named, key=lambda one: (abs(one.span.start - span.start), one.span.start)):
            if one.entity is not None:
                yield one.entity, words_of(self._article.text, one.span)

    def _name_of(self, entity_id: str) -> str:
        return self._known[entity_id].name if entity_id in self._known else entity_id

    def _of_mention(self, finding: NameFinding) -> Iterator[Block]:
        """The same for one place alone, where the name stands in several."""
        first = next(self._meanings(finding), None)
        words = self._words_around(finding.span)
        if first is None or words is None:
            return
        what, said = first[0], _in_mention(first[1])
        correction = [{**words, **said}]
        change = pairs(said, self.form)
        yield Block(f"{what} in this place alone", self.where, "mentions", correction, change, self.form)

    def _words_around(self, span: Span) -> Mapping[str, Value] | None:
        leaf = next((leaf.span for leaf in leaf_blocks(self._article.blocks) if leaf.span.covers(span)), None)
        return mention_words(self._folded, span, leaf or span)

    # Dates.

    def _of_date(self, finding: DateFinding) -> Iterator[Block]:
        words = self._words_around(finding.span)
        if words is not None:
            own = {"words": words["name"]} if words["name"] != words["quote"] else {}
            around = {key: value for key, value in words.items() if key != "name"}
            correction = [{**around, **own, "means": ""}]
            change = pairs({"means": ""}, self.form)
            yield Block("it is no date", self.where, "dates", correction, change, self.form)

    # Quotations.

    def _of_quotation(self, finding: QuotationFinding) -> Iterator[Block]:
        spans = [segment.span for segment in finding.segments] or [finding.span]
        find = quotation_words if finding.segments else new_quotation_words
        words = find(self._folded, spans[0])
        if words is None:
            return
        for what, change in self._changes(finding, spans[-1]):
            told = pairs(change, self.form)
            yield Block(what, self.where, "quotations", [{**words, **change}], told, self.form)

    def _changes(self, finding: QuotationFinding, last: Span) -> Iterator[tuple[str, Mapping[str, Value]]]:
        speaker = next(iter(self._speakers(finding)), None)
        if speaker is not None:
            yield f"{self._name_of(speaker)} says it", {"speaker": speaker}
        if not finding.segments:
            return
        yield "nobody says it", {"not": True}
        form = _OTHER_FORM[finding.segments[0].kind]
        yield f"it is {form}", {"kind": str(form)}
        end = self._other_end(finding, last)
        if end is not None:
            words = last_words(self._folded, end)
            yield f"it ends with “{words}”", {"ends": words}

    def _speakers(self, finding: QuotationFinding) -> Iterable[str]:
        """Whom a page should name instead: whom it does not yet, then the likeliest others, then the nearest."""
        now = finding.speaker
        if now is not None and not finding.shown and (now.entity_id or not finding.pronoun):
            yield now.entity_id or now.name
        own = now.entity_id if now is not None else ""
        possible = (*(rival.entity_id for rival in finding.rivals), *finding.other_ids)
        nearest = (one.id for one, _ in self._around(finding.span) if one.kind in _SPEAKS)
        yield from (entity_id for entity_id in (*possible, *nearest) if entity_id and entity_id != own)

    def _other_end(self, finding: QuotationFinding, last: Span) -> Span | None:
        """Where a clause without marks, or its last piece, could end instead: with its sentence, or at a comma."""
        if finding.segments[-1].kind is not QuotationKind.INDIRECT:
            return None
        text = self._article.text
        stop = _STOPS.search(text, last.end)
        end = stop.start() if stop is not None else len(text)
        spans = (finding.cue, finding.speaker.span if finding.speaker is not None else None)
        told = [span.start for span in spans if span is not None]
        if re.search(r"\w", text[last.end : end]) and not any(last.end <= at < end for at in told):
            return bare(text, Span(last.start, end))
        commas = [found.start() for found in _COMMA.finditer(text, last.start + 1, last.end)]
        return Span(last.start, commas[-1]) if commas else None
