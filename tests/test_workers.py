"""Who does the work of a build: one process or several, all of which end with the first."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from sitegen.build.helped import Helped
from sitegen.build.printing import tasks_of
from sitegen.build.workers import LARGEST_SHARE, WORTH_A_PROCESS, OneProcess, Processes, share_of, shares_of
from sitegen.pages.frame import Page, PlannedFile, PlannedPage
from sitegen.publish.staging import locked_workplace

NUMBERS = tuple(range(2 * WORTH_A_PROCESS + 1))


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def broken(number: int) -> int:
    if number == 70:
        raise ValueError("no such number")
    return number


def unheard(done: int, total: int) -> None:
    """Says nothing."""


@pytest.mark.parametrize("workers", [OneProcess(), Processes(1), Processes(2), Processes(3)])
def test_results_come_in_order_and_all_work_is_told(workers: OneProcess | Processes) -> None:
    told: list[tuple[int, int]] = []
    found = list(workers.map(square, NUMBERS, lambda done, total: told.append((done, total))))
    assert [result for result, _ in found] == [number * number for number in NUMBERS]
    assert (told[0], told[-1]) == ((0, len(NUMBERS)), (len(NUMBERS), len(NUMBERS)))
    assert told == sorted(told)


def test_little_work_is_done_here_and_much_elsewhere() -> None:
    few, many = (
        {process for _, process in Processes(2).map(square, NUMBERS[:size], unheard)} for size in (63, len(NUMBERS))
    )
    assert few == {os.getpid()}
    assert os.getpid() not in many


@pytest.mark.parametrize("workers", [OneProcess(), Processes(2)])
def test_what_a_task_raises_is_raised_here(workers: OneProcess | Processes) -> None:
    with pytest.raises(ValueError, match="no such number"):
        list(workers.map(broken, NUMBERS, unheard))


@pytest.mark.parametrize(("items", "jobs", "share"), [(64, 2, 8), (10_000, 2, LARGEST_SHARE), (3, 8, 1)])
def test_shares(items: int, jobs: int, share: int) -> None:
    assert share_of(items, jobs) == share


class Slow:
    """Says by a file which process works, and then takes its time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, number: int) -> int:
        (self.folder / f"process-{os.getpid()}").touch()
        time.sleep(60)
        return number


@pytest.fixture
def killed(tmp_path: Path) -> list[int]:
    """The processes of a pool whose parent was killed while it held the lock of a site, and they worked."""
    parent = os.fork()
    if parent == 0:
        try:
            with locked_workplace(str(tmp_path / "site")):
                list(Processes(2).map(Slow(tmp_path), NUMBERS, unheard))
        finally:
            os._exit(1)
    deadline = time.monotonic() + 30
    while len(list(tmp_path.glob("process-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    return [int(path.name.removeprefix("process-")) for path in tmp_path.glob("process-*")]


def test_all_processes_end_with_the_first_and_hold_no_lock(killed: list[int], tmp_path: Path) -> None:
    assert len(killed) == 2
    with locked_workplace(str(tmp_path / "site"), patience=5):
        pass
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{process}").exists() for process in killed):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_with_helpers_results_come_in_order_and_all_work_is_told(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    found = list(Helped(jobs).map(square, NUMBERS, lambda done, total: told.append((done, total))))
    assert [result for result, _ in found] == [number * number for number in NUMBERS]
    assert (told[0], told[-1]) == ((0, len(NUMBERS)), (len(NUMBERS), len(NUMBERS)))
    assert told == sorted(told)
    assert len({process for _, process in found}) <= jobs


def unhurried(number: int) -> int:
    time.sleep(0.002)
    return os.getpid()


def test_who_is_helped_works_too() -> None:
    processes = set(Helped(2).map(unhurried, NUMBERS, unheard))
    assert os.getpid() in processes
    assert len(processes) == 2


def test_what_a_task_raises_with_helpers_is_raised_here() -> None:
    with pytest.raises(ValueError, match="no such number"):
        list(Helped(2).map(broken, NUMBERS, unheard))


@pytest.mark.parametrize(("items", "jobs"), [(0, 2), (1, 2), (64, 3), (5000, 2)])
def test_shares_become_smaller_at_the_end(items: int, jobs: int) -> None:
    shares = list(shares_of(range(items), jobs))
    assert [one for share in shares for one in share] == list(range(items))
    sizes = list(map(len, shares))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1:] in ([], [1])


@pytest.mark.parametrize("workers", [Processes(2), Helped(2)])
def test_what_holds_each_other_is_let_go(workers: Processes | Helped) -> None:
    """The collector rests, and yet nothing piles up: of all that were made few are left at any time."""
    assert max(workers.map(hold_each_other, range(40 * LARGEST_SHARE), unheard)) <= 3 * LARGEST_SHARE


class Holder:
    count = 0

    def __init__(self) -> None:
        self.itself = self
        type(self).count += 1

    def __del__(self) -> None:
        type(self).count -= 1


def hold_each_other(_: int) -> int:
    Holder()
    return Holder.count


def test_files_that_are_made_of_the_same_are_one_task_and_spread_among_the_others() -> None:
    parts = [*[""] * 5, *["a", "a"], *["b", "b", "b"], *[""] * 4]
    planned = [PlannedFile(str(number), str, tuple, part=part) for number, part in enumerate(parts)]
    tasks = tasks_of(planned, range(1, len(parts)))
    assert [task for task in tasks if len(task) > 1] == [(5, 6), (7, 8, 9)]
    assert [len(task) for task in tasks] == [2, 1, 1, 1, 1, 3, 1, 1, 1, 1]
    assert sorted(number for task in tasks for number in task) == list(range(1, len(parts)))
    assert tasks_of(planned, (3, 5, 12)) == [(3,), (5,), (12,)]


def _no_page() -> Page:
    raise AssertionError("none is made")


def test_pages_are_made_last_and_what_takes_long_first() -> None:
    pages = [PlannedPage(f"{number}.html", _no_page, tuple) for number in range(200)]
    files = [PlannedFile(str(number), str, tuple, part="a" * (number > 97)) for number in range(100)]
    tasks = tasks_of([*pages, *files], range(300))
    assert tasks == [(298, 299), *((number,) for number in (*range(200, 298), *range(200)))]
