"""The correction desk in a browser: from the click, or the key, to the file on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from accessibility import assert_accessible
from desk_project import FERRY, make_project, write
from playwright.sync_api import Browser, Page, expect
from previews import leave, previewing

pytestmark = pytest.mark.preview

NAME, SAID = "#m-ines-duarte-1", "#q2"
CHANGED_FILE = "status of 409"
"""What the console says of an answer that is asked for."""


@dataclass
class Editor:
    """Somebody at the desk of the ferry article."""

    page: Page
    source: Path
    complaints: list[str]

    def open(self, mention: str, pencil: str) -> None:
        """The dialog of what stands in the text, by its pencil."""
        line = self.page.locator(mention).evaluate("words => words.getClientRects()[0].toJSON()")
        self.page.mouse.move(line["left"] + 4, line["top"] + line["height"] / 2)
        self.page.locator(".desk-bar").get_by_text(pencil).click()
        expect(self.page.locator("dialog")).to_be_visible()

    def choose(self, *words: str) -> None:
        for label in words:
            self.page.locator("dialog .desk-choice", has_text=label).first.click()

    def preview(self) -> str:
        """The diff, while nothing is written."""
        before = self.source.read_bytes()
        self.page.get_by_role("button", name="Preview").click()
        diff = self.page.locator("dialog pre")
        expect(diff).to_be_visible()
        assert self.source.read_bytes() == before
        return diff.inner_text()

    def write(self) -> str:
        """What the file holds then."""
        self.page.get_by_role("button", name="Write", exact=True).click()
        self.says("Written")
        return self.source.read_text(encoding="utf-8")

    def says(self, words: str) -> None:
        expect(self.page.locator(".desk-status")).to_contain_text(words)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A small project, and the address of a preview of it that has a desk."""
    project = make_project(tmp_path)
    with previewing(project, "--review") as address:
        yield project, address


@pytest.fixture(params=[1280])
def editor(request: pytest.FixtureRequest, chromium: Browser, started: tuple[Path, str]) -> Iterator[Editor]:
    """The page of the ferry in a window of some width; what it complains of fails the test."""
    project, address = started
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address + "articles/ferry.html")
    expect(page.locator(".desk[data-ready]")).to_be_attached()
    yield Editor(page, project / "articles" / "ferry.md", complaints)
    told = list(complaints)
    leave(page)
    assert not told


def test_another_speaker_is_written_shown_and_taken_back(editor: Editor) -> None:
    editor.open(SAID, "Quotation")
    editor.choose("Another speaker", "Ines Duarte")
    assert re.search(r"\+ .*speaker: ines-duarte", editor.preview())
    assert "speaker: ines-duarte" in editor.write()
    page = editor.page
    expect(page.locator(f"{SAID}[data-speaker='ines-duarte']")).to_be_focused()
    editor.says("Written")
    page.locator(".desk-undo").click()
    editor.says("Undone")
    expect(page.locator(f"{SAID}[data-speaker='oskar-lindqvist']")).to_be_visible()
    assert editor.source.read_text(encoding="utf-8") == FERRY


def test_a_name_is_hidden_at_one_place(editor: Editor) -> None:
    text = editor.page.locator("[data-article-body]").text_content()
    editor.open(NAME, "Name")
    editor.choose("Not a name", "Here only")
    editor.preview()
    assert "mentions:" in editor.write()
    expect(editor.page.locator(NAME)).to_have_text("Duarte")
    assert editor.page.locator("[data-article-body]").text_content() == text


@pytest.mark.parametrize(
    ("choices", "file", "line"),
    [
        (("Not a name",), "site.yaml", "  - Ashby Combe\n"),
        (("Another kind", "a place"), "site.yaml", "  Ashby Combe: place\n"),
        (("It is right",), "knowledge/people.yaml", "name: Ashby Combe\n"),
    ],
    ids=["hide", "kind", "accept"],
)
def test_what_holds_in_every_article_goes_into_the_files_of_the_site(
    editor: Editor, choices: tuple[str, ...], file: str, line: str
) -> None:
    project = editor.source.parent.parent
    editor.open("#m-ashby-combe-1", "Name")
    editor.choose(*choices, "In every article")
    assert line.strip() in editor.preview()
    assert editor.write() == FERRY
    assert line in (project / file).read_text(encoding="utf-8")


def test_words_are_no_quotation_any_more(editor: Editor) -> None:
    editor.open(SAID, "Quotation")
    editor.choose("Not a quotation")
    editor.preview()
    assert "not: true" in editor.write()
    expect(editor.page.locator(SAID)).to_have_count(0)


def test_selected_words_become_a_quotation(editor: Editor) -> None:
    page = editor.page
    page.evaluate("""() => {
        const node = [...document.querySelector("#p2").childNodes].find((one) => one.data?.includes("two hours"));
        getSelection().setBaseAndExtent(node, node.data.indexOf("waited"), node, node.data.indexOf("hours") + 5);
    }""")
    page.locator(".desk-bar").get_by_text("Quotation of").click()
    editor.choose("Oskar Lindqvist", "in the reporter")
    editor.preview()
    assert re.search(r"waited for two hours[\s\S]*speaker: oskar-lindqvist", editor.write())
    expect(page.locator(".quotation.indirect")).to_contain_text("waited for two hours")


def test_a_file_that_has_changed_since_is_not_written_over(editor: Editor) -> None:
    page = editor.page
    page.route("**/.sitegen/events*", lambda route: route.abort())
    page.reload()
    expect(page.locator(".desk[data-ready]")).to_be_attached()
    editor.open(NAME, "Name")
    editor.choose("Not a name")
    editor.preview()
    edited = FERRY.replace("nobody knows why", "somebody knows")
    write(editor.source, edited)
    page.get_by_role("button", name="Write", exact=True).click()
    editor.says("articles/ferry.md has changed since")
    expect(page.get_by_role("radio", name="Not a name")).to_be_checked()
    expect(page.locator("dialog pre")).to_contain_text('+  Ines Duarte: ""')
    assert editor.source.read_text(encoding="utf-8") == edited
    expected = (CHANGED_FILE, "ERR_FAILED")
    editor.complaints[:] = [one for one in editor.complaints if not any(words in one for words in expected)]


def test_what_is_refused_says_why_in_the_dialog(editor: Editor) -> None:
    editor.open(SAID, "Quotation")
    editor.choose("Where it begins and ends")
    editor.page.get_by_role("button", name="Preview").click()
    expect(editor.page.locator("dialog .desk-wrong")).to_contain_text("these are its words already")
    assert editor.source.read_text(encoding="utf-8") == FERRY
    editor.complaints[:] = [one for one in editor.complaints if "status of 422" not in one]


def test_everything_goes_by_keys_alone(editor: Editor) -> None:
    page = editor.page
    page.keyboard.press("n")
    editor.says("1 of 2")
    page.keyboard.press("p")
    editor.says("2 of 2")
    page.keyboard.press("e")
    expect(page.locator("#desk-title")).to_have_text("“Ashby Combe”")
    page.keyboard.press("5")
    expect(page.locator("dialog .desk-fields .desk-choice", has_text="a place")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Write", exact=True)).to_be_focused()
    assert editor.source.read_text(encoding="utf-8") == FERRY
    page.keyboard.press("Enter")
    editor.says("Written")
    expect(page.locator("#m-ashby-combe-1.place")).to_be_visible()
    assert "Ashby Combe" in editor.source.read_text(encoding="utf-8").partition("\n---\n")[0]
    expect(page.locator(".desk-doubts li:not(.desk-settled) .desk-pencil").first).to_be_focused()
    expect(page.locator(".desk-doubts .desk-settled")).to_contain_text("settled")
    page.keyboard.press("u")
    editor.says("Undone")
    expect(page.locator("#m-ashby-combe-1.person")).to_be_visible()
    assert editor.source.read_text(encoding="utf-8") == FERRY


def test_a_key_accepts_the_doubt_that_is_looked_at(editor: Editor) -> None:
    page = editor.page
    page.keyboard.press("a")
    editor.says("nothing to accept")
    page.keyboard.press("p")
    editor.says("2 of 2")
    page.keyboard.press("a")
    expect(page.get_by_role("radio", name="It is right: accept it")).to_be_checked()
    expect(page.get_by_role("button", name="Write", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    editor.says("Written")
    assert "ashby-combe" in editor.source.read_text(encoding="utf-8").partition("\n---\n")[0]


def test_single_keys_are_switched_off_and_never_work_in_a_field(editor: Editor) -> None:
    page = editor.page
    editor.open(NAME, "Name")
    editor.choose("Somebody or something else")
    field = page.get_by_label("Search names")
    field.fill("")
    field.press_sequentially("n1e")
    expect(field).to_have_value("n1e")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("n")
    expect(page.locator(".desk-status")).to_be_empty()
    expect(page.locator("dialog")).to_be_hidden()


def test_an_article_is_checked_and_the_page_says_so(editor: Editor) -> None:
    page = editor.page
    page.get_by_role("button", name="Checked …").click()
    page.get_by_label("Who has read all of it").fill("Vera Holm")
    editor.preview()
    assert re.search(r"checked:[\s\S]*by: Vera Holm", editor.write())
    expect(page.locator(".desk-end")).to_contain_text("Checked by Vera Holm on")
    expect(page.get_by_role("button", name="Checked …")).to_be_focused()


@pytest.mark.parametrize("editor", [390], indirect=True)
def test_ends_of_a_quotation_move_on_a_phone(editor: Editor) -> None:
    page = editor.page
    page.get_by_role("button", name="Desk (2)").click()
    page.get_by_text("All names, quotations and dates").click()
    page.get_by_role("button", name="Correct “It is late again,”").click()
    editor.choose("Where it begins and ends")
    page.get_by_label("First word").press("ArrowRight")
    page.get_by_text("late", exact=True).click()
    assert page.get_by_label("Last word").get_attribute("aria-valuetext") == "late"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = "list => list.filter(one => one.offsetHeight && one.offsetHeight < 44).map(one => one.outerHTML)"
    assert page.locator(".desk :is(button, .desk-choice)").evaluate_all(small) == []
    editor.preview()
    assert re.search(r"starts: is late\b[\s\S]*ends: ", editor.write())
    expect(page.locator("#q1")).to_have_text("is late")


def test_axe_finds_nothing_in_the_side_and_the_dialog(editor: Editor) -> None:
    assert_accessible(editor.page)
    editor.open(SAID, "Quotation")
    editor.choose("Another speaker", "Nobody")
    editor.preview()
    assert_accessible(editor.page)


def test_a_quotation_with_words_in_marks_within_it_has_one_pencil(editor: Editor) -> None:
    editor.source.write_text(FERRY + "\nLindqvist said the old ferry was “tired and late”.\n", encoding="utf-8")
    inner = editor.page.locator(".quotation.indirect .quotation.partial")
    expect(inner).to_be_visible()
    expect(editor.page.locator(".desk[data-ready]")).to_be_attached()
    inner.hover()
    expect(editor.page.locator(".desk-bar button")).to_have_text(["✎ Quotation"])
