"""Who does the work of a build: this process, or several that each take a share of it."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from sitegen.text.values import value

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

Watch = Callable[[str, int, int], None]
"""Is told how far a build has come: "annotate" or "write", how much of it is done, and how much there is."""
Told = Callable[[int, int], None]
"""Is told how much of one step is done, and how much there is."""

WORTH_A_PROCESS = 64
"""Less work than this is done in one process: starting others costs more than it saves."""
LARGEST_SHARE = 64
"""A process is given at most so many items at a time, so that it can be told how far the work has come."""
SHARES_AHEAD = 4
"""So many shares for each who works are under way or wait to be taken: all are busy, and few results in memory."""


class Sent:
    """What goes to other processes: the fields of a dataclass, and nothing that it has made of them for itself."""

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]


def unwatched(step: str, done: int, total: int) -> None:
    """Says nothing."""


class Workers(Protocol):
    """Those who do a task for each of many items."""

    def map(self, task: Callable[[Item], Result], items: Sequence[Item], told: Told) -> Iterator[Result]:
        """What the task gives for each item, in order. What it raises is raised here."""

    def are_worth(self, items: int) -> bool:
        """Whether so many items are shared out among several, each of whom has to be prepared."""


@runtime_checkable
class Portable(Protocol):
    """A task in two parts, for those who may not see the files of this computer."""

    def fetch(self, item: Any) -> Any:
        """All that `do` needs of an item. It is called here."""

    def do(self, fetched: Any) -> Any:
        """What the task gives for the item. It is called there."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The distributions, beside sitegen, that it is done with there."""


class OneProcess:
    """This process alone."""

    def map(self, task: Callable[[Item], Result], items: Sequence[Item], told: Told) -> Iterator[Result]:
        """What the task gives for each item, in order."""
        told(0, len(items))
        for done, item in enumerate(items, 1):
            yield task(item)
            told(done, len(items))

    def are_worth(self, items: int) -> bool:
        """Never."""
        return False


@value
class Processes:
    """As many processes as `jobs`, where there is enough work for them.

    They are begun from the main thread only, before there are others: a process that is split off while another thread
    holds a lock waits for it forever.
    """

    jobs: int

    def map(self, task: Callable[[Item], Result], items: Sequence[Item], told: Told) -> Iterator[Result]:
        """What the task gives for each item, in order. The task is handed to each process once."""
        if not self.are_worth(len(items)):
            yield from OneProcess().map(task, items, told)
            return
        shares = shares_of(items, self.jobs)
        with executor_of(task, self.jobs) as executor:

            def submit(some: Sequence[Item]) -> Future[list[Any]]:
                return executor.submit(do_share, some)

            yield from in_shares(submit, shares, len(items), self.jobs * SHARES_AHEAD, told)

    def are_worth(self, items: int) -> bool:
        """Whether so many items are worth the start of processes."""
        alone = threading.current_thread() is threading.main_thread()
        return items >= WORTH_A_PROCESS and self.jobs > 1 and alone


def executor_of(task: Callable[[Any], Any], processes: int) -> Executor:
    """So many processes, to each of which the task is handed once, for `do_share`."""
    import multiprocessing  # slow to load, and a build of a few articles is done without
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    gc.freeze()  # what is there now is looked at by no collection of a child, so that its memory stays shared
    return ProcessPoolExecutor(processes, context, initializer=_adopt, initargs=(task,))


@value
class Pool:
    """Those who work for an executor of the caller’s: threads, processes, computers that see no file of this one.

    The task, which is pickled, is sent with each share, and what is needed of each item.
    """

    executor: Executor
    size: int = LARGEST_SHARE
    """How many work at a time, as far as is known."""

    def map(self, task: Callable[[Item], Result], items: Sequence[Item], told: Told) -> Iterator[Result]:
        """What the task gives for each item, in order."""
        import pickle

        fetch, do = parts_of(task)
        packed = pickle.dumps(do)

        def submit(share: Sequence[Item]) -> Future[list[Result]]:
            return self.executor.submit(do_packed, packed, [fetch(item) for item in share])

        shares = even_shares(items, self.size)
        yield from in_shares(submit, shares, len(items), self.size * SHARES_AHEAD, told)

    def are_worth(self, items: int) -> bool:
        """Never: nothing is prepared here for those who take no memory over from this process."""
        return False


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share_of(items: int, jobs: int) -> int:
    """How many items one share holds: several shares for each process, so that all end at about the same time."""
    return min(LARGEST_SHARE, max(1, items // (4 * jobs)))


def even_shares(items: Sequence[Item], jobs: int) -> Iterator[Sequence[Item]]:
    """The items in shares of the same size, for those to whom it takes long to send one."""
    share = share_of(len(items), jobs)
    return (items[start : start + share] for start in range(0, len(items), share))


def shares_of(items: Sequence[Item], jobs: int) -> Iterator[Sequence[Item]]:
    """The items in shares, smaller and smaller at the end, so that all who take them end at about the same time."""
    start = 0
    while start < len(items):
        share = min(LARGEST_SHARE, max(1, (len(items) - start) // (4 * jobs)))
        yield items[start : start + share]
        start += share


def in_shares(
    submit: Callable[[Sequence[Item]], Future[Any]],
    shares: Iterator[Sequence[Item]],
    items: int,
    ahead: int,
    told: Told,
    wait: Callable[[Future[Any]], Any] = lambda share: share.result(),
) -> Iterator[Any]:
    """What is made of each of so many items, in order, by those to whom they are submitted in shares.

    At most `ahead` shares are under way or wait to be taken; `wait` gives what a share came to.
    """
    told(0, items)
    waiting = deque(map(submit, islice(shares, ahead)))
    done = 0
    try:
        while waiting:
            results = wait(waiting[0])
            waiting.popleft()
            waiting.extend(map(submit, islice(shares, 1)))
            done += len(results)
            yield from results
            told(done, items)
    finally:
        for future in waiting:
            future.cancel()


def parts_of(task: Callable[[Item], Result]) -> tuple[Callable[[Item], Any], Callable[[Any], Result]]:
    """What of a task is done here, and what is done elsewhere."""
    return (task.fetch, task.do) if isinstance(task, Portable) else (_as_it_is, task)


def _as_it_is(item: Item) -> Item:
    return item


def do_packed(packed: bytes, share: Sequence[Any]) -> list[Any]:
    """What a pickled task gives for each item; a process that gets it again has it still."""
    return list(map(_unpacked(packed), share))


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Any:
    import pickle

    return pickle.loads(packed)


_task: Callable[[Any], Any] | None = None
"""In a process that was started for it: what it does."""


def _adopt(task: Callable[[Any], Any]) -> None:
    global _task
    _task = task
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that shares out the work was killed: nobody else would ever end this one."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def do_share(items: Sequence[Any]) -> list[Any]:
    """In a process that was started for a task: what that gives for each item."""
    assert _task is not None
    results = [_task(item) for item in items]
    gc.collect(0)  # what holds each other among the new alone, such as the macros of a theme's page
    return results
