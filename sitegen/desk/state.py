"""What the page of an article needs to show pencils: everything that was found, where it stands, how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sitegen.desk.dated import held_date
from sitegen.desk.doubts import doubts_of
from sitegen.desk.entries import files_for_entries, place_for
from sitegen.desk.in_article import held_mention
from sitegen.desk.job import Job
from sitegen.desk.moves import Act, Move, Place, Scope
from sitegen.desk.on_site import entry_of
from sitegen.desk.said import held_quotation
from sitegen.desk.scene import Scene, spans_of
from sitegen.desk.wording import selector_in
from sitegen.diagnostics import SitegenError
from sitegen.explain.finding import NameFinding, QuotationFinding
from sitegen.explain.render import select
from sitegen.model import Annotated, Article, Checked, DateCorrection, Entity, Kind, Origin, Speaker
from sitegen.read.source_lines import find_lines
from sitegen.site.anchors import find_anchors, paragraph_at, paragraph_starts, quotation_id
from sitegen.site.checked import as_checked
from sitegen.site.thresholds import with_ids, without_doubtful_clauses
from sitegen.site.urls import page_of_article
from sitegen.text.folding import fold
from sitegen.text.selectors import Selector, find_places
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.wording import words_of

_SPEAKING = (Kind.PERSON, Kind.ORGANIZATION)
_FIRST = Span(0, 1)


def state_of(scene: Scene) -> dict[str, Any]:
    """The state of an article as JSON takes it; `sitegen.desk` says what is in it."""
    page = _Page(scene)
    article = scene.article
    mentions = tuple(page.mention(one) for one in page.names)
    quotations = tuple(page.quotation(one) for one in scene.explanation.quotations)
    return {
        "article": article.path,
        "page": page_of_article(article),
        "headline": article.headline,
        "date": article.date.isoformat() if article.date else "",
        "text": article.text,
        "writes_to": scene.home.shown,
        "digests": dict(scene.digests),
        "mentions": mentions,
        "quotations": quotations,
        "dates": tuple(page.dates()),
        "speakers": tuple(page.speakers()),
        "doubts": doubts_of(mentions, quotations),
        "checked": _checked(as_checked(scene.annotated).article.checked),
        "corrections": tuple(_corrections(Job(_anywhere(article), scene))),
        "kinds": {"found": [k for k in Kind if k is not Kind.COUNTRY], "listed": list(Kind)},
        "files": files_for_entries(scene.grounds.root),
    }


def _checked(checked: Checked | None) -> dict[str, Any] | None:
    if checked is None:
        return None
    return {"by": checked.by, "on": checked.on.isoformat(), "changed": checked.changed}


def _anywhere(article: Article, span: Span = _FIRST) -> Move:
    """A move at a stretch, to look up what stands in the files about it."""
    return Move(Act.HIDE, Scope.HERE, article.path, Place(span.start, span.end))


@value(slots=False)
class _Page:
    """An article as its page shows it."""

    scene: Scene

    @cached_property
    def annotated(self) -> Annotated:
        grounds = self.scene.grounds
        facts = grounds.facts_of(self.scene.article.path)
        new = grounds.site.changed_ids.get(facts.key, {}) if facts is not None else {}
        return with_ids(without_doubtful_clauses(self.scene.annotated), new)

    @cached_property
    def fragments(self) -> Mapping[Span, str]:
        """By their spans, the ids of the mentions that are links."""
        anchors = find_anchors(self.annotated, self.scene.grounds.clerk.linking)
        return {one.mention.span: one.fragment for one in anchors if one.woven}

    @cached_property
    def ids(self) -> Mapping[Span, str]:
        return {mention.span: mention.entity_id for mention in self.annotated.mentions}

    @cached_property
    def quotation_ids(self) -> Mapping[Span, str]:
        return {said.segments[0].span: quotation_id(n) for n, said in enumerate(self.annotated.quotations, 1)}

    @cached_property
    def paragraphs(self) -> list[int]:
        return paragraph_starts(self.scene.article)

    @cached_property
    def names(self) -> tuple[NameFinding, ...]:
        """What was found, and nearly found, once each."""
        article = self.scene.article
        chosen = select(self.scene.explanation, find_lines(article, article.text))
        return tuple(one for one in chosen if isinstance(one, NameFinding))

    @cached_property
    def same(self) -> Counter[str]:
        return Counter(words_of(self.scene.article.text, one.span) for one in self.scene.explanation.names)

    def mention(self, finding: NameFinding) -> dict[str, Any]:
        entity, span, words = finding.entity, finding.span, words_of(self.scene.article.text, finding.span)
        return {
            **self._place(span),
            "words": words,
            "fragment": self.fragments.get(span, ""),
            "id": self.ids.get(span, entity.id) if entity is not None else None,
            "name": entity.name if entity is not None else "",
            "kind": str(entity.kind) if entity is not None else "",
            "origin": str(entity.origin) if entity is not None else "",
            "role": self._role(entity),
            "shown": span in self.ids,
            "rule": finding.rule,
            "because": finding.because,
            "probability": round(finding.chance, 3) if finding.chance is not None else None,
            "could_be": list(finding.could_be),
            "nearest": finding.nearest,
            "same": self.same[words],
            "corrected": self._corrected(span),
            "entry": self._entry(entity, span, words),
        }

    def quotation(self, finding: QuotationFinding) -> dict[str, Any]:
        speaker, spans = finding.speaker, spans_of(finding)
        text = self.scene.article.text
        whole = Span(spans[0].start, spans[-1].end)
        return {
            **self._place(whole),
            "words": words_of(text, spans[0]),
            "fragment": self.quotation_ids.get(spans[0], ""),
            "segments": [
                {"start": one.span.start, "end": one.span.end, "kind": str(one.kind)} for one in finding.segments
            ],
            "speaker": _speaker(speaker, text),
            "shown": finding.shown,
            "confidence": round(finding.confidence, 3),
            "rule": str(finding.rule),
            "because": finding.because,
            "nearest": finding.nearest,
            "rivals": [
                {"id": one.entity_id, "name": one.name, "probability": round(one.probability, 3)}
                for one in finding.rivals
            ],
            "corrected": held_quotation(self._job(whole), spans) is not None,
        }

    def dates(self) -> Iterator[dict[str, Any]]:
        """What was found, and what the author says is none, as it comes."""
        found = [(one.span, one.value, one.because) for one in self.scene.explanation.dates]
        for one in self.scene.annotated.applied:
            if isinstance(one.correction, DateCorrection) and one.span is not None and not one.correction.value:
                found.append((one.span, "", "the article says so"))
        for span, means, because in sorted(found):
            yield {
                **self._place(span),
                "words": words_of(self.scene.article.text, span),
                "value": means,
                "because": because,
                "corrected": held_date(self._job(span)) is not None,
            }

    def speakers(self) -> Iterator[dict[str, str]]:
        """The people of the article, then its organisations, as they come."""
        known: dict[str, Entity] = {}
        for one in self.scene.explanation.names:
            if one.entity is not None and one.entity.kind in _SPEAKING:
                known.setdefault(self.ids.get(one.span, one.entity.id), one.entity)
        for kind in _SPEAKING:
            for entity_id, entity in known.items():
                if entity.kind is kind:
                    yield {"id": entity_id, "name": entity.name, "kind": str(kind), "role": self._role(entity)}

    def _place(self, span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "paragraph": paragraph_at(self.paragraphs, span)}

    def _role(self, entity: Entity | None) -> str:
        role = entity.role_on(self.scene.article.date) if entity is not None else None
        return role.title if role is not None else ""

    def _job(self, span: Span) -> Job:
        return Job(_anywhere(self.scene.article, span), self.scene)

    def _corrected(self, span: Span) -> str:
        job = self._job(span)
        held = job.keys.get("entities", {})
        if held_mention(job) is not None or job.key_of(held, job.name) in held:
            return "here" if held_mention(job) is not None else "article"
        return "everywhere" if fold(job.name) in self.settled else ""

    @cached_property
    def settled(self) -> frozenset[str]:
        """The names of which site.yaml says something."""
        keys = self._job(_FIRST).site_keys
        return frozenset(map(fold, (*keys.get("ignore", ()), *keys.get("kinds", ()))))

    def _entry(self, entity: Entity | None, span: Span, words: str) -> dict[str, str]:
        """A new entry, prefilled with what the text gives."""
        if entity is None or entity.origin is not Origin.FOUND:
            return {"name": words, "kind": "", "id": "", "role": "", "file": ""}
        entry = entry_of(entity, self.ids.get(span, ""))
        try:
            file = place_for(self.scene.grounds.root, entry)[0]
        except SitegenError:
            file = ""
        return {"name": entry.name, "kind": str(entry.kind), "id": entry.id, "role": entry.role, "file": file}


def _speaker(speaker: Speaker | None, text: str) -> dict[str, str] | None:
    if speaker is None:
        return None
    words = words_of(text, speaker.span) if speaker.span is not None else ""
    return {"id": speaker.entity_id, "name": speaker.name, "words": words}


def _corrections(job: Job) -> Iterator[dict[str, Any]]:
    """The corrections that stand in the keys of the article, each with the places that it is about."""
    for name, says in job.keys.get("entities", {}).items():
        yield {"key": "entities", "says": {name: says}, "name": name, "places": _places(job, Selector(name))}
    for key in ("mentions", "quotations", "dates"):
        for item in job.keys.get(key, ()):
            name = item.get("name", "") or item.get("words", "")
            yield {"key": key, "says": item, "name": name, "places": _places(job, selector_in(item))}


def _places(job: Job, selector: Selector) -> list[dict[str, int]]:
    return [{"start": one.start, "end": one.end} for one in find_places(job.scene.folded, selector)]
