"""Who says it: the words in the text, the person they mean, and when nobody is named rather than the wrong one."""

from __future__ import annotations

import pytest

from sitegen.model import Gender
from tests.test_quotations import quotations_of

FULL = {
    "a role before the name": ("“No,” Harbour Master Per Lindqvist said.", "Per Lindqvist"),
    "an apposition": ("Ines Okafor, a baker from the old town, said: “No.”", "Ines Okafor"),
    "a relative clause": ("Tomas Brandt, who met Okafor in May, said: “No.”", "Tomas Brandt"),
    "a relative clause without commas": ("A nurse who knew Per Lindqvist said: “No.”", "nurse"),
    "an honour behind the name": ("Ines Okafor KC told the jury that it rained.", "Ines Okafor"),
    "the name after the office, and of what": (
        "Her editor, Per Lindqvist of the Gazette, said it rained.",
        "Per Lindqvist",
    ),
    "age": ("“It was dark,” Brandt, 58, told the court.", "Tomas Brandt"),
    "an aside": ("Okafor, on the other hand, said the clock was ticking.", "Ines Okafor"),
    "the name after the office": ("His Danish counterpart, Per Lindqvist, said it would rain.", "Per Lindqvist"),
    "an office of several words, inverted": (
        "“It is over,” said the region’s Minister of Mines and Water, Maru Tessema.",
        "Maru Tessema",
    ),
    "a spokesman is not whom he speaks for": (
        "A spokesman for Tomas Brandt said: “No.”",
        "spokesman for Tomas Brandt",
    ),
    "words without an entity": (
        "Western harbour officials meeting in Norrland said Friday that they had failed to agree.",
        "Western harbour officials",
    ),
    "fronted time and place": ("On Friday in Norrland Ines Okafor said the road was open.", "Ines Okafor"),
    "the nearest name does not steal": ("Ines Okafor said Norrland would pay for the bridge.", "Ines Okafor"),
    "another clause before": ("When the rain stopped, Brandt said he would walk home.", "Tomas Brandt"),
    "an adverb and an auxiliary": ("Okafor has repeatedly said the bridge was unsafe.", "Ines Okafor"),
    "the second of two verbs": ("Maru Tessema stood up and said: “Enough.”", "Maru Tessema"),
    "a colon without a verb of saying": ("Okafor was blunt: “They lost.”", "Ines Okafor"),
}


@pytest.mark.parametrize(("text", "name"), FULL.values(), ids=FULL.keys())
def test_speaker(text: str, name: str) -> None:
    found = quotations_of(text)
    assert [q.speaker.name if q.speaker else None for q in found] == [name]
    assert found[0].speaker is not None
    assert found[0].confidence >= (0.6 if found[0].speaker.entity_id else 0.3)


PRONOUNS = {
    "he, after one man": ("Tomas Brandt came late. “I overslept,” he said.", "Tomas Brandt"),
    "she, after a man and a woman": ("Okafor met Brandt at noon. “I was early,” she said.", "Ines Okafor"),
    "he, after a man and a woman": ("Okafor met Brandt at noon. “I was early,” he said.", "Tomas Brandt"),
    "he, the one who spoke and not the one spoken of": (
        "“Ask Per Lindqvist,” Tomas Brandt said.\n\n“I am tired,” he added.",
        "Tomas Brandt",
    ),
    "she, in the paragraph of another": (
        "“I know it,” Ines Okafor said.\n\n“We go on,” Okafor added.\n\nMaru Tessema, of the harbour board, liked it. "
        "“It is greed,” she said.",
        "Maru Tessema",
    ),
    "he, named in the same sentence": (
        "“No,” said Per Lindqvist.\n\nTomas Brandt has lost votes since a night on which he called the plan “a joke”.",
        "Tomas Brandt",
    ),
    "he, named second beside a woman": (
        "Per Lindqvist left.\n\nMaru Tessema and Tomas Brandt will sit there. “I am late,” he said.",
        "Tomas Brandt",
    ),
    "the chain goes on": (
        "Per Lindqvist left the harbour early. He said the ice was thin. “It cracks,” he said.",
        "Per Lindqvist",
    ),
}


@pytest.mark.parametrize(("text", "name"), PRONOUNS.values(), ids=PRONOUNS.keys())
def test_pronoun(text: str, name: str) -> None:
    last = quotations_of(text)[-1]
    assert last.speaker is not None
    assert (last.speaker.name, last.speaker.entity_id) == (name, name)
    assert last.speaker.span.of(text).lower() in {"he", "she"}


UNSURE = {
    "she, and only a man was named": "Tomas Brandt came late. “I overslept,” she said.",
    "they": "Okafor met Brandt. “We agree,” they said.",
    "he, and nobody was named": "“I overslept,” he said.",
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE.keys())
def test_nobody_is_named_when_unsure(text: str) -> None:
    last = quotations_of(text)[-1]
    assert last.speaker is None or (last.speaker.entity_id == "" and last.confidence < 0.6)


def test_a_quotation_alone_is_nobodys_for_sure() -> None:
    (found,) = quotations_of("The square was empty by nine.\n\n“Go home and never come back to this place.”")
    assert found.speaker is None or found.confidence < 0.6


def test_a_quotation_that_follows_its_speaker_is_less_sure() -> None:
    first, second = quotations_of("“We won,” Okafor said. The crowd was loud, and it rained. “It is over now.”")
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.name == "Ines Okafor"
    assert second.confidence < first.confidence


def test_the_cue_is_the_verb_alone() -> None:
    text = "“Go,” Okafor has since said."
    (found,) = quotations_of(text)
    assert found.cue is not None
    assert found.cue.of(text) == "said"


def test_the_seed_of_a_pronoun_is_its_own_span() -> None:
    text = "Ines Okafor waited. She said the bus was late."
    (found,) = quotations_of(text)
    assert found.speaker is not None
    assert found.speaker.span.of(text) == "She"


def test_the_text_tells_the_gender_of_a_name_that_nobody_knows() -> None:
    text = "Quill Orlo came early. {} was the first.\n\nTomas Brandt waved. “I won,” she said."
    spoken = [quotations_of(text.format(word), {"Quill Orlo": Gender.UNKNOWN})[-1].speaker for word in ("She", "He")]
    assert [speaker.name if speaker else None for speaker in spoken] == ["Quill Orlo", "she"]
