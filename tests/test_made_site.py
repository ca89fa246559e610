"""The demo, a page as large as is promised, and one from right to left: no dead ends, no weight."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import made_site
import pytest
from linkcheck import find_mistakes

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.knowledge import load_knowledge
from sitegen.read import read_article

ROOT = Path(__file__).parent.parent
KB = 1024


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sites by name, built once."""
    folder = tmp_path_factory.mktemp("sites")
    projects = {
        "demo": ROOT / "seeds",
        "made": made_site.write_project(folder / "project"),
        "mirrored": made_site.WORDS / "rtl",
    }
    for name, project in projects.items():
        build(project, folder / name)
    return {name: folder / name for name in projects}


def weight(path: Path) -> int:
    """Bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def test_the_large_article_has_60_entities_and_200_mentions(tmp_path: Path) -> None:
    project = made_site.write_project(tmp_path)
    knowledge = load_knowledge(project / "knowledge", project)
    found = annotate(read_article(project / "articles" / "tidal-barrier.md", project).article, knowledge)
    counts = Counter(mention.entity_id for mention in found.mentions)
    assert (len(counts), counts.total()) == (made_site.ENTITIES, made_site.MENTIONS)
    assert found.found == (), "and nobody but those"
    assert 1600 < len(found.article.text.split()) < 1800
    kinds = Counter(str(segment.kind) for quotation in found.quotations for segment in quotation.segments)
    assert set(kinds) == {"direct", "partial", "indirect"}
    assert any(len(quotation.segments) > 1 for quotation in found.quotations)
    assert len(found.quotations) > 40


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    one, two = made_site.write_project(tmp_path / "1"), made_site.write_project(tmp_path / "2")
    for path in one.rglob("*.*"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


@pytest.mark.parametrize("name", ["demo", "made", "mirrored"])
def test_every_id_is_unique_and_every_reference_leads_somewhere(sites: dict[str, Path], name: str) -> None:
    assert len(list(sites[name].rglob("*.html"))) > 10
    assert find_mistakes(sites[name]) == []


BUDGETS = [
    ("lists.js", 9 * KB // 8),
    ("style.css", 8 * KB),
    ("search.js", 3 * KB // 2),
    ("find.js", 11 * KB // 2),
    ("search.css", 2 * KB),
]


@pytest.mark.parametrize(("name", "most"), BUDGETS)
def test_scripts_and_style_are_light(sites: dict[str, Path], name: str, most: int) -> None:
    assert 0 < weight(sites["made"] / "assets" / name) <= most


def test_the_scripts_of_an_article_are_light_together(sites: dict[str, Path]) -> None:
    page = sites["made"] / made_site.STORY
    scripts = re.findall(r'<script defer src="([^"]+)"', page.read_text(encoding="utf-8"))
    assert len(scripts) >= 2
    assert sum(weight((page.parent / path).resolve()) for path in scripts) <= 6 * KB


@pytest.mark.parametrize("name", ["demo", "made", "mirrored"])
def test_the_search_opens_light(sites: dict[str, Path], name: str) -> None:
    files = ("search.js", "find.js", "search.css", "search/head.js")
    weights = [weight(sites[name] / "assets" / file) for file in files]
    assert sum(weights) <= 20 * KB
    assert sum(weights[:2]) <= 7 * KB


def test_a_page_of_60_entities_and_200_mentions_is_light(sites: dict[str, Path]) -> None:
    assert weight(sites["made"] / made_site.STORY) <= 15 * KB


@pytest.mark.parametrize("name", ["demo", "made", "mirrored"])
def test_whatever_the_first_view_loads_is_light(sites: dict[str, Path], name: str) -> None:
    """Articles with all that they ask for."""
    for page in (sites[name] / "articles").glob("*.html"):
        asked = re.findall(
            r'<(?:link rel="(?:stylesheet|icon)" href|script[^>]* src|img[^>]* src)="([^"]+)"', page.read_text()
        )
        assert len(asked) >= 3
        files = {page, *((page.parent / path).resolve() for path in asked)}
        assert sum(weight(path) for path in files) <= 80 * KB, page.name
