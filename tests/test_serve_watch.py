"""Which files matter, and that no change is missed."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.files.shipped import find_resource_folder
from sitegen.serve.watch import Changes, Watched, watch


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("articles/deep", "knowledge", "static/.well-known", "theme/templates", ".git/objects", "_drafts"):
        (tmp_path / "project" / name).mkdir(parents=True)
    for name in ("public/articles", "_look/templates", ".venv/lib"):
        (tmp_path / "project" / name).mkdir(parents=True)
    return tmp_path / "project"


def test_folders(project: Path) -> None:
    watched = Watched(project, project / "public", project / "_look")
    below = {os.path.relpath(folder, project) for folder in watched.folders() if folder.startswith(str(project))}
    assert below == {
        ".",
        "articles",
        "articles/deep",
        "knowledge",
        "static",
        "static/.well-known",
        "theme",
        "theme/templates",
        "_look",
        "_look/templates",
    }
    assert str(find_resource_folder("templates")) in watched.folders()


MATTERS = [
    ".gitignore",
    "articles/.gitignore",
    "articles/a.md",
    "articles/a b.txt",
    "articles/a.yaml",
    "site.yaml",
    "static/.well-known/x",
    "static/_headers",
    "static/film.swf",
    "_look/templates/a.html",
    "knowledge",
]
MATTERS_NOT = [
    "_drafts/.gitignore",
    "articles/.a.md.swp",
    "articles/4913",
    "articles/a.md~",
    "articles/#a.md#",
    "articles/.#a.md",
    "articles/.DS_Store",
    "articles/a.md.tmp",
    "articles/.goutputstream-X1",
    "articles/a.md___jb_tmp___",
    "static/style.css~",
    ".git/index",
    "articles/.hidden/a.md",
    "_drafts/a.md",
    "_site",
    "._site.sitegen",
    "public",
]


@pytest.mark.parametrize(("name", "expected"), [(n, True) for n in MATTERS] + [(n, False) for n in MATTERS_NOT])
def test_what_matters(project: Path, name: str, expected: bool) -> None:
    watched = Watched(project, project / "public", project / "_look")
    assert watched.matters(str(project / name)) is expected


def test_a_hidden_file_of_the_theme_matters(project: Path) -> None:
    path = str(project / "theme" / "templates" / "_part.html")
    assert Watched(project, project / "public", project / "theme").matters(path)
    assert not Watched(project, project / "public").matters(path)


def test_a_template_that_ships_with_sitegen_matters(project: Path) -> None:
    assert Watched(project, project / "public").matters(str(find_resource_folder("templates") / "layout.html"))


Watching = Callable[..., tuple[Changes, list[Diagnostic]]]


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    """Starts to watch the project, and waits until it does."""
    stopped, threads = threading.Event(), []

    def start(theme: Callable[[], Path | None] = lambda: None) -> tuple[Changes, list[Diagnostic]]:
        changes, told = Changes(), []
        watched = lambda: Watched(project, project / "public", theme())  # noqa: E731
        thread = threading.Thread(target=watch, args=(watched, changes, stopped, told.append), daemon=True)
        threads.append(thread)
        thread.start()
        assert changes.take() == frozenset(), "a look to begin with"
        return changes, told

    yield start
    stopped.set()
    for thread in threads:
        thread.join(2)
        assert not thread.is_alive()


def hears(changes: Changes, project: Path, name: str, within: float = 5.0) -> bool:
    """True when a change of this file is told in time."""
    deadline = time.monotonic() + within
    timer = threading.Timer(within, changes.add, args=[{"late"}])
    timer.start()
    try:
        while time.monotonic() < deadline:
            paths = changes.take()
            if str(project / name) in paths:
                return True
            if "late" in paths:
                return False
        return False
    finally:
        timer.cancel()


def test_changes_are_heard(project: Path, watching: Watching) -> None:
    changes, _ = watching()
    for name in ("articles/a.md", "static/.well-known/x", "theme/templates/x.html", "site.yaml"):
        (project / name).write_text("x")
        assert hears(changes, project, name)
    (project / "new.part").write_text("y")
    os.replace(project / "new.part", project / "articles" / "a.md")
    assert hears(changes, project, "articles/a.md")
    (project / "articles" / "a.md").unlink()
    assert hears(changes, project, "articles/a.md")


def test_noise_is_not_heard(project: Path, watching: Watching) -> None:
    changes, _ = watching()
    for name in ("articles/.a.md.swp", ".git/index", "public/index.html", "_drafts/a.md"):
        (project / name).write_text("x")
    assert not hears(changes, project, "articles/.a.md.swp", within=0.7)


def test_files_in_new_folders_are_heard(project: Path, watching: Watching) -> None:
    changes, _ = watching()
    (project / "articles" / "new").mkdir()
    (project / "articles" / "new" / "first.md").write_text("x")
    time.sleep(0.6)  # the look that follows a new folder finds the first file
    changes.take()
    (project / "articles" / "new" / "a.md").write_text("x")
    assert hears(changes, project, "articles/new/a.md")


def test_a_folder_that_is_replaced_is_heard(project: Path, watching: Watching) -> None:
    changes, _ = watching()
    (project / "articles" / "deep").rename(project / "_drafts" / "deep")
    (project / "articles" / "deep").mkdir()
    time.sleep(0.8)
    (project / "articles" / "deep" / "a.md").write_text("x")
    assert hears(changes, project, "articles/deep/a.md")


def test_a_project_that_comes_back_is_heard(project: Path, watching: Watching) -> None:
    changes, _ = watching()
    project.rename(project.parent / "away")
    time.sleep(0.6)
    (project.parent / "away").rename(project)
    time.sleep(0.8)
    (project / "articles" / "a.md").write_text("x")
    assert hears(changes, project, "articles/a.md")


def test_a_theme_that_is_named_later_is_heard(project: Path, watching: Watching) -> None:
    theme: list[Path] = []
    changes, _ = watching(lambda: theme[-1] if theme else None)
    theme.append(project / "_look")
    time.sleep(0.8)
    (project / "_look" / "templates" / "page.html").write_text("x")
    assert hears(changes, project, "_look/templates/page.html")


def test_where_the_system_cannot_watch_the_files_are_looked_through(
    project: Path, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.serve import watch as module

    real = module.watchfiles.watch

    def limited(*folders: str, **settings: object) -> object:
        if not settings["force_polling"]:
            raise OSError(28, "OS file watch limit reached.")
        return real(*folders, **settings)

    monkeypatch.setattr(module.watchfiles, "watch", limited)
    changes, told = watching()
    assert [(warning.code, warning.severity) for warning in told] == [("SG703", "warning")]
    time.sleep(0.1)
    (project / "articles" / "a.md").write_text("x")
    assert hears(changes, project, "articles/a.md")
