"""Decomposed letters are read as composed, what cannot be seen as not there; offsets are into the text as it came."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import annotate_text
from sitegen.annotate import annotate
from sitegen.explain import explain
from sitegen.knowledge import builtin_knowledge, load_knowledge
from sitegen.model import Annotated
from sitegen.read import read_text
from sitegen.text.letters import Clean, clean
from sitegen.text.spans import Span

SOFT_HYPHEN, ZERO_WIDTH_SPACE, NON_JOINER, JOINER, LEFT_TO_RIGHT = "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e"
WORD_JOINER, ISOLATE, END_OF_ISOLATE, BYTE_ORDER_MARK = "\u2060", "\u2068", "\u2069", "\ufeff"
UNSEEN = (SOFT_HYPHEN, ZERO_WIDTH_SPACE, NON_JOINER, JOINER, LEFT_TO_RIGHT, WORD_JOINER, ISOLATE, BYTE_ORDER_MARK)

TEXTS = (
    "The mayor, Zoë Núñez, met the clerk Ilse Håkonsen in Curaçao.\n\n“We wait,” Núñez said. “No more.”",
    "São Tomé pays.\n\nOn 3 May the Société Générale Ferry Board said that it would wait.\nŁukasz Brożek’s boat left.",
    "Dr. Émile Saint-Côme, 48, of the University of Tornau told reporters it was “far too late” for Côte d’Ivoire.",
    "“Nothing,” said Ms. O’Bráin, the Irish minister, in the U.S. on Friday. She added: “Go.”",
    "According to Åsa Öberg, the river Dürre rose in Türkiye, Réunion and São Paulo.",
)

Places = Callable[[int], int]


def moved(found: Annotated, start: Places, end: Places) -> list[object]:
    """All that was found, with its places moved."""

    def at(span: Span | None) -> tuple[int, int] | None:
        return (start(span.start), end(span.end)) if span is not None else None

    mentions = [(at(mention.span), mention.entity_id) for mention in found.mentions]
    entities = [(e.id, e.name, e.kind, e.roles, tuple(map(at, e.evidence)), e.certainty) for e in found.found]
    quotations = [
        (
            [(at(segment.span), segment.kind) for segment in q.segments],
            at(q.cue),
            q.speaker and (at(q.speaker.span), q.speaker.name, q.speaker.entity_id),
            q.confidence,
        )
        for q in found.quotations
    ]
    dates = [(at(date.span), date.value) for date in found.dates]
    return [mentions, entities, quotations, dates, list(map(at, found.sentences))]


def same(offset: int) -> int:
    return offset


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("mark", [SOFT_HYPHEN, ZERO_WIDTH_SPACE])
def test_what_cannot_be_seen_is_as_if_not_there_wherever_it_stands(text: str, mark: str) -> None:
    usual = annotate_text(text)
    for place in range(len(text) + 1):
        found = annotate_text(text[:place] + mark + text[place:])
        expected = moved(usual, lambda at, p=place: at + (at >= p), lambda at, p=place: at + (at > p))
        assert moved(found, same, same) == expected, place


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("mark", UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_as_if_not_there_between_all_letters(text: str, mark: str) -> None:
    found = annotate_text(mark + "".join(letter + mark for letter in text))
    assert moved(found, same, same) == moved(annotate_text(text), lambda at: 2 * at + 1, lambda at: 2 * at)


@pytest.mark.parametrize("text", TEXTS)
def test_decomposed_letters_are_as_if_composed(text: str) -> None:
    ends = [0]
    for letter in text:
        ends.append(ends[-1] + len(unicodedata.normalize("NFD", letter)))
    found = annotate_text(unicodedata.normalize("NFD", text))
    assert ends[-1] > len(text)
    assert moved(found, same, same) == moved(annotate_text(text), ends.__getitem__, ends.__getitem__)


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        ("They met in Curac\u0327ao.", "curacao"),
        ("The Sa\u0303o Tome\u0301 coast is long.", "sao-tome"),
        ("Rain fell in Nor\u00adway.", "norway"),
        ("\ufeffNorway paid.", "norway"),
    ],
)
def test_places_are_known_by_their_letters(text: str, entity_id: str) -> None:
    assert entity_id.split("-")[0] in {mention.entity_id.split("-")[0] for mention in annotate_text(text).mentions}


def test_the_pages_keep_the_letters_of_the_author_and_the_entity_has_clean_ones() -> None:
    text = "The mayor, Zoe\u0308 Nu\u0301\u00adn\u0303ez, left. “We wait,” Nu\u0301n\u0303ez sa\u00adid."
    found = annotate_text(text)
    assert found.article.text == text
    assert [(entity.id, entity.name) for entity in found.found] == [("zoe-nunez", "Zoë Núñez")]
    assert [mention.span.of(text) for mention in found.mentions] == [
        "Zoe\u0308 Nu\u0301\u00adn\u0303ez",
        "Nu\u0301n\u0303ez",
    ]
    (said,) = found.quotations
    assert said.cue is not None
    assert said.cue.of(text) == "sa\u00adid"
    assert said.speaker is not None
    assert said.speaker.name == "Zoë Núñez"


def test_listed_names_may_be_decomposed_too(tmp_path: Path) -> None:
    entries = "- name: Zoe\u0308 Nu\u0301n\u0303ez\n  kind: person\n- name: Curac\u0327ao\n  kind: country\n"
    (tmp_path / "names.yaml").write_text(entries, encoding="utf-8")
    knowledge = load_knowledge(tmp_path, tmp_path)
    found = annotate_text("Zoë Núñez met them in Curaçao. Núñez left.", knowledge)
    assert [mention.entity_id for mention in found.mentions] == ["zoe-nunez", "curacao", "zoe-nunez"]
    assert not found.found


def test_the_author_may_link_and_hide_such_names() -> None:
    named = "entities:\n  Zoë Núñez: norway\n  Jonas Vell: ''\n"
    source = f"---\ntitle: T\n{named}---\n\nZoe\u0308 Nu\u0301n\u0303ez met the clerk, Jo\u00adnas Vell."
    reading = read_text(source, "a.md")
    assert [m.entity_id for m in annotate(reading.article, builtin_knowledge()).mentions] == ["norway"]
    assert not reading.warnings


def test_explain_points_at_the_text_as_it_came() -> None:
    article = annotate_text(
        "The mayor, Zoe\u0308 Nu\u0301\u00adn\u0303ez, left Nor\u00adway. “We wait,” she sa\u00adid."
    ).article
    annotated, explanation = annotate(article, builtin_knowledge()), explain(article, builtin_knowledge())
    assert [f.span for f in explanation.names if f.entity] == [mention.span for mention in annotated.mentions]
    assert [(f.segments, f.cue, f.speaker) for f in explanation.quotations if f.segments] == [
        (q.segments, q.cue, q.speaker) for q in annotated.quotations
    ]


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d💻 said no.", "❤\ufe0f\u200d🔥", "plain", "Zoë’s “no”"])
def test_what_shapes_letters_and_pictures_stays(text: str) -> None:
    assert Clean.of(text) is None or clean(text) == text


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(letter for letter in text if letter not in UNSEEN))


PIECES = st.sampled_from(
    [*UNSEEN, *"aeo u.N\n", "\u0301", "\u0327", "\u0308", "é", "ç", "“", "\U0001f469", "\u20dd", "\ufffc"]
)


def test_a_mark_that_falls_apart_stays() -> None:
    assert [clean(text) for text in ("k\u0344", "u\u0344")] == ["k\u0344", "\u01d8"]


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_cleaned_text_knows_the_way_back(text: str) -> None:
    cleaned = Clean.of(text)
    if cleaned is None:
        assert clean(text) == text
        return
    assert clean(cleaned.text) == cleaned.text == unicodedata.normalize("NFC", cleaned.text)
    spans = [cleaned.back(Span(at, at + 1)) for at in range(len(cleaned.text))]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(cleaned.forth(span) == Span(at, at + 1) for at, span in enumerate(spans))
    assert _seen("".join(span.of(text) for span in spans)) == _seen(cleaned.text)
    assert annotate_text(text).article.text == text
