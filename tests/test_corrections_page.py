"""What docs/corrections.md says is so: its examples are put beside its article, and hold."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.annotate import annotate
from sitegen.annotate.told import told_of_corrections
from sitegen.build import build
from sitegen.files.text_file import LoadedFile
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Annotated
from sitegen.read import read_text
from sitegen.read.loading import LoadedArticle

PAGE = (Path(__file__).parent.parent / "docs/corrections.md").read_text(encoding="utf-8")
(TEXT,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
NAMES, MENTIONS, QUOTATIONS, DATES, _CHECKED, SITE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def with_keys(keys: str) -> Annotated:
    source = f"---\ntitle: The ferry\n{keys}---\n\n{TEXT}"
    reading = read_text(source, "ferry.md")
    annotated = annotate(reading.article, builtin_knowledge())
    assert reading.warnings == ()
    assert told_of_corrections(annotated, LoadedArticle(LoadedFile("ferry.md", source.encode()))) == ()
    return annotated


def said(annotated: Annotated) -> dict[str, str]:
    return {
        one.segments[0].span.of(annotated.article.text): one.speaker.entity_id or one.speaker.name
        if one.speaker
        else ""
        for one in annotated.quotations
    }


def test_the_names_are_as_the_page_says() -> None:
    annotated = with_keys(NAMES)
    found = {one.id: (str(one.kind), [role.title for role in one.roles]) for one in annotated.found}
    assert found["ashby-combe"] == ("place", [])
    assert found["ines-duarte"] == ("person", ["mayor"])
    assert found["cole"] == ("person", ["pilot"])
    assert "Battle" not in {mention.span.of(annotated.article.text) for mention in annotated.mentions}
    assert "ashby-combe" not in said(annotated).values()


def test_one_mention_is_as_the_page_says() -> None:
    annotated = with_keys(MENTIONS)
    ids = [m.entity_id for m in annotated.mentions if m.span.of(annotated.article.text) == "Washington"]
    assert ids[0].startswith("washington")
    assert {one.id for one in annotated.found if one.certainty == 1.0} == {ids[0]}
    assert ids.count(ids[0]) == 1


def test_the_quotations_are_as_the_page_says() -> None:
    before, after = said(with_keys("")), said(with_keys(QUOTATIONS))
    assert before["“It is old,”"] == "ines-duarte"
    assert after["“It is old,”"] == "jonas-vell"
    assert "the ferry was late" in after
    assert "“quiet town”" in before
    assert "“quiet town”" not in after
    assert "Nobody came on Friday either" in after


def test_the_date_is_as_the_page_says() -> None:
    annotated = with_keys(DATES)
    meant = {date.span.of(annotated.article.text): date.value for date in annotated.dates}
    assert meant["Monday"] == "2026-03-09"


def test_the_site_is_as_the_page_says(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "articles").mkdir(parents=True)
    (root / "site.yaml").write_text(SITE, encoding="utf-8")
    (root / "articles/ferry.md").write_text(f"---\ntitle: The ferry\n---\n\n{TEXT}\nHomeNest paid.\n", encoding="utf-8")
    assert not build(root, tmp_path / "out").warnings
    assert (tmp_path / "out/places/ashby-combe.html").is_file()
    assert not list((tmp_path / "out").rglob("homenest.html"))
