"""What pages say to programs: descriptions, Open Graph, and JSON-LD that is true, valid and harmless."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.build import build
from sitegen.build.made import make
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Kind
from sitegen.pages.metadata.descriptions import describe_list
from sitegen.pages.metadata.json_ld import render_structured
from sitegen.pages.metadata.things import other_names, type_of

SEEDS = Path(__file__).parent.parent / "seeds"
BASE = "https://example.org/news"
NO_BASE = "file:///site"

PARENTS = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "WebSite": "CreativeWork",
    "WebPage": "CreativeWork",
    "CollectionPage": "WebPage",
    "Quotation": "CreativeWork",
    "DefinedTermSet": "CreativeWork",
    "DefinedTerm": "Thing",
    "Person": "Thing",
    "Organization": "Thing",
    "Place": "Thing",
    "AdministrativeArea": "Place",
    "Country": "AdministrativeArea",
    "GeoCoordinates": "Thing",
    "PropertyValue": "Thing",
    "Role": "Thing",
    "Occupation": "Thing",
    "SearchAction": "Thing",
    "ImageObject": "CreativeWork",
    "EntryPoint": "Thing",
    "Thing": "",
}
"""The types of schema.org that we use, each with the one it is a kind of."""

PROPERTIES = {
    # property: the types that have it, the types of its values (Text, URL and Date are no things)
    "name": ("Thing", "Text"),
    "alternateName": ("Thing", "Text"),
    "description": ("Thing", "Text"),
    "identifier": ("Thing", "PropertyValue"),
    "image": ("Thing", "URL ImageObject"),
    "contentUrl": ("ImageObject", "URL"),
    "creditText": ("CreativeWork", "Text"),
    "sameAs": ("Thing", "URL"),
    "url": ("Thing", "URL"),
    "headline": ("CreativeWork", "Text"),
    "text": ("CreativeWork", "Text"),
    "keywords": ("CreativeWork", "Text"),
    "correction": ("CreativeWork", "Text"),
    "inLanguage": ("CreativeWork", "Text"),
    "datePublished": ("CreativeWork", "Date"),
    "author": ("CreativeWork", "Person Organization"),
    "publisher": ("CreativeWork", "Person Organization"),
    "sdPublisher": ("CreativeWork", "Person Organization"),
    "isBasedOn": ("CreativeWork", "URL CreativeWork"),
    "isPartOf": ("CreativeWork", "URL CreativeWork"),
    "hasPart": ("CreativeWork", "CreativeWork"),
    "mentions": ("CreativeWork", "Thing"),
    "dateline": ("NewsArticle", "Text"),
    "spokenByCharacter": ("Quotation", "Person Organization"),
    "hasDefinedTerm": ("DefinedTermSet", "DefinedTerm"),
    "inDefinedTermSet": ("DefinedTerm", "URL DefinedTermSet"),
    "jobTitle": ("Person", "Text"),
    "hasOccupation": ("Person Role", "Occupation Role"),
    "startDate": ("Role", "Date"),
    "endDate": ("Role", "Date"),
    "location": ("Organization", "Place"),
    "containedInPlace": ("Place", "Place"),
    "geo": ("Place", "GeoCoordinates"),
    "latitude": ("GeoCoordinates", "Number"),
    "longitude": ("GeoCoordinates", "Number"),
    "propertyID": ("PropertyValue", "Text"),
    "value": ("PropertyValue", "Text"),
    "potentialAction": ("Thing", "SearchAction"),
    "target": ("SearchAction", "EntryPoint"),
    "urlTemplate": ("EntryPoint", "Text"),
    "query-input": ("SearchAction", "Text"),
}
"""What schema.org says of the properties that we use."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def is_a(kind: str, expected: str) -> bool:
    """True when the type is one of the expected ones, which a space parts, or a kind of one."""
    while kind:
        if kind in expected.split():
            return True
        kind = PARENTS[kind]
    return False


def find_faults(node: Any, path: str = "") -> Iterator[str]:
    """What schema.org would not allow in a node and the nodes in it."""
    if "@graph" in node:
        for one in node["@graph"]:
            yield from find_faults(one, path)
        return
    if set(node) == {"@id"}:
        return
    kind = node.get("@type", "")
    if kind not in PARENTS:
        yield f"{path}: the type {kind!r}"
        return
    for name, value in node.items():
        if name == "@reverse":
            yield from _reverse_faults(kind, value, f"{path}/{kind}")
        if name.startswith("@"):
            continue
        if name not in PROPERTIES or not is_a(kind, PROPERTIES[name][0]):
            yield f"{path}/{kind} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value_faults(one, PROPERTIES[name][1], f"{path}/{kind}/{name}")


def _reverse_faults(kind: str, properties: dict[str, Any], path: str) -> Iterator[str]:
    """What is wrong with things that are said to have a node of this type as the value of a property."""
    for name, value in properties.items():
        for one in value if isinstance(value, list) else [value]:
            if not is_a(one["@type"], PROPERTIES[name][0]) or not is_a(kind, PROPERTIES[name][1]):
                yield f"{path} is no {name} of {one['@type']}"
            yield from find_faults(one, path)


def _value_faults(value: Any, expected: str, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        if "@type" in value and not is_a(value["@type"], expected):
            yield f"{path} is a {value['@type']}"
        yield from find_faults(value, path)
    elif isinstance(value, float):
        if "Number" not in expected:
            yield f"{path} is a number"
    elif not isinstance(value, str) or not value:
        yield f"{path} is {value!r}"
    elif expected == "Date" and not _DATE.fullmatch(value):
        yield f"{path} is no date: {value}"
    elif not {"Text", "URL", "Date"} & set(expected.split()):
        yield f"{path} is words: {value}"
    elif "URL" in expected and " " in value:
        yield f"{path} is no address: {value}"


def addresses_in(node: Any) -> Iterator[str]:
    """Every @id in a node."""
    if isinstance(node, dict):
        if "@id" in node:
            yield node["@id"]
        for value in node.values():
            yield from addresses_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from addresses_in(value)


class Built:
    """A built site, read as a program would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*.html"))
        }

    @cached_property
    def soups(self) -> dict[str, BeautifulSoup]:
        return {page: BeautifulSoup(text, "html.parser") for page, text in self.pages.items()}

    def graph(self, page: str) -> Any:
        (words,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', self.pages[page], re.DOTALL)
        found = json.loads(words)
        assert found.pop("@context") == "https://schema.org"
        return found

    def meta(self, page: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for element in self.soups[page].find_all("meta"):
            for name in filter(None, (element.get("name"), element.get("property"))):
                found.setdefault(name, []).append(element["content"])
        return found

    def leads_somewhere(self, page: str, reference: str, base: str) -> bool:
        address, fragment = urldefrag(urljoin(f"{base}/{page}", reference))
        if not address.startswith(f"{base}/"):
            return False
        path = unquote(address.removeprefix(f"{base}/")) or "index.html"
        return path in self.soups and (not fragment or self.soups[path].find(id=unquote(fragment)) is not None)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The demo site, with a public address and without one, by that address."""
    folder = tmp_path_factory.mktemp("demo")
    source = folder / "seeds"
    build(SEEDS, folder / "plain")
    for path in (p for p in SEEDS.rglob("*") if p.is_file()):
        target = source / path.relative_to(SEEDS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    settings = source / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\nbase_url: {BASE}\n", encoding="utf-8")
    build(source, folder / "public")
    return {NO_BASE: Built(folder / "plain"), BASE: Built(folder / "public")}


def project(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def built(tmp_path: Path, **files: str) -> Built:
    build(project(tmp_path / "project", **files), tmp_path / "site")
    return Built(tmp_path / "site")


class TestEveryPage:
    @pytest.mark.parametrize("base", [NO_BASE, BASE])
    def test_its_json_ld_is_what_schema_org_allows(self, demo: dict[str, Built], base: str) -> None:
        site = demo[base]
        faults = [
            f"{page}: {fault}" for page in site.pages if page != "404.html" for fault in find_faults(site.graph(page))
        ]
        assert faults == []

    @pytest.mark.parametrize("base", [NO_BASE, BASE])
    def test_every_address_in_it_is_a_place_on_the_site(self, demo: dict[str, Built], base: str) -> None:
        site = demo[base]
        references = [(p, r) for p in site.pages if p != "404.html" for r in addresses_in(site.graph(p))]
        assert len(references) > 300
        assert [(p, r) for p, r in references if not site.leads_somewhere(p, r, base)] == []
        if base == BASE:
            assert all(reference.startswith(f"{BASE}/") for _, reference in references)

    def test_it_has_a_description_of_its_own(self, demo: dict[str, Built]) -> None:
        metas = {page: demo[BASE].meta(page) for page in demo[BASE].soups if page != "404.html"}
        descriptions = [meta["description"][0] for meta in metas.values()]
        assert all(len(meta["description"]) == 1 for meta in metas.values())
        assert not [d for d in descriptions if not 15 <= len(d) <= 300]
        assert not [d for d in descriptions if descriptions.count(d) > 1]
        assert all(meta["og:description"] == meta["description"] for meta in metas.values())

    def test_its_public_address_stands_in_it_once(self, demo: dict[str, Built]) -> None:
        for page, soup in demo[BASE].soups.items():
            address = f"{BASE}/" if page == "index.html" else f"{BASE}/{page}"
            found = [link["href"] for link in soup.select("link[rel=canonical]")]
            assert found == demo[BASE].meta(page).get("og:url", []) == ([] if page == "404.html" else [address])
        assert not [page for page, soup in demo[NO_BASE].soups.items() if soup.select("link[rel=canonical]")]
        assert not [page for page in demo[NO_BASE].soups if "og:url" in demo[NO_BASE].meta(page)]

    def test_the_feeds_are_named_where_there_are_any(self, demo: dict[str, Built]) -> None:
        for page, soup in demo[BASE].soups.items():
            for link in soup.select("link[rel=alternate]"):
                path = urljoin(f"{BASE}/{page}", link["href"]).removeprefix(f"{BASE}/")
                assert (demo[BASE].folder / path).is_file()
            assert len(soup.select("link[rel=alternate]")) == 2
        assert not [page for page, soup in demo[NO_BASE].soups.items() if soup.select("link[rel=alternate]")]


def test_the_judge_knows_what_schema_org_does_not_allow() -> None:
    faults = [
        {"@type": "Alien"},
        {"@type": "Person", "headline": "x"},
        {"@type": "NewsArticle", "author": "Ada"},
        {"@type": "NewsArticle", "author": {"@type": "Country", "name": "Peru"}},
        {"@type": "NewsArticle", "datePublished": "yesterday"},
        {"@type": "Person", "name": ""},
        {"@graph": [{"@type": "Quotation", "spokenByCharacter": {"@type": "Place"}}]},
        {"@type": "Place", "@reverse": {"spokenByCharacter": {"@type": "Quotation"}}},
        {"@type": "Person", "@reverse": {"spokenByCharacter": [{"@type": "Quotation"}, {"@type": "Place"}]}},
        {"@type": "Person", "@reverse": {"spokenByCharacter": {"@type": "Quotation", "headline": ""}}},
    ]
    assert [len(list(find_faults(node))) for node in faults] == [1] * len(faults)


STORY = """---
title: The ferry is late again
date: 2026-01-02
author: [Ada Brook, Moss Ferries, The Associated Press, Ludwig van Beethoven]
lang: en-GB
tags: [Ferries, Peru, ferries]
correction: The ferry was not late.
source: {publisher: The Quay Courier, url: "https://quay.example/ferry"}
---

LIMA — “We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru. “And we will *pay* late.” Moss Ferries sails, and
Max Rind of Greenland said he would “row” to Lima. “The late boat,” said Rind, “is always fine.”

![A boat](boat.png)
"""
KNOWLEDGE = """
- name: Moss Ferries
  kind: organization
  url: https://moss.example/
  country: peru
- name: Max Rind
  kind: person
  aliases: [M. Rind]
  url: https://rind.example/
  image: rind.png
  roles: [{title: Rower, from: 2019-05}, {title: Cook, from: 2001, to: 2005}, {title: Poet}]
  sources: [{title: W, url: "https://en.wikipedia.org/wiki/Max_Rind"}, {title: P, url: "https://en.wikipedia.org/wiki/Row"}]
- name: tide table
  kind: term
  aliases: [Tide table, tables of tides]
  summary: When the water comes.
"""


@cache
def _story(folder: Path) -> Built:
    return built(
        folder,
        site_dot_yaml=f"title: News\nbase_url: {BASE}\nlanguage: en\n",
        a__ferry_dot_md=STORY,
        a__boat_dot_png="x",
        static__rind_dot_png="x",
        knowledge__k_dot_yaml=KNOWLEDGE,
        a__plain_dot_txt="Nothing happened in Lima.",
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _story(tmp_path_factory.mktemp("story"))


class TestArticle:
    def test_it_says_who_wrote_and_who_published_it(self, story: Built) -> None:
        node = story.graph("articles/ferry.html")
        assert not list(find_faults(node))
        assert node["@type"] == "NewsArticle"
        assert [(author["@type"], author["name"]) for author in node["author"]] == [
            ("Person", "Ada Brook"),
            ("Organization", "Moss Ferries"),
            ("Organization", "The Associated Press"),
            ("Person", "Ludwig van Beethoven"),
        ]
        assert node["author"][1]["@id"] == f"{BASE}/organizations/moss-ferries.html"
        assert node["publisher"] == {"@type": "Organization", "name": "The Quay Courier"}
        assert node["isBasedOn"] == "https://quay.example/ferry"
        assert node["sdPublisher"]["name"] == "News"
        expected = ("2026-01-02", "LIMA", "en-GB", "The ferry was not late.")
        assert tuple(node[name] for name in ("datePublished", "dateline", "inLanguage", "correction")) == expected
        assert node["keywords"] == ["Ferries", "Peru"]
        assert node["image"] == f"{BASE}/files/a/boat.png"

    def test_one_that_came_from_nowhere_else_is_the_site_s(self, story: Built) -> None:
        node = story.graph("articles/plain.html")
        assert node["publisher"]["name"] == "News"
        assert not {"isBasedOn", "sdPublisher", "author", "datePublished", "correction", "image"} & set(node)

    def test_it_mentions_what_it_names(self, story: Built) -> None:
        named = {one["name"]: one for one in story.graph("articles/ferry.html")["mentions"]}
        assert {"Rosa Ibarra", "Peru", "Lima", "Moss Ferries", "Max Rind"} <= set(named)
        assert named["Peru"] == {"@type": "Country", "@id": f"{BASE}/countries/peru.html", "name": "Peru"}
        assert named["Greenland"]["@type"] == "AdministrativeArea"

    def test_a_preview_shows_it(self, story: Built) -> None:
        meta = story.meta("articles/ferry.html")
        assert meta["og:type"] == ["article"]
        assert meta["og:title"] == ["The ferry is late again"]
        assert meta["og:site_name"] == ["News"]
        assert meta["og:locale"] == ["en_GB"]
        assert meta["og:image"] == [f"{BASE}/files/a/boat.png"]
        assert meta["og:image:alt"] == ["A boat"]
        assert meta["article:published_time"] == ["2026-01-02"]
        assert meta["article:tag"] == ["Ferries", "Peru"]
        assert meta["author"][0] == "Ada Brook"
        plain = story.meta("articles/plain.html")
        assert not {"og:image", "og:locale", "article:published_time", "article:tag", "author"} & set(plain)

    def test_a_drawing_and_a_picture_without_address_are_no_preview(self, tmp_path: Path) -> None:
        text = "---\ntitle: One\n---\nA boat in Lima.\n\n![A drawing](boat.svg)\n"
        site = built(tmp_path, a__one_dot_md=text, a__boat_dot_svg="<svg/>", site_dot_yaml=f"base_url: {BASE}\n")
        assert site.graph("articles/one.html")["image"] == f"{BASE}/files/a/boat.svg"
        assert "og:image" not in site.meta("articles/one.html")

    def test_the_site_s_picture_stands_in_where_there_is_none(self, tmp_path: Path) -> None:
        settings = f"title: News\nbase_url: {BASE}\nimage: preview.png\n"
        files = {"site_dot_yaml": settings, "static__preview_dot_png": "x", "a__boat_dot_png": "x"}
        site = built(tmp_path, **files, a__ferry_dot_md=STORY, a__plain_dot_txt="A boat left Lima.")
        assert site.meta("articles/ferry.html")["og:image"] == [f"{BASE}/files/a/boat.png"]
        for page in ("articles/plain.html", "index.html", "places/lima.html"):
            assert site.meta(page)["og:image"] == [f"{BASE}/preview.png"]
        assert "image" not in site.graph("articles/plain.html")

    def test_a_long_headline_is_cut_for_those_who_refuse_it(self, tmp_path: Path) -> None:
        site = built(tmp_path, one_dot_md=f"---\ntitle: {'word ' * 40}\n---\nA text.\n")
        assert len(site.graph("articles/one.html")["headline"]) <= 110
        assert site.meta("articles/one.html")["og:title"] == [("word " * 40).strip()]


ZEBRAS = "Two zebras crossed the road in Nairobi."


class TestDescription:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("BERLIN — Two zebras crossed the road in Nairobi. Nobody was hurt.", f"{ZEBRAS} Nobody was hurt."),
            ("Short.", "Short."),
            (f"{ZEBRAS} It was the first time. " + "Hoofs " * 40 + "end.", f"{ZEBRAS} It was the first time."),
            ("One paragraph.\n\nAnd another one.", "One paragraph. And another one."),
        ],
    )
    def test_it_is_the_first_sentences(self, tmp_path: Path, text: str, expected: str) -> None:
        assert built(tmp_path, one_dot_txt=text).meta("articles/one.html")["description"] == [expected]

    @pytest.mark.parametrize("text", ["word " * 100, "x" * 500, "Yes. " + "word " * 100])
    def test_a_long_sentence_is_cut(self, tmp_path: Path, text: str) -> None:
        (found,) = built(tmp_path, one_dot_txt=text).meta("articles/one.html")["description"]
        assert 100 < len(found) <= 160
        assert found.endswith("…")

    def test_pictures_and_headings_are_not_in_it(self, tmp_path: Path) -> None:
        text = "---\ntitle: One\n---\n## A heading\n\n![x](x.png) A text\\\nin *two* lines.[^1]\n\n[^1]: A note.\n"
        site = built(tmp_path, a__one_dot_md=text, a__x_dot_png="x")
        assert site.meta("articles/one.html")["description"][0].startswith("A text in two lines.")

    def test_the_author_s_summary_stays_whole(self, tmp_path: Path) -> None:
        summary = "All of it matters. " * 12
        site = built(tmp_path, one_dot_md=f"---\ntitle: One\nsummary: {summary}\n---\nA text.\n")
        assert site.meta("articles/one.html")["description"] == [summary.strip()]

    def test_a_list_names_what_fits(self) -> None:
        assert describe_list("People", ("Ada", "Bo")) == "People: Ada, Bo"
        assert describe_list("People", ()) == "People"
        assert len(describe_list("People", (f"Person {n}" for n in range(100_000)))) <= 160


class TestEntities:
    def test_a_person_with_offices(self, story: Built) -> None:
        person = story.graph("people/max-rind.html")
        said = person["@reverse"]["spokenByCharacter"]
        assert person["jobTitle"] == ["Rower", "Poet"]
        assert person["hasOccupation"] == [
            {"@type": "Role", "startDate": "2019-05", "hasOccupation": {"@type": "Occupation", "name": "Rower"}},
            {
                "@type": "Role",
                "startDate": "2001",
                "endDate": "2005",
                "hasOccupation": {"@type": "Occupation", "name": "Cook"},
            },
        ]
        assert person["alternateName"] == "M. Rind"
        assert person["sameAs"] == ["https://rind.example/", "https://en.wikipedia.org/wiki/Max_Rind"]
        assert person["image"] == f"{BASE}/rind.png"
        assert story.meta("people/max-rind.html")["og:type"] == ["profile"]
        assert story.meta("people/max-rind.html")["og:image"] == [f"{BASE}/rind.png"]
        assert [one["text"] for one in said] == ["row", "The late boat is always fine."]
        assert person["@id"] == f"{BASE}/people/max-rind.html"

    def test_of_a_person_whom_nobody_listed_there_is_the_name_only(self, story: Built) -> None:
        page = "people/rosa-ibarra.html"
        assert set(story.graph(page)) == {"@type", "@id", "name"}
        assert story.meta(page)["robots"] == ["noindex"]
        assert "robots" not in story.meta("people/max-rind.html")

    def test_a_country_a_place_and_an_organisation(self, story: Built) -> None:
        peru = story.graph("countries/peru.html")
        assert {code["value"] for code in peru["identifier"]} == {"PE", "PER"}
        assert peru["sameAs"] == "https://www.wikidata.org/entity/Q419"
        assert (peru["geo"]["latitude"] < 0, peru["geo"]["longitude"] < 0) == (True, True)
        assert story.graph("places/lima.html")["containedInPlace"]["@id"] == peru["@id"]
        ferries = story.graph("organizations/moss-ferries.html")
        assert (ferries["url"], ferries["location"]["name"]) == ("https://moss.example/", "Peru")

    def test_peoples_and_adjectives_are_no_names_of_a_country(self) -> None:
        poland = builtin_knowledge().get("poland")
        assert poland is not None
        assert {"Polish", "Poles"} <= set(poland.aliases)
        assert not {"Polish", "Poles", "Pole"} & set(other_names(poland))

    @pytest.mark.parametrize(
        ("country", "kind"),
        [
            ("poland", "Country"),
            ("kosovo", "Country"),
            ("greenland", "AdministrativeArea"),
            ("antarctica", "Place"),
        ],
    )
    def test_a_territory_is_called_no_country(self, country: str, kind: str) -> None:
        entity = builtin_knowledge().get(country)
        assert entity is not None
        assert type_of(entity) == kind

    def test_every_country_is_described_as_schema_org_allows(self, tmp_path: Path) -> None:
        names = [entity.name for entity in builtin_knowledge() if entity.kind is Kind.COUNTRY]
        text = "\n\n".join(f"They went to {name} on Friday." for name in names)
        site = built(tmp_path, one_dot_txt=text)
        pages = [page for page in site.pages if page.startswith("countries/") and page != "countries/index.html"]
        assert len(pages) > 190
        assert [fault for page in pages for fault in find_faults(site.graph(page))] == []


class TestQuotations:
    def test_interrupted_words_are_put_together_as_they_were_spoken(self, story: Built) -> None:
        said = {one["text"]: one for one in story.graph("quotations.html")["hasPart"]}
        assert set(said) == {"We will pay. And we will pay late.", "row", "The late boat is always fine."}
        first = said["We will pay. And we will pay late."]
        assert first["spokenByCharacter"]["name"] == "Rosa Ibarra"
        assert first["isPartOf"] == {"@id": f"{BASE}/articles/ferry.html"}
        assert story.leads_somewhere("quotations.html", first["@id"], BASE)

    def test_line_breaks_and_marks_in_it_are_not_spoken(self, tmp_path: Path) -> None:
        text = "---\ntitle: One\n---\n“We *will*\\\npay the ‘workers’,” said Rosa Ibarra, the mayor of Tarma.\n"
        said = built(tmp_path, one_dot_md=text).graph("quotations.html")["hasPart"]
        assert said["text"] == "We will pay the ‘workers’"

    def test_what_nobody_said_word_for_word_is_no_quotation(self, tmp_path: Path) -> None:
        site = built(tmp_path, one_dot_txt="Rosa Ibarra, the mayor of Tarma, said that the ferry was late.\n")
        assert "Rosa Ibarra" in site.soups["quotations.html"].get_text()
        assert "hasPart" not in site.graph("quotations.html")


class TestGlossary:
    def test_it_is_a_set_of_terms(self, story: Built) -> None:
        node = story.graph("glossary.html")
        term = node["hasDefinedTerm"]
        assert (node["@type"], term["@type"], term["name"]) == ("DefinedTermSet", "DefinedTerm", "tide table")
        assert term["alternateName"] == "tables of tides"
        assert node["name"] == "Glossary · News"
        assert term["@id"] == f"{BASE}/glossary.html#tide-table"
        assert term["inDefinedTermSet"]["@id"] == node["@id"]


def test_the_home_page_is_the_site(story: Built) -> None:
    node = story.graph("index.html")
    assert (node["@type"], node["name"], node["url"]) == ("WebSite", "News", f"{BASE}/")


def test_the_page_for_what_is_not_there_claims_nothing(story: Built) -> None:
    assert not story.soups["404.html"].find_all("script", type="application/ld+json")
    assert story.meta("404.html")["robots"] == ["noindex"]


@pytest.mark.parametrize(
    "words",
    ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "a\u2028b\u2029c", '"\\', "&lt;&amp;", "{{ 7 }}"],
)
def test_words_in_a_script_stay_words(words: str) -> None:
    rendered = render_structured({"@type": "Person", "name": words, words: words})
    assert not set("<>&\u2028\u2029") & set(rendered)
    assert json.loads(rendered) == {"@context": "https://schema.org", "@type": "Person", "name": words, words: words}


@given(st.text(min_size=1))
def test_any_words_come_out_of_a_script_as_they_went_in(words: str) -> None:
    page = f'<script type="application/ld+json">{render_structured({"@type": "Person", "name": words})}</script><p>'
    read = html5lib.parse(page, namespaceHTMLElements=False)
    assert len(list(read.iter("p"))) == 1
    assert json.loads("".join(read.find("head/script").itertext()))["name"] == words


def test_what_is_empty_is_left_out() -> None:
    node = {"a": "", "b": [], "c": {}, "d": None, "e": [{"f": ""}], "g": ["x"], "h": ["x", "y"], "i": 0.0}
    found = json.loads(render_structured(node))
    assert found == {"@context": "https://schema.org", "g": "x", "h": ["x", "y"], "i": 0.0}


def test_nothing_is_lost_between_the_site_and_its_page(tmp_path: Path) -> None:
    made = make(project(tmp_path, one_dot_txt="“We go,” said Max Rind, a rower from Peru.\n"))
    page = next(page for page in made.pages if page.path == "articles/one.html").make()
    assert page.context["metadata"] is page.metadata
    assert page.metadata.indexable
