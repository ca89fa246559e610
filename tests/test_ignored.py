"""What a .gitignore names, as Git has it."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.files.ignored import NOTHING, Ignored

CASES = [
    ("a name, at any depth", "b.md", ["b.md", "in/b.md"], ["ab.md", "b.md.txt"]),
    ("a folder", "in/", ["in/"], ["in", "b/in"]),
    ("anchored by a slash", "/b.md", ["b.md"], ["in/b.md"]),
    ("anchored by a folder", "in/b.md", ["in/b.md"], ["b.md", "x/in/b.md"]),
    ("a star is no slash", "in/*.md", ["in/b.md"], ["in/x/b.md"]),
    ("a star", "a*c", ["ac", "abbc", "in/abc"], ["a", "abcd"]),
    ("a question mark", "b?.md", ["b1.md"], ["b.md", "b12.md"]),
    ("any folders before", "**/x/b", ["x/b", "in/x/b", "in/in/x/b"], ["b", "xx/b"]),
    ("any folders between", "a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "x/a/b"]),
    ("everything below", "a/**", ["a/b", "a/x/y"], ["a", "b/a"]),
    ("two stars that are no folders", "a**b", ["ab", "axxb"], ["a/b"]),
    ("a set", "[a-c1].md", ["b.md", "1.md"], ["d.md", "-.md"]),
    ("all but a set", "[!a-c].md", ["d.md"], ["b.md"]),
    ("a bracket in a set", "[]-]x", ["]x", "-x"], ["ax"]),
    ("dashes in a set", "[+--b]x", ["+x", "-x", "bx", ",x"], ["ax", ".x"]),
    ("ampersands in a set", "[&&a]x", ["&x", "ax"], ["bx"]),
    ("a class", "[[:digit:]]x", ["1x"], ["ax", "[x"]),
    ("a bracket that is not closed", "[ab", [], ["a", "[ab"]),
    ("a backward range", "[z-a]", [], ["a", "z", "-"]),
    ("a backslash", "\\#b\n\\!c\nd\\*", ["#b", "!c", "d*"], ["b", "c", "dx"]),
    ("a backslash at the end", "b\\", [], ["b", "b\\\\"]),
    ("comments and empty lines", "# b\n\n  \nc", ["c"], ["b", "# b"]),
    ("spaces at the end", "b  \nc\\ ", ["b", "c "], ["b  ", "c"]),
    ("line ends of others", "b\r\nc\r\n", ["b", "c"], []),
    ("a byte order mark", "\ufeffb", ["b"], []),
    ("taken back", "*.md\n!keep.md", ["b.md"], ["keep.md", "in/keep.md"]),
    ("named again", "*.md\n!b*\nb1.md", ["c.md", "b1.md"], ["b2.md"]),
    ("all but one folder", "/*\n!/in", ["x", "y/"], ["in/"]),
    ("nothing", "/\n!\n//", [], ["a", "in/"]),
]


def ignored(folder: Path, text: str, rules: Ignored = NOTHING) -> Ignored:
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_bytes(text.encode())
    return rules.with_rules_of(str(folder))


@pytest.mark.parametrize(("text", "named", "others"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rules(tmp_path: Path, text: str, named: list[str], others: list[str]) -> None:
    rules = ignored(tmp_path, text)
    assert rules.rules or not named
    paths = (*named, *others)
    assert [one for one in paths if rules.names(str(tmp_path / one), one.endswith("/"))] == named


def test_the_nearest_file_decides(tmp_path: Path) -> None:
    outer = ignored(tmp_path, "*.md\n!c.md")
    inner = ignored(tmp_path / "in", "!b.md\n/c.md", outer)
    paths = ("in/a.md", "in/b.md", "in/c.md", "in/in/c.md")
    assert [path for path in paths if inner.names(str(tmp_path / path), False)] == ["in/a.md", "in/c.md"]


def test_a_link_is_no_file_of_rules(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("b.md")
    (tmp_path / ".gitignore").symlink_to("rules")
    assert NOTHING.with_rules_of(str(tmp_path)) is NOTHING


NAMES = ["a", "b", "ab", "a.txt", "b.md", "foo", "x y", "z ", "]", "-", "A", "9"]
PARTS = [
    "a",
    "b",
    "*",
    "a*",
    "*.txt",
    "**",
    "?",
    "[ab]",
    "*b",
    "foo",
    "[!a-y]",
    "[[:alpha:]]",
    "\\ab",
    "x y",
    "[^]-]",
    "[a",
]


def _pattern(chance: random.Random) -> str:
    parts = "/".join(chance.choices(PARTS, k=chance.choice((1, 1, 1, 2, 3))))
    before, after = chance.choice(("", "", "/", "!", "!/", "#")), chance.choice(("", "", "", "/", " ", "\r"))
    return f"{before}{parts}{after}"


def _fill(folder: Path, chance: random.Random, depth: int = 0) -> None:
    folder.mkdir()
    for name in chance.sample(NAMES, 5):
        if depth < 2 and chance.random() < 0.5:
            _fill(folder / name, chance, depth + 1)
        else:
            (folder / name).touch()
    if not depth or chance.random() < 0.4:
        lines = [_pattern(chance) for _ in range(chance.randint(1, 4))]
        (folder / ".gitignore").write_bytes("\n".join(lines).encode())


def _named(folder: Path, rules: Ignored = NOTHING) -> set[Path]:
    """All that the rules name below a folder, as one that walks and enters nothing that is named."""
    rules, found = rules.with_rules_of(str(folder)), set()
    for path in folder.iterdir():
        if path.name in {".git", ".gitignore"}:
            continue
        if rules.names(str(path), path.is_dir()):
            found |= {path, *path.rglob("[!.]*")}
        elif path.is_dir():
            found |= _named(path, rules)
    return found


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("seed", range(6))
def test_git_says_the_same(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "root"
    _fill(root, random.Random(seed))
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    paths = sorted(path for path in root.rglob("[!.]*") if ".git" not in path.parts)
    asked = "\0".join(path.relative_to(root).as_posix() for path in paths)
    told = subprocess.run(
        ["git", "check-ignore", "-z", "--stdin"], cwd=root, input=asked, text=True, capture_output=True
    )
    theirs = {root / name for name in told.stdout.split("\0") if name}
    assert theirs
    assert _named(root) == theirs
