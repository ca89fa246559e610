"""Words that tell one place of a text: found as they are, found again after edits, made for any place."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.again import find_again
from sitegen.text.folding import Folded, fold
from sitegen.text.selectors import Selector, find_places, selector_of, short_selector_of
from sitegen.text.spans import ATOM, Span

TEXT = (
    "She said that “the ferry  is old\nand must go” — soon... The ferry is young, he told Ana Ruiz.\n\n"
    "“It’s the ferryman’s own,” Ruiz said. The quay is closed, and the quay is old."
)


def places(selector: Selector, text: str = TEXT) -> list[str]:
    return [span.of(text) for span in find_places(Folded.of(text), selector)]


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("the ferry is old and must go", ["the ferry  is old\nand must go"]),
        ("“the ferry is", ["“the ferry  is"]),
        ('"the ferry is', ["“the ferry  is"]),
        ("It's the ferryman's", ["It’s the ferryman’s"]),
        ("go” – soon…", ["go” — soon..."]),
        ("ferry", ["ferry", "ferry"]),
        ("ferr", ["ferr", "ferr", "ferr"]),
        ("Ruiz.   “It's", ["Ruiz.\n\n“It’s"]),
        ("the boat", []),
        ("", []),
        (" \n", []),
    ],
)
def test_words_are_found_however_they_are_written(exact: str, found: list[str]) -> None:
    assert places(Selector(exact)) == found


@pytest.mark.parametrize(
    ("selector", "start"),
    [
        (Selector("quay is", prefix="the"), TEXT.rindex("quay is")),
        (Selector("quay is", prefix="closed, and the"), TEXT.rindex("quay is")),
        (Selector("quay is", suffix="closed"), TEXT.index("quay is")),
        (Selector("the ferry", prefix="she said that"), TEXT.index("the ferry")),
        (Selector("the ferry is", prefix="that “"), TEXT.index("the ferry")),
    ],
)
def test_words_around_choose_among_places(selector: Selector, start: int) -> None:
    found = [span.start for span in find_places(Folded.of(TEXT), selector)]
    assert found == ([start] if selector != Selector("quay is", prefix="the") else [TEXT.index("quay is"), start])


def test_a_break_parts_words_and_a_note_does_not() -> None:
    text = f"A first line{ATOM}goes on here.{ATOM} The note{ATOM}, however, does not. A cafe\u0301 of\u00adten closes."
    for words in ("first line goes on", "here. The", "The note, however", "café often"):
        assert len(places(Selector(words), text)) == 1, words


def test_offsets_are_those_of_the_text_as_it_came() -> None:
    text = "A\u200bb cafe\u0301  is “here” -- and\u00a0there."
    found = find_places(Folded.of(text), Selector('café is "here" — and there'))
    assert [span.of(text) for span in found] == ["cafe\u0301  is “here” -- and\u00a0there"]


WORDS = st.sampled_from(
    ["the", "ferry", "a", "quay", "“so”", "it’s", "old,", "...", "--", "Ruiz", f"end{ATOM}", "\n\n"]
)


@given(st.lists(WORDS, min_size=1, max_size=40), st.sampled_from([" ", "  ", "\n"]), st.data())
def test_the_selector_of_words_finds_them_and_nothing_else(words: list[str], blank: str, data: st.DataObject) -> None:
    text = blank.join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = sum(len(word) + len(blank) for word in words[:first])
    span = Span(start, start + len(blank.join(words[first : last + 1])))
    folded = Folded.of(text)
    for make in (selector_of, short_selector_of):
        selector = make(folded, span)
        if selector is None:
            assert not any(c.isalnum() for c in fold(span.of(text)))
            continue
        (found,) = find_places(folded, selector)
        assert span.covers(found)
        if make is selector_of:
            assert fold(found.of(text)) == fold(span.of(text))


@given(st.text(alphabet="ab “”'.-\n\u0301\u00ad" + ATOM, min_size=1, max_size=60), st.data())
def test_no_text_breaks_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    selector = selector_of(Folded.of(text), span)
    if selector is not None:
        assert len(find_places(Folded.of(text), selector)) == 1
    find_again(Folded.of(text), Selector(span.of(text)[::-1]))


SENTENCES = tuple(
    f"{who} of {where} told the {body} that {what} would {verb} in {year}."
    for who, where, body, what, verb, year in zip(
        ("Ana Ruiz", "Per Lind", "Odile Varga", "Tomas Bielak", "Zoe Marsh", "Ola Kessar"),
        ("Tarma", "Bergen", "Krakow", "Lisbon", "Vilnius", "Nairobi"),
        ("council", "court", "committee", "board", "ministry", "union"),
        ("the ferry", "a new quay", "every dam", "the old dock", "their boats", "no bridge"),
        ("sink", "open", "break", "close", "return", "remain"),
        ("2021", "2022", "2023", "2024", "2025", "2026"),
        strict=True,
    )
)


@pytest.mark.parametrize("seed", range(20))
def test_words_are_found_after_edits_elsewhere(seed: int) -> None:
    chance = random.Random(seed)
    told = list(SENTENCES)
    kept = chance.choice(told)
    text = " ".join(told)
    start = text.index(kept)
    selector = selector_of(Folded.of(text), Span(start, start + len(kept)))
    assert selector == Selector(kept)
    for _ in range(4):
        at = chance.randrange(len(told))
        if told[at] != kept:
            told[at] = chance.choice(("", "Nobody came.", told[at].upper()))
    chance.shuffle(told)
    edited = "\n\n".join(told)
    assert places(selector, edited) == [kept]


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("told the court that a second new quay would open", "told the court that a new quay would open"),
        ("tell a court that a new quay may open", "court that a new quay would open"),
        ("TOLD THE COURT that a new quay would open", "told the court that a new quay would open"),
        ("the council that the ferry must sink", "the council that the ferry would sink"),
    ],
)
def test_edited_words_are_found_again(edited: str, found: str) -> None:
    text = " ".join(SENTENCES)
    again = find_again(Folded.of(text), Selector(edited))
    assert again is not None
    assert (again.span.of(text), again.certain) == (found, True)


@pytest.mark.parametrize(
    "words",
    [
        "told the board that it would",
        "of the that would in",
        "Ana Ruiz of Lima asked a judge whether the train could run",
    ],
)
def test_words_that_may_stand_in_two_places_or_in_none_are_not_certain(words: str) -> None:
    again = find_again(Folded.of(" ".join(SENTENCES)), Selector(words))
    assert again is None or not again.certain


def test_what_is_nowhere_near_has_no_place() -> None:
    assert find_again(Folded.of(TEXT), Selector("Penguins breed in Chile every winter")) is None
    assert find_again(Folded.of(TEXT), Selector("…")) is None


def test_words_around_help_to_find_edited_ones() -> None:
    text = " ".join(SENTENCES)
    alone = find_again(Folded.of(text), Selector("that nobody would"))
    assert alone is None or not alone.certain
    near = find_again(
        Folded.of(text), Selector("that no tunnel would", "Ola Kessar of Nairobi told the union", "remain in")
    )
    assert near is not None
    assert (near.span.of(text), near.certain) == ("that no bridge would", True)
