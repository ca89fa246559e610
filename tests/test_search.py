"""The index of the search: what stands in it, in which order and form; what must not; a site without it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import SitegenError
from sitegen.model import Article
from sitegen.pages.search_index import MOST_QUOTATIONS, search_files
from sitegen.pages.search_names import LONGEST_ABOUT, MOST_IN_HEAD, MOST_QUOTATION_FILES, written_key
from sitegen.pages.search_words import LONGEST_SUMMARY
from sitegen.site import Site
from sitegen.site.spoken import LONGEST_WORDS
from sitegen.site.thresholds import SHOWN_CONFIDENCE
from sitegen.site.words import SLOTS, fold, fold_each, print_words, prints_at, words_of

STORY = (
    " date 2026-01-02 LIMA — “We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru. Chile will not, Ibarra said. "
    "José Núñez of Chile heard it.\n"
)
KNOWLEDGE = """
- {name: José Núñez, kind: person, id: nunez, aliases: [Nunez, NUNEZ, J. Núñez], summary: Fisher.}
- {name: Silt, kind: term, summary: Fine mud.}
- {name: Quay Group, kind: organization, glossary: true, summary: Nowhere named.}
- {name: Never Named, kind: person}
"""


def project(root: Path, **files: str) -> Path:
    for name, text in ({"articles/one.txt": STORY, "knowledge/all.yaml": KNOWLEDGE} | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def parts(site: Site) -> dict[str, dict[str, Any]]:
    """What the files of the index hand to the script, by their names."""
    texts = dict(search_files(site))
    assert all(text.startswith("sitegenSearch(") and text.endswith(");\n") for text in texts.values())
    return {
        name.removesuffix(".js"): json.loads(text.removeprefix("sitegenSearch(").removesuffix(");\n"))
        for name, text in texts.items()
    }


def words_in(part: dict[str, Any]) -> dict[str, list[int] | None]:
    """The words of a file with the places of their articles, as the script reads them; None for all."""
    rows = [row.split(",") for row in part["words"].split(";") if row]
    return {
        word: None if steps == ["*"] else list(accumulate(int(step, 36) for step in steps)) for word, *steps in rows
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make(project(tmp_path_factory.mktemp("search"))).site


class TestNames:
    def test_a_row_has_name_id_mentions_a_line_and_other_names(self, site: Site) -> None:
        people = {row[0]: row for row in parts(site)["head"]["names"]["person"]}
        assert people["José Núñez"] == ["José Núñez", "nunez", 1, "Fisher.", "Nunez", "J. Núñez"]
        assert people["Rosa Ibarra"][1:4] == ["", 2, "mayor of Tarma in Peru"]

    def test_an_id_left_out_is_the_name_in_small_letters_with_hyphens(self, site: Site) -> None:
        for kind, rows in parts(site)["head"]["names"].items():
            for name, key, *_ in rows:
                if kind != "article" and not key:
                    assert re.sub("[^a-z0-9]+", "-", name.lower()) in {*site.entities, *(e.id for e in site.glossary)}

    def test_what_is_mentioned_most_stands_first(self, site: Site) -> None:
        for kind, rows in parts(site)["head"]["names"].items():
            counts = [row[2] for row in rows]
            assert counts == sorted(counts, reverse=True), kind

    def test_the_glossary_stands_in_it_whole_and_nobody_without_a_page(self, site: Site) -> None:
        names = parts(site)["head"]["names"]
        assert {row[0] for row in names["term"]} == {"Silt", "Quay Group"}
        assert "Never Named" not in json.dumps(names)
        assert "Brazil" not in json.dumps(names)

    def test_a_long_line_is_cut(self, tmp_path: Path) -> None:
        long = f"- {{name: Tarma, kind: place, summary: {'very ' * 40} far}}\n"
        names = parts(make(project(tmp_path, **{"knowledge/more.yaml": long})).site)["head"]["names"]
        assert max(len(row[3]) for rows in names.values() for row in rows) <= LONGEST_ABOUT


class TestQuotations:
    def test_a_row_has_number_speaker_words_kind_and_names(self, site: Site) -> None:
        part = parts(site)["1"]
        ((slug, headline, said, *day),) = part["quotations"]
        assert (slug, headline) == ("one", site.annotated[0].article.headline)
        assert day == ["2026-01-02", "2 January 2026"]
        number, speaker, words, kind, *named = said[0]
        assert (number, words, kind, named) == (1, "“We will pay,”", 0, [])
        assert part["speakers"][speaker] == [
            *("Rosa Ibarra", "mayor of Tarma in Peru", "people/rosa-ibarra.html", "person", ""),
        ]
        assert [number for number, *_ in said] == sorted({number for number, *_ in said})

    @pytest.mark.parametrize(("confidence", "named"), [(SHOWN_CONFIDENCE, True), (SHOWN_CONFIDENCE - 0.01, False)])
    def test_a_speaker_is_named_where_the_pages_name_one(self, site: Site, confidence: float, named: bool) -> None:
        from sitegen.knowledge import builtin_knowledge
        from sitegen.site.assembly import assemble

        one = site.annotated[0]
        quotations = tuple(replace(quotation, confidence=confidence) for quotation in one.quotations)
        again = assemble(site.config, (replace(one, quotations=quotations),), builtin_knowledge())
        part = parts(again)["1"]
        speakers = {speaker for _, _, said, *_ in part["quotations"] for _, speaker, *_ in said}
        assert speakers == ({0} if named else {-1})
        assert [name for name, *_ in part["speakers"]] == (["Rosa Ibarra"] if named else [])

    def test_a_long_one_is_cut(self, tmp_path: Path) -> None:
        text = f"“{'We wait and wait. ' * 60}” said Rosa Ibarra of Peru.\n"
        ((_, _, said, *_),) = parts(make(project(tmp_path, **{"articles/one.txt": text})).site)["1"]["quotations"]
        assert len(said[0][2]) <= LONGEST_WORDS

    def test_without_quotations_there_is_no_file_of_them(self, tmp_path: Path) -> None:
        index = parts(make(project(tmp_path, **{"articles/one.txt": "It rained in Peru.\n"})).site)
        assert "1" not in index
        assert index["head"]["files"] == 0


@pytest.fixture
def in_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.pages.search_words.MOST_IN_ONE_FILE", 0)


class TestWords:
    OLDER = "---\ndate: 2020-01-01\ntitle: Zebra crossing\nsummary: In lilac.\n---\nMüller’s zebra waited.\n"

    @pytest.mark.usefixtures("in_many_files")
    def test_every_word_of_a_text_leads_to_its_article(self, tmp_path: Path) -> None:
        index = parts(make(project(tmp_path, **{"articles/two.md": self.OLDER})).site)
        first, second = index["a0"]["articles"]
        assert first == ["Zebra crossing", "two", "1 January 2020", "In lilac."], "the oldest comes first"
        assert second[1:3] == ["one", "2 January 2026"]
        assert second[3].startswith("Chile will not, Ibarra said."), "it goes on so behind its headline"
        assert len(second[3]) <= LONGEST_SUMMARY
        assert words_in(index["w0z"]) == {"zebra": [0]}
        assert words_in(index["w0m"])["mullers"] == [0]
        assert words_in(index["w0l"])["lilac"] == [0]
        assert words_in(index["w0h"])["heard"] == [1]
        assert words_in(index["w0_"]) == {}

    def test_a_small_site_has_them_in_one_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        two = make(project(tmp_path, **{"articles/two.md": self.OLDER})).site
        index = parts(two)
        assert set(index) == {"head", "w0", "1"}
        assert index["head"]["whole"]
        words = words_in(index["w0"])
        assert (words["zebra"], words["mullers"], words["heard"]) == ([0], [0], [1])
        assert list(words) == sorted(words)
        monkeypatch.setattr("sitegen.pages.search_words.MOST_IN_ONE_FILE", 1)
        large = parts(two)
        assert not large["head"]["whole"]
        assert large["a0"]["articles"] == index["w0"]["articles"]
        assert words_in(large["w0z"]) == {"zebra": [0]}

    @pytest.mark.usefixtures("in_many_files")
    def test_a_word_of_very_many_articles_stands_in_all(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sitegen.pages.search_words.COMMON_FROM", 1)
        two = make(project(tmp_path, **{"articles/two.txt": "It rained in Peru, and in Peru alone.\n"})).site
        words = words_in(parts(two)["w0p"])
        assert words["peru"] is None
        assert words["pay"] == [0] or words["pay"] == [1]
        assert words_in(parts(site)["w0p"])["peru"] == [0]

    @pytest.mark.usefixtures("in_many_files")
    def test_many_articles_stand_in_shares(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sitegen.pages.search_words.MOST_ARTICLES", 2)
        texts = {
            f"articles/n{n}.md": f"---\ndate: 2020-01-0{n}\ntitle: N{n}\n---\nWord{n} and zebra.\n" for n in range(1, 5)
        }
        index = parts(make(project(tmp_path, **texts)).site)
        assert index["head"]["shares"] == 3
        assert [len(index[f"a{share}"]["articles"]) for share in range(3)] == [2, 2, 1]
        assert [words_in(index[f"w{share}z"]) for share in range(3)] == [{"zebra": [0, 1]}, {"zebra": [0, 1]}, {}]
        assert words_in(index["w1w"]) == {"word3": [0], "word4": [1]}

    @pytest.mark.parametrize(
        ("words", "folded"),
        [
            ("Müller’s U.S. straße", "mullers us strasse"),
            ("Größe-Mueller, 1,000!", "grosse muller 1 000"),
            ("ŁÓDŹ Þór Æsop ĲSSEL", "lodz thor asop ijssel"),
            ("snake_case e\u0301cole", "snake case ecole"),
            ("ירושלים Ἀθῆναι", "ירושלים αθηναι"),
            ("!!!", ""),
        ],
    )
    def test_words_are_folded(self, words: str, folded: str) -> None:
        assert fold(words) == folded

    def test_many_lines_are_folded_as_each_of_them(self) -> None:
        lines = ["O’Brien Müller", "", "Joe's U.S. Mueller-Haus", "!!!", "ae", "o\te", "E. e", "Þór Æsop"]
        assert [" ".join(line.split()) for line in fold_each(lines)] == [fold(line) for line in lines]

    def test_an_edit_changes_the_prints_of_those_letters_alone(self) -> None:
        one, two = (print_words(words_of(Article("s", "H", text, ()))) for text in ("zebra and ant", "zebra and bee"))
        changed = [slot for number, slot in enumerate(SLOTS) if prints_at([one], number) != prints_at([two], number)]
        assert changed == ["a", "b"]


class TestFiles:
    def test_a_large_site_has_names_by_their_first_letters(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = parts(site)
        assert len(whole["head"]["names"]) > 3
        assert whole["head"]["keys"] == []
        assert MOST_IN_HEAD >= 100
        monkeypatch.setattr("sitegen.pages.search_names.MOST_IN_HEAD", 2)
        monkeypatch.setattr("sitegen.pages.search_names.MOST_OF_LETTER", 0)
        site.memo.clear()
        cut = parts(site)
        head = cut["head"]
        assert "names" not in head
        assert all(f"names-{written_key(key)}" in cut for key in head["keys"])
        rows = {kind: [] for kind in whole["head"]["names"]}
        for kind, all_rows in whole["head"]["names"].items():
            for row in all_rows:
                holding = [
                    key for key in head["keys"] if row in cut[f"names-{written_key(key)}"]["names"].get(kind, [])
                ]
                beginnings = {word for name in (row[0], *row[4:]) for word in fold(name).split()}
                assert all(any(word.startswith(key) for word in beginnings) for key in holding), row
                assert all(any(word.startswith(key) for key in holding) for word in beginnings), row
                rows[kind].append(row)
        assert "nu" in head["keys"], "Núñez, Nunez"
        site.memo.clear()

    def test_quotations_are_looked_through_while_they_are_few(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert MOST_QUOTATIONS >= 1000
        assert parts(site)["head"]["files"] == 1
        monkeypatch.setattr("sitegen.pages.search_names.MOST_QUOTATION_FILES", 0)
        assert parts(site)["head"]["files"] == 0
        assert MOST_QUOTATION_FILES > 0

    def test_it_has_an_example_of_each_kind(self, site: Site) -> None:
        assert parts(site)["head"]["examples"] == ["Rosa Ibarra", "Chile", "Lima"]

    def test_written_keys_are_names_of_files(self) -> None:
        assert [written_key(key) for key in ("a", "zé", "ים", "1")] == ["a", "z_e9", "_5d9_5dd", "1"]

    def test_the_first_says_what_the_search_says(self, site: Site) -> None:
        head = parts(site)["head"]
        assert head["words"]["count"] == ["{n} result", "{n} results"]
        assert list(head["kinds"]) == ["person", "country", "place", "organization", "term", "article", "quotation"]
        assert head["kinds"]["term"][1] == "glossary.html#{id}"
        german = make(project(site.config.root / "de", **{"site.yaml": "language: de\n"})).site
        assert parts(german)["head"]["kinds"]["person"][0] == "Personen"

    def test_what_it_leads_to_is_there(self, tmp_path: Path) -> None:
        build(project(tmp_path / "project"), tmp_path / "site")
        index = parts(make(tmp_path / "project").site)
        head, said = index["head"], index["1"]
        for kind, rows in head["names"].items():
            for name, key, *_ in rows:
                way = head["kinds"][kind][1].replace("{id}", key or re.sub("[^a-z0-9]+", "-", name.lower()))
                path, _, fragment = way.partition("#")
                page = BeautifulSoup((tmp_path / "site" / path).read_text(encoding="utf-8"), "html.parser")
                assert not fragment or page.find(id=fragment), way
        for slug, _, rows, *_ in said["quotations"]:
            page = BeautifulSoup((tmp_path / f"site/articles/{slug}.html").read_text(encoding="utf-8"), "html.parser")
            assert all(page.find(id=f"q{number}") for number, *_ in rows)

    def test_hostile_words_stay_words(self, tmp_path: Path) -> None:
        evil = "</script><img src=x onerror=alert(1)>\u2028//"
        files = {
            "knowledge/evil.yaml": f"- {{name: Tarma, kind: place, aliases: [{json.dumps(evil)}]}}\n",
            "articles/two.md": f"---\ntitle: {json.dumps(evil)}\n---\n\n“{evil},” said Ada Brook of Tarma.\n",
        }
        made = make(project(tmp_path, **files))
        texts = [text for _, text in search_files(made.site)]
        assert not re.search("[<>&\u2028\u2029]", "".join(texts))
        assert "\\u003c/script\\u003e" in "".join(texts)
        (tarma,) = (row for row in parts(made.site)["head"]["names"]["place"] if row[0] == "Tarma")
        assert tarma[4].split() == evil.split()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    build(project(root / "project", **{"site.yaml": "base_url: https://example.org/news\n"}), root / "site")
    return root / "site"


class TestPage:
    def test_every_page_leads_to_it(self, built: Path) -> None:
        for path in built.rglob("*.html"):
            page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            (link,) = page.select(".site-nav a[data-search]")
            target = "/news/search.html" if path.name == "404.html" else path.parent / link["href"]
            assert link["href"] == target or Path(target).resolve() == (built / "search.html").resolve()
            assert len(page.select("#search_box")) == (path.name in ("search.html", "404.html")), (
                "the script makes the others"
            )
            (script,) = page.select("script[src$='assets/search.js']")
            assert len(str(script["data-words"]).split("|")) == 5
        assert [mistake for mistake in find_mistakes(built) if not mistake.startswith("404.html")] == []

    def test_it_lists_the_ways_in_and_says_what_it_needs(self, built: Path) -> None:
        page = BeautifulSoup((built / "search.html").read_text(encoding="utf-8"), "html.parser")
        assert "JavaScript" in page.select_one("noscript").get_text()
        ways = {a.get_text(): a["href"] for a in page.select("#search_ways a")}
        assert ways["People"] == "people/index.html"
        assert ways["Articles"] == "index.html"
        assert "Organisations" not in ways, "there are none"

    def test_search_engines_are_asked_to_leave_it_out(self, built: Path) -> None:
        page = BeautifulSoup((built / "search.html").read_text(encoding="utf-8"), "html.parser")
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert "search.html" not in (built / "sitemap.xml").read_text(encoding="utf-8")

    def test_the_site_says_how_to_search_it_only_where_its_address_is_known(self, built: Path, tmp_path: Path) -> None:
        def action(site: Path) -> Any:
            page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
            return json.loads(page.find("script", type="application/ld+json").string).get("potentialAction")

        build(project(tmp_path / "project"), tmp_path / "site")
        assert action(built)["target"]["urlTemplate"] == "https://example.org/news/search.html?q={search_term_string}"
        assert action(tmp_path / "site") is None

    def test_a_page_of_the_author_at_its_place_is_told_of(self, tmp_path: Path) -> None:
        own = {"pages/search.md": "# Search\n\nOurs.\n"}
        with pytest.raises(SitegenError) as caught:
            build(project(tmp_path / "project", **own), tmp_path / "site")
        assert "search: false" in str(caught.value)
        assert "pages/search.md" in str(caught.value)
        build(project(tmp_path / "project", **own, **{"site.yaml": "search: false\n"}), tmp_path / "site")
        assert "Ours." in (tmp_path / "site" / "search.html").read_text(encoding="utf-8")


def test_a_site_may_do_without(tmp_path: Path) -> None:
    settings = "search: no\nbase_url: https://example.org\n"
    build(project(tmp_path / "project", **{"site.yaml": settings}), tmp_path / "site")
    files = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.*")}
    assert not [path for path in files if "search" in path or path == "assets/find.js"]
    for path in (path for path in files if path.endswith(".html")):
        text = files[path].read_text(encoding="utf-8")
        assert not re.search(r"search_|search\.|data-search|combobox", text), path


def test_a_theme_moves_it_or_drops_it(tmp_path: Path) -> None:
    layout = (
        '{% extends "default/layout.html" %}{% block search_link %}{% endblock %}'
        '{% block footnote %}<a href="{{ url("search.html") }}" data-search>Find</a>{% endblock %}'
    )
    build(project(tmp_path / "project", **{"theme/templates/layout.html": layout}), tmp_path / "site")
    page = BeautifulSoup((tmp_path / "site" / "people" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert not page.select(".site-nav [data-search]")
    assert page.select_one(".site-footer [data-search]")["href"] == "../search.html"
    assert page.select_one("script[data-words]")
