"""Files are found in one walk: what links lead to, what is closed, and how little the disk is asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.files.walk import Closed, Passed, walk
from sitegen.knowledge import knowledge_files
from sitegen.read import find_pages, find_sources, read_article
from sitegen.read.sources import refuse_outside
from sitegen.read.unread import find_unread_files


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Tide\n\nThe tide came in.\n", encoding="utf-8")


def found(root: Path, closed: Closed | None = None, passed: Passed | None = None) -> dict[str, bool]:
    """The paths below `root` of the Markdown files found, and whether each is a link."""
    files = walk(root, lambda name: name.endswith(".md"), closed, passed)
    return {file.path.relative_to(root).as_posix(): file.is_link for file in files}


def test_files_of_wanted_names_are_found_at_any_depth(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.txt", "c/d/e.md", "_f.md", ".g.md", "_h/i.md", ".j/k.md")
    (tmp_path / "l.md").mkdir()
    assert found(tmp_path) == {"a.md": False, "c/d/e.md": False}


def test_links_are_told_and_folders_that_are_links_are_not_entered(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    (tmp_path / "d.md").symlink_to("a.md")
    (tmp_path / "e.md").symlink_to("nowhere.md")
    (tmp_path / "f.md").symlink_to("b")
    (tmp_path / "g").symlink_to("b")
    assert found(tmp_path) == {"a.md": False, "b/c.md": False, "d.md": True, "e.md": True}


def test_closed_folders_are_not_entered(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md", "d/e.md", "f/sign", "f/g.md", "h/i.md", "h/j/sign", "h/j/k.md")
    (tmp_path / "h" / "sign").symlink_to("nowhere")
    (tmp_path / "link").symlink_to(tmp_path)
    closed = Closed({str(tmp_path / "b")}, {"d"}, {"sign"})
    assert found(tmp_path, closed) == {"a.md": False, "h/i.md": False}
    assert found(tmp_path / "link", closed) == {"a.md": False, "h/i.md": False}, "by where they really are"
    assert found(tmp_path / "f", closed) == {"g.md": False}, "the folder itself is always entered"


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    passed = Passed()
    assert found(tmp_path / "nowhere", passed=passed) == {}
    assert [problem.filename for problem in passed.unread] == [str(tmp_path / "nowhere")]
    assert passed.unread[0].__traceback__ is None, "it would keep alive all that called"


def tree(tmp_path: Path) -> Path:
    """A project whose articles/ holds links to folders, to itself and out of the project."""
    root = tmp_path / "project"
    write(root, "articles/a.md", "articles/in/b.md", "more/c.md", "more/deep/d.md", "knowledge/e.md", "_old/f.md")
    write(root, "more/venv/pyvenv.cfg", "more/venv/g.md")
    write(tmp_path, "out/secret.md")
    links = {
        "articles/more": "../more", "articles/again": "../more/deep", "articles/self": "../articles/in",
        "articles/up": "..", "articles/known": "../knowledge", "articles/old": "../_old", "articles/gone": "nowhere",
        "articles/out": "../../out", "more/back": "../articles", "more/loop": "deep", "more/deep/round": "../../more",
    }  # fmt: skip
    for name, target in links.items():
        (root / name).symlink_to(target)
    return root


def test_a_link_to_a_folder_of_the_project_is_followed_once(tmp_path: Path) -> None:
    root, passed = tree(tmp_path), Passed()
    home = root / "articles"
    closed = Closed({str(root / "knowledge")}, signs={"pyvenv.cfg"}, links_into=os.path.realpath(root))
    assert sorted(found(home, closed, passed)) == ["a.md", "again/d.md", "in/b.md", "more/c.md"]
    assert passed.followed == {str(root / "more"), str(root / "more/deep")}
    left = {os.path.relpath(link, home) for link in passed.links}
    assert left == {"self", "up", "known", "old", "out", "more/back", "more/loop", "again/round"}
    assert found(home) == {"a.md": False, "in/b.md": False}, "unless it is asked for, none is"


def test_a_site_follows_links_in_articles_and_tells_of_the_others(tmp_path: Path) -> None:
    root = tree(tmp_path)
    shown = [path.relative_to(root).as_posix() for path in find_sources(root).paths]
    assert shown == ["articles/a.md", "articles/again/d.md", "articles/in/b.md", "articles/more/c.md"]
    told = {one.path: one.severity for one in find_unread_files(find_sources(root)) if one.code == "SG348"}
    left = ("articles/known", "articles/old", "articles/up")
    assert told == {"articles/out": "warning", **dict.fromkeys(left, "note")}
    assert not [one for one in find_unread_files(find_sources(root)) if one.path == "more"], "it is read"


def refused(path: Path, root: Path) -> bool:
    try:
        refuse_outside(path, root)
    except SitegenError as error:
        return [one.code for one in error.diagnostics] == ["SG340"]
    return False


def test_what_lies_outside_is_refused_whatever_leads_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "out/secret.md", "project/a.md", "project/b/c.md")
    root = tmp_path / "project"
    (root / "file.md").symlink_to("../out/secret.md")
    (root / "folder").symlink_to("../out")
    (root / "inner").symlink_to("b")
    (tmp_path / "door").symlink_to("project")
    monkeypatch.chdir(root)
    for home in (root, tmp_path / "door", Path(".")):
        assert not refused(home / "a.md", home)
        assert not refused(home / "b/c.md", home)
        assert not refused(home / "inner/c.md", home)
        assert not refused(home / "b/../a.md", home)
        assert not refused(root / "a.md", home)
        assert refused(home / "file.md", home)
        assert refused(home / "folder/secret.md", home)
        assert refused(home / "../out/secret.md", home)
        assert refused(home / "folder/../project2/a.md", home)
        assert refused(tmp_path / "out/secret.md", home)
    assert refused(tmp_path / "project2/a.md", root)


def test_a_folder_of_articles_may_be_a_link_within_the_project(tmp_path: Path) -> None:
    write(tmp_path, "out/secret.md", "project/texts/a.md")
    root = tmp_path / "project"
    (root / "articles").symlink_to("texts")
    assert find_sources(root).paths == (root / "articles" / "a.md",)
    (root / "pages").symlink_to("../out")
    with pytest.raises(SitegenError) as caught:
        find_pages(root)
    assert [(one.code, one.path) for one in caught.value.diagnostics] == [("SG340", "pages/secret.md")]
    (root / "articles").unlink()
    (root / "articles").symlink_to("..")
    with pytest.raises(SitegenError) as caught:
        find_sources(root)
    assert [one.path for one in caught.value.diagnostics] == ["articles/out/secret.md"], "the rest lies inside"


def test_links_are_followed_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many paths are resolved for many files as for a few; another one for each link."""
    asked: list[str] = []
    realpath = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", lambda path, **how: asked.append(str(path)) or realpath(path, **how))
    counts = []
    for names in (("a",), [f"n{number}" for number in range(20)]):
        write(tmp_path, *(f"articles/{name}.md" for name in names), *(f"knowledge/{name}.yaml" for name in names))
        asked.clear()
        sources = find_sources(tmp_path).paths
        known = knowledge_files(tmp_path / "knowledge")
        counts.append(len(asked))
        asked.clear()
        read_article(sources[0], tmp_path)
        assert not asked
    assert len(sources) == len(known) == 21
    assert counts[0] == counts[1]
    (tmp_path / "articles" / "z.md").symlink_to("a.md")
    assert len(find_sources(tmp_path).paths) == 22
    assert str(tmp_path / "articles" / "z.md") in asked
