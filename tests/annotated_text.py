"""Texts with their annotations written into them, and the tables of such texts in tables/: a case is a line.

    == what the section holds
    what is special :: Mayor [Ana Ruiz|ana-ruiz] *said*: {“It is late.”|Ana Ruiz}

What stands before `::` names the case and may be left out; `#` begins a comment; ¶ is a break between paragraphs, ↵ one
between lines. Names are `[the words|id]`. Quotations are `{the words|who says them}`; they begin with `~` when they are
quoted in part, with `:` when they are told without marks; `^` says that they go on with the quotation before, `?` that
nobody says them, `he = Ana Ruiz` what the text calls the speaker. The cue stands between asterisks. What is not marked
is nothing: a line without marks is a case in which nothing must be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sitegen.model import Mention, Quotation, QuotationKind, Speaker

TABLES = Path(__file__).parent / "tables"

_KIND_MARKS = {QuotationKind.DIRECT: "", QuotationKind.PARTIAL: "~", QuotationKind.INDIRECT: ":"}
_NAME = re.compile(r"\[([^|\]]+)\|[^\]]+\]")
_CUE = re.compile(r"\*([^*]+)\*")
_QUOTATION = re.compile(r"\{[~:]?([^{}|]*)\|[^{}|]*\}")


@dataclass(frozen=True)
class Case:
    """A line of a table: the text with its annotations, and what the case is about."""

    label: str
    marked: str

    @property
    def text(self) -> str:
        """The text alone."""
        return bare(self.marked)

    def __str__(self) -> str:
        return self.label or self.marked[:60]


@cache
def load_cases(table: str) -> dict[str, tuple[Case, ...]]:
    """The cases of a table, by section."""
    sections: dict[str, list[Case]] = {}
    section: list[Case] = []
    for line in (TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            section = sections.setdefault(line.removeprefix("== "), [])
        elif line.strip() and not line.startswith("#"):
            label, colons, marked = line.partition(" :: ")
            words = (marked if colons else line).replace("¶", "\n\n").replace("↵", "\n")
            section.append(Case(label if colons else "", words))
    return {name: tuple(cases) for name, cases in sections.items()}


def cases_of(table: str, *sections: str) -> tuple[Case, ...]:
    """The cases of these sections of a table, all of them where none is named."""
    loaded = load_cases(table)
    return tuple(case for section in sections or loaded for case in loaded[section])


def bare(marked: str) -> str:
    """The text without the marks of its annotations."""
    text = _CUE.sub(r"\1", _NAME.sub(r"\1", marked))
    while (shorter := _QUOTATION.sub(r"\1", text)) != text:
        text = shorter
    return text


def mark_names(text: str, mentions: Iterable[Mention]) -> str:
    """The text with every mention as [words|id]."""
    for mention in sorted(mentions, key=lambda one: one.span, reverse=True):
        words = mention.span.of(text)
        text = f"{text[: mention.span.start]}[{words}|{mention.entity_id}]{text[mention.span.end :]}"
    return text


def mark_quotations(text: str, quotations: Iterable[Quotation]) -> str:
    """The text with every quotation in braces, and the cues between asterisks."""
    inserted = sorted(_insertions(text, quotations), key=lambda one: one[:2])
    for at, _, words in reversed(inserted):
        text = text[:at] + words + text[at:]
    return text


def _insertions(text: str, quotations: Iterable[Quotation]) -> Iterator[tuple[int, tuple[int, int], str]]:
    """Where marks go: what ends at an offset before what begins there, the longer outside the shorter."""
    for quotation in quotations:
        for number, segment in enumerate(quotation.segments):
            length = segment.span.end - segment.span.start
            yield segment.span.start, (1, -length), "{" + _KIND_MARKS[segment.kind]
            speaker = "^" if number else _speaker(text, quotation.speaker)
            yield segment.span.end, (0, length), f"|{speaker}" + "}"
        if quotation.cue is not None:
            yield quotation.cue.start, (1, 0), "*"
            yield quotation.cue.end, (0, 0), "*"


def _speaker(text: str, speaker: Speaker | None) -> str:
    if speaker is None:
        return "?"
    words = speaker.span.of(text)
    return f"{words} = {speaker.name}" if words.islower() and words != speaker.name else speaker.name


__all__ = ("Case", "bare", "cases_of", "load_cases", "mark_names", "mark_quotations")
