"""Articles that are read and annotated on a Dask cluster: the same site, whatever becomes of a worker."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from commands import run_sitegen

from sitegen.build import Built, build
from sitegen.build.cluster import Cluster, compare, equipment
from sitegen.build.filing import Clerk
from sitegen.build.workers import Pool, Told, in_shares, parts_of
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.knowledge import load_knowledge, names_only

NUMBERS = tuple(range(300))
ARTICLES = 90


def unheard(done: int, total: int) -> None:
    """Says nothing."""


def square(number: int) -> int:
    return number * number


def refused(number: int) -> int:
    if number == 70:
        raise SitegenError(Diagnostic("numbers", "no such number", "SG999", number))
    return number


def address_in(file: Path) -> str:
    """The address that a scheduler writes to this file, which exists some time before it is written."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (FileNotFoundError, json.JSONDecodeError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


class Started:
    """A scheduler and two workers, in processes of their own that stand in another folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self._processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0")]
        self.add_workers(2)
        self.address = address_in(self.file)

    def add_workers(self, count: int) -> None:
        """Start so many workers more."""
        self._processes += [self._start("worker", "--nthreads", "1", "--no-nanny") for _ in range(count)]

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words, "--no-dashboard", "--scheduler-file", str(self.file)],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """End all of them."""
        for process in self._processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A cluster, where distributed is installed."""
    pytest.importorskip("distributed")
    cluster = Started(tmp_path_factory.mktemp("cluster"))
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in all three forms, of which some are warned of at their lines."""
    root = tmp_path_factory.mktemp("news")
    (root / "articles").mkdir()
    (root / "knowledge").mkdir()
    people = [("Ines Duarte", "ines-duarte"), ("Marta Duarte", "marta-duarte")]
    entries = (f"- name: {name}\n  id: {id_}\n  kind: person\n  aliases: [Duarte]\n" for name, id_ in people)
    (root / "knowledge" / "people.yaml").write_text("".join(entries), encoding="utf-8")
    for number in range(ARTICLES):
        words = f"The ferry to Norway was late again. “We need {number} boats,” said Per Lindqvist, the harbour master."
        named = words if number % 7 else f"{words} Duarte did not answer."
        if number % 3:
            content = f"---\ntitle: Ferry {number}\ndate: 2024-03-01\n---\n{named}\n"
            (root / "articles" / f"ferry-{number}.md").write_text(content, encoding="utf-8")
        else:
            (root / "articles" / f"ferry-{number}.txt").write_text(f"{named}\n", encoding="utf-8")
            beside = f"title: Ferry {number}\nauthor: Ana Ruiz\n" if number % 2 else "tags: [boats]\n"
            (root / "articles" / f"ferry-{number}.yaml").write_text(beside, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def alone(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, dict[str, bytes]]:
    """The site as one process builds it."""
    output = tmp_path_factory.mktemp("alone") / "site"
    return build(project, output, jobs=1, cache=False), files_in(output)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Mortal:
    """Does a task, and ends its process in the middle of it, once."""

    fetch: Callable[[Any], Any]
    do_well: Callable[[Any], Any]
    at: str
    killed: Path

    needs = ()

    def do(self, fetched: Any) -> Any:
        """What the task gives, if it lives."""
        if fetched.file.shown == self.at and not self.killed.exists():
            self.killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.do_well(fetched)

    def __call__(self, item: Any) -> Any:
        return self.do(self.fetch(item))


@dataclass(frozen=True)
class WithAMortal:
    """A cluster on which the worker that gets one of the articles is killed by it."""

    cluster: Cluster
    at: str
    killed: Path

    def map(self, task: Callable[[Any], Any], items: Sequence[Any], told: Told) -> Iterator[Any]:
        """What the task gives for each item, in order."""
        return self.cluster.map(Mortal(*parts_of(task), self.at, self.killed), items, told)

    def are_worth(self, items: int) -> bool:
        """Never."""
        return False


def test_a_site_is_the_same_although_a_worker_was_killed_in_the_middle(
    started: Started, project: Path, alone: tuple[Built, dict[str, bytes]], tmp_path: Path
) -> None:
    output, killed, told = tmp_path / "site", tmp_path / "killed", []
    workers = WithAMortal(Cluster(started.address), f"articles/ferry-{ARTICLES // 2}.txt", killed)
    built = build(
        project, output, jobs=1, cache=False, workers=workers, watch=lambda step, *far: told.append((step, *far))
    )
    assert killed.exists()
    started.add_workers(1)
    assert files_in(output) == alone[1]
    assert built.warnings == alone[0].warnings
    assert {one.code for one in built.warnings} == {"SG206", "SG310"}
    far = [(done, total) for step, done, total in told if step == "annotate"]
    assert far == sorted(far)
    assert (far[0], far[-1]) == ((0, ARTICLES), (ARTICLES, ARTICLES))


def test_the_command_line_shares_out_what_has_changed(
    started: Started, project: Path, alone: tuple[Built, dict[str, bytes]], tmp_path: Path
) -> None:
    words = ("build", str(project), "--output", "site", "--jobs", "2", "--dask", started.address)
    first = run_sitegen(*words, cwd=tmp_path)
    assert (first.returncode, first.stdout.count(f"{ARTICLES} articles")) == (0, 1), first.stderr
    assert files_in(tmp_path / "site") == alone[1]
    assert run_sitegen(*words[:-1], "127.0.0.1:1", cwd=tmp_path).returncode == 0, "nothing is left for a cluster to do"


def test_results_come_in_order_and_what_a_task_raises_is_raised_here(started: Started) -> None:
    assert list(Cluster(started.address).map(square, NUMBERS, unheard)) == [number * number for number in NUMBERS]
    with pytest.raises(SitegenError) as raised:
        list(Cluster(started.address).map(refused, NUMBERS, unheard))
    assert raised.value.diagnostics == (Diagnostic("numbers", "no such number", "SG999", 70),)


def test_a_scheduler_that_is_not_there_is_one_clear_line() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(SitegenError) as raised:
        list(Cluster("tcp://127.0.0.1:1", patience=0.3).map(square, NUMBERS, unheard))
    (told,) = raised.value.diagnostics
    assert (told.path, told.code, "\n" in told.message) == ("tcp://127.0.0.1:1", "SG741", False)


@pytest.mark.parametrize("address", ["harbour", "tcp://", "tcp://harbour", "tcp://harbour:port", "a b:1", ""])
def test_what_is_no_address_is_a_mistake_of_the_command_line(address: str, tmp_path: Path) -> None:
    found = run_sitegen("build", "--dask", address, cwd=tmp_path)
    assert found.returncode == 2
    assert "is no address such as tcp://host:8786" in found.stderr


@pytest.mark.parametrize("address", ["tcp://harbour:8786", "harbour:8786", "tls://10.0.0.7:1", "tcp://[::1]:8786"])
def test_addresses(address: str) -> None:
    assert Cluster(address).address == address


def test_without_distributed_the_way_out_is_told(project: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SitegenError) as raised:
        build(project, tmp_path / "site", cache=False, workers=Cluster("tcp://127.0.0.1:1"))
    (told,) = raised.value.diagnostics
    assert (told.path, told.code, told.help) == ("dask", "SG740", 'pip install "sitegen-press[dask]"')


def test_a_worker_with_another_sitegen_is_told_of() -> None:
    ours = equipment(())
    compare(ours, ours, "tcp://10.0.0.7:1")
    theirs = tuple((name, "0.0" if name == "sitegen" else value) for name, value in ours)
    with pytest.raises(SitegenError) as raised:
        compare(theirs, ours, "tcp://10.0.0.7:1")
    (told,) = raised.value.diagnostics
    assert (told.path, told.code) == ("tcp://10.0.0.7:1", "SG742")
    assert f"sitegen 0.0 (here {dict(ours)['sitegen']})" in told.message
    assert "Python" not in told.message


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_may_annotate(
    pool: Callable[[int], Executor], project: Path, alone: tuple[Built, dict[str, bytes]], tmp_path: Path
) -> None:
    with pool(2) as executor:
        built = build(project, tmp_path / "site", jobs=1, cache=False, workers=Pool(executor, 2))
    assert files_in(tmp_path / "site") == alone[1]
    assert built.warnings == alone[0].warnings


def test_what_was_loaded_is_filed_without_the_disk(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "news")
    wrong = "# A\n\nNo [boat](entity:no-boat), said nobody.\n"
    (tmp_path / "news" / "articles" / "wrong.md").write_text(wrong, encoding="utf-8")
    names = names_only(load_knowledge(project / "knowledge", project))
    clerk = Clerk(tmp_path / "news", names)
    paths = [*sorted((tmp_path / "news" / "articles").iterdir())[:20], tmp_path / "news" / "articles" / "wrong.md"]
    here = [clerk(path).record for path in paths if path.suffix != ".yaml"]
    loaded = [clerk.load(path) for path in paths if path.suffix != ".yaml"]
    shutil.rmtree(tmp_path / "news")
    assert [clerk.file(one).record for one in loaded] == here
    assert [(one.dead.path, one.dead.line) for one in here[-1].asked] == [("articles/wrong.md", 3)]
    assert any(one.open_names for one in here)


def test_few_shares_are_ahead_of_those_that_are_taken() -> None:
    begun: list[int] = []
    shares = (NUMBERS[at : at + 10] for at in range(0, len(NUMBERS), 10))
    with ThreadPoolExecutor(1) as executor:

        def submit(share: Sequence[int]) -> Any:
            begun.extend(share)
            return executor.submit(list, share)

        results = in_shares(submit, shares, len(NUMBERS), 3, unheard)
        assert not begun
        assert next(results) == 0
        assert len(begun) == 40
        assert list(results) == list(NUMBERS[1:])
    assert begun == list(NUMBERS)
