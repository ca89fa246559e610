"""Old addresses of articles and pages: small pages that lead on, never outside the site and never over another page."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from edited_project import contents

from sitegen.build import build
from sitegen.diagnostics import SitegenError
from sitegen.read import read_text
from sitegen.read.aliases import find_paths
from sitegen.read.draft import Alias

WORDS = "Ines Duarte spoke.\n"


def write(project: Path, name: str, keys: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{keys}---\n{WORDS}", encoding="utf-8")


def built(project: Path, **how: bool) -> set[str]:
    """The paths of all files of the site."""
    return set(contents(build(project, project / "_site", jobs=1, **how).output))


PATHS = {
    "/old/": "old/index.html",
    "/old": "old/index.html",
    "2019/old-name": "2019/old-name/index.html",
    "/old.html": "old.html",
    "old.htm": "old.htm",
    "/old.html/": "old.html/index.html",
    "/a//b/": "a/b/index.html",
    "/caf%C3%A9/#top": "café/index.html",
    "/": "index.html",
    "/old.php": "old.php/index.html",
}


@pytest.mark.parametrize(("alias", "path"), PATHS.items())
def test_where_an_alias_is(alias: str, path: str) -> None:
    assert find_paths((Alias(alias), Alias(alias))) == (path,)


@pytest.mark.parametrize(
    "alias", ["The old name", "nato", "https://old.example/a", "//old.example/a", "/?p=12", "/a/{slug}/", ""]
)
def test_what_is_no_path_says_nothing_and_is_told(alias: str) -> None:
    assert find_paths((Alias(alias),)) == ()
    reading = read_text(f"---\ntitle: x\naliases: ['{alias or ' '}']\n---\nWords.\n", "a.md")
    assert reading.passed == (("aliases",) if alias else ())
    assert reading.article.aliases == ()


UNSAFE = [
    *("/../a", "a/../../b", "/%2e%2e/a", "/a/..%2fb", "/.git/config", "/.sitegen", "/assets/", "/Files/a.html"),
    *("/a\\b", "/con/", "/a:b/", "/a./b/"),
]


@pytest.mark.parametrize("alias", UNSAFE)
def test_a_path_that_is_none_for_a_site(alias: str) -> None:
    with pytest.raises(SitegenError) as caught:
        read_text(f"---\ntitle: x\naliases:\n  - /good/\n  - '{alias}'\n---\nWords.\n", "a.md")
    assert [(one.code, one.line, one.column) for one in caught.value.diagnostics] == [("SG365", 5, 5)]
    assert alias in caught.value.diagnostics[0].message


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write(
        folder, "articles/ferry.md", "title: The <late> ferry\naliases: [/2019/ferry/, old.html, articles/ferry.html]\n"
    )
    write(folder, "articles/quay.md", "title: Quay\nlang: de\nredirect_from: /quay\n")
    write(folder, "pages/about.md", "title: About\nalias: /us/\n")
    return folder


def test_a_page_that_leads_on(project: Path) -> None:
    site = contents(build(project, project / "_site", jobs=1).output)
    page = BeautifulSoup(site["2019/ferry/index.html"], "html.parser")
    assert page.select_one("meta[http-equiv=refresh]")["content"] == "0; url=../../articles/ferry.html"
    assert page.select_one("link[rel=canonical]")["href"] == "../../articles/ferry.html"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert [(link["href"], link.text) for link in page.select("a")] == [
        ("../../articles/ferry.html", "The <late> ferry")
    ]
    assert b'"old.html"' not in site["old.html"]
    assert BeautifulSoup(site["quay/index.html"], "html.parser").select_one("a")["lang"] == "de"
    assert b"url=../about.html" in site["us/index.html"]


def test_with_a_public_address_it_is_canonical_and_no_list_has_the_old_one(project: Path) -> None:
    (project / "site.yaml").write_text("base_url: https://quay.example/news\n")
    site = contents(build(project, project / "_site", jobs=1).output)
    page = BeautifulSoup(site["2019/ferry/index.html"], "html.parser")
    assert page.select_one("link[rel=canonical]")["href"] == "https://quay.example/news/articles/ferry.html"
    for name in ("sitemap.xml", "feed.xml", "feed.json", "index.html"):
        assert b"2019" not in site[name]


CLASHES = {
    "/index.html": "index.html",
    "/people/": "people/index.html",
    "/articles/quay.html": "articles/quay.html",
    "/quay": "quay/index.html",
    "/ABOUT.html": "about.html",
    "/articles/quay.html/": "articles/quay.html",
    "/pic.html": "pic.html",
}


@pytest.mark.parametrize(("alias", "taken"), CLASHES.items())
def test_no_alias_takes_the_place_of_another_page(project: Path, alias: str, taken: str) -> None:
    (project / "static").mkdir()
    (project / "static" / "pic.html").write_text("<p>A picture.")
    built(project)
    before = contents(project / "_site")
    write(project, "articles/new.md", f"title: New\naliases: ['{alias}']\n")
    with pytest.raises(SitegenError) as caught:
        built(project)
    (found,) = caught.value.diagnostics
    assert found.code == "SG421"
    assert "articles/new.md" in found.path + found.message
    assert taken in found.message
    assert contents(project / "_site") == before


def test_an_alias_goes_with_its_line_and_with_its_article(project: Path) -> None:
    assert {"2019/ferry/index.html", "old.html", "quay/index.html"} <= built(project)
    write(project, "articles/ferry.md", "title: Other\naliases: [/2020/ferry/]\n")
    files = built(project)
    assert "2020/ferry/index.html" in files
    assert not {"2019/ferry/index.html", "old.html"} & files
    assert not (project / "_site" / "2019").exists()
    write(project, "articles/quay.md", "title: Quay\ndate: 2031-01-01\nredirect_from: /quay\n")
    assert "quay/index.html" not in built(project)
    write(project, "articles/quay.md", "title: Quay\ndraft: true\nredirect_from: /quay\n")
    assert "quay/index.html" not in built(project, future=True)


@pytest.mark.parametrize("alias", ["/404.html", "/people/"])
def test_an_alias_where_the_site_has_a_page_is_told_with_its_article(tmp_path: Path, alias: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(f"---\ntitle: A\naliases: [{alias}]\n---\nWords, said Ana Lima.\n")
    with pytest.raises(SitegenError) as caught:
        build(tmp_path / "in", tmp_path / "out")
    (found,) = caught.value.diagnostics
    assert (Path(found.path).name, found.code) == ("a.md", "SG421")
    assert "which the site makes itself" in found.message
