"""The pages of whole small projects: links that lead somewhere, hostile words that stay words, themes that override."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.diagnostics import SitegenError
from sitegen.pages.article import MOST_FULL_ENTRIES
from sitegen.site.urls import relative
from sitegen.text.spans import shorten

STORY = "“We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru. Chile will not, Ibarra said. Chile is far.\n"
SCRIPTS = tuple(f"assets/{name}.js" for name in ("cards", "lists", "menu", "search", "world"))
HOSTILE = '<script>alert(1)</script>{{ 7*7 }}" onmouseover="x'


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def built(tmp_path: Path, **files: str) -> Path:
    build(write(tmp_path / "project", **files), tmp_path / "site")
    return tmp_path / "site"


def soup(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        one_dot_md="---\ntitle: One\ndate: 2026-01-02\n---\n" + STORY + "\nSee [the other](sub/two.md#p1).\n",
        sub__two_dot_md="---\ntitle: Two\n---\n[One](../one.md), ![a dot](dot.svg) in Peru.[^1]\n\n[^1]: A note.\n",
        sub__dot_dot_svg='<svg xmlns="http://www.w3.org/2000/svg"/>',
        pages__about_dot_md="# About\n\nSee [one](../one.md).\n",
        knowledge__t_dot_yaml="name: mayor\nkind: term\nsummary: Head of a town.\n",
    )
    assert find_mistakes(site) == []
    assert (site / "files" / "sub" / "dot.svg").is_file()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[x](missing.md)", "SG410"),
        ("![x](missing.png)", "SG410"),
        ("![x](../../outside.png)", "SG411"),
        ("[x](../../etc/passwd)", "SG411"),
        ("[x](.hidden.txt)", "SG410"),
        ("[x](%00)", "SG410"),
        (f"[x]({'long' * 100})", "SG410"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line(tmp_path: Path, words: str, code: str) -> None:
    (tmp_path / "outside.png").write_bytes(b"x")
    write(tmp_path / "project", a___dot_hidden_dot_txt="secret")
    with pytest.raises(SitegenError) as caught:
        built(tmp_path, a__one_dot_md=f"---\ntitle: One\n---\nA text.\n\nSee {words} here.\n")
    found = [d for d in caught.value.diagnostics if d.code == code]
    assert [(d.path.endswith("project/a/one.md"), d.line) for d in found] == [(True, 6)]
    assert not (tmp_path / "site").exists()


def test_two_articles_with_one_slug_name_both(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        built(tmp_path, a__one_dot_txt="A text.", b__one_dot_txt="Another text.")
    message = str(caught.value)
    assert "a/one.txt" in message
    assert "b/one.txt" in message


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    site = built(
        tmp_path,
        site_dot_yaml=f"title: '{quoted}'\ndescription: '{quoted}'\n",
        a_dot_md=f"---\ntitle: '{quoted}'\nauthor: '{quoted}'\ntags: ['{quoted}']\ncorrection: '{quoted}'\n---\n"
        f"{HOSTILE} and Evil Name in Peru. <img src=x onerror=alert(1)>\n",
        knowledge__e_dot_yaml=f"name: Evil Name\nkind: person\nsummary: '{quoted}'\naliases: ['{quoted}']\n"
        f"roles: [{{title: '{quoted}'}}]\nfacts: {{'{quoted}': '{quoted}'}}\nsources: [{{title: '{quoted}'}}]\n",
    )
    assert find_mistakes(site) == []
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        scripts = page.find_all("script", type=lambda kind: kind != "application/ld+json")
        assert all(script.get("src", "").endswith(SCRIPTS) for script in scripts)
        assert not page.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
        assert not page.find("img", src="x")
        assert "49" not in page.get_text()


def test_hostile_quotations_stay_words(tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)> <b>bold</b> &amp; {{ 7*7 }}"
    site = built(tmp_path, one_dot_txt=f"“We pay. {attack}” said Rosa Ibarra, the mayor of Tarma in Peru.\n")
    assert find_mistakes(site) == []
    for name in ("articles/one.html", "people/rosa-ibarra.html", "quotations.html"):
        page = soup(site, name)
        assert attack in page.get_text()
        assert not page.select("b, img:not(.locator, .flag)")


def test_a_crowded_article_lists_names_and_roles_only(tmp_path: Path) -> None:
    names = [f"Term{n:03d}x" for n in range(MOST_FULL_ENTRIES + 1)]
    entries = "".join(f"- {{name: {name}, kind: term, summary: About it.}}\n" for name in names)
    for number in (MOST_FULL_ENTRIES, MOST_FULL_ENTRIES + 1):
        place = tmp_path / str(number)
        page = soup(
            built(place, one_dot_txt=" ".join(names[:number]), k__x_dot_txt="A.", knowledge__k_dot_yaml=entries),
            "articles/one.html",
        )
        assert len(page.select("li.entry")) == number
        assert bool(page.select("p.entry-summary")) is (number == MOST_FULL_ENTRIES)


def test_the_address_of_a_page_is_told_only_when_it_is_known(tmp_path: Path) -> None:
    settings = "base_url: https://example.org/news\n"
    site = built(tmp_path, site_dot_yaml=settings, one_dot_txt=STORY)
    assert soup(site, "articles/one.html").select_one("link[rel=canonical]")["href"] == (
        "https://example.org/news/articles/one.html"
    )
    lost = soup(site, "404.html")
    assert not lost.select("link[rel=canonical]")
    assert lost.select("link[rel=stylesheet]")[-1]["href"] == "/news/assets/style.css"
    plain = built(tmp_path / "plain", one_dot_txt=STORY)
    assert not soup(plain, "articles/one.html").select("link[rel=canonical]")
    assert soup(plain, "404.html").select("link[rel=stylesheet]")[-1]["href"] == "/assets/style.css"


def test_what_a_page_of_an_entity_holds(tmp_path: Path) -> None:
    site = built(tmp_path, one_dot_txt=f"date 2026-01-02 {STORY.strip()} Rosa Ibarra left for Chile. Ibarra slept.\n")
    person = soup(site, "people/rosa-ibarra.html")
    assert person.find("meta", attrs={"name": "robots"})
    assert "made from the text" in person.get_text()
    assert "mayor of Tarma" in person.get_text()
    assert [mark.get_text() for mark in person.find_all("mark")] == ["Rosa Ibarra", "Ibarra"]
    assert [p.get_text() for p in person.select("#said li > p:first-child")] == [
        "“We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru.",
        "Chile will not, Ibarra said.",
    ]
    named = [p.get_text() for p in person.select("#mentioned .passages > li")]
    told = "what was said stands above"
    assert named == ["Rosa Ibarra left for Chile.\xa0In the article", "Ibarra slept.\xa0In the article"], told
    assert person.select_one("#mentioned > h3 > a")["href"] == "../articles/one.html"
    country = soup(site, "countries/chile.html")
    assert [mark.parent.get_text()[:15] for mark in country.find_all("mark")] == [
        "Chile is far.\xa0I",
        "Rosa Ibarra lef",
    ]
    assert not country.find("meta", attrs={"name": "robots"})


def test_an_article_whose_every_passage_stands_above_is_a_line_and_no_heading(tmp_path: Path) -> None:
    person = soup(built(tmp_path, one_dot_txt=STORY), "people/rosa-ibarra.html")
    assert not person.select("#mentioned .passages, #mentioned h3")
    assert person.select_one("#mentioned > p > a")["href"] == "../articles/one.html"


def test_an_article_tells_of_no_noughts(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        story_dot_txt=STORY,
        rain_dot_md="---\ntitle: Rain\ndate: 2026-01-02\n---\nIt rained.\n",
        road_dot_md="---\ntitle: Road\n---\nThe road was wet, and went to Peru.\n",
        hens_dot_md="---\ntitle: Hens\n---\nThe hens were wet.\n",
    )
    facts = {
        name: soup(site, f"articles/{name}.html").select_one(".article-facts").text
        for name in ("story", "rain", "road")
    }
    assert facts == {
        "story": "1 min read · 3\xa0names\xa0and\xa0terms, 2\xa0quotations",
        "rain": "2 January 2026 · 1 min read",
        "road": "1 min read · 1\xa0name\xa0or\xa0term",
    }
    listed = [" ".join(one.text.split()) for one in soup(site, "index.html").select(".article-list li")]
    assert listed[0] == "Hens The hens were wet."
    assert soup(site, "archive/2026.html").select_one(".article-list .article-facts").text == "2 January 2026"


def test_a_dateline_is_told_where_the_text_does_not(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        one_dot_md="---\ndateline: KELPFORD & Tarma\ndate: 2026-01-02\n---\nIt rained.\n",
        two_dot_md="---\ndateline: Kelpford\n---\n# Rain\n\n## In the hills\n\nKELPFORD — It rained.\n",
        three_dot_txt="date 2026-01-02 KELPFORD — It rained.\n",
    )
    facts = [soup(site, f"articles/{name}.html").select_one(".article-facts").text for name in ("one", "two", "three")]
    told = [one.split(" · ")[0] for one in facts]
    assert told == ["KELPFORD & Tarma", "1 min read", "2 January 2026"]


def test_who_said_what_has_the_words_then_the_speaker_then_the_article(tmp_path: Path) -> None:
    page = soup(built(tmp_path, one_dot_txt=STORY), "quotations.html")
    said = page.select("li.passage")
    assert [li["class"][1] for li in said] == ["direct", "indirect"]
    assert [[p.get("class", [""])[0] for p in li.select("p")] for li in said] == [["", "said-by", "passage-place"]] * 2
    assert {p.get_text() for p in page.select(".said-by")} == {"RI Rosa Ibarra, mayor of Tarma in Peru"}
    assert [a["href"] for a in page.select(".passage-place a")] == ["articles/one.html#q1", "articles/one.html#q2"]


def test_who_said_what_names_each_article_once_above_what_was_said_in_it(tmp_path: Path) -> None:
    site = built(tmp_path, one_dot_txt="date 2026-01-02 " + STORY, two_dot_txt="“No,” said Rosa Ibarra, the mayor.\n")
    page = soup(site, "quotations.html")
    sections = page.select("section.told-in")
    assert [section.h2.a["href"] for section in sections] == ["articles/one.html", "articles/two.html"]
    assert [bool(section.h2.time) for section in sections] == [True, False]
    assert [len(section.select("li.passage")) for section in sections] == [2, 1]
    assert page.select_one(".filters")["data-group"] == ".told-in"


def test_the_table_of_countries_leads_to_the_last_article(tmp_path: Path) -> None:
    files = {"one_dot_txt": "date 2026-01-02 " + STORY, "two_dot_txt": "date 2026-01-03 Rain fell in Chile.\n"}
    site = built(tmp_path, **files)
    rows = {
        row.th.get_text(): row.select_one(".newest").a["href"]
        for row in soup(site, "countries/index.html").select("tr.entity")
    }
    assert rows == {"Chile": "../articles/two.html", "Peru": "../articles/one.html"}


def test_linking_first_marks_only_the_first(tmp_path: Path) -> None:
    page = soup(built(tmp_path, site_dot_yaml="linking: first\n", one_dot_txt=STORY), "articles/one.html")
    assert len(page.select('a.mention[data-entity="chile"]')) == 1
    entry = page.select_one("#who-chile .entry-mentions")
    assert entry is not None
    assert entry.get_text(" ", strip=True) == "2 mentions here: 1 2"


def test_a_theme_overrides_one_template_and_reaches_ours(tmp_path: Path) -> None:
    site = built(
        tmp_path,
        one_dot_txt=STORY,
        theme__templates__home_dot_html='{% extends "default/home.html" %}{% block articles %}<p id="own">Ours.</p>'
        "{{ super() }}{% endblock %}",
        theme__static__style_dot_css="body { color: teal }",
        theme__static__extra_dot_css="p { margin: 0 }",
    )
    page = soup(site, "index.html")
    assert page.find(id="own")
    assert page.select(".lead-story h2 a")
    assert (site / "assets" / "style.css").read_text() == "body { color: teal }"
    assert (site / "assets" / "extra.css").is_file()


@pytest.mark.parametrize("template", ["{{ nothing.here }}", "{% if %}", "{% include 'gone.html' %}", "x\n{{ 1 / 0 }}"])
def test_a_mistake_in_a_theme_names_its_file(tmp_path: Path, template: str) -> None:
    with pytest.raises(SitegenError) as caught:
        built(tmp_path, one_dot_txt=STORY, theme__templates__home_dot_html=template)
    first = caught.value.diagnostics[0]
    assert first.code == "SG430"
    assert first.path.endswith("home.html")
    assert first.line > 0
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("origin", "target", "written"),
    [
        ("index.html", "people/a.html", "people/a.html"),
        ("people/a.html", "people/b.html", "b.html"),
        ("people/a.html", "index.html", "../index.html"),
        ("people/a.html", "glossary.html#x", "../glossary.html#x"),
        ("glossary.html", "glossary.html#x", "#x"),
        ("index.html", "files/a b/ü.png", "files/a%20b/%C3%BC.png"),
    ],
)
def test_relative(origin: str, target: str, written: str) -> None:
    assert relative(origin, target) == written


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two, three", 10) == "one two…"


def test_the_glossary_gives_other_names_but_not_other_capitals(tmp_path: Path) -> None:
    entry = "name: danger level\nkind: term\naliases: [Danger level, high-water mark]\n"
    page = soup(built(tmp_path, one_dot_txt=STORY, knowledge__t_dot_yaml=entry), "glossary.html")
    assert [p.get_text() for p in page.select("#danger-level .aliases")] == ["Also: high-water mark"]


def test_the_glossary_counts_every_occurrence_also_those_in_one_sentence(tmp_path: Path) -> None:
    text = "The sluice is a sluice is a sluice. Nobody came.\n"
    entry = "name: sluice\nkind: term\nsummary: A gate for water.\n"
    page = soup(built(tmp_path, one_dot_txt=text, knowledge__t_dot_yaml=entry), "glossary.html")
    assert page.select_one("#sluice summary").get_text() == "3 occurrences"
    assert len(page.select("#sluice .passages li")) == 1


def test_a_cell_with_a_sentence_has_room(tmp_path: Path) -> None:
    text = "| one | two |\n|---|--:|\n| kelp | the rudder broke in the first winter storm |\n| x | 2 |\n"
    page = soup(built(tmp_path, one_dot_md=f"---\ntitle: One\n---\n{text}"), "articles/one.html")
    assert [cell.get("class") for cell in page.select("td")] == [
        *(None, ["align-right", "wordy"]),
        *(None, ["align-right"]),
    ]


@pytest.mark.parametrize(("terms", "bar"), [("abcde", ""), ("abcdef", "ABCDEF")])
def test_a_glossary_of_few_letters_has_no_bar_of_them(tmp_path: Path, terms: str, bar: str) -> None:
    entries = "".join(f"- {{name: {one}kelp, kind: term, summary: Weed.}}\n" for one in terms)
    glossary = soup(built(tmp_path, one_dot_txt=STORY, knowledge__t_dot_yaml=entries), "glossary.html")
    assert "".join(one.text for one in glossary.select(".letters a")) == bar
    assert [one.text for one in glossary.select(".letter > h2")] == [one.upper() for one in terms]


def test_the_links_at_the_top_say_where_one_is(tmp_path: Path) -> None:
    site = built(
        tmp_path, one_dot_txt=STORY, pages__any_dot_md="# Any\n\nWords.\n", pages__about_dot_md="# About\n\nUs.\n"
    )
    here = {
        path.relative_to(site).as_posix(): [a["href"] for a in soup(site, str(path)).select(".site-nav [aria-current]")]
        for path in site.rglob("*.html")
    }
    assert {path for path, links in here.items() if links} == {
        *("any.html", "about.html", "glossary.html", "quotations.html", "search.html"),
        *("people/index.html", "countries/index.html", "places/index.html"),
    } & set(here)
    assert all(links in ([], [path.rpartition("/")[2]]) for path, links in here.items())
    assert not here["404.html"]
    ways = [str(a["href"]) for a in soup(site, "people/rosa-ibarra.html").select(".site-nav a")]
    assert ways[0] == "index.html"
    assert all((site / "people" / way).resolve().is_file() for way in ways)
