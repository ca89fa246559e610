"""The verbs of saying: each of their forms, and what such a verb takes."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from sitegen.text.values import value
from sitegen.text.wordlists import load_rows


class Takes(StrEnum):
    """What a verb of saying takes, or else is; the values are the words of `speech_verbs.txt`."""

    CLAUSE = "clause"
    """A bare reported clause: said it rained."""
    THAT = "that"
    """A clause after "that" only."""
    QUOTED = "quoted"
    """Words between marks only: joked."""
    PERSON = "person"
    """First the person spoken to: told reporters."""
    NOUN = "noun"
    """Its -s or base form is as often a noun, so that it needs a clear subject."""
    WRITTEN = "written"
    """What is written says it: the sign read; a person only before a colon."""


@value
class VerbForm:
    """What a word form says about its verb: `name` is base, s, past, ing or participle; `takes` as in the list."""

    name: str
    takes: frozenset[Takes]
    base: str


@cache
def verb_forms() -> dict[str, VerbForm]:
    """Every form of every verb of saying."""
    forms: dict[str, VerbForm] = {}
    for base, third, past, present, participle, takes in load_rows("speech_verbs"):
        taken = frozenset(map(Takes, takes.split()))
        for name, word in (
            ("participle", participle),
            ("base", base),
            ("s", third),
            ("ing", present),
            ("past", past),
        ):
            forms[word] = VerbForm(name, taken, base)
    return forms
