"""Words, sentences and the shadow."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.spans import Span
from sitegen.text.tokens import sentence_ends, shadow_of, tokenize

SENTENCES = [
    ("One. Two.", 2),
    ("Mr. Okafor came. He left.", 2),
    ("The U.S. Senate sat.", 1),
    ("He went to the U.S. The Senate sat.", 2),
    ("J. R. Larsen wrote it.", 1),
    ("She wrote so on X. Larsen denied it.", 2),
    ("“It rains. It pours,” she said.", 2),
    ("“Is it late?” she asked.", 1),
    ("“It is late.” She left.", 2),
    ("It cost 3.5 million.", 1),
    ("The U.S . Senate sat .", 1),
    ("He left Lund, S.C. Mr. Brandt sat.", 2),
    ("No end", 1),
    ("First paragraph\n\nsecond paragraph", 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    assert tokenize(text).sentences[-1] + 1 == count


WORDS = [
    ("Kyiv’s hopes", ["Kyiv", "'s", "hopes"]),
    ("German-made", ["German", "-", "made"]),
    ("see Halvik.com.", ["see", "Halvik.com", "."]),
    ("on www.halvik.co.uk/kelp-news, he", ["on", "www.halvik.co.uk/kelp-news", ",", "he"]),
    ("(https://halvik.example/a?b=1)", ["(", "https://halvik.example/a?b=1", ")"]),
    ("He left.Come on", ["He", "left", ".", "Come", "on"]),
    ("the U.N.’s envoy", ["the", "U.N.", "'s", "envoy"]),
    ("the U.S. and", ["the", "U.S.", "and"]),
    ("the U.S . and", ["the", "U.S", ".", "and"]),
    ("O’Brien’s", ["O'Brien", "'s"]),
    ("“Now,” he", ["“", "Now", ",", "”", "he"]),
    ("''Now''", ["''", "Now", "''"]),
    ("Dr. Sé said", ["Dr.", "Sé", "said"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: list[str]) -> None:
    assert list(tokenize(text).words) == words


@given(st.text(max_size=200))
def test_the_shadow_has_the_same_length_and_tokens_cover_what_is_not_white(text: str) -> None:
    tokens = tokenize(text)
    assert len(shadow_of(text)) == len(text)
    covered = {place for index in range(len(tokens)) for place in range(tokens.starts[index], tokens.ends[index])}
    assert covered >= {place for place, letter in enumerate(tokens.shadow) if not letter.isspace()}


def test_a_hard_wrapped_line_is_a_space_and_a_leaf_break_is_not() -> None:
    assert shadow_of("New\nZealand\n\nis") == "New Zealand\n\nis"


@given(st.text("aA19.,'’s“”-\u0301 \n", max_size=40))
def test_words_are_the_same_whatever_stands_around_them(text: str) -> None:
    alone, beside = tokenize(text), tokenize(f"{text}\n\nSo the U.S . Senate sat .")
    assert beside.words[: len(alone)] == alone.words
    assert beside.ends[: len(alone)] == alone.ends


@given(st.text("aA19. !?,'’s“”-\u0301\n", min_size=1, max_size=40))
def test_sentences_of_one_block_end_where_they_do_among_others(text: str) -> None:
    one_block = tokenize(text, (Span(0, len(text)),))
    assert sentence_ends(text) == [span.end for span in one_block.sentence_spans()]


def test_leaves_are_numbered_as_given() -> None:
    tokens = tokenize("One two\n\nthree", [Span(0, 7), Span(9, 14)])
    assert tokens.leaves == (0, 0, 1)


def test_at_and_first_from() -> None:
    tokens = tokenize("ab  cd")
    assert [tokens.at(offset) for offset in (0, 1, 3, 4)] == [0, 0, 0, 1]
    assert [tokens.first_from(offset) for offset in (0, 1, 4, 5)] == [0, 1, 1, 2]


def test_words_are_found_at_all_their_places_in_order() -> None:
    tokens = tokenize("Rain and hail, hail and rain.")
    assert tokens.where({"hail", "and", "snow"}) == [1, 2, 4, 5]


def test_the_words_of_a_text_by_how_they_are_written() -> None:
    tokens = tokenize("Mr. d'Amaro met Ada in May.")
    assert tokens.small_words == {"met", "in"}
    assert [tokens.words[index] for index in tokens.capitals] == ["Mr.", "d'Amaro", "Ada", "May"]


def test_a_name_over_a_line_break_stands_on_one_line() -> None:
    tokens = tokenize("the Tornau\nHarbour Trust met")
    assert tokens.name(1, 3) == "Tornau Harbour Trust"
    assert tokens.name(1, 1) == "Tornau"


def test_only_opening_marks_stand_before_what_opens_a_sentence() -> None:
    tokens = tokenize("(“Go,” he said. He went.")
    assert [tokens.words[index] for index in range(len(tokens)) if tokens.opens_sentence(index)] == [
        "(",
        "“",
        "Go",
        "He",
    ]


def test_blocks_and_sentences_hold_all_tokens_once() -> None:
    tokens = tokenize("One. Two!\n\nThree")
    assert tokens.blocks == (range(4), range(4, 5))
    assert [span.of(tokens.text) for span in tokens.sentence_spans()] == ["One.", "Two!", "Three"]
    assert tokenize("").sentence_spans() == ()


def test_small_values_are_compared_hashed_and_ordered_by_their_fields() -> None:
    assert {Span(1, 2), Span(1, 2)} == {Span(1, 2)}
    assert sorted([Span(2, 3), Span(1, 4), Span(1, 2)]) == [Span(1, 2), Span(1, 4), Span(2, 3)]
    assert pickle.loads(pickle.dumps(Span(1, 2))) == Span(1, 2)
