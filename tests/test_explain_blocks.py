"""The YAML with which an explanation ends: valid for the very text, and the words that it overrules with are real."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run_sitegen
from details import parse_details

from sitegen.annotate import annotate, article_of_text
from sitegen.explain import Explanation, explain
from sitegen.explain.blocks import Block, Blocks
from sitegen.explain.finding import DateFinding, NameFinding, QuotationFinding
from sitegen.explain.render import record_of_explanation, render_text, select
from sitegen.files.json_file import read_json
from sitegen.files.toml_file import read_toml
from sitegen.files.yaml_file import read_document
from sitegen.files.yaml_scalars import plain_value, write_block
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, load_knowledge
from sitegen.model import Annotated, Article
from sitegen.read import find_sources, read_article, read_text
from sitegen.read.head import Form
from sitegen.read.source_lines import find_lines
from sitegen.text.folding import Folded
from sitegen.text.selectors import Selector, find_places

SEEDS = Path(__file__).parent.parent / "seeds"
INVENTED = {
    "repeated": "The mayor, Odra Kessel, met Jan Kessel. Kessel left. “We wait,” Odra Kessel said. “We wait,” Jan "
    "Kessel said.\n\nJan Kessel left for Norway, and Norway was cold.",
    "clauses": "Petra Lund, a baker, said that the mill was closed, that nobody would pay, and left. The council of "
    "Ardmoor told the baker it would wait until May.",
    "left out": "He read “The Long Way Home” twice. They met near the town of Pello. The Kenyan Airlines pilot slept.",
    "odd": "“No: {never}, [ever],” said Anne-Marie O’Hara # of “Quay & Sons”, in Oslo.\n\n“Yes!” O’Hara’s “aunt” said.",
    "nobody": "“Nobody asked us.”\n\nIt rained.",
    "dates": "The mill closed in May 2025 and in May 2025. It opened on 3 June 2019, said Petra Lund, and burned "
    "in 1987.",
}


Pasted = tuple[NameFinding | QuotationFinding | DateFinding, Block]


def articles() -> list[tuple[str, Article, KnowledgeBase]]:
    own = load_knowledge(SEEDS / "knowledge", SEEDS)
    seeds = [(path.name, read_article(path, SEEDS).article, own) for path in find_sources(SEEDS).paths]
    invented = [
        (name, read_text(f"---\ntitle: T\n---\n{text}\n", "articles/a.md").article, builtin_knowledge())
        for name, text in INVENTED.items()
    ]
    return [*seeds, *invented]


ALL = [pytest.param(article, knowledge, id=name) for name, article, knowledge in articles()]


def every_block(explanation: Explanation) -> list[Pasted]:
    blocks = Blocks(explanation)
    findings = (*explanation.names, *explanation.quotations, *explanation.dates)
    return [(finding, block) for finding in findings for block in blocks.of(finding)]


@pytest.mark.parametrize(("article", "knowledge"), ALL)
def test_each_block_is_the_yaml_that_it_means(article: Article, knowledge: KnowledgeBase) -> None:
    for _, block in every_block(explain(article, knowledge)):
        wanted = plain_value({block.key: block.value})
        assert read_document(block.lines, "a.yaml").value == wanted
        assert read_document(block.on_one_line, "a.yaml").value == wanted
        toml, json_ = replace(block, form=Form.TOML), replace(block, form=Form.JSON)
        assert read_toml(toml.lines, "a.md").value == wanted
        assert read_json(f"{{{json_.on_one_line}}}", "a.md").value == wanted


@pytest.mark.parametrize(("article", "knowledge"), ALL)
def test_each_selector_fits_the_place_that_it_is_about(article: Article, knowledge: KnowledgeBase) -> None:
    text = Folded.of(article.text)
    for finding, block in every_block(explain(article, knowledge)):
        (item,) = block.value if isinstance(block.value, list) else [block.value]
        if block.key == "entities":
            (name,) = item
            assert name == " ".join(finding.span.of(article.text).split())
            continue
        places = find_places(text, Selector(item["quote"], item.get("prefix", ""), item.get("suffix", "")))
        assert len(places) == 1, block
        assert places[0].clip(finding.span), block


@pytest.mark.parametrize(("article", "knowledge"), ALL)
def test_each_id_is_that_of_somebody(article: Article, knowledge: KnowledgeBase) -> None:
    explanation = explain(article, knowledge)
    known = {one.entity.id for one in explanation.names if one.entity} | knowledge.by_id.keys()
    words = {one.speaker.name for one in explanation.quotations if one.speaker and not one.speaker.entity_id}
    for _, block in every_block(explanation):
        (item,) = block.value if isinstance(block.value, list) else [block.value]
        given = list(item.values()) if block.key == "entities" else [item.get("speaker"), item.get("entity")]
        assert {one for one in given if isinstance(one, str) and one} <= known | words, block


@pytest.mark.parametrize(("article", "knowledge"), ALL)
def test_everything_that_was_found_can_be_overruled(article: Article, knowledge: KnowledgeBase) -> None:
    explanation = explain(article, knowledge)
    told = {id(finding) for finding, _ in every_block(explanation)}
    for finding in explanation.names:
        assert (id(finding) in told) == (finding.rule not in {"in_heading", "by_hand"}), finding
    for said in explanation.quotations:
        assert id(said) in told or not said.segments, said
    assert {id(date) for date in explanation.dates} <= told


def blocks_at(text: str, words: str, path: str = "articles/a.txt") -> list[Block]:
    article = replace(article_of_text(text), path=path)
    found = every_block(explain(article, builtin_knowledge()))
    return [block for finding, block in found if finding.span.of(text) == words]


def test_a_name_can_be_left_alone_mean_another_or_be_something_else_also_in_one_place() -> None:
    blocks = blocks_at("Odra Kessel met Petra Lund. Odra Kessel left.", "Odra Kessel")
    assert [block.on_one_line for block in blocks[:5]] == [
        'entities: {Odra Kessel: ""}',
        "entities: {Odra Kessel: petra-lund}",
        "entities: {Odra Kessel: {kind: place}}",
        "entities: {Odra Kessel: {kind: organization}}",
        'mentions: [{quote: Odra Kessel met, name: Odra Kessel, entity: ""}]',
    ]
    assert [block.what for block in blocks[:5]] == [
        "no link and no card in this article",
        "it means Petra Lund in this article",
        "it is a place in this article",
        "it is an organisation in this article",
        "no link and no card in this place alone",
    ]
    assert {block.where for block in blocks} == {"articles/a.yaml"}


def test_no_name_is_to_mean_what_is_only_known_by_a_longer_name_with_it() -> None:
    text = "They met in Ardmoor, Oklahoma, on Monday. Oklahoma paid."
    blocks = blocks_at(text, "Oklahoma")
    assert [block.change for block in blocks if block.key == "entities"][:2] == ['""', "{kind: person}"]
    assert blocks_at("They met in Ardmoor, Ohio, and in Oklahoma.", "Oklahoma")[1].change != "{kind: person}"


def test_an_ambiguous_name_is_settled_by_the_first_who_may_be_meant() -> None:
    first, second, *_ = blocks_at("Odra Kessel and Jan Kessel left. Then Kessel said no.", "Kessel")
    assert first.on_one_line == "entities: {Kessel: odra-kessel}"
    assert second.on_one_line == "entities: {Kessel: jan-kessel}"


def test_a_name_that_was_ruled_out_can_mean_what_it_stands_for() -> None:
    first, *_ = blocks_at("The Kenyan Airlines pilot slept.", "Kenyan")
    assert first.on_one_line == "entities: {Kenyan: kenya}"


def test_a_quotation_can_be_another_s_nobody_s_of_another_kind_and_end_elsewhere() -> None:
    text = "Petra Lund, a baker, met Jan Hult. Lund said that the mill was closed, and nobody would pay."
    blocks = blocks_at(text, "the mill was closed, and nobody would pay")
    assert [block.change for block in blocks] == [
        "speaker: jan-hult",
        "not: true",
        "kind: partial",
        "ends: was closed",
    ]
    assert all(block.on_one_line.startswith("quotations: [{quote: the mill was, ") for block in blocks)


def test_words_that_nobody_says_can_be_somebody_s() -> None:
    (block,) = blocks_at("Odra Kessel read “The Long Way Home” twice.", "“The Long Way Home”")
    assert block.on_one_line == "quotations: [{quote: The Long Way Home, speaker: odra-kessel}]"


def test_a_speaker_below_the_line_is_confirmed_first() -> None:
    text = "Ulla Brand spoke to Rolf Tanner of “a long wait” in the rain."
    explanation = explain(article_of_text(text), builtin_knowledge())
    (said,) = explanation.quotations
    assert not said.shown
    assert next(block.change for block in Blocks(explanation).of(said)) == "speaker: ulla-brand"
    sure = replace(said, confidence=1.0, shown=True)
    assert next(block.change for block in Blocks(explanation).of(sure)) == "speaker: rolf-tanner"


def test_what_the_author_decided_is_not_overruled() -> None:
    source = (
        "---\ntitle: T\nentities: {Odra Kessel: ''}\n---\n# In Oslo\n\nOdra Kessel met [Jan Hult](entity:norway).\n"
    )
    explanation = explain(read_text(source, "a.md").article, builtin_knowledge())
    assert {finding.rule for finding in explanation.names} >= {"left_alone", "by_hand", "in_heading"}
    assert not [block for finding, block in every_block(explanation) if finding.rule in {"left_alone", "by_hand"}]


def test_what_the_author_says_of_a_quotation_is_changed_where_it_says_so() -> None:
    source = '---\ntitle: T\nquotations: [{quote: Nobody asked us, speaker: ""}]\n---\n“Nobody asked us.”\n'
    article = read_text(source, "a.md").article
    explanation = explain(article, builtin_knowledge())
    (said,) = explanation.quotations
    assert (said.rule, said.nearest, Blocks(explanation).of(said)) == ("author", "", ())
    told = render_text(explanation, find_lines(article, source), (said,), "a.md")
    assert "`quotations:` or `dates:`" in told
    assert "paste" not in told


def test_text_tells_the_same_name_once_and_places_only_where_there_are_several() -> None:
    text = "Odra Kessel met Petra Lund. Odra Kessel left."
    article = replace(article_of_text(text), path="a.md")
    explanation = explain(article, builtin_knowledge())
    lines = find_lines(article, text)
    told = render_text(explanation, lines, select(explanation, lines), "a.md")
    assert told.count('paste  entities: {Odra Kessel: ""}') == 1
    assert told.count("here   mentions:") == 2
    assert 'or     for `""`: petra-lund  ·  {kind: place}  ·  {kind: organization}' in told
    assert "the front matter of a.md" in told
    assert max(len(line) for line in told.splitlines() if "`" in line or "mentions:" in line) < 140


def test_programs_get_every_block() -> None:
    text = "Odra Kessel met Petra Lund."
    article = replace(article_of_text(text), path="a.txt")
    explanation = explain(article, builtin_knowledge())
    lines = find_lines(article, text)
    first, _ = record_of_explanation(explanation, lines, select(explanation, lines))["names"]
    assert first["corrections"][0] == {
        "what": "no link and no card in this article",
        "where": "a.yaml",
        "yaml": 'entities:\n  Odra Kessel: ""\n',
    }
    assert len(first["corrections"]) == 5


def with_pasted(keys: str, blocks: Iterable[Block]) -> str:
    """The keys with those of the blocks, which join what stands there."""
    held = read_document(keys, "a.yaml").value
    for block in blocks:
        for key, value in read_document(block.lines, "a.yaml").value.items():
            before = held.get(key, type(value)())
            held[key] = {**before, **value} if isinstance(value, dict) else [*before, *value]
    return "\n".join(write_block(held, 0)) + "\n"


def assert_obeyed(text: str, path: str, keys: str, knowledge: KnowledgeBase, pasted: list[Pasted]) -> None:
    """The article is read without a warning with these blocks, and has what they say at the places of the findings."""
    reading = read_text(text, path, parse_details(with_pasted(keys, (block for _, block in pasted)), path))
    annotated = annotate(reading.article, knowledge)
    assert not reading.warnings
    assert not [one for one in annotated.applied if one.trouble is not None]
    for finding, block in pasted:
        value = read_document(block.lines, "a.yaml").value[block.key]
        (said,) = value.values() if isinstance(value, dict) else value
        if isinstance(finding, NameFinding):
            assert names_as(annotated, knowledge, finding, {"entity": said} if isinstance(said, str) else said), block
        elif isinstance(finding, DateFinding):
            assert not [date for date in annotated.dates if date.span.clip(finding.span)], block
        else:
            assert speaks_as(annotated, finding, said), block


def names_as(annotated: Annotated, knowledge: KnowledgeBase, finding: NameFinding, said: dict[str, str]) -> bool:
    there = [one for one in annotated.mentions if one.span.clip(finding.span)]
    if said.get("entity") == "":
        return not there
    kinds = {entity.id: str(entity.kind) for entity in (*knowledge, *annotated.found)}
    (mention,) = there
    fits = kinds[mention.entity_id] == said["kind"] if "kind" in said else mention.entity_id == said["entity"]
    return fits and mention.span == finding.span


def speaks_as(annotated: Annotated, finding: QuotationFinding, said: dict[str, str]) -> bool:
    there = [one for one in annotated.quotations if any(part.span.clip(finding.span) for part in one.segments)]
    if said.get("not"):
        return not there
    (quotation,) = there
    speaker, last = quotation.speaker, quotation.segments[-1].span.of(annotated.article.text)
    if "speaker" in said:
        return speaker is not None and said["speaker"] in (speaker.entity_id, speaker.name)
    return quotation.segments[0].kind == said["kind"] if "kind" in said else last.endswith(said["ends"])


@pytest.mark.parametrize("name", INVENTED)
def test_each_block_is_obeyed_where_it_is_pasted(name: str) -> None:
    text, path, keys = INVENTED[name], "a.txt", "title: T\n"
    article = read_text(text, path, parse_details(keys, path)).article
    pasted = {
        block.on_one_line: (finding, block) for finding, block in every_block(explain(article, builtin_knowledge()))
    }
    assert pasted
    for one in pasted.values():
        assert_obeyed(text, path, keys, builtin_knowledge(), [one])


def sort_of(block: Block) -> tuple[str, str]:
    """What a block does: the key, and that of its change; an id and nothing are two."""
    return block.key, re.sub(r"[\w-]+(?=}?$)", "…", block.change)


def test_the_blocks_of_all_that_the_demo_s_first_article_names_hold_together() -> None:
    path = SEEDS / "articles" / "battle-tanks-for-ukraine.txt"
    text, keys = path.read_text(encoding="utf-8"), path.with_suffix(".yaml").read_text(encoding="utf-8")
    knowledge = load_knowledge(SEEDS / "knowledge", SEEDS)
    explanation = explain(read_text(text, path.name, parse_details(keys, path.name)).article, knowledge)
    left = list({block.on_one_line: (finding, block) for finding, block in every_block(explanation)}.values())
    assert len(left) > 150
    rounds = 0
    while left:
        together: dict[str, Pasted] = {}
        for finding, block in left:
            words = finding.span.of(explanation.article.text)
            if sort_of(block) == sort_of(left[0][1]) and not any(
                words in other or other in words for other in together
            ):
                together[words] = finding, block
        assert_obeyed(text, path.name, keys, knowledge, list(together.values()))
        left = [one for one in left if one not in together.values()]
        rounds += 1
    assert rounds < 60


@pytest.mark.parametrize(
    ("head", "line", "where"),
    [
        ('+++\ntitle = "T"\n+++\n', 'entities = {Norway = ""}', "above the first line"),
        ('{"title": "T"}\n', '"entities": {"Norway": ""}', "behind a comma"),
        ("---\ntitle: T\n---\n", 'entities: {Norway: ""}', ""),
    ],
)
def test_lines_to_paste_are_in_the_form_of_the_front_matter(tmp_path: Path, head: str, line: str, where: str) -> None:
    (tmp_path / "a.md").write_text(f"{head}\nThey left Norway.\n", encoding="utf-8")
    told = run_sitegen("explain", "a.md", cwd=tmp_path).stdout
    remark = "" if head.startswith("{") else "  # no link and no card in this article"
    assert f"paste  {line}{remark}\n" in told
    assert where in told
    assert ("above the first line" in told) == ("+++" in head)


def test_no_speaker_to_paste_is_a_pronoun_and_none_stands_for_itself() -> None:
    text = "“We wait,” she said."
    article = replace(article_of_text(text), path="a.md")
    explanation = explain(article, builtin_knowledge())
    lines = find_lines(article, text)
    told = render_text(explanation, lines, select(explanation, lines), "a.md")
    assert "the page names nobody: whom “she” means was not found" in told
    assert "“she” stands for nobody that was found" in told
    assert "speaker: she" not in told


def test_an_end_is_proposed_at_a_comma_and_not_within_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Ana Ruiz said the pool lost 340,000 crowns last year.\n", encoding="utf-8")
    assert "ends:" not in run_sitegen("explain", "a.md", cwd=tmp_path).stdout
    (tmp_path / "a.md").write_text("Ana Ruiz said the pool was old, and the roof leaked.\n", encoding="utf-8")
    assert "ends: was old" in run_sitegen("explain", "a.md", cwd=tmp_path).stdout


def test_a_quotation_that_the_author_takes_away_is_told_as_such(tmp_path: Path) -> None:
    head = "---\nquotations:\n  - {quote: We are late, not: true}\n---\n"
    (tmp_path / "a.md").write_text(f"{head}# A\n\n“We are late,” Ana Ruiz said.\n", encoding="utf-8")
    told = run_sitegen("explain", "a.md:7", cwd=tmp_path).stdout
    assert "“We are late,”  →  left out" in told
    assert "[denied]" in told
    assert "what the article says of itself is changed where it says so" in told
