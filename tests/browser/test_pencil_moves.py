"""Moves of the correction desk by a few keys each, at one preview; whatever happens, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_project import FERRY, make_project, write
from playwright.sync_api import Browser, Page, expect
from previews import leave, previewing

pytestmark = pytest.mark.preview

WRITE = "Write"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A small project, and the address of a preview of it that has a desk."""
    project = make_project(tmp_path_factory.mktemp("desk"))
    with previewing(project, "--review") as address:
        yield project, address


@pytest.fixture
def desk(chromium: Browser, served: tuple[Path, str]) -> Iterator[Page]:
    """The page of the ferry, in a window of its own; its article is as it was when a test has ended."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(served[1] + "articles/ferry.html")
    expect(page.locator(".desk[data-ready]")).to_be_attached()
    yield page
    leave(page)
    write(served[0] / "articles/ferry.md", FERRY)


@pytest.fixture
def article(served: tuple[Path, str]) -> Path:
    return served[0] / "articles/ferry.md"


def at(page: Page, words: str) -> None:
    """The focus on the pencil of these words in the list of everything."""
    page.locator(".desk-every").evaluate("list => { list.parentElement.open = true; }")
    page.get_by_role("button", name=f"Correct {words}").last.focus()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def written(page: Page, article: Path) -> str:
    """What the file holds after Enter on what is previewed."""
    expect(page.get_by_role("button", name=WRITE, exact=True)).to_be_focused()
    press(page, "Enter")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".desk-status")).to_contain_text("Written")
    return article.read_text(encoding="utf-8").partition("\n---\n")[0]


def test_a_form_and_then_its_withdrawal(desk: Page, article: Path) -> None:
    at(desk, "“Nobody told me anything,”")
    press(desk, "e", "4")
    expect(desk.get_by_role("radio", name="Another form")).to_be_checked()
    press(desk, "1")
    assert "kind: partial" in written(desk, article)
    expect(desk.locator(".desk-doubts .desk-settled")).to_contain_text("Nobody told me anything")
    at(desk, "“Nobody told me anything,”")
    press(desk, "e", "6")
    expect(desk.get_by_role("radio", name="Withdraw the correction")).to_be_checked()
    assert "quotations" not in written(desk, article)


def test_a_role(desk: Page, article: Path) -> None:
    at(desk, "“Ines Duarte”")
    press(desk, "e", "6")
    desk.keyboard.type("pilot of the port")
    press(desk, "Enter")
    assert "role: pilot of the port" in written(desk, article)


def test_a_new_entry_comes_prefilled(desk: Page, served: tuple[Path, str]) -> None:
    people = served[0] / "knowledge/people.yaml"
    before = people.read_text(encoding="utf-8")
    at(desk, "“Ines Duarte”")
    press(desk, "e", "4")
    expect(desk.get_by_role("textbox", name="Role")).to_have_value("harbour master of Vorsel")
    desk.get_by_label("In one sentence").fill("She runs the harbour.")
    press(desk, "Enter")
    written(desk, people)
    after = people.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert "name: Ines Duarte\n" in after
    assert "summary: She runs the harbour.\n" in after
    press(desk, "u")
    expect(desk.locator(".desk-status")).to_contain_text("Undone")
    assert people.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("words", "key", "line"),
    [
        ("“Nobody told me anything,”", "a", "speaker: oskar-lindqvist"),
        ("“Nobody told me anything,”", "x", "not: true"),
        ("“Ashby Combe”", "a", "Ashby Combe: ashby-combe"),
        ("“Ashby Combe”", "x", 'Ashby Combe: ""'),
    ],
)
def test_one_key_says_all_of_a_move_and_enter_writes_it(
    desk: Page, article: Path, words: str, key: str, line: str
) -> None:
    at(desk, words)
    press(desk, key)
    expect(desk.locator("dialog pre")).to_contain_text(line)
    assert article.read_text(encoding="utf-8") == FERRY
    assert line in written(desk, article)


def test_another_speaker_in_three_keys(desk: Page, article: Path) -> None:
    at(desk, "“Nobody told me anything,”")
    press(desk, "s", "1")
    assert "speaker: ines-duarte" in written(desk, article)


def test_what_is_typed_outlives_an_edit_of_the_article(desk: Page, article: Path) -> None:
    at(desk, "“Ines Duarte”")
    press(desk, "e", "6")
    desk.get_by_label("Role on the day").fill("pilot of the port")
    desk.get_by_role("radio", name="In every article").check()
    write(article, FERRY.replace("Duarte waited", "Yesterday Duarte waited"))
    expect(desk.locator("[data-article-body]")).to_contain_text("Yesterday Duarte")
    expect(desk.locator("dialog .desk-told")).to_contain_text("what you chose is still here")
    expect(desk.get_by_label("Role on the day")).to_have_value("pilot of the port")
    expect(desk.get_by_role("radio", name="In every article")).to_be_checked()


def test_the_desk_stays_in_reach_while_a_build_fails(desk: Page, article: Path) -> None:
    write(article, FERRY.replace("date: 2026-03-14", "date: 2026-03-34"))
    expect(desk.locator("#sitegen-problems")).to_be_visible()
    desk.locator(".desk-toggle").click(timeout=5000)
    expect(desk.locator(".desk-panel")).to_be_hidden()


def test_a_date_means_another_day_and_then_none(desk: Page, article: Path) -> None:
    desk.locator("time.date").first.hover()
    expect(desk.locator(".desk-bar button").first).to_have_text("✎ Date")
    desk.mouse.move(0, 0)
    expect(desk.locator(".desk-bar button")).to_be_hidden()
    at(desk, "“Friday”")
    press(desk, "e", "1")
    expect(desk.get_by_role("textbox", name="It means")).to_have_value("2026-03-13")
    desk.keyboard.type("2026-03-06")
    press(desk, "Enter")
    assert "means: 2026-03-06" in written(desk, article)
    expect(desk.locator("time.date[datetime='2026-03-06']")).to_have_text("Friday")
    at(desk, "“Friday”")
    press(desk, "x")
    assert 'means: ""' in written(desk, article)
    expect(desk.locator("time.date")).to_have_count(0)
