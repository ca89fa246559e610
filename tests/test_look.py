"""The look by settings: colours that can be read, typefaces, a logo, the width of the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import Severity, SitegenError
from sitegen.files.shipped import find_resource_folder
from sitegen.pages.look import style_of
from sitegen.project.colours import AA, contrast, least_contrast, nearest_readable, parse_colour, write_colour
from sitegen.project.config import load_config
from sitegen.project.look import GROUNDS, MOST_FONT_BYTES

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40z"/></svg>'
SETTINGS = """\
accent: "#7A1F5C"
fonts:
  text: [fonts/text.woff2, {file: static/fonts/italic.woff2, style: italic, weight: 200 900}]
  labels: fonts/labels.ttf
logo: logo.svg
width: 44
"""


def project(root: Path, settings: str, **files: bytes) -> Path:
    """A project with these settings and everything that they name."""
    named = {"logo.svg": LOGO.encode(), "fonts/text.woff2": b"x", "fonts/italic.woff2": b"y", "fonts/labels.ttf": b"z"}
    for name, content in (named | files).items():
        (root / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "static" / name).write_bytes(content)
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    (root / "a.txt").write_text("It rained in Peru.\n", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.48), ("#fff", "#FFF", 1.0), ("#0000ff", "#000000", 2.44)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(parse_colour(one), parse_colour(other)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("written", ["#ff8800", "#ffffff", "#000000", "#7a1f5c", "#00ff00", "#777777"])
@pytest.mark.parametrize("key", list(GROUNDS))
def test_the_nearest_colour_can_be_read_and_one_that_can_is_its_own(written: str, key: str) -> None:
    grounds = tuple(map(parse_colour, GROUNDS[key]))
    colour = parse_colour(written)
    near = nearest_readable(colour, grounds)
    assert least_contrast(near, grounds) >= AA
    assert (near == colour) is (least_contrast(colour, grounds) >= AA)


def test_on_grounds_that_ask_for_both_the_better_of_black_and_white_is_nearest() -> None:
    assert nearest_readable((9, 9, 9), ((0, 0, 0), (255, 255, 255), (40, 40, 40)), 22) in {(0, 0, 0), (255, 255, 255)}


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    style = (find_resource_folder("static") / "style.css").read_text(encoding="utf-8")
    found = [re.findall(rf"--{name}: (#\w+)", style)[:2] for name in ("paper", "raised")]
    light, dark = (tuple(write_colour(parse_colour(one[at])) for one in found) for at in (0, 1))
    assert (light, dark) == (GROUNDS["accent"], GROUNDS["accent_dark"])


@pytest.mark.parametrize(
    ("settings", "code", "line", "help_words"),
    [
        ('accent: "#ff8800"\n', "SG110", 1, "the nearest colour"),
        ('accent: "#7a1f5c"\naccent_dark: "#7a1f5c"\n', "SG110", 2, "the nearest colour"),
        ('accent_dark: "#ffffff"\n', "SG110", 1, "accent"),
        ("accent: red\n", "SG105", 1, ""),
        ("logo: nowhere.svg\n", "SG107", 1, "put it there"),
        ("logo: ../site.svg\n", "SG107", 1, "put it there"),
        ("fonts: {text: nowhere.woff2}\n", "SG107", 1, "put the file there"),
        ("fonts: {text: fonts/text.pdf}\n", "SG105", 1, ""),
        ('fonts: {text: {file: fonts/text.woff2, weight: "bold"}}\n', "SG105", 1, ""),
        ("width: 90\n", "SG105", 1, ""),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, settings: str, code: str, line: int, help_words: str
) -> None:
    with pytest.raises(SitegenError) as caught:
        load_config(project(tmp_path, settings))
    first = caught.value.diagnostics[0]
    assert (first.code, first.line) == (code, line)
    assert help_words in first.help


def test_what_is_told_as_nearest_is_taken(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        load_config(project(tmp_path, 'accent: "#ff8800"\n'))
    near = re.findall(r'"(#\w+)"', caught.value.diagnostics[0].help)[0]
    look = load_config(project(tmp_path, f'accent: "{near}"\n')).look
    assert look.accent == near
    assert least_contrast(parse_colour(look.accent_dark), map(parse_colour, GROUNDS["accent_dark"])) >= AA


def test_heavy_typefaces_are_noted(tmp_path: Path) -> None:
    settings = "fonts: {text: fonts/text.woff2}\n"
    assert load_config(project(tmp_path, settings)).notes == ()
    heavy = project(tmp_path, settings, **{"fonts/text.woff2": bytes(MOST_FONT_BYTES + 1)})
    (note,) = (one for one in make(heavy).warnings if one.code == "SG111")
    assert (note.code, note.line, note.severity) == ("SG111", 1, Severity.NOTE)


def test_pages_get_all_of_it_and_those_of_others_nothing(tmp_path: Path) -> None:
    build(project(tmp_path / "a", SETTINGS), tmp_path / "out", cache=False, jobs=1)
    style = (tmp_path / "out/assets/style.css").read_text(encoding="utf-8")
    ours = style[style.index("@font-face") :]
    assert re.findall(r'url\("\.\./([^"]+)"\) format\("(\w+)"\); font-weight: ([\d ]+); font-style: (\w+)', ours) == [
        ("fonts/text.woff2", "woff2", "400", "normal"),
        ("fonts/italic.woff2", "woff2", "200 900", "italic"),
        ("fonts/labels.ttf", "truetype", "400", "normal"),
    ]
    assert ours.count("font-display: swap") == 3
    assert {"--accent: #7a1f5c", "--measure: 44rem"} <= set(re.findall(r"--\w+: [#\w]+", ours))
    for name in ("index.html", "articles/a.html"):
        page = BeautifulSoup((tmp_path / "out" / name).read_text(encoding="utf-8"), "html.parser")
        (logo,) = page.select(".site-title img")
        assert (logo["alt"], logo["width"], logo["height"]) == ("Annotated articles", "120", "40")
        assert (tmp_path / "out" / name).parent.joinpath(str(logo["src"])).is_file()
    assert style_of(load_config(tmp_path / "nowhere").look) == ""
