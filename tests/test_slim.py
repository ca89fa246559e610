"""Our own scripts as they are sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.pages.slim import slim

SCRIPTS = sorted((Path(__file__).parent.parent / "static").glob("*.js"))
STRINGS = re.compile(r'"(?:\\.|[^"\\\n])*"|`[^`]*`')


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("const a = (b) => b ? c : { d: 1 };", "const a=(b)=>b?c:{d:1};"),
        ("  // why", ""),
        ('x = "a, b" + "c = d"; // no', 'x = "a, b" + "c = d"; // no'),
        ('x = "a, b" + "c = d";', 'x="a, b" + "c = d";'),
        (r'x = "\" , " ;', r'x="\" , ";'),
        ("a = b - -c;", "a=b - -c;"),
        ("x = y.replace(/ = /g, z);", "x = y.replace(/ = /g, z);"),
        ("x = `a = ${b} , c`;", "x = `a = ${b} , c`;"),
        ("x = `a = b\n  c = d\n`; y = 1;\nz = 2;", "x = `a = b\nc = d\n`; y = 1;\nz=2;"),
        ("return [a, b];", "return [a,b];"),
        ("else if (a) b(); else c();", "else if(a)b();else c();"),
    ],
)
def test_only_spaces_between_words_and_signs_are_left_out(line: str, sent: str) -> None:
    assert slim(line) == (f"{sent}\n" if sent else "")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_nothing_but_comments_and_spaces_is_lost(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    code = "\n".join(line.strip() for line in script.splitlines() if not line.strip().startswith("//"))
    sent = slim(script)
    assert "".join(sent.split()) == "".join(code.split())
    assert STRINGS.findall(sent) == STRINGS.findall(code)
    assert len(sent) < len(script)
