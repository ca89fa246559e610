"""`checked:` in an article: who vouches for its annotations, and whether they are still those that were checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run_sitegen

from sitegen.annotate import annotate_text
from sitegen.build import build
from sitegen.diagnostics import Severity, SitegenError
from sitegen.model import Annotated, Article, Mention, Quotation, QuotationKind, Segment, Speaker
from sitegen.site.checked import digest_of
from sitegen.text.spans import Span

STORY = "Ines Duarte, the harbour master of Lisbon, met Jonas Vell. “The ferry is old,” Duarte said."


def project(folder: Path, keys: str, text: str = STORY) -> Path:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "articles" / "ferry.md").write_text(f"---\ntitle: The ferry\n{keys}---\n{text}\n", encoding="utf-8")
    return folder


def page(folder: Path, keys: str, text: str = STORY) -> tuple[str, list[str]]:
    """The page of the article, and the codes of what the build warns of."""
    built = build(project(folder / "in", keys, text), folder / "out")
    codes = [one.code for one in built.warnings if one.severity is Severity.WARNING]
    return (folder / "out" / "articles" / "ferry.html").read_text(encoding="utf-8"), codes


def test_a_page_says_who_has_checked_it(tmp_path: Path) -> None:
    before, _ = page(tmp_path, "")
    assert "made automatically" in before
    assert "checked by nobody" in before
    after, codes = page(tmp_path, "checked: {by: R. Editor, on: 2026-03-14}\n")
    assert "were checked by R. Editor on 14 March 2026." in after
    assert "made automatically" not in after
    assert "checked by nobody" not in after
    assert codes == []


def test_what_changes_after_a_check_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    with_any = "checked: {by: R. Editor, on: 2026-03-14, digest: new}\n"
    built = build(project(folder, with_any), tmp_path / "out")
    (told,) = (one for one in built.warnings if one.code == "SG360")
    assert (told.path, told.line) == ((folder / "articles" / "ferry.md").as_posix(), 3)
    digest = told.help.split("`digest: ")[1].rstrip("`")
    keys = with_any.replace("new", digest)
    sound, codes = page(tmp_path, keys)
    assert codes == []
    assert "have changed since" not in sound
    edited, codes = page(tmp_path, keys, STORY.replace("old", "new"))
    assert codes == ["SG360"]
    assert "checked by R. Editor on 14 March 2026, and have changed since." in edited
    assert "checked by nobody" in edited
    corrected, codes = page(tmp_path, keys + 'entities: {Jonas Vell: ""}\n')
    assert codes == ["SG360"]
    assert "have changed since" in corrected


def test_knowledge_that_gives_a_name_to_somebody_else_changes_what_was_checked(tmp_path: Path) -> None:
    keys = f"checked: {{by: R. Editor, on: 2026-03-14, digest: {_digest(tmp_path)}}}\n"
    assert page(tmp_path, keys)[1] == []
    (tmp_path / "in" / "knowledge").mkdir()
    entry = tmp_path / "in" / "knowledge" / "a.yaml"
    entry.write_text("- {name: Jonas Vell, kind: person, id: vell-the-elder}\n", encoding="utf-8")
    assert page(tmp_path, keys)[1] == ["SG360"]


def test_a_summary_changes_nothing_that_was_checked(tmp_path: Path) -> None:
    (tmp_path / "in" / "knowledge").mkdir(parents=True)
    entry = tmp_path / "in" / "knowledge" / "a.yaml"
    entry.write_text("- {name: Jonas Vell, kind: person, summary: A clerk.}\n", encoding="utf-8")
    keys = f"checked: {{by: R. Editor, on: 2026-03-14, digest: {_digest(tmp_path)}}}\n"
    entry.write_text("- {name: Jonas Vell, kind: person, summary: A poet.}\n", encoding="utf-8")
    assert page(tmp_path, keys)[1] == []


def _digest(folder: Path) -> str:
    built = build(project(folder / "in", "checked: {by: R., on: 2026-03-14, digest: new}\n"), folder / "out")
    return next(one.help for one in built.warnings if one.code == "SG360").split("`digest: ")[1].rstrip("`")


@pytest.mark.parametrize("value", ['{by: "", on: 2026-03-14}', "{by: A}", "{by: A, on: 2026-02-30}", '{by: A, on: ""}'])
def test_nobody_and_no_day_are_mistakes(tmp_path: Path, value: str) -> None:
    with pytest.raises(SitegenError) as caught:
        build(project(tmp_path / "in", f"checked: {value}\n"), tmp_path / "out")
    assert {one.line for one in caught.value.diagnostics} == {3}


def test_a_review_counts_what_is_checked(tmp_path: Path) -> None:
    project(tmp_path, "checked: {by: R. Editor, on: 2026-03-14}\n")
    (tmp_path / "articles" / "b.md").write_text("# Another\n\nOla Kessar waited.\n", encoding="utf-8")
    assert ": 2 articles (1 checked), " in run_sitegen("check", ".", cwd=tmp_path).stdout
    project(tmp_path, "checked: {by: R. Editor, on: 2026-03-14, digest: new}\n")
    told = json.loads(run_sitegen("check", ".", "--only", "corrections", "--format", "json", cwd=tmp_path).stdout)
    assert (told["checked"], [row["code"] for row in told["rows"]]) == (0, ["SG360"])


@pytest.mark.parametrize(("name", "words"), [("tei", "checked by R. Editor"), ("jsonl", '"checked":{"by":"R. Editor"')])
def test_exports_carry_it(tmp_path: Path, name: str, words: str) -> None:
    project(tmp_path, "checked: {by: R. Editor, on: 2026-03-14}\n")
    assert words in run_sitegen("export", ".", "--as", name, cwd=tmp_path).stdout


def test_web_annotations_assess_the_page(tmp_path: Path) -> None:
    def assessed(keys: str) -> list[dict[str, Any]]:
        project(tmp_path, keys)
        told = json.loads(run_sitegen("export", ".", "--as", "web-annotation", cwd=tmp_path).stdout)
        assert told["total"] == len(told["first"]["items"])
        return [one for one in told["first"]["items"] if one["motivation"] == "assessing"]

    (one,) = assessed("checked: {by: R. Editor, on: 2026-03-14}\n")
    assert (one["creator"], one["created"]) == ({"name": "R. Editor"}, "2026-03-14T00:00:00Z")
    assert (one["target"], one["body"]["value"]) == ("articles/ferry.html", "checked")
    (one,) = assessed("checked: {by: R. Editor, on: 2026-03-14, digest: new}\n")
    assert one["body"]["value"] == "checked; changed since"
    assert assessed("") == []


def test_the_digest_is_of_the_words_and_of_what_was_found() -> None:
    one, again, other = (digest_of(annotate_text(text)) for text in (STORY, STORY, STORY.replace("Vell", "Bell")))
    assert one == again != other
    assert len(one) == 12


def test_the_digest_stays_what_authors_have_written_down() -> None:
    article = Article(slug="a", headline="A", text="“It is late,” Zoë said.", blocks=())
    said = Quotation((Segment(Span(0, 13), QuotationKind.DIRECT),), speaker=Speaker(Span(14, 17), "Zoë", "zoe"))
    assert digest_of(Annotated(article, (Mention(Span(14, 17), "zoe"),), (said,))) == "37f31eb46786"
