"""Flags: one drawing for each country, of which a site has those that it shows."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.knowledge.countries import load_countries
from sitegen.pages.flags import CREDIT, drawn_flags

KNOWLEDGE = "- {name: Rosa Ibarra, kind: person, country: peru}\n"
HEAVIEST = 4_000
"""Bytes of a flag."""
EMOJI = re.compile("[\U0001f1e6-\U0001f1ff]")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("flags")
    files = {
        "knowledge/k.yaml": KNOWLEDGE,
        "a.txt": "Rosa Ibarra flew to Norway. “Chile is far,” Rosa Ibarra said.\n",
        "theme/static/flags/no.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "theme/static/flags/cl.txt": "no drawing",
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    build(project, project / "_site", cache=False, jobs=1)
    return project / "_site"


def test_every_country_has_one_and_it_only_draws() -> None:
    flags = drawn_flags()
    assert set(flags) == {country.alpha_2.lower() for country in load_countries()}
    for code, drawing in flags.items():
        root = ElementTree.fromstring(f"<svg>{drawing}</svg>")
        tags = {element.tag for element in root.iter()}
        assert tags <= {"svg", "g", "path", "circle", "ellipse", "mask", "clipPath", "defs", "use", "rect"}, code
        assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")], code
        assert len(drawing) < HEAVIEST, code


def test_a_site_has_those_that_it_shows_and_a_theme_goes_before(site: Path) -> None:
    assert sorted(path.name for path in (site / "assets/flags").glob("*.svg")) == ["cl.svg", "no.svg", "pe.svg"]
    assert CREDIT in (site / "assets/flags/pe.svg").read_text(encoding="utf-8")
    assert (site / "assets/flags/no.svg").read_text(encoding="utf-8") == "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("index.html", {"assets/flags/no.svg", "assets/flags/pe.svg", "assets/flags/cl.svg"}),
        ("articles/a.html", {"../assets/flags/no.svg", "../assets/flags/pe.svg", "../assets/flags/cl.svg"}),
        ("people/rosa-ibarra.html", {"../assets/flags/pe.svg"}),
        ("countries/norway.html", {"../assets/flags/no.svg"}),
        ("countries/index.html", {"../assets/flags/no.svg", "../assets/flags/cl.svg"}),
    ],
)
def test_pages_show_them_beside_the_names(site: Path, path: str, shown: set[str]) -> None:
    page = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")
    flags = page.select("img.flag")
    assert {str(flag["src"]) for flag in flags} == shown
    assert {flag["alt"] for flag in flags} == {""}


def test_no_page_asks_a_typeface_for_a_flag_and_all_lead_somewhere(site: Path) -> None:
    assert [path for path in site.rglob("*.html") if EMOJI.search(path.read_text(encoding="utf-8"))] == []
    assert find_mistakes(site) == []
