"""Looks at the output while the site is made: another process does so, where it is worth that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sitegen.build.apart import Apart, may_split, split_off
from sitegen.cache.values import DamagedError
from sitegen.publish.survey import Recorded, Survey, flat_survey, survey_from, take_survey

WORTH_A_SCOUT = 2000
"""So many files are looked at in less time than it takes to split off a process."""

_Look = Callable[[], Survey]


@contextmanager
def scouted(output: str, twin: str | None, recorded: Recorded, jobs: int) -> Iterator[_Look]:
    """What gives the survey of the output and its twin, which is begun now where a process is free for it.

    What has come or gone since is for who asks to look after. Where the process comes to nothing, the survey is taken
    when it is asked for.
    """
    here = partial(take_survey, output, twin, recorded)
    scout = split_off(partial(_seen, here)) if jobs > 1 and len(recorded) >= WORTH_A_SCOUT and may_split() else None
    if scout is None:
        yield here
        return
    try:
        yield lambda: _report(scout, recorded) or here()
    finally:
        scout.end()


def _report(scout: Apart, recorded: Recorded) -> Survey | None:
    """What a scout has seen; None where it came to nothing."""
    try:
        return survey_from(scout.told(), recorded)
    except (DamagedError, OSError):
        return None


def _seen(look: _Look) -> tuple[Any, ...]:
    return flat_survey(look())
