"""Long lists: what a page has no room for stands on the next, nothing is lost, and small sites are as they were."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.pages.paging import LETTERS_FROM, PAGE_SIZES, cut

ROOT = Path(__file__).parent.parent
BASE = "https://example.org"
HEAVIEST = 150_000
"""Bytes of a page with a list, of usual news."""


def small_pages(monkeypatch: pytest.MonkeyPatch, size: int = 2) -> None:
    for name in PAGE_SIZES:
        monkeypatch.setitem(PAGE_SIZES, name, size)


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def pages_of(site: Path, first: str) -> list[Path]:
    """The pages of a list, as a reader walks through them by the last link of its paging."""
    pages = [site / first]
    while True:
        found = soup(pages[-1]).select("nav.paging a[rel=next]")
        if not found:
            return pages
        pages.append((pages[-1].parent / str(found[-1]["href"]).partition("#")[0]).resolve())


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, and an article with words that nobody is named for."""
    folder = tmp_path_factory.mktemp("lists") / "source"
    shutil.copytree(ROOT / "seeds", folder)
    (folder / "articles" / "rain.txt").write_text("Rain\n\n“It rained all day, and nobody came.”\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is."""
    site = tmp_path_factory.mktemp("lists") / "whole"
    build(source, site, base_url=BASE)
    return site


@pytest.fixture(scope="module")
def pieces(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with two of everything on a page."""
    site = tmp_path_factory.mktemp("lists") / "pieces"
    with pytest.MonkeyPatch.context() as monkeypatch:
        small_pages(monkeypatch)
        build(source, site, base_url=BASE)
    return site


@pytest.mark.parametrize(("rows", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_a_list_is_cut_without_a_rest(rows: int, sizes: list[int]) -> None:
    parts = list(cut(range(rows), 3, "people/a.html", "people/a", "said"))
    assert [len(part.rows) for part in parts] == sizes
    assert [row for part in parts for row in part.rows] == list(range(rows))
    assert [part.path for part in parts] == [
        "people/a.html",
        *(f"people/a/{n}.html" for n in range(2, len(sizes) + 1)),
    ]
    assert bool(parts[0].paging.pages) is (len(sizes) > 1)
    for part in parts[1:]:
        assert part.paging.newer == ("../a.html#said" if part.number == 2 else f"{part.number - 1}.html")


def test_every_link_leads_somewhere_when_everything_is_cut(pieces: Path) -> None:
    assert find_mistakes(pieces) == []


def test_addresses_stay(whole: Path, pieces: Path) -> None:
    """Every page and every place that the whole site has is there when it is cut."""
    gone = []
    for path in sorted(whole.rglob("*.html")):
        name = path.relative_to(whole).as_posix()
        other = soup(pieces / name)
        if name.startswith("articles/"):
            assert path.read_bytes() == (pieces / name).read_bytes()
        elif name == "glossary.html":
            gone += [term["id"] for term in soup(path).select("section.term") if not other.find(id=term["id"])]
            parts = pages_of(pieces, "terms/1.html")
            words = [
                [p.get_text() for page in pages for p in page.select(".definition > p:not(.about)")]
                for pages in ([soup(path)], [soup(part) for part in parts])
            ]
            assert words[0] == words[1]
            ways = [pieces / line.a["href"].partition("#")[0] for line in other.select("li.term")]
            assert dict.fromkeys(ways) == dict.fromkeys(parts), "each line leads to its definition"
    assert not gone


@pytest.mark.parametrize("folder", ["people", "places", "organizations"])
def test_an_index_has_every_name_once_and_in_order(whole: Path, pieces: Path, folder: str) -> None:
    names = [a["href"] for a in soup(whole / folder / "index.html").select("li.entity > a")]
    parts = pages_of(pieces, f"{folder}/index.html")
    assert [p.relative_to(pieces / folder).as_posix() for p in parts[:2]] == ["index.html", "index/2.html"]
    assert [str(a["href"]).removeprefix("../") for p in parts for a in soup(p).select("li.entity > a")] == names


def test_every_passage_of_an_entity_stands_once_and_newest_first(whole: Path, pieces: Path) -> None:
    cut_ones = 0
    for path in sorted((whole / "countries").glob("*.html")):
        wanted = [str(a["href"]).removeprefix("../").lstrip("./") for a in soup(path).select("#mentioned .passages a")]
        parts = [
            pieces / "countries" / path.name,
            *sorted((pieces / "countries" / path.stem).glob("*.html"), key=number),
        ]
        found = [str(a["href"]).lstrip("./") for part in parts for a in soup(part).select(".passages > li > a")]
        assert [href for href in found if href in wanted] == wanted, "what quotations on the first page show may follow"
        cut_ones += len(parts) > 1
    assert cut_ones > 2


def number(path: Path) -> int:
    return int(path.stem)


def test_every_quotation_stands_once(whole: Path, pieces: Path) -> None:
    said = ".passage-place > a"
    wanted = Counter(str(a["href"]) for a in soup(whole / "quotations.html").select(said))
    found: Counter[str] = Counter()
    for path in sorted(pieces.rglob("*.html")):
        if path.parent.name != "articles":
            found.update(str(a["href"]).lstrip("./") for a in soup(path).select(f".said-all {said}"))
    assert found == wanted
    pages = pages_of(pieces, "quotations.html")
    listed = [str(a["href"]).lstrip("./") for path in pages for a in soup(path).select(said)]
    assert listed == [str(a["href"]) for a in soup(whole / "quotations.html").select(said)]
    speakers = [row for path in pages_of(pieces, "quotations/speakers.html") for row in soup(path).select("li.entity")]
    by = soup(whole / "quotations.html").select(".said-by")
    named = {p.select("a")[0].get_text() if p.select("a") else p.get_text() for p in by} - {"Nobody is named"}
    assert sorted(str(row["data-name"]) for row in speakers) == sorted(named)
    assert (pieces / "quotations.json").read_bytes() == (whole / "quotations.json").read_bytes()


def test_quotations_are_cut_by_years_and_an_older_one_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug, day in (("new", "2025-02-01"), ("old", "2024-02-01"), ("older", "2024-01-01"), ("never", "")):
        text = f"---\ntitle: {slug}\n{f'date: {day}' if day else ''}\n---\n“The ferry is late,” said Ines Duarte.\n"
        (tmp_path / f"{slug}.md").write_text(f"{text}\n“It is {slug}.”\n", encoding="utf-8")
    small_pages(monkeypatch)
    build(tmp_path, tmp_path / "_site", base_url=BASE)
    before = {path: path.read_bytes() for path in (tmp_path / "_site" / "quotations").glob("20*") if path.is_file()}
    pages = [
        path.relative_to(tmp_path / "_site").as_posix() for path in pages_of(tmp_path / "_site", "quotations.html")
    ]
    assert pages == [
        *("quotations.html", "quotations/2024.html", "quotations/2024/2.html", "quotations/undated.html"),
    ]
    (tmp_path / "newest.md").write_text("---\ntitle: x\ndate: 2025-03-01\n---\n“No,” said Odile Varga.\n", "utf-8")
    build(tmp_path, tmp_path / "_site", base_url=BASE)
    changed = [path.name for path, content in before.items() if path.read_bytes() != content]
    assert changed == ["2024.html"], "the page after those of the year leads back to another"


def test_each_page_of_a_list_says_what_it_is_to_programs(pieces: Path) -> None:
    addresses: Counter[str] = Counter()
    listed = (pieces / "sitemap.xml").read_text(encoding="utf-8")
    titles: Counter[str] = Counter()
    for path in sorted(pieces.rglob("*.html")):
        name = path.relative_to(pieces).as_posix()
        page = soup(path)
        titles[page.title.get_text() if page.title and not name.startswith("tags/") else name] += 1
        if name == "404.html":
            continue
        canonical = str(page.select("link[rel=canonical]")[0]["href"])
        addresses[canonical] += 1
        assert (f"<loc>{canonical}</loc>" in listed) is not bool(page.select("meta[name=robots]"))
        script = page.find("script", type="application/ld+json")
        assert script is not None
        assert json.loads(script.get_text())
        labels = [nav["aria-label"] for nav in page.select("nav[aria-label]")]
        assert len(labels) == len(set(labels)), name
        for nav in page.select("nav.paging[aria-label^=Pages]"):
            assert len(nav.select("[aria-current=page]")) == (1 if nav.select(".hidden") else 0)
    assert max(addresses.values()) == 1
    assert [title for title, count in titles.items() if count > 1] == []


def test_a_found_person_stays_out_of_search_engines_on_every_page(pieces: Path) -> None:
    first = soup(pieces / "people" / "ximena-oyanedel.html")
    rest = sorted((pieces / "people" / "ximena-oyanedel").rglob("*.html"))
    assert first.select("meta[name=robots]")
    assert rest
    assert all(soup(path).select("meta[name=robots]") for path in rest)


def test_what_is_cut_says_so_beside_its_filter(whole: Path, pieces: Path) -> None:
    for site, label in ((whole, "Name"), (pieces, "Name, on this page")):
        page = soup(site / "people" / "index.html")
        assert [one.get_text() for one in page.select("label[for=filter-name]")] == [label]
        assert ("on this page" in str(page.select(".filters [data-pattern]")[0]["data-pattern"])) is (site is pieces)


def test_a_small_site_has_no_more_pages_than_before(whole: Path) -> None:
    assert not (whole / "quotations").exists()
    assert [path.name for path in (whole / "glossary").iterdir()] == ["leopard-2.html"], "a quotation names it"
    assert not list(whole.rglob("*/*/*.html"))
    assert not [path for path in whole.rglob("*.html") if soup(path).select("nav.paging[aria-label^=Pages]")]


def test_ids_like_numbers_and_the_names_of_lists_do_not_clash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_pages(monkeypatch)
    project = tmp_path / "project"
    (project / "knowledge").mkdir(parents=True)
    names = ("Said Abbas", "Page Miller", "Others Ltd", "Second Man", "Third Man")
    ids = ("said", "page", "others", "2", "3")
    (project / "knowledge" / "k.yaml").write_text(
        "".join(f"- {{name: {n}, id: '{i}', kind: person}}\n" for n, i in zip(names, ids, strict=True)),
        encoding="utf-8",
    )
    for day in range(1, 6):
        text = "".join(f"{name} came. “We go {day},” said {name}.\n\n" for name in names)
        (project / f"a{day}.txt").write_text(f"date 2026-01-0{day} {text}", encoding="utf-8")
    build(project, tmp_path / "site")
    assert find_mistakes(tmp_path / "site") == []
    assert (tmp_path / "site" / "people" / "2" / "said" / "2.html").is_file()


STORY = "Rosa Ibarra, the mayor of Tarma in Peru, spoke on day {n}. “We will pay {n} for the dam,” Ibarra said. "
MORE = "“We go,” officials of the ministry said. “{n} boats came to the river dock,” one of them wrote.\n"


def _project(root: Path, articles: int) -> Path:
    root.mkdir(parents=True)
    for n in range(articles):
        text = f"---\ntitle: The dam of day {n}\ndate: {2000 + n // 300}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}\n---\n"
        (root / f"a{n:04}.md").write_text(text + (STORY + MORE).format(n=n) * 3, encoding="utf-8")
    terms = "".join(f"- {{name: {name}, kind: term, summary: About it.}}\n" for name in ("dam", "dock", "boat"))
    (root / "knowledge").mkdir()
    (root / "knowledge" / "terms.yaml").write_text(terms, encoding="utf-8")
    return root


def test_no_page_grows_without_end_and_all_together_grow_in_proportion(tmp_path: Path) -> None:
    total = {}
    for articles in (60, 120):
        site = tmp_path / f"site{articles}"
        build(_project(tmp_path / str(articles), articles), site)
        sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
        assert {name: size for name, size in sizes.items() if size > HEAVIEST} == {}
        total[articles] = sum(sizes.values())
        assert find_mistakes(site) == []
        assert (site / "countries" / "peru" / "2.html").is_file()
        assert (site / "people" / "rosa-ibarra" / "said" / "2.html").is_file()
        assert (site / "glossary" / "dam" / "2.html").is_file()
    assert total[120] <= 2.4 * total[60]


def test_names_have_a_bar_of_letters_when_they_are_many(tmp_path: Path) -> None:
    for count in (LETTERS_FROM - 1, LETTERS_FROM):
        project = tmp_path / str(count)
        (project / "knowledge").mkdir(parents=True)
        names = [f"Person{chr(97 + n // 26)}{chr(97 + n % 26)} {'ABÉÑ'[n % 4]}man" for n in range(count)]
        entries = "".join(f"- {{name: {name}, kind: person}}\n" for name in names)
        (project / "knowledge" / "k.yaml").write_text(entries, encoding="utf-8")
        (project / "a.txt").write_text(", ".join(names) + ".", encoding="utf-8")
        build(project, tmp_path / f"site{count}")
        page = soup(tmp_path / f"site{count}" / "people" / "index.html")
        bar = [a.get_text() for a in page.select("nav.letters a")]
        assert bar == (["A", "B", "E", "N"] if count >= LETTERS_FROM else [])
        assert [h2.get_text() for h2 in page.select("section.letter h2")] == bar
        assert len(page.select("li.entity")) == count


def test_a_country_lists_its_people_and_a_role_that_has_ended_is_told(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "knowledge").mkdir(parents=True)
    (project / "knowledge" / "k.yaml").write_text(
        "- {name: Rosa Ibarra, kind: person, country: peru, roles: [{title: mayor of Tarma, from: 2019, to: 2024}]}\n"
        "- {name: Ana Quispe, kind: person, country: peru, roles: [{title: judge}, {title: aide, to: 2019}]}\n"
        "- {name: Luis Vega, kind: person, country: chile}\n",
        encoding="utf-8",
    )
    story = "“We pay,” said Rosa Ibarra in Peru. “We do not,” said Ana Quispe. Luis Vega of Chile was silent.\n"
    for year in (2023, 2025):
        (project / f"a{year}.txt").write_text(f"date {year}-05-01 {story}", encoding="utf-8")
    build(project, tmp_path / "site")
    country = soup(tmp_path / "site" / "countries" / "peru.html")
    assert [a.get_text() for a in country.select("ul.entity-list > li > a")] == ["Rosa Ibarra", "Ana Quispe"]
    chile = soup(tmp_path / "site" / "countries" / "chile.html")
    assert [a.get_text() for a in chile.select("ul.entity-list > li > a")] == ["Luis Vega"]
    said = [p.get_text() for p in soup(tmp_path / "site" / "people" / "rosa-ibarra.html").select(".passage-place")]
    assert ["mayor of Tarma 2019–24 (in office" in one for one in said] == [False, True]
    assert not any(
        "in office" in p.get_text()
        for p in soup(tmp_path / "site" / "people" / "ana-quispe.html").select(".passage-place")
    )
    abouts = [
        one.get_text() for one in soup(tmp_path / "site" / "people" / "index.html").select("li > .about:not(.last)")
    ]
    assert abouts == ["formerly mayor of Tarma · Peru", "judge · Peru", "Chile"]
    timeline = soup(tmp_path / "site" / "people" / "rosa-ibarra.html").select("ol.timeline li")
    assert [li.get("class") for li in timeline] == [["ended"]]
