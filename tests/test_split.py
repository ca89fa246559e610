"""Work is shared with processes that are split off, and what becomes of these does no harm."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from edited_project import SECOND, clean_second, contents, first_project, write

from sitegen.build import build, split
from sitegen.build.inputs import Prints

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is split off")

ITEMS = tuple(range(23))
HERE = os.getpid()


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process is split off for a few items, whatever threads the tests have."""
    monkeypatch.setattr(split, "WORTH_A_SPLIT", 4)
    monkeypatch.setattr(split, "_may_split", lambda: True)


def found(items: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Each item, and the process that has found it."""
    return tuple((item, os.getpid()) for item in items)


def ends_elsewhere(items: Sequence[int]) -> tuple[int, ...]:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return tuple(items)


def fails_elsewhere(items: Sequence[int]) -> tuple[int, ...]:
    if os.getpid() != HERE:
        raise OSError("this goes wrong")
    return tuple(items)


def nothing_elsewhere(items: Sequence[int]) -> tuple[int, ...]:
    """Of the items that other processes are given nothing is to be told."""
    return () if os.getpid() != HERE else tuple(items)


@pytest.mark.parametrize(("jobs", "processes"), [(1, 1), (2, 2), (3, 3), (64, 6)])
def test_each_process_has_a_share(jobs: int, processes: int) -> None:
    told = split.found_by_several(found, ITEMS, jobs)
    assert sorted(item for item, _ in told) == list(ITEMS)
    assert len({process for _, process in told}) == processes


def test_few_items_are_not_worth_a_process() -> None:
    assert split.found_by_several(found, ITEMS[:3], 8) == tuple((item, HERE) for item in ITEMS[:3])
    assert split.found_by_several(found, (), 8) == ()


@pytest.mark.parametrize("find", [ends_elsewhere, fails_elsewhere])
def test_the_share_of_one_that_dies_is_found_here(find: Callable[[Sequence[int]], tuple[int, ...]]) -> None:
    assert sorted(split.found_by_several(find, ITEMS, 3)) == list(ITEMS)


def test_one_that_finds_nothing_is_believed() -> None:
    assert split.found_by_several(nothing_elsewhere, ITEMS, 2) == ITEMS[::2]


def test_what_is_cut_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = split.pack_value
    monkeypatch.setattr(split, "pack_value", lambda value: real(value)[:-1])
    assert split.found_by_several(found, ITEMS, 2) == found((*ITEMS[::2], *ITEMS[1::2]))


def test_what_goes_wrong_here_is_told_and_leaves_no_process() -> None:
    def fails(items: Sequence[int]) -> tuple[int, ...]:
        if os.getpid() == HERE:
            raise ValueError("this goes wrong")
        signal.pause()
        return ()

    open_before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(ValueError, match="this goes wrong"):
        split.found_by_several(fails, ITEMS, 3)
    assert len(os.listdir("/proc/self/fd")) == open_before


def test_where_no_process_can_be_had_all_is_found_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    assert split.found_by_several(found, ITEMS, 2) == found((*ITEMS[::2], *ITEMS[1::2]))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_prints_taken_by_several_make_the_same_site(tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = clean_second(tmp_path / "clean")
    project, output = tmp_path / "project", tmp_path / "out"
    write(project, {}, first_project())
    build(project, output, jobs=1)
    shares: list[int] = []
    real, fork = Prints._taken, os.fork
    processes: list[int] = []

    def taken(self: Prints, numbers: Sequence[int]) -> object:
        shares.append(len(numbers))
        return real(self, numbers)

    def forked() -> int:
        processes.append(fork())
        return processes[-1]

    monkeypatch.setattr(Prints, "_taken", taken)
    monkeypatch.setattr(os, "fork", forked)
    write(project, {}, SECOND)
    build(project, output, jobs=jobs)
    assert contents(output) == clean
    assert (len(processes), len(shares)) == (jobs - 1, 1), "each takes one share"
    build(project, output, jobs=1)
    assert contents(output) == clean
