"""An entry adds to what the text gives: a found role, country or gender stays until the entry says otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import sitegen.names.people.told as told_module
from sitegen.annotate import annotate, annotate_text, article_of_text
from sitegen.annotate.records import shown_record_of
from sitegen.build import build
from sitegen.build.filing import Clerk
from sitegen.build.made import make
from sitegen.build.packing import facts_of, pack
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Annotated, Entity, Gender, Kind, Role
from sitegen.site.flat import annotated_of, flat_annotated

RAUDA = Entity("rauda", Kind.PERSON, "Zbigniew Rauda")
TEXT = "Polish Foreign Minister Zbigniew Rauda arrived in Kelpford, Ohio. “We are late,” Rauda said."


def with_entries(*entries: Entity) -> KnowledgeBase:
    return KnowledgeBase(tuple(sorted((*builtin_knowledge(), *entries), key=lambda entity: entity.id)))


def told(text: str, *entries: Entity) -> Annotated:
    return annotate_text(text, with_entries(*entries))


def test_a_listed_person_keeps_the_role_and_the_country_that_the_text_gives() -> None:
    (one,) = told(TEXT, RAUDA).told
    assert (one.id, [role.title for role in one.roles], one.country) == ("rauda", ["Polish Foreign Minister"], "poland")
    assert [span.of(TEXT) for span in one.evidence] == ["Polish Foreign Minister"]


OPEN = [
    ("nothing", {}, ["Polish Foreign Minister"], "poland"),
    ("a country", {"country": "norway"}, ["Polish Foreign Minister"], ""),
    ("a role", {"roles": (Role("envoy"),)}, [], "poland"),
]


@pytest.mark.parametrize(("what", "entry", "titles", "country"), OPEN, ids=[case[0] for case in OPEN])
def test_what_the_entry_says_is_not_told(what: str, entry: dict[str, object], titles: list[str], country: str) -> None:
    (one,) = told(TEXT, replace(RAUDA, **entry)).told
    assert ([role.title for role in one.roles], one.country) == (titles, country)
    assert len(one.evidence) == len(titles)


def test_an_entry_that_says_all_is_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    reader = told_module._read
    monkeypatch.setattr(told_module, "_read", lambda *given: read.append(given[1].entity_id) or reader(*given))
    whole = replace(RAUDA, roles=(Role("envoy"),), country="norway")
    assert told(TEXT, whole).told == ()
    assert read == []
    assert told(TEXT, RAUDA).told
    assert read == ["rauda"]


ALIASES = [
    "The mayor of Tarn, Odile Varga, spoke. Dee Varga left.",
    "Odile Varga spoke. Dee Varga, the mayor of Tarn, left.",
    "Odile Varga spoke. Mayor of Tarn Dee Varga left.",
]


@pytest.mark.parametrize("text", ALIASES)
def test_two_names_of_one_person_lose_no_role(text: str) -> None:
    varga = Entity("varga", Kind.PERSON, "Odile Varga", aliases=("Dee Varga",))
    (one,) = told(text, varga).told
    assert [role.title.lower() for role in one.roles] == ["mayor of tarn"]


def test_a_short_name_and_a_variant_give_the_role_too() -> None:
    text = "Ilse Marn came. The inspector, Ilse K. Marn, spoke. Later Captain Marn left."
    (one,) = told(text, Entity("marn", Kind.PERSON, "Ilse Marn")).told
    assert [role.title for role in one.roles] == ["inspector", "Captain"]


def test_a_form_of_address_tells_the_gender_that_entry_and_name_leave_open() -> None:
    text = "Mrs. Toll Quinn met Karl Aster of the port. She said the quay was closed."
    quinn = Entity("quinn", Kind.PERSON, "Toll Quinn")
    (one,) = told(text, quinn).told
    assert one.gender is Gender.FEMALE
    assert told(text, replace(quinn, gender=Gender.MALE)).told == ()


def test_the_words_of_a_role_mean_a_listed_person_as_a_found_one() -> None:
    text = f"{TEXT} It rained.\n\nThe minister said that the ferry was late."
    found, listed = annotate_text(text), told(text, RAUDA)
    said = [[one.speaker.name for one in each.quotations if one.speaker] for each in (found, listed)]
    assert said[0] == said[1] == ["Zbigniew Rauda", "Zbigniew Rauda"]


def test_a_title_tells_listed_namesakes_apart_as_found_ones() -> None:
    text = "Inspector Ada Holt met Captain Ben Holt. It rained. Captain Holt left."
    holts = (Entity("ada", Kind.PERSON, "Ada Holt"), Entity("ben", Kind.PERSON, "Ben Holt"))
    assert [one.entity_id for one in told(text, *holts).mentions][-1] == "ben"


BODIES = [
    ("The Polish Foreign Ministry wrote.", "Foreign Ministry", "poland"),
    ("The U.S. Department of Kelp wrote.", "Department of Kelp", "united-states"),
    ("The Norwegian Kelp Board wrote.", "Norwegian Kelp Board", "norway"),
    ("The Kelp Board wrote to the Polish.", "Kelp Board", ""),
    ("He left Poland. Kelp Board staff wrote.", "Kelp Board", ""),
]


@pytest.mark.parametrize(("text", "name", "country"), BODIES)
def test_a_listed_organisation_keeps_its_country(text: str, name: str, country: str) -> None:
    kept = told(text, Entity("body", Kind.ORGANIZATION, name)).told
    assert [one.country for one in kept] == [country] * bool(country)
    assert told(text, Entity("body", Kind.ORGANIZATION, name, country="chad")).told == ()


PLACES = [
    ("They met in Kelpford, Ohio, at noon.", "united-states", "Place in Ohio."),
    ("They met in Kelpford.", "", ""),
]


@pytest.mark.parametrize(("text", "country", "summary"), PLACES)
def test_a_listed_place_keeps_its_country(text: str, country: str, summary: str) -> None:
    kept = told(text, Entity("kelpford", Kind.PLACE, "Kelpford")).told
    assert [(one.country, one.summary) for one in kept] == [(country, summary)] * bool(country)
    assert told(text, Entity("kelpford", Kind.PLACE, "Kelpford", country="chad")).told == ()


def test_nothing_is_told_without_entries_nor_of_what_is_built_in() -> None:
    assert annotate_text(f"{TEXT} NATO sent the Norwegian Foreign Minister, Per Aas, to Oslo, Norway.").told == ()


def test_nothing_is_told_of_whom_the_author_hides_or_an_article_does_not_show() -> None:
    heading = article_of_text(TEXT)
    heading = replace(heading, blocks=tuple(replace(block, tag="h2") for block in heading.blocks))
    assert annotate(heading, with_entries(RAUDA)).told == ()


def test_what_is_told_of_a_text_with_decomposed_letters_stands_in_the_text_itself() -> None:
    text = f"Le\u0301o came. {TEXT}"
    (one,) = told(text, RAUDA).told
    assert [span.of(text) for span in one.evidence] == ["Polish Foreign Minister"]


def test_annotations_for_other_programs_give_the_role() -> None:
    record = shown_record_of(told(TEXT, RAUDA), with_entries(RAUDA), "one")
    assert record["roles"] == [{"name": "Zbigniew Rauda", "role": "Polish Foreign Minister"}]


def test_what_is_told_is_kept_as_it_is() -> None:
    one = told(TEXT, RAUDA)
    assert annotated_of(flat_annotated(one)).told == one.told


ARTICLES = {
    "old.md": "---\ntitle: Old\ndate: 2024-01-01\n---\nThe harbour master, Odile Varga, spoke in Lima.\n",
    "new.md": "---\ntitle: New\ndate: 2025-01-01\n---\nPeruvian mayor Odile Varga spoke. “We go on,” Varga said.\n",
    "last.md": "---\ntitle: Last\ndate: 2026-01-01\n---\nOdile Varga was there.\n",
}


def project(root: Path, entry: str = "name: Odile Varga\nkind: person\nsummary: She runs Tarn.\n") -> Path:
    for path, text in {
        **{f"articles/{name}": text for name, text in ARTICLES.items()},
        "knowledge/a.yaml": entry,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_the_site_has_the_roles_of_all_articles_and_the_country_of_the_newest_that_tells_it(tmp_path: Path) -> None:
    site = make(project(tmp_path)).site
    varga = site.entities["odile-varga"]
    assert [role.title for role in varga.roles] == ["harbour master", "Peruvian mayor"]
    assert (varga.country, varga.summary, str(varga.origin)) == ("peru", "She runs Tarn.", "knowledge")
    assert [(one.title, one.article.slug) for one in site.role_places["odile-varga"]] == [
        ("Peruvian mayor", "new"),
        ("harbour master", "old"),
    ]


def test_pages_show_the_role_with_the_way_to_the_words_that_give_it(tmp_path: Path) -> None:
    build(project(tmp_path / "in"), tmp_path / "out")
    out = tmp_path / "out"
    new, last = ((out / "articles" / f"{name}.html").read_text("utf-8") for name in ("new", "last"))
    assert '<p class="entry-role"><a href="#p1">Peruvian mayor</a>' in new
    assert '<p class="entry-role">Peruvian mayor<span> · ' in last
    page = (out / "people" / "odile-varga.html").read_text("utf-8")
    assert 'harbour master <span class="about"><a href="../articles/old.html#p1">Old</a>' in page
    assert "Peruvian mayor" in (out / "people" / "index.html").read_text("utf-8")
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    person = data["@graph"][0] if "@graph" in data else data
    assert person["jobTitle"] == ["harbour master", "Peruvian mayor"]


EDITS = [
    ("name: Odile Varga\nkind: person\nroles: [{title: envoy}]\n", ["envoy"], "peru"),
    ("name: Odile Varga\nkind: person\ncountry: chad\n", ["harbour master", "Peruvian mayor"], "chad"),
    ("name: Nobody Else\nkind: person\n", ["harbour master", "Peruvian mayor"], "peru"),
]


@pytest.mark.parametrize(("entry", "titles", "country"), EDITS)
def test_a_changed_entry_files_anew_what_it_must(tmp_path: Path, entry: str, titles: list[str], country: str) -> None:
    root = project(tmp_path / "in")
    build(root, tmp_path / "out")
    project(root, entry)
    build(root, tmp_path / "out")
    build(root, tmp_path / "clean", cache=False)
    for page in ("people/odile-varga.html", "articles/new.html", "articles/last.html"):
        assert (tmp_path / "out" / page).read_bytes() == (tmp_path / "clean" / page).read_bytes()
    varga = make(root).site.entities["odile-varga"]
    assert ([role.title for role in varga.roles], varga.country) == (titles, country)
    assert titles[-1] in (tmp_path / "out" / "articles" / "last.html").read_text("utf-8")


def test_facts_are_packed_with_what_is_told(tmp_path: Path) -> None:
    knowledge = with_entries(Entity("odile-varga", Kind.PERSON, "Odile Varga"))
    filed = Clerk(project(tmp_path), knowledge)(tmp_path / "articles" / "new.md").filed
    assert filed is not None
    assert [one.country for one in filed.facts.told] == ["peru"]
    assert facts_of(pack(filed), filed.facts.key) == filed.facts
