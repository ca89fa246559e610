"""Quotations: where they begin and end, what kind they are, and what is none."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from sitegen.model import Entity, Gender, Kind, Mention, Quotation
from sitegen.quotations import find_quotations
from sitegen.quotations.marks import find_quoted
from sitegen.text.spans import Span
from sitegen.text.tokens import tokenize

PEOPLE = {
    "Ines Okafor": Gender.FEMALE,
    "Tomas Brandt": Gender.MALE,
    "Per Lindqvist": Gender.MALE,
    "Maru Tessema": Gender.FEMALE,
}


def quotations_of(text: str, others: Mapping[str, Gender] = MappingProxyType({})) -> tuple[Quotation, ...]:
    """The quotations of `text`, in which the invented people, and `others`, are known by full name and surname."""
    people = {**PEOPLE, **others}
    entities = {name: Entity(name, Kind.PERSON, name, gender=gender) for name, gender in people.items()}
    entities["Norrland"] = Entity("Norrland", Kind.COUNTRY, "Norrland")
    forms = {form: name for name in entities for form in (name, name.split()[-1])}
    names = re.compile("|".join(sorted(forms, key=len, reverse=True)))
    mentions = [Mention(Span(m.start(), m.end()), forms[m.group()]) for m in names.finditer(text)]
    return find_quotations(tokenize(text), mentions, entities)


def told(text: str) -> list[str]:
    """Each quotation as `kind: words + kind: words < speaker (cue)`."""
    return [
        " + ".join(f"{segment.kind}: {segment.span.of(text)}" for segment in quotation.segments)
        + f" < {quotation.speaker.name if quotation.speaker else '?'}"
        + (f" ({quotation.cue.of(text)})" if quotation.cue else "")
        for quotation in quotations_of(text)
    ]


KINDS = {
    "direct, the cue after it": (
        "“The dam will hold,” Ines Okafor said.",
        ["direct: “The dam will hold,” < Ines Okafor (said)"],
    ),
    "direct, the cue before it": (
        'Tomas Brandt said: "Nobody asked us."',
        ['direct: "Nobody asked us." < Tomas Brandt (said)'],
    ),
    "a word inside the reporter's sentence": (
        "Tomas Brandt called the plan “a joke” and left.",
        ["partial: “a joke” < Tomas Brandt (called)"],
    ),
    "inverted": (
        "“We are late,” said Per Lindqvist, the harbour master.",
        ["direct: “We are late,” < Per Lindqvist (said)"],
    ),
    "interrupted, one record": (
        "“The dam will hold,” Ines Okafor said on the radio. “It always has.”",
        ["direct: “The dam will hold,” + direct: “It always has.” < Ines Okafor (said)"],
    ),
    "two typewriter apostrophes": (
        "''The dam will hold,'' Ines Okafor said.",
        ["direct: ''The dam will hold,'' < Ines Okafor (said)"],
    ),
    "low and guillemet marks": (
        "„The dam will hold“, said Ines Okafor. «It is late», said Per Lindqvist.",
        ["direct: „The dam will hold“ < Ines Okafor (said)", "direct: «It is late» < Per Lindqvist (said)"],
    ),
    "single marks, when the text has no other": (
        "‘The farmers’ wells won’t fill,’ said Ines Okafor.",
        ["direct: ‘The farmers’ wells won’t fill,’ < Ines Okafor (said)"],
    ),
    "a quotation inside another belongs to it": (
        "“He told me ‘go home’ and I went,” Maru Tessema said.",
        ["direct: “He told me ‘go home’ and I went,” < Maru Tessema (said)"],
    ),
    "straight marks inside straight marks": (
        'Per Lindqvist said, "They call it "the barn" at home."',
        ['direct: "They call it "the barn" at home." < Per Lindqvist (said)'],
    ),
    "continued in the next paragraph": (
        "“The dam will hold,” Ines Okafor said. “It always has.\n\n“And it will again.”",
        ["direct: “The dam will hold,” + direct: “It always has. + direct: “And it will again.” < Ines Okafor (said)"],
    ),
    "indirect with that": (
        "Tomas Brandt told reporters that the bridge was safe.",
        ["indirect: the bridge was safe < Tomas Brandt (told)"],
    ),
    "indirect without that": (
        "Brandt said the bridge was safe.",
        ["indirect: the bridge was safe < Tomas Brandt (said)"],
    ),
    "indirect with a day between": (
        "Brandt said Friday that the bridge was safe.",
        ["indirect: the bridge was safe < Tomas Brandt (said)"],
    ),
    "fronted": (
        "The bridge is safe and will stay open, said Tomas Brandt, the engineer.",
        ["indirect: The bridge is safe and will stay open < Tomas Brandt (said)"],
    ),
    "according to": (
        "According to Ines Okafor, the bridge will stay open until spring.",
        ["indirect: the bridge will stay open until spring < Ines Okafor (According to)"],
    ),
    "according to somebody of whom more is told": (
        "According to Ines Okafor, who runs the mill, the bridge will stay open until spring.",
        ["indirect: the bridge will stay open until spring < Ines Okafor (According to)"],
    ),
    "according to somebody with an office": (
        "According to Ines Okafor, the mayor of Holmvik, the bridge was shut.",
        ["indirect: the bridge was shut < Ines Okafor (According to)"],
    ),
    "according to somebody, and a clause with a comma": (
        "According to Ines Okafor, the bridge was shut, and the ferry with it.",
        ["indirect: the bridge was shut, and the ferry with it < Ines Okafor (According to)"],
    ),
    "a report after a semicolon": (
        "Brandt said he was waiting; Maru Tessema said the port “does not comment”.",
        [
            "indirect: he was waiting < Tomas Brandt (said)",
            "indirect: the port “does not comment” + partial: “does not comment” < Maru Tessema (said)",
        ],
    ),
    "the reporter goes on": (
        "Brandt told the council that the road “will not wait,” but added that he was ready to talk.",
        [
            "indirect: the road “will not wait,” + partial: “will not wait,” < Tomas Brandt (told)",
            "indirect: he was ready to talk < Tomas Brandt (added)",
        ],
    ),
    "what is said goes on": (
        "Brandt said the road was shut and added traffic had gone elsewhere and was slow.",
        [
            "indirect: the road was shut < Tomas Brandt (said)",
            "indirect: traffic had gone elsewhere and was slow < Tomas Brandt (added)",
        ],
    ),
    "a thing confirmed, then a report": (
        "Ines Okafor confirmed the sale and said the price was fair.",
        ["indirect: the price was fair < Ines Okafor (said)"],
    ),
    "what was refused is not said": (
        "Brandt said the bridge “has a crack” and declined to say more.",
        ["indirect: the bridge “has a crack” + partial: “has a crack” < Tomas Brandt (said)"],
    ),
    "a dateline is not reported": (
        "HOLMVIK, Norrland (Kelp Wire) — The bridge was shut on Friday, Ines Okafor said.",
        ["indirect: The bridge was shut on Friday < Ines Okafor (said)"],
    ),
    "a dateline with two hyphens": (
        "HOLMVIK, June 4 (Kelp Wire) -- The bridge was shut, Ines Okafor said on Friday, and the ferry was late.",
        ["indirect: The bridge was shut < Ines Okafor (said)"],
    ),
    "whose two are meant": (
        "Norrland's two largest mills said they would merge in May.",
        ["indirect: they would merge in May < Norrland's two largest mills (said)"],
    ),
    "a dash in a sentence is no dateline": (
        "The bridge — an old one — was shut on Friday, Ines Okafor said.",
        ["indirect: The bridge — an old one — was shut on Friday < Ines Okafor (said)"],
    ),
    "fronted, and told to somebody somewhere": (
        "The bridge was shut on Friday, Ines Okafor told reporters at the harbour.",
        ["indirect: The bridge was shut on Friday < Ines Okafor (told)"],
    ),
    "fronted, and said in a statement": (
        "The bridge was shut on Friday, Ines Okafor said in a statement.",
        ["indirect: The bridge was shut on Friday < Ines Okafor (said)"],
    ),
    "not fronted: the report is a clause of time": (
        "Ines Okafor said the bridge was old. The mill paid for the ferry line, years after Brandt agreed in Norrland.",
        ["indirect: the bridge was old < Ines Okafor (said)"],
    ),
    "according to somebody, of people": (
        "According to Ines Okafor, nurses left the ward at noon, and the doctors were late.",
        ["indirect: nurses left the ward at noon, and the doctors were late < Ines Okafor (According to)"],
    ),
    "not fronted: a clause follows": (
        "When the rain stopped on Friday, Ines Okafor said that the bridge was shut.",
        ["indirect: the bridge was shut < Ines Okafor (said)"],
    ),
    "points out": (
        "Ines Okafor, who knows the bridge, points out that only one lane is open.",
        ["indirect: only one lane is open < Ines Okafor (points)"],
    ),
    "the title of a work, then a clause": (
        "In the novel “The Glass River,” Ines Okafor wrote that every town gets its bridge.",
        ["indirect: every town gets its bridge < Ines Okafor (wrote)"],
    ),
    "told to people, and another clause": (
        "Brandt told residents they could go home, but he added that the bridge was shut.",
        ["indirect: they could go home < Tomas Brandt (told)", "indirect: the bridge was shut < Tomas Brandt (added)"],
    ),
    "told to somebody with a name": (
        "Brandt told Norrland the talks had been slow.",
        ["indirect: the talks had been slow < Tomas Brandt (told)"],
    ),
    "no, in a clause": (
        "Brandt said no payment had been made.",
        ["indirect: no payment had been made < Tomas Brandt (said)"],
    ),
    "somebody without a name": (
        "Brandt met the nurses. One said Brandt “could not spell”.",
        ["indirect: Brandt “could not spell” + partial: “could not spell” < One (said)"],
    ),
    "a clause, then a judgement": (
        "Brandt said the ferries were based in Norrland, and described them as “boats with a desk”.",
        [
            "indirect: the ferries were based in Norrland < Tomas Brandt (said)",
            "partial: “boats with a desk” < Tomas Brandt (described)",
        ],
    ),
    "a study published on a day": (
        "The bridge was shut on Friday, according to a study published in May.",
        ["indirect: The bridge was shut on Friday < study (according to)"],
    ),
    "a noun that looks like a participle": (
        "Ines Okafor called the ruling “a joke”.",
        ["partial: “a joke” < Ines Okafor (called)"],
    ),
    "a participle that looks like a noun": (
        "“Go home,” Ines Okafor said on Friday. The court left, Brandt saying that it was late.",
        ["direct: “Go home,” < Ines Okafor (said)", "indirect: it was late < Tomas Brandt (saying)"],
    ),
    "a judgement in part": (
        "Per Lindqvist dismissed the plan as “a sketch”, and Okafor accused him of “sleeping”.",
        [
            "partial: “a sketch” < Per Lindqvist (dismissed)",
            "partial: “sleeping” < Ines Okafor (accused)",
        ],
    ),
    "an aside before the verb": (
        "Ines Okafor, a maker of tiles, today announced the launch was near, a week early.",
        ["indirect: the launch was near, a week early < Ines Okafor (announced)"],
    ),
    "adding that": (
        "Okafor said the road was closed, adding that nobody had been hurt.",
        [
            "indirect: the road was closed < Ines Okafor (said)",
            "indirect: nobody had been hurt < Ines Okafor (adding)",
        ],
    ),
    "mixed, one record": (
        "Okafor said the bridge was “a promise.”",
        ["indirect: the bridge was “a promise.” + partial: “a promise.” < Ines Okafor (said)"],
    ),
    "a clause that is all quoted, told once": (
        "Okafor told reporters that “the bridge is a promise”.",
        ["partial: “the bridge is a promise” < Ines Okafor (told)"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS.keys())
def test_kinds(text: str, expected: list[str]) -> None:
    assert told(text) == expected


NOTHING = {
    "the apostrophe": "It’s the farmers’ own fault, the neighbours’ dogs won’t agree, and ’tis the ’90s again.",
    "an unclosed mark": "The shop sells “second-hand maps of every coast, and it closes at six.",
    "inches and feet": 'The door is 6\'2" high and 30" wide, a carpenter’s work.',
    "a film title": "The director of “The Long Winter” lives in a village near the border.",
    "a film title behind a comma": "Ines Okafor read from her new book, “The Crow Who Kept Maps”.",
    "no, and nothing more": "Brandt said no to the bridge.",
    "agreed to do something": "Brandt agreed to reopen a line that ran to the harbour.",
    "words that are named": "Ines Okafor counted words such as “perhaps” in the speech.",
    "a name of a thing": "Ines Okafor uses a method called “weeding”.",
    "a folder with a name": "Ines Okafor found a folder named “holidays in June”.",
    "said it": "Ines Okafor said it twice and then said it with a smile.",
    "a word held at arm’s length": "The so-called “freedom” festival was moved to June.",
    "an attribute of markup": 'The page held <a title="Summer in the hills"> and nothing else.',
    "a noun that looks like a verb": "The report on claims and notes in the states reached the council.",
    "passive": "The council was told to leave, and Brandt was asked to pay.",
    "an infinitive": "Ines Okafor declined to say whether the road would open.",
    "denied": "Ines Okafor did not say that the road would open.",
    "said with an object only": "Tomas Brandt said nothing about it.",
    "a name in capitals": "Ines Okafor flew to the United States after the storm had passed.",
    "a participle after a verb that is none of saying": (
        "Okafor and Brandt played down the quarrel, stressing that the road might yet open."
    ),
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_nothing(text: str) -> None:
    assert told(text) == []


def test_single_marks_are_ignored_beside_double_ones() -> None:
    text = "Mayor ‘won’t go’ after storm\n\n“I stay,” Ines Okafor said."
    assert told(text) == ["direct: “I stay,” < Ines Okafor (said)"]


def test_single_marks_count_where_they_open_a_paragraph_and_close_behind_a_comma() -> None:
    text = "'It is late,' Ines Okafor said, 'as always'.\n\n“I stay,” Ines Okafor said."
    assert [line.partition(" <")[0] for line in told(text)] == [
        "direct: 'It is late,' + direct: 'as always'",
        "direct: “I stay,”",
    ]


def test_single_marks_count_beside_double_ones_where_one_opens_a_sentence_as_speech() -> None:
    text = "Brandt 'had no case'. 'The town,' Ines Okafor said, 'may not wait'.\n\n“I stay,” Ines Okafor said."
    assert [quoted.inner.of(text) for quoted in find_quoted(tokenize(text))] == [
        "had no case",
        "The town,",
        "may not wait",
        "I stay,",
    ]


def test_single_marks_around_titles_do_not_count_beside_double_ones() -> None:
    text = "Brandt sang 'The Long Winter' twice. 'Early Snow' came last.\n\n“I stay,” Ines Okafor said."
    assert [quoted.inner.of(text) for quoted in find_quoted(tokenize(text))] == ["I stay,"]


def test_an_unclosed_paragraph_is_said_to_go_on() -> None:
    text = "“One two.\n\n“Three four.”"
    assert [quoted.closed for quoted in find_quoted(tokenize(text))] == [False, True]


@pytest.mark.parametrize("unit", ["“ ", '"a ', "said ", "“a,” he said. ", "on the last ", "“One.\n\n", "‘a s’ "])
def test_nothing_is_read_again_and_again(unit: str) -> None:
    def seconds(times: int) -> float:
        tokens = tokenize(unit * times)
        taken = []
        for _ in range(4):
            start = time.process_time()
            find_quotations(tokens, (), {})
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(3000) < 40 * seconds(300) + 0.05


def test_spans_lie_in_the_text_and_are_sorted() -> None:
    text = " ".join(text for text, _ in KINDS.values())
    starts = [quotation.segments[0].span.start for quotation in quotations_of(text)]
    assert starts == sorted(starts)
    assert len(starts) > 10
