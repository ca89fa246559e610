"""Who stands before a verb of saying: over roles, asides, open appositions, hyphens and verbs that no list names."""

from __future__ import annotations

import pytest

from tests.test_quotations import quotations_of

SUBJECTS = {
    "an apposition that no comma closes": (
        "Ines Okafor, a baker in the old town of Norrland remarked, “The flood came at night.”",
        "Ines Okafor",
    ),
    "a town behind the age": ("Ines Okafor, 34, of Lund, whose cellar was wet, said: “It rained.”", "Ines Okafor"),
    "the role before the name": ("Norrland’s Minister of Roads, Per Lindqvist, said: “It is open.”", "Per Lindqvist"),
    "according to a role and a name": (
        "According to Harbour Chief, Per Lindqvist, “a call was placed at noon by a fisherman.”",
        "Per Lindqvist",
    ),
    "whose": (
        "Tomas Brandt, whose home, Lund, is projected to be under water by then, argues it will “cost us the coast.”",
        "Tomas Brandt",
    ),
    "who, behind a place": (
        "The talk helped men such as Tomas Brandt of Norrland, who mused in May that it was “a fine mess.”",
        "Tomas Brandt",
    ),
    "who, behind an apposition": (
        "Okafor has a cool friendship with Tomas Brandt, now the harbour master, who in March said it was “over.”",
        "Tomas Brandt",
    ),
    "a participle with a hyphen": (
        "The prize-winning novelist Maru Tessema, one of the guests, told us the words were “cruel.”",
        "Maru Tessema",
    ),
    "a noun with a hyphen": ("The front-runner had said on Friday that he was “tired of it.”", "front-runner"),
    "a number with a hyphen": (
        "Forty-one percent of voters say the bridge is “quite unacceptable.”",
        "Forty-one percent of voters",
    ),
    "a participle of the one who acts": ("Okafor scolded Tomas Brandt, calling him “a bore” at noon.", "Ines Okafor"),
    "with somebody calling": ("Okafor and others left, with Tomas Brandt calling it “a farce.”", "Tomas Brandt"),
    "hours after": ("Okafor left on Monday, hours after Tomas Brandt said he was “relieved” by it.", "Tomas Brandt"),
    "the second of two verbs, the first with marks": (
        "Okafor drew the wrath of Tomas Brandt; he called it “weak” and said it had “no future” here.",
        "Tomas Brandt",
    ),
    "a verb that no list names": ("The Norse senator emailed supporters saying: “We go on.”", "Norse senator"),
    "another such verb": ("The page lists him as “Director of Harmony.”", "page"),
    "a modifier in -ing": ("“It is late,” said planning director Per Lindqvist.", "Per Lindqvist"),
    "what somebody called": ("What the ministry called “a technical error” cost a million.", "ministry"),
    "including": ("Critics, including Tomas Brandt, called it “a disgrace.”", "Critics"),
    "in the words of": ("The sea was, in the words of Maru Tessema, “a great friend of the town.”", "Maru Tessema"),
}


@pytest.mark.parametrize(("text", "name"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_the_subject_is_found(text: str, name: str) -> None:
    last = quotations_of(text)[-1].speaker
    assert last is not None
    assert last.name == name


def test_who_is_the_speaker_in_the_text_and_stands_for_the_name() -> None:
    text = "They asked Tomas Brandt of Norrland, who mused that it was “a fine mess.”"
    speaker = quotations_of(text)[-1].speaker
    assert speaker is not None
    assert (speaker.span.of(text), speaker.name, speaker.entity_id) == ("who", "Tomas Brandt", "Tomas Brandt")


OTHERS = {
    "the minister is no apposition to whom she met": ("Ines Okafor met Per Lindqvist, the baker said.", "baker"),
    "a spaced hyphen is a dash": (
        "In the letter - meant for Okafor - Tomas Brandt asks whether it is “late.”",
        "Tomas Brandt",
    ),
    "the aside that is one": ("Okafor, with Brandt beside her, said it was “cold.”", "Ines Okafor"),
    "a relative clause with a verb of its own": ("A nurse who knew Per Lindqvist said: “No.”", "nurse"),
}


@pytest.mark.parametrize(("text", "name"), OTHERS.values(), ids=OTHERS.keys())
def test_the_nearest_is_not_taken(text: str, name: str) -> None:
    last = quotations_of(text)[-1].speaker
    assert last is not None
    assert last.name == name
