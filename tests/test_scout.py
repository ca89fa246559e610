"""The output is looked at by another process while the site is made, and what happens meanwhile does no harm."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edited_project import SECOND, Files, clean_second, contents, first_project, write

from sitegen.build import build, printing, scout
from sitegen.build.cache import Cache
from sitegen.build.made import Made
from sitegen.diagnostics import SitegenError
from sitegen.publish import survey
from sitegen.publish.survey import Survey, take_survey

# a build splits off a process on Linux alone (`scout._may_split`), and what is open is read from /proc here; that an
# output is looked at in place, as it is elsewhere, is tested on every system in test_survey and test_publish
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is split off")

OTHER = {"articles/more.md": b"# More\n\nNobody came.\n"}
CACHE = ".out.sitegen-cache"
GONE = b"gone"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What a clean build makes of the second project."""
    return clean_second(tmp_path_factory.mktemp("clean"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first project, built into `out` beside it; a scout is worth its process from now on."""
    write(tmp_path / "project", {}, first_project())
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    monkeypatch.setattr(scout, "WORTH_A_SCOUT", 1)
    monkeypatch.setattr(scout, "_may_split", lambda: True)
    return tmp_path / "project"


@pytest.fixture
def split_off(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are split off."""
    begun: list[int] = []
    real = os.fork

    def fork() -> int:
        process = real()
        begun.append(process)
        return process

    monkeypatch.setattr(os, "fork", fork)
    return begun


def rebuilt(project: Path, jobs: int = 2) -> Files:
    """What the next build makes of the second project."""
    write(project, {}, SECOND)
    build(project, project.parent / "out", jobs=jobs)
    return contents(project.parent / "out")


def are_gone(processes: list[int]) -> bool:
    """Whether none of them is a child any longer; whoever ran before may have left others."""
    return not any(map(is_child, processes))


def is_child(process: int) -> bool:
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_a_process_looks_where_it_is_worth_one(
    project: Path, clean: Files, split_off: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rebuilt(project) == clean
    assert len(split_off) == 1
    assert are_gone(split_off)
    write(project, {}, OTHER)
    build(project, project.parent / "out", jobs=1)
    monkeypatch.setattr(scout, "WORTH_A_SCOUT", 1000)
    assert rebuilt(project) == clean
    assert len(split_off) == 1


def test_this_process_takes_no_look_of_its_own(project: Path, clean: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def taken(*given: object) -> Survey:
        assert os.getpid() != here
        return take_survey(*given)

    monkeypatch.setattr(scout, "take_survey", taken)
    assert rebuilt(project) == clean


def killed(*_: object) -> Survey:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def failing(*_: object) -> Survey:
    raise OSError("this goes wrong")


@pytest.mark.parametrize("ends", [killed, failing])
def test_one_that_dies_is_done_without(
    project: Path,
    clean: Files,
    ends: Callable[..., Survey],
    split_off: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = os.getpid()
    monkeypatch.setattr(scout, "take_survey", lambda *given: (take_survey if os.getpid() == here else ends)(*given))
    assert rebuilt(project) == clean
    assert are_gone(split_off)


def test_one_whose_words_are_cut_is_done_without(project: Path, clean: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    real = scout.pack_value
    monkeypatch.setattr(scout, "pack_value", lambda value: real(value)[:-1])
    assert rebuilt(project) == clean


def test_where_no_process_can_be_had_this_one_looks(
    project: Path, clean: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    before = len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(os, "fork", refused)
    assert rebuilt(project) == clean
    assert len(os.listdir("/proc/self/fd")) == before


def test_it_ends_with_a_build_that_fails(project: Path, split_off: list[int]) -> None:
    before = contents(project.parent / "out")
    write(project, {}, {"articles/bad.md": b"[no](nowhere.md)\n"})
    with pytest.raises(SitegenError):
        build(project, project.parent / "out", jobs=2)
    assert len(split_off) == 1
    assert are_gone(split_off)
    assert contents(project.parent / "out") == before


# What is done to the output or the twin in the middle of a build, and what then stands beside the site.

Act = Callable[[Path, Path], object]


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def by_another(path: Path, text: str) -> None:
    """Another file in the place of this one."""
    put(path.with_name("other"), text)
    path.with_name("other").replace(path)


def all_by_links(twin: Path, output: Path) -> None:
    """A twin of the same names that is no twin."""
    shutil.rmtree(twin)
    twin.mkdir()
    for path in output.iterdir():
        (twin / path.name).symlink_to(path)


MEANWHILE: dict[str, tuple[Act, dict[str, bytes]]] = {
    "nothing": (lambda out, twin: None, {}),
    "a file": (lambda out, twin: put(out / "mine", "m"), {"mine": b"m"}),
    "a file in a folder of ours": (lambda out, twin: put(out / "articles/mine", "m"), {"articles/mine": b"m"}),
    "a folder": (lambda out, twin: put(out / "uploads/deep/mine", "m"), {"uploads/deep/mine": b"m"}),
    "a stranger's file removed": (lambda out, twin: (out / "own").unlink(), {"own": GONE}),
    "a stranger's file replaced": (lambda out, twin: by_another(out / "own", "n"), {"own": b"n"}),
    "a page removed": (lambda out, twin: (out / "articles/story.html").unlink(), {}),
    "a page replaced": (lambda out, twin: by_another(out / "articles/story.html", "forged"), {}),
    "the home page by a link": (
        lambda out, twin: ((out / "index.html").unlink(), (out / "index.html").symlink_to("x")),
        {},
    ),
    "a folder of pages removed": (lambda out, twin: shutil.rmtree(out / "people"), {}),
    "the whole output removed": (lambda out, twin: shutil.rmtree(out), {"own": GONE}),
    "a twin's file removed": (lambda out, twin: (twin / "articles/story.html").unlink(), {}),
    "a twin's file replaced": (lambda out, twin: by_another(twin / "articles/story.html", "forged"), {}),
    "a twin's file by a folder": (
        lambda out, twin: ((twin / "index.html").unlink(), put(twin / "index.html/x", "forged")),
        {},
    ),
    "a file in the twin": (lambda out, twin: put(twin / "articles/forged.html", "forged"), {}),
    "a folder in the twin": (lambda out, twin: put(twin / "some/folder/forged.html", "forged"), {}),
    "a twin's folder removed": (lambda out, twin: shutil.rmtree(twin / "people"), {}),
    "a twin's folder by a link": (
        lambda out, twin: (shutil.rmtree(twin / "people"), (twin / "people").symlink_to(out / "articles")),
        {},
    ),
    "the twin by links": (lambda out, twin: all_by_links(twin, out), {}),
    "the twin removed": (lambda out, twin: shutil.rmtree(twin), {}),
}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happens_after_it_has_looked(
    project: Path, clean: Files, what: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, beside = MEANWHILE[what]
    output, twin = project.parent / "out", project.parent / CACHE / "site"
    put(output / "own", "o")
    rebuilt(project)
    expected = {path: content for path, content in (clean | {"own": b"o"} | beside).items() if content != GONE}
    with pytest.MonkeyPatch.context() as patch:
        # so that no folder is looked into for its age alone
        patch.setattr(survey, "is_settled", lambda newest, moment: True)
        real = printing.Edition

        def edition(made: Made, target: str, cache: Cache, before: Any, look: Callable[[], Survey]) -> printing.Edition:
            def looked() -> Survey:
                seen = look()
                act(output, twin)
                return seen

            return real(made, target, cache, before, looked)

        write(project, {}, OTHER)
        patch.setattr(printing, "Edition", edition)
        build(project, output, jobs=jobs)
    for _ in range(3):
        assert rebuilt(project, jobs) == expected
        write(project, {}, OTHER)
        build(project, output, jobs=jobs)
    assert sorted(path.name for path in project.parent.iterdir()) == [CACHE, "out", "project"]
