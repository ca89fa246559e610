"""What the pages say in each language: whole catalogues, the right form for a number, a theme's own words."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from linkcheck import find_mistakes

from sitegen.build import build
from sitegen.diagnostics import SitegenError
from sitegen.project.messages import direction_of, load_interface
from sitegen.text.wordlists import load_rows

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "de")
STORY = "“We will pay,” said Rosa Ibarra, the mayor of Tarma in Peru. Chile will not, Ibarra said.\n"
SPOKEN = (("lang", ""), ("dir", "ltr"))
DAY = datetime.date(2023, 1, 21)


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_it_is_whole(self, language: str) -> None:
        rows, english = load_rows("interface", language), load_rows("interface", "en")
        assert [row[0] for row in rows] == [row[0] for row in english]
        assert all(len(row) in (2, 3) and all(row) for row in rows)

    def test_its_fields_are_those_of_the_english_words(self, language: str) -> None:
        english = {row[0]: set(re.findall(r"\{\w+\}", " ".join(row))) for row in load_rows("interface", "en")}
        for key, *forms in load_rows("interface", language):
            assert all(set(re.findall(r"\{\w+\}", form)) <= english[key] for form in forms), key
            assert set(re.findall(r"\{\w+\}", " ".join(forms))) == english[key], key

    def test_it_has_twelve_months(self, language: str) -> None:
        assert len(set(load_interface(language).months)) == 12


def test_no_template_speaks_by_itself() -> None:
    """Words of three letters and more, outside tags and expressions, belong into the catalogue."""
    for path in (ROOT / "templates").rglob("*.html"):
        markup = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r'<[^>]*>|\w+="[^"<]*"', "", markup))
        assert not set(words) - {"CSV", "JSON"}, path.name
        labels = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', path.read_text(encoding="utf-8"))
        assert all(not label or label.startswith("{{") for label in labels), path.name


@pytest.mark.parametrize(
    ("language", "key", "n", "words"),
    [
        ("en", "mentions", 0, "0 mentions"),
        ("en", "mentions", 1, "1 mention"),
        ("en", "mentions", 2, "2 mentions"),
        ("en", "articles", 12345, "12\N{NARROW NO-BREAK SPACE}345 articles"),
        ("en-GB", "mentions", 2, "2 mentions"),
        ("de", "mentions", 1, "1 Nennung"),
        ("de-AT", "mentions", 3, "3 Nennungen"),
        ("xx", "mentions", 1, "1 mention"),
        ("../../etc", "mentions", 1, "1 mention"),
    ],
)
def test_a_number_takes_its_form(language: str, key: str, n: int, words: str) -> None:
    assert load_interface(language)(key, n) == words


def test_values_are_put_in_once() -> None:
    assert load_interface()("named_in", 1, name="{title}", title="T") == "{title}, named in 1 article of T"


@pytest.mark.parametrize(
    ("words", "shown"),
    [("{name} said {n}", "Ana said 2"), ("{n of {name}}", "{n of Ana}"), ("{other} {}", "{other} {}"), ("", "")],
)
def test_only_gaps_are_filled(words: str, shown: str) -> None:
    t = load_interface()
    assert replace(t, words={"said": (words,)})("said", 2, name="Ana") == shown


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("en", "2023-01-21", "21 January 2023"),
        ("en", "2023-01", "January 2023"),
        ("en", "2023", "2023"),
        ("de", "2023-03-01", "1. März 2023"),
        ("de", "2023-03", "März 2023"),
    ],
)
def test_days_in_words(language: str, written: str, words: str) -> None:
    assert load_interface(language).rough_day(written) == words


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("de", "ltr"), ("", "ltr")])
def test_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def soup(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


def spoken_in(element: Tag) -> tuple[str, str]:
    """Language and direction of an element, by itself or by what is around it."""
    around = [element, *element.parents]
    return tuple(next((one[name] for one in around if one.get(name)), default) for name, default in SPOKEN)


class TestLanguages:
    def built(self, tmp_path: Path, **files: str) -> Path:
        build(write(tmp_path / "project", one_dot_txt="date 2023-01-21 " + STORY, **files), tmp_path / "site")
        return tmp_path / "site"

    def test_a_german_site(self, tmp_path: Path) -> None:
        site = self.built(tmp_path, site_dot_yaml="language: de\n")
        page = soup(site, "articles/one.html")
        assert page.html["lang"] == "de"
        assert page.article.get("lang") is None
        assert "Wer und was in diesem Artikel vorkommt" in page.get_text()
        assert "21. Januar 2023" in page.get_text()
        assert soup(site, "quotations.html").h1.get_text() == "Wer was gesagt hat"
        assert find_mistakes(site) == []

    def test_an_article_in_another_language_says_so(self, tmp_path: Path) -> None:
        said = "«مرحبا», said [Rosa](entity:chile)."
        site = self.built(tmp_path, two_dot_md=f"---\ntitle: Two\nlang: ar\nsummary: هنا\n---\n{said}\n")
        page = soup(site, "articles/two.html")
        assert {spoken_in(element) for element in page.select("h1, .article-body")} == {("ar", "rtl")}
        assert page.html["lang"] == "en"
        assert not soup(site, "articles/one.html").select("h1[lang], .article-body[lang]")
        for name in ("index.html", "countries/chile.html"):
            page = soup(site, name)
            assert {
                spoken_in(link) for link in page.select("main a[href*='two.html']:not(.to-place, .passages > li > a)")
            } == {("ar", "rtl")}, name
            assert {spoken_in(link) for link in page.select("main a[href*='one.html']")} == {("en", "ltr")}, name
        passages = soup(site, "countries/chile.html").select(".passage > p:first-child, #mentioned .passages > li")
        assert [spoken_in(passage) for passage in passages] == [("en", "ltr"), ("ar", "rtl")]

    def test_a_site_in_a_language_without_a_catalogue_speaks_english_and_says_which_is_which(
        self, tmp_path: Path
    ) -> None:
        listed = "- {name: Chile, kind: country, id: chile}\n"
        site = self.built(tmp_path, site_dot_yaml="language: sw\n", knowledge__all_dot_yaml=listed)
        page = soup(site, "articles/one.html")
        assert page.html["lang"] == "en"
        for own in ("h1", ".article-body", ".entries"):
            assert spoken_in(page.select_one(own)) == ("sw", "ltr"), own
        assert spoken_in(page.select_one("#list-heading")) == ("en", "ltr")

    def test_a_theme_brings_a_language(self, tmp_path: Path) -> None:
        catalogue = "# Kiswahili\nquotations | Nani alisema nini\nmentions | mara {n}\n"
        months = "\n".join(f"mwezi {n}" for n in range(1, 13))
        site = self.built(
            tmp_path,
            site_dot_yaml="language: sw\n",
            theme__languages__sw__interface_dot_txt=catalogue,
            theme__languages__sw__months_dot_txt=months,
        )
        page = soup(site, "quotations.html")
        assert page.html["lang"] == "sw"
        assert page.h1.get_text() == "Nani alisema nini"
        assert "21 mwezi 1 2023" in soup(site, "index.html").get_text()
        assert "Skip to the text" in page.get_text(), "what it leaves out is said in English"

    def test_a_theme_changes_a_word(self, tmp_path: Path) -> None:
        site = self.built(tmp_path, theme__languages__en__interface_dot_txt="who | <b>Cast</b> list\n")
        assert soup(site, "articles/one.html").select_one("#list-heading").get_text() == "<b>Cast</b> list"

    @pytest.mark.parametrize("line", ["whoo | Cast", "who", "who |"])
    def test_a_mistake_in_a_catalogue_has_its_line(self, tmp_path: Path, line: str) -> None:
        with pytest.raises(SitegenError) as caught:
            self.built(tmp_path, theme__languages__en__interface_dot_txt=f"# mine\n{line}\n")
        (told,) = caught.value.diagnostics
        assert (told.code, told.line) == ("SG108", 2)
        assert told.path.endswith("theme/languages/en/interface.txt")

    def test_a_link_out_of_the_theme_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "outside.txt").write_text("who | Outside\n")
        folder = tmp_path / "project" / "theme" / "languages" / "en"
        folder.mkdir(parents=True)
        (folder / "interface.txt").symlink_to(tmp_path / "outside.txt")
        assert "Outside" not in soup(self.built(tmp_path), "articles/one.html").get_text()


def test_notes_are_named_for_those_who_do_not_see_them(tmp_path: Path) -> None:
    text = "# A\n\nOne[^x].\n\n[^x]: Note.\n"
    build(write(tmp_path / "project", site_dot_yaml="language: de\n", a_dot_md=text), tmp_path / "site")
    named = [a["aria-label"] for a in soup(tmp_path / "site", "articles/a.html").select(".note-ref, .note-back")]
    assert named == ["Anmerkung 1", "Zurück zum Text von Anmerkung 1"]
