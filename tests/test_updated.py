"""The day of an article's last change: on its page, in structured data, feeds, the sitemap and TEI."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import SitegenError
from sitegen.export.formats import FORMATS
from sitegen.model import Article
from sitegen.read import read_article, read_text

KEYS = "title: The ferry\ndate: 2026-03-14\n"


def article(keys: str) -> Article:
    return read_text(f"---\n{keys}---\nWords.\n", "a.md").article


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "articles").mkdir()
    (folder / "site.yaml").write_text("base_url: https://quay.example\n")
    for name, more in (
        ("changed", "updated: 2026-03-16T08:00:00Z\n"),
        ("same", "updated: 2026-03-14\n"),
        ("plain", ""),
    ):
        (folder / "articles" / f"{name}.md").write_text(f"---\n{KEYS}{more}---\nIt is late.\n")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return build(project, project.parent / "updated-site", jobs=1).output


def page(site: Path, name: str) -> str:
    return (site / "articles" / f"{name}.html").read_text(encoding="utf-8")


def test_on_the_page(site: Path) -> None:
    assert 'Updated <time datetime="2026-03-16">16 March 2026</time>' in page(site, "changed")
    assert "Updated" not in page(site, "same") + page(site, "plain")


def test_in_structured_data_and_previews(site: Path) -> None:
    for name, day in (("changed", "2026-03-16"), ("same", "2026-03-14"), ("plain", None)):
        found = re.search(r'"dateModified": ?"([^"]+)"', page(site, name))
        assert (found[1] if found else None) == day
        assert (f'article:modified_time" content="{day}"' in page(site, name)) is bool(day)


def test_in_feeds_and_the_sitemap(site: Path) -> None:
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    assert feed.count("<updated>2026-03-16T12:00:00+00:00</updated>") == 2  # of the entry, and of the feed
    assert feed.count("<published>2026-03-14T12:00:00+00:00</published>") == 3
    items = json.loads((site / "feed.json").read_text(encoding="utf-8"))["items"]
    days = {one["url"].rpartition("/")[2]: one.get("date_modified") for one in items}
    expected = {"changed.html": "2026-03-16T12:00:00Z", "same.html": "2026-03-14T12:00:00Z", "plain.html": None}
    assert days == expected
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert dict(re.findall(r"articles/(\w+)\.html</loc><lastmod>([^<]+)", sitemap)) == {
        "changed": "2026-03-16",
        "same": "2026-03-14",
        "plain": "2026-03-14",
    }


def test_in_tei(project: Path) -> None:
    text = FORMATS["tei"].render(make(project).site)
    assert text.count('<change when="2026-03-16">The article was updated.</change>') == 1


SAID = {
    "updated: 2026-03-14": "2026-03-14",
    "lastmod: 2026-03-16T23:30:00-05:00": "2026-03-16",
    "last_modified_at: 2026-03-16 08:00 +0100": "2026-03-16",
    "modified: 2026-03-16": "2026-03-16",
    "updatedDate: 2026-03-16": "2026-03-16",
    "date-modified: 2026-03-16": "2026-03-16",
    "updated: 2026-03-17\nlastmod: 2026-03-16": "2026-03-17",
    "lastmod: 2020-01-01": "None",
}


@pytest.mark.parametrize(("yaml", "day"), SAID.items())
def test_what_it_is(yaml: str, day: str) -> None:
    assert str(article(f"{KEYS}{yaml}\n").updated) == day


def test_without_a_day_of_publication_it_may_be_any() -> None:
    read = article("title: x\nupdated: 2020-01-01\n")
    assert (read.date, str(read.updated), str(read.last_day)) == (None, "2020-01-01", "2020-01-01")


def test_no_article_is_updated_before_it_is_published(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        article(f"{KEYS}updated: 2026-03-13\n")
    assert [(one.code, one.path, one.line) for one in caught.value.diagnostics] == [("SG308", "a.md", 4)]
    (tmp_path / "b.txt").write_text("date 2026-03-14 It is late.")
    (tmp_path / "b.yaml").write_text("title: Late\nupdated: 2026-03-13\n")
    with pytest.raises(SitegenError) as caught:
        read_article(tmp_path / "b.txt", tmp_path)
    assert [(one.code, one.path, one.line) for one in caught.value.diagnostics] == [("SG308", "b.yaml", 2)]
