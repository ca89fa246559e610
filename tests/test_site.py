"""The site as values: who is mentioned where and in which sentence, who said what, and in which order."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.knowledge import KnowledgeBase
from sitegen.model import (
    Annotated,
    Article,
    Entity,
    Kind,
    Mention,
    Origin,
    Quotation,
    QuotationKind,
    Role,
    Segment,
    Speaker,
)
from sitegen.pages import plan
from sitegen.pages.excerpts import initials_of
from sitegen.project.config import Config
from sitegen.site import Site
from sitegen.site.anchors import find_anchors
from sitegen.site.assembly import assemble
from sitegen.site.company import MOST_COMPANIONS, MOST_IN_ONE_SENTENCE, Companions
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.places import Places
from sitegen.site.postings import find_postings
from sitegen.site.rows import Named, Rows
from sitegen.site.snippets import LONGEST_CONTEXT, find_sentences
from sitegen.site.thresholds import SHOWN_CONFIDENCE
from sitegen.text.spans import Element, Span
from sitegen.text.tokens import tokenize
from sitegen.text.weave import leaf_blocks, weave

ADA = Entity("ada-brook", Kind.PERSON, "Ada Brook", roles=(Role("Mayor of Lindby"),))
LINDBY = Entity("lindby", Kind.PLACE, "Lindby")
SILT = Entity("silt", Kind.TERM, "Silt", glossary=True)
KNOWN = KnowledgeBase((ADA, LINDBY, SILT))
WORDS = "Rain fell. Ada Brook said: “It is wet.” Lindby slept.\n\nAda Brook went home to Lindby and Lindby."


def spans_of(text: str, words: str) -> list[Span]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [Span(at, at + len(words)) for at in starts]


def article(slug: str = "one", text: str = WORDS, day: str = "", **more: object) -> Article:
    starts = [0, *(span.end for span in spans_of(text, "\n\n"))]
    ends = [*(span.start for span in spans_of(text, "\n\n")), len(text)]
    blocks = tuple(Element(Span(start, end), "p") for start, end in zip(starts, ends, strict=True))
    date = datetime.date.fromisoformat(day) if day else None
    plain = Article(slug, slug.title(), text, blocks, path=f"{slug}.txt", date=date)
    return replace(plain, **more)


def annotated(source: Article, confidence: float = 1.0, found: tuple[Entity, ...] = ()) -> Annotated:
    entities = (*KNOWN, *found)
    mentions = [Mention(span, e.id) for e in entities for span in spans_of(source.text, e.name)]
    speaker = Speaker(spans_of(source.text, "Ada Brook")[0], "Ada Brook", "ada-brook")
    segment = Segment(spans_of(source.text, "“It is wet.”")[0], QuotationKind.DIRECT)
    quotation = Quotation((segment,), None, speaker, confidence)
    return in_sentences(Annotated(source, tuple(sorted(mentions, key=lambda m: m.span)), (quotation,), found))


def in_sentences(one: Annotated) -> Annotated:
    """The annotations with the sentences of their text."""
    leaves = tuple(leaf.span for leaf in leaf_blocks(one.article.blocks))
    return replace(one, sentences=tokenize(one.article.text, leaves).sentence_spans())


def site_of(*articles: Annotated, **settings: str) -> Site:
    return assemble(Config(Path("/nowhere"), **settings), articles, KNOWN)


def test_articles_stand_newest_first_and_undated_ones_last_by_path() -> None:
    days = {"b": "2026-01-02", "a": "", "c": "2026-03-04", "d": ""}
    site = site_of(*(annotated(article(slug, day=day)) for slug, day in days.items()))
    assert [one.article.slug for one in site.annotated] == ["c", "b", "a", "d"]


def test_two_sources_with_one_slug_are_an_error_that_names_both() -> None:
    with pytest.raises(SitegenError, match=r"z\.txt.*same slug `one` as one\.txt"):
        site_of(annotated(article()), annotated(article(path="z.txt")))


def test_a_mention_is_seen_in_its_sentence() -> None:
    first, second = site_of(annotated(article())).passages("ada-brook")
    assert second.naming.passage.words == "<mark>Ada Brook</mark> went home to Lindby and Lindby."
    assert first.naming.passage.words.startswith("<mark>Ada Brook</mark> said:")
    assert "Rain" not in first.naming.passage.words


def test_a_sentence_that_names_an_entity_twice_is_one_passage_with_the_way_to_the_first() -> None:
    site = site_of(annotated(article()), annotated(article("two")), linking="all")
    passages = site.passages("lindby")
    assert (len(passages), site.mention_counts["lindby"]) == (4, 6)
    assert [(link.article.slug, link.fragment) for link in passages] == [
        *(("one", "m-lindby-1"), ("one", "m-lindby-2"), ("two", "m-lindby-1"), ("two", "m-lindby-2")),
    ]
    assert passages[1].naming.passage.words.count("<mark>Lindby</mark>") == 2
    for start in range(5):
        for stop in range(5):
            assert passages[start:stop] == tuple(passages)[start:stop]


def test_an_entity_that_nothing_mentions_has_no_place_but_a_term_stands_in_the_glossary() -> None:
    site = site_of(annotated(article()))
    assert set(site.entities) == {"ada-brook", "lindby"}
    assert site.kinds == {Kind.PERSON, Kind.PLACE}
    assert [entity.id for entity in site.glossary] == ["silt"]


@pytest.mark.parametrize(("confidence", "named"), [(1.0, True), (SHOWN_CONFIDENCE, True), (0.59, False), (0.0, False)])
def test_a_speaker_is_named_only_when_sure(confidence: float, named: bool) -> None:
    site = site_of(annotated(article(), confidence))
    assert ("ada-brook" in site.said_by) is named
    assert all(one.uttered.is_named for one in site.every_said) is named
    page = next(page for page in plan(site) if page.path == "articles/one.html").make()
    assert ('data-speaker="ada-brook"' in page.context["body"]) is named
    assert 'class="quotation direct" id="q1"' in page.context["body"]


def test_a_listed_entity_wins_over_a_found_one() -> None:
    stranger = Entity("ada-brook", Kind.PERSON, "Ada Brook", roles=(Role("a singer"),), origin=Origin.FOUND)
    site = site_of(annotated(article(), found=(stranger,)))
    assert site.entities["ada-brook"] is ADA


def test_a_found_person_is_one_across_articles_and_keeps_every_role() -> None:
    def one(role: str) -> tuple[Entity, ...]:
        return (Entity("rain", Kind.PERSON, "Rain", roles=(Role(role),), origin=Origin.FOUND),)

    site = site_of(
        annotated(article("old", day="2025-01-01"), found=one("a clerk")),
        annotated(article("new", day="2026-01-01"), found=one("a judge")),
    )
    assert [role.title for role in site.entities["rain"].roles] == ["a clerk", "a judge"]
    assert [one.article.slug for one in site.named_in["rain"]] == ["new", "old"]


@pytest.mark.parametrize(
    ("linking", "fragments"),
    [
        ("all", ["m-lindby-1", "m-lindby-2", "m-lindby-3"]),
        ("section", ["m-lindby-1", "p2", "p2"]),
        ("first", ["m-lindby-1", "p2", "p2"]),
    ],
)
def test_every_mention_can_be_reached(linking: str, fragments: list[str]) -> None:
    anchors = find_anchors(annotated(article()), linking)
    assert [anchor.fragment for anchor in anchors if anchor.mention.entity_id == "lindby"] == fragments


SECTIONS = "\n\n".join(
    (
        "Lindby slept. Lindby woke.",
        "The harbour",
        "“Lindby is wet,” said a clerk in Lindby.",
        "Lindby dried. Rain fell on Lindby.",
    )
)


def in_two_sections(*marks: Element) -> Annotated:
    """Lindby twice before a heading, and below it in a quotation, behind it and twice in a paragraph of its own."""
    source = article(text=SECTIONS, marks=marks)
    first, heading, *rest = source.blocks
    said = Quotation((Segment(spans_of(SECTIONS, "“Lindby is wet,”")[0], QuotationKind.DIRECT),))
    mentions = tuple(Mention(span, "lindby") for span in spans_of(SECTIONS, "Lindby"))
    return Annotated(replace(source, blocks=(first, replace(heading, tag="h2"), *rest)), mentions, (said,))


@pytest.mark.parametrize(
    ("linking", "woven"),
    [("all", [1, 2, 3, 4, 5, 6]), ("section", [1, 3]), ("first", [1])],
)
def test_each_section_links_a_name_once_and_quotations_always(linking: str, woven: list[int]) -> None:
    assert [one.number for one in find_anchors(in_two_sections(), linking) if one.woven] == woven


def test_a_section_links_the_first_mention_that_can_be_a_link() -> None:
    first, _, said, *_ = spans_of(SECTIONS, "Lindby")
    marked = in_two_sections(Element(first, "a"), Element(said, "code"))
    assert [one.number for one in find_anchors(marked, "section") if one.woven] == [2, 4]


def test_every_mention_in_a_quotation_is_a_link() -> None:
    text = "Lindby slept. “Lindby is wet, and Lindby is old,” said a clerk."
    said = Quotation((Segment(spans_of(text, "“Lindby is wet, and Lindby is old,”")[0], QuotationKind.DIRECT),))
    mentions = tuple(Mention(span, "lindby") for span in spans_of(text, "Lindby"))
    anchors = find_anchors(Annotated(article(text=text), mentions, (said,)), "section")
    assert [one.number for one in anchors if one.woven] == [1, 2, 3]


@pytest.mark.parametrize(("tag", "woven"), [("a", False), ("code", False), ("em", True), ("strong", True)])
def test_a_mention_in_the_author_s_link_or_code_is_no_link(tag: str, woven: bool) -> None:
    name = spans_of(WORDS, "Lindby")[0]
    for span in (name, Span(name.start, name.start + 1), Span(name.start - 2, name.end + 9)):
        anchors = find_anchors(annotated(article(marks=(Element(span, tag),))), "all")
        assert next(p for p in anchors if p.mention.span == name).woven is woven


def test_a_text_without_paragraphs_is_reached_as_a_whole() -> None:
    name = spans_of(WORDS, "Lindby")[0]
    source = article(marks=(Element(name, "a"),), blocks=(Element(Span(0, len(WORDS)), "h2"),))
    assert next(p.fragment for p in find_anchors(annotated(source), "all") if not p.woven) == "content"


def test_a_long_sentence_is_cut_between_words() -> None:
    text = f"{'very ' * 300}Lindby {'long ' * 300}end."
    passage = find_sentences(in_sentences(Annotated(article(text=text)))).around(spans_of(text, "Lindby")[0])
    assert (passage.cut_before, passage.cut_after) == (True, True)
    shown = passage.span.of(text)
    assert shown.startswith("very very")
    assert shown.endswith("long")
    assert len(shown) <= 2 * LONGEST_CONTEXT + 10


def test_a_short_sentence_is_not_cut() -> None:
    passage = find_sentences(in_sentences(Annotated(article()))).around(spans_of(WORDS, "Rain")[0])
    assert (passage.span.of(WORDS), passage.cut_before, passage.cut_after) == ("Rain fell.", False, False)


def test_a_passage_carries_the_marks_that_touch_it_and_no_other() -> None:
    marks = tuple(Element(spans_of(WORDS, words)[0], "em") for words in ("Rain", "slept", "fell. Ada"))
    passage = find_sentences(in_sentences(Annotated(article(marks=marks)))).around(spans_of(WORDS, "Rain")[0])
    assert passage.marks == (marks[0], marks[2])


def test_a_paragraph_leads_to_itself_without_a_word_in_the_text() -> None:
    body = next(p for p in plan(site_of(annotated(article()))) if p.path == "articles/one.html").make().context["body"]
    link = '<a class="permalink" href="#p2" aria-label="Paragraph 2"></a></p>'
    assert link in body
    assert "permalink" not in weave(WORDS, article().blocks)


def _seconds(paragraphs: int) -> float:
    text = "\n\n".join(f"Ada Brook told Lindby of Silt {n}: “It is wet.”" for n in range(paragraphs))
    marks = tuple(Element(span, "em") for span in spans_of(text, "told"))
    one = annotated(article(text=text, marks=marks))
    begun = time.process_time()
    tuple(page.make() for page in plan(site_of(one)))
    return time.process_time() - begun


def test_twice_the_mentions_take_twice_the_time() -> None:
    assert min(_seconds(240) for _ in range(4)) < 3.2 * min(_seconds(120) for _ in range(4))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Brook", "AB"),
        ("Zbigniew van der Rau", "ZR"),
        ("Suharto", "S"),
        ("Élodie Ça", "ÉÇ"),
        ("’t Hooft", "H"),
        ("42", ""),
        ("Mao Zedong (Chairman)", "MZ"),
    ],
)
def test_initials_stand_for_a_picture(name: str, initials: str) -> None:
    assert initials_of(name) == initials


LATE = "Mayor of Lindby 2015–20 (in office when this was written)"


@pytest.mark.parametrize(
    ("day", "role"),
    [
        ("2019-05-01", LATE),
        ("2024-05-01", "Senator"),
        ("", "Senator"),
        ("1999-01-01", ""),
    ],
)
def test_the_role_is_that_of_the_day_and_says_when_it_has_ended(day: str, role: str) -> None:
    roles = (
        Role("Mayor of Lindby", datetime.date(2015, 1, 1), datetime.date(2020, 1, 1)),
        Role("Senator", datetime.date(2020, 1, 2)),
    )
    site = assemble(
        Config(Path("/nowhere")),
        [annotated(article(day=day))],
        KnowledgeBase((replace(ADA, roles=roles), LINDBY, SILT)),
    )
    page = next(page for page in plan(site) if page.path == "articles/one.html").make()
    entries = [entry for group in page.context["groups"] for entry in group.entries]
    assert [entry.role for entry in entries if entry.entity.id == "ada-brook"] == [role]


def test_companions_are_named_in_the_same_sentences() -> None:
    site = site_of(
        annotated(article()), annotated(article("two", "Ada Brook saw Lindby. “It is wet.” Lindby saw silt."))
    )
    assert site.companions["ada-brook"] == (("lindby", 2),)
    assert site.companions["lindby"] == (("ada-brook", 2),)
    assert "silt" not in site.companions


def test_a_list_of_names_makes_no_companions() -> None:
    def companions(number: int) -> Companions:
        ids = tuple(f"e{n}" for n in range(number))
        facts = [ArticleFacts(0, article(), Rows(tuple(Named(one, one, 1, 1) for one in ids), together=(ids,)))]
        return Companions(facts, Places(facts, find_postings(facts)))

    assert len(companions(MOST_IN_ONE_SENTENCE)["e0"]) == MOST_COMPANIONS
    assert len(companions(MOST_IN_ONE_SENTENCE)) == MOST_IN_ONE_SENTENCE
    assert dict(companions(MOST_IN_ONE_SENTENCE + 1)) == {}


def test_a_site_makes_the_same_of_the_same_only_once() -> None:
    made: list[tuple[Site, Entity, str]] = []

    @once_a_site
    def line_about(site: Site, entity: Entity, folder: str) -> str:
        made.append((site, entity, folder))
        return f"{site.config.title}: {entity.name}"

    first = assemble(Config(root=Path(), title="First"), [], KNOWN)
    other = replace(first, config=Config(root=Path(), title="Other"))
    assert [line_about(first, ADA, "people") for _ in range(3)] == ["First: Ada Brook"] * 3
    assert line_about(other, ADA, "people") == "Other: Ada Brook"
    assert line_about(first, replace(ADA, name="Ada Hill"), "people") == "First: Ada Hill"
    assert line_about(first, ADA, "places") == "First: Ada Brook"
    assert len(made) == 4
