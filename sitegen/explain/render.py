"""An explanation as text for people, line by line of the source file, and as JSON-ready values for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from sitegen.explain import Explanation
from sitegen.explain.blocks import OF_AUTHOR, Block, Blocks
from sitegen.explain.finding import DateFinding, NameFinding, QuotationFinding, Reason
from sitegen.explain.signs import words_of
from sitegen.explain.words import WAYS_OUT
from sitegen.model import Speaker
from sitegen.read.head import Form
from sitegen.read.source_lines import Lines
from sitegen.site.thresholds import in_percent
from sitegen.text.spans import ATOM, Span
from sitegen.text.weights import BIAS

_MOST_REASONS = 6
_LONGEST = 60
_LEAST = 0.05
"""A smaller weight is not told."""

Finding = NameFinding | QuotationFinding | DateFinding


def select(explanation: Explanation, lines: Lines, line: int = 0, *, everything: bool = False) -> tuple[Finding, ...]:
    """The findings in order of the file; those of one line, when it is not 0.

    Without `everything`, names that were far from being taken are passed over, others told of once.
    """
    names = explanation.names if everything else tuple(_worth_telling(explanation))
    found: list[Finding] = sorted(
        (*names, *explanation.quotations, *explanation.dates), key=lambda f: (lines.at(f.span.start), -f.span.end)
    )
    return tuple(finding for finding in found if not line or _touches(finding, lines, line))


def _worth_telling(explanation: Explanation) -> Iterator[NameFinding]:
    """What was taken, and of what was left out the first mention of each name that came near."""
    told: set[tuple[str, str]] = set()
    for finding in explanation.names:
        name = finding.rule, finding.span.of(explanation.article.text)
        if finding.entity is not None or (finding.is_near and name not in told):
            told.add(name)
            yield finding


def _touches(finding: Finding, lines: Lines, line: int) -> bool:
    spans = [segment.span for segment in finding.segments] if isinstance(finding, QuotationFinding) else []
    return any(lines.at(s.start)[0] <= line <= lines.at(s.end - 1)[0] for s in spans or [finding.span])


def render_text(
    explanation: Explanation, lines: Lines, findings: Sequence[Finding], path: str, form: Form = Form.YAML
) -> str:
    """The findings for people: one paragraph a line of the file, and at the end how to overrule them.

    `form` is that of the article’s front matter.
    """
    parts = [f"{path}, a draft: on no page" if explanation.article.draft else path]
    before = 0
    blocks, told = Blocks(explanation, form), set[str]()
    for finding in findings:
        line, column = lines.at(finding.span.start)
        if line != before:
            parts.append(f"\nline {line}")
            before = line
        parts.extend(f"  {row}" for row in _rows(explanation, finding, lines, column))
        parts.extend(
            f"          {row}" for row in _to_paste(explanation.article.text, finding, blocks.of(finding), told)
        )
    if not findings:
        parts.append("\nnothing was found here, and nothing was nearly found")
    return "\n".join((*parts, *_ways_out(explanation, findings, form))) + "\n"


def _rows(explanation: Explanation, finding: Finding, lines: Lines, column: int) -> Iterator[str]:
    words = _short(explanation, finding.span)
    if isinstance(finding, DateFinding):
        yield f"{column:>4}  {words}  →  {finding.value}, a date"
        yield f"        {finding.because} [{finding.rule}]"
        return
    if isinstance(finding, NameFinding):
        yield f"{column:>4}  {words}  →  {_meaning(finding)}"
        yield f"        {finding.because} [{finding.rule}]{_sure(finding)}"
        if finding.could_be:
            yield f"        could be: {', '.join(finding.could_be)}"
    else:
        kinds = " + ".join(segment.kind for segment in finding.segments)
        yield f"{column:>4}  {words}  →  {_said_by(finding)}" + (f"; {kinds}" if kinds else "")
        cue = (
            f"; cue “{_short(explanation, finding.cue)}”, line {lines.at(finding.cue.start)[0]}" if finding.cue else ""
        )
        yield f"        {finding.because} [{finding.rule}]{cue}"
        if finding.pronoun and finding.speaker and finding.speaker.span:
            words = _short(explanation, finding.speaker.span)
            whom = (
                f"stands for {finding.speaker.name}"
                if finding.speaker.entity_id
                else "stands for nobody that was found"
            )
            others = f"; could also be: {', '.join(finding.could_be)}" if finding.could_be else ""
            yield f"        “{words}” {whom}{others}"
        if finding.rivals:
            others = ", ".join(f"{rival.name} {rival.probability:.0%}" for rival in finding.rivals)
            yield f"        else: {others}"
    yield from _features(finding.reasons)
    if finding.nearest:
        yield f"        what would show it: {finding.nearest}"


def _to_paste(text: str, finding: Finding, blocks: Sequence[Block], told: set[str]) -> Iterator[str]:
    """The lines that overrule a finding, the likeliest way first. What is `told` already is not told again, nor is the
    place of a name that stands in one alone."""
    here = next((block for block in blocks if block.key == "mentions"), None)
    first = next((block for block in blocks if block is not here), None)
    if first is not None and first.on_one_line not in told:
        told.add(first.on_one_line)
        others = [block.change for block in blocks if block not in (first, here)]
        yield f"paste  {first.on_one_line}{_remark(first)}"
        if others:
            yield f"or     for `{first.change}`: {'  ·  '.join(others)}"
    if here is not None and text.count(finding.span.of(text)) > 1:
        yield f"here   {here.on_one_line}{_remark(here)}"


def _remark(block: Block) -> str:
    """What a line does, as a comment that may be pasted with it, where the form has any."""
    return f"  # {block.what}" if block.form in (Form.YAML, Form.TOML) else ""


def _meaning(finding: NameFinding) -> str:
    entity = finding.entity
    if entity is None:
        return "left out"
    name = f"{entity.name}, " if entity.name else ""
    return f"{name}{entity.kind}, {entity.origin} ({entity.id})" + ("" if finding.shown else ", on no page")


def _sure(finding: NameFinding) -> str:
    """How sure the name is, and how sure it must be to stand on a page."""
    if finding.chance is None:
        return ""
    needed = f"{finding.shown_from:.0%} is needed"
    return f": {_below(finding.chance, None if finding.shown else finding.shown_from)} sure, {needed}"


def _below(chance: float, line: float | None) -> str:
    """A probability in whole percent; one that is below a line never rounded up to it."""
    return in_percent(chance, 1.0 if line is None else line)


def _said_by(finding: QuotationFinding) -> str:
    if not finding.segments:
        return f"left out: {finding.confidence:.0%} likely to be somebody’s words" if finding.confidence else "left out"
    if finding.speaker is None:
        return "the page names nobody for these words"
    if finding.shown:
        return f"said by {finding.speaker.name}, {_below(finding.confidence, None)} sure, as the page says"
    if finding.pronoun and not finding.speaker.entity_id:
        return f"the page names nobody: whom “{finding.speaker.name}” means was not found"
    sure = _below(finding.confidence, finding.shown_from)
    left = "the page names nobody" if finding.on_page else "not on the page as a quotation"
    return f"{left}; perhaps {finding.speaker.name}: {sure} sure, and {finding.shown_from:.0%} is needed"


def _features(reasons: Sequence[Reason]) -> Iterator[str]:
    """What speaks for it and against it in plain words, the weightiest first, without what says nothing to people.

    Features with the same words are told once, on the side to which together they come.
    """
    weight_of: dict[str, float] = defaultdict(float)
    for reason in reasons:
        if reason.feature != BIAS:
            weight_of[words_of(reason.feature)] += reason.weight
    weight_of.pop("", None)
    ordered = sorted(weight_of, key=lambda words: -abs(weight_of[words]))
    for side, told in (
        ("for it", [words for words in ordered if weight_of[words] >= _LEAST]),
        ("against it", [words for words in ordered if weight_of[words] <= -_LEAST]),
    ):
        if told:
            more = f" and {len(told) - _MOST_REASONS} more" if len(told) > _MOST_REASONS else ""
            yield f"        {side}: {'; '.join(told[:_MOST_REASONS])}{more}"


def _short(explanation: Explanation, span: Span) -> str:
    """The words at the span on one line, cut in the middle where they are many."""
    words = " ".join(span.of(explanation.article.text).replace(ATOM, " ").split())
    return (
        words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2].rstrip()} … {words[-_LONGEST // 3 :].lstrip()}"
    )


def _ways_out(explanation: Explanation, findings: Sequence[Finding], form: Form) -> Iterator[str]:
    """Where what stands above is pasted, and what else an author can do."""
    where = PurePosixPath(Blocks(explanation).where)
    home = f"the front matter of {where.name}" if where.suffix == ".md" else f"{where.name} beside the article"
    yield "\nif it is wrong"
    if any(finding.rule not in OF_AUTHOR for finding in findings):
        yield f"  {WAYS_OUT['paste'].format(home=home)}"
        if form is not Form.YAML:
            yield f"  {WAYS_OUT[form.lower()]}"
        yield f"  {WAYS_OUT['or']}"
    if any(finding.rule in ("by_hand", "left_alone", "author", "denied") for finding in findings):
        yield f"  {WAYS_OUT['by_author']}"
    yield f"  {WAYS_OUT['site']}"


def record_of_explanation(
    explanation: Explanation, lines: Lines, findings: Sequence[Finding], form: Form = Form.YAML
) -> dict[str, Any]:
    """The findings as one JSON-ready object; offsets are code points into `text`, end exclusive."""
    blocks = Blocks(explanation, form)
    return {
        "path": explanation.article.path,
        "text": explanation.article.text,
        "names": [
            {**_name_record(f, lines), **_corrections(blocks, f)} for f in findings if isinstance(f, NameFinding)
        ],
        "quotations": [
            {**_quotation_record(f, lines), **_corrections(blocks, f)}
            for f in findings
            if isinstance(f, QuotationFinding)
        ],
        "dates": [
            {**_date_record(f, lines), **_corrections(blocks, f)} for f in findings if isinstance(f, DateFinding)
        ],
    }


def _corrections(blocks: Blocks, finding: Finding) -> dict[str, list[dict[str, str]]]:
    return {
        "corrections": [
            {"what": one.what, "where": one.where, one.form.lower(): one.lines} for one in blocks.of(finding)
        ]
    }


def _place(span: Span, lines: Lines) -> dict[str, int]:
    line, column = lines.at(span.start)
    return {"line": line, "column": column, "start": span.start, "end": span.end}


def _name_record(finding: NameFinding, lines: Lines) -> dict[str, Any]:
    entity = finding.entity
    return {
        **_place(finding.span, lines),
        "id": entity.id if entity else None,
        "name": entity.name if entity else None,
        "kind": entity.kind if entity else None,
        "origin": entity.origin if entity else None,
        "rule": finding.rule,
        "because": finding.because,
        "score": round(finding.score, 3) if finding.score is not None else None,
        "line_of_score": finding.line if finding.score is not None else None,
        "probability": round(finding.chance, 3) if finding.chance is not None else None,
        "shown_from": round(finding.shown_from, 3) if finding.chance is not None else None,
        "shown": finding.shown,
        "nearest": finding.nearest,
        "signs": {reason.feature: reason.weight for reason in finding.reasons},
        "could_be": list(finding.could_be),
        "could_be_ids": list(finding.other_ids),
    }


def _date_record(finding: DateFinding, lines: Lines) -> dict[str, Any]:
    return {**_place(finding.span, lines), "value": finding.value, "rule": finding.rule, "because": finding.because}


def _speaker_record(speaker: Speaker, lines: Lines) -> dict[str, Any]:
    place = _place(speaker.span, lines) if speaker.span is not None else {}
    return {**place, "name": speaker.name, "id": speaker.entity_id}


def _quotation_record(finding: QuotationFinding, lines: Lines) -> dict[str, Any]:
    speaker, cue = finding.speaker, finding.cue
    return {
        **_place(finding.span, lines),
        "segments": [{**_place(segment.span, lines), "kind": segment.kind} for segment in finding.segments],
        "speaker": _speaker_record(speaker, lines) if speaker else None,
        "cue": _place(cue, lines) if cue else None,
        "confidence": finding.confidence,
        "shown": finding.shown,
        "shown_from": finding.shown_from,
        "on_page": finding.on_page,
        "nearest": finding.nearest,
        "rule": finding.rule,
        "because": finding.because,
        "signs": {reason.feature: reason.weight for reason in finding.reasons},
        "pronoun": finding.pronoun,
        "could_be": list(finding.could_be),
        "could_be_ids": list(finding.other_ids),
        "rivals": [
            {"name": rival.name, "id": rival.entity_id, "probability": round(rival.probability, 3)}
            for rival in finding.rivals
        ],
    }
