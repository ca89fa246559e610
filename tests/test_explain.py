"""What `explain` says is what `annotate` gives, and it stands where the file has it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.annotate import annotate, article_of_text
from sitegen.cli import cli
from sitegen.explain import explain
from sitegen.explain.render import record_of_explanation, render_text, select
from sitegen.explain.signs import EVIDENCE, OTHER_FORM, nearest_evidence, words_of
from sitegen.explain.words import NAME_RULES, RULED_OUT, SPEAKER_RULES
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, load_knowledge
from sitegen.model import Article, SpeakerRule
from sitegen.read import find_sources, read_article, read_text
from sitegen.read.source_lines import find_lines
from sitegen.site.thresholds import SHOWN_CERTAINTY, SHOWN_CLAUSE_CONFIDENCE
from sitegen.text.wordlists import load_table

SEEDS = Path(__file__).parent.parent / "seeds"

TEXTS = {
    "people": "The mayor, Odra Kessel, met Jan Kessel and Petra Lund in Oslo. Kessel left.\n\nLund said she was glad.",
    "quotations": "“Go,” Odra Kessel said. “Now.”\n\n“We wait,” she added. He read “The Long Way Home” twice. "
    "Jan Lund told reporters it was “far too late” for Norway.\n\n“Nobody asked us.”",
    "countries": "Chad Walker flew British Airways to Lebanon, Ohio. She speaks French in France. New Mexico is hot.",
    "places": "They met in Ardmoor, Oklahoma, near the town of Pello. Pello is small. Harrowfield County paid.",
    "nothing": "it rained.",
    "odd": "“",
}

MARKDOWN = """---
title: A test
---

# Opening

The mayor, [Odra
Kessel](entity:), met **Jan Lund** in [Lebanon](https://example.org/Oslo) and in
`Oslo` on Monday.

- Oslo again[^1], and [Oslo](entity:oslo)
- “We wait,” Jan Lund said.

[^1]: Norway pays.
"""

HTML = """<!doctype html>
<html><head><title>Oslo pays</title><meta name="description" content="The mayor of Oslo left."></head>
<body><main><article>
<h1>Oslo pays</h1>
<p>The mayor of
<b>Oslo</b> &amp; others met
<a href="x">Jan Lund</a>, the owner of a mill in Norway, for the third time in a week, and they talked for hours.</p>
<p>“We wait,” Jan Lund said &mdash; in Oslo. The council will meet again in May, and then it will decide what to do.</p>
</article></main></body></html>
"""


def made() -> list[tuple[str, Article, KnowledgeBase]]:
    own = load_knowledge(SEEDS / "knowledge", SEEDS)
    texts = [(name, article_of_text(text), builtin_knowledge()) for name, text in TEXTS.items()]
    seeds = [(path.name, read_article(path, SEEDS).article, own) for path in find_sources(SEEDS).paths]
    bare = [(f"{name}, nobody listed", article, builtin_knowledge()) for name, article, _ in seeds]
    return [*texts, *seeds, *bare, ("markdown", read_text(MARKDOWN, "a.md").article, builtin_knowledge())]


@pytest.mark.parametrize(("article", "knowledge"), [pytest.param(*rest, id=name) for name, *rest in made()])
def test_what_is_explained_is_what_is_annotated(article: Article, knowledge: KnowledgeBase) -> None:
    annotated, explanation = annotate(article, knowledge), explain(article, knowledge)
    taken = [(finding.span, finding.entity.id) for finding in explanation.names if finding.entity is not None]
    assert taken == [(mention.span, mention.entity_id) for mention in annotated.mentions]
    said = [(f.segments, f.cue, f.speaker, f.confidence) for f in explanation.quotations if f.segments]
    assert said == [(q.segments, q.cue, q.speaker, q.confidence) for q in annotated.quotations]
    spans = [finding.span for finding in explanation.names]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize(("article", "knowledge"), [pytest.param(*rest, id=name) for name, *rest in made()])
def test_scores_are_on_the_side_of_the_line_that_was_chosen(article: Article, knowledge: KnowledgeBase) -> None:
    for finding in explain(article, knowledge).names:
        if finding.score is not None:
            assert (finding.score > finding.line) == (finding.entity is not None)
            assert sum(reason.weight for reason in finding.reasons) >= finding.score - 0.01


def finding_of(text: str, words: str, knowledge: KnowledgeBase | None = None):
    return next(
        f for f in explain(article_of_text(text), knowledge or builtin_knowledge()).names if f.span.of(text) == words
    )


@pytest.mark.parametrize(
    ("text", "words", "rule", "taken"),
    [
        ("Snow fell in Norway.", "Norway", "built_in", True),
        ("The Kenyan Airlines pilot slept.", "Kenyan", "in_larger_name", False),
        ("He drank an Irish coffee.", "Irish coffee", "larger_name", False),
        ("A guard, Chad Walker, slept.", "Chad Walker", "weighed_person", True),
        ("She speaks French.", "French", "is_language", False),
        ("Odra Kessel left. Kessel slept.", "Kessel", "short_name", True),
        ("Odra Kessel and Jan Kessel left. Then Kessel said no.", "Kessel", "namesakes", False),
        ("She left the University of Holmvik.", "University of Holmvik", "weighed_organization", True),
        ("The Northern Ferry Board (NFB) met.", "NFB", "short_organization", True),
        ("Apple trees grow.", "Apple", "unsure_name", False),
        ("They met in Ardmoor, Oklahoma.", "Ardmoor", "weighed_place", True),
        ("The mill at Hamilton burned down.", "Hamilton", "ambiguous_city", False),
    ],
)
def test_the_rule_that_decided_is_named(text: str, words: str, rule: str, taken: bool) -> None:
    finding = finding_of(text, words)
    assert (finding.rule, finding.entity is not None) == (rule, taken)
    assert finding.because


def test_namesakes_are_both_named() -> None:
    finding = finding_of("Odra Kessel and Jan Kessel left. Then Kessel said no.", "Kessel")
    assert finding.could_be == ("Odra Kessel", "Jan Kessel")


def test_words_that_nobody_says_are_told_of() -> None:
    text = "He read “The Long Way Home” twice."
    (finding,) = explain(article_of_text(text), builtin_knowledge()).quotations
    assert (finding.rule, finding.segments, finding.span.of(text)) == ("unsaid", (), "“The Long Way Home”")
    assert finding.reasons


def test_a_pronoun_is_told_with_whom_else_it_could_mean() -> None:
    text = "Anna Kessel met Petra Lund in Oslo. “We wait,” she said."
    finding = next(f for f in explain(article_of_text(text), builtin_knowledge()).quotations if f.pronoun)
    assert finding.speaker is not None
    assert {finding.speaker.name, *finding.could_be} == {"Anna Kessel", "Petra Lund"}


OFFICE = "The mayor of Tornau, Odra Kessel, met Larkhill. Tolland beat Quayle. She called it a “strange idea”."
NEWS = (
    *TEXTS.values(),
    OFFICE,
    "Larkhill beat Rovers. The Holm Group and the Velden Circle met. They moved to Pello, and Pello paid.",
    "“We wait.”\n\nAnna Kessel met Petra Lund and Jana Rind.\n\n“No,” she said.\n\n“It is old.”\n\n“So it is.”",
)


@pytest.mark.parametrize("text", NEWS)
def test_what_is_told_never_contradicts_the_line_of_the_page(text: str) -> None:
    for finding in explain(article_of_text(text), builtin_knowledge()).names:
        if finding.chance is not None:
            assert finding.shown == (finding.chance >= finding.shown_from), finding.span.of(text)
    for said in explain(article_of_text(text), builtin_knowledge()).quotations:
        assert said.shown == (said.speaker is not None and said.confidence >= said.shown_from)
        assert bool(said.nearest) == (not said.shown)


@pytest.mark.parametrize("text", ["Larkhill beat Rovers.", "Guests of Merrow rested."])
def test_the_line_of_what_was_left_out_is_that_of_its_kind(text: str) -> None:
    finding = next(one for one in explain(article_of_text(text), builtin_knowledge()).names if one.score is not None)
    assert finding.entity is None
    assert finding.kind is not None
    assert finding.shown_from == SHOWN_CERTAINTY[finding.kind]


def test_a_clause_below_its_line_is_told_to_be_no_quotation() -> None:
    article = article_of_text("Oddvar Brekk, a pilot, said that the ferry was late.")
    explanation = explain(article, builtin_knowledge())
    (finding,) = explanation.quotations
    assert (finding.shown_from, finding.on_page) == (SHOWN_CLAUSE_CONFIDENCE, True)
    below = replace(finding, confidence=SHOWN_CLAUSE_CONFIDENCE - 0.001, shown=False, on_page=False)
    lines = find_lines(article, article.text)
    told = render_text(replace(explanation, quotations=(below,)), lines, (below,), "a.txt")
    assert "not on the page as a quotation; perhaps Oddvar Brekk: 84% sure, and 85% is needed" in told


def test_others_are_told_with_their_ids() -> None:
    finding = finding_of("Odra Kessel and Jan Kessel left. Then Kessel said no.", "Kessel")
    assert finding.other_ids == ("odra-kessel", "jan-kessel")
    text = "Ulla Brand spoke to Rolf Tanner of “a long wait” in the rain."
    (said,) = explain(article_of_text(text), builtin_knowledge()).quotations
    assert {rival.name: rival.entity_id for rival in said.rivals}["Rolf Tanner"] == "rolf-tanner"
    text = "Anna Kessel met Petra Lund in Oslo. “We wait,” she said."
    (pronoun,) = explain(article_of_text(text), builtin_knowledge()).quotations
    assert (pronoun.could_be, pronoun.other_ids) == (("Petra Lund",), ("petra-lund",))


def test_one_who_is_named_in_several_places_is_told_once_as_another_speaker() -> None:
    text = (
        "The union wants a raise. “We sleep on life jackets,” said its leader, Anna Kessel. "
        "The employers’ association called the demand of Anna Kessel “unrealistic in both halves”. Anna Kessel left."
    )
    *_, said = explain(article_of_text(text), builtin_knowledge()).quotations
    names = [rival.name for rival in said.rivals]
    assert "Anna Kessel" in names
    assert len(names) == len(set(names))
    shares = [rival.probability for rival in said.rivals]
    assert shares == sorted(shares, reverse=True)


def test_no_text_for_people_compares_log_odds() -> None:
    for text in NEWS:
        explanation = explain(article_of_text(text), builtin_knowledge())
        lines = find_lines(explanation.article, text)
        told = render_text(explanation, lines, select(explanation, lines, everything=True), "a.txt")
        assert not re.search(r"[+-]\d\.\d|taken above", told), told


def test_an_unshown_name_is_told_with_what_is_missing() -> None:
    finding = finding_of("Larkhill beat Rovers.", "Larkhill")
    assert not finding.shown
    assert finding.nearest == "as a person: Mr. or Ms. before it and an age behind it"
    assert finding_of("Mr. Larkhill, 48, came. Larkhill beat Rovers.", "Larkhill").shown


def test_what_is_near_is_never_rounded_up_to_the_line() -> None:
    from sitegen.explain.render import _below

    assert [_below(0.7296, 0.73), _below(0.7296, None), _below(0.41, 0.73)] == ["72%", "73%", "41%"]


def test_evidence_that_is_there_is_not_asked_for() -> None:
    weights = {"person: role": 2.0, "person: address": 1.5, "person: age": 1.0}
    assert nearest_evidence("person", weights, (), 1.2) == "a role before it (the mayor, …)"
    assert nearest_evidence("person", weights, ("person: role",), 1.2) == "Mr. or Ms. before it"
    assert nearest_evidence("person", weights, ("person: role",), 2.0) == "Mr. or Ms. before it and an age behind it"
    assert nearest_evidence("person", weights, ("person: role",), 9.0) == "an entry in knowledge/"


@pytest.mark.parametrize(
    ("table", "begin", "kind"),
    [("name", "person: ", "person"), ("name", "body: ", "organization"), ("place", "", "place")],
)
def test_every_evidence_that_is_asked_for_has_a_weight(table: str, begin: str, kind: str) -> None:
    weighed = {feature for feature, *_ in load_table(f"{table}_weights")}
    assert {f"{begin}{evidence}" for evidence, _ in EVIDENCE[kind]} <= weighed


@pytest.mark.parametrize("table", ["name", "place"])
def test_every_feature_of_names_has_its_words(table: str) -> None:
    weighed = [feature for feature, *_ in load_table(f"{table}_weights")]
    assert sum(bool(words_of(feature)) for feature in weighed) > 0.7 * len(weighed)


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("joined behind by of", "joined by “of” to a capital behind it"),
        ("before it title", "a title right before it"),
        ("holds country", "holds a known country"),
        ("known organization, then title", "a known organisation with a title right behind it"),
        ("words 3", "three words"),
        ("body: alone school", "a word such as University alone"),
        ("body: of after", "“of” behind it"),
        ("body: head body", "a word such as Board, Council or Ministry in it"),
    ],
)
def test_a_feature_that_tells_how_a_name_stands_has_words(feature: str, words: str) -> None:
    assert words_of(feature) == words


@pytest.mark.parametrize("town", ["Holmvik", "Pernau", "Ostrowe"])
def test_a_place_is_told_by_its_own_finder(town: str) -> None:
    finding = finding_of(f"They live in the town of {town}, near the lake.", town)
    assert finding.rule == "weighed_place"
    assert "settlement of" in {reason.feature for reason in finding.reasons}


@pytest.mark.parametrize("town", ["Holmvik", "Pernau"])
def test_a_place_is_told_with_the_dateline_of_its_article(town: str) -> None:
    article = replace(article_of_text(f"{town} paid. The mill at {town} burned down."), dateline=town)
    told = [finding for finding in explain(article, builtin_knowledge()).names if finding.entity is not None]
    assert {finding.rule for finding in told} == {"weighed_place"}
    assert all(finding.score is not None and finding.score > finding.line for finding in told)
    assert "dateline of the article" in {reason.feature for finding in told for reason in finding.reasons}


def test_what_another_form_adds_is_told() -> None:
    text = "“We wait,” said Mr. Quayle, 48, the mayor. Odra Quayle left on Monday."
    reasons = {reason.feature: reason.weight for reason in finding_of(text, "Odra Quayle").reasons}
    assert reasons.get(OTHER_FORM, 1) > 0


def test_every_rule_has_its_sentence() -> None:
    from sitegen.names import country_context, listed

    rules = {rule.__name__ for rule in (*country_context._COUNTRY_RULES, *country_context._CITY_RULES)}
    others = {"ambiguous_city", "is_town", "larger_name", "two_blocks", "shouted_word", "unsure_name", "among_capitals"}
    others |= {"of_another_country", "namesakes", "is_city", "is_state", "in_venue", "in_other_body", "is_vehicle"}
    others |= {"namesake_elsewhere", "borne_by_somebody", "is_family", "in_address"}
    assert rules | others == set(RULED_OUT)
    assert listed.judge_names.__doc__
    assert set(SpeakerRule) <= set(SPEAKER_RULES)
    assert all(NAME_RULES.values())


def test_lines_of_a_text_file_are_those_of_the_file() -> None:
    source = "date 2026-01-05\n\n  OSLO — Odra Kessel\nleft Norway.\n\n\nJan Lund stayed in Oslo.\n"
    article = read_text(source, "a.txt").article
    lines = find_lines(article, source)
    for words, place in {
        "OSLO": (3, 3),
        "Kessel": (3, 15),
        "Norway": (4, 6),
        "Lund": (7, 5),
        "stayed": (7, 10),
    }.items():
        assert lines.at(article.text.index(words)) == place


@pytest.mark.parametrize(
    ("source", "path", "places"),
    [
        (MARKDOWN, "a.md", {"Odra": (7, 13), "Kessel": (8, 1), "Jan": (8, 25), "Lebanon": (8, 40), "again": (11, 8)}),
        (MARKDOWN, "a.md", {"Norway": (14, 7), "We wait": (12, 4)}),
        (HTML, "a.html", {"mayor": (5, 8), "Oslo": (6, 4), "Jan Lund": (7, 13), "“We": (8, 4), "in Oslo": (8, 37)}),
    ],
)
def test_lines_pass_over_markup(source: str, path: str, places: dict[str, tuple[int, int]]) -> None:
    article = read_text(source, path).article
    lines = find_lines(article, source)
    assert {words: lines.at(article.text.index(words)) for words in places} == places


@pytest.mark.parametrize("path", find_sources(SEEDS).paths, ids=lambda path: path.name)
def test_every_name_stands_on_the_line_that_is_told(path: Path) -> None:
    article = read_article(path, SEEDS).article
    source = path.read_text(encoding="utf-8")
    lines, rows = find_lines(article, source), source.split("\n")
    mentions = annotate(article, load_knowledge(SEEDS / "knowledge", SEEDS)).mentions
    assert mentions
    for mention in mentions:
        line, column = lines.at(mention.span.start)
        assert rows[line - 1][column - 1 :].startswith(mention.span.of(article.text).split()[0])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "people.yaml").write_text("name: Odra Kessel\nkind: person\n", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    text = "The mayor, Odra Kessel, left. The Kenyan Airlines pilot slept.\n\n“We wait,” she said in Oslo.\n"
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "articles" / "b.md").write_text("# B\n\nIt rained.\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["explain", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_the_command_speaks_by_lines_and_ends_with_the_way_out(project: Path) -> None:
    output = run(str(project / "articles" / "a.txt"))
    assert "line 1\n" in output
    assert "Odra Kessel, person, knowledge (odra-kessel)" in output
    assert "part of a larger name, as in British Airways [in_larger_name]" in output
    assert "said by Odra Kessel" in output
    assert output.index("if it is wrong") > output.index("line 3")


def test_a_draft_is_told_to_have_no_page_yet(project: Path) -> None:
    draft = project / "articles" / "draft.md"
    draft.write_text("---\ntitle: Wait\ndraft: true\n---\n“We wait,” said Ines Duarte.\n", encoding="utf-8")
    first = run(str(draft)).splitlines()[0]
    assert first.endswith("draft.md, a draft: on no page")


def test_one_line_may_be_asked_for(project: Path) -> None:
    output = run(f"{project / 'articles' / 'a.txt'}:3")
    assert "line 1" not in output
    assert "Oslo" in output
    assert "nothing was found here" in run(f"{project / 'articles' / 'b.md'}:3")


def test_programs_get_json(project: Path) -> None:
    record = json.loads(run(str(project / "articles" / "a.txt"), "--json"))
    assert record["path"] == "articles/a.txt"
    (quotation,) = record["quotations"]
    assert (quotation["line"], quotation["speaker"]["id"], quotation["segments"][0]["kind"]) == (
        3,
        "odra-kessel",
        "direct",
    )
    for name in record["names"]:
        assert record["text"][name["start"] : name["end"]]
        assert {"rule", "because", "id", "score", "signs", "line", "column"} <= name.keys()


@pytest.mark.parametrize(
    ("line", "words"), [("999", "no line 999"), ("0", "'0'"), ("abc", "'abc'"), ("9" * 5000, "'999")]
)
def test_a_line_that_is_not_there_is_told(tmp_path: Path, line: str, words: str) -> None:
    from sitegen.diagnostics import SitegenError

    (tmp_path / "one.txt").write_text("Rain fell.\nIt stopped.\n")
    assert CliRunner().invoke(cli, ["explain", f"{tmp_path / 'one.txt'}:2"], catch_exceptions=False).exit_code == 0
    with pytest.raises(SitegenError) as caught:
        CliRunner().invoke(cli, ["explain", f"{tmp_path / 'one.txt'}:{line}"], catch_exceptions=False)
    (told,) = caught.value.diagnostics
    assert told.code == "SG801"
    assert words in told.message


@pytest.mark.parametrize("name", ["absent.txt", "absent.txt:3", "knowledge/people.yaml", "articles", ""])
def test_what_is_no_article_is_told(project: Path, name: str) -> None:
    from sitegen.diagnostics import SitegenError

    with pytest.raises(SitegenError) as caught:
        CliRunner().invoke(cli, ["explain", str(project / name)], catch_exceptions=False)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["SG801"]


def test_a_file_with_a_slip_in_its_name_is_asked_for(tmp_path: Path) -> None:
    from sitegen.diagnostics import SitegenError

    (tmp_path / "ferry.md").write_text("Rain fell.\n")
    with pytest.raises(SitegenError) as caught:
        CliRunner().invoke(cli, ["explain", f"{tmp_path / 'fery.md'}:3"], catch_exceptions=False)
    assert caught.value.diagnostics[0].help == f"did you mean `{(tmp_path / 'ferry.md').as_posix()}`?"


def test_dates_are_explained() -> None:
    source = "---\ntitle: T\ndate: 2026-10-01\ndates: [{quote: the storm, means: 1987}]\n---\n\n"
    source += "It fell in the storm and was mended in May 2025. Nobody came on Monday.\n"
    article = read_text(source, "a.md").article
    told = [(one.span.of(article.text), one.value, one.rule) for one in explain(article, builtin_knowledge()).dates]
    assert told[:3] == [
        ("the storm", "1987", "author"),
        ("May 2025", "2025-05", "whole_date"),
        ("Monday", "2026-09-28", "from_day_of_article"),
    ]
    explanation = explain(article, builtin_knowledge())
    lines = find_lines(article, source)
    text = render_text(explanation, lines, select(explanation, lines), "a.md")
    assert "Monday  →  2026-09-28, a date\n          counted from the day of the article, 2026-10-01 [from_day" in text
    assert record_of_explanation(explanation, lines, select(explanation, lines))["dates"][1]["value"] == "2025-05"
