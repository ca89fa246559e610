"""What other programs get: tables, JSON lines, Web Annotations, and the command that writes them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from exporting import annotated_articles, article_of, find, mention, said, site_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import files_of

from sitegen.annotate.records import record_of
from sitegen.build import build
from sitegen.build.made import make
from sitegen.cli import cli
from sitegen.cli.export import NAMES
from sitegen.diagnostics import SitegenError
from sitegen.export.characters import storable
from sitegen.export.formats import FORMATS, article_files
from sitegen.export.json_lines import render_json_lines
from sitegen.export.tables import (
    MENTION_COLUMNS,
    QUOTATION_COLUMNS,
    plan_downloads,
    render_mentions,
    render_quotations,
)
from sitegen.export.web_annotation import BODY_SELECTOR, CONTEXT, render_web_annotations
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, DateMention
from sitegen.site import Site, downloads
from sitegen.text.spans import Element, Span

SEEDS = Path(__file__).parent.parent / "seeds"

TEXT = "“We wait,” said Ana Lima of Lima. “For now.” The board, officials said, was in a Peruvian “crisis”."
ARTICLE = Annotated(
    article_of(TEXT, headline="=SUM(1)"),
    (mention(TEXT, "Ana Lima", "ana-lima"), mention(TEXT, "Peruvian", "peru")),
    (
        said(TEXT, "“We wait,”|“For now.”", who="ana-lima", speaker="Ana Lima", cue="said", confidence=0.98765),
        said(TEXT, "was in a Peruvian “crisis”", "indirect", speaker="officials", confidence=0.5),
        said(TEXT, "“crisis”", "partial"),
    ),
)
SITE = site_of(ARTICLE)


@pytest.fixture(scope="module")
def demo() -> Site:
    return make(SEEDS, base_url="https://quay.example/press").site


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def unguard(cell: str) -> str:
    """What the documentation says: take the first apostrophe away."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


# Tables


def test_a_row_for_each_part_of_a_quotation() -> None:
    found = rows(render_quotations(SITE))
    assert tuple(found[0]) == QUOTATION_COLUMNS
    names = (
        "quotation",
        "part",
        "kind",
        "words",
        "speaker",
        "speaker_id",
        "speaker_words",
        "cue",
        "confidence",
        "shown",
    )
    assert [tuple(row[name] for name in names) for row in found] == [
        ("1", "1", "direct", "We wait,", "Ana Lima", "ana-lima", "Ana Lima", "said", "0.988", "true"),
        ("1", "2", "direct", "For now.", "Ana Lima", "ana-lima", "Ana Lima", "said", "0.988", "true"),
        ("2", "1", "indirect", "was in a Peruvian “crisis”", "officials", "", "officials", "", "0.5", "false"),
        ("3", "1", "partial", "crisis", "", "", "", "", "", "false"),
    ]
    assert [TEXT[int(row["start"]) : int(row["end"])] for row in found] == [row["words"] for row in found]
    assert found[0]["address"] == "articles/a.html#q1"


def test_a_row_for_each_mention() -> None:
    found = rows(render_mentions(SITE))
    assert tuple(found[0]) == MENTION_COLUMNS
    names = ("mention", "words", "entity_id", "name", "kind", "country_code", "known_from", "entity_address")
    assert [tuple(row[name] for name in names) for row in found] == [
        ("1", "Ana Lima", "ana-lima", "Ana Lima", "person", "", "found", "people/ana-lima.html"),
        ("2", "Peruvian", "peru", "Peru", "country", "PE", "knowledge", "countries/peru.html"),
    ]
    assert [TEXT[int(row["start"]) : int(row["end"])] for row in found] == [row["words"] for row in found]


def test_a_table_is_csv_as_rfc_4180_has_it(demo: Site) -> None:
    for render in (render_quotations, render_mentions):
        text = render(demo)
        assert text.endswith("\r\n")
        assert "\n" not in text.replace("\r\n", "")
        assert len({len(row) for row in csv.reader(io.StringIO(text, newline=""))}) == 1


def test_pictures_are_no_letters() -> None:
    text = "“Look ￼here,” she said."
    atoms = (Element(Span(text.index("￼"), text.index("￼") + 1), "img"),)
    site = site_of(Annotated(article_of(text, atoms=atoms), (), (said(text, "“Look ￼here,”"),)))
    assert rows(render_quotations(site))[0]["words"] == "Look here,"
    own = site_of(Annotated(article_of(text), (), (said(text, "“Look ￼here,”"),)))
    assert rows(render_quotations(own))[0]["words"] == "Look ￼here,", "the author's own character stays"


CELLS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM": "'@SUM",
    "＝1": "'＝1",
    "'=1": "''=1",
    "''+": "'''+",
    "'tis": "'tis",
    "“=1”": "“=1”",
    "a=1": "a=1",
    "": "",
}


@pytest.mark.parametrize(("headline", "cell"), CELLS.items())
def test_no_cell_is_a_formula(headline: str, cell: str) -> None:
    site = site_of(Annotated(article_of("x", headline=headline), (), (said("x", "x"),)))
    written = rows(render_quotations(site))[0]["headline"]
    assert written == cell
    assert unguard(written) == headline


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("=+-@\t\r\n'\"")))
def test_the_guard_can_be_undone(headline: str) -> None:
    site = site_of(Annotated(article_of("x", headline=headline), (), (said("x", "x"),)))
    written = rows(render_quotations(site))[0]["headline"]
    assert written[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert unguard(written) == storable(headline)


# JSON lines


def test_json_lines_hold_the_text_that_their_offsets_mean() -> None:
    (record,) = map(json.loads, render_json_lines(SITE).splitlines())
    assert (record["id"], record["text"]) == ("a", TEXT)
    assert [TEXT[one["start"] : one["end"]] for one in record["entities"]] == ["Ana Lima", "Peruvian"]
    assert [(TEXT[one["start"] : one["end"]], one.get("shown")) for one in record["quotes"]] == [
        ("We wait,", True),
        ("For now.", True),
        ("was in a Peruvian “crisis”", False),
        ("crisis", None),
    ]


def test_json_lines_are_what_annotate_writes(demo: Site) -> None:
    """Only `text` and `shown` are more."""
    knowledge = KnowledgeBase(tuple(demo.entities.values()))
    for annotated, line in zip(demo.annotated, render_json_lines(demo).splitlines(), strict=True):
        record = json.loads(line)
        assert record.pop("text") == annotated.article.text
        assert all(("shown" in one) == ("speaker" in one) for one in record["quotes"])
        bare = [{key: value for key, value in one.items() if key != "shown"} for one in record["quotes"]]
        assert record | {"quotes": bare} == record_of(annotated, knowledge, annotated.article.slug)


# Web Annotation

MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "reviewing", "tagging"),
}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def check_annotation(annotation: dict[str, Any]) -> None:
    """What the Recommendation demands of an annotation, as far as we write such things."""
    assert annotation["type"] == "Annotation"
    assert set(as_list(annotation["motivation"])) <= MOTIVATIONS
    for body in as_list(annotation["body"]):
        assert body["purpose"] in MOTIVATIONS
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)
        else:
            assert body["type"] == "SpecificResource"
            assert body["source"]
    for target in as_list(annotation["target"]):
        words, css = target["selector"]
        assert (words["type"], css["type"]) == ("TextQuoteSelector", "CssSelector")
        assert isinstance(words["exact"], str)
        assert isinstance(words["prefix"], str)
        assert isinstance(words["suffix"], str)
        assert css["refinedBy"]["type"] == "TextPositionSelector"
        assert 0 <= css["refinedBy"]["start"] < css["refinedBy"]["end"]


def check_collection(collection: dict[str, Any]) -> list[dict[str, Any]]:
    """What it demands of a collection (5.1) and a page in it (5.2); the annotations."""
    assert CONTEXT in as_list(collection["@context"])
    assert collection["type"] == "AnnotationCollection"
    if not collection["total"]:
        return []
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert page["startIndex"] == 0
    assert collection["last"] == page["id"]
    items: list[dict[str, Any]] = page["items"]
    assert len(items) == collection["total"]
    assert len({item["id"] for item in items} | {collection["id"], page["id"]}) == len(items) + 2
    for item in items:
        check_annotation(item)
    return items


def test_annotations_are_as_the_recommendation_has_them(demo: Site) -> None:
    items = check_collection(json.loads(render_web_annotations(demo)))
    assert len(items) > 100
    assert all(item["id"].startswith("https://quay.example/press/articles/") for item in items)


def test_a_mention_as_an_annotation() -> None:
    item = check_collection(json.loads(render_web_annotations(SITE)))[1]
    assert item["id"] == "articles/a.html#annotation-m2"
    assert item["body"] == [
        {"type": "SpecificResource", "purpose": "identifying", "source": "countries/peru.html"},
        {"type": "SpecificResource", "purpose": "identifying", "source": "https://www.wikidata.org/entity/Q419"},
        {"type": "TextualBody", "purpose": "tagging", "value": "Peru", "format": "text/plain"},
        {"type": "TextualBody", "purpose": "classifying", "value": "country", "format": "text/plain"},
    ]
    words, css = item["target"]["selector"]
    assert (words["exact"], words["prefix"][-4:], words["suffix"]) == ("Peruvian", "n a ", " “crisis”.")
    assert css["refinedBy"]["start"] == TEXT.index("Peruvian")


def test_a_quotation_as_an_annotation() -> None:
    items = check_collection(json.loads(render_web_annotations(SITE)))[2:]
    assert [len(as_list(item["target"])) for item in items] == [2, 1, 1]
    keys = ("speaker", "cue", "confidence", "shown", "rule")
    assert [{key: item[key] for key in keys if key in item} for item in items] == [
        {"speaker": "Ana Lima", "cue": "said", "confidence": 0.988, "shown": True, "rule": "after"},
        {"speaker": "officials", "confidence": 0.5, "shown": False, "rule": "after"},
        {},
    ]
    linked = [body["source"] for body in items[0]["body"] if body["purpose"] == "linking"]
    assert linked == ["people/ana-lima.html"]


def test_a_date_as_an_annotation() -> None:
    text = "It came in 2019."
    site = site_of(Annotated(article_of(text), dates=(DateMention(find(text, "2019"), "2019"),)))
    (item,) = check_collection(json.loads(render_web_annotations(site)))
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("identifying", "2019"),
        ("classifying", "date"),
    ]
    assert item["target"]["selector"][0]["exact"] == "2019"


def test_no_annotation_at_all() -> None:
    collection = json.loads(render_web_annotations(site_of(Annotated(article_of("Nothing.")))))
    assert collection["total"] == 0
    assert check_collection(collection) == []


def test_positions_count_in_the_body_of_the_page() -> None:
    """The pages as they are published, parsed as a browser does: every selector finds its words."""
    made = make(SEEDS)
    pages = {path: content for path, content in files_of(made).items() if path.startswith("articles/")}
    assert BODY_SELECTOR == "[data-article-body]"
    texts = {}
    for path, content in pages.items():
        document = html5lib.parse(content.decode(), namespaceHTMLElements=False)
        (body,) = document.findall(".//*[@data-article-body]")
        texts[path] = "".join(body.itertext())
    items = check_collection(json.loads(render_web_annotations(made.site)))
    targets = [target for item in items for target in as_list(item["target"])]
    assert len({target["source"] for target in targets}) == len(texts)
    for target in targets:
        words, css = target["selector"]
        text, place = texts[target["source"]], css["refinedBy"]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in text


# Everything


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated_articles())
def test_any_text_can_be_written_and_read(annotated: Annotated) -> None:
    site = site_of(annotated)
    text = annotated.article.text
    for name in ("web-annotation", "quotations-csv", "mentions-csv", "jsonl"):
        FORMATS[name].render(site).encode("utf-8")
    items = check_collection(json.loads(render_web_annotations(site)))
    assert len(items) <= len(annotated.mentions) + len(annotated.quotations) + len(annotated.dates)
    assert json.loads(render_json_lines(site))["text"] == storable(text)
    assert len(storable(text)) == len(text)
    assert len(rows(render_mentions(site))) == len(annotated.mentions)
    assert len(rows(render_quotations(site))) == sum(len(one.segments) for one in annotated.quotations)


def test_the_page_about_exports_names_every_format_and_column() -> None:
    page = (SEEDS.parent / "docs" / "export.md").read_text(encoding="utf-8")
    assert not [name for name in (*FORMATS, *QUOTATION_COLUMNS, *MENTION_COLUMNS) if f"`{name}`" not in page]


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == NAMES


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    story = "date 2026-03-14 LISBON — “It is late,” said Ines Duarte, the harbour master.\n"
    (folder / "late.txt").write_text(story, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_an_export_goes_to_standard_output(name: str, project: Path) -> None:
    done = CliRunner().invoke(cli, ["export", str(project), "--as", name])
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes.decode() == FORMATS[name].render(make(project).site)
    assert "Ines Duarte" in done.stdout
    assert "warning" in done.stderr


def test_an_export_goes_into_a_file(project: Path, tmp_path: Path) -> None:
    output = tmp_path / "new" / "said.csv"
    done = CliRunner().invoke(cli, ["export", str(project), "--as", "quotations-csv", "-o", str(output)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert output.read_bytes().decode() == render_quotations(make(project).site)


def test_tei_goes_into_a_folder_article_by_article(project: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["export", str(project), "--as", "tei", "-o", f"{tmp_path}/tei/"])
    assert done.exit_code == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "tei").iterdir()}
    assert written == dict(article_files(make(project).site, FORMATS["tei"]))
    assert list(written) == ["late.xml"]


def test_a_table_is_one_file(project: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["export", str(project), "--as", "jsonl", "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert "name the file" in done.stderr


def test_an_export_needs_a_format_and_a_project_without_mistakes(project: Path) -> None:
    assert CliRunner().invoke(cli, ["export", str(project)]).exit_code == 2
    assert CliRunner().invoke(cli, ["export", str(project), "--as", "word"]).exit_code == 2
    (project / "site.yaml").write_text("titel: x\n")
    done = CliRunner().invoke(cli, ["export", str(project), "--as", "jsonl"])
    assert isinstance(done.exception, SitegenError)
    assert done.stdout == ""


def test_a_file_that_cannot_be_written(project: Path) -> None:
    done = CliRunner().invoke(cli, ["export", str(project), "--as", "jsonl", "-o", str(project / "late.txt" / "x")])
    assert isinstance(done.exception, SitegenError)
    assert done.exception.diagnostics[0].code == "SG610"


def test_the_address_comes_from_the_command_line(project: Path) -> None:
    words = ["export", str(project), "--as", "web-annotation", "--base-url", "https://quay.example/press/"]
    collection = json.loads(CliRunner().invoke(cli, words).stdout)
    assert collection["id"] == "https://quay.example/press/annotations.json"


# Downloads


def years(*days: str) -> Site:
    found = []
    for number, day in enumerate(days):
        date = datetime.date.fromisoformat(day) if day else None
        found.append(Annotated(replace(article_of("“x”", slug=f"a{number}"), date=date), (), (said("“x”", "“x”"),)))
    return site_of(*found)


def downloads_of(site: Site) -> dict[str, str]:
    return {one.path: one.text() for one in plan_downloads(site)}


def slugs_in(text: str) -> list[str]:
    return [record["article"] for record in json.loads(text)]


def test_few_quotations_are_one_file_of_each_kind() -> None:
    files = downloads_of(years("2026-03-01", "2025-03-01", ""))
    assert list(files) == ["quotations.csv", "quotations.json"]
    assert slugs_in(files["quotations.json"]) == ["a0", "a1", "a2"]
    assert [row["article"] for row in rows(files["quotations.csv"])] == ["a0", "a1", "a2"]


def test_many_quotations_are_parted_by_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MOST_IN_ONE", 3)
    files = downloads_of(years("2026-03-01", "2026-02-01", "2025-03-01", ""))
    stems = ("quotations", "quotations-2026", "quotations-2025", "quotations-undated")
    names = [f"{stem}{suffix}" for stem in stems for suffix in (".csv", ".json")]
    assert list(files) == [*names, "quotations-index.json"]
    shown = {stem: slugs_in(files[f"{stem}.json"]) for stem in stems}
    assert shown == {
        "quotations-2026": ["a0", "a1"],
        "quotations": ["a0", "a1"],
        "quotations-2025": ["a2"],
        "quotations-undated": ["a3"],
    }
    assert {stem: [row["article"] for row in rows(files[f"{stem}.csv"])] for stem in stems} == shown
    index = json.loads(files["quotations-index.json"])
    assert (index["quotations"], index["quotations.csv"], index["quotations.json"]) == (4, "2026", "2026")
    assert [(one["year"], one["quotations"]) for one in index["files"]] == [("2026", 2), ("2025", 1), ("undated", 1)]
    assert {one[kind] for one in index["files"] for kind in ("csv", "json")} < set(files)


def test_the_page_offers_the_files_that_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MOST_IN_ONE", 1)
    for year in (2024, 2025):
        words = f"---\ntitle: In {year}\ndate: {year}-05-01\n---\n“We go,” said Max Rind, a rower from Peru.\n"
        (tmp_path / f"{year}.md").write_text(words, encoding="utf-8")
    build(tmp_path, tmp_path / "site")
    page = BeautifulSoup((tmp_path / "site" / "quotations.html").read_text(encoding="utf-8"), "html.parser")
    offered = [str(a["href"]) for a in page.select("a[download]")]
    years_of = [f"quotations-{year}.{kind}" for year in (2025, 2024) for kind in ("csv", "json")]
    assert offered == ["quotations-index.json", *years_of]
    assert all((tmp_path / "site" / name).is_file() for name in (*offered, "quotations.csv", "quotations.json"))
    assert "those of 2025" in page.get_text()
