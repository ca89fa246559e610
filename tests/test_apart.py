"""A few articles are annotated by another process, while this one does what does not need them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from edited_project import PARAGRAPHS, Files, article, contents, first_project, write

from sitegen.build import apart, build, looked_for, refiling
from sitegen.build.annotating import Annotator
from sitegen.build.apart import begun
from sitegen.build.workers import OneProcess, Processes, Workers
from sitegen.knowledge import KnowledgeBase
from sitegen.knowledge.kept_forms import Flat

# a build splits off a process on Linux alone (`apart.may_split`)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is split off")


@pytest.fixture(autouse=True)
def may_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are split off whatever threads the tests run in, and are worth it for the smallest project."""
    monkeypatch.setattr(apart, "may_split", lambda: True)
    monkeypatch.setattr(refiling, "WORTH_A_PROCESS", 1)


def _unwatched(done: int, total: int) -> None:
    """Nobody looks how far it has come."""


def _where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def _done(workers: Workers, task: Callable[[int], Any]) -> tuple[list[Any], list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    with begun(workers, task, (3, 1, 2), lambda done, total: told.append((done, total))) as results:
        return list(results), told


@pytest.mark.parametrize(("workers", "is_apart"), [(Processes(2), True), (Processes(1), False), (OneProcess(), False)])
def test_results_come_in_order_from_a_process_that_is_free(workers: Workers, is_apart: bool) -> None:
    results, told = _done(workers, _where)
    assert [number for number, _ in results] == [3, 1, 2]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert len({process for _, process in results}) == 1
    assert (results[0][1] != os.getpid()) is is_apart


def test_the_process_begins_before_anybody_asks() -> None:
    source, sink = os.pipe()
    with begun(Processes(2), lambda _: os.write(sink, b"begun"), (1,), _unwatched):
        assert os.read(source, 5) == b"begun"
    os.close(source)
    os.close(sink)


@pytest.mark.parametrize("nobody_asks", [True, False])
def test_nothing_is_left_of_it(monkeypatch: pytest.MonkeyPatch, nobody_asks: bool) -> None:
    split: list[int] = []
    real = os.fork
    monkeypatch.setattr(os, "fork", lambda: (split.append(process := real()), process)[1])
    before = len(os.listdir("/proc/self/fd"))
    with begun(Processes(2), _where, (1, 2), _unwatched) as results:
        assert nobody_asks or list(results)
    assert len(os.listdir("/proc/self/fd")) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(split[0], os.WNOHANG)


def _killed_elsewhere(here: int) -> None:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)


def _fails_elsewhere(here: int) -> None:
    if os.getpid() != here:
        raise MemoryError


@pytest.mark.parametrize("goes_wrong", [_killed_elsewhere, _fails_elsewhere])
def test_what_it_cannot_do_is_done_here(goes_wrong: Callable[[int], None]) -> None:
    here = os.getpid()

    def task(number: int) -> tuple[int, int]:
        goes_wrong(here)
        return _where(number)

    results, told = _done(Processes(2), task)
    assert results == [(3, here), (1, here), (2, here)]
    assert told[-1] == (3, 3)


@pytest.mark.parametrize("cut", [1, 40])
def test_words_that_are_cut_are_not_believed(monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    real = apart.pack_value
    monkeypatch.setattr(apart, "pack_value", lambda value: real(value)[:-cut])
    results, _ = _done(Processes(2), _where)
    assert results == [(3, os.getpid()), (1, os.getpid()), (2, os.getpid())]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The first project, built into `out` beside it."""
    write(tmp_path / "project", {}, first_project())
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    return tmp_path / "project"


def test_an_edited_article_is_annotated_elsewhere_and_gives_what_a_clean_build_gives(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = first_project()
    now = files | {path: files[path] + f"\n\n{PARAGRAPHS[9]}\n".encode() for path in files if path.endswith("s.md")}
    write(project, files, now)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(Annotator, "file", _refused_at(os.getpid(), Annotator.file))
        build(project, project.parent / "out", jobs=2)
    build(project, project.parent / "clean", jobs=1, cache=False)
    assert contents(project.parent / "out") == contents(project.parent / "clean")


def _refused_at(process: int, real: Callable[..., Any]) -> Callable[..., Any]:
    def file(*given: Any) -> Any:
        assert os.getpid() != process
        return real(*given)

    return file


def _many() -> Files:
    texts = (article(f"articles/n{number}.md", {"date": "2026-10-05"}, [PARAGRAPHS[0]]) for number in range(40))
    files = {"knowledge/more.yaml": b"- name: Ines Duarte\n  kind: person\n"}
    return files | {path: content for one in texts for path, content in one.items()}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[KnowledgeBase]]:
    """Of what all forms were made flat for an edit."""
    seen: list[KnowledgeBase] = []
    real = looked_for.flat_forms

    def counting(knowledge: KnowledgeBase) -> Flat:
        seen.append(knowledge)
        return real(knowledge)

    monkeypatch.setattr(looked_for, "flat_forms", counting)
    return seen


def test_a_first_build_of_many_keeps_the_names_for_the_first_edit(
    tmp_path: Path, compiled: list[KnowledgeBase]
) -> None:
    files = _many()
    write(tmp_path / "project", {}, files)
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    now = files | {"articles/n7.md": files["articles/n7.md"] + b"\n\nNATO met in Kenya.\n"}
    write(tmp_path / "project", files, now)
    build(tmp_path / "project", tmp_path / "out", jobs=2)
    assert compiled == []
    build(tmp_path / "project", tmp_path / "clean", jobs=1, cache=False)
    assert contents(tmp_path / "out") == contents(tmp_path / "clean")
