"""Quotations: where they begin and end, what kind they are, and what is none."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from annotated_text import Case, cases_of, mark_quotations

from sitegen.annotate import annotate_text
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


def marked(text: str) -> str:
    """The text with its quotations marked as in the tables."""
    return mark_quotations(text, quotations_of(text))


@pytest.mark.parametrize("case", cases_of("quotations"), ids=str)
def test_quotations_are_as_marked(case: Case) -> None:
    assert marked(case.text) == case.marked


def test_the_tables_mark_what_is_there_and_what_is_not() -> None:
    assert all("{" not in case.marked for case in cases_of("quotations", "nothing"))
    assert all("{" in case.marked for case in cases_of("quotations", "kinds", "speakers", "pronouns", "subjects"))


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
        for _ in range(3):
            start = time.process_time()
            find_quotations(tokens, (), {})
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(1500) < 40 * seconds(150) + 0.05


def test_spans_lie_in_the_text_and_are_sorted() -> None:
    text = " ".join(case.text for case in cases_of("quotations", "kinds"))
    starts = [quotation.segments[0].span.start for quotation in quotations_of(text)]
    assert starts == sorted(starts)
    assert len(starts) > 10


@pytest.mark.parametrize(("certainty", "speaker"), [(0.5, "he"), (0.7, "Replay Holm")])
def test_he_means_nobody_who_is_hardly_a_person(certainty: float, speaker: str) -> None:
    text = "Replay Holm left the hall at noon.\n\n“It was late,” he said."
    entity = Entity("holm", Kind.PERSON, "Replay Holm", gender=Gender.MALE, certainty=certainty)
    (quotation,) = find_quotations(tokenize(text), [Mention(Span(0, 11), "holm")], {"holm": entity})
    assert quotation.speaker is not None
    assert quotation.speaker.name == speaker


def test_a_title_tells_more_of_a_gender_than_a_given_name() -> None:
    text = (
        "Senator Lindsey Grahn said on Sunday that Tomas Brandt was late. Mr. Grahn said, too, that Mr. Brandt’s plan "
        "was dead. “We could wait no longer,” he said."
    )
    *_, last = annotate_text(text).quotations
    assert last.speaker is not None
    assert last.speaker.name == "Lindsey Grahn"
