"""What is told to an author of the corrections that do not hold as they are written, with the places they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model import (
    Annotated,
    Applied,
    Correction,
    NameCorrection,
    QuotationCorrection,
    SpeakerRule,
    Trouble,
)
from sitegen.read.loading import LoadedArticle
from sitegen.read.source_lines import Lines, find_lines
from sitegen.text.folding import Folded
from sitegen.text.selectors import selector_of, short_selector_of
from sitegen.text.spans import ATOM, Span, shorten
from sitegen.text.wording import bare, first_words, last_words

_AROUND = 40
"""So many characters before and behind a place are shown."""
_SHOWN = 60
_EDGES: Mapping[str, str] = {"starts": "first", "ends": "last"}
"""What the keys of new first and last words tell, by their names."""

_CODES: Mapping[Trouble, str] = {
    Trouble.AMBIGUOUS: "SG350",
    Trouble.EDITED: "SG351",
    Trouble.ORPHANED: "SG352",
    Trouble.EDGE_EDITED: "SG351",
    Trouble.EDGE_LOOSE: "SG363",
    Trouble.NO_START: "SG353",
    Trouble.NO_END: "SG353",
    Trouble.CROSSED: "SG353",
    Trouble.CLOSED: "SG354",
    Trouble.CLASH: "SG355",
    Trouble.NEEDLESS: "SG356",
    Trouble.NO_NAME: "SG357",
    Trouble.UNLINKED: "SG362",
    Trouble.LINKED: "SG371",
    Trouble.NO_COUNTRY: "SG358",
    Trouble.OTHER_KIND: "SG358",
    Trouble.HAS_ROLES: "SG359",
}
_SEVERITIES: Mapping[Trouble, Severity] = {
    Trouble.EDITED: Severity.NOTE,
    Trouble.EDGE_EDITED: Severity.NOTE,
    Trouble.EDGE_LOOSE: Severity.NOTE,
    Trouble.UNLINKED: Severity.WARNING,
    Trouble.ORPHANED: Severity.WARNING,
    Trouble.NEEDLESS: Severity.WARNING,
    Trouble.HAS_ROLES: Severity.WARNING,
}
"""What is no error."""
_HELP: Mapping[Trouble, str] = {
    Trouble.AMBIGUOUS: "write more words, or those right before as `prefix:`, those right behind as `suffix:`",
    Trouble.ORPHANED: "write words that stand in the text now, or take this correction out",
    Trouble.NO_START: "write words as they stand in the text, near the quotation",
    Trouble.NO_END: "write words as they stand in the text, near the quotation",
    Trouble.CROSSED: "`starts:` are its first words, `ends:` its last",
    Trouble.CLOSED: "choose words of a paragraph; nobody speaks in headings and code",
    Trouble.CLASH: "say everything of it in one correction",
    Trouble.NEEDLESS: "take this correction out",
    Trouble.NO_NAME: "write the words around it as `quote:`, its own as `name:`, and those of a date as `words:`",
    Trouble.LINKED: "hide the name with `entities:` or `mentions:`, or choose words beside it",
    Trouble.UNLINKED: "headings, code, links, longer names and lines that hide go before it; leave this line out",
    Trouble.NO_COUNTRY: "write its id, such as `poland`, or list it in knowledge/",
    Trouble.OTHER_KIND: "leave `kind:` out, or write another id; a role is a person’s",
    Trouble.HAS_ROLES: "write the role into that entry, or leave it out here",
}


def told_of_corrections(annotated: Annotated, loaded: LoadedArticle) -> tuple[Diagnostic, ...]:
    """What the author of an article, read from these files, is told of the corrections (SG350 to SG363, SG371)."""
    troubled = [one for one in annotated.applied if one.trouble is not None]
    if not troubled:
        return ()
    article = annotated.article
    lines = find_lines(article, loaded.file.text())
    text = Folded.of(article.text)
    sources = {file.shown: file.text().splitlines() for file in loaded}
    return tuple(_told(one, text, lines, sources) for one in troubled)


def _told(one: Applied, text: Folded, lines: Lines, sources: Mapping[str, Sequence[str]]) -> Diagnostic:
    trouble = one.trouble or Trouble.ORPHANED
    at = one.correction.written
    source = sources.get(at.path, ())
    return Diagnostic(
        path=at.path,
        message=_message(one, trouble, text, lines),
        code=_CODES[trouble],
        line=at.line,
        column=at.column,
        help=_NEW_WORDS[trouble](one, text) if trouble in _NEW_WORDS else _HELP[trouble],
        source_line=source[at.line - 1][:200] if 0 < at.line <= len(source) else "",
        severity=_SEVERITIES.get(trouble, Severity.ERROR),
    )


def _message(one: Applied, trouble: Trouble, text: Folded, lines: Lines) -> str:
    words, detail = shorten(_words(one.correction), _SHOWN), one.detail
    places = "; ".join(_shown(text, lines, span) for span in _few(one))
    edge = f"the {_EDGES[detail]} words “{_edge_words(one)}”" if detail in _EDGES else ""
    messages = {
        Trouble.AMBIGUOUS: f"“{words}” stands in {_count(one.places)} places: {places}",
        Trouble.EDITED: f"“{words}” does not stand there so; taken for {places}",
        Trouble.EDGE_EDITED: f"{edge} do not stand there so; taken for {places}",
        Trouble.EDGE_LOOSE: f"{edge} stand in several places near the quotation; taken for {places}",
        Trouble.ORPHANED: f"“{words}” does not stand in the text" + (f"; the nearest is {places}" if places else ""),
        Trouble.NO_START: f"the first words “{detail}” do not stand near the quotation: {places}",
        Trouble.NO_END: f"the last words “{detail}” do not stand near the quotation: {places}",
        Trouble.CROSSED: f"the quotation would end before it begins: {places}",
        Trouble.CLOSED: f"the quotation would hold words that nobody says: {places}",
        Trouble.CLASH: f"“{words}”: another correction is about the same words or quotation: {places}",
        Trouble.NEEDLESS: f"no quotation is found here any more: {places}",
        Trouble.NO_NAME: f"“{detail}” does not stand once in “{words}”: {places}",
        Trouble.UNLINKED: f"“{words}” is not linked by this: something else goes before it at {places}",
        Trouble.LINKED: f"a name is linked here, and cannot be a date: {places}",
        Trouble.NO_COUNTRY: f"there is no country “{detail}”",
        Trouble.OTHER_KIND: f"“{words}” means something of another kind: {detail}",
        Trouble.HAS_ROLES: f"the roles of `{detail}` stand in its entry",
    }
    return messages[trouble]


def _edge_words(one: Applied) -> str:
    """The new first or last words, as the author wrote them."""
    return shorten(str(getattr(one.correction, one.detail)), _SHOWN)


def _few(one: Applied) -> Iterable[Span]:
    return one.places[: 1 if one.detail in _EDGES else 3]


def _count(places: Sequence[Span]) -> str:
    return "two" if len(places) == 2 else str(len(places))


def _words(correction: Correction) -> str:
    return correction.name if isinstance(correction, NameCorrection) else correction.selector.exact


def _shown(text: Folded, lines: Lines, span: Span) -> str:
    """The line of a place, and its words among those around."""
    original = text.original
    before = original[max(0, span.start - _AROUND) : span.start].replace(ATOM, " ")
    behind = original[span.end : span.end + _AROUND].replace(ATOM, " ")
    before = before.partition(" ")[2] if span.start > _AROUND else before
    behind = behind.rpartition(" ")[0] if span.end + _AROUND < len(original) else behind
    words = shorten(span.of(original).replace(ATOM, " "), _SHOWN)
    return f"line {lines.at(span.start)[0]}, “{' '.join(f'{before}[{words}]{behind}'.split())}”"


def _new_words(one: Applied, text: Folded) -> str:
    """What to write now."""
    make = short_selector_of if _may_be_short(one.correction) else selector_of
    selector = make(text, one.places[0])
    if selector is None:
        return "write the words as they stand there now"
    around = (("prefix", selector.prefix), ("suffix", selector.suffix))
    written = (("quote", selector.exact), *(pair for pair in around if pair[1]))
    return "write " + ", ".join(f"`{key}: {words}`" for key, words in written)


def _new_edge(one: Applied, text: Folded) -> str:
    """The first or last words to write now."""
    make = first_words if one.detail == "starts" else last_words
    return f"write `{one.detail}: {make(text, bare(text.original, one.places[1]))}`"


_NEW_WORDS: Mapping[Trouble, Callable[[Applied, Folded], str]] = {
    Trouble.EDITED: _new_words,
    Trouble.EDGE_EDITED: _new_edge,
    Trouble.EDGE_LOOSE: _new_edge,
}


def _may_be_short(correction: Correction) -> bool:
    return isinstance(correction, QuotationCorrection) and bool(correction.starts and correction.ends)


def asked_ids(annotated: Annotated) -> Iterator[tuple[str, bool]]:
    """Every id that the author of an article writes, and whether it is a speaker’s; some may come twice."""
    for mark in annotated.article.marks:
        if mark.tag == "entity" and mark.get("id") and not mark.get("kind"):
            yield mark.get("id") or "", False
    for quotation in annotated.quotations:
        speaker = quotation.speaker if quotation.rule is SpeakerRule.AUTHOR else None
        if speaker is not None and speaker.entity_id:
            yield speaker.entity_id, True
