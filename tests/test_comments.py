"""Comments in Markdown are no text: on no page, in no feed, index or export; and what is left out is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import Severity, SitegenError
from sitegen.explain import explain
from sitegen.export.formats import FORMATS
from sitegen.knowledge import builtin_knowledge
from sitegen.read import read_text
from sitegen.read.source_lines import find_lines

LEFT_OUT = {
    "a block": ("<!-- ask the lawyer -->\n\nText.", "Text.", [1]),
    "a block of several paragraphs": ("One.\n\n<!-- ask\n\nthe lawyer\n-->\n\nTwo.", "One.\n\nTwo.", [3]),
    "two in one line": ("<!-- a --> <!-- b -->\n\nText.", "Text.", [1, 1]),
    "words behind it": ("<!-- a --> Text.", "Text.", [1]),
    "words behind a long one": ("<!-- a\n\nb --> Text.", "Text.", [1]),
    "among words": ("Ana <!-- check --> Ruiz left.", "Ana Ruiz left.", [1]),
    "two among words": ("Ana <!-- check --> <!-- twice --> Ruiz left.", "Ana Ruiz left.", [1, 1]),
    "at the end of a line": ("Ana <!-- check --> \nRuiz left.", "Ana \nRuiz left.", [1]),
    "over two lines": ("Ana <!-- check\nher --> Ruiz <!-- x --> left.", "Ana Ruiz left.", [1, 2]),
    "between lines": ("Ana left.\n<!-- check -->\nShe ran.", "Ana left.\n\nShe ran.", [2]),
    "in a list": ("- a\n  <!-- x -->\n- b", "a\n\nb", [2]),
    "in a block quotation": ("> a\n> <!-- x\n> y -->\n> b", "a\n\nb", [2]),
    "in a cell": ("|a|b|\n|-|-|\n|c <!-- x -->|d|", "a\n\nb\n\nc \n\nd", [3]),
    "in a note": ("Text.[^n]\n\n[^n]: Note. <!-- x -->", "Text.￼\n\nNote. ￼", [3]),
    "as Obsidian writes it": ("%% ask %%\n\nText %%who%% here.", "Text here.", [1, 3]),
    "a block as Obsidian writes it": ("%%\nask\n\nthe lawyer\n%%\n\nText.", "Text.", [1]),
}

SHOWN = {
    "code": "`<!-- a -->` and `%%b%%`",
    "a block of code": "```\n<!-- a -->\n```",
    "indented code": "Text.\n\n    <!-- a -->",
    "a backslash": "Write \\<!-- to open one.",
    "percent signs": "It grew 50%% and then 60%% more.",
    "one pair of signs": "Nobody %% knows.",
}

OPEN = {
    "a block": ("# T\n\nText.\n\n<!-- ask\n\nsecret", 5),
    "among words": ("Text.\n\nMore <!-- ask\nsecret\n\nthe end --> here.", 3),
    "as Obsidian writes it": ("Text.\n\n%%\nsecret", 3),
    "in a list": ("- a\n  <!-- x\n\nText -->", 2),
}


@pytest.mark.parametrize(("source", "text", "lines"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_a_comment_is_left_out_and_told(source: str, text: str, lines: list[int]) -> None:
    reading = read_text(source, "a.md")
    assert reading.article.text == text
    (note,) = (one for one in reading.warnings if one.code == "SG344")
    assert (note.severity, note.line) == (Severity.NOTE, min(lines))
    assert note.message.startswith("a comment is" if len(lines) == 1 else f"{len(lines)} comments are")


@pytest.mark.parametrize("source", SHOWN.values(), ids=SHOWN.keys())
def test_what_is_no_comment_is_shown(source: str) -> None:
    reading = read_text(source, "a.md")
    letters = "".join(filter(str.isalnum, source))
    assert "".join(filter(str.isalnum, reading.article.text)) == letters
    assert not [one for one in reading.warnings if one.code == "SG344"]


@pytest.mark.parametrize(("source", "line"), OPEN.values(), ids=OPEN.keys())
def test_a_comment_that_never_ends_is_a_mistake(source: str, line: int) -> None:
    with pytest.raises(SitegenError) as caught:
        read_text(source, "a.md")
    assert [(one.code, one.line) for one in caught.value.diagnostics] == [("SG323", line)]


def test_nothing_of_a_comment_reaches_the_site(tmp_path: Path) -> None:
    secret = "Zelda Quist"
    source = tmp_path / "site"
    (source / "articles").mkdir(parents=True)
    (source / "pages").mkdir()
    text = f"<!-- ask {secret} -->\n\n“No,” said Ana Ruiz, the mayor. <!-- {secret} said so -->\n\n%% {secret} %%\n"
    (source / "articles" / "a.md").write_text(text, encoding="utf-8")
    (source / "pages" / "about.md").write_text(f"# About\n\n<!-- {secret} -->\n\nUs.\n", encoding="utf-8")
    (source / "site.yaml").write_text("base_url: https://example.org\n", encoding="utf-8")
    built = build(source, tmp_path / "out", strict=False)
    assert [one.code for one in built.warnings].count("SG344") == 2
    written = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert written
    assert not any(word.encode() in content for word in secret.split() for content in written)
    made = make(source)
    assert not any("Quist" in chosen.render(made.site) for chosen in FORMATS.values())


def test_a_comment_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.md").write_text("# T\n\n<!-- ask -->\n\nText.\n", encoding="utf-8")
    assert build(tmp_path / "site", tmp_path / "out", strict=True).articles == 1


def test_lines_of_the_file_are_found_behind_comments() -> None:
    source = "# T\n\n<!-- Ana Ruiz left Norway. -->\n\nAna Ruiz left Norway.\n"
    article = read_text(source, "a.md").article
    assert find_lines(article, source).at(article.text.index("Norway")) == (5, 15)
    assert explain(article, builtin_knowledge()).names


def test_a_comment_in_the_headline_is_left_out_and_told() -> None:
    reading = read_text("# The ferry <!-- ask --> is late\n\nText. %% so? %%\n", "a.md")
    assert reading.article.headline == "The ferry is late"
    assert [(one.code, one.line, one.message) for one in reading.warnings] == [
        ("SG344", 1, "2 comments are left out of the site")
    ]


def test_a_comment_in_the_headline_that_never_ends_is_a_mistake() -> None:
    with pytest.raises(SitegenError) as caught:
        read_text("# The ferry <!-- ask\n\nText.\n", "a.md")
    assert [(one.code, one.line) for one in caught.value.diagnostics] == [("SG323", 1)]
