"""The search in a real browser: by key, by link, from the disk, as a page of its own; what it finds, and what first."""

from __future__ import annotations

from pathlib import Path

import pytest
from accessibility import assert_accessible
from conftest import STORY, OpenPage
from playwright.sync_api import Page

from sitegen.build import build
from sitegen.pages import search_names, search_words

FIELD = "#search_box [type=search]"
TOLD = "#search_box [role=status]"
TOLD_AT_ONCE = f"""field => {{
    field.value = "martin";
    field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    return document.querySelector("{TOLD}").innerText;
}}"""
"""What is told before anything else can happen on the page: the word on the new results comes soon after."""
EVIL = "<img src=x onerror=window.hit=1></script>"
INVENTED = f"""
- {{name: Łukasz Größe-Müller, kind: person, aliases: [Lukas], summary: Miller.}}
- {{name: Anna Miller, kind: person, aliases: [Tinka], summary: Baker.}}
- {{name: Tin Hut, kind: place}}
- {{name: Martin Lane, kind: place}}
- {{name: "{EVIL} Tarma", kind: organization, aliases: ["Evil {EVIL}"], summary: "{EVIL}"}}
- {{name: {"Donaudampfschifffahrt" * 5}, kind: organization}}
- {{name: ירושלים, kind: place, id: jerusalem}}
"""
NAMED = (
    f"“We wait for Tin Hut,” said Łukasz Größe-Müller. “We wait for straße,” said Anna Miller. Anna Miller of {EVIL} "
    f"Tarma went to Tin Hut, to Martin Lane, to ירושלים and to {'Donaudampfschifffahrt' * 5}.\n"
)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site with names that are long, hostile, foreign and alike."""
    root = tmp_path_factory.mktemp("invented")
    for name, text in {
        "articles/one.md": f"---\ntitle: 'Hoping {EVIL}'\n---\n\n{NAMED}",
        "knowledge/all.yaml": INVENTED,
    }.items():
        (root / name).parent.mkdir()
        (root / name).write_text(text, encoding="utf-8")
    build(root, root / "site")
    return (root / "site").as_uri()


def look_for(page: Page, words: str, several: int = 0) -> list[str]:
    """The names that stand in the results once the search has said how many there are, and has shown so many."""
    if not page.locator(FIELD).is_visible():
        page.keyboard.press("/")
    page.fill(FIELD, "")
    page.fill(FIELD, words)
    page.wait_for_selector(f"{TOLD}:not(:empty)")
    page.wait_for_function(f"document.querySelectorAll('[role=option]').length >= {several}")
    return [name.inner_text() for name in page.locator("[role=option] .search-name").all()]


def active(page: Page) -> str:
    name = page.get_attribute(FIELD, "aria-activedescendant")
    return page.inner_text(f"#{name} .search-name") if name else ""


def test_nothing_is_asked_for_before_it_opens(visit: OpenPage, served: str) -> None:
    page = visit()
    page.wait_for_load_state("networkidle")
    first = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in first if "search" in name or "find" in name] == [f"{served}/assets/search.js"]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    with page.expect_request("**/assets/search/head.js"):
        page.keyboard.press("/")
    assert sorted(asked) == ["/assets/find.js", "/assets/search.css", "/assets/search/head.js"]
    look_for(page, "ge")
    assert sorted(asked[3:]) == ["/assets/search/w0.js"]
    with page.expect_request("**/assets/search/1.js"):
        page.fill(FIELD, "ger")
    assert page.complaints == []


def test_typing_finds_and_keys_follow(visit: OpenPage) -> None:
    page = visit()
    assert look_for(page, "VALPARAISO")[0] == "Valparaíso"
    assert page.get_attribute(FIELD, "aria-expanded") == "true"
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert active(page) == "Valparaíso"
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("ArrowUp")
    assert page.locator("[role=option]").last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert active(page) == "Valparaíso"
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/valparaiso.html")
    assert page.complaints == []


def test_enter_follows_the_first_and_a_place_on_the_same_page_is_reached(visit: OpenPage) -> None:
    page = visit()
    look_for(page, "a reliable ally")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{STORY}#q*")
    assert not page.locator("#search_box").is_visible()


def test_escape_closes_and_gives_the_focus_back(visit: OpenPage) -> None:
    page = visit()
    page.focus("#m-ukraine-1")
    look_for(page, "ukr")
    page.keyboard.press("Escape")
    assert not page.locator("#search_box").is_visible()
    assert page.evaluate("document.activeElement.id") == "m-ukraine-1"
    page.click("[data-search]")
    assert page.locator(FIELD).is_visible()
    page.click("#search_box button")
    assert page.evaluate("document.activeElement.matches('[data-search]')")
    page.click("[data-search]")
    page.mouse.click(5, 400)
    assert not page.locator("#search_box").is_visible()


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "?", "k"])
def test_other_keys_do_nothing(visit: OpenPage, key: str) -> None:
    page = visit()
    page.keyboard.press(key)
    assert not page.locator("#search_box").is_visible()


def test_a_slash_in_a_field_is_a_slash(visit: OpenPage) -> None:
    page = visit("people/index.html")
    page.focus("#filter-name")
    page.keyboard.press("/")
    assert page.input_value("#filter-name") == "/"
    assert not page.locator("#search_box").is_visible()


def test_the_key_can_be_switched_off(visit: OpenPage, served: str) -> None:
    page = visit("search.html")
    shown = "getComputedStyle(document.querySelector('[data-search]'), '::after').content !== 'none'"
    page.wait_for_function(shown)
    page.get_by_role("checkbox").uncheck()
    assert not page.evaluate(shown)
    page.goto(f"{served}/{STORY}")
    page.keyboard.press("/")
    assert not page.locator("#search_box").is_visible()
    page.click("[data-search]")
    assert page.locator("#search_box").is_visible()
    page.goto(f"{served}/search.html")
    page.get_by_role("checkbox").check()
    page.goto(f"{served}/{STORY}")
    page.keyboard.press("/")
    assert page.locator("#search_box").is_visible()


def test_another_window_is_opened_by_the_link_itself(visit: OpenPage) -> None:
    page = visit()
    with page.context.expect_page() as opened:
        page.click("[data-search]", modifiers=["Control"])
    assert opened.value.url.endswith("/search.html")
    assert not page.locator("#search_box").is_visible()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lukasz", ["Łukasz Größe-Müller"]),
        ("LUKAS", ["Łukasz Größe-Müller"]),
        ("grosse", ["Łukasz Größe-Müller"]),
        ("größe mue", ["Łukasz Größe-Müller"]),
        ("müller łuk", ["Łukasz Größe-Müller"]),
        ("ירו", ["ירושלים"]),
        ("tin", ["Tin Hut", "Martin Lane", "Anna Miller"]),
        ("hut tin", ["Tin Hut"]),
        ("annna", ["Anna Miller"]),
        ("maritn", ["Martin Lane"]),
        ("mrtin", ["Martin Lane"]),
        ("nartin", ["Martin Lane"]),
        ("annx", []),
        ("nobody", []),
        ("!!!", []),
    ],
)
def test_what_is_found(visit: OpenPage, invented: str, typed: str, found: list[str]) -> None:
    page = visit("articles/one.html", address=invented)
    if typed == "!!!":
        page.keyboard.press("/")
        page.fill(FIELD, typed)
        assert page.locator("[role=option]").count() == 0
        return
    look_for(page, typed)
    assert page.locator("[role=option]:not(.article, .quotation) .search-name").all_inner_texts() == found
    told = page.inner_text(TOLD)
    assert (told == "Nothing found") is not bool(page.locator("[role=option]").count())
    misspelled = typed in {"annna", "maritn", "mrtin", "nartin"}
    assert told.startswith("Nothing is spelled like that; 1 similar name") is misspelled


def test_quotations_are_found_by_words_and_speaker(visit: OpenPage, invented: str) -> None:
    page = visit("articles/one.html", address=invented)
    assert look_for(page, "strasse")[-1:] == ["“We wait for straße,”"]
    assert look_for(page, "anna wait")[-1:] == ["“We wait for straße,”"]
    assert page.locator("[role=option].quotation mark").all_inner_texts() == ["wait", "Anna"]
    assert "“" not in "".join(look_for(page, "traße"))


def test_an_alias_that_fits_is_shown_and_marked(visit: OpenPage, invented: str) -> None:
    page = visit("articles/one.html", address=invented)
    assert look_for(page, "tinka") == ["Anna Miller"]
    assert page.inner_text(".search-about") == "Tinka · Baker. · 2 mentions"
    assert page.inner_text(".search-about mark") == "Tinka"


def test_hostile_names_stay_text(visit: OpenPage, invented: str) -> None:
    page = visit("articles/one.html", address=invented)
    names = look_for(page, "evil") + look_for(page, "hoping")
    assert any(EVIL in name for name in names)
    assert page.locator("#search_box img, #search_box script").count() == 0
    assert page.evaluate("window.hit") is None
    assert page.complaints == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_long_names_stay_inside(visit: OpenPage, invented: str, width: int) -> None:
    for path in ("articles/one.html", "search.html"):
        page = visit(path, address=invented, viewport={"width": width, "height": 640})
        look_for(page, "don")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for part in ("#search_box", "#search_found"):
            assert page.locator(part).evaluate("e => e.scrollWidth <= e.clientWidth"), part


@pytest.mark.parametrize("where", ["disk", "server"])
def test_it_works_from_the_disk_and_from_a_server(visit: OpenPage, site: Path, served: str, where: str) -> None:
    page = visit("people/index.html", address=site.as_uri() if where == "disk" else served)
    assert look_for(page, "zelensky")[0] == "Volodymyr Zelenskyy"
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/volodymyr-zelenskyy.html")
    assert page.complaints == []


@pytest.mark.parametrize("where", ["disk", "server"])
def test_the_page_of_its_own_takes_a_question(visit: OpenPage, site: Path, served: str, where: str) -> None:
    page = visit("search.html?q=zelensky", address=site.as_uri() if where == "disk" else served)
    page.wait_for_selector("[role=option]")
    assert page.input_value(FIELD) == "zelensky"
    assert not page.locator("#search_ways").is_visible()
    assert look_for(page, "qqqzzz") == []
    page.wait_for_selector("#search_ways", state="visible")
    page.fill(FIELD, "")
    assert page.locator("#search_ways").is_visible()
    look_for(page, "ukraine")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/countries/ukraine.html")
    page.go_back()
    page.wait_for_selector("[role=option]")
    assert page.input_value(FIELD) == "ukraine"
    assert page.complaints == []


def test_the_dialog_leads_to_all_results(visit: OpenPage) -> None:
    page = visit()
    look_for(page, "er")
    many = page.locator("[role=option]").last
    assert many.get_attribute("class") == "search-all"
    total = int("".join(filter(str.isdigit, many.inner_text())))
    assert total >= page.locator("[role=option]").count()
    many.click()
    page.wait_for_url("**/search.html?q=er")
    page.wait_for_selector(f"{TOLD}:not(:empty)")
    assert page.inner_text(TOLD) == f"{total} results"


def test_without_javascript_the_link_leads_to_the_ways_in(visit: OpenPage) -> None:
    page = visit(java_script_enabled=False)
    page.click("[data-search]")
    page.wait_for_url("**/search.html")
    assert "JavaScript" in page.inner_text("main .notice")
    assert not page.locator("#search_box").is_visible()
    page.click("#search_ways a")
    page.wait_for_url("**/people/index.html")


@pytest.mark.parametrize("where", ["disk", "server"])
def test_a_word_of_one_text_finds_its_article(visit: OpenPage, site: Path, served: str, where: str) -> None:
    page = visit("people/index.html", address=site.as_uri() if where == "disk" else served)
    assert look_for(page, "diesel") == ["An island ferry slows down, and the island is rather pleased"]
    assert "Holmvik" in page.inner_text("[role=option] .search-about"), "what it is about"
    assert look_for(page, "diesel zebra") == []
    page.keyboard.press("Escape")
    assert page.complaints == []


def test_examples_stand_there_before_anything_is_typed(visit: OpenPage) -> None:
    page = visit()
    page.keyboard.press("/")
    examples = page.locator(".search-examples button")
    examples.first.wait_for()
    name = examples.first.inner_text()
    examples.first.click()
    page.wait_for_selector(f"{TOLD}:not(:empty)")
    assert page.input_value(FIELD) == name
    assert page.inner_text("[role=option] .search-name >> nth=0") == name
    assert not examples.first.is_visible()


def test_near_words_are_offered_where_nothing_is_found(visit: OpenPage) -> None:
    page = visit()
    assert look_for(page, "dieesel") == ["diesel"]
    assert page.inner_text(TOLD) == "Nothing found"
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#search_box input').value === 'diesel'")
    page.wait_for_selector("[role=option].article")


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A site whose index is cut as that of a large one is."""
    monkeypatch.setattr(search_names, "MOST_IN_HEAD", 2)
    monkeypatch.setattr(search_names, "MOST_OF_LETTER", 2)
    monkeypatch.setattr(search_words, "MOST_ARTICLES", 2)
    monkeypatch.setattr(search_words, "MOST_IN_ONE_FILE", 0)
    for n in range(1, 20):
        told = (
            f"Harbour {n} has a lock. {'Only here a zebra waits.' if n == 2 else ''} Ulla Brandt{chr(96 + n)} saw it."
        )
        (tmp_path / f"a{n:02}.md").write_text(f"---\ntitle: Story {n}\ndate: 2024-01-{n:02}\n---\n{told}\n")
    entries = "".join(f"- {{name: Ulla Brandt{chr(96 + n)}, kind: person}}\n" for n in range(1, 20))
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "k.yaml").write_text(
        f"{entries}- {{name: Łódź Port, kind: place, aliases: [Harbour 3]}}\n"
    )
    build(tmp_path, tmp_path / "site")
    return (tmp_path / "site").as_uri()


def test_an_index_in_many_files(visit: OpenPage, many: str) -> None:
    page = visit("articles/a01.html", address=many)
    assert look_for(page, "brandtc", several=2) == ["Ulla Brandtc", "Story 3"]
    assert look_for(page, "zebra") == ["Story 2"]
    assert page.inner_text(TOLD) == "1 result"
    assert look_for(page, "lodz") == ["Łódź Port"]
    assert look_for(page, "lock waits") == ["Story 2"]
    found = look_for(page, "lock")
    page.wait_for_function("document.querySelectorAll('[role=option].article').length === 6")
    assert "more" in page.inner_text(TOLD)
    assert look_for(page, "story 7")[0] == "Story 7"
    assert found[0] == "Story 19", "the newest first"
    assert page.complaints == []


def test_what_was_told_of_other_words_is_gone_while_these_are_looked_for(visit: OpenPage, invented: str) -> None:
    page = visit("articles/one.html", address=invented)
    look_for(page, "annna")
    assert page.eval_on_selector(FIELD, TOLD_AT_ONCE) == ""
    page.wait_for_selector("[role=option] >> text=Martin Lane")
    assert "spelled" not in page.inner_text(TOLD)


def test_a_lost_page_can_search_too(visit: OpenPage) -> None:
    page = visit("404.html")
    assert look_for(page, "germany")[0] == "Germany"
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/germany.html")


def test_a_missing_index_is_told_of(visit: OpenPage) -> None:
    page = visit()
    page.route("**/assets/search/head.js", lambda route: route.abort())
    page.keyboard.press("/")
    page.wait_for_selector(f"{TOLD}:not(:empty)")
    assert page.inner_text(TOLD) == "The index could not be loaded."
    page.unroute("**/assets/search/head.js")
    page.keyboard.type("ukr")
    page.wait_for_selector("[role=option]")


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_open_dialog(visit: OpenPage, width: int) -> None:
    for path in (STORY, "search.html"):
        page = visit(path, viewport={"width": width, "height": 900})
        for words in ("", "ger"):
            if words or path == STORY:
                page.keyboard.press("/")
            if words:
                look_for(page, words)
                page.keyboard.press("ArrowDown")
            assert_accessible(page)


def test_touch_opens_a_full_sheet_and_follows_at_the_first_tap(visit: OpenPage) -> None:
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.tap("[data-search]")
    page.fill(FIELD, "germ")
    page.wait_for_selector("[role=option]")
    box = page.locator("#search_box").bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (390, 844)
    page.tap("[role=option] >> nth=0")
    page.wait_for_url("**/countries/germany.html")
