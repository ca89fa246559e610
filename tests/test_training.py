"""The tools that learn the weights read annotated documents: here invented ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import train_ends
import train_names
import train_people
import train_pronouns
import train_reports
import train_speakers

from sitegen.text.weights import Weights

TEXT = "“The dam will hold,” said Ines Okafor, the mayor of Holmvik, Norway. The Kelp Institute agreed."


def _span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


SPEAKER = _span("Ines Okafor")
DOCUMENT = {
    "id": "invented",
    "text": TEXT,
    "entities": [
        {**SPEAKER, "type": "person"},
        {**_span("Holmvik"), "type": "place"},
        {**_span("Norway"), "type": "country", "id": "NO"},
        {**_span("Kelp Institute"), "type": "org"},
    ],
    "quotes": [
        {
            **_span("The dam will hold,"),
            "speaker": "Ines Okafor",
            "speaker_text": "Ines Okafor",
            "speaker_start": SPEAKER["start"],
            "speaker_end": SPEAKER["end"],
            "source_type": "name",
        }
    ],
}


@pytest.fixture(autouse=True)
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("news", "invented", *train_speakers.SETS):
        (tmp_path / f"{name}.dev.jsonl").write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    for tool in (train_people, train_names, train_speakers):
        monkeypatch.setattr(tool, "GOLD", tmp_path)


def test_the_names_of_a_document_are_examples() -> None:
    assert any(right for right, _ in train_people.examples("invented"))
    (document,) = train_names.documents("news")
    assert {one.is_a for one in document.examples} >= {1, 2, 3}


def test_weights_for_names_are_learned() -> None:
    sample = [
        train_names.Example(frozenset({"said"}), 1, 1.0),
        train_names.Example(frozenset({"in"}), 3, 1.0),
    ] * 9
    person, _, place = train_names.fit(sample)["said"]
    assert person > 0 > place


def test_what_is_decided_for_a_quotation_is_an_example() -> None:
    sample = tuple(train_speakers.documents(next(iter(train_speakers.SETS))))
    ((_, decision),) = train_speakers.decisions(sample, lambda part: train_speakers.shipped())
    assert decision.phrase is not None
    ((_, (features, right, _)),) = train_speakers.right_answers([(sample[0], decision)])
    assert features
    assert right


HE = "Tomas Brandt came late. Per Lindqvist left at noon. “I was asleep,” he said."


@pytest.mark.parametrize(("speaker", "meant"), [("Tomas Brandt", "Tomas Brandt"), ("Jo Amsel", None)])
def test_a_pronoun_that_speaks_is_an_example(tmp_path: Path, speaker: str, meant: str | None) -> None:
    said, he = HE.index("I was"), HE.index("he said")
    quotation = {"start": said, "end": said + 13, "speaker": speaker, "speaker_start": he, "speaker_end": he + 2}
    document = {"id": "invented", "text": HE, "quotes": [quotation]}
    (tmp_path / "pronouns.dev.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (read,) = train_speakers.documents("pronouns")
    ((choices, (right,), _),) = train_pronouns.examples(read, Weights(train_pronouns.FIRST))
    persons = [one.person for one in choices]
    names = [one and read.context.entities[one.mention.entity_id].name for one in persons]
    assert names == ["Tomas Brandt", "Per Lindqvist", None]
    assert names[right] == meant


def test_weights_for_pronouns_are_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(train_speakers.RAREST, "pronoun", 1)
    rows = [(train_pronouns.Choice(None, ("near",)), train_pronouns.Choice(None, ("far",)))] * 3
    learned = train_pronouns.fit([(row, [0], 1.0) for row in rows])
    assert learned["near"] > learned["far"]


TOLD = "Ines Okafor said that the dam will hold until spring. The mayor added 3 goals to the tally of the team."


@pytest.mark.parametrize(
    ("words", "more", "answers"),
    [
        ("the dam will hold until spring", {}, [True]),
        ("the dam will hold until spring", {"optional": True}, []),
        ("The mayor", {}, [False]),
    ],
)
def test_a_clause_is_an_example_where_the_annotators_leave_no_doubt(
    tmp_path: Path, words: str, more: dict[str, bool], answers: list[bool]
) -> None:
    start = TOLD.index(words)
    quotation = {"start": start, "end": start + len(words), "kind": "indirect", "speaker": "Ines Okafor", **more}
    document = {"id": "invented", "text": TOLD, "quotes": [quotation], "unspoken": []}
    (tmp_path / "reports.dev.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (read,) = train_speakers.documents("reports")
    found = list(train_reports.examples(read, 1.0))
    assert [right for features, right, _ in found if "cue say" in features] == answers


def test_a_clause_with_another_cue_is_no_example_where_not_all_is_labelled(tmp_path: Path) -> None:
    content, cue = [TOLD.index("the dam"), TOLD.index(".")], [TOLD.index("said"), TOLD.index(" that")]
    for cues, answers in (([cue], [True]), ([], [])):
        given = {"content": [content], "cue": cues, "kind": "indirect"}
        document = {"id": "invented", "text": TOLD, "quotes": [], "attributions": [given]}
        (tmp_path / "reports.dev.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
        (read,) = train_speakers.documents("reports")
        found = train_reports.examples(read, 1.0)
        assert [right for features, right, _ in found if "cue say" in features] == answers


def test_weights_for_reports_are_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(train_speakers.RAREST, "report", 1)
    learned = train_reports.fit([(("that",), True, 1.0), (("figure",), False, 1.0)] * 3)
    assert learned["that"] > 0 > learned["figure"]


ENDS = "Ines Okafor said that the dam will hold, but the town was flooded again, and the mill stood still."


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("the dam will hold", [True]),
        ("the dam will hold, but the town was flooded again", [False, True]),
        ("the town was flooded again", None),
    ],
)
def test_a_joint_is_an_example_up_to_where_the_clause_ends(
    tmp_path: Path, words: str, answers: list[bool] | None
) -> None:
    start = ENDS.index(words)
    quotation = {"start": start, "end": start + len(words), "kind": "indirect", "speaker": "Ines Okafor"}
    document = {"id": "invented", "text": ENDS, "quotes": [quotation], "unspoken": []}
    (tmp_path / "ends.dev.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (read,) = train_speakers.documents("ends")
    found = [[right for _, right, _ in train_ends.answers(example)] for example in train_ends.examples(read)]
    assert found == ([answers] if answers is not None else [])


def test_weights_for_ends_are_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(train_speakers.RAREST, "end", 1)
    example = train_ends.Example(((3, ("and",)), (5, ("but",)), (9, ("and",))), 12, 12, 5)
    learned = train_ends.fit([example] * 3)
    assert learned["but"] > 0 > learned["and"]
    assert "right at the sentence's end 0, by rule 0, learned 1" in train_ends.measure(
        [("news", 0, example)], [learned]
    )
