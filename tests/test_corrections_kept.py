"""Random corrections of every kind, random edits of the text after them: each holds, is found again, or is told."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.annotate.told import told_of_corrections
from sitegen.files.text_file import LoadedFile
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Annotated, Applied, Kind, Quotation, SpeakerRule
from sitegen.read import read_article, read_text
from sitegen.read.loading import LoadedArticle
from sitegen.text.spans import ATOM, Span

DEMO = Path(__file__).parent.parent / "seeds"
INVENTED = """Vera Holm, the mayor of Larkmoor, said on Monday that the old bridge would close in May. Ashby was calm.

“We have waited nine years for this,” Holm said. “Nobody wants to wait for a tenth.”

The Larkmoor Institute called the plan “a waste of money” in a report. Its director, Tomas Bielak, said it was wrong.

Odile Varga, a baker, met Bielak near the bridge. “It is old,” she said, “and it is ours.”

## What comes next in Larkmoor

A spokesman for the Harbour Board said the board would vote in June. The board would not say how.

“We wait for the quay,” Varga said. “We wait for a dam.” Nobody came from Norway.

Bielak, who lives in Ashby Combe, said nothing. According to Holm, the bridge is older than the town.
"""
HEADING = "##"
NOT_IN_NAMES = "“”.,;:!?()"
KNOWLEDGE = builtin_knowledge()


Word = tuple[int, str]
"""A word of a text, and the number that it keeps whatever is edited around it."""


class Edited:
    """A text as paragraphs of words, which tells where each of them stands after edits."""

    def __init__(self, text: str) -> None:
        self._next = 0
        self.paragraphs = [[self._word(word) for word in one.split()] for one in text.strip().split("\n\n")]

    def _word(self, word: str) -> Word:
        self._next += 1
        return self._next, word

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(word for _, word in one) for one in self.paragraphs)

    def spans(self, text: str) -> Mapping[int, Span]:
        """Where the words stand in the text of the article."""
        found: dict[int, Span] = {}
        at = 0
        for number, word in (pair for one in self.paragraphs for pair in one if pair[1] != HEADING):
            start = text.index(word, at)
            at = start + len(word)
            found[number] = Span(start, at)
        return found

    def edit(self, chance: random.Random) -> None:
        """Words are changed, added, taken away and written twice; paragraphs move, go, and become one."""
        for _ in range(chance.randint(1, 6)):
            words = chance.choice([one for one in self.paragraphs if len(one) > 3])
            at = chance.randrange(1, len(words))
            twice = [word for _, word in chance.choice(self.paragraphs)[:4] if word != HEADING]
            gone, put = chance.choice([(1, ["newly"]), (0, ["Nobody", "knows"]), (2, []), (1, []), (0, twice)])
            words[at : at + gone] = [self._word(word) for word in put]
        if chance.random() < 0.2:
            chance.shuffle(self.paragraphs)
        if chance.random() < 0.2:
            del self.paragraphs[chance.randrange(len(self.paragraphs))]
        at = chance.randrange(len(self.paragraphs) - 1)
        if chance.random() < 0.2 and HEADING not in (one[0][1] for one in self.paragraphs[at : at + 2]):
            self.paragraphs[at : at + 2] = [[*self.paragraphs[at], *self.paragraphs[at + 1]]]


@dataclass(frozen=True)
class Said:
    """A correction as it is written, and the numbers of the words that it is about."""

    key: str
    yaml: str
    name: str = ""
    quote: tuple[int, ...] = ()
    starts: int = 0
    ends: int = 0
    wanted: Mapping[str, str] = field(default_factory=dict)


def _yaml(words: Sequence[Word] | str) -> str:
    return json.dumps(words if isinstance(words, str) else " ".join(word for _, word in words), ensure_ascii=False)


def _quotation(chance: random.Random, words: Sequence[Word]) -> Said:
    """What is said of a random quotation: a speaker, a form, or new first and last words."""
    at = chance.randrange(len(words) - 5)
    quote = words[at : at + chance.randint(4, 9)]
    wanted: dict[str, str] = chance.choice(
        [
            {"speaker": "norway"},
            {"speaker": "Somebody Else"},
            {"speaker": ""},
            {"kind": "indirect"},
            {"kind": "partial"},
        ]
    )
    edges: dict[str, Sequence[Word]] = {}
    if chance.random() < 0.3:
        first = chance.randrange(max(0, at - 10), at + 1)
        edges["starts"] = words[first : first + chance.randint(2, 4)]
    if chance.random() < 0.3:
        last = chance.randrange(at + len(quote), min(len(words), at + len(quote) + 12) + 1)
        edges["ends"] = words[max(at, last - chance.randint(2, 4)) : last]
    pairs = {"quote": quote, **edges, **wanted}
    return Said(
        *("quotations", "{" + ", ".join(f"{key}: {_yaml(value)}" for key, value in pairs.items()) + "}"),
        quote=tuple(number for number, _ in quote),
        starts=edges["starts"][0][0] if "starts" in edges else 0,
        ends=edges["ends"][-1][0] if "ends" in edges else 0,
        wanted=wanted,
    )


def _of_name(chance: random.Random, words: Sequence[Word]) -> Said:
    """What is said of a random word with a capital: of one mention, or in the whole article."""
    able = [one for one in enumerate(words) if re.match("“?[A-Z](?!orway)", one[1][1])]  # who is hidden has no id
    at, (number, word) = chance.choice(able)
    name = word.strip(NOT_IN_NAMES).removesuffix("’s").strip(NOT_IN_NAMES)
    wanted = chance.choice([{"entity": "norway"}, {"kind": "place"}, {"entity": ""}])
    if chance.random() < 0.5:
        around = words[max(0, at - chance.randint(1, 4)) : at + chance.randint(2, 4)]
        told = ", ".join(f"{key}: {_yaml(value)}" for key, value in {"name": name, **wanted}.items())
        return Said("mentions", f"{{quote: {_yaml(around)}, {told}}}", name, (number,), wanted=wanted)
    told = _yaml(wanted["entity"]) if "entity" in wanted else "{kind: place}"
    return Said("entities", f"{_yaml(name)}: {told}", name, wanted=wanted)


def _corrections(chance: random.Random, edited: Edited) -> Iterator[Said]:
    """Ten of them, no two of one name."""
    names: set[str] = set()
    made = 0
    while made < 10:
        words = chance.choice([one for one in edited.paragraphs if len(one) > 8 and one[0][1] != HEADING])
        one = chance.choice((_quotation, _of_name))(chance, words)
        if one.key != "entities" or one.name not in names:
            names.add(one.name)
            made += 1
            yield one


@dataclass(frozen=True)
class Result:
    """What became of the corrections of an article."""

    annotated: Annotated
    told: frozenset[int]
    """The lines of the file of which something is told."""
    lines: Mapping[int, Said]

    @classmethod
    def of(cls, said: Sequence[Said], text: str) -> Result:
        lines: dict[int, Said] = {}
        head = ["---", "title: A test"]
        for key, dash in (("quotations", "- "), ("mentions", "- "), ("entities", "")):
            head += [f"{key}:"] * any(one.key == key for one in said)
            for one in (one for one in said if one.key == key):
                head.append(f"  {dash}{one.yaml}")
                lines[len(head)] = one
        source = "\n".join((*head, "---", "", text))
        reading = read_text(source, "a.md")
        annotated = annotate(reading.article, KNOWLEDGE)
        told = told_of_corrections(annotated, LoadedArticle(LoadedFile("a.md", source.encode())))
        return cls(annotated, frozenset(one.line for one in (*told, *reading.warnings)), lines)

    def lost(self, edited: Edited) -> Iterator[tuple[Said, str]]:
        """The corrections of which nothing is told, and that do not hold as they should."""
        text = self.annotated.article.text
        spans = edited.spans(text)
        applied = {one.correction.written.line: one for one in self.annotated.applied}
        for line, said in self.lines.items():
            if line not in self.told:
                holds = {"quotations": _quotation_holds, "mentions": _mention_holds, "entities": _name_holds}[said.key]
                if not holds(said, applied.get(line), self.annotated, spans):
                    yield said, text


def _quotation_holds(said: Said, one: Applied | None, annotated: Annotated, spans: Mapping[int, Span]) -> bool:
    if one is None or one.span is None:
        return False
    there = [spans[number] for number in said.quote if number in spans]
    is_there = any(span.clip(one.span) for span in there)
    mine = [quotation for quotation in annotated.quotations if quotation.rule is SpeakerRule.AUTHOR]
    return (is_there or _again(said, one, annotated)) and any(_is_as_wanted(said, made, spans) for made in mine)


def _again(said: Said, one: Applied, annotated: Annotated) -> bool:
    """True where the very same words stand elsewhere: nobody can tell these from the first ones."""
    words = " ".join(one.span.of(annotated.article.text).split()) if one.span else ""
    return words == said.name or f"quote: {_yaml(words)}" in said.yaml


def _is_as_wanted(said: Said, made: Quotation, spans: Mapping[int, Span]) -> bool:
    speaker = (made.speaker.entity_id or made.speaker.name) if made.speaker else ""
    first, last = made.segments[0].span.start, max(segment.span.end for segment in made.segments)
    starts, ends = spans.get(said.starts), spans.get(said.ends)
    return (
        ("speaker" not in said.wanted or speaker == said.wanted["speaker"])
        and ("kind" not in said.wanted or {str(segment.kind) for segment in made.segments} == {said.wanted["kind"]})
        and (not said.starts or (starts is not None and starts.start - 1 <= first < starts.end))
        and (not said.ends or (ends is not None and ends.start < last <= ends.end + 3))
    )


def _mention_holds(said: Said, one: Applied | None, annotated: Annotated, spans: Mapping[int, Span]) -> bool:
    if one is None or one.span is None:
        return False
    place = spans.get(said.quote[0])
    linked = {mention.entity_id for mention in annotated.mentions if mention.span.clip(one.span)}
    is_there = (place is not None and place.clip(one.span) is not None) or _again(said, one, annotated)
    return is_there and _links(said, linked, annotated)


def _name_holds(said: Said, one: Applied | None, annotated: Annotated, spans: Mapping[int, Span]) -> bool:
    text = annotated.article.text
    linked = {mention.entity_id for mention in annotated.mentions if mention.span.of(text) == said.name}
    return said.wanted.get("entity") == "" or _links(said, linked, annotated)


def _links(said: Said, linked: set[str], annotated: Annotated) -> bool:
    if "entity" in said.wanted:
        return said.wanted["entity"] in linked if said.wanted["entity"] else not linked
    places = {one.id for one in (*annotated.found, *KNOWLEDGE) if one.kind is Kind.PLACE}
    return not linked.isdisjoint(places)


def _paragraphs(path: Path) -> str:
    article = read_article(path, DEMO).article
    shown = {"p": "", "h2": f"{HEADING} "}
    words = ((block.tag, " ".join(block.span.of(article.text).replace(ATOM, " ").split())) for block in article.blocks)
    return "\n\n".join(shown[tag] + told for tag, told in words if tag in shown)


TEXTS = (INVENTED, *map(_paragraphs, sorted((DEMO / "articles").glob("*.txt"))))


@pytest.mark.parametrize("seed", range(20))
def test_no_correction_is_lost_in_silence_whatever_is_edited(seed: int) -> None:
    chance = random.Random(seed)
    edited = Edited(TEXTS[seed % len(TEXTS)])
    said = list(_corrections(chance, edited))
    first = Result.of(said, edited.text)
    assert list(first.lost(edited)) == []
    kept = [one for line, one in first.lines.items() if line not in first.told]
    for _ in range(3):
        edited.edit(chance)
        after = Result.of(kept, edited.text)
        assert list(after.lost(edited)) == []


def test_the_experiment_notices_what_is_lost() -> None:
    edited = Edited(INVENTED)
    said = list(_corrections(random.Random(1), edited))
    result = Result.of(said, edited.text)
    nothing = annotate(read_text(f"---\ntitle: A test\n---\n\n{edited.text}", "a.md").article, KNOWLEDGE)
    silent = Result(nothing, frozenset(), result.lines)
    assert len(list(silent.lost(edited))) >= 7
