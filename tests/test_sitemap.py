"""sitemap.xml and robots.txt: every page that may be found, nothing else, under its public address."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from sitegen.build import build
from sitegen.pages import sitemap
from sitegen.pages.sitemap import Listed, render_robots, render_sitemaps
from sitegen.site.urls import absolute, address

BASE = "https://example.org/news"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
STORY = " date 2026-01-02 LIMA — “We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru. Chile will not.\n"


def project(root: Path, **files: str) -> Path:
    for name, text in ({"one.txt": STORY} | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def entries(text: str) -> dict[str, str]:
    """Address → day of a sitemap or of an index of sitemaps."""
    found = {}
    for entry in ElementTree.fromstring(text):
        fields = {field.tag.removeprefix(NAMESPACE): field.text or "" for field in entry}
        assert set(fields) <= {"loc", "lastmod"}
        assert len(fields["loc"]) < 2048
        found[fields["loc"]] = fields.get("lastmod", "")
    return found


@pytest.mark.parametrize(
    ("base_url", "target", "expected"),
    [
        (BASE, "index.html", f"{BASE}/"),
        (BASE, "people/index.html", f"{BASE}/people/index.html"),
        (BASE, "glossary.html#x", f"{BASE}/glossary.html#x"),
        (BASE, "files/a b/ü.png", f"{BASE}/files/a%20b/%C3%BC.png"),
        ("https://example.org", "a.html", "https://example.org/a.html"),
        ("https://example.org/für alle", "a.html", "https://example.org/f%C3%BCr%20alle/a.html"),
        ("https://example.org/f%C3%BCr", "a.html", "https://example.org/f%C3%BCr/a.html"),
    ],
)
def test_a_public_address_is_encoded_once(base_url: str, target: str, expected: str) -> None:
    assert absolute(base_url, target) == expected


def test_without_a_public_address_pages_name_each_other() -> None:
    assert address("", "people/a.html", "index.html") == "../index.html"
    assert address(BASE, "people/a.html", "index.html") == f"{BASE}/"


def test_one_sitemap_lists_pages_with_their_days() -> None:
    pages = (Listed("index.html", datetime.date(2026, 1, 2)), Listed("a & b.html"))
    ((path, text),) = render_sitemaps(pages, BASE)
    assert path == "sitemap.xml"
    assert entries(text) == {f"{BASE}/": "2026-01-02", f"{BASE}/a%20%26%20b.html": ""}


@pytest.mark.parametrize(("count", "files"), [(0, 1), (500, 1), (501, 3), (1001, 4)])
def test_a_large_site_has_an_index(monkeypatch: pytest.MonkeyPatch, count: int, files: int) -> None:
    assert sitemap.MOST_IN_ONE == 50_000, "what sitemaps.org allows"
    monkeypatch.setattr(sitemap, "MOST_IN_ONE", 500)
    pages = [Listed(f"{n}.html", datetime.date(2026, 1, 1) if n else None) for n in range(count)]
    maps = dict(render_sitemaps(pages, BASE))
    assert len(maps) == files
    listed = entries(maps["sitemap.xml"])
    if files > 1:
        assert list(listed) == [f"{BASE}/{name}" for name in maps if name != "sitemap.xml"]
        parts = [entries(text) for name, text in maps.items() if name != "sitemap.xml"]
        assert all(len(part) <= 500 for part in parts)
        assert list(listed.values()) == ["2026-01-01"] * len(parts)
        listed = {address: day for part in parts for address, day in part.items()}
    assert list(listed) == [f"{BASE}/{page.path}" for page in pages]


def test_an_address_that_xml_would_read_stays_an_address() -> None:
    ((_, text),) = render_sitemaps((Listed("a.html"),), "https://example.org/?a=1&b=<c>")
    assert "&amp;b=%3Cc%3E" in text
    assert len(entries(text)) == 1


@pytest.mark.parametrize("base_url", [BASE, ""])
def test_robots_let_everybody_read(base_url: str) -> None:
    robots = RobotFileParser()
    robots.parse(render_robots(base_url).splitlines())
    assert robots.can_fetch("anybody", "https://example.org/news/articles/one.html")
    assert robots.site_maps() == ([f"{BASE}/sitemap.xml"] if base_url else None)


def test_the_sitemap_has_every_page_that_may_be_found(tmp_path: Path) -> None:
    source = project(tmp_path / "p", **{"site.yaml": f"base_url: {BASE}/\n", "pages/about.md": "# About\n\nUs.\n"})
    build(source, tmp_path / "site")
    listed = entries((tmp_path / "site/sitemap.xml").read_text(encoding="utf-8"))
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): path.read_text() for path in tmp_path.glob("site/**/*.html")
    }
    shown = {absolute(BASE, name) for name, text in pages.items() if "noindex" not in text}
    assert set(listed) == shown
    assert f"{BASE}/404.html" not in listed
    assert f"{BASE}/people/rosa-ibarra.html" not in listed
    assert listed[f"{BASE}/articles/one.html"] == listed[f"{BASE}/countries/peru.html"] == "2026-01-02"
    assert listed[f"{BASE}/about.html"] == ""


def test_without_a_public_address_there_are_only_robots(tmp_path: Path) -> None:
    build(project(tmp_path / "p"), tmp_path / "site")
    assert (tmp_path / "site/robots.txt").is_file()
    assert not [name for name in ("sitemap.xml", "feed.xml", "feed.json") if (tmp_path / "site" / name).exists()]
    assert "feed.xml" not in (tmp_path / "site/index.html").read_text()


@pytest.mark.parametrize("name", ["robots.txt", "sitemap.xml", "feed.xml", "feed.json"])
def test_the_author_s_own_file_goes_first(tmp_path: Path, name: str) -> None:
    build(project(tmp_path / "p", **{"site.yaml": f"base_url: {BASE}\n", f"static/{name}": "mine"}), tmp_path / "site")
    assert (tmp_path / "site" / name).read_text() == "mine"
