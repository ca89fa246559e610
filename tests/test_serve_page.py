"""What the preview adds to a page, and that it adds nothing else."""

from __future__ import annotations

import re

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.serve.inject import add_preview, allow_connecting, render_error_page, render_panel, with_own_connections
from sitegen.serve.snapshot import State

STATE = State("a1", "b2", "c3")
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
NASTY = Diagnostic(
    'a"><script>alert(1)</script>.md',
    "<img src=x onerror=alert(1)>",
    "SG101",
    3,
    2,
    help="</section><script>alert(2)</script>",
    source_line='<b title="&amp;">\x1b[31m</b>',
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", "default-src 'none'; connect-src 'self'"),
        ("default-src 'none'; img-src 'self';", "default-src 'none'; img-src 'self'; connect-src 'self'"),
        ("default-src 'none'; connect-src 'none'", "default-src 'none'; connect-src 'self'"),
        ("connect-src 'none'; img-src data:", "connect-src 'self'; img-src data:"),
        ("connect-src https://a.example", "connect-src 'self' https://a.example"),
        ("connect-src 'self' https://a.example", "connect-src 'self' https://a.example"),
    ],
)
def test_a_policy_lets_the_script_listen(policy: str, expected: str) -> None:
    assert with_own_connections(policy) == expected
    page = f"<head>{META.format(policy)}</head><body>x</body>"
    assert allow_connecting(page) == page.replace(policy, expected)


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>x</title></head><body>x</body>",
        f"<head></head><body>{META.format('default-src x')}</body>",
        f"<body class=a>{META.format('default-src x')}</body>",
        "<p>Content-Security-Policy",
        "",
    ],
)
def test_a_page_without_a_policy_in_its_head_stays(page: str) -> None:
    assert allow_connecting(page) == page


def test_only_the_first_policy_changes() -> None:
    page = "<head>" + META.format("default-src 'none'") + META.format("img-src 'self'") + "</head>"
    assert allow_connecting(page) == page.replace("'none'", "'none'; connect-src 'self'")


def test_the_script_is_all_that_a_good_page_gets() -> None:
    page = "<html><head></head><body><p>x</p></body></html>"
    added = add_preview(page, STATE, ())
    script = '<script src="/.sitegen/live.js" data-page="a1" data-files="b2" data-styles="c3" defer></script>\n'
    assert added == page.replace("</body>", script + "</body>")


@pytest.mark.parametrize("page", ["", "<p>fragment", "plain text"])
def test_a_page_without_an_end_gets_it_at_the_end(page: str) -> None:
    assert add_preview(page, STATE, ()).startswith(page + "<script")


def test_a_mistake_is_shown_with_place_and_help() -> None:
    problem = Diagnostic("a.md", "no such key", "SG102", 4, 3, "leave it out", "  titel: x")
    panel = render_panel([problem], "behind")
    assert "1 mistake: behind" in panel
    assert "<code>a.md:4:3</code>: error[SG102]: no such key" in panel
    assert "4 |   titel: x\n      ^" in panel
    assert "help: leave it out" in panel


def test_no_mistake_no_panel() -> None:
    assert render_panel([], "behind") == ""


@pytest.mark.parametrize("page", [render_panel([NASTY], "x"), render_error_page(STATE, [NASTY])])
def test_nothing_of_a_mistake_is_markup(page: str) -> None:
    tags = set(re.findall(r"<(/?[a-z!]+)", page))
    assert not tags & {"img", "b"}
    assert page.count("<script") <= 1
    assert "alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in page


def test_mistakes_stand_in_file_order() -> None:
    problems = [Diagnostic("b.md", "x", "SG1"), Diagnostic("a.md", "x", "SG1", 10), Diagnostic("a.md", "x", "SG1", 9)]
    assert re.findall(r"<code>(.*?)</code>", render_panel(problems, "")) == ["a.md:9", "a.md:10", "b.md"]
