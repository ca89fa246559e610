"""Articles by year and tag, and beside an article those that name the same people."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.model import Article, Entity, Kind
from sitegen.site.archive import distinct_tags, find_tags, find_years
from sitegen.site.company import MOST_RELATED, NEAREST, RelatedArticles
from sitegen.site.facts import ArticleFacts
from sitegen.site.places import Places
from sitegen.site.postings import find_postings
from sitegen.site.rows import Named, Rows

PEOPLE = {name: Entity(name, Kind.PERSON, name.title()) for name in "abcdefgh"}
ENTITIES = PEOPLE | {"peru": Entity("peru", Kind.COUNTRY, "Peru")}
IDS = {entity.id for entity in PEOPLE.values()}

KEYS = itertools.count()

HEADLINES = ".lead-story h2 a, .article-list :is(h2, h3) a"
"""What leads to articles on the home page and those that go on with it."""


def article(slug: str, day: str = "", tags: tuple[str, ...] = (), names: str = "") -> ArticleFacts:
    date = datetime.date.fromisoformat(day) if day else None
    named = (ENTITIES.get(name, ENTITIES["peru"]).id for name in names)
    head = Article(slug, slug.title(), "", (), date=date, tags=tags)
    return ArticleFacts(next(KEYS), head, Rows(tuple(Named(one, one, 1, 1) for one in named)))


def related_articles(articles: Sequence[ArticleFacts]) -> RelatedArticles:
    return RelatedArticles(articles, IDS, Places(articles, find_postings(articles)))


def test_years_follow_the_order_of_the_articles() -> None:
    years = find_years(
        [article("a", "2024-05-01"), article("b", "2024-01-01"), article("c", "0987-01-01"), article("d")]
    )
    assert [(year.slug, [one.article.slug for one in year.articles]) for year in years] == [
        ("2024", ["a", "b"]),
        ("0987", ["c"]),
        ("undated", ["d"]),
    ]


@pytest.mark.parametrize(
    ("tags", "shelves"),
    [
        ([("Energy",), ("energy",), ("energy",)], [("energy", "energy", 3)]),
        ([("Energy", "energy", "ENERGY")], [("Energy", "energy", 1)]),
        ([("C",), ("C++",), ("C#",)], [("C", "c", 1), ("C#", "c-2", 1), ("C++", "c-3", 1)]),
        ([("a-2",), ("A!", "a")], [("a", "a", 1), ("A!", "a-3", 1), ("a-2", "a-2", 1)]),
        ([("???",)], [("???", "tag", 1)]),
        ([("Straße", "日本")], [("Straße", "strasse", 1), ("日本", "ri-ben", 1)]),
        ([()], []),
    ],
)
def test_tags(tags: list[tuple[str, ...]], shelves: list[tuple[str, str, int]]) -> None:
    found = find_tags([article(str(n), tags=each) for n, each in enumerate(tags)])
    assert sorted((shelf.name, shelf.slug, len(shelf.articles)) for shelf in found) == sorted(shelves)
    assert len({shelf.slug for shelf in found}) == len(found)


def test_a_tag_written_twice_stands_once_and_in_its_place() -> None:
    assert distinct_tags(article("x", tags=("Sea", "boats", "sea")).article) == ("Sea", "boats")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        # what each article names; who is beside the first one, and through whom
        (["ab", "a", "b", "c"], {"1": "a", "2": "b"}),
        (["ab", "ab", "a"], {"1": "ba", "2": "a"}),
        (["ab", "a", "a", "a", "b"], {"4": "b", "1": "a", "2": "a", "3": "a"}),
        (["p", "p"], {}),
        (["a"], {}),
    ],
)
def test_related(names: list[str], expected: dict[str, str]) -> None:
    related = related_articles([article(str(n), names=each) for n, each in enumerate(names)])
    assert {one.article.slug: "".join(one.people) for one in related["0"]} == expected
    assert [one.article.slug for one in related["0"]] == list(expected)


def test_one_person_everywhere_does_not_make_every_pair_a_comparison() -> None:
    related = related_articles([article(str(n), names="a") for n in range(100)])
    assert {len(beside) for beside in related.values()} == {MOST_RELATED}
    assert all(abs(int(slug) - int(one.article.slug)) <= NEAREST for slug, beside in related.items() for one in beside)


def project(root: Path, number: int, **settings: object) -> Path:
    (root / "knowledge").mkdir(parents=True)
    (root / "knowledge" / "ada.yaml").write_text("{name: Ada Brook, kind: person}\n")
    (root / "site.yaml").write_text("".join(f"{key}: {value}\n" for key, value in settings.items()))
    for n in range(1, number + 1):
        day = f"20{20 + n % 3}-{n % 12 + 1:02d}-01" if n > 1 else ""
        text = f"---\ntitle: Story {n}\ndate: {day}\ntags: [boats, No. {n % 2}]\n---\nAda Brook sailed.\n"
        (root / f"story-{n}.md").write_text(text)
    return root


def soup(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


class TestPages:
    @pytest.fixture
    def site(self, tmp_path: Path) -> Path:
        build(project(tmp_path / "project", 23, articles_per_page=5), tmp_path / "site")
        return tmp_path / "site"

    def test_every_link_leads_somewhere(self, site: Path) -> None:
        assert find_mistakes(site) == []

    def test_the_home_page_goes_on(self, site: Path) -> None:
        pages = [soup(site, name) for name in ("index.html", *(f"page/{n}.html" for n in range(2, 6)))]
        assert not (site / "page" / "6.html").exists()
        titles = [a.get_text() for page in pages for a in page.select(HEADLINES)]
        assert len(titles) == len(set(titles)) == 23
        assert titles[-1] == "Story 1", "the undated one stands last"
        assert [page.select_one(".paging [aria-current]").get_text() for page in pages] == [
            f"Page {n}" for n in range(1, 6)
        ]
        assert [a["href"] for a in pages[1].select(".paging a[rel]")] == ["../index.html", "3.html"]
        assert len({page.title.get_text() for page in pages}) == 5

    def test_the_archive_has_every_year_by_months(self, site: Path) -> None:
        years = {a.get_text(): a["href"] for a in soup(site, "archive/index.html").select(".shelves a")}
        assert list(years) == ["2022", "2021", "2020", "undated"]
        year = soup(site, "archive/2021.html")
        assert [h2.get_text() for h2 in year.select("h2")] == [
            f"{month} 2021" for month in ("November", "August", "May", "February")
        ]
        assert [a["href"] for a in year.select(".paging a")] == ["2022.html", "2020.html"]
        counted = sum(len(soup(site, f"archive/{slug}").select(".article-list > li")) for slug in years.values())
        assert counted == 23

    def test_a_tag_has_its_pages(self, site: Path) -> None:
        first, last = soup(site, "tags/boats.html"), soup(site, "tags/boats/5.html")
        assert (len(first.select(".article-list > li")), len(last.select(".article-list > li"))) == (5, 3)
        assert [a["href"] for a in first.select(".paging a[rel=next]")] == ["boats/2.html"]
        assert [a["href"] for a in soup(site, "articles/story-3.html").select(".kicker a")] == [
            "../tags/boats.html",
            "../tags/no-1.html",
        ]

    def test_an_article_knows_its_neighbours_and_its_company(self, site: Path) -> None:
        homes = ("index.html", *(f"page/{n}.html" for n in range(2, 6)))
        slugs = [a["href"] for home in homes for a in soup(site, home).select(HEADLINES)]
        middle = slugs[10].rsplit("/", 1)[1]
        page = soup(site, f"articles/{middle}")
        assert page.select_one(".neighbours [rel=prev]")["href"] == slugs[11].rsplit("/", 1)[1]
        assert page.select_one(".neighbours [rel=next]")["href"] == slugs[9].rsplit("/", 1)[1]
        related = page.select(".related li")
        assert len(related) == MOST_RELATED
        assert all("Ada Brook" in one.get_text() for one in related)
        assert middle not in {one.a["href"] for one in related}
        newest = soup(site, f"articles/{slugs[0].rsplit('/', 1)[1]}")
        assert not newest.select(".neighbours [rel=next]")


def test_a_site_of_one_undated_article_has_no_archive(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "one.txt").write_text("Nothing happened.")
    build(tmp_path / "project", tmp_path / "site")
    assert not (tmp_path / "site" / "archive").exists()
    assert not (tmp_path / "site" / "tags").exists()
    assert not soup(tmp_path / "site", "index.html").select(".paging, .browse")
    assert not soup(tmp_path / "site", "articles/one.html").select(".neighbours, .related, .kicker")
