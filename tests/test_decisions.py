"""What decides who says a quoted stretch: the sure patterns, the ranking, and how sure each is."""

from __future__ import annotations

import itertools

import pytest

from sitegen.quotations.candidates import Candidate
from sitegen.quotations.ranking import rank
from sitegen.text.weights import Weights, probability
from tests.test_quotations import quotations_of

RULES = {
    "after": "“We won,” Okafor said.",
    "before": "Okafor said: “We won.”",
    "mixed": "Okafor said the town was “on its way” to win.",
    "beside": "“Go home,” Okafor barked.",
    "signed": "“Go home and stay there.”\n\n— Ines Okafor, mayor",
    "clause": "Okafor said that the town had won.",
}


@pytest.mark.parametrize(("rule", "text"), RULES.items(), ids=RULES.keys())
def test_the_rule_has_a_name(rule: str, text: str) -> None:
    (found,) = quotations_of(text)
    assert found.rule == rule
    assert found.speaker is not None
    assert found.speaker.name == "Ines Okafor"


UNSIGNED = {
    "a list behind it": "“Go home and stay there.”\n\n— one loaf of bread\n\n— two eggs",
    "a long paragraph": "“Go home and stay there.”\n\n— Ines Okafor" + " went to the harbour" * 8 + ".",
    "whom a line is for": "A letter to Ines Okafor:\n\n“Go home and stay there.”",
    "whom a line is about": "What they say of Ines Okafor:\n\n“Go home and stay there.”",
    "whose house": "Ines Okafor’s house in Lund:\n\n“Go home and stay there.”",
    "two in the line": "To Ines Okafor from her son and Tomas Brandt’s wife:\n\n“Go home and stay there.”",
    "whose words a sentence tells of": "A song on the quay repeats the mayor’s message: “Go home and stay there.”",
    "who has heard it": "Ines Okafor heard what they called her: “Go home and stay there.”",
    "nobody before the colon": "Okafor left.\n\n: “Go home and stay there.”",
    "words before the marks": "The sign: “Go home and stay there.”\n\n— Ines Okafor, mayor",
}


@pytest.mark.parametrize("text", UNSIGNED.values(), ids=UNSIGNED.keys())
def test_no_signature(text: str) -> None:
    assert all(found.rule != "signed" for found in quotations_of(text))


NOT_SAID_IN_THE_NEXT_LINE = {
    "the line says more": "“The ferry is old and slow.”\n\nPer Lindqvist said that the town was poor.",
    "words before the marks": "A sign: “The ferry is old and slow.”\n\nPer Lindqvist said.",
    "the line begins with another": "“The ferry is old and slow.”\n\nWhen it came, Per Lindqvist said.",
}


@pytest.mark.parametrize("text", NOT_SAID_IN_THE_NEXT_LINE.values(), ids=NOT_SAID_IN_THE_NEXT_LINE.keys())
def test_the_next_line_does_not_say_it(text: str) -> None:
    first = quotations_of(text)[0]
    assert first.speaker is None or first.speaker.name != "Per Lindqvist" or first.confidence < 0.6


OPEN = {
    "led to by a cue": ("Okafor said: “We will build the bridge and we will not wait.", 1),
    "after a sentence": ("“We go,” Okafor said. “There is nothing left for us to do in this town.", 1),
    "inside a sentence": ("The shop sells “second-hand maps of every coast, and it closes at six.", 0),
    "short": ("Okafor was glad: “No.", 0),
}


@pytest.mark.parametrize(("text", "count"), OPEN.values(), ids=OPEN.keys())
def test_a_mark_that_never_closes(text: str, count: int) -> None:
    assert len(quotations_of(text)) == count


TITLES = {
    "read by somebody": "He read “The Long Way Home” twice.",
    "sung": "They sang the song “Winter in the Hills” again.",
    "so-called": "The so-called “freedom” festival was moved to June.",
}


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES.keys())
def test_titles_are_nobodys(text: str) -> None:
    assert quotations_of(text) == ()


def test_what_is_written_speaks() -> None:
    (found,) = quotations_of("The sign at the harbour read: “No fishing after nine.”")
    assert found.speaker is not None
    assert found.speaker.name.startswith("sign")


def test_a_new_sentence_with_its_own_report_is_not_the_cue() -> None:
    text = "Brandt told Okafor: “You play so well!” She replied that it was late."
    first = quotations_of(text)[0].speaker
    assert first is not None
    assert first.name == "Tomas Brandt"


def test_a_speaker_named_in_the_sentence_is_surer_than_one_carried_over() -> None:
    sure, carried = quotations_of("“We won,” Okafor said.\n\nIt rained.\n\n“Nobody believed that we could do it.”")
    assert sure.confidence > 0.9
    assert carried.confidence < 0.7


def test_probabilities_add_up_and_are_sorted() -> None:
    features = list(Weights.load("speaker").of_feature)[:6]
    ranked = rank([Candidate(None, None, None, (feature,)) for feature in features])
    assert sum(one.probability for one in ranked) == pytest.approx(1)
    assert all(one.probability >= other.probability for one, other in itertools.pairwise(ranked))


def test_ties_stay_in_order_of_text() -> None:
    first, second = (Candidate(None, None, number, ()) for number in (1, 2))
    assert [one.candidate for one in rank([first, second])] == [first, second]


def test_features_without_a_weight_count_nothing() -> None:
    assert Weights.load("speaker").of(("no such feature", "nor this")) == 0
    assert probability(0.0) == 0.5
    assert probability(1e9) <= 1


def test_the_weights_are_a_few_hundred() -> None:
    tables = [Weights.load(question).of_feature for question in ("spoken", "speaker", "right")]
    assert 100 < sum(map(len, tables)) < 1000
    assert all(abs(weight) < 20 for weights in tables for weight in weights.values())


SHORT = {
    "behind a dateline": "NORRLAND — “It is late,” said Ines Okafor, the harbour master.",
    "one word": "“Late,” Okafor said.",
    "like a title": "“Elections Matter,” Okafor said.",
    "after a colon": "Okafor said: “Never.”",
}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT.keys())
def test_few_words_beside_a_report_are_said(text: str) -> None:
    (found,) = quotations_of(text)
    assert found.speaker is not None
    assert found.speaker.name == "Ines Okafor"


def test_a_speaker_is_as_sure_as_it_is_that_somebody_says_the_words() -> None:
    said, named = quotations_of("Okafor said she was “tired of waiting.”"), quotations_of("Okafor “hired” two drivers.")
    assert said[0].confidence > 0.9
    assert all(one.confidence < 0.6 for one in named)
