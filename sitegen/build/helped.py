"""Who makes the files of a large site: this process with the help of others."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.build.workers import OneProcess, Processes, Told, do_share, executor_of, shares_of
from sitegen.text.values import value

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""So many shares of each helper are under way or wait to be taken."""
MOST_WAITING = 8
"""So many shares for each who works are begun while an earlier one is not done: few results are in memory."""


@value
class Helped:
    """This process, and as many others as make `jobs` with it, where there is enough work for them.

    Whoever makes pages comes to hold all that they are made of, for Python writes to whatever it looks at: it counts
    who refers to it. So a site is held once less than where this process only waits for others.
    """

    jobs: int

    def map(self, task: Callable[[Item], Result], items: Sequence[Item], told: Told) -> Iterator[Result]:
        """What the task gives for each item, in order."""
        if not self.are_worth(len(items)):
            yield from OneProcess().map(task, items, told)
            return
        told(0, len(items))
        done = 0
        with executor_of(task, self.jobs - 1) as executor:

            def submit(some: Sequence[Item]) -> Future[list[Any]]:
                return executor.submit(do_share, some)

            for results in _shared_out(
                submit, partial(_done_here, task), deque(shares_of(items, self.jobs)), self.jobs - 1
            ):
                done += len(results)
                yield from results
                told(done, len(items))

    def are_worth(self, items: int) -> bool:
        """Whether so many items are worth the start of processes."""
        return Processes(self.jobs).are_worth(items)


def _shared_out(
    submit: Callable[[Sequence[Item]], Future[list[Any]]],
    do: Callable[[Sequence[Item]], list[Any]],
    shares: deque[Sequence[Item]],
    helpers: int,
) -> Iterator[list[Any]]:
    """What is made of each share, in order: helpers have some ahead, and what they do not take yet is done here."""
    waiting: deque[Future[list[Any]] | list[Any]] = deque()
    try:
        while shares or waiting:
            while shares and sum(not _is_done(one) for one in waiting) < helpers * AHEAD:
                waiting.append(submit(shares.popleft()))
            if shares and not _is_done(waiting[0]) and len(waiting) < (helpers + 1) * MOST_WAITING:
                waiting.append(do(shares.popleft()))
            else:
                first = waiting[0]
                results = first if isinstance(first, list) else first.result()
                waiting.popleft()
                yield results
    finally:
        for one in waiting:
            if not isinstance(one, list):
                one.cancel()


def _is_done(one: Future[Any] | list[Any]) -> bool:
    return isinstance(one, list) or one.done()


def _done_here(task: Callable[[Item], Result], share: Sequence[Item]) -> list[Result]:
    results = list(map(task, share))
    gc.collect(0)
    return results
