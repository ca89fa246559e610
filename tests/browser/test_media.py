"""The same pages on paper, in other schemes, from right to left, and without their style sheet."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import made_site
import pytest
from conftest import OpenPage, Story, find_kinds, open_marks
from playwright.sync_api import Page

CARD = "#card:popover-open"
KINDS = ("person", "country", "place", "organization", "term")
HEBREW = "articles/sekher.html"


def style(page: Page, selector: str, *properties: str, pseudo: str = "") -> list[str]:
    """What the browser makes of these properties of the first element that fits."""
    read = "(e, [names, pseudo]) => names.map(name => getComputedStyle(e, pseudo || null)[name])"
    return list(page.eval_on_selector(selector, read, [list(properties), pseudo]))


def open_card(page: Page, fragment: str) -> None:
    page.focus(f"#{fragment}")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector(CARD)


class TestPrint:
    def test_every_note_has_its_entry_and_every_entry_its_note(self, read: OpenPage) -> None:
        page = read()
        page.emulate_media(media="print")
        pairs = page.evaluate(
            """() => {
                const entries = [...document.querySelectorAll('.entry')];
                return [...document.querySelectorAll('a.mention[data-note]')].map(m => [
                    getComputedStyle(m, '::after').content.replaceAll('" "', ''),
                    `"[${1 + entries.indexOf(document.getElementById('who-' + m.dataset.entity))}]"`,
                ]);
            }"""
        )
        assert style(page, ".entry", "content", pseudo="::before") == ["counter(note)"]
        assert style(page, ".entry", "counterIncrement") == ["note 1"]
        assert style(page, "#who", "counterReset") == ["note 0"]
        entries = page.locator(".entry:not(.date)").count()
        assert len(pairs) == entries >= 18
        assert all(mention == entry for mention, entry in pairs)
        assert sorted(int(mention.strip('"[]')) for mention, _ in pairs) == list(range(1, entries + 1))
        assert len(page.locator(".entry:visible").all()) == entries

    def test_notes_are_no_larger_than_the_text_and_not_taken_for_the_author_s(
        self, visit: OpenPage, served_made: str
    ) -> None:
        page = visit(made_site.STORY, served_made)
        page.emulate_media(media="print")
        sizes = [float(style(page, part, "fontSize")[0].removesuffix("px")) for part in ("#p1", ".entry-summary")]
        assert sizes[0] >= sizes[1] > 10
        assert style(page, ".note-ref", "content", pseudo="::after")[0].replace('" "', "") == '"(1)"'

    def test_a_printed_page_says_where_it_comes_from_and_when(self, visit: OpenPage) -> None:
        page = visit(stopped=True, locale="en-GB")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        printed = style(page, ".site-footer", "content", pseudo="::after")[0].strip('"')
        assert printed == f"{page.url} · 1 January 1970"
        page = visit("articles/slower-ferry.html")
        page.emulate_media(media="print")
        article = style(page, ".entry.article", "content", pseudo="::before")
        assert article == ["none"], "no note leads to an article, so its entry has no number"
        page = visit("404.html", stopped=True)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.complaints == []

    def test_a_link_out_of_the_site_is_printed_with_its_address(self, visit: OpenPage) -> None:
        page = visit("people/boris-pistorius.html")
        page.emulate_media(media="print")
        address = page.get_attribute(".entry-sources a", "href")
        printed = style(page, ".entry-sources a", "content", pseudo="::after")[0].replace('" "', "")
        assert printed == f'" <{address}>"'

    def test_an_office_that_is_held_is_printed_as_one(self, visit: OpenPage) -> None:
        page = visit("people/boris-pistorius.html")
        page.emulate_media(media="print")
        held, ended = (f".timeline li{which}" for which in (":not(.ended)", ".ended"))
        dots = [style(page, one, "backgroundColor", "printColorAdjust", pseudo="::before") for one in (held, ended)]
        assert dots[0][0] != dots[1][0]
        assert [printed for _, printed in dots] == ["exact", "exact"]

    def test_the_text_keeps_away_from_the_line_above_it(self, read: OpenPage) -> None:
        page = read()
        page.emulate_media(media="print")
        header, text = page.locator(".article-header").bounding_box(), page.locator("#p1").bounding_box()
        assert header
        assert text
        assert text["y"] - header["y"] - header["height"] > 10

    def test_no_control_and_no_card_is_printed(self, read: OpenPage, story: Story) -> None:
        page = read()
        open_card(page, f"m-{story.person}-1")
        page.emulate_media(media="print")
        assert page.locator(":is(button, input, select, summary, #card, .skip, .site-nav):visible").count() == 0
        assert page.locator("h1:visible").count() == 1

    def test_on_paper_stand_the_whole_text_and_the_whole_list(self, read: OpenPage, tmp_path: Path) -> None:
        page = read()
        page.emulate_media(media="print")
        clipped = page.evaluate(
            """() => [...document.querySelectorAll('main *')].filter(e => e.scrollHeight > e.clientHeight + 1
                && /auto|scroll|hidden/.test(getComputedStyle(e).overflowY)).map(e => e.id || e.className)"""
        )
        assert clipped == []
        page.pdf(path=tmp_path / "page.pdf", format="A4")
        sheets = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes()))
        assert 1 < sheets <= 12


class TestSchemes:
    @pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
    def test_the_kinds_are_told_apart_by_their_strokes(self, read: OpenPage, settings: dict[str, Any]) -> None:
        page = read(**settings)
        strokes = {kind: style(page, f".mention.{kind}.first", "textDecorationStyle")[0] for kind in KINDS}
        assert strokes == dict(zip(KINDS, ("solid", "dashed", "dashed", "double", "dotted"), strict=True))
        assert style(page, ".mention:not(.first)", "textDecorationStyle", "textDecorationThickness") == ["solid", "1px"]

    def test_forced_colours_show_what_is_open_focused_and_off(self, read: OpenPage, story: Story) -> None:
        page = read(forced_colors="active", stopped=True)
        open_marks(page)
        page.focus(f"#{story.row[0]}")
        page.keyboard.press("Tab")
        page.wait_for_selector(f"#{story.row[1]}:focus-visible")
        assert style(page, ".density", "borderBottomColor") != style(page, ".density + .density", "borderBottomColor")
        line, width = style(page, f"#{story.row[1]}", "outlineStyle", "outlineWidth")
        assert line == "solid"
        assert float(width.removesuffix("px")) >= 2
        page.keyboard.press("Alt+ArrowDown")
        assert style(page, ".mention.open", "outlineStyle") == ["solid"]
        assert style(page, "#card", "borderStyle", "borderWidth") == ["solid", "1px"]
        before = style(page, ".toggle", "borderStyle", "borderBottomWidth")
        page.keyboard.press("Escape")
        page.click(".toggle")
        assert style(page, ".toggle", "borderStyle", "borderBottomWidth") != before

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_more_contrast_leaves_nothing_pale(self, read: OpenPage, scheme: str) -> None:
        def contrasts(page: Page, selector: str) -> float:
            return float(page.eval_on_selector(selector, CONTRAST))

        usual, more = read(color_scheme=scheme), read(color_scheme=scheme, contrast="more")
        for selector in (".article-facts", ".entry-role", ".site-footer p"):
            assert contrasts(more, selector) > 12, selector
            assert contrasts(more, selector) > contrasts(usual, selector) >= 4.5, selector

    def test_reduced_motion_moves_nothing(self, read: OpenPage, story: Story) -> None:
        moving = """() => [...document.querySelectorAll('*')].filter(e => {
            const s = getComputedStyle(e);
            return s.transitionDuration !== '0s' || s.animationName !== 'none' || s.scrollBehavior === 'smooth';
        }).length"""
        page = read(reduced_motion="reduce")
        open_card(page, f"m-{story.person}-1")
        assert page.evaluate(moving) == 0
        assert read().evaluate(moving) > 0, "which is seen where motion is welcome"


CONTRAST = """e => {
    const light = colour => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const [a, b] = [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor].map(light);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
}"""
"""The contrast of an element's text with the page, after WCAG 2.2."""


class TestRightToLeft:
    def test_the_pages_say_so_and_foreign_passages_say_which(self, visit: OpenPage, served_mirrored: str) -> None:
        page = visit(HEBREW, served_mirrored)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["he", "rtl"]
        assert page.complaints == []
        page.goto(f"{served_mirrored}/articles/visitor.html")
        assert page.evaluate("[...document.querySelectorAll('[lang=en]')].map(e => [e.localName, e.dir])") == [
            ["h1", "ltr"],
            ["div", "ltr"],
        ]
        page.goto(f"{served_mirrored}/people/rivka.html")
        assert set(page.locator("[lang=en]").evaluate_all("all => all.map(e => e.dir)")) == {"ltr"}
        assert page.locator(".passages > li[lang=en], .passages p:first-child[lang=en]").count() == 1
        assert page.locator(".passages > li:not([lang], :has(> [lang]))").count() >= 4

    @pytest.mark.parametrize("width", [1440, 1280, 390])
    def test_the_card_is_mirrored_inside_the_window(self, visit: OpenPage, served_mirrored: str, width: int) -> None:
        page = visit(HEBREW, served_mirrored, viewport={"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        mirrored = 0
        for mention in page.locator("a.mention").all():
            mention.focus()
            page.keyboard.press("Alt+ArrowDown")
            card, name = page.locator("#card").bounding_box(), mention.bounding_box()
            assert card
            assert name
            assert card["x"] >= 0
            assert card["x"] + card["width"] <= width
            mirrored += abs(card["x"] + card["width"] - name["x"] - name["width"]) < 2
            assert style(page, "#card", "direction", "textAlign") == ["rtl", "start"]
            page.keyboard.press("Escape")
        assert style(page, "#card .steps a", "scale") == ["-1 1"], "the arrows lead the other way"
        assert mirrored >= 3, "where there is room it ends where its mention does"

    def test_the_page_is_mirrored(self, visit: OpenPage, served_mirrored: str) -> None:
        page = visit(HEBREW, served_mirrored)
        text, who = page.locator(".article-body").bounding_box(), page.locator("#who").bounding_box()
        assert text
        assert who
        assert who["x"] + who["width"] < text["x"]
        assert style(page, ".entry", "borderRightWidth", "borderLeftWidth") == ["3px", "0px"]


class TestAlone:
    """A page that was saved or sent as one file, without its style sheet and script."""

    BARE = r"<link[^>]*>|<script.*?</script>"

    def test_it_reads_in_order_and_has_no_controls(self, visit: OpenPage, story: Story) -> None:
        page = visit("404.html", java_script_enabled=False)
        page.set_content(re.sub(self.BARE, "", (story.site / story.path).read_text(encoding="utf-8"), flags=re.DOTALL))
        assert page.locator(":is(button, input, select, summary, #card, .toggles):visible").count() == 0
        order = page.locator("h1, [data-article-body], #who, footer").evaluate_all(
            "all => all.map(e => [e.localName, e.getBoundingClientRect().top])"
        )
        assert [name for name, _ in order] == ["h1", "div", "aside", "footer"]
        assert [top for _, top in order] == sorted(top for _, top in order)
        levels = [int(name[1]) for name in page.locator("h1, h2, h3, h4").evaluate_all("a => a.map(e => e.localName)")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        entry = page.locator(f"#who-{story.person}")
        assert entry.is_visible()
        assert story.name in entry.inner_text()
        page.click(f"#who-{story.person} .entry-mentions a >> nth=0")
        assert page.url.endswith(f"#m-{story.person}-1")

    def test_no_kind_of_page_has_controls_then(self, visit: OpenPage, site: Path, made: Path) -> None:
        page = visit("404.html", java_script_enabled=False)
        for path in [folder / kind for folder in (site, made) for kind in find_kinds(folder)]:
            page.set_content(re.sub(self.BARE, "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
            assert page.locator(":is(button, input, select, .marks summary, [popover]):visible").count() == 0, path
            assert page.locator("h1:visible").count() == 1, path
