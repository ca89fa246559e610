"""A Dask cluster that reads and annotates articles. Nothing else imports distributed, and this only for one.

Its workers need sitegen and no file of the project: the files of an article are sent. Tasks are pure, so that the
scheduler gives the share of a worker that was killed to another.
"""

from __future__ import annotations

import logging
import pickle
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn, TypeVar

import sitegen
from sitegen.build.workers import (
    LARGEST_SHARE,
    SHARES_AHEAD,
    Portable,
    Told,
    do_packed,
    even_shares,
    in_shares,
    parts_of,
)
from sitegen.cache.maker import print_of_annotator
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text.values import value

Item = TypeVar("Item")
Result = TypeVar("Result")

_TALKATIVE = ("distributed", "distributed.client", "tornado.application", "asyncio")
"""Loggers that tell at length what is told here in one line."""

_ADDRESS = re.compile(r"([a-z]+://)?(\[[0-9a-fA-F:.%]+\]|[^\s:/\[\]@]+):\d{1,5}")

Equipment = tuple[tuple[str, str], ...]
"""What annotations depend on, by its name, such as Python and its version."""


@value
class Cluster:
    """The workers of the Dask scheduler at `address`, such as tcp://host:8786; ValueError for what is no address.

    It is connected to while there is work, and left before processes are begun here.
    """

    address: str
    patience: float = 10.0
    """Seconds in which the scheduler has to answer, and a worker has to be there."""

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise ValueError(f"{self.address!r} is no address such as tcp://host:8786")

    def map(self, task: Callable[[Item], Result], items: Sequence[Item], told: Told) -> Iterator[Result]:
        """What the task gives for each item, in order. The task is sent once, and what is needed of each item.

        What it raises is raised here, and SitegenError: SG740 when distributed is not installed, SG741 when there is
        no cluster, or no more, SG742 when a worker or the scheduler has other programs than this computer.
        """
        if not items:
            return
        fetch, do = parts_of(task)
        needs = task.needs if isinstance(task, Portable) else ()
        with self._client() as client:
            threads = self._compare(client, needs)
            # sent as the value of a task, which the scheduler makes anew when the workers are lost that had it
            packed = client.submit(_same, pickle.dumps(do), pure=False)
            executor, ours = client.get_executor(pure=False), equipment(needs)

            def submit(share: Sequence[Item]) -> Future[list[Result]]:
                return executor.submit(_do_there, packed, [fetch(item) for item in share], needs, ours)  # type: ignore[no-any-return]

            ahead = SHARES_AHEAD * max(threads, LARGEST_SHARE // SHARES_AHEAD)  # more workers may come
            shares, wait = even_shares(items, threads), partial(self._wait, client)
            yield from in_shares(submit, shares, len(items), ahead, told, wait)

    def are_worth(self, items: int) -> bool:
        """Never: nothing is prepared here for workers that take no memory over from this process."""
        return False

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """A connection to the scheduler, closed at the end with all that it began."""
        distributed = _distributed()
        try:
            client = distributed.Client(self.address, timeout=self.patience, set_as_default=False)
        except Exception as error:  # each kind of wrong address has one of its own
            self._refuse(f"no Dask scheduler answers: {_in_short(error)}", "start one with `dask scheduler`", error)
        try:
            yield client
        except (CancelledError, distributed.comm.CommClosedError) as error:
            self._refuse("the Dask scheduler was lost", "start it and its workers, and build again", error)
        except distributed.scheduler.KilledWorker as error:
            message = "one share of articles ended several workers in turn"
            self._refuse(message, "see what the workers say; have they enough memory?", error)
        finally:
            client.close(timeout=self.patience)

    def _compare(self, client: Any, needs: Sequence[str]) -> int:
        """How many threads the workers have; raises SitegenError when there is none, or one with other programs."""
        self._wait_for_workers(client)
        self._compare_scheduler(client)
        ours = equipment(needs)
        for worker, theirs in client.run(equipment, tuple(needs), on_error="return").items():
            if isinstance(theirs, Exception):
                message = f"the worker {worker} cannot run sitegen: {_in_short(theirs)}"
                self._refuse(message, "install the same sitegen where the workers are", theirs, "SG742")
            compare(theirs, ours, worker)
        return sum(client.nthreads().values()) or 1

    def _compare_scheduler(self, client: Any) -> None:
        """The scheduler unpickles what it passes on, so that it needs sitegen too."""
        try:
            theirs = client.run_on_scheduler(equipment, ())
        except Exception as error:  # whatever came up there
            message = f"the scheduler cannot run sitegen: {_in_short(error)}"
            self._refuse(message, "install the same sitegen where the scheduler is", error, "SG742")
        compare(theirs, equipment(()), self.address)

    def _wait_for_workers(self, client: Any) -> None:
        try:
            client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError as error:
            hint = f"start some with `dask worker {self.address}`"
            self._refuse("the Dask scheduler has no worker", hint, error)

    def _wait(self, client: Any, future: Future[Any]) -> Any:
        """What a share came to, for as long as there are workers."""
        while True:
            try:
                return future.result(timeout=self.patience)
            except TimeoutError:
                if future.done():
                    raise
                self._wait_for_workers(client)

    def _refuse(self, message: str, hint: str, cause: Exception, code: str = "SG741") -> NoReturn:
        raise SitegenError(Diagnostic(self.address, message, code, help=hint)) from cause


def _distributed() -> Any:
    """The package, told to be quiet. Raises SitegenError (SG740) where it is not installed."""
    try:
        import distributed
    except ImportError as error:
        hint = 'pip install "sitegen-press[dask]"'
        message = "this needs distributed, which is not installed"
        raise SitegenError(Diagnostic("dask", message, "SG740", help=hint)) from error
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", category=distributed.versions.VersionMismatchWarning)
    return distributed


@cache
def equipment(needs: Sequence[str]) -> Equipment:
    """What this process annotates with; `needs` are distributions beside sitegen."""
    python = ".".join(map(str, sys.version_info[:2]))
    named = ("distributed", *needs)
    own = (("sitegen", sitegen.__version__), ("files of sitegen", print_of_annotator().hex()[:12]), ("Python", python))
    return (*own, *((name, _version(name)) for name in named))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def compare(theirs: Equipment, ours: Equipment, worker: str) -> None:
    """Nothing, where a worker annotates with what is here; else raises SitegenError (SG742) with what is different."""
    here = dict(ours)
    unlike = [f"{name} {value} (here {here.get(name)})" for name, value in theirs if here.get(name) != value]
    if unlike:
        hint = "install the same versions there and here"
        message = f"runs other programs than this computer: {', '.join(unlike)}"
        raise SitegenError(Diagnostic(worker, message, "SG742", help=hint))


def _do_there(packed: bytes, share: Sequence[Any], needs: Sequence[str], ours: Equipment) -> list[Any]:
    """On a worker, which may have come late: what a task gives for each item."""
    from distributed import get_worker

    compare(equipment(needs), ours, get_worker().address)
    return do_packed(packed, share)


def _same(packed: bytes) -> bytes:
    return packed


def _in_short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
