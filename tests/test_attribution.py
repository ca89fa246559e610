"""Who says it: the words in the text, the person they mean, and when nobody is named rather than the wrong one."""

from __future__ import annotations

import pytest
from annotated_text import Case, cases_of

from sitegen.model import Gender
from tests.test_quotations import quotations_of


@pytest.mark.parametrize("case", cases_of("quotations", "speakers"), ids=str)
def test_a_speaker_is_sure(case: Case) -> None:
    (found,) = quotations_of(case.text)
    assert found.speaker is not None
    assert found.confidence >= (0.6 if found.speaker.entity_id else 0.3)


@pytest.mark.parametrize("case", cases_of("quotations", "pronouns"), ids=str)
def test_a_pronoun_is_the_speaker_in_the_text(case: Case) -> None:
    last = quotations_of(case.text)[-1].speaker
    assert last is not None
    assert last.span.of(case.text).lower() in {"he", "she"}
    assert last.entity_id == last.name


@pytest.mark.parametrize("case", cases_of("quotations", "without a name"), ids=str)
def test_who_has_no_name_in_words_is_nobody(case: Case) -> None:
    assert {found.confidence for found in quotations_of(case.text)} == {0.0}


UNSURE = {
    "she, and only a man was named": "Tomas Brandt came late. “I overslept,” she said.",
    "they": "Okafor met Brandt. “We agree,” they said.",
    "he, and nobody was named": "“I overslept,” he said.",
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE.keys())
def test_nobody_is_named_when_unsure(text: str) -> None:
    last = quotations_of(text)[-1]
    assert last.speaker is None or (last.speaker.entity_id == "" and last.confidence < 0.6)


def test_a_pronoun_is_less_sure_between_two_than_after_one() -> None:
    alone = quotations_of("Tomas Brandt came late. “I overslept,” he said.")[-1]
    between = quotations_of("Tomas Brandt came late, and Per Lindqvist later. “I overslept,” he said.")[-1]
    assert between.confidence < alone.confidence


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


def test_who_is_the_speaker_in_the_text_and_stands_for_the_name() -> None:
    text = "They asked Tomas Brandt of Norrland, who mused that it was “a fine mess.”"
    speaker = quotations_of(text)[-1].speaker
    assert speaker is not None
    assert (speaker.span.of(text), speaker.name, speaker.entity_id) == ("who", "Tomas Brandt", "Tomas Brandt")
